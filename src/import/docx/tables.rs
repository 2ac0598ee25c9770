//! Reads tables of WordprocessingML. A table of the book has no merged cells and no table in it; both are reported.

use super::{reader::Reader, styles::value};
use crate::{
    diagnostic::{Code, Diagnostic},
    import::{
        arrange::Piece,
        tree::{Block, place_remark},
        xml::{Element, Ns},
    },
};

/// Most columns that a cell may span.
const MAX_SPAN: usize = 63;

impl<'a> Reader<'a> {
    /// A table; one of a single cell is a frame around a text.
    pub(super) fn read_table(&mut self, table: Element<'a>, pieces: &mut Vec<Piece>) {
        let mut rows = Vec::new();
        self.collect(table, "tr", &mut rows);
        let mut lines: Vec<Vec<Vec<Block>>> = Vec::new();
        for row in rows {
            let properties = row.child(Ns::W, "trPr");
            let lost = if self.options.reject_changes { "ins" } else { "del" };
            if properties.is_some_and(|properties| properties.child(Ns::W, lost).is_some()) {
                continue;
            }
            let mut cells = Vec::new();
            self.collect(row, "tc", &mut cells);
            let omitted = |side: &str| {
                let columns = properties.and_then(|properties| value(properties, side)?.parse::<usize>().ok());
                std::iter::repeat_n(Vec::new(), columns.unwrap_or(0).min(MAX_SPAN))
            };
            // A row may begin or end within the table; its cells keep their columns.
            let mut line: Vec<Vec<Block>> = omitted("gridBefore").collect();
            let before = line.len();
            let mut merged = false;
            for cell in cells {
                let properties = cell.child(Ns::W, "tcPr");
                let lost = if self.options.reject_changes { "cellIns" } else { "cellDel" };
                if properties.is_some_and(|properties| properties.child(Ns::W, lost).is_some()) {
                    continue;
                }
                let span = properties
                    .and_then(|properties| value(properties, "gridSpan")?.parse::<usize>().ok())
                    .unwrap_or(1)
                    .clamp(1, MAX_SPAN);
                let continued = properties
                    .and_then(|properties| properties.child(Ns::W, "vMerge"))
                    .is_some_and(|merge| merge.attribute(Ns::W, "val") != Some("restart"));
                merged |= span > 1 || continued;
                let mut blocks = self.blocks_apart(cell);
                if continued {
                    blocks.retain(|block| super::words::has_words(std::slice::from_ref(block)));
                }
                if blocks.iter().any(|block| matches!(block, Block::Table { .. })) {
                    let remark = self.remark(Diagnostic::new(Code::ImportNestedTable, self.span));
                    place_remark(&mut blocks, remark);
                }
                line.push(blocks);
                line.extend(std::iter::repeat_n(Vec::new(), span - 1));
            }
            if line.len() == before {
                continue;
            }
            if merged && let Some(first) = line.first_mut() {
                let remark = self.remark(Diagnostic::new(Code::ImportMergedCells, self.span).with("row", lines.len() + 1));
                place_remark(first, remark);
            }
            line.extend(omitted("gridAfter"));
            lines.push(line);
        }
        match lines.as_mut_slice() {
            [] => {}
            [row] if row.len() == 1 => pieces.push(Piece::Block(Block::Aside(std::mem::take(&mut row[0])))),
            _ => pieces.push(Piece::Block(Block::Table { caption: Vec::new(), rows: lines })),
        }
    }

    /// Rows or cells, also those in content controls and custom markup.
    fn collect(&mut self, element: Element<'a>, wanted: &str, found: &mut Vec<Element<'a>>) {
        for child in element.children() {
            match child.name() {
                (Ns::W, name) if name == wanted => found.push(child),
                (Ns::W, "customXml") => self.collect(child, wanted, found),
                (Ns::W, "sdt") => self.read_control(child, |reader, content| reader.collect(content, wanted, found)),
                _ => {}
            }
        }
    }
}
