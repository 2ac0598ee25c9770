//! Words that a line's end divided, « cou-⏎pée », in text that was copied from a PDF: which of their hyphens are only the line's.

use std::collections::HashSet;

/// Signs at the end of a line that divide a word.
const HYPHENS: [char; 3] = ['-', '\u{2010}', '\u{ad}'];

/// Words that follow a hyphen of their own: « dit-il », « celui-là », « peut-être ».
const AFTER_HYPHEN: [&str; 34] = [
    "ce", "ci", "dessous", "dessus", "dire", "elle", "elles", "en", "être", "eux", "il", "ils", "je", "la", "là", "le", "les",
    "leur", "lui", "même", "mêmes", "moi", "nous", "on", "soi", "t", "toi", "tu", "un", "vous", "y", "bas", "haut", "fait",
];

/// Words that stand before a hyphen of their own: « non-lieu », « porte-manteau ».
const BEFORE_HYPHEN: [&str; 56] = [
    "après", "arrière", "au", "avant", "beau", "belle", "brise", "casse", "chasse", "chef", "contre", "coupe", "croque", "cure",
    "demi", "entre", "essuie", "est", "ex", "franco", "garde", "grand", "gratte", "haut", "lave", "libre", "mi", "mini", "mot",
    "non", "nord", "ouest", "ouvre", "par", "passe", "petit", "peut", "pique", "porte", "presse", "quasi", "rendez", "rez",
    "sèche", "self", "semi", "serre", "sous", "sud", "sur", "taille", "timbre", "tire", "tout", "vice", "vis",
];

/// What becomes of the hyphen between the halves of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hyphen {
    /// It was the line's.
    Goes,
    /// It is the word's own.
    Stays,
    /// It stays, but may be the line's.
    InDoubt,
}

/// The words of a text, by which those that are divided are known.
pub(super) struct Words {
    /// Those with a hyphen of their own, and those without.
    known: HashSet<String>,
    language: Option<hypher::Lang>,
}

impl Words {
    /// The words of `text`, in lower case.
    pub(super) fn of(text: &str, language: &str) -> Self {
        let words = text.split(|c: char| !(c.is_alphabetic() || HYPHENS.contains(&c)));
        let known = words.map(|word| word.trim_matches(HYPHENS).to_lowercase()).filter(|word| !word.is_empty()).collect();
        let code = language.split('-').next().and_then(|code| <[u8; 2]>::try_from(code.to_ascii_lowercase().as_bytes()).ok());
        Self { known, language: code.and_then(hypher::Lang::from_iso) }
    }

    /// What becomes of the hyphen between two halves.
    pub(super) fn hyphen(&self, halves: &Halves<'_>) -> Hyphen {
        let (head, tail) = (halves.head.to_lowercase(), halves.tail.to_lowercase());
        let last = head.rsplit(HYPHENS).next().unwrap_or_default();
        let own = || self.known.contains(&format!("{head}-{tail}"));
        let whole = || self.known.contains(&format!("{head}{tail}")) || self.known.contains(&format!("{last}{tail}"));
        if halves.is_soft {
            Hyphen::Goes
        } else if halves.tail.starts_with(char::is_uppercase) || own() {
            Hyphen::Stays
        } else if whole() {
            Hyphen::Goes
        } else if AFTER_HYPHEN.contains(&tail.as_str()) || BEFORE_HYPHEN.contains(&last) || !self.divides(last, &tail) {
            Hyphen::InDoubt
        } else {
            Hyphen::Goes
        }
    }

    /// Whether the language may divide a word so.
    fn divides(&self, head: &str, tail: &str) -> bool {
        let Some(language) = self.language else { return false };
        let word = format!("{head}{tail}");
        let mut at = 0;
        hypher::hyphenate(&word, language).any(|syllable| {
            at += syllable.len();
            at == head.len()
        })
    }
}

/// The halves of a divided word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Halves<'t> {
    pub(super) head: &'t str,
    pub(super) tail: &'t str,
    /// Whether the sign between them only ever divides.
    is_soft: bool,
}

/// The halves of the word that the end of `line` divides; none when it divides none.
pub(super) fn halves<'t>(line: &'t str, next: &'t str) -> Option<Halves<'t>> {
    let (line, next) = (line.trim_end(), next.trim_start());
    let sign = line.chars().next_back().filter(|sign| HYPHENS.contains(sign))?;
    let before = &line[..line.len() - sign.len_utf8()];
    let is_word = |c: char| c.is_alphabetic() || HYPHENS.contains(&c);
    let head = &before[before.trim_end_matches(is_word).len()..];
    let tail = &next[..next.len() - next.trim_start_matches(char::is_alphabetic).len()];
    let is_divided = head.ends_with(char::is_alphabetic) && head.starts_with(char::is_alphabetic) && !tail.is_empty();
    is_divided.then_some(Halves { head, tail, is_soft: sign == '\u{ad}' })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hyphens_of_lines_and_of_words_are_told_apart() {
        let words = Words::of("Une pomme coupée, un porte-plume et le chandail.", "fr-FR");
        let hyphen = |line, next| halves(line, next).map(|halves| words.hyphen(&halves));
        assert_eq!(hyphen("la pomme cou-", "pée."), Some(Hyphen::Goes), "it stands elsewhere");
        assert_eq!(hyphen("un porte-", "plume"), Some(Hyphen::Stays));
        assert_eq!(hyphen("à Saint-", "Denis"), Some(Hyphen::Stays));
        assert_eq!(hyphen("la mon-", "tagne bleue"), Some(Hyphen::Goes), "the language divides so");
        assert_eq!(hyphen("la ca\u{ad}", "bane"), Some(Hyphen::Goes));
        assert_eq!(hyphen("sans doute peut-", "être"), Some(Hyphen::InDoubt));
        assert_eq!(hyphen("un taille-", "crayon xyz"), Some(Hyphen::InDoubt));
        for (line, next) in [("fin –", "suite"), ("de 1914-", "1918"), ("--", "suite"), ("mot -", "suite"), ("un mot-", "")] {
            assert_eq!(hyphen(line, next), None, "{line}");
        }
    }
}
