//! What becomes of each element of a WordprocessingML text: its fate is text, structure, a diagnostic, or nothing, because it says how
//! a page looks. An element that is not in the table is reported.

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

/// The elements of the namespace of WordprocessingML that stand in a text.
pub(super) const FATES: &[(&str, Fate)] = &[
    ("altChunk", Fate::Structure),
    ("annotationRef", Fate::Nothing),
    ("bdo", Fate::Content),
    ("bookmarkEnd", Fate::Nothing),
    ("bookmarkStart", Fate::Structure),
    ("br", Fate::Text),
    ("commentRangeEnd", Fate::Structure),
    ("commentRangeStart", Fate::Structure),
    ("commentReference", Fate::Reported),
    ("contentPart", Fate::Reported),
    ("continuationSeparator", Fate::Nothing),
    ("cr", Fate::Text),
    ("customXml", Fate::Content),
    ("customXmlDelRangeEnd", Fate::Nothing),
    ("customXmlDelRangeStart", Fate::Nothing),
    ("customXmlInsRangeEnd", Fate::Nothing),
    ("customXmlInsRangeStart", Fate::Nothing),
    ("customXmlMoveFromRangeEnd", Fate::Nothing),
    ("customXmlMoveFromRangeStart", Fate::Nothing),
    ("customXmlMoveToRangeEnd", Fate::Nothing),
    ("customXmlMoveToRangeStart", Fate::Nothing),
    ("customXmlPr", Fate::Nothing),
    ("dayLong", Fate::Nothing),
    ("dayShort", Fate::Nothing),
    ("del", Fate::Structure),
    ("delInstrText", Fate::Nothing),
    ("delText", Fate::Structure),
    ("dir", Fate::Content),
    ("drawing", Fate::Structure),
    ("endnoteRef", Fate::Nothing),
    ("endnoteReference", Fate::Structure),
    ("fldChar", Fate::Structure),
    ("fldSimple", Fate::Structure),
    ("footnoteRef", Fate::Nothing),
    ("footnoteReference", Fate::Structure),
    ("hyperlink", Fate::Structure),
    ("ins", Fate::Structure),
    ("instrText", Fate::Structure),
    ("lastRenderedPageBreak", Fate::Nothing),
    ("monthLong", Fate::Nothing),
    ("monthShort", Fate::Nothing),
    ("moveFrom", Fate::Structure),
    ("moveFromRangeEnd", Fate::Nothing),
    ("moveFromRangeStart", Fate::Nothing),
    ("moveTo", Fate::Structure),
    ("moveToRangeEnd", Fate::Nothing),
    ("moveToRangeStart", Fate::Nothing),
    ("noBreakHyphen", Fate::Text),
    ("object", Fate::Structure),
    ("p", Fate::Structure),
    ("pPr", Fate::Nothing),
    ("permEnd", Fate::Nothing),
    ("permStart", Fate::Nothing),
    ("pgNum", Fate::Nothing),
    ("pict", Fate::Structure),
    ("proofErr", Fate::Nothing),
    ("ptab", Fate::Text),
    ("r", Fate::Content),
    ("rPr", Fate::Nothing),
    ("ruby", Fate::Structure),
    ("sdt", Fate::Structure),
    ("sectPr", Fate::Nothing),
    ("separator", Fate::Nothing),
    ("smartTag", Fate::Content),
    ("smartTagPr", Fate::Nothing),
    ("softHyphen", Fate::Nothing),
    ("subDoc", Fate::Reported),
    ("sym", Fate::Text),
    ("t", Fate::Text),
    ("tab", Fate::Text),
    ("tbl", Fate::Structure),
    ("tblGrid", Fate::Nothing),
    ("tblPr", Fate::Nothing),
    ("yearLong", Fate::Nothing),
    ("yearShort", Fate::Nothing),
];

/// The fate of an element; one that the table does not know gives up its text.
pub(super) fn fate(name: &str) -> Fate {
    FATES.binary_search_by(|(known, _)| (*known).cmp(name)).map_or(Fate::Reported, |at| FATES[at].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted() {
        let mut names: Vec<&str> = FATES.iter().map(|(name, _)| *name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names, FATES.iter().map(|(name, _)| *name).collect::<Vec<_>>());
    }
}
