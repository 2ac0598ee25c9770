//! Verse as one phrase: a quotation that begins in one line ends in another.
//!
//! The lines of a poem are joined by line breaks, set together, and parted again. It knows no rule.

use super::line::Line;
use crate::book::{Block, Inline, Lang, RichText, Verse, walk};

/// Applies the rules to each poem of `blocks` that has a quotation mark, as one phrase, by `apply`.
pub(super) fn set(line: &mut Line, lang: &Lang, blocks: &mut [Block], apply: fn(&mut Line, &Lang, &mut RichText)) {
    walk::blocks_mut(blocks, &mut |block| {
        if let Block::Verse(verse) = block
            && lines_mut(verse).count() > 1
            && lines_mut(verse).any(|content| may_quote(content))
        {
            set_whole(verse, |whole| apply(line, lang, whole));
        }
    });
}

fn set_whole(verse: &mut Verse, apply: impl FnOnce(&mut RichText)) {
    let end = Inline::LineBreak(verse.span);
    // How many line breaks stand within each line.
    let inner: Vec<usize> = lines_mut(verse).map(|content| content.iter().filter(|inline| is_break(inline)).count()).collect();
    let mut whole = RichText::new();
    for content in lines_mut(verse) {
        whole.append(content);
        whole.push(end.clone());
    }
    apply(&mut whole);
    let mut rest = whole.into_iter();
    for (content, mut breaks) in lines_mut(verse).zip(inner) {
        for inline in rest.by_ref() {
            if is_break(&inline) {
                if breaks == 0 {
                    break;
                }
                breaks -= 1;
            }
            content.push(inline);
        }
    }
}

fn lines_mut(verse: &mut Verse) -> impl Iterator<Item = &mut RichText> {
    verse.stanzas.iter_mut().flatten().map(|line| &mut line.content)
}

const fn is_break(inline: &Inline) -> bool {
    matches!(inline, Inline::LineBreak(_))
}

/// Whether a straight mark stands in a line that may open or close a quotation: any but an apostrophe between two letters.
fn may_quote(content: &[Inline]) -> bool {
    let in_text = |text: &str| {
        text.contains('"')
            || text.match_indices('\'').any(|(at, _)| {
                let letter = |sign: Option<char>| sign.is_some_and(char::is_alphanumeric);
                !letter(text[..at].chars().next_back()) || !letter(text[at + 1..].chars().next())
            })
    };
    walk::find_inline(content, &mut |inline| match inline {
        Inline::Text(text) if in_text(&text.text) => Some(()),
        _ => None,
    })
    .is_some()
}
