//! Words that a line's end divided, « cou-⏎pée », in text that was copied from a PDF: which of their hyphens are only the line's.

use crate::{
    diagnostic::{Code, Diagnostic},
    source::Span,
};
use std::collections::HashSet;

/// Signs at the end of a line that divide a word.
const HYPHENS: [char; 3] = ['-', '\u{2010}', '\u{ad}'];

/// Words that follow a hyphen of their own: « dit-il », « celui-là », « peut-être », « quatre-vingts », « chou-fleur ».
const AFTER_HYPHEN: [&str; 56] = [
    "ce",
    "ci",
    "dessous",
    "dessus",
    "dire",
    "elle",
    "elles",
    "en",
    "être",
    "eux",
    "il",
    "ils",
    "je",
    "la",
    "là",
    "le",
    "les",
    "leur",
    "lui",
    "même",
    "mêmes",
    "moi",
    "nous",
    "on",
    "soi",
    "t",
    "toi",
    "tu",
    "un",
    "vous",
    "y",
    "bas",
    "haut",
    "fait",
    "vingt",
    "vingts",
    "fleur",
    "fleurs",
    "rendu",
    "rendus",
    "pièce",
    "pièces",
    "parleur",
    "parleurs",
    "président",
    "présidente",
    "présidents",
    "midi",
    "guerre",
    "linge",
    "partout",
    "dix",
    "clé",
    "clés",
    "emploi",
    "law",
];

/// Words that stand before a hyphen of their own: « non-lieu », « porte-manteau », « savoir-faire ».
const BEFORE_HYPHEN: [&str; 79] = [
    "après", "arrière", "au", "avant", "beau", "belle", "brise", "casse", "chasse", "chef", "contre", "coupe", "croque", "cure",
    "demi", "entre", "essuie", "est", "ex", "franco", "garde", "grand", "gratte", "haut", "lave", "libre", "mi", "mini", "mot",
    "non", "nord", "ouest", "ouvre", "par", "passe", "petit", "peut", "pique", "porte", "presse", "quasi", "rendez", "rez",
    "sèche", "self", "semi", "serre", "sous", "sud", "sur", "taille", "timbre", "tire", "tout", "vice", "vis", "savoir", "tiers",
    "chou", "choux", "compte", "comptes", "laissez", "ouï", "pays", "jusque", "quant", "quelques", "hors", "cerf", "eau",
    "faire", "grands", "hauts", "longue", "nouveau", "prêt", "remue", "trompe",
];

/// Words of numbers, of which no other word begins that a line divides there: « soixante-dix », « deux-pièces », “twenty-first”.
const NUMBERS: [&str; 24] = [
    "deux",
    "trois",
    "quatre",
    "cinq",
    "dix",
    "vingt",
    "trente",
    "quarante",
    "cinquante",
    "soixante",
    "septante",
    "huitante",
    "octante",
    "nonante",
    "mille",
    "vingts",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
];

/// Short words within one with hyphens: « arc-en-ciel », “mother-in-law”.
const LINKS: [&str; 21] = [
    "en", "à", "au", "aux", "de", "du", "des", "la", "le", "les", "et", "ou", "sur", "sous", "t", "ce", "in", "of", "the", "to",
    "by",
];

/// Words before which a hyphen stands for the end of a word: « pré- et post-natal », „Ein- und Ausgang“.
const BETWEEN: [&str; 8] = ["et", "ou", "ni", "und", "oder", "and", "or", "bzw"];

/// What becomes of the hyphen between the halves of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hyphen {
    /// It was the line's.
    Goes,
    /// It goes, but may be the word's own.
    GoesInDoubt,
    /// It is the word's own.
    Stays,
    /// It stays, but may be the line's.
    InDoubt,
    /// It stands for the rest of the word, and a space follows it.
    Suspends,
}

impl Hyphen {
    /// Makes of `line`, which ends with the hyphen and perhaps spaces, what the next line goes on with.
    pub(super) fn close(self, line: &mut String) {
        line.truncate(line.trim_end().len());
        line.pop();
        match self {
            Self::Goes | Self::GoesInDoubt => {}
            Self::Stays | Self::InDoubt => line.push('-'),
            Self::Suspends => line.push_str("- "),
        }
    }
}

/// What is to be told of divided words.
#[derive(Default)]
pub(super) struct Doubts {
    /// Those that were joined, each once.
    joined: Vec<String>,
    /// Those whose hyphen was kept.
    kept: Vec<String>,
}

impl Doubts {
    /// Notes what became of a word.
    pub(super) fn note(&mut self, halves: &Halves<'_>, hyphen: Hyphen) {
        match hyphen {
            Hyphen::InDoubt => self.kept.push(format!("{}-{}", halves.head, halves.tail)),
            Hyphen::GoesInDoubt => {
                let word = format!("{}{}", halves.head, halves.tail);
                if !self.joined.contains(&word) {
                    self.joined.push(word);
                }
            }
            Hyphen::Goes | Hyphen::Stays | Hyphen::Suspends => {}
        }
    }

    /// A message for each word whose hyphen was kept since the last call.
    pub(super) fn kept(&mut self, span: Span) -> Vec<Diagnostic> {
        let told = |words: String| Diagnostic::new(Code::ImportDividedWord, span).with("hyphen", "kept").with("words", words);
        std::mem::take(&mut self.kept).into_iter().map(told).collect()
    }

    /// One message for the words that were joined.
    pub(super) fn joined(&mut self, span: Span) -> Option<Diagnostic> {
        let words = std::mem::take(&mut self.joined);
        let told = || Diagnostic::new(Code::ImportDividedWord, span).with("hyphen", "joined").with("words", words.join(", "));
        (!words.is_empty()).then(told)
    }
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
        let is_compound = last.len() < head.len();
        let own = || self.known.contains(&format!("{head}-{tail}"));
        let whole = || self.known.contains(&format!("{head}{tail}")) || self.known.contains(&format!("{last}{tail}"));
        if halves.is_soft {
            Hyphen::Goes
        } else if !halves.tail.starts_with(char::is_lowercase) {
            // « je-Non » may be an interrupted speech.
            if own() || !head.starts_with(char::is_alphabetic) || halves.head.starts_with(char::is_uppercase) {
                Hyphen::Stays
            } else {
                Hyphen::InDoubt
            }
        } else if own() || halves.goes_on && LINKS.contains(&tail.as_str()) {
            Hyphen::Stays
        } else if whole() {
            Hyphen::Goes
        } else if self.is_between(&tail) && !is_compound && !halves.goes_on {
            Hyphen::Suspends
        } else if NUMBERS.contains(&last) || is_compound && LINKS.contains(&last) {
            Hyphen::Stays
        } else if is_compound
            || AFTER_HYPHEN.contains(&tail.as_str())
            || BEFORE_HYPHEN.contains(&last)
            || !self.divides(last, &tail)
        {
            Hyphen::InDoubt
        } else {
            Hyphen::GoesInDoubt
        }
    }

    /// Whether a word stands between two of which the first lacks its end.
    fn is_between(&self, word: &str) -> bool {
        use hypher::Lang::{Italian, Portuguese, Spanish};
        let short = match self.language {
            Some(Spanish) => matches!(word, "y" | "e" | "o"),
            Some(Italian | Portuguese) => matches!(word, "e" | "o"),
            _ => false,
        };
        short || BETWEEN.contains(&word)
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
    /// Whether another hyphen follows.
    goes_on: bool,
}

/// The halves of the word that the end of `line` divides; none when it divides none. « 1914-⏎1918 » and « Jean-⏎Paul » are such words, a
/// number or letter above a heading (« II-⏎Titre ») and the number of an item are not.
pub(super) fn halves<'t>(line: &'t str, next: &'t str) -> Option<Halves<'t>> {
    let (line, next) = (line.trim_end(), next.trim_start());
    let sign = line.chars().next_back().filter(|sign| HYPHENS.contains(sign))?;
    let before = &line[..line.len() - sign.len_utf8()];
    let is_word = |c: char| c.is_alphanumeric() || HYPHENS.contains(&c);
    let head = &before[before.trim_end_matches(is_word).len()..];
    let tail = &next[..next.len() - next.trim_start_matches(char::is_alphanumeric).len()];
    let after = &next[tail.len()..];
    let first = tail.chars().next()?;
    let is_item =
        after.starts_with(['.', ')']) && after[1..].starts_with([' ', '\t']) && tail.chars().all(|c| c.is_ascii_digit());
    let is_label = || head.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L')) || head.chars().count() == 1;
    let fits = if head.ends_with(|c: char| c.is_ascii_digit()) {
        first.is_numeric() && !is_item
    } else if first.is_uppercase() {
        tail.chars().count() == 1 || !is_label()
    } else {
        !is_item
    };
    let is_divided = fits && head.ends_with(char::is_alphanumeric) && head.starts_with(char::is_alphanumeric);
    is_divided.then(|| Halves { head, tail, is_soft: sign == '\u{ad}', goes_on: after.starts_with(HYPHENS) })
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
        assert_eq!(hyphen("la mon-", "tagne bleue"), Some(Hyphen::GoesInDoubt), "the language divides so");
        assert_eq!(hyphen("la ca\u{ad}", "bane"), Some(Hyphen::Goes));
        assert_eq!(hyphen("sans doute peut-", "être"), Some(Hyphen::InDoubt));
        assert_eq!(hyphen("un taille-", "crayon xyz"), Some(Hyphen::InDoubt));
        assert_eq!(hyphen("de 1914-", "1918"), Some(Hyphen::Stays));
        assert_eq!(hyphen("un arc-en-", "ciel"), Some(Hyphen::Stays));
        assert_eq!(hyphen("un va-", "et-vient"), Some(Hyphen::Stays));
        assert_eq!(hyphen("soixante-", "dix"), Some(Hyphen::Stays));
        assert_eq!(hyphen("un savoir-", "faire"), Some(Hyphen::InDoubt));
        assert_eq!(hyphen("les soins pré-", "et post-natals"), Some(Hyphen::Suspends));
        for (line, next) in [
            ("fin –", "suite"),
            ("II-", "Titre"),
            ("de 1914-", "guerre"),
            ("l'an 3-", "4. Fin"),
            ("--", "suite"),
            ("mot -", "suite"),
            ("un mot-", ""),
        ] {
            assert_eq!(hyphen(line, next), None, "{line}");
        }
    }
}
