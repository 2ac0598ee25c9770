//! A paragraph cut into boxes, glue and penalties.
//!
//! Owns how spaces stretch, what a break costs and what is cut anywhere because no line holds it. `chances` knows where a line may
//! end, `margin` what may hang out of it; `linebreak` chooses.

use crate::{
    book::AssetId,
    fonts::FontSet,
    typeset::{
        context::InlineContext,
        leaves::{LeafKind, Leaves},
        length::{Length, Size},
        linebreak::{
            demerits::{HYPHEN, NEAR_EDGE},
            item::{Item, Resort},
        },
        shape::{Run, Shaped, Shaper},
        style::{Align, ParagraphStyle},
    },
};
use chances::{Chance, chances};
use sense::{LineEnd, line_end};
use std::ops::Range;

mod chances;
pub(super) mod margin;
mod sense;

/// The items of a paragraph, and the bytes of text that each one is.
#[derive(Clone, Debug, Default)]
pub(super) struct Pieces {
    pub(super) items: Vec<Item>,
    pub(super) places: Vec<Range<usize>>,
    /// What is wider than a line and has no break: where it is, and how much wider.
    pub(super) too_wide: Vec<(usize, Length)>,
}

/// Where the pen stands at each byte of a paragraph's text, if it were one line.
pub(super) struct Pen {
    at: Vec<Length>,
    /// Sizes of the pictures, by the byte they stand at.
    pub(super) pictures: Vec<(usize, Size)>,
}

impl Pen {
    pub(super) fn new(leaves: &Leaves, shaped: &Shaped, picture_size: impl Fn(AssetId) -> Size) -> Self {
        let text = &leaves.text;
        let mut at = vec![Length::ZERO; text.len() + 1];
        let mut add = |byte: usize, width: Length| at[byte + 1] += width;
        // A mark on a letter has no width of its own, and all marks of a letter share its range: counting them would be quadratic.
        for glyph in shaped.glyphs.iter().filter(|glyph| glyph.advance != Length::ZERO) {
            let (start, end) = (glyph.start as usize, glyph.end as usize);
            let characters = text[start..end].chars().count() as i64;
            if characters < 2 {
                add(start, glyph.advance);
                continue;
            }
            // A break inside a ligature is reshaped in the end; until then its characters are equally wide.
            for (offset, _) in text[start..end].char_indices() {
                add(start + offset, glyph.advance / characters);
            }
            add(start, glyph.advance - glyph.advance / characters * characters);
        }
        let mut pictures = Vec::new();
        for leaf in &leaves.leaves {
            if let LeafKind::Picture(asset) = leaf.kind {
                let size = picture_size(asset);
                add(leaf.range.start, size.width);
                pictures.push((leaf.range.start, size));
            }
        }
        let mut sum = Length::ZERO;
        for width in &mut at {
            sum += *width;
            *width = sum;
        }
        Self { at, pictures }
    }

    /// Width of a range.
    pub(super) fn width(&self, range: &Range<usize>) -> Length {
        self.at[range.end] - self.at[range.start]
    }
}

/// Cost of breaking a word at its own hyphen: nothing is added, and still it ends in one.
const OWN_HYPHEN: i64 = HYPHEN * 3 / 5;
/// Cost of breaking a name.
const NAME: i64 = 10 * HYPHEN;
/// Cost of breaking an address or after a dash.
const SIGN: i64 = HYPHEN / 8;
/// Cost of ending a line of a title inside a group of words: to avoid it, of two lines one may be longer by a quarter of the measure.
const IN_A_GROUP: i64 = 1_500;
/// Cost of ending it after a word that leans on the next: one may be longer by nearly half of it.
const BEFORE_A_NOUN: i64 = 4_000;
/// Cost of breaking what has no break, where a line cannot hold it.
const ANYWHERE: i64 = 400 * HYPHEN;

/// Cuts a paragraph; what is wider than `longest` may break anywhere.
pub(super) fn cut(
    leaves: &Leaves,
    shaped: &Shaped,
    pen: &Pen,
    style: &ParagraphStyle,
    context: &InlineContext<'_>,
    shaper: &Shaper<'_>,
    longest: Option<Length>,
) -> Pieces {
    let text = &leaves.text;
    let chances = chances(leaves, style, context);
    let hanging = style.align == Align::Justified;
    let edges = Edges { text, pen, shaped, fonts: shaper.fonts(), hanging };
    let mut pieces = Pieces::default();
    let mut start = 0;
    let mut skip_to = 0;
    let mut previous = '\n';
    for (at, character) in text.char_indices() {
        if at < skip_to {
            continue;
        }
        // Inside a word nothing happens but where it may be broken.
        if !matches!(character, ' ' | '\u{a0}' | '\n') {
            if chances[at] != Chance::None && previous != ' ' && at > start {
                pieces.push_box(&edges, start..at);
                pieces.penalty(leaves, shaped, shaper, chances[at], at, previous, hanging);
                start = at;
            }
            previous = character;
            continue;
        }
        let opens = matches!(pieces.items.last(), None | Some(Item::Break)) && at == start;
        // A space at the start of a line that the author began would indent it: kept in literal text, dropped elsewhere.
        if let Some(space) = space(leaves, at, character).filter(|&space| !(opens && space == Space::Literal)) {
            // A space that bears a mark is a sign, and no more of the gap.
            let gap = text[at..]
                .char_indices()
                .take_while(|&(offset, other)| other == character && self::space(leaves, at + offset, other).is_some());
            let end = at + gap.count() * character.len_utf8();
            pieces.push_box(&edges, start..at);
            if !opens {
                let width = pen.width(&(at..end));
                let breaks = space != Space::Held && chances[end] == Chance::Plain;
                let em = leaves.at(at).map_or(style.text.size, |leaf| leaf.look.size);
                let (stretch, shrink) = elasticity(width, em, space);
                let hyphen = matches!(previous, '-' | '\u{2010}');
                // In a title the sense says where a line should end: the break before the space carries the cost.
                let breaks = breaks && (!style.balanced || pieces.sense(leaves, at, context));
                pieces.push(Item::Glue { width, stretch, shrink, breaks, hyphen }, at..end);
            }
            (start, skip_to) = (end, end);
        } else if character == '\n' {
            pieces.push_box(&edges, start..at);
            pieces.end_line(at..at + 1);
            start = at + 1;
        }
        previous = character;
    }
    pieces.push_box(&edges, start..text.len());
    if !pieces.items.is_empty() && pieces.items.last() != Some(&Item::Break) {
        pieces.end_line(text.len()..text.len());
    }
    match longest {
        Some(longest) => pieces.part_too_wide(&edges, longest),
        None => pieces,
    }
}

/// How far a word space of `width` stretches before that shows, and how far it may shrink, in text of size `em`.
///
/// Our text face has a narrow one (a fifth of an em): a third less, as usual elsewhere, would run words together. Our sans face has
/// a narrower one still, which hardly gives.
pub(super) fn elasticity(width: Length, em: Length, space: Space) -> (Length, Length) {
    match space {
        Space::Word | Space::Held => (width / 2, (width / 6).min(width - em.of_em(145, 1_000)).max(Length::ZERO)),
        Space::Literal => (Length::ZERO, Length::ZERO),
    }
}

/// The cost of a hyphen at a byte: more near the ends of the word.
fn hyphen_cost(text: &str, at: usize) -> i64 {
    let before = text[..at].chars().rev().take(5).take_while(|character| character.is_alphabetic()).count();
    let after = text[at..].chars().take(5).take_while(|character| character.is_alphabetic()).count();
    HYPHEN + NEAR_EDGE * (10 - before as i64 - after as i64)
}

/// A space that is a piece of its own.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Space {
    /// Between words: it stretches, and a line may end at it.
    Word,
    /// A no-break space between words: it stretches with the others.
    Held,
    /// In literal text: a line may end at it.
    Literal,
}

/// The space at a byte; none for other characters, and for spaces of fixed width that hold a sign to its word.
///
/// No-break spaces that belong to a sign (before a colon, inside guillemets) keep their width, as thin ones do.
pub(super) fn space(leaves: &Leaves, at: usize, character: char) -> Option<Space> {
    if !matches!(character, ' ' | '\u{a0}') {
        return None;
    }
    let after = leaves.text[at + character.len_utf8()..].chars().next();
    // A mark on a space makes one sign of both.
    let marked = |next: char| {
        next >= '\u{300}' && (unicode_normalization::char::is_combining_mark(next) || matches!(next, '\u{200c}' | '\u{200d}'))
    };
    if after.is_some_and(marked) {
        return None;
    }
    let literal = leaves.at(at).is_some_and(|leaf| matches!(leaf.kind, LeafKind::Code(_)));
    match character {
        ' ' => Some(if literal { Space::Literal } else { Space::Word }),
        // What indents a line of code is not swallowed where the line begins.
        '\u{a0}' if literal => None,
        '\u{a0}' => {
            let before = leaves.text[..at].chars().next_back();
            // The dash that opens a speech keeps its distance; around an aside the space is as wide inside as outside.
            let opens_speech = matches!(before, Some('—' | '–')) && opens_line(&leaves.text[..at]);
            let of_sign = opens_speech
                || matches!(before, Some('«' | '‹' | '“'))
                || matches!(after, Some(':' | ';' | '!' | '?' | '»' | '›' | '”' | '%' | '€'));
            (!of_sign).then_some(Space::Held)
        }
        _ => None,
    }
}

/// Whether nothing but the dash at its end stands on the author's line.
fn opens_line(text: &str) -> bool {
    text.trim_end_matches(['—', '–']).chars().next_back().is_none_or(|before| before == '\n')
}

/// What stands at the edges of boxes, and how much of it may hang out of a line.
struct Edges<'a> {
    text: &'a str,
    pen: &'a Pen,
    shaped: &'a Shaped,
    fonts: &'a FontSet,
    hanging: bool,
}

impl Edges<'_> {
    /// How far a box may hang out at a line's start and at its end.
    fn of(&self, range: &Range<usize>) -> (Length, Length) {
        let shown = &self.text[range.clone()];
        let (Some(first), Some(last)) = (shown.chars().next().filter(|_| self.hanging), shown.chars().next_back()) else {
            return (Length::ZERO, Length::ZERO);
        };
        let hung = |byte: usize, sign: char, side: fn((i64, i64)) -> i64| {
            let index = self.shaped.runs.partition_point(|run| run.range.end <= byte);
            let part = self.shaped.runs.get(index).map_or(0, |run| side(margin::hang(self.fonts.face(run.face), sign)));
            self.pen.width(&(byte..byte + sign.len_utf8())).of_em(part, 1_000)
        };
        let hung = |byte, sign, side| if margin::may_hang(sign) { hung(byte, sign, side) } else { Length::ZERO };
        (hung(range.start, first, |sides| sides.0), hung(range.end - last.len_utf8(), last, |sides| sides.1))
    }
}

impl Pieces {
    fn push(&mut self, item: Item, place: Range<usize>) {
        self.items.push(item);
        self.places.push(place);
    }

    fn push_box(&mut self, edges: &Edges<'_>, range: Range<usize>) {
        if !range.is_empty() {
            let (left, right) = edges.of(&range);
            self.push(Item::Box { width: edges.pen.width(&range), left, right }, range);
        }
    }

    #[expect(clippy::too_many_arguments, reason = "what a hyphen's width comes from")]
    fn penalty(
        &mut self,
        leaves: &Leaves,
        shaped: &Shaped,
        shaper: &Shaper<'_>,
        chance: Chance,
        at: usize,
        previous: char,
        hanging: bool,
    ) {
        let own_hyphen = matches!(previous, '-' | '\u{2010}');
        let resort = match chance {
            Chance::LastHyphen => Resort::Last,
            Chance::Hyphen => Resort::Words,
            Chance::Plain | Chance::None => Resort::First,
        };
        let penalty = if chance == Chance::Plain {
            let cost = if own_hyphen { OWN_HYPHEN } else { SIGN };
            Item::Penalty { width: Length::ZERO, right: Length::ZERO, cost, hyphen: own_hyphen, resort }
        } else {
            let index = shaped.runs.partition_point(|run| run.range.end < at);
            let run = shaped.runs.get(index);
            let width = run.map_or(Length::ZERO, |run| shaper.hyphen_width(run, &leaves.leaves[run.leaf].look));
            let hangs = |run: &Run| width.of_em(margin::hang(shaper.fonts().face(run.face), '-').1, 1_000);
            let right = run.filter(|_| hanging).map_or(Length::ZERO, hangs);
            let cost = if chance == Chance::LastHyphen { NAME } else { hyphen_cost(&leaves.text, at) };
            Item::Penalty { width, right, cost, hyphen: true, resort }
        };
        self.push(penalty, at..at);
    }

    /// The same pieces, those wider than a line cut between characters: a line that leaves the page is worse than a bad break.
    fn part_too_wide(self, edges: &Edges<'_>, longest: Length) -> Self {
        let Edges { text, pen, .. } = *edges;
        let is_too_wide = |item: &Item| matches!(item, Item::Box { width, .. } if *width > longest);
        if !self.items.iter().any(is_too_wide) {
            return self;
        }
        let mut parted = Self::default();
        for (item, place) in self.items.into_iter().zip(self.places) {
            if !is_too_wide(&item) {
                parted.push(item, place);
                continue;
            }
            parted.too_wide.push((place.start, pen.width(&place) - longest));
            let mut start = place.start;
            for (offset, character) in text[place.clone()].char_indices().skip(1) {
                let at = place.start + offset;
                if pen.width(&(start..at)) > Length::ZERO && character.is_alphanumeric() {
                    parted.push_box(edges, start..at);
                    let (width, right) = (Length::ZERO, Length::ZERO);
                    parted.push(Item::Penalty { width, right, cost: ANYWHERE, hyphen: false, resort: Resort::First }, at..at);
                    start = at;
                }
            }
            parted.push_box(edges, start..place.end);
        }
        parted
    }

    /// Lets a line of a title end at `at`, for what that does to its sense; whether the space there may still be a break itself.
    fn sense(&mut self, leaves: &Leaves, at: usize, context: &InlineContext<'_>) -> bool {
        let lang = at.checked_sub(1).and_then(|before| leaves.at(before)).map_or(context.lang, |leaf| &leaf.lang);
        let cost = match line_end(&leaves.text[..at], lang) {
            LineEnd::Sign => return true,
            LineEnd::Word => IN_A_GROUP,
            LineEnd::Waiting => BEFORE_A_NOUN,
        };
        let (width, right) = (Length::ZERO, Length::ZERO);
        self.push(Item::Penalty { width, right, cost, hyphen: false, resort: Resort::First }, at..at);
        false
    }

    fn end_line(&mut self, place: Range<usize>) {
        while matches!(self.items.last(), Some(Item::Glue { .. } | Item::Penalty { .. })) {
            self.items.pop();
            self.places.pop();
        }
        // The break stands where the line's last box ends; the spaces between are swallowed.
        let start = self.places.last().map_or(place.start, |last| last.end);
        self.push(Item::Break, start..place.end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        book::{Inline, Lang},
        source::{SourceId, Span},
        typeset::paragraph::tests::style,
    };

    #[test]
    fn only_spaces_between_words_stretch() {
        let leaves = |text: &str| {
            let content = [Inline::text(text, Span::whole(SourceId::from_index(0)))];
            Leaves::of(&content, &style(), &Lang::french(), &[])
        };
        let of = |text: &str| {
            let leaves = leaves(text);
            text.char_indices().filter(|&(at, c)| space(&leaves, at, c).is_some()).map(|(at, _)| at).collect::<Vec<_>>()
        };
        assert_eq!(of("M.\u{a0}X a"), [2, 5]);
        assert_eq!(of("«\u{a0}a\u{a0}»\u{a0}: b\u{202f}!"), [12]);
        assert_eq!(of("—\u{a0}a —\u{a0}b\u{a0}—"), [6, 10, 13]);
    }
}
