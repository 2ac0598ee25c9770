//! Placing: where the strips of a chosen page stand.
//!
//! The page is filled once more, and this time each strip is noted with its place. Then spaces stretch, so that the page is as deep
//! as its facing page, and the notes go to the foot. Read next: `compose`, which draws the page.

use crate::{
    layout::page::{
        fill::{PageBuilder, STRIPS},
        galley::{Galley, Position},
        partial_page::{OffGrid, PartialPage, Placement},
        plan::{PagePlan, PlacedStrip, StripSource},
        search::ChosenPage,
        spread,
    },
    typeset::length::Length,
};
use std::ops::Range;

/// The notes of a page, and the strip of each.
type NoteStrips = Vec<(crate::book::NoteId, usize)>;

/// A strip at its place on the page.
struct PositionedStrip {
    at: Position,
    on_grid: bool,
    placement: Placement,
}

/// Where everything stands on a chosen page. `index` gives the index that a strip has once variants have replaced their paragraphs.
pub(super) fn place(galley: &Galley<'_>, chosen: &ChosenPage, index: impl Fn(Position) -> usize) -> PagePlan {
    let (mut strips, page) = fill(galley, chosen);
    let notes = chosen.start.notes..chosen.end.notes;
    let area = galley.note_area(notes.clone());
    let room = galley.height - page.y - area;
    let foot = galley.height - galley.leading * i64::from(chosen.short);
    if !galley.is_end(chosen.end) {
        let lines = spread::whole_lines(room, galley.leading).saturating_sub(chosen.short);
        let (lines, _) = page.stretch.take(lines, !notes.is_empty());
        stretch_spaces(&mut strips, lines, page.stretch.opening, galley.leading);
        if notes.is_empty() {
            move_to_foot(&mut strips, page.off_grid, room - galley.leading * i64::from(lines) - (galley.height - foot));
        }
    }
    let mut plan = PagePlan { excess: (-room).max(Length::ZERO), ..PagePlan::default() };
    for PositionedStrip { at, placement, .. } in strips {
        let mut y = placement.top;
        if let Some(head) = placement.head {
            for (number, part) in galley.column.heads[head].iter().enumerate() {
                plan.placed.push(PlacedStrip { source: StripSource::Head(head, number), y });
                y += part.height;
            }
        }
        plan.placed.push(PlacedStrip { source: StripSource::Text(index(at)), y });
    }
    place_notes(galley, notes, foot, page.y, &mut plan);
    plan
}

/// Fills a chosen page: its strips at their natural places, and the page as it is then.
fn fill(galley: &Galley<'_>, chosen: &ChosenPage) -> (Vec<PositionedStrip>, PartialPage) {
    let builder = PageBuilder { galley, start: chosen.start };
    let mut strips = Vec::with_capacity(STRIPS);
    let mut record = |at: Position, placement: Placement| {
        let on_grid = galley.strip(at).is_some_and(|strip| strip.on_grid);
        strips.push(PositionedStrip { at, on_grid, placement });
    };
    let mut page = builder.with_deferred_floats(&mut record);
    while page.at < chosen.end.at {
        let is_deferred = galley.strip(page.at).is_some_and(|strip| strip.floats) && page.floats == chosen.end.floats;
        if is_deferred {
            page.at = galley.after(page.at);
            continue;
        }
        if page.at.variant.is_none() {
            let replaces = |&variant: &usize| galley.column.variants[variant].replaces.start == page.at.strip;
            page.at.variant = chosen.variants.iter().copied().find(replaces);
        }
        let at = page.at;
        let Some(placement) = builder.add_next(&mut page) else { break };
        record(at, placement);
    }
    (strips, page)
}

/// Stretches as many spaces by one line each, from the top of the page: the one below an opening, by two; those above headings;
/// those around strips that are off the grid, half above and half below.
fn stretch_spaces(strips: &mut [PositionedStrip], lines: u8, opening: bool, leading: Length) {
    let all = (0..strips.len()).filter(|&at| strips[at].placement.stretches);
    let twice = all.clone().next().filter(|_| opening);
    let places: Vec<usize> = twice.into_iter().chain(all).take(usize::from(lines)).collect();
    for at in places {
        let off_grid = strips[..at].iter().rev().take_while(|strip| !strip.on_grid).count();
        let first = at - off_grid;
        if first > 0 {
            strips[first..at].iter_mut().for_each(|strip| strip.placement.top += leading / 2);
        }
        strips[at..].iter_mut().for_each(|strip| strip.placement.top += leading);
    }
}

/// Moves the strips off the grid that end the page down to its foot. The line above them stays.
fn move_to_foot(strips: &mut [PositionedStrip], off_grid: OffGrid, room: Length) {
    if off_grid == OffGrid::AfterLine && room > Length::ZERO {
        strips.iter_mut().rev().take_while(|strip| !strip.on_grid).for_each(|strip| strip.placement.top += room);
    }
}

/// Places notes at the foot: their last line stands where the last line of the text would.
fn place_notes(galley: &Galley<'_>, notes: Range<usize>, foot: Length, text_end: Length, plan: &mut PagePlan) {
    let Some(&(last, strip)) = notes.clone().last().and_then(|last| galley.notes.get(last)) else { return };
    // The baseline of a line is three quarters below its top.
    let deeper = (galley.leading - galley.column.notes[last.0 as usize][strip].height).max(Length::ZERO) / 4;
    let area = galley.note_area(notes.clone());
    let gap = area - galley.note_height(notes.clone());
    // Without text they begin at the top of the page, the rule on its edge.
    let mut y = if text_end == Length::ZERO { galley.leading / 2 } else { (foot - deeper - area + gap).max(text_end) };
    plan.notes = Some(y);
    for (note, strip) in by_number(galley, notes) {
        let part = &galley.column.notes[note.0 as usize][strip];
        y += part.space;
        plan.placed.push(PlacedStrip { source: StripSource::Note(note, strip), y });
        y += part.height;
    }
}

/// The strips of notes in the order of their numbers: where the cells of a row are cut at the same lines, or a table stands in bands of
/// columns below each other, the text on the page does not call them so. A note that goes on stays first, one that is not whole last.
fn by_number(galley: &Galley<'_>, notes: Range<usize>) -> NoteStrips {
    let mut strips = galley.notes[notes.clone()].to_vec();
    let whole = galley.whole_notes(notes.clone());
    let groups = &whole[..];
    if groups.is_sorted_by_key(|group| galley.notes[group.start].0.0) {
        return strips;
    }
    let mut sorted = whole.clone();
    sorted.sort_by_key(|group| galley.notes[group.start].0.0);
    let first = groups[0].start - notes.start;
    let ordered: NoteStrips = sorted.into_iter().flat_map(|group| galley.notes[group].iter().copied()).collect();
    strips.splice(first..first + ordered.len(), ordered);
    strips
}
