//! Break opportunities: where a line of French may end.
//!
//! Starts from the Unicode line breaking algorithm (UAX 14) and adds the rules for words, names, addresses, numbers and dashes.
//! `items` knows what a break costs, `hyphenate` where words are hyphenated.

use crate::{
    book::Lang,
    typeset::{
        context::InlineContext,
        hyphenate::{self, Hyphenator},
        letters::is_letter,
        linebreak::item::BreakClass,
        style::ParagraphStyle,
        styled_text::{RunKind, StyledText},
    },
};
use std::ops::Range;

/// The spaces between words, and forced breaks.
const WORD_SPACES: [char; 4] = [' ', '\u{a0}', '\u{202f}', '\n'];

/// Whether a line may end before each byte of the text, and by which class of break.
pub(super) fn break_opportunities(
    styled: &StyledText,
    style: &ParagraphStyle,
    context: &InlineContext<'_>,
) -> Vec<Option<BreakClass>> {
    let text = &styled.text;
    let mut opportunities = vec![None; text.len() + 1];
    // Inner iteration, because the library's iterator is resumed with some effort.
    unicode_linebreak::linebreaks(text).for_each(|(at, _)| {
        let (before, after) = (&text[..at], &text[at..]);
        // A dash stays with the word that it touches, and « a-t-il » is broken before the t only.
        let dash = after.starts_with(['—', '–']) && !before.ends_with(' ');
        if !dash && !before.ends_with("-t-") && !is_in_number(before, after) && !is_in_unit(before, after) {
            opportunities[at] = Some(BreakClass::Plain);
        }
    });
    let mut hyphenator = context.exceptions.hyphenator();
    // Few texts have code or an address: only their words are looked at.
    let has_code = styled.runs.iter().any(|run| matches!(run.kind, RunKind::Code(_)));
    let has_address = has_inner_at_sign(text) || text.contains("://") || text.contains("www.");
    let hyphenates = style.hyphenate && !style.balanced;
    if has_code || has_address {
        let mut start = 0;
        for token in text.split(WORD_SPACES) {
            let range = start..start + token.len();
            start = range.end + text[range.end..].chars().next().map_or(0, char::len_utf8);
            let is_address = has_address && is_address(token);
            if is_address {
                break_address(token, range.start, &mut opportunities);
            } else if has_code && !style.balanced {
                break_code(styled, token, range.start, &mut opportunities);
            }
            if hyphenates && !is_address {
                hyphenate_words(styled, range, &mut hyphenator, &mut opportunities);
            }
        }
    } else if hyphenates {
        hyphenate_words(styled, 0..text.len(), &mut hyphenator, &mut opportunities);
    }
    // The call of a note stays with its word.
    for run in &styled.runs {
        if matches!(run.kind, RunKind::Note(_)) {
            opportunities[run.range.start] = None;
        }
    }
    opportunities
}

/// Whether a space separates groups of digits of one number: « 45 000 », in a language that `typography` leaves alone.
fn is_in_number(before: &str, after: &str) -> bool {
    let digits = |characters: &mut dyn Iterator<Item = char>| characters.take(4).take_while(char::is_ascii_digit).count();
    let Some(before) = before.strip_suffix(' ') else { return false };
    matches!(digits(&mut before.chars().rev()), 1..=3) && digits(&mut after.chars()) == 3
}

/// Whether a bar or a sign stands within a unit or a mark: « 10 km/h », « 5 €/mois », « C++ ».
fn is_in_unit(before: &str, after: &str) -> bool {
    if before.ends_with('+') {
        return after.starts_with('+');
    }
    let Some(before) = before.strip_suffix('/') else { return false };
    let is_part = |character: &char| !WORD_SPACES.contains(character) && !character.is_ascii_digit();
    let length = |characters: &mut dyn Iterator<Item = char>| characters.take(UNIT + 1).take_while(is_part).count();
    let unit = length(&mut before.chars().rev());
    let counted =
        before.chars().rev().nth(unit).is_some_and(|sign| sign.is_ascii_digit() || matches!(sign, '\u{a0}' | '\u{202f}'));
    (1..=UNIT).contains(&unit) && counted && length(&mut after.chars()) <= UNIT
}

/// The characters of the longest unit, or of what it is counted by: « kWh », « mois ».
const UNIT: usize = 5;

/// Whether a word of the text has an at sign that it does not begin with: names on social networks do.
fn has_inner_at_sign(text: &str) -> bool {
    memchr::memchr_iter(b'@', text.as_bytes()).any(|at| at > 0 && !text[..at].ends_with(WORD_SPACES))
}

fn is_address(token: &str) -> bool {
    token.contains("://") || token.starts_with("www.") || (token.contains('@') && token.contains('.') && !token.starts_with('@'))
}

/// Allows breaks after the signs of an address, without a hyphen; never inside `://`.
fn break_address(token: &str, start: usize, opportunities: &mut [Option<BreakClass>]) {
    let host = token.find("://").map_or(0, |at| at + 3);
    for (at, character) in token.char_indices() {
        if at > 0 {
            opportunities[start + at] = None;
        }
        let before = token[..at].chars().next_back();
        let sign = matches!(before, Some('/' | '?' | '&' | '-' | '.' | '_' | '=' | '#' | '@'));
        if at > host && sign && character.is_alphanumeric() {
            opportunities[start + at] = Some(BreakClass::Plain);
        }
    }
}

/// The least number of characters of a piece of code on either line.
const LEAST_CODE: usize = 3;

/// Allows breaks inside the code of `token`, without a hyphen, which would be read as part of it: after a sign that ends a part of a name
/// or a path, and before a capital inside a name.
fn break_code(styled: &StyledText, token: &str, start: usize, opportunities: &mut [Option<BreakClass>]) {
    let count = token.chars().count();
    let mut before = None;
    for (index, (offset, character)) in token.char_indices().enumerate() {
        let at = start + offset;
        if let Some(before) = before.replace(character)
            && (LEAST_CODE..=count.saturating_sub(LEAST_CODE)).contains(&index)
            && opportunities[at].is_none()
            && is_code_break(before, character)
            && styled.run_at(at).is_some_and(|run| matches!(run.kind, RunKind::Code(_)) && run.range.start < at)
        {
            opportunities[at] = Some(BreakClass::Code);
        }
    }
}

/// Whether code may be broken between two characters.
fn is_code_break(before: char, after: char) -> bool {
    let is_sign =
        |character| matches!(character, ':' | '.' | ',' | ';' | '(' | '[' | '{' | '/' | '\\' | '_' | '=' | '|' | '&' | '<');
    let is_name = |character: char| character.is_alphanumeric() || matches!(character, '"' | '\'' | '$' | '@' | '%');
    is_sign(before) && is_name(after) && !(before == '.' && after.is_ascii_digit())
        || before.is_lowercase() && after.is_uppercase()
}

/// Allows breaks where the words of a range of the text are hyphenated.
fn hyphenate_words(
    styled: &StyledText,
    range: Range<usize>,
    hyphenator: &mut Hyphenator<'_>,
    opportunities: &mut [Option<BreakClass>],
) {
    let text = &styled.text;
    let has_soft_hyphens = text.contains('\u{ad}');
    let mut at = range.start;
    while at < range.end {
        let (start, word_end) = (at, end_of_word(text, at, range.end));
        if word_end == start {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
            continue;
        }
        at = word_end;
        let word = &text[start..at];
        let has_soft_hyphen = has_soft_hyphens && word.contains('\u{ad}');
        if !has_soft_hyphen && !hyphenate::is_long_enough(word) {
            continue;
        }
        let Some(run) = styled.run_at(start) else { continue };
        if !matches!(run.kind, RunKind::Text(_)) {
            continue;
        }
        if has_soft_hyphen {
            // Where the author has put soft hyphens, the word is broken nowhere else.
            for (offset, found) in word.match_indices('\u{ad}') {
                opportunities[start + offset + found.len()] = Some(BreakClass::Word);
                opportunities[start + offset] = None;
            }
            continue;
        }
        let class = if is_name(text, start, word, &run.lang) { Some(BreakClass::Name) } else { Some(BreakClass::Word) };
        hyphenator.breaks(word, &run.lang, |offset| opportunities[start + offset] = class);
    }
}

/// Where a word that begins at `start` ends, at the latest at `end`: its letters, apostrophes and soft hyphens.
fn end_of_word(text: &str, start: usize, end: usize) -> usize {
    let mut at = start;
    while at < end {
        match text.as_bytes()[at] {
            b'a'..=b'z' | b'A'..=b'Z' | b'\'' => at += 1,
            0..=0x7f => break,
            _ => {
                let is_part = |character: &char| matches!(character, '’' | '\u{ad}') || is_letter(*character);
                let Some(part) = text[at..end].chars().next().filter(is_part) else { break };
                at += part.len_utf8();
            }
        }
    }
    at
}

/// Whether a word is a name, a handle or a hashtag: readers recognise these by their whole form. German and Luxembourgish write all nouns
/// with a capital.
fn is_name(text: &str, at: usize, word: &str, lang: &Lang) -> bool {
    if text[..at].ends_with(['@', '#', '_']) || word.chars().skip(1).any(char::is_uppercase) {
        return true;
    }
    if !word.starts_with(char::is_uppercase) || matches!(lang.primary(), "de" | "lb") {
        return false;
    }
    let before = text[..at].trim_end_matches([' ', '\u{a0}', '\u{202f}', '«', '“', '(', '—', '–', '\n']);
    let starts_sentence = before.is_empty() || before.ends_with(['.', '!', '?', '…', ':']);
    !starts_sentence
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        book::Inline,
        diagnostic::Diagnostics,
        fonts::FontSet,
        source::{SourceId, SourceMap, Span},
        typeset::{hyphenate::Hyphenation, paragraph::tests::style},
    };

    /// `text` with its opportunities: `|` for a plain break, `-` for a hyphen, `=` for a hyphen in a name.
    fn shown(text: &str) -> String {
        shown_in(text, "fr")
    }

    fn shown_in(text: &str, lang: &str) -> String {
        shown_inlines(text, &[Inline::text(text, Span::whole(SourceId::from_index(0)))], lang)
    }

    fn shown_code(text: &str) -> String {
        let span = Span::whole(SourceId::from_index(0));
        shown_inlines(
            text,
            &[Inline::Code(crate::book::Text { id: crate::book::TextId::default(), text: text.to_owned(), span })],
            "fr",
        )
    }

    fn shown_inlines(text: &str, content: &[Inline], lang: &str) -> String {
        let fonts = FontSet::load(&SourceMap::new(), &mut Diagnostics::new());
        let (lang, exceptions) = (Lang::new(lang).expect("a language"), Hyphenation::new(&["Ren-contres".to_owned()]));
        let context = InlineContext { fonts: &fonts, assets: &[], lang: &lang, exceptions: &exceptions };
        let styled = StyledText::new(content, &style(), &lang, &[]);
        let opportunities = break_opportunities(&styled, &style(), &context);
        let mut shown = String::new();
        for (at, character) in text.char_indices() {
            match opportunities[at] {
                None => {}
                Some(BreakClass::Plain) => shown.push('|'),
                Some(BreakClass::Code) => shown.push('¦'),
                Some(BreakClass::Word) => shown.push('-'),
                Some(BreakClass::Name) => shown.push('='),
            }
            shown.push(character);
        }
        shown
    }

    #[test]
    fn words_names_and_addresses_break_each_in_its_way() {
        assert_eq!(shown("L’amitié naissante"), "L’ami-tié |nais-sante");
        assert_eq!(shown("Bonjour. Voilà Martine"), "Bon-jour. |Voilà |Mar=tine");
        assert_eq!(shown("via @bonjour ou #rencontre"), "via |@bon=jour |ou |#ren=contre");
        assert_eq!(shown("porte-monnaie\u{202f}: rien"), "porte-|mon-naie\u{202f}: |rien");
        assert_eq!(shown("va-t-il là—bas"), "va-|t-il |là—|bas");
        assert_eq!(shown("«\u{a0}Moi\u{a0}» dit"), "«\u{a0}Moi\u{a0}» |dit");
        assert_eq!(shown("sur https://a.fr/b-c?d=e"), "sur |https://a.|fr/|b-|c?|d=|e");
        assert_eq!(shown("45 000 fois en 2016 300"), "45 000 |fois |en |2016 |300");
        assert_eq!(shown("à moi@exemple.fr"), "à |moi@|exemple.|fr");
        let units = shown("10\u{202f}km/h à 5\u{202f}€/mois, 3\u{a0}kg/m³ de C++ et/ou");
        assert_eq!(units, "10\u{202f}km/h |à |5\u{202f}€/mois, |3\u{a0}kg/m³ |de |C++ |et/|ou");
    }

    #[test]
    fn code_breaks_after_its_signs_and_before_capitals() {
        assert_eq!(shown_code("Temps::depuis(Jour::Lundi)"), "Temps::¦depuis(¦Jour::¦Lundi)");
        assert_eq!(shown_code("src/mesure_du_temps.rs"), "src/|mesure_¦du_¦temps.rs");
        assert_eq!(shown_code("enSecondes(1.25)"), "enSecondes(¦1.25)");
        assert_eq!(shown_code("laDureeEnSecondes"), "laDuree¦En¦Secondes");
        assert_eq!(shown("Temps::depuis"), "Temps::de-puis");
    }

    #[test]
    fn words_break_by_their_language_and_by_the_editors_list() {
        assert_eq!(shown("typographical"), "ty-po-gra-phi-cal");
        assert_eq!(shown_in("typographical", "en"), "ty-po-graph-i-cal");
        assert_eq!(shown_in("typographical", "ja"), "typographical");
        assert_eq!(shown_in("eine Versicherung", "de"), "eine |Ver-si-che-rung");
        assert_eq!(shown("les rencontres"), "les |ren-contres");
    }
}
