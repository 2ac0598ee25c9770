//! The signs that stand in Markdown for what is settled later, and the label of a note.

/// Before and after the index of a remark.
pub(in crate::import) const REMARK: [char; 2] = ['\u{fdd0}', '\u{fdd1}'];

/// Stands in a remark's place for emphasis that could not be expressed; its words follow.
pub(in crate::import) const EMPHASIS_LOST: char = 'e';

/// Before and after the index of a picture.
pub(in crate::import) const PICTURE: [char; 2] = ['\u{fdd2}', '\u{fdd3}'];

/// A text without the marks of remarks.
pub(in crate::import) fn without_remarks(text: &str) -> String {
    let mut bare = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(REMARK[0]) {
        bare.push_str(before);
        rest = after.split_once(REMARK[1]).map_or(after, |(_, after)| after);
    }
    bare + rest
}

/// The label of a note.
pub(super) fn note_call(index: usize) -> String {
    format!("[^{}]", index + 1)
}

/// A line of Markdown without the calls of its notes: what a name is made of, and compared with.
#[must_use]
pub fn without_note_calls(line: &str) -> String {
    let mut bare = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once("[^") {
        bare.push_str(before);
        match after.split_once(']').filter(|(label, _)| !before.ends_with('\\') && !label.contains(char::is_whitespace)) {
            Some((_, after)) => rest = after,
            None => {
                bare.push_str("[^");
                rest = after;
            }
        }
    }
    bare + rest
}
