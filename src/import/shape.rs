//! What kind of text a page is, by its shape: an interview, or several texts in one file.

use super::{
    byline::named_author,
    fold::fold,
    scraped::{BlockKind, ScrapedBlock},
    write::REMARK,
};
use crate::{
    diagnostic::{Code, Diagnostic},
    source::{Span, is_particle},
};
use std::collections::HashMap;

/// Most characters and most words of the name that stands before a turn of a dialogue.
const LONGEST: usize = 40;
const MOST_WORDS: usize = 4;

/// Fewest turns of an interview.
const FEWEST: usize = 4;

/// In how many blocks below a title its author is named.
const NEAR_TITLE: usize = 2;

/// Tells, at their titles, that texts after the first begin: each has a title of the document's own style, and a line that names its author.
pub(super) fn mark_other_texts(blocks: &mut [ScrapedBlock], remarks: &mut Vec<Diagnostic>, whole: Span) {
    let is_title =
        |block: &ScrapedBlock| matches!(block.kind, BlockKind::Title | BlockKind::Heading(1)) && !block.plain.is_empty();
    let author = |at: usize| blocks[at + 1..].iter().take(NEAR_TITLE).find_map(named_author);
    let texts: Vec<(usize, String)> =
        (0..blocks.len()).filter(|at| is_title(&blocks[*at])).filter_map(|at| Some((at, author(at)?.to_owned()))).collect();
    // Under one title all is one text, and a line without prose below it a subheading.
    let is_prose = |from: usize, to: usize| blocks[from..to].iter().any(|block| block.plain.split_whitespace().count() > 12);
    let ends = texts.iter().map(|(at, _)| *at).skip(1).chain([blocks.len()]);
    if !texts.iter().zip(ends).all(|((at, _), end)| is_prose(*at, end)) {
        return;
    }
    for (at, author) in texts.into_iter().skip(1) {
        let title: String = blocks[at].plain.chars().take(60).collect();
        remarks.push(Diagnostic::new(Code::ImportSeveralTexts, whole).with("title", title.trim()).with("author", author));
        let mark = format!("{}{}{}", REMARK[0], remarks.len() - 1, REMARK[1]);
        blocks[at].markdown.insert_str(0, &mark);
    }
}

/// Whether a text is plainly an interview: two to four voices are named before their turns, which are most of the text, and one of them asks.
pub(super) fn is_interview(text: &[&ScrapedBlock]) -> bool {
    let mut voices: HashMap<String, (usize, usize)> = HashMap::new();
    let (mut turns, mut blocks) = (0, 0);
    for block in text.iter().filter(|block| matches!(block.kind, BlockKind::Paragraph | BlockKind::Other)) {
        blocks += 1;
        let Some((voice, said)) = turn(&block.plain) else { continue };
        let counted = voices.entry(fold(voice)).or_default();
        counted.0 += 1;
        counted.1 += usize::from(said.trim_end_matches(['»', '*', '_', ' ', '\u{a0}', '\u{202f}']).ends_with('?'));
        turns += 1;
    }
    let one_asks = voices.values().any(|(turns, questions)| *questions >= 2 && questions * 2 >= *turns);
    let one_answers = voices.values().any(|(turns, questions)| *turns >= 2 && questions * 2 < *turns);
    turns >= FEWEST && turns * 2 > blocks && (2..=4).contains(&voices.len()) && one_asks && one_answers
}

/// The voice of a turn and what it says: « Ann Ée : … », « Q – … ».
fn turn(plain: &str) -> Option<(&str, &str)> {
    let at = plain.char_indices().take(LONGEST).find(|(_, c)| matches!(c, ':' | '–' | '—'))?.0;
    let sign = plain[at..].chars().next()?;
    let signs = |c: char| c.is_whitespace() || matches!(c, '*' | '_' | '.' | '[' | ']');
    let (voice, said) = (plain[..at].trim_matches(signs), plain[at + sign.len_utf8()..].trim_matches(['*', '_', ' ', '\u{a0}']));
    let is_voice = voice.starts_with(char::is_uppercase)
        && voice.split_whitespace().count() <= MOST_WORDS
        && voice.split_whitespace().all(|word| word.starts_with(char::is_uppercase) || is_particle(word))
        && voice.chars().all(|c| c.is_alphabetic() || c.is_whitespace() || matches!(c, '-' | '’' | '\'' | '.'));
    (is_voice && !said.is_empty()).then_some((voice, said))
}

#[cfg(test)]
mod tests {
    use super::turn;

    #[test]
    fn a_turn_begins_with_a_name() {
        for (text, voice) in
            [("Ann Ée\u{a0}: oui.", "Ann Ée"), ("**Q :** Pourquoi ?", "Q"), ("JEAN DE LA TOUR – Non.", "JEAN DE LA TOUR")]
        {
            assert_eq!(turn(text).map(|(voice, _)| voice), Some(voice), "{text}");
        }
        for text in ["Il dit : oui.", "Trois choses importent : a, b.", "– Oui, dit-il.", "2019 : un an.", "Ann Ée :"] {
            assert_eq!(turn(text), None, "{text}");
        }
    }
}
