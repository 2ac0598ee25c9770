//! Horizontal bar charts: a row for each label, its bars one below the other or stacked, each with its number.

use crate::{
    book::{Chart, ChartKind, Decimal, Inline, InlineStyle, Lang},
    layout::{
        flow::chart::{
            Flow, Sheet, Sizes, hairline,
            scale::{Scale, millionths},
            series_style,
        },
        frame::{Content, FrameItem},
    },
    typeset::{
        color::Color,
        length::{Length, Point},
        mark::MarkId,
        style::Align,
    },
};

/// The dimensions of a bar chart.
struct Frame {
    /// The width of the labels' column.
    labels: Length,
    /// The left edge of the scale.
    start: Length,
    /// The thickness of a bar.
    bar: Length,
    scale: Scale,
}

impl Flow<'_> {
    /// How many labels with `series` bars each fit a page, at the least thickness of a bar.
    pub(super) fn rows_on_a_page(&self, series: usize) -> usize {
        let row = self.least_bar() * i64::try_from(series.max(1)).unwrap_or(1) + self.least_bar() / 3;
        let room = self.context.geometry.text.height.of_em(80, 100);
        usize::try_from(room.0 / row.0.max(1)).unwrap_or(1).max(1)
    }

    /// The least thickness of a bar: thinner bars would be closer than the lines of their labels.
    fn least_bar(&self) -> Length {
        self.theme().chart(Align::Start).text.leading.of_em(3, 4)
    }

    /// The dimensions of a chart of `values`; `series` is the number of bars in a row, 0 for stacked bars.
    fn frame(&mut self, sheet: &Sheet<'_>, series: usize, values: &[i128]) -> Frame {
        let labels = sheet.sizes.label.min(self.width.of_em(38, 100));
        let gap = self.theme().em(60);
        let number = sheet.sizes.number + gap;
        // The number of a negative bar is to its left.
        let negative = if values.iter().any(|&value| value < 0) { number } else { Length::ZERO };
        let positive = if series > 0 { number } else { gap };
        let room = (self.width - labels - gap - negative - positive).max(self.theme().em(200));
        let rows = i64::try_from((sheet.rows.len() * series.max(1)).max(1)).unwrap_or(1);
        // A chart of many rows has thinner bars, so that it fits one page.
        let share = self.context.geometry.text.height.of_em(60, 100) / rows;
        let bar = share.of_em(3, 4).max(self.least_bar()).min(self.theme().em(95));
        Frame { labels, start: self.left + labels + gap + negative, bar, scale: Scale::new(values.iter().copied(), room) }
    }

    /// The widths of the texts of a bar chart, measured once for all its sheets.
    pub(super) fn sizes(&self, chart: &Chart) -> Sizes {
        match chart.kind {
            ChartKind::Bars | ChartKind::StackedBars => {
                let style = self.theme().chart(Align::Start);
                let label = chart.labels.iter().map(|label| self.natural_width(label, &style)).max().unwrap_or_default();
                Sizes { label, number: self.widest_number(chart) }
            }
            ChartKind::Lines => Sizes::default(),
        }
    }

    /// The width of the widest number of a chart.
    pub(super) fn widest_number(&self, chart: &Chart) -> Length {
        let style = self.theme().chart(Align::Start);
        let values = chart.series.iter().flat_map(|series| series.values.iter().flatten());
        let width = |value: &Decimal| self.natural_width(&self.number(chart, *value), &style);
        values.map(width).max().unwrap_or_default()
    }

    /// A value as it is printed. In a text from right to left sign and digits run from left to right all the same, apart from the unit.
    pub(super) fn number(&self, chart: &Chart, value: Decimal) -> [Inline; 1] {
        let text = chart.format_value(value, self.lang.is_french());
        if !self.lang.is_right_to_left() || value.value() >= 0.0 {
            return self.generated_text(&text, chart.span);
        }
        let end = text.rfind(|character: char| character.is_ascii_digit()).map_or(0, |last| last + 1);
        let (number, unit) = text.split_at(end);
        let number = vec![Inline::text(number, chart.span)];
        let mut content = vec![Inline::styled(InlineStyle::Language(Lang::undetermined()), number, chart.span)];
        if !unit.is_empty() {
            content.push(Inline::text(unit, chart.span));
        }
        [Inline::styled(InlineStyle::Language(self.lang.clone()), content, chart.span)]
    }

    /// Draws the bars of each label one below the other, each with its number at its end.
    pub(super) fn bars(&mut self, sheet: &mut Sheet<'_>) {
        let (chart, marks) = (sheet.chart, sheet.marks);
        let values: Vec<i128> =
            chart.series.iter().flat_map(|series| series.values.iter().flatten().map(|v| millionths(*v))).collect();
        let Frame { labels, start, bar, scale } = self.frame(sheet, chart.series.len(), &values);
        let (zero, top, gap) = (start + scale.place(0), sheet.strip.height, self.theme().em(35));
        for row in sheet.rows.clone() {
            let y = sheet.strip.height;
            let bars = bar * i64::try_from(chart.series.len()).unwrap_or(1);
            let below = self.bar_label(sheet, row, labels, bars);
            for (index, series) in chart.series.iter().enumerate() {
                if let Some(value) = series.values.get(row).copied().flatten() {
                    let end = start + scale.place(millionths(value));
                    let figure = sheet.figure;
                    self.bar(sheet, (zero.min(end), zero.max(end)), bar, (index, figure));
                    let number = self.number(chart, value);
                    let mark = marks.value(row, index);
                    let style = self.theme().chart(Align::Start);
                    let width = self.natural_width(&number, &style) + Length(1);
                    let x = if end < zero { end - gap - width } else { end + gap };
                    let y = sheet.strip.height + (bar - style.text.leading) / 2;
                    self.words(&mut sheet.strip, &number, &style, mark, (x, y, width));
                }
                sheet.strip.height += bar;
            }
            sheet.strip.height = sheet.strip.height.max(y + below) + bar / 3;
        }
        sheet.strip.items.push(hairline(zero, top, Length::millipoints(500), sheet.strip.height - top));
    }

    /// Draws stacked bars; each part has its number inside if it is wide enough.
    pub(super) fn stacked_bars(&mut self, sheet: &mut Sheet<'_>) {
        let chart = sheet.chart;
        // A part of a whole cannot be negative: such a value is drawn as 0 and reported to the editor.
        let part = |row: usize, series: usize| {
            chart.series[series].values.get(row).copied().flatten().map(|value| (value, millionths(value).max(0)))
        };
        let sum = |row: usize| (0..chart.series.len()).filter_map(|series| part(row, series)).map(|(_, part)| part).sum();
        let sums: Vec<i128> = (0..chart.labels.len()).map(sum).collect();
        let Frame { labels, start, bar, scale } = self.frame(sheet, 0, &sums);
        let bar = bar.of_em(6, 5);
        let top = sheet.strip.height;
        for row in sheet.rows.clone() {
            let y = sheet.strip.height;
            let below = self.bar_label(sheet, row, labels, bar);
            let mut sum = 0;
            for series in 0..chart.series.len() {
                let Some((value, part)) = part(row, series) else { continue };
                let ends = (start + scale.place(sum), start + scale.place(sum + part));
                sum += part;
                self.part(sheet, value, ends, bar, (row, series));
            }
            sheet.strip.height = (y + bar).max(y + below) + bar / 3;
        }
        sheet.strip.items.push(hairline(start, top, Length::millipoints(500), sheet.strip.height - top));
    }

    /// Draws the label of a row, at the left; returns its height.
    fn bar_label(&mut self, sheet: &mut Sheet<'_>, row: usize, width: Length, bar: Length) -> Length {
        let style = self.theme().chart(Align::End);
        let y = sheet.strip.height + (bar - style.text.leading) / 2;
        let mark = sheet.marks.labels.get(row).copied();
        self.words(&mut sheet.strip, &sheet.chart.labels[row], &style, mark, (self.left, y, width))
    }

    fn bar(&self, sheet: &mut Sheet<'_>, (from, to): (Length, Length), height: Length, (series, mark): (usize, MarkId)) {
        let shapes = series_style::fill(series, Point { x: from, y: sheet.strip.height }, to - from, height);
        let content = Content::Marked(mark);
        sheet.strip.items.extend(shapes.into_iter().map(|shape| FrameItem { shape, content, span: None }));
    }

    /// Draws a part of a stacked bar with its number, on a white background where a hatch would cross it. If the part is too narrow for
    /// its number, the part itself is the marked content of the value's cell.
    fn part(
        &mut self,
        sheet: &mut Sheet<'_>,
        value: Decimal,
        (from, to): (Length, Length),
        bar: Length,
        (row, series): (usize, usize),
    ) {
        let mut style = self.theme().chart(Align::Center);
        style.text.color = series_style::ink_on(series).unwrap_or(Color::BLACK);
        let number: [Inline; 1] = self.number(sheet.chart, value);
        let width = self.natural_width(&number, &style);
        let mark = sheet.marks.value(row, series);
        if width >= to - from {
            let mark = mark.unwrap_or(sheet.figure);
            return self.bar(sheet, (from, to), bar, (series, mark));
        }
        let figure = sheet.figure;
        self.bar(sheet, (from, to), bar, (series, figure));
        if series_style::ink_on(series).is_none() {
            let (x, inset) = ((from + to - width) / 2 - Length::points(1), bar / 6);
            let (across, down) = (width + Length::points(2), bar - inset * 2);
            let mut item = super::super::line::rule(x, sheet.strip.height + inset, across, down, Color::WHITE);
            item.content = Content::Marked(figure);
            sheet.strip.items.push(item);
        }
        let y = sheet.strip.height + (bar - style.text.leading) / 2;
        self.words(&mut sheet.strip, &number, &style, mark, (from, y, to - from));
    }
}
