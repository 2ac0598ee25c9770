//! Where a line of a title may end without breaking its sense.
//!
//! Titles are read in groups of words: a line that ends with an article or a preposition makes the reader wait for its noun. It
//! knows words, in French and English; how uneven the lines may become for that is `pieces`' business.

use crate::book::Lang;

/// How a line of a title ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineEnd {
    /// After a sign that parts the sentence.
    Sign,
    /// After a word that ends a group, as far as can be told.
    Word,
    /// After a word that belongs to the one behind it.
    Waiting,
}

/// Words that lean on the next one.
const FRENCH: &str = "afin ainsi au aucun aucune aussi aux avec ce cent certaines certains ces cet cette chaque chez cinq comme \
    contre dans de depuis des deux dix dont du elle elles en entre est et huit il ils je jusque la le \
    les leur leurs ma mais me mes mille mon ne neuf ni nos notre nous nul on ont or ou où par parce pour \
    quand quatre que quel quelle quelles quelques quels qui sa sans se sept ses si six son sont sous sur \
    ta te tes ton trois très tu un une vers vos votre vous y à";

const ENGLISH: &str = "a an and as at by for from her his if in into is its my no nor not of on or our than that the their this to with \
    your";

/// How a line of `lang` would end that ends with `before`.
pub(super) fn line_end(before: &str, lang: &Lang) -> LineEnd {
    let shown = before.trim_end();
    let bare = shown.trim_end_matches(['»', '”', ')', '’', '\u{a0}', '\u{202f}']);
    if bare.ends_with([',', ';', ':', '.', '!', '?', '…', '—', '–']) || bare.len() < shown.len() {
        return LineEnd::Sign;
    }
    let start = shown
        .rfind(|character: char| !character.is_alphabetic())
        .map_or(0, |at| at + shown[at..].chars().next().map_or(0, char::len_utf8));
    let word = shown[start..].to_lowercase();
    let leaning = if lang.is_french() { FRENCH } else { ENGLISH };
    if leaning.split(' ').any(|other| other == word) { LineEnd::Waiting } else { LineEnd::Word }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_ends_best_after_a_sign_and_worst_before_a_noun() {
        let french = |before| line_end(before, &Lang::french());
        assert_eq!(["Petite histoire des", "et l’un d’entre", "À", "Combien de ces"].map(french), [LineEnd::Waiting; 4]);
        assert_eq!(["Petite histoire", "rencontres", "2016"].map(french), [LineEnd::Word; 3]);
        assert_eq!(["c’était lui,", "« Moi\u{a0}»", "Pourquoi\u{202f}?", "(ou non)"].map(french), [LineEnd::Sign; 4]);
        let english = Lang::new("en").expect("a language");
        assert_eq!(
            [line_end("a history of the", &english), line_end("a history des", &english)],
            [LineEnd::Waiting, LineEnd::Word]
        );
    }
}
