//! Verse: lines of text become stanzas of lines.
//!
//! A stanza is parsed as one phrase, so that emphasis may go over several lines, and divided into its lines afterwards. A line is never a
//! block, whatever it begins with.

use super::{
    builder::Mode,
    division::{self, LINE_END},
    fragment::Fragment,
    inline::trimmed,
    marks::TypedLine,
    parser::Parser,
};
use crate::book::VerseLine;
use std::ops::Range;

/// The deepest indentation of a line, in ems: more would leave no room for its words.
const MOST_STEPS: u8 = 10;

/// The stanzas of the lines typed at these ranges of the text.
pub(super) fn stanzas(
    parser: &mut Parser<'_>,
    fragment: &Fragment<'_>,
    lines: &[(Range<usize>, TypedLine)],
) -> Vec<Vec<VerseLine>> {
    lines
        .chunk_by(|_, (_, next)| !next.begins_stanza)
        .map(|lines| stanza(parser, fragment, lines))
        .filter(|stanza| !stanza.is_empty())
        .collect()
}

/// The lines of a stanza.
fn stanza(parser: &mut Parser<'_>, fragment: &Fragment<'_>, lines: &[(Range<usize>, TypedLine)]) -> Vec<VerseLine> {
    let Some((first, _)) = lines.first() else { return Vec::new() };
    let mut written = String::new();
    for (range, _) in lines {
        // What stands between two lines is as long as it was, so that offsets stay the same.
        let between = range.start - first.start - written.len();
        written.extend((0..between).map(|at| if at == 0 { LINE_END } else { ' ' }));
        written
            .extend(fragment.text[range.clone()].chars().map(|sign| if matches!(sign, LINE_END | '\u{b}') { ' ' } else { sign }));
    }
    let blank = written.len() - written.trim_start().len();
    let content = parser.parse_as(&fragment.part(first.start, &written), blank..written.trim_end().len(), Mode::Verse);
    let indents = lines.iter().map(|(_, line)| steps(line.indent));
    let verses = division::divided(content).into_iter().zip(indents.chain(std::iter::repeat(0)));
    verses
        .map(|(content, indent)| VerseLine { indent, content: trimmed(content) })
        .filter(|line| !line.content.is_empty())
        .collect()
}

/// The indentation of a line as typed, in ems: two columns are one, as is a single space.
fn steps(columns: u16) -> u8 {
    u8::try_from(columns.div_ceil(2)).unwrap_or(u8::MAX).min(MOST_STEPS)
}
