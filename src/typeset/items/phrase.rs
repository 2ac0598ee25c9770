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
    /// After a word that may end a phrase.
    Word,
    /// After a function word, which belongs to the next word: an article, a preposition, a conjunction.
    FunctionWord,
}

/// The function words of French.
const FRENCH: &str = "afin ainsi au aucun aucune aussi aux avec ce cent certaines certains ces cet cette chaque chez cinq comme \
    contre dans de depuis des deux dix dont du elle elles en entre est et huit il ils je jusque la le \
    les leur leurs ma mais me mes mille mon ne neuf ni nos notre nous nul on ont or ou où par parce pour \
    quand quatre que quel quelle quelles quelques quels qui sa sans se sept ses si six son sont sous sur \
    ta te tes ton trois très tu un une vers vos votre vous y à";

/// The function words of English.
const ENGLISH: &str = "a an and as at by for from her his if in into is its my no nor not of on or our than that the their this to with \
    your";

/// How a line ends whose text up to its end is `before`, in the language `lang`.
pub(super) fn classify(before: &str, lang: &Lang) -> LineEnd {
    let shown = before.trim_end();
    let bare = shown.trim_end_matches(['»', '”', ')', '’', '\u{a0}', '\u{202f}']);
    if bare.ends_with([',', ';', ':', '.', '!', '?', '…', '—', '–']) || bare.len() < shown.len() {
        return LineEnd::Punctuation;
    }
    let start = shown
        .rfind(|character: char| !character.is_alphabetic())
        .map_or(0, |at| at + shown[at..].chars().next().map_or(0, char::len_utf8));
    let word = shown[start..].to_lowercase();
    let function_words = if lang.is_french() { FRENCH } else { ENGLISH };
    if function_words.split(' ').any(|other| other == word) { LineEnd::FunctionWord } else { LineEnd::Word }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_ends_best_after_a_sign_and_worst_before_a_noun() {
        let french = |before| classify(before, &Lang::french());
        assert_eq!(["Petite histoire des", "et l’un d’entre", "À", "Combien de ces"].map(french), [LineEnd::FunctionWord; 4]);
        assert_eq!(["Petite histoire", "rencontres", "2016"].map(french), [LineEnd::Word; 3]);
        assert_eq!(["c’était lui,", "« Moi\u{a0}»", "Pourquoi\u{202f}?", "(ou non)"].map(french), [LineEnd::Punctuation; 4]);
        let english = Lang::new("en").expect("a language");
        assert_eq!(
            [classify("a history of the", &english), classify("a history des", &english)],
            [LineEnd::FunctionWord, LineEnd::Word]
        );
    }
}
