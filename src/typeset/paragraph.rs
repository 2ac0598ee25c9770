//! A paragraph: rich text to lines.
//!
//! Drives the steps from inlines to items, and from the chosen breaks to lines. It knows neither pages nor blocks: `layout::flow`
//! gives it a style, a measure and the marks of the structure. Each step has a file of its own; the list is in `typeset`.

use crate::{
    book::{Inline, walk},
    diagnostic::{Code, Diagnostics},
    typeset::{
        advances::Advances,
        bidi,
        context::InlineContext,
        items::{self, ItemList},
        justify::{Buffers, LineBounds, LineSetter},
        length::Length,
        line::Paragraph,
        linebreak::{
            self,
            breakpoint::Breaks,
            item::{BreakClass, Item},
            parameters::BreakParameters,
        },
        mark::MarkId,
        shape::Shaper,
        style::{Align, ParagraphStyle},
        styled_text::StyledText,
    },
};

mod faults;

pub use faults::longest_word;

/// Sets `content` in lines of the width `measure`.
///
/// `marks` has one mark for each text, code, note call, picture and link of `content`, in reading order, a link before its content
/// (see [`has_mark`](crate::typeset::mark::has_mark)). Where there are too few, the last one is used again.
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

/// Sets `content` in exactly so many lines, for each of `counts`; none where the difference would show.
///
/// The page breaker uses it. What [`set`] reported of the paragraph is not reported again.
#[must_use]
pub fn set_in_lines<const N: usize>(
    content: &[Inline],
    style: &ParagraphStyle,
    measure: Length,
    marks: &[MarkId],
    context: &InlineContext<'_>,
    counts: [usize; N],
) -> [Option<Paragraph>; N] {
    set_lines(content, style, measure, marks, context, counts.map(Some), &mut Diagnostics::new())
}

/// Shapes a paragraph, makes its items, and breaks and sets them once for each of `counts`; `None` asks for the best number of lines.
fn set_lines<const N: usize>(
    content: &[Inline],
    style: &ParagraphStyle,
    measure: Length,
    marks: &[MarkId],
    context: &InlineContext<'_>,
    counts: [Option<usize>; N],
    sink: &mut Diagnostics,
) -> [Option<Paragraph>; N] {
    let styled = StyledText::new(content, style, context.lang, marks);
    let base = bidi::base_level(context.lang);
    let levels = bidi::levels(&styled.text, base, &styled.isolates);
    let mut shaper = Shaper::new(context.fonts);
    let shaped = shaper.shape(&styled, &levels, sink);
    let advances = Advances::new(&styled, &shaped, context.assets, style, measure);
    let longest = measure - style.indent.max(Length::ZERO);
    // A measure of nearly nothing is a trial: the caller wants the width of the longest word, which must stay whole.
    let longest = (longest > style.text.size * MIN_MEASURE_EMS).then_some(longest);
    let list = items::build(&styled, &shaped, &advances, style, context, &shaper, longest);
    let right_to_left = base == 1;
    let mut setter = LineSetter {
        styled: &styled,
        shaped: &shaped,
        shaper: &mut shaper,
        advances: &advances,
        style,
        right_to_left,
        buffers: Buffers::new(styled.text.len()),
    };
    counts.map(|count| {
        let breaks = find_breaks(&list.items, style, measure, count)?;
        Some(set_breaks(&breaks, &list, &mut setter, measure, sink))
    })
}

/// The breaks of `items` in `style`, into `lines` lines if that is given; none when that cannot be.
fn find_breaks(items: &[Item], style: &ParagraphStyle, measure: Length, lines: Option<usize>) -> Option<Breaks> {
    let em = style.text.size;
    let allowed = match style {
        ParagraphStyle { balanced: true, .. } => BreakClass::Plain,
        ParagraphStyle { hyphenate: true, .. } => BreakClass::Name,
        ParagraphStyle { .. } => BreakClass::Code,
    };
    // In a balanced title the blank of each line is weighed against the measure. The sum of the blanks is given by the number of
    // lines, so the least sum of squares shares it evenly, and the fewest lines are the cheapest.
    let ragged = match style.align {
        _ if style.balanced => Some(measure / 2),
        Align::Justified => None,
        Align::Start | Align::Center | Align::End => Some(em * RAGGED_EMS),
    };
    // Two ems as drawn: letters of the line may be narrower than the face's, and its last sign hangs in the margin.
    let min_last_line = if style.min_last_line { em * 21 / 10 } else { Length::ZERO };
    let line_width = |index: usize| measure - if index == 0 { style.indent } else { Length::ZERO };
    let parameters = BreakParameters {
        line_width: &line_width,
        uniform_from: 1,
        ragged,
        even_last: style.balanced,
        min_last_line,
        allowed,
        expansion: style.letter_expansion(),
    };
    match lines {
        Some(lines) => linebreak::break_into(items, &parameters, lines),
        None => Some(linebreak::break_lines(items, &parameters)),
    }
}

/// Sets the lines between the chosen breaks.
fn set_breaks(
    breaks: &Breaks,
    list: &ItemList,
    setter: &mut LineSetter<'_, '_>,
    measure: Length,
    sink: &mut Diagnostics,
) -> Paragraph {
    let (styled, style) = (setter.styled, setter.style);
    let mut lines = Vec::with_capacity(breaks.points.len());
    let (mut cuts_words, mut was_cut) = (false, false);
    for (index, point) in breaks.points.iter().enumerate() {
        let start = list.ranges.get(point.start).map_or(styled.text.len(), |range| range.start);
        let end = list.ranges[point.item].start.max(start);
        let next = match breaks.points.get(index + 1) {
            Some(point) => list.ranges.get(point.start).map_or(end, |range| range.start),
            None => styled.text.len(),
        };
        let forced = list.items[point.item] == Item::Break;
        let hyphen = matches!(list.items[point.item], Item::Penalty { width, .. } if width > Length::ZERO);
        let indent = if index == 0 { style.indent } else { Length::ZERO };
        // A line from right to left begins at its right edge, and is indented there.
        let x = if setter.right_to_left { Length::ZERO } else { indent };
        let bounds = LineBounds { start, end, next: next.max(end), hyphen, forced, x, width: measure - indent };
        let mut line = setter.set_line(&bounds);
        line.measure = measure;
        line.hyphenated = matches!(list.items[point.item], Item::Penalty { hyphen: true, .. });
        let is_cut = items::cuts_word(&list.items[point.item]);
        cuts_words |= is_cut;
        if measure > TRIAL {
            let is_first = is_cut && (!was_cut || styled.text[start..end].contains(char::is_whitespace));
            faults::report(styled, &bounds, &line, is_first, sink);
        }
        was_cut = is_cut;
        lines.push(line);
    }
    Paragraph { lines, demerits: breaks.demerits, cuts_words }
}

/// Whether `content` fits a column of `width` by `height` without an overfull line or a word cut anywhere.
#[must_use]
pub fn fits(content: &[Inline], style: &ParagraphStyle, width: Length, height: Length, context: &InlineContext<'_>) -> bool {
    let mut sink = Diagnostics::new();
    let set = set(content, style, width, &[], context, &mut sink);
    let lines = i64::try_from(set.lines.len()).unwrap_or(i64::MAX);
    style.text.leading.0.saturating_mul(lines) <= height.0
        && !set.cuts_words
        && !sink.iter().any(|found| found.code == Code::OverfullLine)
}

/// Whether `content` is short enough that it might fit a column of `width` by `height`. A text of a hundred pages where a title is expected
/// is known by its letters, and is not set in size after size.
#[must_use]
pub fn may_fit(content: &[Inline], style: &ParagraphStyle, width: Length, height: Length) -> bool {
    // Letters that join may be narrow, but twelve of them fill an em in every script.
    let letters_of_line = (width.0 / (style.text.size.0 / 12).max(1)).max(1);
    let most = letters_of_line.saturating_mul(height.0 / style.text.leading.0.max(1)).max(0);
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let mut letters = 0;
    let passes = walk::find_inline(content, &mut |inline| {
        let text = match inline {
            Inline::Text(text) | Inline::Code(text) => text.text.as_str(),
            _ => "",
        };
        letters += text.chars().filter(|sign| sign.is_alphanumeric()).take(most + 1).count();
        (letters > most).then_some(())
    });
    passes.is_none()
}

/// `style` reduced in steps until `content` [`fits`]; the smallest step when none does.
#[must_use]
pub fn shrink_to_fit(
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
    if !may_fit(content, smallest, width, height) {
        return smallest.clone();
    }
    sizes.iter().find(|style| fits(content, style, width, height, context)).unwrap_or(smallest).clone()
}

/// A measure that nothing fits: the caller wants the widths of words, and no line that passes it is a fault.
const TRIAL: Length = Length::points(2);
/// The smallest measure, in ems, at which words wider than it are broken anywhere.
const MIN_MEASURE_EMS: i64 = 3;
/// How much room at the end of a line that is not justified is no fault, in ems.
const RAGGED_EMS: i64 = 4;

#[cfg(test)]
mod feature_tests;
#[cfg(test)]
pub(super) mod tests;
