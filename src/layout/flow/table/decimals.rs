//! Columns of numbers aligned by the decimal sign, where some have decimals and some have none, or not as many.
//!
//! What stands after the whole part of a number (decimals, a unit) is its tail. Each cell is moved to the left by what its tail is
//! narrower than the widest of its column, so that units stand below units. It measures and moves nothing itself: `columns` and the rows
//! of `table` do.

use crate::{
    book::{Cell, Table, plain_text},
    layout::flow::{state::Flow, table::alignment::holds_numbers},
    typeset::{length::Length, style::Align},
};

/// The width of the widest tail of each column that is aligned by the decimal sign; none for the other columns.
pub(super) type Tails = Vec<Option<Length>>;

impl Flow<'_> {
    /// The tails of a table's columns at a size of type.
    pub(super) fn tails(&self, table: &Table, aligns: &[Align], size: i64) -> Tails {
        let of_column = |(column, align): (usize, &Align)| {
            let cells = || table.rows.iter().filter_map(|row| row.get(column));
            let is_aligned = *align == Align::End && holds_numbers(table, column) && cells().any(has_decimals);
            is_aligned.then(|| cells().map(|cell| self.tail_width(cell, size)).max().unwrap_or_default())
        };
        aligns.iter().enumerate().map(of_column).collect()
    }

    /// How far a cell of a column with the widest tail `widest` moves to the left.
    pub(super) fn tail_shift(&self, cell: &Cell, size: i64, widest: Option<Length>) -> Length {
        widest.map_or(Length::ZERO, |widest| (widest - self.tail_width(cell, size)).max(Length::ZERO))
    }

    fn tail_width(&self, cell: &Cell, size: i64) -> Length {
        let text = plain_text(&cell.content);
        match tail(&text) {
            Some(tail) if !tail.is_empty() => {
                self.natural_width(&self.generated_text(tail, cell.span), &self.theme().cell(size, Align::Start, false))
            }
            Some(_) | None => Length::ZERO,
        }
    }
}

/// Whether the number of a cell has decimals.
fn has_decimals(cell: &Cell) -> bool {
    let text = plain_text(&cell.content);
    tail(&text)
        .is_some_and(|tail| tail.strip_prefix([',', '.']).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit())))
}

/// What stands after the whole part of the number that `text` begins with; none when it begins with none.
fn tail(text: &str) -> Option<&str> {
    let text = text.trim();
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let mut end = start + digits(&text[start..]);
    // Groups of three digits.
    while let Some(group) = text[end..].strip_prefix(['\u{202f}', '\u{a0}', '\u{2009}', ' ', '’', '\''])
        && digits(group) == 3
    {
        end = text.len() - group.len() + 3;
    }
    Some(&text[end..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tail_follows_the_whole_part() {
        let tails = ["12,5 %", "4 %", "−1\u{202f}250,75", "320\u{202f}732", "+3.25", "12 500", "12 50", "néant"].map(tail);
        let expected = [Some(",5 %"), Some(" %"), Some(",75"), Some(""), Some(".25"), Some(""), Some(" 50"), None];
        assert_eq!(tails, expected);
    }
}
