//! Tables as in books: three rules, no frames, column widths from the contents of the cells, the head repeated on each page.
//!
//! Read next: `table/columns` for the widths, `table/wide` for tables wider than the page.

mod alignment;
mod columns;
mod decimals;
mod wide;

use crate::{
    book::{Cell, NoteId, Table, plain_text},
    layout::{
        flow::{
            line::{baseline, line_start, rule},
            state::Flow,
            table::alignment::aligns,
        },
        frame::{Artifact, Content, Shape},
        strip::{BreakPenalty, RareList, Strip, StripStart},
        structure::{HeaderScope, StructureElement, StructureType},
    },
    typeset::{
        color::Color,
        length::{Length, Point},
        mark::MarkId,
        style::{Align, ParagraphStyle},
    },
};
use columns::Columns;

/// A row of more lines than this may be broken over two pages.
const WHOLE_ROW: usize = 12;
/// Thickness of the rules above and below a table.
const HEAVY: Length = Length::millipoints(800);
/// Thickness of the rule below the head.
const LIGHT: Length = Length::millipoints(400);

/// The marks of a table's cells.
struct TableMarks {
    head: Vec<CellMarks>,
    rows: Vec<Vec<CellMarks>>,
}

/// How a cell is tagged.
#[derive(Clone)]
enum CellMarks {
    /// With these marks for its inlines.
    Tagged(Vec<MarkId>),
    /// As an artifact: it repeats a cell that is already in the structure.
    Repeated,
}

impl Flow<'_> {
    /// Sets a table. One that is too wide for the page in the smallest type is turned, or set in bands below each other.
    pub(super) fn table(&mut self, table: &Table) {
        match self.columns(table) {
            Some(columns) => self.whole_table(table, &columns),
            None => self.wide_table(table),
        }
    }

    /// Sets a table that fits the width of the column.
    fn whole_table(&mut self, table: &Table, columns: &Columns) {
        let first = self.begin_table();
        let marks = self.tag_table(table);
        self.grid(table, &marks, columns);
        self.end_table(table, first);
    }

    /// Adds the space above a table; returns the number of strips before it.
    fn begin_table(&mut self) -> usize {
        self.add_vspace(self.theme().leading.of_em(1, 2));
        self.column.strips.len()
    }

    /// Ends a table that begins at the strip `first`: one lower than 40 % of the page floats, one lower than 45 % is kept together.
    fn end_table(&mut self, table: &Table, first: usize) {
        let half = self.theme().leading.of_em(1, 2);
        if let Some(strip) = self.column.strips.get_mut(first) {
            strip.start = Some(StripStart::Block(table.id));
        }
        if self.height_since(first) < self.context.geometry.text.height.of_em(40, 100) && self.may_float(first) {
            return self.float_since(first, half);
        }
        if self.height_since(first) < self.context.geometry.text.height.of_em(45, 100) {
            self.keep_together(first, BreakPenalty::Avoid);
        }
        self.add_vspace(half);
        self.follows_paragraph = false;
    }

    /// Tags a table, and sets its caption. The structure has one table with whole rows, however its cells are drawn afterwards: over
    /// pages, turned, or in bands below each other.
    fn tag_table(&mut self, table: &Table) -> TableMarks {
        let mut element = StructureElement::new(StructureType::Table);
        element.span = Some(table.span);
        self.tagger.enter(element);
        if let Some(anchor) = &table.anchor {
            let name = format!("{}.{anchor}", self.section.slug);
            self.tagger.name(name.clone());
            self.pending_anchors.push(name);
        }
        if !table.caption.is_empty() {
            let style = self.theme().caption();
            self.set_text(&table.caption, &style, StructureElement::new(StructureType::Caption));
            self.add_vspace(self.theme().leading.of_em(1, 4));
            self.keep_with_next(BreakPenalty::Never);
        }
        let mut marks = TableMarks { head: Vec::new(), rows: Vec::with_capacity(table.rows.len()) };
        if has_head(table) {
            self.in_element(StructureType::TableHead, |flow| marks.head = flow.tag_row(&table.head, true));
        }
        self.in_element(StructureType::TableBody, |flow| {
            marks.rows.extend(table.rows.iter().map(|cells| flow.tag_row(cells, false)));
        });
        self.tagger.leave();
        marks
    }

    /// Tags a row; returns the marks of its cells.
    fn tag_row(&mut self, cells: &[Cell], is_head: bool) -> Vec<CellMarks> {
        self.tagger.enter(StructureElement::new(StructureType::TableRow));
        let mut marks = Vec::with_capacity(cells.len());
        for (index, cell) in cells.iter().enumerate() {
            // The first cell of a row is its header, unless it is empty.
            let mut element = StructureElement::new(match (is_head, index) {
                (true, _) => StructureType::TableHeader(HeaderScope::Column),
                (false, 0) if !cell.content.is_empty() => StructureType::TableHeader(HeaderScope::Row),
                (false, _) => StructureType::TableData,
            });
            element.span = Some(cell.span);
            self.tagger.enter(element);
            marks.push(CellMarks::Tagged(self.tagger.marks(&cell.content)));
            self.tagger.leave();
        }
        self.tagger.leave();
        marks
    }

    /// Sets head and rows as strips between which a page may break.
    fn grid(&mut self, table: &Table, marks: &TableMarks, columns: &Columns) {
        let aligns = aligns(table);
        let mut notes = self.head(table, marks, columns, &aligns);
        notes.append(&mut self.rows(table, marks, columns, &aligns));
        self.set_notes(&notes);
    }

    /// Whether the strips from `first` on may float: they are in no box or list and call no note.
    fn may_float(&self, first: usize) -> bool {
        let strips = &self.column.strips[first..];
        self.left == Length::ZERO && self.enclosing_box.is_none() && strips.iter().all(|strip| strip.notes.is_empty())
    }

    /// Joins the strips from `first` on into one float.
    fn float_since(&mut self, first: usize, below: Length) {
        let mut rest = self.column.strips.split_off(first).into_iter();
        let Some(mut whole) = rest.next() else { return };
        rest.for_each(|strip| super::figure::append(&mut whole, strip));
        whole.floats = true;
        whole.head = None;
        self.push_figure(whole, below);
    }

    /// Sets the rule above the table, the head and the rule below it; returns the notes called there.
    fn head(&mut self, table: &Table, marks: &TableMarks, columns: &Columns, aligns: &[Align]) -> Vec<NoteId> {
        let width = columns.total();
        let (left, pad) = (self.left, self.theme().em(25));
        let mut strip = Strip { height: HEAVY + pad, ..Strip::default() };
        strip.items.push(rule(left, Length::ZERO, width, HEAVY, Color::BLACK));
        if has_head(table) {
            let row = self.row(&table.head, &marks.head, columns, (aligns, true));
            row.into_iter().for_each(|line| super::figure::append(&mut strip, line));
            strip.items.push(rule(left, strip.height, width, LIGHT, Color::BLACK));
            strip.height += LIGHT;
        }
        strip.height += pad;
        let mut again = strip.clone();
        again.items.iter_mut().for_each(|item| item.content = Content::Artifact(Artifact::Header));
        again.notes = RareList::default();
        again.start = None;
        again.items.retain(|item| !matches!(item.shape, Shape::Link(_)));
        let repeated = self.continued_caption(table).into_iter().chain([again]).collect();
        self.column.heads.push(repeated);
        let notes = strip.notes.to_vec();
        self.push(strip);
        notes
    }

    /// The caption as it stands above the head on each further page: « Les tirages (suite) », or « (suite) » where it does not fit one line;
    /// no part of the structure. None for a table without a caption.
    fn continued_caption(&mut self, table: &Table) -> Option<Strip> {
        let caption = plain_text(&table.caption);
        if caption.trim().is_empty() {
            return None;
        }
        let (style, left) = (self.theme().caption(), self.left);
        // In a text of another language the caption alone says it.
        let word = self
            .context
            .words
            .foreign_to(self.section.lang.as_str())
            .map_or_else(|| format!("({})", self.context.words.word("table-continued")), |_| String::new());
        let said = [format!("{} {word}", caption.trim_end_matches(['.', ' '])), word];
        let set = said.into_iter().filter(|text| !text.is_empty()).find_map(|text| {
            let content = self.generated_text(&text, table.span);
            let set = self.break_marked_lines(&content, &style, self.width, &[MarkId(0)]);
            (set.lines.len() == 1).then_some(set)
        })?;
        let mut strip = self.line_strips(&set.lines, left, style.text.leading).into_iter().next()?;
        strip.items.iter_mut().for_each(|item| item.content = Content::Artifact(Artifact::Header));
        strip.start = None;
        strip.height += self.theme().leading.of_em(1, 4);
        Some(strip)
    }

    /// Sets the rows and the rule below them; returns the notes called there.
    fn rows(&mut self, table: &Table, marks: &TableMarks, columns: &Columns, aligns: &[Align]) -> Vec<NoteId> {
        let head = self.column.heads.len().checked_sub(1).and_then(|head| u32::try_from(head).ok());
        let last = table.rows.len().saturating_sub(1);
        let pad = self.theme().em(25);
        let mut notes = Vec::new();
        for (index, (cells, marks)) in table.rows.iter().zip(&marks.rows).enumerate() {
            let mut strips = self.row(cells, marks, columns, (aligns, false));
            if let [first, ..] = strips.as_mut_slice()
                && (index < 2 || index == last)
            {
                first.break_before = BreakPenalty::Never;
            }
            if let [.., foot] = strips.as_mut_slice()
                && index == last
            {
                foot.items.push(rule(self.left, foot.height + pad, columns.total(), HEAVY, Color::BLACK));
                foot.height += pad + HEAVY;
            }
            for mut strip in strips {
                strip.head = head;
                notes.extend(strip.notes.iter().copied());
                self.push(strip);
            }
        }
        notes
    }

    /// A row with its cells side by side: one strip, or a strip for each line where a cell has more than [`WHOLE_ROW`] of them. All cells
    /// are then cut at the same lines, which keep their distance.
    fn row(&mut self, cells: &[Cell], marks: &[CellMarks], columns: &Columns, (aligns, is_head): (&[Align], bool)) -> Vec<Strip> {
        let style = |index: usize| self.theme().cell(columns.size, aligns.get(index).copied().unwrap_or(Align::Start), is_head);
        let leading = style(0).text.leading;
        let styles: Vec<ParagraphStyle> = (0..cells.len()).map(style).collect();
        let mut x = self.left;
        let mut set = Vec::with_capacity(cells.len());
        for (index, ((cell, marks), style)) in cells.iter().zip(marks).zip(&styles).enumerate() {
            let column = columns.widths.get(index).copied().unwrap_or_default();
            let widest = columns.tails.get(index).copied().flatten().filter(|_| !is_head);
            let width = (column - self.tail_shift(cell, columns.size, widest)).max(Length::points(1));
            let lines = match marks {
                CellMarks::Tagged(marks) => {
                    self.record_format(marks, style, width);
                    self.break_marked_lines(&cell.content, style, width, marks).lines
                }
                CellMarks::Repeated => self.break_marked_lines(&cell.content, style, width, &[MarkId(0)]).lines,
            };
            set.push((x, marks, lines));
            x += column + columns.gap;
        }
        let most = set.iter().map(|(_, _, lines)| lines.len()).max().unwrap_or_default().max(1);
        let is_high = most > WHOLE_ROW && !is_head;
        let lines_each = if is_high { 1 } else { most };
        let height = leading * i64::try_from(lines_each).unwrap_or(1);
        let mut strips = vec![Strip { height, ..Strip::default() }; most / lines_each];
        for (x, marks, lines) in &set {
            for (number, line) in lines.iter().enumerate() {
                let (strip, above) = (&mut strips[number / lines_each], i64::try_from(number % lines_each).unwrap_or(0));
                let mut items = self.line_items(line, Point { x: *x, y: leading * above + baseline(leading) });
                if matches!(marks, CellMarks::Repeated) {
                    items.retain(|item| !matches!(item.shape, Shape::Link(_)));
                    items.iter_mut().for_each(|item| item.content = Content::Artifact(Artifact::Header));
                } else {
                    strip.notes.extend(line.notes.iter().copied());
                    strip.start = strip.start.or_else(|| line_start(line));
                }
                strip.items.append(&mut items);
            }
        }
        for strip in strips.iter_mut().skip(1) {
            strip.break_before = BreakPenalty::Reluctant;
        }
        if is_high {
            // No cell leaves its first line behind, or has its last one go over alone.
            for place in set.iter().flat_map(|(_, _, lines)| [1, lines.len().saturating_sub(1)]).filter(|place| *place > 0) {
                strips[place].break_before = BreakPenalty::Never;
            }
            let called = set.iter().flat_map(|(_, _, lines)| lines.iter().enumerate().filter(|(_, line)| !line.notes.is_empty()));
            let most = usize::try_from(self.context.geometry.text.height.0 / leading.0.max(1)).unwrap_or(0);
            keep_order(&mut strips, called.map(|(number, _)| number), most);
        }
        if let Some(last) = strips.last_mut() {
            last.height += self.theme().em(18);
        }
        strips
    }
}

/// Forbids breaks that would put a note called in an earlier cell on a later page than one called in a later cell. `called` are the lines
/// of the calls, cell by cell; no more than `most` lines are kept together.
fn keep_order(strips: &mut [Strip], called: impl Iterator<Item = usize>, most: usize) {
    let mut last = 0;
    for line in called {
        if line < last && last - line < most {
            strips[line + 1..=last].iter_mut().for_each(|strip| strip.break_before = BreakPenalty::Never);
        }
        last = last.max(line);
    }
}

fn has_head(table: &Table) -> bool {
    table.head.iter().any(|cell| !cell.content.is_empty())
}
