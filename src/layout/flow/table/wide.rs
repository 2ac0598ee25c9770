//! Tables that are too wide for the page even in the smallest type: turned by 90° on pages of their own. A table that may not move, or is
//! too wide for that as well, is cut into bands of columns below each other, each with the first column repeated.

use crate::{
    book::{Cell, Inline, Table},
    diagnostic::{Code, Diagnostic},
    layout::{
        flow::{
            state::Flow,
            table::{
                CellMarks, TableMarks,
                columns::{Columns, SIZES, Trial},
                decimals::Tails,
            },
        },
        frame::FrameItem,
        strip::{BreakPenalty, Strip, StripStart},
    },
    typeset::length::Length,
};

impl Flow<'_> {
    /// Sets a table whose longest words do not fit side by side on the page.
    pub(super) fn wide_table(&mut self, table: &Table) {
        if let Some(columns) = self.columns_turned(table) {
            self.sink.push(Diagnostic::new(Code::TurnedTable, table.span));
            return self.turned_table(table, &columns);
        }
        self.sink.push(Diagnostic::new(Code::WideTable, table.span));
        let trial = self.trial(table, SIZES[0]);
        let bands = self.bands(table, &trial);
        let first = self.begin_table();
        let marks = self.tag_table(table);
        for (number, band) in bands.iter().enumerate() {
            let part = part(table, band);
            let columns =
                self.common(&trial, &bands, band).or_else(|| self.columns(&part)).unwrap_or_else(|| self.squeezed(&part));
            self.add_vspace(self.theme().leading.of_em(1, 2));
            let begins = self.column.strips.len();
            self.grid(&part, &marks.part(band, number), &columns);
            // A page of bands shows cells of many rows, and begins at no place of the table as it is read.
            self.column.strips[begins..].iter_mut().for_each(|strip| strip.start = None);
            if self.height_since(begins) < self.context.geometry.text.height.of_em(45, 100) {
                self.keep_together(begins, BreakPenalty::Avoid);
            }
        }
        self.end_table(table, first);
    }

    /// The columns of a table across the height of the page; none where it may not move to a page of its own (in a box or a list) or may
    /// not be turned (notes, pictures).
    fn columns_turned(&mut self, table: &Table) -> Option<Columns> {
        let moves = self.left == Length::ZERO && self.enclosing_box.is_none();
        let mut cells = table.head.iter().chain(table.rows.iter().flatten());
        if !moves || !only_words(&table.caption) || !cells.all(|cell| only_words(&cell.content)) {
            return None;
        }
        let width = std::mem::replace(&mut self.width, self.context.geometry.text.height);
        let columns = self.columns(table);
        self.width = width;
        columns
    }

    /// Sets the table across the height of the page and divides it into pages, each of them a float.
    fn turned_table(&mut self, table: &Table, columns: &Columns) {
        let text = self.context.geometry.text;
        let first = self.column.strips.len();
        let width = std::mem::replace(&mut self.width, text.height);
        let marks = self.tag_table(table);
        self.grid(table, &marks, columns);
        self.width = width;
        let strips = self.column.strips.split_off(first);
        let depth = self.even_depth(&strips, text.width);
        let mut sheets: Vec<Strip> = Vec::new();
        for strip in strips {
            let fits = sheets.last().is_some_and(|sheet| sheet.height + strip.extent() <= depth);
            if !fits {
                // The first page begins with the table, each further one with its first row.
                let start = if sheets.is_empty() { Some(StripStart::Block(table.id)) } else { strip.start };
                let mut sheet = Strip { start, floats: true, ..Strip::default() };
                let again = strip.head.and_then(|head| self.column.heads.get(head as usize)).into_iter().flatten().cloned();
                again.for_each(|head| super::super::figure::append(&mut sheet, head));
                sheets.push(sheet);
            }
            if let Some(sheet) = sheets.last_mut() {
                sheet.anchors.extend(strip.anchors.iter().cloned());
                super::super::figure::append(sheet, strip);
            }
        }
        for mut sheet in sheets {
            for FrameItem { shape, .. } in &mut sheet.items {
                // A table from right to left is mirrored before it is turned, and not again with its column.
                if self.column.right_to_left {
                    shape.mirror(text.height);
                }
                shape.rotate(text.height);
                if self.column.right_to_left {
                    shape.mirror(text.width);
                }
            }
            sheet.height = text.height;
            sheet.span = Some(table.span);
            self.push(sheet);
        }
    }

    /// The depth to which the pages of a turned table are filled so that they hold about as many rows each: the least depth that needs no
    /// more pages than the full depth `most`.
    fn even_depth(&self, strips: &[Strip], most: Length) -> Length {
        let head = |strip: &Strip| {
            let again = strip.head.and_then(|head| self.column.heads.get(head as usize));
            again.map_or(Length::ZERO, |strips| strips.iter().map(Strip::extent).sum())
        };
        let pages = |depth: Length| {
            let (mut pages, mut used) = (0, depth + Length(1));
            for strip in strips {
                if used + strip.extent() > depth {
                    (pages, used) = (pages + 1, head(strip));
                }
                used += strip.extent();
            }
            pages
        };
        let fewest = pages(most);
        let (mut short, mut enough) = (Length::ZERO, most);
        while enough - short > Length::points(1) {
            let middle = (short + enough) / 2;
            *if pages(middle) > fewest { &mut short } else { &mut enough } = middle;
        }
        enough
    }

    /// The columns of each band, the first column in each: bands of equal length if their columns can be aligned, else as many columns as
    /// the page holds.
    fn bands(&self, table: &Table, trial: &Trial) -> Vec<Vec<usize>> {
        let greedy = self.greedy(trial);
        let even = even(table.columns.len(), greedy.len());
        if self.common_widths(trial, &even).is_some() { even } else { greedy }
    }

    /// The columns of a band, if the columns of all bands can be aligned.
    fn common(&self, trial: &Trial, bands: &[Vec<usize>], band: &[usize]) -> Option<Columns> {
        let widths = self.common_widths(trial, bands)?.into_iter().take(band.len()).collect();
        Some(Columns { size: trial.size, gap: trial.gap, widths, tails: Tails::new() })
    }

    /// Bands filled from left to right, as far as the page holds their columns; the first column in each.
    fn greedy(&self, Trial { gap, needs, .. }: &Trial) -> Vec<Vec<usize>> {
        let first = needs.first().map_or(Length::ZERO, |need| need.min_content);
        let mut bands: Vec<Vec<usize>> = Vec::new();
        let mut used = self.width;
        for (column, need) in needs.iter().enumerate().skip(1) {
            let wanted = *gap + need.max_content_with_head;
            match bands.last_mut().filter(|_| used + wanted <= self.width) {
                Some(band) => band.push(column),
                None => {
                    bands.push(vec![0, column]);
                    used = first;
                }
            }
            used += wanted;
        }
        if bands.is_empty() {
            // A single column whose words are longer than the page is wide.
            bands.push(vec![0]);
        }
        bands
    }

    /// Widths at which the columns of all bands are aligned; none when the page is too narrow.
    fn common_widths(&self, trial: &Trial, bands: &[Vec<usize>]) -> Option<Vec<Length>> {
        let most = bands.iter().map(Vec::len).max()?;
        let widest = |place: usize| {
            let columns = bands.iter().filter_map(|band| trial.needs.get(*band.get(place)?));
            columns.map(|need| need.max_content_with_head).max().unwrap_or_default()
        };
        let widths: Vec<Length> = (0..most).map(widest).collect();
        let gaps = trial.gap * i64::try_from(most.saturating_sub(1)).unwrap_or(0);
        let spare = self.width - gaps - widths.iter().copied().sum();
        let extra = spare / i64::try_from(most.max(1)).unwrap_or(1);
        (spare >= Length::ZERO).then(|| widths.into_iter().map(|width| width + extra).collect())
    }
}

/// `columns` divided into `bands` of nearly equal length, with the first column in each.
fn even(columns: usize, bands: usize) -> Vec<Vec<usize>> {
    let rest: Vec<usize> = (1..columns).collect();
    if rest.is_empty() {
        return vec![vec![0]];
    }
    let each = rest.len().div_ceil(bands.max(1));
    rest.chunks(each).map(|band| std::iter::once(0).chain(band.iter().copied()).collect()).collect()
}

/// A table of the columns `band` of a table.
fn part(table: &Table, band: &[usize]) -> Table {
    let pick = |cells: &[Cell]| band.iter().filter_map(|&column| cells.get(column).cloned()).collect();
    Table {
        columns: band.iter().filter_map(|&column| table.columns.get(column).copied()).collect(),
        head: pick(&table.head),
        rows: table.rows.iter().map(|row| pick(row)).collect(),
        ..table.clone()
    }
}

impl TableMarks {
    /// The marks of the band at `number`; the first column is tagged with the first band only.
    fn part(&self, band: &[usize], number: usize) -> Self {
        let mark = |marks: &[CellMarks], column: usize| {
            if column == 0 && number > 0 { Some(CellMarks::Repeated) } else { marks.get(column).cloned() }
        };
        let pick = |marks: &Vec<CellMarks>| band.iter().filter_map(|&column| mark(marks, column)).collect();
        Self { head: pick(&self.head), rows: self.rows.iter().map(pick).collect() }
    }
}

/// Whether content can be turned: pictures would stay upright, and notes belong to the foot of an upright page.
fn only_words(content: &[Inline]) -> bool {
    content.iter().all(|inline| match inline {
        Inline::Text(_) | Inline::Code(_) | Inline::LineBreak(_) => true,
        Inline::Styled(styled) => only_words(&styled.content),
        Inline::Link(link) => only_words(&link.content),
        Inline::NoteCall(_) | Inline::Image(_) => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_are_of_nearly_equal_length() {
        let bands = even(12, 3);
        assert_eq!(bands, [vec![0, 1, 2, 3, 4], vec![0, 5, 6, 7, 8], vec![0, 9, 10, 11]]);
        assert_eq!(even(1, 1), [vec![0]]);
    }
}
