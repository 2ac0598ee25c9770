//! Where a line of a title should end: at the end of a phrase (as CSS `word-break: auto-phrase` asks).
//!
//! Titles are read phrase by phrase: a line that ends with an article or a preposition separates it from its noun. It knows the
//! function words of French and English. How uneven the lines may become for that is decided by the costs in `items`.

use crate::book::Lang;

/// How a line of a title ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineEnd {
    /// After a punctuation mark.
    Punctuation,
    /// After a word that may end a phrase: a function word or a sign begins the next one.
    Word,
    /// After a word that the next one may belong to, as an adjective to its noun: « intelligence artificielle ».
    InsideGroup,
    /// After a function word, which belongs to the next word: an article, a preposition, a conjunction.
    FunctionWord,
}

/// The function words of French, in the order of their bytes.
#[rustfmt::skip]
const FRENCH: [&str; 100] = [
    "afin", "ainsi", "au", "aucun", "aucune", "aussi", "aux", "avec", "ce", "cent", "certaines", "certains", "ces", "cet",
    "cette", "chaque", "chez", "cinq", "comme", "contre", "dans", "de", "depuis", "des", "deux", "dix", "dont", "du", "elle",
    "elles", "en", "entre", "est", "et", "huit", "il", "ils", "je", "jusque", "la", "le", "les", "leur", "leurs", "ma", "mais",
    "me", "mes", "mille", "mon", "ne", "neuf", "ni", "nos", "notre", "nous", "nul", "on", "ont", "or", "ou", "où", "par", "parce",
    "pour", "quand", "quatre", "que", "quel", "quelle", "quelles", "quelques", "quels", "qui", "sa", "sans", "se", "sept", "ses",
    "si", "six", "son", "sont", "sous", "sur", "ta", "te", "tes", "ton", "trois", "très", "tu", "un", "une", "vers", "vos",
    "votre", "vous", "y", "à",
];

/// The function words of English, in the order of their bytes.
#[rustfmt::skip]
const ENGLISH: [&str; 31] = [
    "a", "an", "and", "as", "at", "by", "for", "from", "her", "his", "if", "in", "into", "is", "its", "my", "no", "nor", "not",
    "of", "on", "or", "our", "than", "that", "the", "their", "this", "to", "with", "your",
];

/// How a line ends between `before` and `after`, in the language `lang`.
pub(super) fn classify(before: &str, after: &str, lang: &Lang) -> LineEnd {
    let shown = before.trim_end();
    let bare = shown.trim_end_matches(['»', '”', ')', '’', '\u{a0}', '\u{202f}']);
    if bare.ends_with([',', ';', ':', '.', '!', '?', '…', '—', '–']) || bare.len() < shown.len() {
        return LineEnd::Punctuation;
    }
    let start = shown
        .rfind(|character: char| !character.is_alphabetic())
        .map_or(0, |at| at + shown[at..].chars().next().map_or(0, char::len_utf8));
    if is_function_word(&shown[start..], lang) {
        return LineEnd::FunctionWord;
    }
    let next = after.trim_start();
    let end = next.find(|character: char| !character.is_alphabetic()).unwrap_or(next.len());
    // « l’information », « d’être »: an article or a preposition stands before an apostrophe.
    let is_elided = end <= "qu".len() && next[end..].starts_with(['’', '\'']);
    let is_sign = |side: Option<char>| side.is_some_and(|sign| !sign.is_alphabetic());
    let stands_apart = is_sign(next.chars().next()) || is_sign(shown.chars().next_back());
    if is_elided || stands_apart || is_function_word(&next[..end], lang) { LineEnd::Word } else { LineEnd::InsideGroup }
}

/// The bytes of the longest function word.
const LONGEST: usize = "certaines".len();

fn is_function_word(word: &str, lang: &Lang) -> bool {
    if word.len() > LONGEST {
        return false;
    }
    let function_words: &[&str] = if lang.is_french() { &FRENCH } else { &ENGLISH };
    function_words.binary_search(&word.to_lowercase().as_str()).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn function_words_can_be_searched() {
        for words in [FRENCH.as_slice(), &ENGLISH] {
            assert!(words.is_sorted() && words.iter().all(|word| word.len() <= LONGEST));
        }
    }

    #[test]
    fn a_line_ends_best_after_a_sign_and_worst_before_a_noun() {
        let french = |before| classify(before, "de tous", &Lang::french());
        assert_eq!(["Petite histoire des", "et l’un d’entre", "À", "Combien de ces"].map(french), [LineEnd::FunctionWord; 4]);
        assert_eq!(["Petite histoire", "rencontres", "2016"].map(french), [LineEnd::Word; 3]);
        assert_eq!(["c’était lui,", "« Moi\u{a0}»", "Pourquoi\u{202f}?", "(ou non)"].map(french), [LineEnd::Punctuation; 4]);
        let english = Lang::new("en").expect("a language");
        assert_eq!(
            [classify("a history of the", "sea", &english), classify("a history des", "in", &english)],
            [LineEnd::FunctionWord, LineEnd::Word]
        );
        let between = |before, after| classify(before, after, &Lang::french());
        assert_eq!(between("L’intelligence", " artificielle et"), LineEnd::InsideGroup);
        assert_eq!(
            [between("les métiers", " de l’eau"), between("les mots", " l’eau"), between("rencontres", " « là »")],
            [LineEnd::Word; 3]
        );
    }
}
