//! A strict reader of values separated by commas, semicolons or tabs (RFC 4180), each with its span.
//!
//! Not a library, because a mistake must be reported where it stands in the text, also inside a block quote or a list.

use super::fragment::{Fragment, cleaned, hidden_character};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    source::{Span, of_no_use},
};
use std::ops::Range;

/// A field, without its quotes and the spaces around it.
#[derive(Debug)]
pub(super) struct Field {
    pub(super) text: String,
    pub(super) span: Span,
}

/// Most characters that are read: a million is a table of a thousand rows of a thousand characters.
const MOST_CHARACTERS: usize = 1 << 20;

/// The rows that were read.
pub(super) struct Rows {
    pub(super) list: Vec<Vec<Field>>,
    /// Where the rows that were not read begin, if there are any.
    pub(super) rest: Option<Span>,
}

/// Reads at most `most` rows of `chunks`, the pieces of a text with their ranges. Empty lines are no rows. The separator is the
/// semicolon when the first row has one outside quotes, the tab when it has one of these, otherwise the comma. A line that begins with
/// a hash sign, which may be a comment, does not decide that.
pub(super) fn read_rows(fragment: &Fragment<'_>, chunks: &[(&str, Range<usize>)], most: usize, sink: &mut Diagnostics) -> Rows {
    let mut characters: Vec<(char, usize)> = chunks
        .iter()
        .flat_map(|(text, range)| text.char_indices().map(|(offset, c)| (c, (range.start + offset).min(range.end))))
        .take(MOST_CHARACTERS + 1)
        .collect();
    // The row in which the limit lies is not read either.
    let mut rest = None;
    if characters.len() > MOST_CHARACTERS {
        let end = characters.iter().rposition(|(c, _)| matches!(c, '\n' | '\r')).unwrap_or(0);
        rest = characters.get(end).map(|(_, offset)| *offset);
        characters.truncate(end);
    }
    let mut quoted = false;
    let mut first_lines = characters.split(|(c, _)| matches!(c, '\n' | '\r'));
    let begins = |line: &&[(char, usize)]| line.iter().map(|(c, _)| *c).find(|c| !c.is_whitespace()).is_some_and(|c| c != '#');
    let first_row = first_lines.find(begins).unwrap_or(&characters).iter().map(|(c, _)| *c);
    let (mut semicolons, mut tabs) = (false, false);
    first_row.for_each(|c| {
        quoted ^= c == '"';
        semicolons |= c == ';' && !quoted;
        tabs |= c == '\t' && !quoted;
    });
    let separator = match (semicolons, tabs) {
        (true, _) => ';',
        // As a spreadsheet copies its cells.
        (false, true) => '\t',
        (false, false) => ',',
    };
    let mut rows = Vec::new();
    let mut row = Vec::new();
    // A spreadsheet may name the separator on a line of its own: `sep=;`.
    let named = characters.iter().take(4).map(|(c, _)| *c).eq("sep=".chars());
    let separator = characters.get(4).filter(|_| named).map_or(separator, |(c, _)| *c);
    let mut at = if named { characters.iter().take_while(|(c, _)| !matches!(c, '\n' | '\r')).count() } else { 0 };
    while at < characters.len() {
        row.push(read_field(&characters, &mut at, separator, fragment, sink));
        let ends_row = characters.get(at).is_none_or(|(c, _)| *c != separator);
        at += 1;
        let at_end = at >= characters.len();
        if ends_row {
            // A spreadsheet writes the separators of an empty row: `;;`.
            let is_blank = row.iter().all(|field: &Field| field.text.is_empty());
            if rows.len() == most && !is_blank {
                return Rows { list: rows, rest: row.first().map(|field| field.span) };
            }
            if !is_blank {
                rows.push(std::mem::take(&mut row));
            }
            row.clear();
        } else if at_end {
            let (last, end) = characters[characters.len() - 1];
            row.push(Field { text: String::new(), span: fragment.span(&(end + last.len_utf8()..end + last.len_utf8())) });
            rows.push(std::mem::take(&mut row));
        }
    }
    Rows { list: rows, rest: rest.map(|start| fragment.span(&(start..start + 1))) }
}

/// Reads the field at `at`, and moves `at` to the separator or line end after it.
fn read_field(
    characters: &[(char, usize)],
    at: &mut usize,
    separator: char,
    fragment: &Fragment<'_>,
    sink: &mut Diagnostics,
) -> Field {
    while characters.get(*at).is_some_and(|(c, _)| matches!(c, ' ' | '\t') && *c != separator) {
        *at += 1;
    }
    let start = characters.get(*at).map_or_else(|| characters.last().map_or(0, |(c, o)| o + c.len_utf8()), |(_, offset)| *offset);
    let mut end = start;
    let mut text = String::new();
    if matches!(characters.get(*at), Some(('"', _))) {
        *at += 1;
        loop {
            match (characters.get(*at), characters.get(*at + 1)) {
                (Some(('"', _)), Some(('"', _))) => {
                    text.push('"');
                    *at += 2;
                }
                (Some(('"', offset)), _) => {
                    end = offset + 1;
                    *at += 1;
                    break;
                }
                (Some((character, offset)), _) => {
                    text.push(if matches!(character, '\n' | '\r') { ' ' } else { *character });
                    end = offset + character.len_utf8();
                    *at += 1;
                }
                (None, _) => {
                    sink.push(Diagnostic::new(Code::UnclosedQuote, fragment.span(&(start..start + 1))));
                    break;
                }
            }
        }
    }
    while let Some((character, offset)) = characters.get(*at).filter(|(c, _)| *c != separator && !matches!(c, '\n' | '\r')) {
        text.push(*character);
        if !character.is_whitespace() {
            end = offset + character.len_utf8();
        }
        *at += 1;
    }
    let span = fragment.span(&(start..end));
    let text = cleaned(text.trim()).into_owned();
    let hidden = of_no_use(&text);
    let Some((_, first)) = hidden.first() else { return Field { text, span } };
    sink.push(hidden_character(*first, span));
    let is_kept = |at: usize| !hidden.iter().any(|(hidden, _)| *hidden == at);
    let text: String = text.char_indices().filter(|(at, _)| is_kept(*at)).map(|(_, sign)| sign).collect();
    Field { text: text.trim().to_owned(), span }
}
