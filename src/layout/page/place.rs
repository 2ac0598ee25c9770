//! Placing: a chosen page becomes strips at their heights.
//!
//! The page is filled once more, this time noting where each strip stands; then the spaces that open are opened, so that its foot
//! is where the facing page has it. Read next: `compose`, which draws it.

use crate::{
    layout::page::{
        fill::{Filler, Filling, Put, Run},
        galley::{Galley, Position, Progress},
        plan::{PagePlan, Placed, Source},
        spread,
    },
    typeset::length::Length,
};

/// A page as it was chosen.
pub(super) struct Chosen {
    pub(super) from: Progress,
    pub(super) next: Progress,
    /// How many lines short it is made.
    pub(super) short: u8,
    /// The variants chosen on it, each after the first strip that it replaces.
    pub(super) variants: Vec<(usize, usize)>,
}

/// A strip on the page.
struct Laid {
    at: Position,
    top: Length,
    head: Option<usize>,
    on_grid: bool,
    opens: bool,
}

/// Where everything stands on a chosen page; strips of paragraphs set anew by where they will be in the column.
pub(super) fn place(galley: &Galley<'_>, chosen: &Chosen, index: impl Fn(Position) -> usize) -> PagePlan {
    let (mut laid, filling) = lay(galley, chosen);
    let notes = chosen.from.notes..chosen.next.notes;
    let area = galley.note_area(notes.clone());
    let free = galley.height - filling.y - area;
    let foot = galley.height - galley.leading * i64::from(chosen.short);
    if !galley.is_end(chosen.next) {
        let lines = spread::lines(free, galley.leading).saturating_sub(chosen.short);
        let (lines, _) = filling.spaces.take(lines, !notes.is_empty());
        open(&mut laid, lines, filling.spaces.opening, galley.leading);
        if notes.is_empty() {
            stand_on_foot(&mut laid, &filling, free - galley.leading * i64::from(lines) - (galley.height - foot));
        }
    }
    let mut plan = PagePlan { excess: (-free).max(Length::ZERO), ..PagePlan::default() };
    for strip in laid {
        let mut y = strip.top;
        for (number, part) in strip.head.map(|head| &galley.column.heads[head]).into_iter().flatten().enumerate() {
            let head = strip.head.unwrap_or_default();
            plan.placed.push(Placed { source: Source::Head(head, number), y });
            y += part.height;
        }
        plan.placed.push(Placed { source: Source::Text(index(strip.at)), y });
    }
    place_notes(galley, notes, foot, filling.y, &mut plan);
    plan
}

/// The strips of the page where they naturally stand.
fn lay(galley: &Galley<'_>, chosen: &Chosen) -> (Vec<Laid>, Filling) {
    let filler = Filler { galley, from: chosen.from };
    let mut laid = Vec::new();
    let mut note = |at: Position, put: &Put| {
        let on_grid = galley.strip(at).is_some_and(|strip| strip.on_grid);
        laid.push(Laid { at, top: put.top, head: put.head, on_grid, opens: put.opens });
    };
    let mut filling = filler.begin(&mut note);
    while filling.at < chosen.next.at {
        let waits = galley.strip(filling.at).is_some_and(|strip| strip.floats) && filling.floats == chosen.next.floats;
        if waits {
            filling.at = galley.after(filling.at);
            continue;
        }
        if filling.at.setting == 0
            && let Some(&(_, variant)) = chosen.variants.iter().find(|(strip, _)| *strip == filling.at.strip)
        {
            filling.at = Position { setting: variant + 1, line: 0, ..filling.at };
        }
        let at = filling.at;
        let Some(put) = filler.lay(&mut filling) else { break };
        note(at, &put);
    }
    (laid, filling)
}

/// Opens as many spaces by a line each, from the top of the page: below an opening, there by two; above a heading; on both sides
/// of what stands off the lines.
fn open(laid: &mut [Laid], lines: u8, opening: bool, leading: Length) {
    let all = (0..laid.len()).filter(|&at| laid[at].opens);
    let twice = all.clone().next().filter(|_| opening);
    let places: Vec<usize> = twice.into_iter().chain(all).take(usize::from(lines)).collect();
    for at in places {
        let run = laid[..at].iter().rev().take_while(|strip| !strip.on_grid).count();
        let first = at - run;
        if first > 0 {
            laid[first..at].iter_mut().for_each(|strip| strip.top += leading / 2);
        }
        laid[at..].iter_mut().for_each(|strip| strip.top += leading);
    }
}

/// What stands off the lines at the foot goes down to it; the line above it stays.
fn stand_on_foot(laid: &mut [Laid], filling: &Filling, room: Length) {
    if filling.run == Run::Open && room > Length::ZERO {
        laid.iter_mut().rev().take_while(|strip| !strip.on_grid).for_each(|strip| strip.top += room);
    }
}

/// Notes at the foot: their last line stands where the last line of the text would.
fn place_notes(galley: &Galley<'_>, notes: std::ops::Range<usize>, foot: Length, text_end: Length, plan: &mut PagePlan) {
    let Some(&(last, strip)) = notes.clone().last().and_then(|last| galley.notes.get(last)) else { return };
    // A baseline stands three quarters down its line.
    let deeper = (galley.leading - galley.column.notes[last.0 as usize][strip].height).max(Length::ZERO) / 4;
    let area = galley.note_area(notes.clone());
    let gap = area - galley.note_height(notes.clone());
    // Alone on a page they begin at its top, the rule on its edge.
    let mut y = if text_end == Length::ZERO { galley.leading / 2 } else { (foot - deeper - area + gap).max(text_end) };
    plan.notes = Some(y);
    for &(note, strip) in &galley.notes[notes] {
        let part = &galley.column.notes[note.0 as usize][strip];
        y += part.space;
        plan.placed.push(Placed { source: Source::Note(note, strip), y });
        y += part.height;
    }
}
