//! The drawings of charts: where a bar, a point, a number stands.
//!
//! Lengths come from values by `Scale`, in integers, so that the drawing is the same on every machine.

use super::{Flow, fill, hairline};
use crate::{
    book::{Chart, Decimal, Inline},
    layout::{
        frame::{Content, FrameItem, Path, Shape},
        length::{Length, Point},
        strip::Strip,
        structure::MarkId,
        style::{Align, ParagraphStyle},
    },
};

/// Digits after the point that values are compared at.
const DIGITS: u32 = 6;

/// From values to lengths: `low` at 0, `high` at `room`.
struct Scale {
    low: i128,
    high: i128,
    room: Length,
}

impl Scale {
    /// A scale that shows zero and all of `values`.
    fn new(values: impl Iterator<Item = i128> + Clone, room: Length) -> Self {
        let low = values.clone().min().unwrap_or(0).min(0);
        let high = values.max().unwrap_or(0).max(0);
        Self { low, high: high.max(low + 1), room }
    }

    fn place(&self, value: i128) -> Length {
        let share = (value - self.low) * i128::from(self.room.0) / (self.high - self.low);
        Length(i64::try_from(share).unwrap_or(self.room.0))
    }
}

/// A value in millionths.
fn micro(value: Decimal) -> i128 {
    let scale = u32::from(value.scale);
    let units = i128::from(value.units);
    if scale <= DIGITS { units * 10_i128.pow(DIGITS - scale) } else { units / 10_i128.pow((scale - DIGITS).min(20)) }
}

/// Where the parts of a bar chart stand.
struct Frame {
    /// Width of the labels' column.
    labels: Length,
    /// Where bars begin.
    start: Length,
    /// Room for bars.
    room: Length,
    /// Height of a bar.
    bar: Length,
}

impl<'a> Flow<'a> {
    fn frame(&mut self, chart: &Chart, series: usize) -> Frame {
        let style = self.theme().chart(Align::Start);
        let widest = chart.labels.iter().map(|label| self.natural_width(label, &style)).max().unwrap_or_default();
        let labels = widest.min(self.width.of_em(38, 100));
        let gap = self.theme().em(60);
        let start = self.left + labels + gap;
        let room = self.width - labels - gap - self.theme().em(450);
        let rows = i64::try_from((chart.labels.len() * series).max(1)).unwrap_or(1);
        // A chart of many rows is drawn closer rather than over the page's foot.
        let share = self.setting.geometry.text.height.of_em(70, 100) / rows;
        Frame { labels, start, room: room.max(self.theme().em(200)), bar: self.theme().em(95).min(share.of_em(3, 4)) }
    }

    /// Bars side by side, lying, each with its number.
    pub(super) fn bars(&mut self, chart: &'a Chart, strip: &mut Strip, mark: MarkId) {
        let frame = self.frame(chart, chart.series.len());
        let values = chart.series.iter().flat_map(|series| series.values.iter().flatten().map(|value| micro(*value)));
        let scale = Scale::new(values, frame.room);
        let zero = frame.start + scale.place(0);
        let top = strip.height;
        for (row, label) in chart.labels.iter().enumerate() {
            let y = strip.height;
            let below = self.bar_label(strip, label, &frame, mark);
            for (index, series) in chart.series.iter().enumerate() {
                let Some(value) = series.values.get(row).copied().flatten() else {
                    strip.height += frame.bar;
                    continue;
                };
                let end = frame.start + scale.place(micro(value));
                self.bar(strip, (zero.min(end), zero.max(end)), frame.bar, index, mark);
                let number = self.value_text(value, chart);
                self.number_at(strip, &number, zero.max(end) + self.theme().em(35), frame.bar, mark);
                strip.height += frame.bar;
            }
            strip.height = strip.height.max(y + below) + frame.bar.of_em(1, 3);
        }
        strip.items.push(hairline(zero, top, Length::millipoints(400), strip.height - top));
    }

    /// Bars of several parts, each with its number when it has room for it.
    pub(super) fn stacked_bars(&mut self, chart: &'a Chart, strip: &mut Strip, mark: MarkId) {
        let mut frame = self.frame(chart, 1);
        frame.bar = frame.bar.of_em(5, 4);
        frame.room += self.theme().em(380);
        let sums: Vec<i128> = (0..chart.labels.len())
            .map(|row| chart.series.iter().filter_map(|series| series.values.get(row).copied().flatten()).map(micro).sum())
            .collect();
        let scale = Scale::new(sums.into_iter(), frame.room);
        let top = strip.height;
        for (row, label) in chart.labels.iter().enumerate() {
            let y = strip.height;
            let below = self.bar_label(strip, label, &frame, mark);
            let mut sum = 0;
            for (index, series) in chart.series.iter().enumerate() {
                let Some(value) = series.values.get(row).copied().flatten() else { continue };
                let (from, to) = (frame.start + scale.place(sum), frame.start + scale.place(sum + micro(value)));
                sum += micro(value);
                self.bar(strip, (from, to), frame.bar, index, mark);
                self.number_in(strip, &self.number(value), (from, to), frame.bar, (index, mark));
            }
            strip.height = (y + frame.bar).max(y + below) + frame.bar.of_em(1, 3);
        }
        strip.items.push(hairline(frame.start, top, Length::millipoints(400), strip.height - top));
    }

    /// The label of a row, at the left; returns its height.
    fn bar_label(&mut self, strip: &mut Strip, label: &[Inline], frame: &Frame, mark: MarkId) -> Length {
        let style = self.theme().chart(Align::End);
        let y = strip.height + (frame.bar - style.text.leading) / 2;
        self.words(strip, label, &style, mark, (self.left, y, frame.labels))
    }

    fn bar(&self, strip: &mut Strip, (from, to): (Length, Length), height: Length, series: usize, mark: MarkId) {
        let mut item = super::super::line::rule(from, strip.height, to - from, height, fill(series));
        item.content = Content::Marked(mark);
        strip.items.push(item);
    }

    fn value_text(&self, value: Decimal, chart: &Chart) -> String {
        let number = self.number(value);
        if chart.unit == "%" { format!("{number}\u{202f}%") } else { number }
    }

    fn number_at(&mut self, strip: &mut Strip, number: &str, x: Length, bar: Length, mark: MarkId) {
        let style = self.theme().chart(Align::Start);
        let y = strip.height + (bar - style.text.leading) / 2;
        let content = self.own_text(number, self.section.span);
        self.words(strip, &content, &style, mark, (x, y, self.theme().em(600)));
    }

    /// A number inside its part, white on dark fills, when the part is wide enough.
    fn number_in(
        &mut self,
        strip: &mut Strip,
        number: &str,
        (from, to): (Length, Length),
        bar: Length,
        (series, mark): (usize, MarkId),
    ) {
        let mut style = self.theme().chart(Align::Center);
        if fill(series).rgb[0] < 0x80 {
            style.text.color = crate::layout::Color::WHITE;
        }
        let content = self.own_text(number, self.section.span);
        if self.natural_width(&content, &style) < to - from {
            let y = strip.height + (bar - style.text.leading) / 2;
            self.words(strip, &content, &style, mark, (from, y, to - from));
        }
    }

    fn widest_word(&mut self, label: &[Inline], style: &ParagraphStyle) -> Length {
        let words = crate::book::plain_text(label);
        let span = self.section.span;
        words.split_whitespace().map(|word| self.natural_width(&[Inline::text(word, span)], style)).max().unwrap_or_default()
    }

    /// Lines over labelled points, each point with its number.
    pub(super) fn line_plot(&mut self, chart: &'a Chart, strip: &mut Strip, mark: MarkId) {
        let style = self.theme().chart(Align::Center);
        let leading = style.text.leading;
        let height = self.setting.geometry.text.height.of_em(26, 100);
        let values = chart.series.iter().flat_map(|series| series.values.iter().flatten().map(|value| micro(*value)));
        let scale = Scale::new(values, height);
        let points = i64::try_from(chart.labels.len().max(1)).unwrap_or(1);
        let step = self.width / points;
        let foot = strip.height + leading + height;
        strip.items.push(hairline(self.left, foot - scale.place(0), self.width, Length::millipoints(400)));
        let mut numbers: Vec<(usize, Length)> = Vec::new();
        for (index, series) in chart.series.iter().enumerate() {
            let placed: Vec<(usize, Point, Decimal)> = (0_usize..)
                .zip(&series.values)
                .filter_map(|(at, value)| {
                    let value = (*value)?;
                    let x = self.left + step * i64::try_from(at).unwrap_or(0) + step / 2;
                    Some((at, Point { x, y: foot - scale.place(micro(value)) }, value))
                })
                .collect();
            strip.items.push(polyline(placed.iter().map(|(_, point, _)| *point).collect(), index, mark));
            for (at, point, value) in placed {
                strip.items.push(dot(point, index, mark));
                let number = self.own_text(&self.value_text(value, chart), self.section.span);
                let highest = is_highest(chart, index, at);
                let y = if highest { point.y - leading.of_em(5, 4) } else { point.y + leading.of_em(1, 5) };
                // Where lines nearly meet, numbers would cover each other: one of them is enough.
                let covers = numbers.iter().any(|&(other, there)| other == at && (there - y).0.abs() < leading.0 * 4 / 5);
                let width = self.natural_width(&number, &style);
                if !covers && width <= step.of_em(9, 5) {
                    numbers.push((at, y));
                    self.words(strip, &number, &style, mark, (point.x - width / 2, y, width + Length(1)));
                }
            }
        }
        let mut below = Length::ZERO;
        // As many labels as stand side by side, every word whole.
        let word = chart.labels.iter().map(|label| self.widest_word(label, &style)).max().unwrap_or_default();
        let foot = if chart.series.len() > 1 { foot + leading } else { foot };
        let every = (word.0 / step.0.max(1) + 1).max(1);
        for (at, label) in (0..).zip(&chart.labels) {
            if at % every == 0 {
                let x = self.left + step * at + step / 2 - step * every / 2;
                below = below.max(self.words(strip, label, &style, mark, (x, foot + leading.of_em(1, 4), step * every)));
            }
        }
        strip.height = foot + below + leading.of_em(1, 2);
    }
}

/// Whether a series has the highest value at a label: its number stands above the point, all others' below, so that numbers of
/// lines that cross do not cover each other.
fn is_highest(chart: &Chart, series: usize, at: usize) -> bool {
    let value = |series: &crate::book::Series| series.values.get(at).copied().flatten().map(micro);
    let own = chart.series.get(series).and_then(value);
    chart
        .series
        .iter()
        .enumerate()
        .all(|(other, values)| other == series || value(values) < own || (value(values) == own && series < other))
}

/// The line of a series; every second one is dashed by its points' weight, not its colour alone.
fn polyline(points: Vec<Point>, series: usize, mark: MarkId) -> FrameItem {
    let stroke = Some((fill(series), Length::millipoints(if series.is_multiple_of(2) { 1200 } else { 2000 })));
    let shape = Shape::Path(Path { lines: vec![points], fill: None, stroke });
    FrameItem { shape, content: Content::Marked(mark), span: None }
}

/// A square, a lozenge or a triangle at a point, by series.
fn dot(point: Point, series: usize, mark: MarkId) -> FrameItem {
    let side = Length::millipoints(2200);
    let at = |dx: i64, dy: i64| Point { x: point.x + side * dx, y: point.y + side * dy };
    let corners = match series % 3 {
        0 => vec![at(-1, -1), at(1, -1), at(1, 1), at(-1, 1)],
        1 => vec![at(0, -1), at(1, 0), at(0, 1), at(-1, 0)],
        _ => vec![at(0, -1), at(1, 1), at(-1, 1)],
    };
    let shape = Shape::Path(Path { lines: vec![corners], fill: Some(fill(series)), stroke: None });
    FrameItem { shape, content: Content::Marked(mark), span: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zero_and_the_extremes_are_on_the_scale() {
        let scale = Scale::new([-2_i128, 6].into_iter(), Length::points(80));
        assert_eq!((scale.place(-2), scale.place(0), scale.place(6)), (Length::ZERO, Length::points(20), Length::points(80)));
        let empty = Scale::new(std::iter::empty(), Length::points(80));
        assert_eq!(empty.place(0), Length::ZERO);
    }
}
