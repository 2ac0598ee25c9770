//! A change of a few characters of a text.

use crate::source::Source;
use std::ops::Range;

/// A change of a text: `replacement` for what stands at `range`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Edit {
    pub(super) range: Range<usize>,
    pub(super) replacement: String,
}

impl Edit {
    pub(super) fn new(range: Range<usize>, replacement: impl Into<String>) -> Self {
        Self { range, replacement: replacement.into() }
    }
}

/// `text` with the edits made. Of two that meet, the first is made.
pub(super) fn applied(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| edit.range.start);
    let mut result = String::with_capacity(text.len() + edits.len());
    let mut at = 0;
    for Edit { range, replacement } in edits {
        if range.start < at || text.get(range.clone()).is_none() {
            continue;
        }
        result.push_str(&text[at..range.start]);
        result.push_str(&replacement);
        // A place where something was inserted is taken too.
        at = range.end;
    }
    result + &text[at..]
}

/// The range of the line around `at`, without its line break.
pub(super) fn line_around(source: &Source, at: usize) -> Range<usize> {
    let text = source.text();
    let start = text[..at].rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let end = text[at..].find(['\n', '\r']).map_or(text.len(), |length| at + length);
    start..end
}
