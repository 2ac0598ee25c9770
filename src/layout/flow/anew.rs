//! Paragraphs set anew: a line longer or a line shorter, where this does not show.
//!
//! A page that would end badly is saved by one line more or less above its foot. `page` says where that may be wanted; this file
//! sets the paragraphs there again and says how much worse they look. It does not choose between them.

use crate::{
    layout::{
        flow::{line::bond, recipe::Recipe, state::Flow},
        folios::Folios,
        setting::Setting,
        strip::{Column, Parting, Strip, Variant},
    },
    typeset::{line::Paragraph, paragraph},
};
use std::ops::Range;

/// A paragraph of fewer lines is left as it is.
const LEAST_LINES: usize = 3;
/// What any paragraph set anew costs, on the scale of page breaks: the optimum of its lines is given up.
const ANEW: i64 = 100;
/// Demerits of lines for one unit of that scale: a hyphen more costs as much as two pages a line short.
const DEMERITS: i64 = 250;

/// Adds the other settings of the paragraphs that lie in `wanted` to a column.
pub fn set_anew<'a>(
    setting: &'a Setting<'a>,
    section: usize,
    folios: &'a Folios,
    recipes: &[Recipe<'_>],
    wanted: &[Range<usize>],
    column: &mut Column,
) {
    let mut flow = Flow::new(setting, &setting.book.sections[section], folios);
    for recipe in recipes {
        let is_wanted = wanted.iter().any(|wanted| recipe.strips.start < wanted.end && wanted.start < recipe.strips.end);
        let count = recipe.strips.len();
        if !is_wanted || count < LEAST_LINES {
            continue;
        }
        flow.lang.clone_from(&recipe.lang);
        column.variants.extend(flow.variants(recipe, [count - 1, count + 1], &column.strips[recipe.strips.clone()]));
    }
}

impl Flow<'_> {
    /// A paragraph in so many lines, for each of `counts` where that would not show.
    fn variants(&self, recipe: &Recipe<'_>, counts: [usize; 2], natural: &[Strip]) -> impl Iterator<Item = Variant> {
        let Recipe { content, style, marks, .. } = recipe;
        let set = paragraph::set_with(content, style, self.width, marks, &self.context(), counts);
        set.into_iter().flatten().map(|set| self.variant(recipe, &set, natural))
    }

    fn variant(&self, recipe: &Recipe<'_>, set: &Paragraph, natural: &[Strip]) -> Variant {
        let mut strips = self.strips(&set.lines, self.left, recipe.style.text.leading);
        // What keeps the paragraph together beyond what any paragraph is.
        let kept = (1..natural.len())
            .map(|index| natural[index].parting)
            .zip((1..natural.len()).map(|index| bond(index, natural.len())));
        let kept = kept.filter(|(parting, ordinary)| parting > ordinary).map(|(parting, _)| parting).max();
        for (index, strip) in strips.iter_mut().enumerate() {
            strip.on_grid = natural.first().is_some_and(|first| first.on_grid);
            if index > 0 {
                strip.parting = strip.parting.max(kept.unwrap_or(Parting::Free));
            }
        }
        if let (Some(first), Some(natural)) = (strips.first_mut(), natural.first()) {
            (first.space, first.parting, first.phase) = (natural.space, natural.parting, natural.phase);
        }
        // A call of a note may stand on another line now; all other places are the paragraph's.
        let calls: Vec<_> = natural.iter().flat_map(|strip| &strip.notes).map(|&note| self.call_destination(note)).collect();
        let mut anchors: Vec<_> = natural.iter().flat_map(|strip| &strip.anchors).filter(|name| !calls.contains(name)).collect();
        for strip in &mut strips {
            strip.anchors.extend(anchors.drain(..).cloned());
            strip.anchors.extend(strip.notes.iter().map(|&note| self.call_destination(note)));
        }
        let worse = (set.demerits - recipe.demerits).max(0) / DEMERITS;
        Variant { replaces: recipe.strips.clone(), lines: strips, cost: ANEW + worse }
    }
}
