//! Filling a page: from a place in the section, every break that the page may have, with the faults that it then has.
//!
//! TeX's page builder, but for all pages that may begin at one place: where a paragraph has variants, or a float may wait for the
//! next page, several partial pages are filled side by side. It does not choose among the breaks. Read next: `partial_page`,
//! `cost`, `spread`.

use crate::{
    layout::{
        page::{
            cost,
            galley::{Galley, Position, Progress},
            page_break::{BreakKind, PageBreak},
            partial_page::{PartialPage, Placement},
            spread,
            stretch::{self, Stretch},
        },
        strip::{BreakPenalty, Strip, StripStart},
    },
    typeset::length::Length,
};

/// How many partial pages are filled side by side at most (a beam search): the cheapest.
const BEAM_WIDTH: usize = 24;

/// How many floats may wait for later pages. Where pictures follow one another with hardly a word between, more of them would only
/// multiply the ways to fill a page.
const MOST_WAITING: usize = 6;

/// More strips than most pages have.
pub(super) const STRIPS: usize = 64;

/// A variant that a page uses, and the one before it on the same page: an index in the list of choices.
pub(super) struct Choice {
    pub(super) variant: usize,
    pub(super) previous: Option<usize>,
}

/// Fills pages that begin at one place of the section.
pub(super) struct PageBuilder<'a> {
    pub(super) galley: &'a Galley<'a>,
    pub(super) start: Progress,
}

impl PageBuilder<'_> {
    /// Every break that the page may have within `limit`, without those that are never worth it. Each moves the section forward,
    /// and without a limit there is always one. Adds the variants that the pages use to `choices`.
    pub(super) fn breaks(&self, limit: i64, choices: &mut Vec<Choice>) -> Vec<PageBreak> {
        let filled = self.fill(choices);
        // The fullest pages first: they make most others not worth a look.
        let mut breaks = Vec::new();
        let (mut least, mut over_limit) = (i64::MAX, false);
        for page in filled.iter().rev() {
            if self.least_cost_of_page(page) > limit.min(least.saturating_add(cost::PRUNING_MARGIN)) {
                over_limit = true;
                continue;
            }
            let first = breaks.len();
            self.add_breaks(page, &mut breaks);
            breaks[first..].reverse();
            least = breaks[first..].iter().map(|page_break| self.least_cost(page_break)).fold(least, i64::min);
        }
        if breaks.is_empty() && !over_limit {
            breaks.push(self.overfull());
            return breaks;
        }
        breaks.reverse();
        breaks.retain(|page_break| self.least_cost(page_break) <= least + cost::PRUNING_MARGIN);
        breaks
    }

    /// Every partial page that may be the whole one, in the order of the text.
    fn fill(&self, choices: &mut Vec<Choice>) -> Vec<PartialPage> {
        let mut filled = Vec::with_capacity(STRIPS);
        let mut open = vec![self.with_deferred_floats(&mut |_, _| ())];
        while let Some(page) = take_first(&mut open) {
            filled.push(page);
            let Some(strip) = self.galley.strip(page.at) else { continue };
            if strip.break_before == BreakPenalty::Forced && page.at != self.start.at {
                continue;
            }
            if strip.floats && self.waiting_floats(&page) < MOST_WAITING {
                keep_cheapest(&mut open, self.defer_float(&page));
            }
            let variants = self.galley.variants(page.at).map(Some);
            for variant in std::iter::once(None).chain(variants) {
                let mut page = page;
                if let Some(variant) = variant {
                    page.at = Position { variant: Some(variant), line: 0, ..page.at };
                    page.cost += self.galley.column.variants[variant].cost;
                    choices.push(Choice { variant, previous: page.choice });
                    page.choice = Some(choices.len() - 1);
                }
                if let Some(longer) = self.try_next(page) {
                    keep_cheapest(&mut open, longer);
                }
            }
        }
        filled
    }

    /// A lower bound of the cost of a page that ends here, without a look at how it ends.
    fn least_cost_of_page(&self, page: &PartialPage) -> i64 {
        let goes_on = self.galley.strip(page.at).is_some_and(|strip| strip.break_before != BreakPenalty::Forced);
        let has_notes = page.called > self.start.notes;
        let lines = spread::whole_lines(self.galley.height - page.y, self.galley.leading);
        let short = lines.saturating_sub(stretch::MAX_STRETCH);
        page.cost + if goes_on && !has_notes { cost::short(short) } else { 0 }
    }

    /// A lower bound of the cost of a page with this break.
    fn least_cost(&self, page_break: &PageBreak) -> i64 {
        let lines = spread::whole_lines(page_break.room, self.galley.leading);
        let may_be_short = page_break.kind == BreakKind::Unforced && !page_break.has_notes;
        page_break.cost + if may_be_short { cost::short(lines.saturating_sub(2)) } else { 0 }
    }

    /// The page with the floats at its top that waited for it. Calls `record` with each of them and its place.
    pub(super) fn with_deferred_floats(&self, record: &mut impl FnMut(Position, Placement)) -> PartialPage {
        let mut page = PartialPage::new(self.galley, self.start);
        while let Some(&float) = self.galley.floats.get(page.floats).filter(|&&float| Position::of(float) < self.start.at) {
            let mut longer = page;
            let placement = longer.add(self.galley, &self.galley.column.strips[float]);
            if !page.is_empty && longer.y > self.galley.height {
                break;
            }
            record(Position::of(float), placement);
            let deferred = page.deferred + self.galley.column.strips[float].height;
            page = PartialPage { floats: page.floats + 1, deferred, ..longer };
        }
        page
    }

    /// Adds the next strip to a page, whether or not there is room; where it stands. None at the end of the text.
    pub(super) fn add_next(&self, page: &mut PartialPage) -> Option<Placement> {
        let strip = self.galley.strip(page.at)?;
        let placement = page.add(self.galley, strip);
        if strip.floats {
            page.floats += 1;
            page.text += strip.height;
        } else {
            // A source or a biography below the text is no reason to open a page: it does not count as text there.
            *if self.is_closing(page.at) { &mut page.closing } else { &mut page.text } += strip.height;
            page.has_text = true;
        }
        // Openings differ in height: nobody notices when the space below one grows.
        page.stretch.opening |= placement.stretches && self.start == Progress::default() && page.stretch.spaces == 1;
        page.at = self.galley.after(page.at);
        Some(placement)
    }

    /// Whether the source, the licence and the biographies below a text have begun at this place.
    fn is_closing(&self, at: Position) -> bool {
        self.galley.column.closing.is_some_and(|closing| at >= Position::of(closing))
    }

    /// The page with its next strip; none without room for it and for the notes that it calls, or where it would pass a float.
    fn try_next(&self, mut page: PartialPage) -> Option<PartialPage> {
        let strip = self.galley.strip(page.at)?;
        if self.would_pass_float(&page, strip) {
            return None;
        }
        if strip.floats && self.galley.floats.get(page.floats) != Some(&page.at.strip) {
            return None;
        }
        self.add_next(&mut page)?;
        self.notes_in(self.galley.height - page.y, &page).map(|_| page)
    }

    /// Up to which of `Galley::notes` the page can print in `room`; none when those that it calls do not fit.
    fn notes_in(&self, room: Length, page: &PartialPage) -> Option<usize> {
        self.galley.notes_in(room, self.start.notes, self.galley.called_before(self.start.at), page.called)
    }

    /// Whether the next strip would pass a float that it must follow: a picture or table that stays in its place follows all of them; what
    /// closes the text follows those below which it has room, since they would be taken for a part of the next text.
    fn would_pass_float(&self, page: &PartialPage, strip: &Strip) -> bool {
        let mut waiting = self.galley.floats[page.floats..].iter().take_while(|&&float| Position::of(float) < page.at);
        if self.is_closing(page.at) {
            let most = self.galley.height - self.galley.leading * cost::LEAST_LAST_LINES;
            waiting.any(|&float| self.galley.column.strips[float].height < most)
        } else {
            !strip.floats && matches!(strip.start, Some(StripStart::Block(_))) && waiting.next().is_some()
        }
    }

    /// How many floats above the end of the page wait for another page.
    fn waiting_floats(&self, page: &PartialPage) -> usize {
        self.galley.floats.partition_point(|&float| Position::of(float) < page.at).saturating_sub(page.floats)
    }

    /// The page without the float that is next, which waits for another page.
    fn defer_float(&self, page: &PartialPage) -> PartialPage {
        PartialPage { at: self.galley.after(page.at), cost: page.cost + cost::FLOAT_DEFERRED, ..*page }
    }

    /// Adds the breaks of a page that ends here.
    fn add_breaks(&self, page: &PartialPage, breaks: &mut Vec<PageBreak>) {
        let room = self.galley.height - page.y;
        let Some(most) = self.notes_in(room, page) else { return };
        breaks.extend(self.page_break(page, most));
        // A note that continues leaves a third of the page to the text, when there is some.
        let two_thirds = self.galley.height / 3 * 2;
        if let Some(fewer) = self.notes_in(room.min(two_thirds), page).filter(|&fewer| fewer < most) {
            breaks.extend(self.page_break(page, fewer));
        }
    }

    /// The break of a page that ends here with notes up to `notes`; none when it would not move the section forward.
    fn page_break(&self, page: &PartialPage, notes: usize) -> Option<PageBreak> {
        let end = Progress { at: page.at, floats: page.floats, notes };
        if end <= self.start {
            return None;
        }
        // What closes the text comes after its floats, or before them as a whole: none stands between two biographies.
        let closing = self.galley.column.closing.is_some_and(|closing| page.at > Position::of(closing));
        let closes_before_float = closing && self.waiting_floats(page) > 0;
        if closes_before_float && self.galley.strip(page.at).is_some() {
            return None;
        }
        let room = self.galley.height - page.y - self.galley.note_area(self.start.notes..notes);
        let following = self.galley.strip(end.at);
        let kind = if self.galley.is_end(end) {
            BreakKind::SectionEnd
        } else if following.is_some_and(|strip| strip.break_before == BreakPenalty::Forced) {
            BreakKind::Forced
        } else {
            BreakKind::Unforced
        };
        let overfull = if room < Length::ZERO { cost::OVERFULL } else { 0 };
        let break_cost = match kind {
            BreakKind::Unforced => cost::page_break(self.penalty_before(end)),
            BreakKind::Forced => 0,
            BreakKind::SectionEnd => self.last_page_cost(page, notes),
        };
        let needless = cost::needlessly_short(spread::whole_lines(room, self.galley.leading)) > 0;
        Some(PageBreak {
            end,
            cost: page.cost
                + overfull
                + self.notes_cost(page, notes)
                + break_cost
                + if closes_before_float { cost::CLOSING_BEFORE_FLOAT } else { 0 },
            room,
            stretch: page.stretch,
            has_notes: notes > self.start.notes,
            hyphenated: page.hyphenated,
            next_fits: needless && self.next_fits(*page),
            kind,
            choice: page.choice,
        })
    }

    /// What the notes up to `notes` cost on a page that ends here.
    fn notes_cost(&self, page: &PartialPage, notes: usize) -> i64 {
        let area = self.galley.note_area(self.start.notes..notes);
        let text_follows = self.galley.strip(page.at).is_some();
        let mut cost = 0;
        if notes < page.called {
            let waiting = self.galley.note_count(notes..page.called);
            let of_rows = self.galley.notes_of_rows(notes..page.called);
            cost += cost::NOTE_SPLIT
                + cost::NOTE_WAITS * i64::from(u16::try_from(waiting).unwrap_or(u16::MAX))
                + cost::NOTE_OF_ROW_WAITS * i64::from(u8::try_from(of_rows).unwrap_or(u8::MAX));
            if area * 3 > self.galley.height * 2 && text_follows {
                cost += cost::NOTES_DOMINATE;
            }
            if !page.is_empty && text_follows {
                let text = i64::from(spread::whole_lines(page.text, self.galley.leading));
                cost += cost::TEXT_LINE_MISSING * (cost::LEAST_TEXT_LINES - text).max(0);
            }
        }
        if page.is_empty && text_follows {
            cost += cost::NOTES_ALONE;
        }
        cost
    }

    /// What little content costs on the last page of a section, with notes up to `notes`; nothing when it is the only page.
    fn last_page_cost(&self, page: &PartialPage, notes: usize) -> i64 {
        let least = self.galley.leading * cost::LEAST_LAST_LINES;
        let below = self.galley.note_area(self.start.notes..notes);
        if self.start == Progress::default() {
            0
        } else if page.is_empty && below < least * 2 {
            cost::FEW_NOTES_ALONE
        } else if page.text + page.closing == Length::ZERO || page.text + page.closing + page.deferred + below < least {
            cost::SHORT_LAST_PAGE
        } else if page.text == Length::ZERO {
            cost::LITTLE_TEXT * 2
        } else if page.text < least {
            cost::LITTLE_TEXT
        } else if page.text + page.closing < least + self.galley.leading {
            cost::FEW_LAST_LINES
        } else {
            0
        }
    }

    /// Whether the next strips, up to the first good break, fit on the page too without a hyphen at its foot, and leave no note for a page
    /// of its own.
    fn next_fits(&self, mut page: PartialPage) -> bool {
        while let Some(longer) = self.try_next(page) {
            page = longer;
            let notes = self.notes_in(self.galley.height - page.y, &page).unwrap_or(page.called);
            if notes < page.called && (self.galley.note_count(notes..page.called) > 0 || self.galley.strip(page.at).is_none()) {
                return false;
            }
            if self.galley.strip(page.at).is_none_or(|strip| strip.break_before < BreakPenalty::Avoid) {
                return !page.hyphenated;
            }
        }
        false
    }

    /// How good a break before the next strip is. Where a float waits for the next page, the text before and after it meets: the
    /// highest of their penalties counts.
    fn penalty_before(&self, end: Progress) -> BreakPenalty {
        let deferred = self.galley.floats.get(end.floats..).unwrap_or_default();
        let is_deferred = |&strip: &usize| deferred.binary_search(&strip).is_ok();
        let own = self.galley.strip(end.at).map_or(BreakPenalty::Free, |strip| strip.break_before);
        if end.at.variant.is_some() {
            return own;
        }
        let floats = (0..end.at.strip).rev().take_while(is_deferred);
        floats.map(|strip| self.galley.column.strips[strip].break_before).fold(own, Ord::max)
    }

    /// The break for when nothing fits: the page takes what comes first, and is overfull.
    fn overfull(&self) -> PageBreak {
        let mut page = self.with_deferred_floats(&mut |_, _| ());
        let mut notes = self.start.notes;
        if notes >= page.called && page.floats == self.start.floats {
            let _placement = self.add_next(&mut page);
        }
        // One line of a note that it calls or that waited.
        notes += usize::from(notes < page.called);
        let end = Progress { at: page.at, floats: page.floats, notes };
        PageBreak {
            end,
            cost: page.cost + cost::OVERFULL,
            room: self.galley.height - page.y - self.galley.note_area(self.start.notes..notes),
            stretch: Stretch::default(),
            has_notes: notes > self.start.notes,
            hyphenated: false,
            next_fits: false,
            kind: if self.galley.is_end(end) { BreakKind::SectionEnd } else { BreakKind::Forced },
            choice: None,
        }
    }
}

/// Takes out the page whose next strip comes first.
fn take_first(pages: &mut Vec<PartialPage>) -> Option<PartialPage> {
    let (index, _) = pages.iter().enumerate().min_by_key(|(_, page)| page.at)?;
    Some(pages.swap_remove(index))
}

/// Adds a page, unless one in the same state costs no more. Drops the dearest when there are too many.
fn keep_cheapest(pages: &mut Vec<PartialPage>, page: PartialPage) {
    let state = |page: &PartialPage| (page.at, page.y, page.below, page.floats, page.off_grid, page.stretch);
    match pages.iter_mut().find(|other| state(other) == state(&page)) {
        Some(other) if page.cost < other.cost => *other = page,
        Some(_) => {}
        None => pages.push(page),
    }
    if pages.len() > BEAM_WIDTH
        && let Some((dearest, _)) = pages.iter().enumerate().max_by_key(|(_, page)| (page.cost, page.at))
    {
        pages.swap_remove(dearest);
    }
}
