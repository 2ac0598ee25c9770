//! What is kept together, and where it stands on the baseline grid, once all strips of a section are known.
//!
//! The penalties that a block needs for itself are set with the block.

use crate::{
    layout::strip::{BreakPenalty, Strip},
    typeset::length::Length,
};
use std::ops::Range;

/// Keeps a figure with its heading where nothing else stands below the heading: if the figure floated away, the heading would stand
/// directly above the next one. `headings` are the strips of each heading, in order.
pub(super) fn only_figure_with_heading(strips: &mut [Strip], headings: &[Range<usize>]) {
    for (heading, next) in headings.iter().zip(headings.iter().skip(1)) {
        if let Some([figure, others @ ..]) = strips.get_mut(heading.end..next.start)
            && figure.floats
            && others.iter().all(|strip| strip.floats)
        {
            figure.floats = false;
        }
    }
}

/// Keeps two lines with each heading, where the first line is a paragraph or a list item of its own.
pub(super) fn two_lines_with_heading(strips: &mut [Strip], headings: &[Range<usize>], leading: Length) {
    for first in headings.iter().map(|heading| heading.end) {
        if let Some([one, two]) = strips.get_mut(first..first + 2)
            && !one.floats
            && one.height < leading * 2
        {
            two.break_before = two.break_before.max(BreakPenalty::Never);
        }
    }
}

/// Centres strips that are off the baseline grid between the strips above and below them that are on it: half of what is missing to
/// a whole number of lines goes above them; the other half follows when the strip below moves to its grid line.
pub(super) fn center_between_grid_lines(strips: &mut [Strip], leading: Length) {
    let mut last_on_grid: Option<usize> = None;
    for next in 0..strips.len() {
        if !strips[next].on_grid {
            continue;
        }
        if let Some(above) = last_on_grid.replace(next)
            && let [first, ..] = &strips[above + 1..next]
            && first.break_before < BreakPenalty::Never
            && strips[above + 1..next].iter().all(|strip| !strip.floats && strip.height > Length::ZERO)
        {
            let from = strips[above].phase + strips[above].height;
            let to = from + strips[above + 1..next].iter().map(Strip::extent).sum() + strips[next].space;
            let missing = Length((strips[next].phase - to).0.rem_euclid(leading.0));
            strips[above + 1].space += missing / 2;
        }
    }
}
