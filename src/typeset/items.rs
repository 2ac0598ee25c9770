//! The items of a paragraph: its text as boxes, glue and penalties.
//!
//! Owns what a break costs, and breaks words that are wider than a line. `items::opportunities` knows where a line may end,
//! `items::phrase` how a line of a title should end, `spaces` which spaces stretch, `protrusion` what hangs into the margin.
//! `linebreak` chooses among the breaks.

use crate::{
    fonts::FontSet,
    typeset::{
        advances::Advances,
        context::InlineContext,
        length::Length,
        letters::is_letter,
        linebreak::{
            demerits::{HYPHEN, NEAR_EDGE},
            item::{BreakClass, Item},
        },
        protrusion,
        shape::{ShapedText, Shaper, itemize::ShapingRun},
        spaces::{Space, elasticity, space_at},
        style::{Align, ParagraphStyle},
        styled_text::StyledText,
    },
};
use opportunities::break_opportunities;
use phrase::LineEnd;
use std::ops::Range;

mod opportunities;
mod phrase;

/// The items of a paragraph, and the bytes of text that each one stands for.
#[derive(Clone, Debug, Default)]
pub(super) struct ItemList {
    pub(super) items: Vec<Item>,
    pub(super) ranges: Vec<Range<usize>>,
}

/// Cost of a break after a word's own hyphen: nothing is added, but the line ends in a hyphen.
const OWN_HYPHEN: i64 = HYPHEN * 3 / 5;
/// Cost of hyphenating a name.
const NAME: i64 = 10 * HYPHEN;
/// Cost of a break inside an address or after a dash.
const SIGN: i64 = HYPHEN / 8;
/// Cost of a break inside code, where no hyphen shows that it goes on: dearer than spaces of twice their width.
const CODE: i64 = 2 * HYPHEN;
/// Cost of a break before a capital inside a name of code: whoever reads it takes the name for two.
const CODE_NAME: i64 = 2 * CODE;
/// Cost of ending a line of a title inside a phrase: to avoid it, one of two lines may be longer by a quarter of the measure.
const INSIDE_PHRASE: i64 = 1_500;
/// Cost of ending it between words that may belong together, as a noun and its adjective.
const INSIDE_GROUP: i64 = 2_500;
/// Cost of ending it after a function word: to avoid that, one may be longer by nearly half of the measure.
const AFTER_FUNCTION_WORD: i64 = 4_000;
/// Bytes of a text for one item, more or less: four items are a word of two syllables and its space.
const BYTES_PER_ITEM: usize = 2;
/// Cost of a break between any two characters, in a word that no line can hold.
const ANYWHERE: i64 = 400 * HYPHEN;

/// Whether a break at `item` cuts a word that no line can hold.
pub(super) const fn cuts_word(item: &Item) -> bool {
    matches!(item, Item::Penalty { cost: ANYWHERE, .. })
}

/// Makes the items of a paragraph; a word wider than `longest` may be broken anywhere.
pub(super) fn build(
    styled: &StyledText,
    shaped: &ShapedText,
    advances: &Advances,
    style: &ParagraphStyle,
    context: &InlineContext<'_>,
    shaper: &Shaper<'_>,
    longest: Option<Length>,
) -> ItemList {
    let text = &styled.text;
    let opportunities = break_opportunities(styled, style, context);
    let protrudes = style.align == Align::Justified;
    let boxes = Boxes { text, advances, shaped, fonts: shaper.fonts(), protrudes };
    let mut list = ItemList::with_capacity(text.len() / BYTES_PER_ITEM);
    let mut start = 0;
    let mut skip_to = 0;
    for (at, byte) in text.bytes().enumerate() {
        // Inside a word only break opportunities matter. The spaces begin with these bytes.
        if at < skip_to || (opportunities[at].is_none() && !matches!(byte, b' ' | 0xc2 | b'\n')) {
            continue;
        }
        let Some(character) = text.get(at..).and_then(|rest| rest.chars().next()) else { continue };
        let previous = text[..at].chars().next_back().unwrap_or('\n');
        if !matches!(character, ' ' | '\u{a0}' | '\n') {
            // A trial wants to know how wide whole code is.
            let is_used = |class: &BreakClass| previous != ' ' && at > start && (*class != BreakClass::Code || longest.is_some());
            if let Some(class) = opportunities[at].filter(is_used) {
                list.push_box(&boxes, start..at);
                list.push_penalty(styled, shaped, shaper, class, at, previous, protrudes);
                start = at;
            }
            continue;
        }
        let opens_line = matches!(list.items.last(), None | Some(Item::Break)) && at == start;
        // A space at the start of a line that the author began would indent it. It is kept in literal text, as part of a box, and
        // dropped elsewhere.
        if let Some(space) = space_at(styled, at, character).filter(|&space| !(opens_line && space == Space::Literal)) {
            // Several spaces make one glue. A space with a combining mark is a visible character and ends it.
            let gap = text[at..]
                .char_indices()
                .skip(1)
                .take_while(|&(offset, other)| other == character && space_at(styled, at + offset, other).is_some());
            let end = at + (1 + gap.count()) * character.len_utf8();
            list.push_box(&boxes, start..at);
            if !opens_line {
                let width = advances.width(&(at..end));
                let breaks = !matches!(space, Space::NoBreak | Space::Sign) && opportunities[end] == Some(BreakClass::Plain);
                let em = styled.run_at(at).map_or(style.text.size, |run| run.style.size);
                let (stretch, shrink) = elasticity(width, em, space);
                let hyphen = matches!(previous, '-' | '\u{2010}');
                // In a title the phrase decides: a penalty before the space carries its cost.
                let breaks = breaks && (!style.balanced || list.push_phrase_penalty(styled, at, context));
                list.push(Item::Glue { width, stretch, shrink, breaks, hyphen }, at..end);
            }
            (start, skip_to) = (end, end);
        } else if character == '\n' {
            list.push_box(&boxes, start..at);
            list.push_break(at..at + 1);
            start = at + 1;
        }
    }
    list.push_box(&boxes, start..text.len());
    if !list.items.is_empty() && list.items.last() != Some(&Item::Break) {
        list.push_break(text.len()..text.len());
    }
    match longest {
        Some(longest) => list.split_wide_boxes(&boxes, longest),
        None => list,
    }
}

/// The cost of a hyphen at a byte: higher near the ends of the word.
fn hyphen_cost(text: &str, at: usize) -> i64 {
    let (before, after) = text.split_at(at);
    let before = letters(before.bytes().rev(), || before.chars().rev());
    let after = letters(after.bytes(), || after.chars());
    HYPHEN + NEAR_EDGE * (2 * FAR_FROM_EDGE as i64 - before as i64 - after as i64)
}

/// How many letters there may be between a hyphen and the end of its word before their number no longer counts.
const FAR_FROM_EDGE: usize = 5;

/// How many letters come first, at most [`FAR_FROM_EDGE`]. Most are of ASCII: their bytes are enough.
fn letters<C: Iterator<Item = char>>(bytes: impl Iterator<Item = u8>, characters: impl FnOnce() -> C) -> usize {
    let mut count = 0;
    for byte in bytes.take(FAR_FROM_EDGE) {
        if !byte.is_ascii() {
            return characters().take(FAR_FROM_EDGE).take_while(|&character| is_letter(character)).count();
        }
        if !byte.is_ascii_alphabetic() {
            break;
        }
        count += 1;
    }
    count
}

/// What the boxes of a paragraph are made from.
struct Boxes<'a> {
    text: &'a str,
    advances: &'a Advances,
    shaped: &'a ShapedText,
    fonts: &'a FontSet,
    protrudes: bool,
}

impl Boxes<'_> {
    /// How far the first and the last character of a box may protrude, at a line's start and at its end.
    fn protrusion(&self, range: &Range<usize>) -> (Length, Length) {
        let shown = &self.text[range.clone()];
        let (Some(first), Some(last)) = (shown.chars().next().filter(|_| self.protrudes), shown.chars().next_back()) else {
            return (Length::ZERO, Length::ZERO);
        };
        let side_of = |byte: usize, character: char, side: fn((i64, i64)) -> i64| {
            if !protrusion::may_protrude(character) {
                return Length::ZERO;
            }
            let index = self.shaped.runs.partition_point(|run| run.range.end <= byte);
            let run = self.shaped.runs.get(index);
            let share = run.map_or(0, |run| side(protrusion::protrusion(self.fonts.face(run.face), character)));
            self.advances.width(&(byte..byte + character.len_utf8())).of_em(share, 1_000)
        };
        (side_of(range.start, first, |sides| sides.0), side_of(range.end - last.len_utf8(), last, |sides| sides.1))
    }
}

impl ItemList {
    fn with_capacity(items: usize) -> Self {
        Self { items: Vec::with_capacity(items), ranges: Vec::with_capacity(items) }
    }

    fn push(&mut self, item: Item, range: Range<usize>) {
        self.items.push(item);
        self.ranges.push(range);
    }

    fn push_box(&mut self, boxes: &Boxes<'_>, range: Range<usize>) {
        if !range.is_empty() {
            let (left, right) = boxes.protrusion(&range);
            self.push(Item::Box { width: boxes.advances.width(&range), left, right }, range);
        }
    }

    /// Adds the penalty of a break inside a word, with the width of the hyphen where one is added.
    #[expect(clippy::too_many_arguments, reason = "what a hyphen's width comes from")]
    fn push_penalty(
        &mut self,
        styled: &StyledText,
        shaped: &ShapedText,
        shaper: &Shaper<'_>,
        class: BreakClass,
        at: usize,
        previous: char,
        protrudes: bool,
    ) {
        let own_hyphen = matches!(previous, '-' | '\u{2010}');
        let penalty = if matches!(class, BreakClass::Plain | BreakClass::Code) {
            let cost = match class {
                BreakClass::Code if previous.is_lowercase() => CODE_NAME,
                BreakClass::Code => CODE,
                _ if own_hyphen => OWN_HYPHEN,
                _ => SIGN,
            };
            Item::Penalty { width: Length::ZERO, right: Length::ZERO, cost, hyphen: own_hyphen, class }
        } else {
            let index = shaped.runs.partition_point(|run| run.range.end < at);
            let run = shaped.runs.get(index);
            let width = run.map_or(Length::ZERO, |run| shaper.hyphen_width(run, &styled.runs[run.styled_run].style));
            let protrusion = |run: &ShapingRun| width.of_em(protrusion::protrusion(shaper.fonts().face(run.face), '-').1, 1_000);
            let right = run.filter(|_| protrudes).map_or(Length::ZERO, protrusion);
            let cost = if class == BreakClass::Name { NAME } else { hyphen_cost(&styled.text, at) };
            Item::Penalty { width, right, cost, hyphen: true, class }
        };
        self.push(penalty, at..at);
    }

    /// Adds the penalty of ending a line of a title at `at`. Returns whether the space there may be a break itself: after a
    /// punctuation mark, which costs nothing.
    fn push_phrase_penalty(&mut self, styled: &StyledText, at: usize, context: &InlineContext<'_>) -> bool {
        let lang = at.checked_sub(1).and_then(|before| styled.run_at(before)).map_or(context.lang, |run| &run.lang);
        let cost = match phrase::classify(&styled.text[..at], &styled.text[at..], lang) {
            LineEnd::Punctuation => return true,
            LineEnd::Word => INSIDE_PHRASE,
            LineEnd::InsideGroup => INSIDE_GROUP,
            LineEnd::FunctionWord => AFTER_FUNCTION_WORD,
        };
        let (width, right) = (Length::ZERO, Length::ZERO);
        self.push(Item::Penalty { width, right, cost, hyphen: false, class: BreakClass::Plain }, at..at);
        false
    }

    /// Adds a forced break, and removes the glue and penalties before it.
    fn push_break(&mut self, range: Range<usize>) {
        while matches!(self.items.last(), Some(Item::Glue { .. } | Item::Penalty { .. })) {
            self.items.pop();
            self.ranges.pop();
        }
        // Its range begins where the line's last box ends, so that it includes the removed spaces.
        let start = self.ranges.last().map_or(range.start, |last| last.end);
        self.push(Item::Break, start..range.end);
    }

    /// Splits boxes wider than `longest` between characters: a line that leaves the page is worse than a bad break. Before a sign only where
    /// the signs alone are too wide: a row of hyphens, of dots.
    fn split_wide_boxes(self, boxes: &Boxes<'_>, longest: Length) -> Self {
        let Boxes { text, advances, .. } = *boxes;
        let is_too_wide = |item: &Item| matches!(item, Item::Box { width, .. } if *width > longest);
        if !self.items.iter().any(is_too_wide) {
            return self;
        }
        let mut list = Self::default();
        for (item, range) in self.items.into_iter().zip(self.ranges) {
            if !is_too_wide(&item) {
                list.push(item, range);
                continue;
            }
            let mut start = range.start;
            for (offset, character) in text[range.clone()].char_indices().skip(1) {
                let at = range.start + offset;
                let is_full = advances.width(&(start..at + character.len_utf8())) > longest;
                if advances.width(&(start..at)) > Length::ZERO && (character.is_alphanumeric() || is_full) {
                    list.push_box(boxes, start..at);
                    let (width, right) = (Length::ZERO, Length::ZERO);
                    list.push(Item::Penalty { width, right, cost: ANYWHERE, hyphen: false, class: BreakClass::Plain }, at..at);
                    start = at;
                }
            }
            list.push_box(boxes, start..range.end);
        }
        list
    }
}
