//! The signs that stand in Markdown for what is settled later, and the label of a note.

/// Before and after the index of a remark.
pub(in crate::import) const REMARK: [char; 2] = ['\u{fdd0}', '\u{fdd1}'];

/// Stands in a remark's place for emphasis that could not be expressed.
pub(in crate::import) const EMPHASIS_LOST: char = 'e';

/// Before and after the index of a picture.
pub(in crate::import) const PICTURE: [char; 2] = ['\u{fdd2}', '\u{fdd3}'];

/// The label of a note.
pub(super) fn note_call(index: usize) -> String {
    format!("[^{}]", index + 1)
}
