//! The info string of a fenced code block (CommonMark 0.31, section 4.5): what follows the opening fence.

use super::{attributes::Attributes, fragment::lines};
use std::ops::Range;

/// Whether a code block with this info string is a chart.
pub(super) fn is_chart(info: &str) -> bool {
    info.split([' ', '\t', '{']).next() == Some("chart")
}

/// The attributes in the info string of the code block at `block`; none when there are no well-formed ones. Reports nothing.
pub(super) fn attributes(text: &str, block: &Range<usize>) -> Option<Attributes> {
    let line = lines(text, block.clone()).next()?;
    let brace = line.start + text[line].find('{')?;
    Attributes::parse(text, brace).map(|(attributes, _)| attributes)
}
