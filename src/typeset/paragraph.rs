//! A paragraph: rich text to lines.
//!
//! Owns the way from inlines to boxes, glue and penalties, and back from the chosen breaks to lines. It knows neither pages nor
//! blocks: `flow` gives it a style and a measure, and the marks of the structure. Read next: `linebreak`, `line`.

use crate::{
    book::{AssetId, Inline, Lang},
    diagnostic::{Code, Diagnostic, Diagnostics},
    source::Span,
    typeset::{
        context::InlineContext,
        justify::{Bounds, Setter},
        leaves::Leaves,
        length::{Length, Size},
        line::Paragraph,
        linebreak::{
            self,
            item::{Breaks, Item, Resort, Widths},
        },
        mark::MarkId,
        pieces::{self, Pen, Pieces},
        shape::Shaper,
        style::{Align, ParagraphStyle},
    },
};

/// Sets `content` to `measure`.
///
/// `marks` has one mark for each text, code, note call, picture and link of `content`, in reading order, a link before what it
/// holds (see [`marked`]). Where it is too short, the last mark serves.
#[must_use]
pub fn set(
    content: &[Inline],
    style: &ParagraphStyle,
    measure: Length,
    marks: &[MarkId],
    context: &InlineContext<'_>,
    sink: &mut Diagnostics,
) -> Paragraph {
    let set = set_lines(content, style, measure, marks, context, [None], sink);
    set.into_iter().next().flatten().unwrap_or_default()
}

/// The same in exactly so many lines, for each of `counts`; none when that would show.
///
/// For who chooses page breaks: what [`set`] has reported of this paragraph is not reported again.
#[must_use]
pub fn set_with<const N: usize>(
    content: &[Inline],
    style: &ParagraphStyle,
    measure: Length,
    marks: &[MarkId],
    context: &InlineContext<'_>,
    counts: [usize; N],
) -> [Option<Paragraph>; N] {
    set_lines(content, style, measure, marks, context, counts.map(Some), &mut Diagnostics::new())
}

/// Shapes and cuts a paragraph, and sets it once for each number of lines that is asked; none asks for the best.
fn set_lines<const N: usize>(
    content: &[Inline],
    style: &ParagraphStyle,
    measure: Length,
    marks: &[MarkId],
    context: &InlineContext<'_>,
    counts: [Option<usize>; N],
    sink: &mut Diagnostics,
) -> [Option<Paragraph>; N] {
    let leaves = Leaves::of(content, style, context.lang, marks);
    let base = base_level(context.lang);
    let levels = levels(&leaves.text, base);
    let mut shaper = Shaper::new(context.fonts);
    let shaped = shaper.shape(&leaves, &levels, sink);
    let pen = Pen::new(&leaves, &shaped, |asset| picture_size(context, asset, style, measure));
    let longest = measure - style.indent.max(Length::ZERO);
    // A trial in next to no room asks for the longest word.
    let longest = (longest > style.text.size * LEAST_EMS).then_some(longest);
    let pieces = pieces::cut(&leaves, &shaped, &pen, style, context, &shaper, longest);
    for &(at, excess) in &pieces.too_wide {
        if let Some(leaf) = leaves.at(at) {
            sink.push(overfull(excess, leaf.span));
        }
    }
    let mut setter = Setter { leaves: &leaves, shaped: &shaped, shaper: &mut shaper, pen: &pen, style, right_to_left: base == 1 };
    counts.map(|count| {
        let breaks = find_breaks(&pieces.items, style, measure, count)?;
        Some(set_breaks(&breaks, &pieces, &mut setter, measure, sink))
    })
}

/// Sets the lines between chosen breaks.
fn set_breaks(
    breaks: &Breaks,
    pieces: &Pieces,
    setter: &mut Setter<'_, '_>,
    measure: Length,
    sink: &mut Diagnostics,
) -> Paragraph {
    let (leaves, style) = (setter.leaves, setter.style);
    let mut lines = Vec::with_capacity(breaks.points.len());
    for (index, point) in breaks.points.iter().enumerate() {
        let start = pieces.places.get(point.start).map_or(leaves.text.len(), |place| place.start);
        let end = pieces.places[point.item].start.max(start);
        let next = match breaks.points.get(index + 1) {
            Some(point) => pieces.places.get(point.start).map_or(end, |place| place.start),
            None => leaves.text.len(),
        };
        let forced = pieces.items[point.item] == Item::Break;
        let hyphen = matches!(pieces.items[point.item], Item::Penalty { width, .. } if width > Length::ZERO);
        let indent = if index == 0 { style.indent } else { Length::ZERO };
        let bounds = Bounds { start, end, next: next.max(end), hyphen, forced, x: indent, width: measure - indent };
        let mut line = setter.line(&bounds);
        line.hyphenated = matches!(pieces.items[point.item], Item::Penalty { hyphen: true, .. });
        let shared = |leaf: &&crate::typeset::leaves::Leaf| leaf.range.end.min(end).saturating_sub(leaf.range.start.max(start));
        // Of all that stands in the line, what takes most of it is what does not break.
        if point.excess > Length::ZERO
            && let Some(leaf) = leaves.leaves.iter().max_by_key(shared)
        {
            sink.push(overfull(point.excess, leaf.span));
        }
        lines.push(line);
    }
    Paragraph { lines, demerits: breaks.demerits }
}

/// Whether `content` stands in a column of `width` by `height`, every word whole.
#[must_use]
pub fn fits(content: &[Inline], style: &ParagraphStyle, width: Length, height: Length, context: &InlineContext<'_>) -> bool {
    let mut sink = Diagnostics::new();
    let set = set(content, style, width, &[], context, &mut sink);
    let lines = i64::try_from(set.lines.len()).unwrap_or(i64::MAX);
    style.text.leading.0.saturating_mul(lines) <= height.0 && !sink.iter().any(|found| found.code == Code::OverfullLine)
}

/// `style`, smaller by steps until [`fits`]; the smallest when none does.
#[must_use]
pub fn fitted(
    content: &[Inline],
    style: &ParagraphStyle,
    width: Length,
    height: Length,
    context: &InlineContext<'_>,
) -> ParagraphStyle {
    let smaller = |share: i64| {
        let mut style = style.clone();
        (style.text.size, style.text.leading) = (style.text.size.of_em(share, 100), style.text.leading.of_em(share, 100));
        style
    };
    let sizes = [100, 88, 76, 66, 58, 50, 44].map(smaller);
    let [.., smallest] = &sizes;
    sizes.iter().find(|style| fits(content, style, width, height, context)).unwrap_or(smallest).clone()
}

fn overfull(excess: Length, span: Span) -> Diagnostic {
    let excess = usize::try_from(excess.0 / Length::UNITS + 1).unwrap_or(usize::MAX);
    Diagnostic::new(Code::OverfullLine, span).with("excess", excess)
}

/// The lines of `items` in `style`, as many as are asked if that can be.
fn find_breaks(items: &[Item], style: &ParagraphStyle, measure: Length, lines: Option<usize>) -> Option<Breaks> {
    let em = style.text.size;
    let resort = if style.hyphenate && !style.balanced { Resort::Last } else { Resort::First };
    // The room of a title's lines is weighed against the measure: what they have together is given, so that the least sum of
    // squares shares it evenly, and no more lines than must be are the cheapest.
    let ragged = match style.align {
        _ if style.balanced => Some(measure / 2),
        Align::Justified => None,
        Align::Start | Align::Center | Align::End => Some(em * RAGGED_EMS),
    };
    let min_last = match style.min_last_line {
        true if style.indent > Length::ZERO => style.indent * 3 / 2,
        true => em * 2,
        false => Length::ZERO,
    };
    let line = |index: usize| measure - if index == 0 { style.indent } else { Length::ZERO };
    let even_last = style.balanced;
    let widths = Widths { line: &line, even_from: 1, ragged, even_last, min_last, resort, letters: style.letter_expansion() };
    match lines {
        Some(lines) => linebreak::breaks_with(items, &widths, lines),
        None => Some(linebreak::breaks(items, &widths)),
    }
}

/// How many ems a line must have, for what is wider than it to be cut anywhere.
const LEAST_EMS: i64 = 3;
/// Room at the end of a line that is no fault where lines are not justified, in ems.
const RAGGED_EMS: i64 = 4;

fn base_level(lang: &Lang) -> u8 {
    u8::from(matches!(lang.primary(), "ar" | "he" | "fa" | "ur" | "yi" | "dv" | "ps" | "syr"))
}

/// The bidirectional level of each byte (UAX 9); empty when all is left to right.
fn levels(text: &str, base: u8) -> Vec<u8> {
    // The first right-to-left character of Unicode is in the Hebrew block.
    if base == 0
        && text
            .chars()
            .all(|character| character < '\u{590}' || matches!(character, '\u{2010}'..='\u{2027}' | '\u{202f}'..='\u{2065}'))
    {
        return Vec::new();
    }
    let level = if base == 1 { unicode_bidi::Level::rtl() } else { unicode_bidi::Level::ltr() };
    let info = unicode_bidi::BidiInfo::new(text, Some(level));
    info.levels.iter().map(|level| level.number()).collect()
}

/// The size of a picture in a line: as high as the leading allows, never wider than the measure.
fn picture_size(context: &InlineContext<'_>, asset: AssetId, style: &ParagraphStyle, measure: Length) -> Size {
    let (wide, high) = context.assets.get(asset.0 as usize).map_or((1, 1), |asset| asset.size);
    let (wide, high) = (i64::from(wide.max(1)), i64::from(high.max(1)));
    let height = style.text.size.of_em(9, 10);
    let width = height.of_em(wide, high);
    if width <= measure {
        return Size { width, height };
    }
    Size { width: measure, height: measure.of_em(high, wide) }
}

#[cfg(test)]
mod features;
#[cfg(test)]
pub(super) mod tests;
