//! What becomes of an element of a document, whatever its format.

/// The fate of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It shows characters.
    Text,
    /// It changes what stands around it or in it: a paragraph, a link, a note.
    Structure,
    /// What it holds is read as if it were not there.
    Content,
    /// It is named in a message; what text it holds is kept.
    Reported,
    /// It says how a page looks, or what a program keeps for itself.
    Nothing,
}

/// The fate of an element by its name in a table, which is sorted; one that the table does not know gives up its text.
pub(super) fn fate_in(table: &[(&str, Fate)], name: &str) -> Fate {
    table.binary_search_by(|(known, _)| (*known).cmp(name)).map_or(Fate::Reported, |at| table[at].1)
}
