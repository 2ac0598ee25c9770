//! The columns of a table: at which size they stand side by side, and how wide each is.
//!
//! Owns the trials: sizes from large to small, one line a cell if it can be had, else whole words. It draws nothing.

use crate::{
    book::{Cell, Table},
    diagnostic::{Code, Diagnostic, Diagnostics},
    layout::flow::state::Flow,
    typeset::{
        length::Length,
        paragraph,
        style::{Align, ParagraphStyle},
    },
};

/// Sizes and gaps that are tried, in hundredths of a cell's usual size and of the text's, until the longest words fit.
pub(super) const SIZES: [(i64, i64); 6] = [(100, 110), (100, 75), (92, 70), (84, 62), (80, 60), (76, 60)];
/// Below this size an editor is told.
const SMALL: i64 = 80;
/// How many of them are tried before a head has more lines than one, and before a row has; in tables of many columns, which hold
/// figures, and in others, which hold sentences.
const COMFORTABLE: ([usize; 2], [usize; 2]) = ([3, 5], [2, 2]);
/// From so many columns on a table holds figures.
const MANY: usize = 6;

/// What a column's cells need.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct ContentWidths {
    /// Width of its longest word.
    pub(super) min_content: Length,
    /// Width of the longest cell of its rows in one line.
    max_content: Length,
    /// The same with its head.
    pub(super) max_content_with_head: Length,
}

/// A size of the type, and what the columns need at it.
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

/// Columns as they are set.
pub(super) struct Columns {
    pub(super) size: i64,
    pub(super) gap: Length,
    pub(super) widths: Vec<Length>,
}

impl Flow<'_> {
    /// The largest size at which every cell stands in one line; else every cell of the rows; else at which the longest words
    /// fit. And the widths of the columns at it.
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
        // Figures are read across, and a row of one line is read easier than a larger one of three; sentences are not made smaller
        // for it.
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
        Columns { size: trial.size, gap: trial.gap, widths: distribute(&trial.needs, trial.room) }
    }

    pub(super) fn trial(&self, table: &Table, (size, gap): (i64, i64)) -> Trial {
        let gap = self.theme().em(gap);
        let gaps = i64::try_from(table.columns.len().max(1) - 1).unwrap_or(0);
        Trial { size, gap, room: (self.width - gap * gaps).max(Length::points(1)), needs: self.needs(table, size) }
    }

    /// Columns for words that are longer than the page is wide.
    pub(super) fn squeezed(&self, table: &Table) -> Columns {
        let trial = self.trial(table, SIZES[SIZES.len() - 1]);
        Columns { size: trial.size, gap: trial.gap, widths: squeeze(&trial.needs, trial.room) }
    }
    /// What each column's cells need at a size.
    fn needs(&self, table: &Table, size: i64) -> Vec<ContentWidths> {
        let mut needs = vec![ContentWidths::default(); table.columns.len().max(1)];
        let aligns = crate::layout::flow::table::alignment::aligns(table);
        let head = table.head.iter().enumerate().map(|(index, cell)| (index, cell, true));
        let rows = table.rows.iter().flat_map(|row| row.iter().enumerate().map(|(index, cell)| (index, cell, false)));
        for (index, cell, is_head) in head.chain(rows) {
            let Some(need) = needs.get_mut(index) else { continue };
            let mut style = self.theme().cell(size, aligns.get(index).copied().unwrap_or(Align::Start), is_head);
            style.hyphenate = false;
            need.min_content = need.min_content.max(self.widest(cell, &style, Length::points(1)));
            // A head may take two lines; what the rows hold decides how wide a column would like to be.
            let wish = self.widest(cell, &style, Length::points(20_000));
            need.max_content_with_head = need.max_content_with_head.max(wish);
            need.max_content = need.max_content.max(if is_head { need.min_content } else { wish });
        }
        needs
    }

    /// Width of the widest line of a cell set to `measure`; what is overfull at this trial does not count.
    fn widest(&self, cell: &Cell, style: &ParagraphStyle, measure: Length) -> Length {
        let style = ParagraphStyle { align: Align::Start, ..style.clone() };
        let set = paragraph::set(&cell.content, &style, measure, &[], &self.inline_context(), &mut Diagnostics::new());
        set.lines.iter().map(|line| line.width).max().unwrap_or_default() + Length(1)
    }
}

impl Columns {
    /// From the first column's left edge to the last one's right.
    pub(super) fn total(&self) -> Length {
        let gaps = i64::try_from(self.widths.len().saturating_sub(1)).unwrap_or(0);
        self.widths.iter().copied().sum::<Length>() + self.gap * gaps
    }
}

/// Natural widths when they fit, spread a little when the table nearly fills the measure. Else the widest columns are narrowed
/// first, all to one width, but none below its longest word.
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

/// Widths in proportion to the longest words, when not even those fit.
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
