//! The columns of a table: the size of type at which they fit the page, and the width of each.
//!
//! Sizes are tried from large to small: first for one line in each cell, then for unbroken words. Widths are measured as CSS does
//! (min-content and max-content). Nothing is drawn.

use crate::{
    book::{Cell, Inline, Table, walk},
    diagnostic::{Code, Diagnostic, Diagnostics},
    layout::flow::{
        state::Flow,
        table::{alignment::aligns, decimals::Tails},
    },
    typeset::{
        length::Length,
        paragraph,
        style::{Align, ParagraphStyle},
    },
};

/// The sizes of type, in hundredths of a cell's usual size, and the gaps between columns, in hundredths of the text size, that are tried
/// in this order.
pub(super) const SIZES: [(i64, i64); 6] = [(100, 110), (100, 75), (92, 70), (84, 62), (80, 60), (76, 60)];
/// A smaller size is reported to the editor.
const SMALL: i64 = 80;
/// How many sizes are tried for one line in each cell, heads included, and for one line in each cell of the rows: in tables of many
/// columns, which hold figures, and in others, which hold sentences.
const COMFORTABLE: ([usize; 2], [usize; 2]) = ([3, 5], [2, 2]);
/// The measure of a cell in one line: wider than any page.
const ONE_LINE: Length = Length::points(20_000);
/// So many spaces are wider than any page. Lines of [`ONE_LINE`] are not broken for a cell that has more: thousands of words fit each, and
/// each word is compared with all of them.
const MANY_SPACES: usize = 10_000;
/// From so many columns on a table holds figures.
const MANY: usize = 6;

/// The widths that the cells of a column ask for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct ContentWidths {
    /// The width of its longest word.
    pub(super) min_content: Length,
    /// The width of the longest cell of its rows in one line; of its head only the longest word counts.
    max_content: Length,
    /// The width of the longest cell in one line, head included.
    pub(super) max_content_with_head: Length,
}

/// A size of type, and the widths of the columns at it.
pub(super) struct Trial {
    pub(super) size: i64,
    pub(super) gap: Length,
    room: Length,
    pub(super) needs: Vec<ContentWidths>,
}

impl Trial {
    fn sum(&self, wish: impl Fn(&ContentWidths) -> Length) -> Length {
        self.needs.iter().map(wish).sum()
    }
}

/// The size, the gap and the widths that were chosen.
pub(super) struct Columns {
    pub(super) size: i64,
    pub(super) gap: Length,
    pub(super) widths: Vec<Length>,
    /// The widest tails of the columns that are aligned by the decimal sign.
    pub(super) tails: Tails,
}

impl Flow<'_> {
    /// The columns at the largest size at which every cell fits on one line; failing that, every cell of the rows; failing that, every
    /// word. None when even the longest words do not fit side by side.
    pub(super) fn columns(&mut self, table: &Table) -> Option<Columns> {
        let is_wide = table.columns.len() >= MANY;
        let [whole, most] = if is_wide { COMFORTABLE.0 } else { COMFORTABLE.1 };
        let mut trials = Vec::with_capacity(SIZES.len());
        for size in SIZES {
            let trial = self.trial(table, size);
            if trials.len() < whole && trial.sum(|need| need.max_content_with_head) <= trial.room {
                // Most tables stop here; the other sizes need not be tried.
                return Some(self.chosen(table, &trial));
            }
            trials.push(trial);
        }
        let in_one_line = || trials.iter().take(most).find(|trial| trial.sum(|need| need.max_content) <= trial.room);
        // Figures are read along the row, and a row of one line is easier to read than a larger one of three lines; sentences are not
        // made smaller for that.
        let smaller = if is_wide { most - 1 } else { 0 };
        let by_words = || trials.iter().skip(smaller).find(|trial| trial.sum(|need| need.min_content) <= trial.room);
        let trial = in_one_line().or_else(by_words)?;
        Some(self.chosen(table, trial))
    }

    fn chosen(&mut self, table: &Table, trial: &Trial) -> Columns {
        if trial.size < SMALL {
            let size = usize::try_from(trial.size).unwrap_or(0);
            self.sink.push(Diagnostic::new(Code::SmallTable, table.span).with("size", size));
        }
        let tails = self.tails(table, &aligns(table), trial.size);
        Columns { size: trial.size, gap: trial.gap, widths: distribute(&trial.needs, trial.room), tails }
    }

    pub(super) fn trial(&self, table: &Table, (size, gap): (i64, i64)) -> Trial {
        let gap = self.theme().em(gap);
        let gaps = i64::try_from(table.columns.len().max(1) - 1).unwrap_or(0);
        Trial { size, gap, room: (self.width - gap * gaps).max(Length::points(1)), needs: self.needs(table, size) }
    }

    /// Columns for a table whose words do not fit at any size.
    pub(super) fn squeezed(&self, table: &Table) -> Columns {
        let trial = self.trial(table, SIZES[SIZES.len() - 1]);
        Columns { size: trial.size, gap: trial.gap, widths: squeeze(&trial.needs, trial.room), tails: Tails::new() }
    }

    /// The widths that each column asks for at a size.
    fn needs(&self, table: &Table, size: i64) -> Vec<ContentWidths> {
        let mut needs = vec![ContentWidths::default(); table.columns.len().max(1)];
        let aligns = aligns(table);
        let tails = self.tails(table, &aligns, size);
        let head = table.head.iter().enumerate().map(|(index, cell)| (index, cell, true));
        let rows = table.rows.iter().flat_map(|row| row.iter().enumerate().map(|(index, cell)| (index, cell, false)));
        for (index, cell, is_head) in head.chain(rows) {
            let Some(need) = needs.get_mut(index) else { continue };
            let mut style = self.theme().cell(size, aligns.get(index).copied().unwrap_or(Align::Start), is_head);
            style.hyphenate = false;
            let widest = tails.get(index).copied().flatten().filter(|_| !is_head);
            let shift = self.tail_shift(cell, size, widest);
            need.min_content = need.min_content.max(self.widest(cell, &style, Length::points(1)) + shift);
            // A head may take two lines: the rows decide how wide a column should be.
            let wish = if is_endless(cell) { ONE_LINE } else { self.widest(cell, &style, ONE_LINE) + shift };
            need.max_content_with_head = need.max_content_with_head.max(wish);
            need.max_content = need.max_content.max(if is_head { need.min_content } else { wish });
        }
        needs
    }

    /// The width of the widest line of a cell set to `measure`; an overfull line of this trial is not reported.
    fn widest(&self, cell: &Cell, style: &ParagraphStyle, measure: Length) -> Length {
        let style = ParagraphStyle { align: Align::Start, ..style.clone() };
        let set = paragraph::set(&cell.content, &style, measure, &[], &self.inline_context(), &mut Diagnostics::new());
        set.lines.iter().map(|line| line.width).max().unwrap_or_default() + Length(1)
    }
}

/// Whether a cell has more spaces in one line than a page can show.
fn is_endless(cell: &Cell) -> bool {
    let (mut spaces, mut most) = (0_usize, 0);
    walk::inlines(&cell.content, &mut |inline| {
        if let Inline::Text(text) = inline {
            spaces += text.text.bytes().filter(|byte| *byte == b' ').count();
            most = most.max(spaces);
        } else if matches!(inline, Inline::LineBreak(_)) {
            spaces = 0;
        }
    });
    most > MANY_SPACES
}

impl Columns {
    /// The width from the left edge of the first column to the right edge of the last.
    pub(super) fn total(&self) -> Length {
        let gaps = i64::try_from(self.widths.len().saturating_sub(1)).unwrap_or(0);
        self.widths.iter().copied().sum::<Length>() + self.gap * gaps
    }
}

/// The max-content widths if they fit, a little wider if the table nearly fills the measure. Otherwise the widest columns are narrowed to
/// one common width, but none below its min-content width.
fn distribute(needs: &[ContentWidths], room: Length) -> Vec<Length> {
    let wishes: [fn(&ContentWidths) -> Length; 2] = [|need| need.max_content_with_head, |need| need.max_content];
    for wish in wishes {
        let wanted: Length = needs.iter().map(wish).sum();
        if wanted <= room {
            let spare = room - wanted;
            let columns = i64::try_from(needs.len()).unwrap_or(1);
            let extra = if spare < room.of_em(45, 100) { spare / columns } else { Length::ZERO };
            return needs.iter().map(|need| wish(need) + extra).collect();
        }
    }
    let at_most = |widest: Length| needs.iter().map(move |need| need.max_content.min(widest).max(need.min_content));
    let (mut fits, mut exceeds) = (Length::ZERO, room);
    while exceeds - fits > Length(1) {
        let middle = (fits + exceeds) / 2;
        *if at_most(middle).sum::<Length>() <= room { &mut fits } else { &mut exceeds } = middle;
    }
    at_most(fits).collect()
}

/// Widths in proportion to the min-content widths, which do not fit.
fn squeeze(needs: &[ContentWidths], room: Length) -> Vec<Length> {
    let least: Length = needs.iter().map(|need| need.min_content).sum::<Length>().max(Length(1));
    needs.iter().map(|need| Length(mul(need.min_content, room, least))).collect()
}

/// `a × b / c` without overflow.
fn mul(a: Length, b: Length, c: Length) -> i64 {
    i64::try_from(i128::from(a.0) * i128::from(b.0) / i128::from(c.0)).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn need(least: i64, most: i64) -> ContentWidths {
        ContentWidths {
            min_content: Length::points(least),
            max_content: Length::points(most),
            max_content_with_head: Length::points(most),
        }
    }

    #[test]
    fn columns_fill_the_room_and_hold_their_words() {
        let widths = distribute(&[need(10, 20), need(50, 300)], Length::points(200));
        assert!(widths[0] >= Length::points(10) && widths[1] >= Length::points(50));
        assert!(widths.iter().copied().sum::<Length>() <= Length::points(200));
        assert_eq!(distribute(&[need(10, 20), need(10, 30)], Length::points(400))[0], Length::points(20));
    }
}
