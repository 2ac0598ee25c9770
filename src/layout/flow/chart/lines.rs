//! Line charts: a line for each series over the labels, each point with its number where there is room.

use crate::{
    book::{Chart, Decimal, Inline, plain_text},
    layout::{
        flow::chart::{
            Flow, Sheet, hairline,
            scale::{Scale, from_millionths, millionths},
            series_style,
        },
        frame::{Content, FrameItem, Shape},
        theme::RULE_GREY,
    },
    typeset::{
        length::{Length, Point},
        style::{Align, ParagraphStyle},
    },
};

/// With more lines than this, points have no numbers.
const MOST_NUMBERED: usize = 3;

/// The area in which lines are drawn.
struct Plot {
    scale: Scale,
    left: Length,
    foot: Length,
}

/// The numbers at points, as they are placed.
struct Numbers<'c> {
    chart: &'c Chart,
    step: Length,
    style: ParagraphStyle,
    /// The left and right edge of the drawing.
    edges: (Length, Length),
    /// The left edge, right edge and top of each placed number.
    placed: Vec<(Length, Length, Length)>,
}

impl Flow<'_> {
    /// Draws the lines. Where numbers at all points would cover each other and the lines, a scale at the left replaces them.
    pub(super) fn line_plot(&mut self, sheet: &mut Sheet<'_>) {
        let chart = sheet.chart;
        let style = self.theme().chart(Align::Center);
        let leading = style.text.leading;
        let height = self.context.geometry.text.height.of_em(26, 100);
        let values: Vec<i128> =
            chart.series.iter().flat_map(|series| series.values.iter().flatten().map(|v| millionths(*v))).collect();
        let points = i64::try_from(chart.labels.len().max(1)).unwrap_or(1);
        let is_busy = chart.series.len() > MOST_NUMBERED || self.widest_number(chart) > self.width / points;
        let top = sheet.strip.height + leading;
        let mut plot = Plot { scale: Scale::new(values.iter().copied(), height), left: self.left, foot: top + height };
        if is_busy {
            self.ticks(sheet, &mut plot);
        }
        let plot = plot;
        let width = self.left + self.width - plot.left;
        let step = width / points;
        let axis = plot.foot - plot.scale.place(0);
        sheet.strip.items.push(hairline(plot.left, axis, width, Length::millipoints(500)));
        let place = |at: usize, value: Decimal| {
            let x = plot.left + step * i64::try_from(at).unwrap_or(0) + step / 2;
            Point { x, y: plot.foot - plot.scale.place(millionths(value)) }
        };
        let mut numbers = Numbers { chart, step, style, edges: (plot.left, plot.left + width), placed: Vec::new() };
        for (index, series) in chart.series.iter().enumerate() {
            let points: Vec<_> = (0..).zip(&series.values).filter_map(|(at, value)| Some((at, place(at, (*value)?)))).collect();
            let figure = Content::Marked(sheet.figure);
            let shapes = unbroken(&points).into_iter().flat_map(|points| series_style::line(index, &points));
            sheet.strip.items.extend(shapes.map(|shape| FrameItem { shape, content: figure, span: None }));
        }
        for (index, series) in chart.series.iter().enumerate() {
            for (at, value) in (0..).zip(&series.values) {
                let Some(value) = *value else { continue };
                // The marker is marked content of the value's cell: each value has one, but a number only where there is room.
                let mark = sheet.marks.value(at, index).unwrap_or(sheet.figure);
                let point = place(at, value);
                let shapes = series_style::point(index, point, step).into_iter();
                sheet.strip.items.extend(shapes.map(|shape| FrameItem { shape, content: Content::Marked(mark), span: None }));
                if !is_busy {
                    self.number_at(sheet, &mut numbers, (value, point), (index, at));
                }
            }
        }
        // Numbers below the lowest points are between the axis and its labels.
        let lowest = numbers.placed.iter().map(|&(_, _, y)| y + leading).max().unwrap_or(plot.foot);
        self.labels_below(sheet, (plot.left, step, axis), plot.foot.max(lowest));
    }

    /// Draws a number above or below its point, unless it would cover another number or leave the drawing.
    fn number_at(
        &mut self,
        sheet: &mut Sheet<'_>,
        numbers: &mut Numbers<'_>,
        (value, point): (Decimal, Point),
        (series, at): (usize, usize),
    ) {
        let leading = numbers.style.text.leading;
        let number = self.number(numbers.chart, value);
        let highest = is_highest(numbers.chart, series, at);
        let y = if highest { point.y - leading.of_em(5, 4) } else { point.y + leading.of_em(1, 5) };
        let width = self.natural_width(&number, &numbers.style);
        let (from, to) = (point.x - width / 2, point.x + width / 2);
        let covers =
            |&(left, right, top): &(Length, Length, Length)| from < right && left < to && (top - y).0.abs() < leading.0 * 4 / 5;
        let (left, right) = numbers.edges;
        let inside = from >= left - numbers.step / 2 && to <= right + numbers.step / 2;
        if inside && !numbers.placed.iter().any(covers) {
            numbers.placed.push((from, to, y));
            let mark = sheet.marks.value(at, series);
            self.words(&mut sheet.strip, &number, &numbers.style, mark, (from, y, width + Length(1)));
        }
    }

    /// Draws the ticks of the scale at the left, each with a grid line, and moves the left edge of the plot to make room for them.
    fn ticks(&mut self, sheet: &mut Sheet<'_>, plot: &mut Plot) {
        let style = self.theme().chart(Align::End);
        let chart = sheet.chart;
        let ticks: Vec<_> =
            plot.scale.round_values().into_iter().map(|value| (value, self.number(chart, from_millionths(value)))).collect();
        let widest = ticks.iter().map(|(_, number)| self.natural_width(number, &style)).max().unwrap_or_default();
        let gap = self.theme().em(50);
        plot.left = self.left + widest + gap;
        for (value, number) in ticks {
            let y = plot.foot - plot.scale.place(value);
            let mut line = hairline(plot.left, y, self.left + self.width - plot.left, Length::millipoints(250));
            if let Shape::Rule { color, .. } = &mut line.shape {
                *color = RULE_GREY;
            }
            sheet.strip.items.push(line);
            let place = (self.left, y - style.text.leading / 2, widest + Length(1));
            self.words(&mut sheet.strip, &number, &style, Some(sheet.figure), place);
        }
    }

    /// Draws as many labels as fit side by side without broken words. A label that is not printed is a tick on the axis instead, so that
    /// it is still in the structure.
    fn labels_below(&mut self, sheet: &mut Sheet<'_>, (left, step, axis): (Length, Length, Length), foot: Length) {
        let style = self.theme().chart(Align::Center);
        let (chart, leading) = (sheet.chart, style.text.leading);
        let word = chart.labels.iter().map(|label| self.widest_word(label, &style)).max().unwrap_or_default();
        let every = ((word + self.theme().em(40)).0 / step.0.max(1) + 1).max(1);
        let mut below = Length::ZERO;
        for ((at, label), &mark) in (0..).zip(&chart.labels).zip(&sheet.marks.labels) {
            let middle = left + step * at + step / 2;
            if at % every == 0 {
                let place = (middle - step * every / 2, foot + leading.of_em(1, 4), step * every);
                below = below.max(self.words(&mut sheet.strip, label, &style, Some(mark), place));
            } else {
                let mut stroke = hairline(middle, axis, Length::millipoints(500), Length::points(2));
                stroke.content = Content::Marked(mark);
                sheet.strip.items.push(stroke);
            }
        }
        sheet.strip.height = foot + below + leading.of_em(1, 2);
    }

    fn widest_word(&mut self, label: &[Inline], style: &ParagraphStyle) -> Length {
        let words = plain_text(label);
        let span = self.section.span;
        words.split_whitespace().map(|word| self.natural_width(&[Inline::text(word, span)], style)).max().unwrap_or_default()
    }
}

/// The runs of points without an empty cell between them: a line across a gap would suggest a value.
fn unbroken(points: &[(usize, Point)]) -> Vec<Vec<Point>> {
    points.chunk_by(|a, b| b.0 == a.0 + 1).map(|run| run.iter().map(|(_, point)| *point).collect()).collect()
}

/// Whether a series has the highest value at a label. Its number is above the point, those of all others are below, so that numbers of
/// crossing lines do not cover each other.
fn is_highest(chart: &Chart, series: usize, at: usize) -> bool {
    let value = |series: &crate::book::Series| series.values.get(at).copied().flatten().map(millionths);
    let own = chart.series.get(series).and_then(value);
    chart
        .series
        .iter()
        .enumerate()
        .all(|(other, values)| other == series || value(values) < own || (value(values) == own && series < other))
}
