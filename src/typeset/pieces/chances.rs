//! Where a line of French may end.
//!
//! Owns the rules for words, names, addresses, numbers and dashes. What ending there costs is `pieces`' business; where words part
//! is known by `hyphenate`.

use crate::typeset::{
    context::InlineContext,
    hyphenate::Hyphenator,
    leaves::{LeafKind, Leaves},
    style::ParagraphStyle,
};

/// What may happen before a byte.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Chance {
    #[default]
    None,
    /// The line may end.
    Plain,
    /// The line may end with a hyphen that is added.
    Hyphen,
    /// The same, in a name or a keyword.
    LastHyphen,
}

/// What may happen before each byte of the text.
pub(super) fn chances(leaves: &Leaves, style: &ParagraphStyle, context: &InlineContext<'_>) -> Vec<Chance> {
    let text = &leaves.text;
    let mut chances = vec![Chance::None; text.len() + 1];
    for (at, _) in unicode_linebreak::linebreaks(text) {
        let (before, after) = (&text[..at], &text[at..]);
        // A dash that touches a word does not leave it, and « a-t-il » parts before the t only.
        let dash = after.starts_with(['—', '–']) && !before.ends_with(' ');
        if !dash && !before.ends_with("-t-") && !is_in_number(before, after) {
            chances[at] = Chance::Plain;
        }
    }
    let mut hyphenator = context.exceptions.hyphenator();
    let mut start = 0;
    for token in text.split([' ', '\u{a0}', '\u{202f}', '\n']) {
        let range = start..start + token.len();
        start = range.end + text[range.end..].chars().next().map_or(0, char::len_utf8);
        if is_address(token) {
            address(token, range.start, &mut chances);
        } else if style.hyphenate && !style.balanced {
            hyphens(leaves, token, range.start, &mut hyphenator, &mut chances);
        }
    }
    // The call of a note stays with its word, and so does what the shaper joins to a soft hyphen.
    for leaf in &leaves.leaves {
        if matches!(leaf.kind, LeafKind::Note(_)) {
            chances[leaf.range.start] = Chance::None;
        }
    }
    chances
}

/// Whether a space stands between groups of digits of one number, « 45 000 » in a language that the French pass leaves alone.
fn is_in_number(before: &str, after: &str) -> bool {
    let digits = |characters: &mut dyn Iterator<Item = char>| characters.take(4).take_while(char::is_ascii_digit).count();
    let Some(before) = before.strip_suffix(' ') else { return false };
    matches!(digits(&mut before.chars().rev()), 1..=3) && digits(&mut after.chars()) == 3
}

fn is_address(token: &str) -> bool {
    token.contains("://") || token.starts_with("www.") || (token.contains('@') && token.contains('.') && !token.starts_with('@'))
}

/// Addresses break after their signs, without a hyphen; never inside `://`.
fn address(token: &str, start: usize, chances: &mut [Chance]) {
    let host = token.find("://").map_or(0, |at| at + 3);
    for (at, character) in token.char_indices() {
        if at > 0 {
            chances[start + at] = Chance::None;
        }
        let before = token[..at].chars().next_back();
        let sign = matches!(before, Some('/' | '?' | '&' | '-' | '.' | '_' | '=' | '#' | '@'));
        if at > host && sign && character.is_alphanumeric() {
            chances[start + at] = Chance::Plain;
        }
    }
}

fn hyphens(leaves: &Leaves, token: &str, start: usize, hyphenator: &mut Hyphenator<'_>, chances: &mut [Chance]) {
    let is_part = |character: char| character.is_alphabetic() || matches!(character, '’' | '\'' | '\u{ad}');
    let mut at = 0;
    while at < token.len() {
        let word: usize = token[at..].chars().take_while(|&character| is_part(character)).map(char::len_utf8).sum();
        if word == 0 {
            at += token[at..].chars().next().map_or(1, char::len_utf8);
            continue;
        }
        let range = at..at + word;
        at = range.end;
        let Some(leaf) = leaves.at(start + range.start) else { continue };
        if !matches!(leaf.kind, LeafKind::Text(_)) {
            continue;
        }
        let word = &token[range.clone()];
        if word.contains('\u{ad}') {
            // The author's own breaks are the only ones.
            for (offset, found) in word.match_indices('\u{ad}') {
                chances[start + range.start + offset + found.len()] = Chance::Hyphen;
                chances[start + range.start + offset] = Chance::None;
            }
            continue;
        }
        let chance = if is_name(&leaves.text, start + range.start, word) { Chance::LastHyphen } else { Chance::Hyphen };
        hyphenator.breaks(word, &leaf.lang, |offset| chances[start + range.start + offset] = chance);
    }
}

/// Whether a word is a name, a handle or a keyword, that readers recognise by its whole form.
fn is_name(text: &str, at: usize, word: &str) -> bool {
    let before = text[..at].trim_end_matches([' ', '\u{a0}', '\u{202f}', '«', '“', '(', '—', '–', '\n']);
    if text[..at].ends_with(['@', '#', '_']) || word.chars().skip(1).any(char::is_uppercase) {
        return true;
    }
    let starts_sentence = before.is_empty() || before.ends_with(['.', '!', '?', '…', ':']);
    let stem = word.rsplit(['’', '\'']).next().unwrap_or(word);
    !starts_sentence && (word.starts_with(char::is_uppercase) || stem.starts_with(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        book::{Inline, Lang},
        diagnostic::Diagnostics,
        fonts::FontSet,
        source::{SourceId, SourceMap, Span},
        typeset::{hyphenate::Hyphenation, paragraph::tests::style},
    };

    /// `text` with its chances: `|` for a plain break, `-` for a hyphen, `=` for a hyphen in a name.
    fn shown(text: &str) -> String {
        shown_in(text, "fr")
    }

    fn shown_in(text: &str, lang: &str) -> String {
        let fonts = FontSet::load(&SourceMap::new(), &mut Diagnostics::new());
        let (lang, exceptions) = (Lang::new(lang).expect("a language"), Hyphenation::new(&["Ren-contres".to_owned()]));
        let context = InlineContext { fonts: &fonts, assets: &[], lang: &lang, exceptions: &exceptions };
        let content = [Inline::text(text, Span::whole(SourceId::from_index(0)))];
        let leaves = Leaves::of(&content, &style(), &lang, &[]);
        let chances = chances(&leaves, &style(), &context);
        let mut shown = String::new();
        for (at, character) in text.char_indices() {
            match chances[at] {
                Chance::None => {}
                Chance::Plain => shown.push('|'),
                Chance::Hyphen => shown.push('-'),
                Chance::LastHyphen => shown.push('='),
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
    }

    #[test]
    fn words_break_by_their_language_and_by_the_editors_list() {
        assert_eq!(shown("typographical"), "ty-po-gra-phi-cal");
        assert_eq!(shown_in("typographical", "en"), "ty-po-graph-i-cal");
        assert_eq!(shown_in("typographical", "ja"), "typographical");
        assert_eq!(shown("les rencontres"), "les |ren-contres");
    }
}
