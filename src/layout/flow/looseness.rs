//! Looseness (as TeX calls it): paragraphs set a line longer or a line shorter than is optimal, where this does not show.
//!
//! One line more or less above its foot can mend a page that ends badly. `page` says where that may help; this file sets the
//! paragraphs there again and puts a cost on each variant. `page` chooses between them.

use crate::{
    layout::{
        context::LayoutContext,
        flow::{line::interline_penalty, paragraph_source::ParagraphSource, state::Flow},
        folios::Folios,
        strip::{BreakPenalty, Column, ParagraphVariant, Strip},
    },
    typeset::{line::Paragraph, paragraph},
};
use std::{collections::BTreeSet, ops::Range};

/// A paragraph of fewer lines has no variants.
const LEAST_LINES: usize = 3;
/// The cost of any variant, on the scale of page breaks (`page::cost`): the optimal lines are given up.
const VARIANT: i64 = 100;
/// Demerits of lines for one unit of that scale: one more hyphen costs as much as two pages a line short.
const DEMERITS: i64 = 250;

/// Adds to `column` the variants of the paragraphs that lie in one of the ranges `wanted` of its strips. `section` and `folios` are
/// those that the column was set with.
pub fn add_variants<'a>(
    context: &'a LayoutContext<'a>,
    section: usize,
    folios: &'a Folios,
    paragraphs: &[ParagraphSource<'_>],
    wanted: &[Range<usize>],
    column: &mut Column,
) {
    let mut flow = Flow::new(context, &context.book.sections[section], folios);
    let wanted = joined(wanted);
    for paragraph in paragraphs {
        let after = wanted.partition_point(|wanted| wanted.end <= paragraph.strips.start);
        let is_wanted = wanted.get(after).is_some_and(|wanted| wanted.start < paragraph.strips.end);
        let count = paragraph.strips.len();
        if !is_wanted || count < LEAST_LINES {
            continue;
        }
        flow.lang.clone_from(&paragraph.lang);
        column.variants.extend(flow.variants(paragraph, [count - 1, count + 1], &column.strips[paragraph.strips.clone()]));
    }
}

/// The same ranges in order, those that overlap or meet as one.
fn joined(ranges: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut sorted = ranges.to_vec();
    sorted.sort_unstable_by_key(|range| (range.start, range.end));
    let mut joined: Vec<Range<usize>> = Vec::new();
    for range in sorted {
        match joined.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            Some(_) | None => joined.push(range),
        }
    }
    joined
}

impl Flow<'_> {
    /// A paragraph in each number of lines in `counts` in which its spaces stay within bounds; `natural` are its strips as they are.
    fn variants(
        &self,
        paragraph: &ParagraphSource<'_>,
        counts: [usize; 2],
        natural: &[Strip],
    ) -> impl Iterator<Item = ParagraphVariant> {
        let ParagraphSource { content, style, marks, .. } = paragraph;
        let set = paragraph::set_in_lines(content, style, self.width, marks, &self.inline_context(), counts);
        set.into_iter().flatten().map(|set| self.variant(paragraph, &set, natural))
    }

    /// The strips of `set`, which take over what the natural ones have from their place in the column.
    fn variant(&self, paragraph: &ParagraphSource<'_>, set: &Paragraph, natural: &[Strip]) -> ParagraphVariant {
        let mut strips = self.line_strips(&set.lines, self.left, paragraph.style.text.leading);
        // A penalty beyond those of any paragraph: the block around it is kept together.
        let kept = (1..natural.len())
            .map(|index| natural[index].break_before)
            .zip((1..natural.len()).map(|index| interline_penalty(index, natural.len())));
        let kept = kept.filter(|(penalty, ordinary)| penalty > ordinary).map(|(penalty, _)| penalty).max();
        for (index, strip) in strips.iter_mut().enumerate() {
            strip.on_grid = natural.first().is_some_and(|first| first.on_grid);
            if index > 0 {
                strip.break_before = strip.break_before.max(kept.unwrap_or(BreakPenalty::Free));
            }
        }
        if let (Some(first), Some(natural)) = (strips.first_mut(), natural.first()) {
            (first.space, first.break_before, first.phase) = (natural.space, natural.break_before, natural.phase);
        }
        // A note call may be on another line now; all other destinations belong to the first line.
        let calls: BTreeSet<_> = natural.iter().flat_map(|strip| &strip.notes).map(|&note| self.call_destination(note)).collect();
        let mut anchors: Vec<_> =
            natural.iter().flat_map(|strip| &strip.anchors).filter(|name| !calls.contains(name.as_str())).collect();
        for strip in &mut strips {
            strip.anchors.extend(anchors.drain(..).cloned());
            strip.anchors.extend(strip.notes.iter().map(|&note| self.call_destination(note)));
        }
        let worse = (set.demerits - paragraph.demerits).max(0) / DEMERITS;
        ParagraphVariant { replaces: paragraph.strips.clone(), lines: strips, cost: VARIANT + worse }
    }
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn ranges_that_meet_are_one() {
        assert_eq!(joined(&[7..9, 0..2, 8..12, 2..4, 5..5]), [0..4, 5..5, 7..12]);
        assert!(joined(&[]).is_empty());
    }
}
