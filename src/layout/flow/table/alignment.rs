//! The alignment of each column of a table.

use crate::{
    book::{Alignment, Table, plain_text},
    typeset::style::Align,
};

/// The alignment of each column: the author's; without one, numbers to the right and everything else to the left.
pub(super) fn aligns(table: &Table) -> Vec<Align> {
    let align = |(column, alignment): (usize, &Alignment)| match alignment {
        Alignment::Start if holds_numbers(table, column) => Align::End,
        Alignment::Start => Align::Start,
        Alignment::Center => Align::Center,
        Alignment::End => Align::End,
    };
    table.columns.iter().enumerate().map(align).collect()
}

/// Whether all cells of a column, heads aside, are numbers: they begin with a digit or a sign and have at most two letters (a unit). The
/// first column never counts as one.
pub(super) fn holds_numbers(table: &Table, column: usize) -> bool {
    let mut cells = table.rows.iter().filter_map(|row| row.get(column)).map(|cell| plain_text(&cell.content));
    let is_number = |cell: &str| {
        let letters = cell.chars().filter(|c| c.is_alphabetic()).count();
        cell.is_empty() || (letters <= 2 && cell.starts_with(|c: char| c.is_ascii_digit() || "+-−–—".contains(c)))
    };
    column > 0 && cells.all(|cell| is_number(cell.trim()))
}
