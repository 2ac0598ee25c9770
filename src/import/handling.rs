//! What becomes of an element of a document, whatever its format.

/// The handling of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Handling {
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

/// The handling of an element by its name in a table, which is sorted; one that the table does not know gives up its text.
pub(super) fn handling_in(table: &[(&str, Handling)], name: &str) -> Handling {
    table.binary_search_by(|(known, _)| (*known).cmp(name)).map_or(Handling::Reported, |at| table[at].1)
}
