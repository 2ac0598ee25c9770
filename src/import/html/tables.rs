//! Reads tables of a page. A table of the book has no merged cells; those of a page are taken apart and reported.

use super::{page::Node, reader::Reader};
use crate::{
    diagnostic::{Code, Diagnostic},
    import::{
        tree::{Block, Inline, place_remark, text_of_blocks},
        write::is_blank,
    },
};

/// Most columns over which spans are followed.
const MAX_COLUMNS: usize = 200;

/// The cells of one row, and what is known of them.
#[derive(Default)]
struct Row {
    cells: Vec<Vec<Block>>,
    /// How many of them the page itself has.
    own: usize,
    /// Whether one of them spans others, or lies under one that does.
    merged: bool,
}

/// For each column, how many of the rows that follow a cell above still covers.
#[derive(Default)]
struct OpenSpans(Vec<usize>);

impl OpenSpans {
    /// Whether a cell above covers the column `at` of this row; the row is counted.
    fn take(&mut self, at: usize) -> bool {
        let Some(open @ 1..) = self.0.get_mut(at) else { return false };
        *open -= 1;
        true
    }

    /// A cell of this row, in the column `at`, covers `rows` more.
    fn open(&mut self, at: usize, rows: usize) {
        if rows > 0 && at < MAX_COLUMNS {
            self.0.resize(self.0.len().max(at + 1), 0);
            self.0[at] = rows;
        }
    }
}

impl Reader<'_> {
    /// A table; its first row is its header.
    pub(super) fn read_table(&mut self, node: Node<'_>, depth: usize) {
        let above = self.take_caption();
        let captions = node.find_all("caption");
        let outer = std::mem::take(&mut self.blocks);
        let format = std::mem::take(&mut self.format);
        let mut caption = Vec::new();
        if let Some(node) = captions.first().copied() {
            self.read_inlines(node, depth + 1);
            caption = self.take_inlines();
            let blocks = std::mem::take(&mut self.blocks);
            if !blocks.is_empty() {
                caption.splice(0..0, [Inline::Text(text_of_blocks(&blocks).replace('\n', " "))]);
            }
        }
        let mut rows = self.read_rows(node, depth);
        self.format = format;
        self.blocks = outer;
        if is_blank(&caption) {
            caption = above;
        }
        match rows.as_mut_slice() {
            [] => {
                if !is_blank(&caption) {
                    self.blocks.push(Block::Paragraph(caption));
                }
            }
            // A table of one cell is a frame around a text.
            [row] if row.own == 1 => {
                if !is_blank(&caption) {
                    self.blocks.push(Block::Paragraph(caption));
                }
                self.blocks.extend(row.cells.remove(0));
            }
            _ => {
                for (index, row) in rows.iter_mut().enumerate().filter(|(_, row)| row.merged) {
                    let diagnostic = Diagnostic::new(Code::ImportMergedCells, self.span).with("row", index + 1);
                    self.tree.remarks.push(diagnostic);
                    if let Some(first) = row.cells.first_mut() {
                        place_remark(first, Inline::Remark(self.tree.remarks.len() - 1));
                    }
                }
                let rows = rows.into_iter().map(|row| row.cells).collect();
                self.blocks.push(Block::Table { caption, rows });
            }
        }
    }

    /// The rows of a table that hold something, their cells in their columns: what lies under a cell that spans several is empty.
    fn read_rows(&mut self, table: Node<'_>, depth: usize) -> Vec<Row> {
        let mut rows = Vec::new();
        let mut spans = OpenSpans::default();
        let mut group = None;
        for element in table.find_all("tr") {
            // No cell reaches out of its group of rows.
            let own_group = element.parent().map(Node::index);
            if group != own_group {
                (group, spans) = (own_group, OpenSpans::default());
            }
            let row = self.read_row(element, &mut spans, depth);
            if row.cells.iter().any(|cell| !cell.is_empty()) {
                rows.push(row);
            }
        }
        rows
    }

    /// A row, whose cells move to the right where a cell above reaches into it.
    fn read_row(&mut self, element: Node<'_>, spans: &mut OpenSpans, depth: usize) -> Row {
        let mut row = Row::default();
        for cell in element.children().filter(|child| matches!(child.name(), "td" | "th")) {
            while spans.take(row.cells.len()) {
                row.cells.push(Vec::new());
                row.merged = true;
            }
            let number = |side| cell.attribute(side).and_then(|number| number.trim().parse::<usize>().ok()).unwrap_or(1);
            // A span of no rows lasts to the end of the group.
            let down = number("rowspan").checked_sub(1).unwrap_or(usize::MAX);
            let across = number("colspan").clamp(1, MAX_COLUMNS.saturating_sub(row.cells.len()).max(1));
            row.merged |= down > 0 || across > 1;
            self.cells += 1;
            self.read_blocks(cell, depth + 1);
            self.finish_paragraph();
            self.cells -= 1;
            let blocks = std::mem::take(&mut self.blocks);
            row.own += 1;
            for (index, blocks) in std::iter::once(blocks).chain(std::iter::repeat_n(Vec::new(), across - 1)).enumerate() {
                // Cells that the page lays over each other stand side by side.
                if index > 0 {
                    spans.take(row.cells.len());
                }
                spans.open(row.cells.len(), down);
                row.cells.push(blocks);
            }
        }
        while spans.take(row.cells.len()) {
            row.cells.push(Vec::new());
            row.merged = true;
        }
        // Columns further to the right that this row does not reach.
        for at in row.cells.len()..spans.0.len() {
            spans.take(at);
        }
        row
    }
}
