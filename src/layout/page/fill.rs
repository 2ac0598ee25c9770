//! Filling one page: from a place in the section, every place where the page may end, with its faults.
//!
//! Owns what stands on a page and where a strip's top is. Strips are put one below the other; where a paragraph can be set in
//! another number of lines, or a figure may wait, several pages are filled side by side. Read next: `price`, `spread`.

use crate::{
    layout::{
        page::{
            ending::{Ending, Ends},
            galley::{Galley, Position, Progress},
            price,
            spaces::{self, Spaces},
            spread,
        },
        strip::{BreakPenalty, Strip},
    },
    typeset::length::Length,
};

/// How many pages are filled side by side at most: the cheapest.
const BREADTH: usize = 24;

/// Paragraphs set anew, each with the one before it on its page.
pub(super) type Picks = Vec<(usize, Option<usize>)>;

/// A stretch of a page whose strips do not stand on its lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Run {
    /// None: the last strip stands on a line.
    None,
    /// From the top of the page on.
    Top,
    /// After a line.
    Open,
}

/// A page being filled.
#[derive(Clone, Copy, Debug)]
pub(super) struct Filling {
    /// What is next.
    pub(super) at: Position,
    /// Where the last strip ends.
    pub(super) y: Length,
    /// Room that the last strip wants below it.
    below: Length,
    is_empty: bool,
    has_text: bool,
    hyphen: bool,
    pub(super) floats: usize,
    /// Strips of notes called up to here.
    called: usize,
    pub(super) run: Run,
    pub(super) spaces: Spaces,
    /// Height of the text, and of what closes the section.
    text: Length,
    closing: Length,
    cost: i64,
    pick: Option<usize>,
}

/// Where a strip is put: its top, and the head that is repeated above it.
pub(super) struct Put {
    pub(super) top: Length,
    pub(super) head: Option<usize>,
    /// Whether space above it may open.
    pub(super) opens: bool,
}

impl Filling {
    fn new(galley: &Galley<'_>, from: Progress) -> Self {
        Self {
            at: from.at,
            y: Length::ZERO,
            below: Length::ZERO,
            is_empty: true,
            has_text: false,
            hyphen: false,
            floats: from.floats,
            called: galley.called_before(from.at),
            run: Run::None,
            spaces: Spaces::default(),
            text: Length::ZERO,
            closing: Length::ZERO,
            cost: 0,
            pick: None,
        }
    }

    /// Puts a strip below what stands: no space at the top of the page, else the larger of two wishes.
    fn put(&mut self, galley: &Galley<'_>, strip: &Strip) -> Put {
        let head = if self.has_text || strip.floats { None } else { strip.head };
        let mut top = if self.is_empty { Length::ZERO } else { self.y + strip.space.max(self.below) };
        if strip.on_grid {
            top += Length((strip.phase - top).0.rem_euclid(galley.leading.0));
        }
        // What stands off the lines ends here, or a heading stands between two of them: there the page may open by a line.
        let opens = strip.on_grid
            && (self.run != Run::None || (strip.phase > Length::ZERO && strip.space > Length::ZERO && !self.is_empty));
        self.spaces.count = self.spaces.count.saturating_add(u8::from(opens));
        self.run = match (strip.on_grid, self.run, self.is_empty) {
            (true, _, _) => Run::None,
            (false, Run::None, true) => Run::Top,
            (false, Run::None, false) => Run::Open,
            (false, run, _) => run,
        };
        self.y = top + head.map_or(Length::ZERO, |head| galley.head_height(head)) + strip.height;
        self.below = strip.below;
        self.is_empty = false;
        self.hyphen = strip.hyphenated;
        self.called = galley.called_with(self.called, strip);
        Put { top, head, opens }
    }
}

/// Fills pages from one place of the section.
pub(super) struct Filler<'a> {
    pub(super) galley: &'a Galley<'a>,
    pub(super) from: Progress,
}

impl Filler<'_> {
    /// Every page that may follow for `budget`, those that are never worth it left out; each goes further, and one there is at some
    /// price.
    pub(super) fn endings(&self, budget: i64, picks: &mut Picks) -> Vec<Ending> {
        let mut filled_so_far = Vec::new();
        let mut fillings = vec![self.begin(&mut |_, _| ())];
        while let Some(filling) = next(&mut fillings) {
            filled_so_far.push(filling);
            let Some(strip) = self.galley.strip(filling.at) else { continue };
            if strip.break_before == BreakPenalty::Forced && filling.at != self.from.at {
                continue;
            }
            if strip.floats {
                offer(&mut fillings, self.wait(&filling));
            }
            let settings = self.galley.settings(filling.at).map(Some);
            for setting in std::iter::once(None).chain(settings) {
                let mut filling = filling;
                if let Some(variant) = setting {
                    filling.at = Position { setting: variant + 1, line: 0, ..filling.at };
                    filling.cost += self.galley.column.variants[variant].cost;
                    picks.push((variant, filling.pick));
                    filling.pick = Some(picks.len() - 1);
                }
                if let Some(filled) = self.put(filling) {
                    offer(&mut fillings, filled);
                }
            }
        }
        // The fullest pages first: beside them most others are not worth a look.
        let mut endings = Vec::new();
        let (mut least, mut too_dear) = (i64::MAX, false);
        for filling in filled_so_far.iter().rev() {
            if self.costs_at_least(filling) > budget.min(least.saturating_add(price::SPAN)) {
                too_dear = true;
                continue;
            }
            let first = endings.len();
            self.end(filling, &mut endings);
            endings[first..].reverse();
            least = endings[first..].iter().map(|ending| self.least(ending)).fold(least, i64::min);
        }
        if endings.is_empty() && !too_dear {
            endings.push(self.at_any_price());
            return endings;
        }
        endings.reverse();
        endings.retain(|ending| self.least(ending) <= least + price::SPAN);
        endings
    }

    /// What a page that ends here costs at the least, for all that is seen without its ending.
    fn costs_at_least(&self, filling: &Filling) -> i64 {
        let goes_on = self.galley.strip(filling.at).is_some_and(|strip| strip.break_before != BreakPenalty::Forced);
        let has_notes = filling.called > self.from.notes;
        let free = spread::lines(self.galley.height - filling.y, self.galley.leading);
        let short = free.saturating_sub(spaces::MOST_OPENED);
        filling.cost + if goes_on && !has_notes { price::short(short) } else { 0 }
    }

    /// The least that a page may cost.
    fn least(&self, ending: &Ending) -> i64 {
        let lines = spread::lines(ending.free, self.galley.leading);
        ending.cost + if ending.ends == Ends::Free && !ending.has_notes { price::short(lines.saturating_sub(2)) } else { 0 }
    }

    /// The page with what waits for it at its top; `each` is told what is put, and where.
    pub(super) fn begin(&self, each: &mut impl FnMut(Position, &Put)) -> Filling {
        let mut filling = Filling::new(self.galley, self.from);
        while let Some(&float) = self.galley.floats.get(filling.floats).filter(|&&float| Position::of(float) < self.from.at) {
            let mut filled = filling;
            let put = filled.put(self.galley, &self.galley.column.strips[float]);
            if !filling.is_empty && filled.y > self.galley.height {
                break;
            }
            each(Position::of(float), &put);
            filling = Filling { floats: filling.floats + 1, ..filled };
        }
        filling
    }

    /// The strip at `filling.at` put on the page without looking whether there is room; where it stands.
    pub(super) fn lay(&self, filling: &mut Filling) -> Option<Put> {
        let strip = self.galley.strip(filling.at)?;
        let put = filling.put(self.galley, strip);
        if strip.floats {
            filling.floats += 1;
            filling.text += strip.height;
        } else {
            // What the author has to say on the last page is text; the biography below it is not.
            let is_closing = self.galley.column.closing.is_some_and(|closing| filling.at >= Position::of(closing));
            *if is_closing { &mut filling.closing } else { &mut filling.text } += strip.height;
            filling.has_text = true;
        }
        // Openings differ in height: the room below them may grow unseen.
        filling.spaces.opening |= put.opens && self.from == Progress::default() && filling.spaces.count == 1;
        filling.at = self.galley.after(filling.at);
        Some(put)
    }

    /// The page with its next strip, if there is room for it and for the notes that it calls.
    fn put(&self, mut filling: Filling) -> Option<Filling> {
        let strip = self.galley.strip(filling.at)?;
        if strip.floats && self.galley.floats.get(filling.floats) != Some(&filling.at.strip) {
            return None;
        }
        self.lay(&mut filling)?;
        let owed = self.galley.called_before(self.from.at);
        let room = self.galley.height - filling.y;
        self.galley.notes_in(room, self.from.notes, owed, filling.called).map(|_| filling)
    }

    /// The page without the figure that is next: it waits.
    fn wait(&self, filling: &Filling) -> Filling {
        Filling { at: self.galley.after(filling.at), cost: filling.cost + price::FLOAT_WAITS, ..*filling }
    }

    /// Adds the ways to end the page here.
    fn end(&self, filling: &Filling, endings: &mut Vec<Ending>) {
        let owed = self.galley.called_before(self.from.at);
        let room = self.galley.height - filling.y;
        let Some(most) = self.galley.notes_in(room, self.from.notes, owed, filling.called) else { return };
        endings.extend(self.ending(filling, most));
        // A note that goes on leaves a third of the page to the text, when there is some.
        let third = self.galley.height / 3;
        let modest = self.galley.notes_in(room.min(third * 2), self.from.notes, owed, filling.called);
        if let Some(modest) = modest.filter(|&modest| modest < most) {
            endings.extend(self.ending(filling, modest));
        }
    }

    /// The page that ends here with notes up to `notes`; none when it would not go further.
    fn ending(&self, filling: &Filling, notes: usize) -> Option<Ending> {
        let next = Progress { at: filling.at, floats: filling.floats, notes };
        if next <= self.from {
            return None;
        }
        let area = self.galley.note_area(self.from.notes..notes);
        let free = self.galley.height - filling.y - area;
        let following = self.galley.strip(next.at);
        let ends = if self.galley.is_end(next) {
            Ends::Section
        } else if following.is_some_and(|strip| strip.break_before == BreakPenalty::Forced) {
            Ends::Forced
        } else {
            Ends::Free
        };
        let least = self.galley.leading * price::LAST_LINES;
        let mut cost = filling.cost;
        if free < Length::ZERO {
            cost += price::OVERFULL;
        }
        if notes < filling.called {
            cost += price::NOTE_PARTED;
            if area * 3 > self.galley.height * 2 && following.is_some() {
                cost += price::NOTE_HEAVY;
            }
            if !filling.is_empty && following.is_some() {
                let text = i64::from(spread::lines(filling.text, self.galley.leading));
                cost += price::NOTE_THIN * (price::TEXT_LINES - text).max(0);
            }
        }
        if filling.is_empty && following.is_some() {
            cost += price::NOTES_ALONE;
        }
        match ends {
            Ends::Free => cost += price::page_break(self.penalty_before(next)),
            Ends::Forced => {}
            Ends::Section if self.from == Progress::default() => {}
            Ends::Section if filling.text + filling.closing < least => cost += price::LONELY_LAST,
            Ends::Section if filling.text == Length::ZERO => cost += price::LITTLE_TEXT * 2,
            Ends::Section if filling.text < least => cost += price::LITTLE_TEXT,
            Ends::Section => {}
        }
        let wastes = price::wasted(spread::lines(free, self.galley.leading)) > 0 && self.next_fits(*filling);
        Some(Ending {
            next,
            cost,
            free,
            spaces: filling.spaces,
            has_notes: notes > self.from.notes,
            hyphen: filling.hyphen,
            wastes,
            ends,
            pick: filling.pick,
        })
    }

    /// Whether what follows, as far as it is not parted, stands on the page too, and does not end it inside a word.
    fn next_fits(&self, mut filling: Filling) -> bool {
        while let Some(filled) = self.put(filling) {
            filling = filled;
            if self.galley.strip(filling.at).is_none_or(|strip| strip.break_before < BreakPenalty::Avoid) {
                return !filling.hyphen;
            }
        }
        false
    }

    /// The penalty of a break before the next strip. A figure that waits for the next page bonds what stands on its two sides.
    fn penalty_before(&self, next: Progress) -> BreakPenalty {
        let waiting = self.galley.floats.get(next.floats..).unwrap_or_default();
        let waits = |&strip: &usize| waiting.binary_search(&strip).is_ok();
        let own = self.galley.strip(next.at).map_or(BreakPenalty::Free, |strip| strip.break_before);
        if next.at.setting > 0 {
            return own;
        }
        let figures = (0..next.at.strip).rev().take_while(waits);
        figures.map(|strip| self.galley.column.strips[strip].break_before).fold(own, Ord::max)
    }

    /// Nothing fits: whatever comes first is printed all the same, and the page is overfull.
    fn at_any_price(&self) -> Ending {
        let mut filling = self.begin(&mut |_, _| ());
        let mut notes = self.from.notes;
        if notes >= filling.called && filling.floats == self.from.floats {
            let _stands_alone = self.lay(&mut filling);
        }
        // A line of a note with it, or of one that waits.
        notes += usize::from(notes < filling.called);
        let next = Progress { at: filling.at, floats: filling.floats, notes };
        let free = self.galley.height - filling.y - self.galley.note_area(self.from.notes..notes);
        let ends = if self.galley.is_end(next) { Ends::Section } else { Ends::Forced };
        let (has_notes, cost) = (notes > self.from.notes, filling.cost + price::OVERFULL);
        Ending { next, cost, free, spaces: Spaces::default(), has_notes, hyphen: false, wastes: false, ends, pick: None }
    }
}

/// Takes out the page that has come least far.
fn next(fillings: &mut Vec<Filling>) -> Option<Filling> {
    let (index, _) = fillings.iter().enumerate().min_by_key(|(_, filling)| filling.at)?;
    Some(fillings.swap_remove(index))
}

/// Adds a page, unless another stands as far down and is no dearer; never more than are worth following.
fn offer(fillings: &mut Vec<Filling>, filling: Filling) {
    let state = |filling: &Filling| (filling.at, filling.y, filling.below, filling.floats, filling.run, filling.spaces);
    let known = fillings.iter_mut().find(|other| state(other) == state(&filling));
    match known {
        Some(other) if filling.cost < other.cost => *other = filling,
        Some(_) => {}
        None => fillings.push(filling),
    }
    if fillings.len() > BREADTH
        && let Some((dearest, _)) = fillings.iter().enumerate().max_by_key(|(_, filling)| (filling.cost, filling.at))
    {
        fillings.swap_remove(dearest);
    }
}
