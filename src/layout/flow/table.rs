//! Tables in the manner of books: three rules, no frames, widths from what the cells hold, the head repeated on each page.

use super::{
    Flow,
    line::{baseline, rule},
};
use crate::{
    book::{Alignment, Cell, Table, plain_text},
    diagnostic::{Code, Diagnostic, Diagnostics},
    layout::{
        frame::{Artifact, Color, Content},
        length::{Length, Point},
        paragraph,
        strip::{Parting, Strip, StripStart},
        structure::{HeaderScope, StructureRole},
        style::{Align, Measure, ParagraphStyle},
        tagging::role,
    },
};

/// Sizes and gaps that are tried, in hundredths of a cell's usual size and of the text's, until the longest words fit.
const SIZES: [(i64, i64); 5] = [(100, 110), (100, 75), (92, 70), (84, 62), (76, 60)];
/// How many of them are tried before a head has more lines than one, and before a row has; in tables of many columns, which hold
/// figures, and in others, which hold sentences.
const COMFORTABLE: ([usize; 2], [usize; 2]) = ([3, 4], [2, 2]);
/// From so many columns on a table holds figures.
const MANY: usize = 6;
/// A row of more lines than this may be parted.
const WHOLE_ROW: usize = 12;
/// Thickness of the rules above and below a table.
const HEAVY: Length = Length::millipoints(800);
/// Thickness of the rule below the head.
const LIGHT: Length = Length::millipoints(400);

/// What a column's cells need.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Need {
    /// Width of its longest word.
    least: Length,
    /// Width of the longest cell of its rows in one line.
    most: Length,
    /// The same with its head.
    whole: Length,
}

/// A size of the type, and what the columns need at it.
struct Trial {
    size: i64,
    gap: Length,
    room: Length,
    needs: Vec<Need>,
}

impl Trial {
    fn sum(&self, wish: impl Fn(&Need) -> Length) -> Length {
        self.needs.iter().map(wish).sum()
    }
}

/// Columns as they are set.
struct Columns {
    size: i64,
    gap: Length,
    widths: Vec<Length>,
}

impl<'a> Flow<'a> {
    /// A table; one too wide for the page goes on below itself, its first column repeated.
    pub(super) fn table(&mut self, table: &Table) {
        let Some(columns) = self.columns(table) else {
            self.sink.push(Diagnostic::new(Code::WideTable, table.span));
            return self.bands(table).iter().for_each(|band| match self.columns(band) {
                Some(columns) => self.whole_table(band, &columns),
                None => self.whole_table(band, &self.squeezed(band)),
            });
        };
        self.whole_table(table, &columns);
    }

    /// Caption, head, rows; strips that a page may part.
    fn whole_table(&mut self, table: &Table, columns: &Columns) {
        let half = self.theme().leading.of_em(1, 2);
        self.space(half);
        let mut element = role(StructureRole::Table);
        element.span = Some(table.span);
        self.tagger.enter(element);
        let first = self.column.strips.len();
        self.anchors.extend(table.anchor.as_ref().map(|anchor| format!("{}.{anchor}", self.section.slug)));
        if !table.caption.is_empty() {
            let style = self.theme().caption();
            self.text(&table.caption, &style, role(StructureRole::Caption));
            self.space(half.of_em(1, 2));
            self.bond(Parting::Never);
        }
        self.head(table, columns);
        self.rows(table, columns);
        self.tagger.leave();
        if let Some(strip) = self.column.strips.get_mut(first) {
            strip.start = Some(StripStart::Block(table.id));
        }
        if self.height_since(first) < self.setting.geometry.text.height.of_em(40, 100) && self.may_float(first) {
            return self.float_since(first, half);
        }
        if self.height_since(first) < self.setting.geometry.text.height.of_em(45, 100) {
            self.keep_together(first, Parting::Avoid);
        }
        self.space(half);
        self.follows = false;
    }

    /// Whether what was set since `first` may be moved: it lies in the text itself and calls no note.
    fn may_float(&self, first: usize) -> bool {
        let strips = &self.column.strips[first..];
        self.left == Length::ZERO && self.boxed.is_none() && strips.iter().all(|strip| strip.notes.is_empty())
    }

    /// Makes one strip, which may wait for the next page, of those since `first`.
    fn float_since(&mut self, first: usize, below: Length) {
        let mut rest = self.column.strips.split_off(first).into_iter();
        let Some(mut whole) = rest.next() else { return };
        rest.for_each(|strip| super::figure::append(&mut whole, strip));
        whole.floats = true;
        whole.head = None;
        self.push_figure(whole, below);
    }

    fn head(&mut self, table: &Table, columns: &Columns) {
        let width = columns.total();
        let (left, pad) = (self.left, self.theme().em(25));
        let mut strip = Strip { height: HEAVY + pad, ..Strip::default() };
        strip.items.push(rule(left, Length::ZERO, width, HEAVY, Color::BLACK));
        if table.head.iter().any(|cell| !cell.content.is_empty()) {
            self.tagger.enter(role(StructureRole::TableHead));
            let row = self.row(table, &table.head, columns, true);
            self.tagger.leave();
            row.into_iter().for_each(|line| super::figure::append(&mut strip, line));
            strip.items.push(rule(left, strip.height, width, LIGHT, Color::BLACK));
            strip.height += LIGHT;
        }
        strip.height += pad;
        let mut again = strip.clone();
        for item in &mut again.items {
            item.content = Content::Artifact(Artifact::Header);
        }
        again.notes.clear();
        again.start = None;
        again.items.retain(|item| !matches!(item.shape, crate::layout::Shape::Link(_)));
        self.column.heads.push(vec![again]);
        let notes = strip.notes.clone();
        self.push(strip);
        self.set_notes(&notes);
    }

    fn rows(&mut self, table: &Table, columns: &Columns) {
        let head = self.column.heads.len().checked_sub(1);
        let last = table.rows.len().saturating_sub(1);
        let pad = self.theme().em(25);
        self.tagger.enter(role(StructureRole::TableBody));
        let mut notes = Vec::new();
        for (index, cells) in table.rows.iter().enumerate() {
            let mut strips = self.row(table, cells, columns, false);
            if let [first, ..] = strips.as_mut_slice()
                && (index < 2 || index == last)
            {
                first.parting = Parting::Never;
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
        self.tagger.leave();
        self.set_notes(&notes);
    }

    /// A row: each cell's lines side by side; one strip, or one for each line when it is so high that a page may have to part it.
    fn row(&mut self, table: &Table, cells: &[Cell], columns: &Columns, is_head: bool) -> Vec<Strip> {
        self.tagger.enter(role(StructureRole::TableRow));
        let mut strips = vec![Strip::default()];
        let mut x = self.left;
        for (index, cell) in cells.iter().enumerate() {
            let width = columns.widths.get(index).copied().unwrap_or_default();
            let style = self.cell_style(table, index, columns.size, is_head);
            // A row is named by its first cell, when that holds words.
            let kind = match (is_head, index) {
                (true, _) => StructureRole::TableHeader(HeaderScope::Column),
                (false, 0) if !cell.content.is_empty() => StructureRole::TableHeader(HeaderScope::Row),
                (false, _) => StructureRole::TableData,
            };
            let mut element = role(kind);
            element.span = Some(cell.span);
            self.tagger.enter(element);
            let set = self.lines(&cell.content, &style, width);
            self.tagger.leave();
            let leading = style.text.leading;
            let is_high = set.lines.len() > WHOLE_ROW && !is_head;
            for (number, line) in set.lines.iter().enumerate() {
                let (index, above) = if is_high { (number, 0) } else { (0, i64::try_from(number).unwrap_or(0)) };
                if index == strips.len() {
                    strips.push(Strip::default());
                }
                let strip = &mut strips[index];
                strip.height = strip.height.max(leading * (above + 1));
                strip.items.append(&mut self.line_items(line, Point { x, y: leading * above + baseline(leading) }));
                strip.notes.extend(line.notes.iter().copied());
            }
            strips[0].height = strips[0].height.max(leading);
            x += width + columns.gap;
        }
        self.tagger.leave();
        let last = strips.len() - 1;
        strips[last].height += self.theme().em(18);
        for (index, strip) in strips.iter_mut().enumerate().skip(1) {
            strip.parting = if index == 1 || index == last { Parting::Never } else { Parting::Reluctant };
        }
        strips
    }

    fn cell_style(&self, table: &Table, column: usize, size: i64, is_head: bool) -> ParagraphStyle {
        let align = match table.columns.get(column).copied().unwrap_or_default() {
            Alignment::Start if holds_numbers(table, column) => Align::End,
            Alignment::Start => Align::Start,
            Alignment::Center => Align::Center,
            Alignment::End => Align::End,
        };
        self.theme().cell(size, align, is_head)
    }

    /// The largest size at which every cell stands in one line; else every cell of the rows; else at which the longest words
    /// fit. And the widths of the columns at it.
    fn columns(&mut self, table: &Table) -> Option<Columns> {
        let is_wide = table.columns.len() >= MANY;
        let [whole, most] = if is_wide { COMFORTABLE.0 } else { COMFORTABLE.1 };
        let mut trials = Vec::with_capacity(SIZES.len());
        for size in SIZES {
            let trial = self.trial(table, size);
            if trials.len() < whole && trial.sum(|need| need.whole) <= trial.room {
                // Most tables stop here; the other sizes need not be tried.
                return Some(self.chosen(table, &trial));
            }
            trials.push(trial);
        }
        let in_one_line = || trials.iter().take(most).find(|trial| trial.sum(|need| need.most) <= trial.room);
        // Figures are read across: the closer they stand the better; sentences are not made smaller for it.
        let by_words =
            || trials.iter().skip(if is_wide { 2 } else { 0 }).find(|trial| trial.sum(|need| need.least) <= trial.room);
        let trial = in_one_line().or_else(by_words)?;
        Some(self.chosen(table, trial))
    }

    fn chosen(&mut self, table: &Table, trial: &Trial) -> Columns {
        if trial.size < 84 {
            let size = usize::try_from(trial.size).unwrap_or(0);
            self.sink.push(Diagnostic::new(Code::SmallTable, table.span).with("size", size));
        }
        Columns { size: trial.size, gap: trial.gap, widths: share(&trial.needs, trial.room) }
    }

    fn trial(&self, table: &Table, (size, gap): (i64, i64)) -> Trial {
        let gap = self.theme().em(gap);
        let gaps = i64::try_from(table.columns.len().max(1) - 1).unwrap_or(0);
        Trial { size, gap, room: (self.width - gap * gaps).max(Length::points(1)), needs: self.needs(table, size) }
    }

    /// Columns for words that are longer than the page is wide.
    fn squeezed(&self, table: &Table) -> Columns {
        let trial = self.trial(table, SIZES[SIZES.len() - 1]);
        Columns { size: trial.size, gap: trial.gap, widths: squeeze(&trial.needs, trial.room) }
    }

    /// Tables of as many columns of `table` as the page holds, its first column in each; the caption over the first of them.
    fn bands(&self, table: &Table) -> Vec<Table> {
        let (size, gap) = SIZES[0];
        let Trial { gap, needs, .. } = self.trial(table, (size, gap));
        let first = needs.first().map_or(Length::ZERO, |need| need.least);
        let mut bands: Vec<Vec<usize>> = Vec::new();
        let mut used = self.width;
        for (column, need) in needs.iter().enumerate().skip(1) {
            let wanted = gap + need.whole;
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
            // A single column: its words are longer than the page is wide.
            bands.push(vec![0]);
        }
        let pick = |cells: &[Cell], band: &[usize]| band.iter().filter_map(|&column| cells.get(column).cloned()).collect();
        let of_band = |(number, band): (usize, &Vec<usize>)| Table {
            anchor: table.anchor.clone().filter(|_| number == 0),
            caption: if number == 0 { table.caption.clone() } else { Vec::new() },
            columns: band.iter().filter_map(|&column| table.columns.get(column).copied()).collect(),
            head: pick(&table.head, band),
            rows: table.rows.iter().map(|row| pick(row, band)).collect(),
            ..table.clone()
        };
        bands.iter().enumerate().map(of_band).collect()
    }

    /// What each column's cells need at a size.
    fn needs(&self, table: &Table, size: i64) -> Vec<Need> {
        let mut needs = vec![Need::default(); table.columns.len().max(1)];
        let head = table.head.iter().enumerate().map(|(index, cell)| (index, cell, true));
        let rows = table.rows.iter().flat_map(|row| row.iter().enumerate().map(|(index, cell)| (index, cell, false)));
        for (index, cell, is_head) in head.chain(rows) {
            let Some(need) = needs.get_mut(index) else { continue };
            let mut style = self.cell_style(table, index, size, is_head);
            style.hyphenate = false;
            need.least = need.least.max(self.widest(cell, &style, Length::points(1)));
            // A head may take two lines; what the rows hold decides how wide a column would like to be.
            let wish = self.widest(cell, &style, Length::points(20_000));
            need.whole = need.whole.max(wish);
            need.most = need.most.max(if is_head { need.least } else { wish });
        }
        needs
    }

    /// Width of the widest line of a cell set to `measure`; what is overfull at this trial does not count.
    fn widest(&self, cell: &Cell, style: &ParagraphStyle, measure: Length) -> Length {
        let style = ParagraphStyle { align: Align::Start, ..style.clone() };
        let set = paragraph::set(&cell.content, &style, &Measure::new(measure), &[], &self.context(), &mut Diagnostics::new());
        set.lines.iter().map(|line| line.width).max().unwrap_or_default() + Length(1)
    }
}

impl Columns {
    fn total(&self) -> Length {
        let gaps = i64::try_from(self.widths.len().saturating_sub(1)).unwrap_or(0);
        self.widths.iter().copied().sum::<Length>() + self.gap * gaps
    }
}

/// Whether the rows hold numbers in a column: digits with their signs and at most a unit of two letters.
fn holds_numbers(table: &Table, column: usize) -> bool {
    let mut cells = table.rows.iter().filter_map(|row| row.get(column)).map(|cell| plain_text(&cell.content));
    let is_number = |cell: &str| {
        let letters = cell.chars().filter(|c| c.is_alphabetic()).count();
        cell.is_empty() || (letters <= 2 && cell.starts_with(|c: char| c.is_ascii_digit() || "+-−–—".contains(c)))
    };
    column > 0 && cells.all(|cell| is_number(cell.trim()))
}

/// Natural widths when they fit, spread a little when the table nearly fills the measure. Else the widest columns are narrowed
/// first, all to one width, but none below its longest word.
fn share(needs: &[Need], room: Length) -> Vec<Length> {
    let wishes: [fn(&Need) -> Length; 2] = [|need| need.whole, |need| need.most];
    for wish in wishes {
        let wanted: Length = needs.iter().map(wish).sum();
        if wanted <= room {
            let spare = room - wanted;
            let columns = i64::try_from(needs.len()).unwrap_or(1);
            let extra = if spare < room.of_em(45, 100) { spare / columns } else { Length::ZERO };
            return needs.iter().map(|need| wish(need) + extra).collect();
        }
    }
    let at_most = |widest: Length| needs.iter().map(move |need| need.most.min(widest).max(need.least));
    let (mut fits, mut exceeds) = (Length::ZERO, room);
    while exceeds - fits > Length(1) {
        let middle = (fits + exceeds) / 2;
        *if at_most(middle).sum::<Length>() <= room { &mut fits } else { &mut exceeds } = middle;
    }
    at_most(fits).collect()
}

/// Widths in proportion to the longest words, when not even those fit.
fn squeeze(needs: &[Need], room: Length) -> Vec<Length> {
    let least: Length = needs.iter().map(|need| need.least).sum::<Length>().max(Length(1));
    needs.iter().map(|need| Length(mul(need.least, room, least))).collect()
}

/// `a × b / c` without overflow.
fn mul(a: Length, b: Length, c: Length) -> i64 {
    i64::try_from(i128::from(a.0) * i128::from(b.0) / i128::from(c.0)).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn need(least: i64, most: i64) -> Need {
        Need { least: Length::points(least), most: Length::points(most), whole: Length::points(most) }
    }

    #[test]
    fn columns_fill_the_room_and_hold_their_words() {
        let widths = share(&[need(10, 20), need(50, 300)], Length::points(200));
        assert!(widths[0] >= Length::points(10) && widths[1] >= Length::points(50));
        assert!(widths.iter().copied().sum::<Length>() <= Length::points(200));
        assert_eq!(share(&[need(10, 20), need(10, 30)], Length::points(400))[0], Length::points(20));
    }
}
