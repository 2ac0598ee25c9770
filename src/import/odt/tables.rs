//! Reads tables of OpenDocument. A table of the book has no merged cells and no table in it; both are reported.

use super::reader::Reader;
use crate::{
    diagnostic::{Code, Diagnostic},
    import::{
        arrange::Piece,
        tree::{Block, place_remark},
        xml::{Element, Ns},
    },
};

/// Most rows or columns that one element repeats; a spreadsheet's filler repeats a million.
const MAX_REPEAT: usize = 64;

impl<'a> Reader<'a, '_> {
    /// A table; one of a single cell is a frame around a text.
    pub(super) fn read_table(&mut self, table: Element<'a>, pieces: &mut Vec<Piece>) {
        let mut rows = Vec::new();
        collect(table, &mut rows);
        let mut lines: Vec<Vec<Vec<Block>>> = Vec::new();
        for row in rows {
            let mut line: Vec<Vec<Block>> = Vec::new();
            let mut merged = false;
            for cell in row.children() {
                let (Ns::Table, name @ ("table-cell" | "covered-table-cell")) = cell.name() else { continue };
                let number = |name| cell.attribute(Ns::Table, name).and_then(|number| number.parse::<usize>().ok()).unwrap_or(1);
                merged |=
                    name == "covered-table-cell" || number("number-columns-spanned") > 1 || number("number-rows-spanned") > 1;
                let mut blocks = if name == "table-cell" { self.blocks_apart(cell) } else { Vec::new() };
                if blocks.iter().any(|block| matches!(block, Block::Table { .. })) {
                    let remark = self.remark(Diagnostic::new(Code::ImportNestedTable, self.span));
                    place_remark(&mut blocks, remark);
                }
                let repeat = number("number-columns-repeated").clamp(1, MAX_REPEAT);
                line.extend(std::iter::repeat_n(blocks, repeat));
            }
            if merged && let Some(first) = line.first_mut() {
                let remark = self.remark(Diagnostic::new(Code::ImportMergedCells, self.span).with("row", lines.len() + 1));
                place_remark(first, remark);
            }
            let repeat =
                row.attribute(Ns::Table, "number-rows-repeated").and_then(|number| number.parse::<usize>().ok()).unwrap_or(1);
            let shown = line.iter().any(|cell| !cell.is_empty());
            if !line.is_empty() {
                lines.extend(std::iter::repeat_n(line, if shown { repeat.clamp(1, MAX_REPEAT) } else { 1 }));
            }
        }
        match lines.as_mut_slice() {
            [] => {}
            [row] if row.len() == 1 => pieces.push(Piece::Block(Block::Aside(std::mem::take(&mut row[0])))),
            _ => pieces.push(Piece::Block(Block::Table { caption: Vec::new(), rows: lines })),
        }
    }
}

/// The rows of a table, also those in groups.
fn collect<'a>(element: Element<'a>, rows: &mut Vec<Element<'a>>) {
    for child in element.children() {
        match child.name() {
            (Ns::Table, "table-row") => rows.push(child),
            (Ns::Table, "table-header-rows" | "table-rows" | "table-row-group") => collect(child, rows),
            _ => {}
        }
    }
}
