//! Charts: bars, stacked bars and lines, drawn from the numbers in greys that a printer and a colour-blind reader tell apart.
//!
//! Every value is printed; the structure holds a figure whose alternative text says all the data. Read next: `chart/plot`.

mod plot;

use super::Flow;
use crate::{
    book::{Chart, ChartKind, Decimal, plain_text},
    layout::{
        frame::{Artifact, Color, Content, FrameItem},
        length::{Length, Point},
        strip::{Strip, StripStart},
        structure::{MarkId, StructureRole},
        style::{Align, ParagraphStyle},
        tagging::role,
    },
};

/// Fills of the series, from dark to light and back.
const FILLS: [[u8; 3]; 6] =
    [[0x3a, 0x3a, 0x3a], [0xa8, 0xa8, 0xa8], [0x70, 0x70, 0x70], [0xd4, 0xd4, 0xd4], [0x55, 0x55, 0x55], [0xc0, 0xc0, 0xc0]];

/// The fill of a series.
pub(super) fn fill(series: usize) -> Color {
    Color { rgb: FILLS[series % FILLS.len()] }
}

impl<'a> Flow<'a> {
    /// A chart: title, legend, drawing, caption, as one strip that may wait for the next page.
    pub(super) fn chart(&mut self, chart: &'a Chart) {
        let half = self.theme().leading.of_em(1, 2);
        self.tagger.enter(role(StructureRole::Division));
        let mut strip = Strip { start: Some(StripStart::Block(chart.id)), span: Some(chart.span), ..Strip::default() };
        strip.anchors.extend(chart.anchor.as_ref().map(|anchor| format!("{}.{anchor}", self.section.slug)));
        if !chart.title.is_empty() {
            let style = self.theme().small_title();
            self.tagger.enter(role(StructureRole::Paragraph));
            let (left, width) = (self.left, self.width);
            let (mut items, height) = self.cell_lines(&chart.title, &style, left, width, Length::ZERO);
            self.tagger.leave();
            strip.items.append(&mut items);
            strip.height = height + half.of_em(1, 2);
        }
        let mut element = role(StructureRole::Figure);
        element.alt = Some(self.data_in_words(chart));
        element.span = Some(chart.span);
        let mark = self.tagger.leaf(element);
        self.legend(chart, &mut strip, mark);
        match chart.kind {
            ChartKind::Bars => self.bars(chart, &mut strip, mark),
            ChartKind::StackedBars => self.stacked_bars(chart, &mut strip, mark),
            ChartKind::Lines => self.line_plot(chart, &mut strip, mark),
        }
        if !chart.caption.is_empty() {
            strip.height += half.of_em(1, 2);
            self.caption(&mut strip, &chart.caption);
        }
        self.tagger.leave();
        strip.floats = strip.notes.is_empty() && self.boxed.is_none() && self.left == Length::ZERO;
        strip.space = half;
        self.push_figure(strip, half);
    }

    /// « Titre. Série : étiquette valeur unité ; … »
    fn data_in_words(&self, chart: &Chart) -> String {
        let mut words = plain_text(&chart.title);
        for series in &chart.series {
            if !words.is_empty() {
                words.push_str(". ");
            }
            words.push_str(&plain_text(&series.name));
            words.push_str(if self.lang.is_french() { "\u{a0}: " } else { ": " });
            let values = chart.labels.iter().zip(&series.values).map(|(label, value)| {
                let value = value.map_or_else(|| "–".to_owned(), |value| self.number(value));
                let unit = if chart.unit.is_empty() { String::new() } else { format!("\u{202f}{}", chart.unit) };
                format!("{} {value}{unit}", plain_text(label))
            });
            words.push_str(&values.collect::<Vec<_>>().join("; "));
        }
        words
    }

    /// A number as the book's language writes it: comma and narrow spaces in French.
    pub(super) fn number(&self, value: Decimal) -> String {
        let french = self.lang.is_french();
        let digits = value.units.unsigned_abs().to_string();
        let scale = usize::from(value.scale);
        let digits = format!("{digits:0>width$}", width = scale + 1);
        let (whole, fraction) = digits.split_at(digits.len() - scale);
        let mut shown = if value.units < 0 { "−".to_owned() } else { String::new() };
        for (index, digit) in whole.chars().enumerate() {
            if index > 0 && (whole.len() - index) % 3 == 0 {
                shown.push(if french { '\u{202f}' } else { ',' });
            }
            shown.push(digit);
        }
        if !fraction.is_empty() {
            shown.push(if french { ',' } else { '.' });
            shown.push_str(fraction);
        }
        shown
    }

    /// Names of the series with their fills, when there are several; the unit at the right.
    fn legend(&mut self, chart: &'a Chart, strip: &mut Strip, mark: MarkId) {
        let style = self.theme().chart(Align::Start);
        let (leading, side) = (style.text.leading, self.theme().em(70));
        let mut x = self.left;
        let top = strip.height;
        let mut rows = 0;
        if chart.series.len() > 1 {
            rows = 1;
            for (index, series) in chart.series.iter().enumerate() {
                let width = self.natural_width(&series.name, &style) + side * 3;
                if x + width > self.left + self.width && x > self.left {
                    x = self.left;
                    rows += 1;
                }
                let y = top + leading * (rows - 1);
                let mut swatch = super::line::rule(x, y + leading.of_em(1, 4), side, side, fill(index));
                swatch.content = Content::Marked(mark);
                strip.items.push(swatch);
                self.words(strip, &series.name, &style, mark, (x + side.of_em(3, 2), y, width));
                x += width + side;
            }
        }
        strip.height += leading * rows + if rows > 0 { leading.of_em(1, 2) } else { Length::ZERO };
    }

    /// The width of `content` in one line.
    pub(super) fn natural_width(&self, content: &[crate::book::Inline], style: &ParagraphStyle) -> Length {
        let style = ParagraphStyle { align: Align::Start, ..style.clone() };
        let measure = crate::layout::style::Measure::new(Length::points(20_000));
        let mut trial = crate::diagnostic::Diagnostics::new();
        let set = crate::layout::paragraph::set(content, &style, &measure, &[], &self.context(), &mut trial);
        set.lines.iter().map(|line| line.width).max().unwrap_or_default() + Length(64)
    }

    /// Words of the drawing at a place `(x, y of the top, width)`; returns their height.
    pub(super) fn words(
        &mut self,
        strip: &mut Strip,
        content: &[crate::book::Inline],
        style: &ParagraphStyle,
        mark: MarkId,
        (x, y, width): (Length, Length, Length),
    ) -> Length {
        let set = self.lines_marked(content, style, width, &[mark]);
        let leading = style.text.leading;
        for (index, line) in (0..).zip(&set.lines) {
            let origin = Point { x, y: y + leading * index + super::line::baseline(leading) };
            let items = self.line_items(line, origin).into_iter();
            strip.items.extend(items.map(|item| FrameItem { content: Content::Marked(mark), ..item }));
        }
        leading * i64::try_from(set.lines.len()).unwrap_or(0)
    }
}

/// A rule of a drawing, which says nothing.
pub(super) fn hairline(x: Length, y: Length, width: Length, height: Length) -> FrameItem {
    let mut item = super::line::rule(x, y, width, height, crate::layout::theme::RULE);
    item.content = Content::Artifact(Artifact::Decoration);
    item
}
