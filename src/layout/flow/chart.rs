//! Charts: bars, stacked bars and lines, drawn from the numbers in greys, hatches and markers that can be told apart without colour.
//!
//! In the structure a chart is a figure with an alternative text, and a table: the labels and numbers of the drawing are its cells, so
//! that a listener has the data. Read next: `chart/bars`, `chart/lines`, `chart/series_style`, `chart/scale`.

mod bars;
mod lines;
mod scale;
mod series_style;

use crate::{
    book::{Chart, ChartKind, Inline, plain_text},
    diagnostic::{Code, Diagnostic},
    layout::{
        flow::state::Flow,
        frame::{Artifact, Content, FrameItem},
        strip::{Strip, StripStart},
        structure::{HeaderScope, StructureElement, StructureType, chart_name},
    },
    locale::Argument,
    typeset::{
        length::{Length, Point},
        mark::MarkId,
        style::{Align, ParagraphStyle},
    },
};
use std::ops::Range;

/// The marks of a chart's marked content.
struct ChartMarks {
    /// One figure for each sheet.
    figures: Vec<MarkId>,
    /// The names of the series, when they are printed.
    names: Vec<MarkId>,
    /// The labels.
    labels: Vec<MarkId>,
    /// The numbers: a row a label, one a series.
    values: Vec<Vec<MarkId>>,
}

impl ChartMarks {
    /// The mark of a number.
    fn value(&self, row: usize, series: usize) -> Option<MarkId> {
        self.values.get(row)?.get(series).copied()
    }
}

/// How wide the texts of a bar chart are; those of a line chart have no column.
#[derive(Clone, Copy, Default)]
struct Sizes {
    /// The widest label.
    label: Length,
    /// The widest number.
    number: Length,
}

/// The part of a chart that one page holds, while it is drawn.
struct Sheet<'c> {
    chart: &'c Chart,
    marks: &'c ChartMarks,
    sizes: Sizes,
    /// Which of the labels.
    rows: Range<usize>,
    /// What is drawn.
    figure: MarkId,
    strip: Strip,
}

impl<'a> Flow<'a> {
    /// Sets a chart: title, legend, drawing, caption. It is a float; a bar chart too high for a page is divided over several.
    pub(super) fn chart(&mut self, chart: &'a Chart) {
        self.check_chart(chart);
        let half = self.theme().leading.of_em(1, 2);
        let sheets = self.sheets(chart);
        self.tagger.enter(StructureElement::new(StructureType::Division));
        let mut first = Strip { start: Some(StripStart::Block(chart.id)), span: Some(chart.span), ..Strip::default() };
        if let Some(anchor) = &chart.anchor {
            let name = format!("{}.{anchor}", self.section.slug);
            self.tagger.name(name.clone());
            first.anchors.push(name);
        }
        if !chart.title.is_empty() {
            let style = self.theme().small_title();
            self.tagger.enter(StructureElement::new(StructureType::Paragraph));
            let (left, width) = (self.left, self.width);
            let (mut items, height) = self.cell_lines(&chart.title, &style, left, width, Length::ZERO);
            self.tagger.leave();
            first.items.append(&mut items);
            first.height = height + half.of_em(1, 2);
        }
        let marks = self.tag_chart(chart, sheets.len());
        let sizes = self.sizes(chart);
        let mut strips: Vec<Strip> = Vec::with_capacity(sheets.len());
        for (number, rows) in sheets.into_iter().enumerate() {
            let strip = if number == 0 { std::mem::take(&mut first) } else { Strip::default() };
            let mut sheet = Sheet { chart, marks: &marks, sizes, rows, figure: marks.figures[number], strip };
            self.legend(&mut sheet, number > 0);
            match chart.kind {
                ChartKind::Bars => self.bars(&mut sheet),
                ChartKind::StackedBars => self.stacked_bars(&mut sheet),
                ChartKind::Lines => self.line_plot(&mut sheet),
            }
            strips.push(sheet.strip);
        }
        if let Some(last) = strips.last_mut().filter(|_| !chart.caption.is_empty()) {
            last.height += half.of_em(1, 2);
            self.caption(last, &chart.caption, false);
        }
        self.tagger.leave();
        for mut strip in strips {
            strip.floats = strip.notes.is_empty() && self.enclosing_box.is_none() && self.left == Length::ZERO;
            strip.space = half;
            self.push_figure(strip, half);
        }
    }

    /// Reports what the drawing cannot show.
    fn check_chart(&mut self, chart: &Chart) {
        if chart.series.len() > series_style::COUNT {
            let many = Diagnostic::new(Code::ManySeries, chart.span).with("count", chart.series.len());
            self.sink.push(many.with("most", series_style::COUNT));
        }
        let mut values = chart.series.iter().flat_map(|series| series.values.iter().flatten());
        if chart.kind == ChartKind::StackedBars && values.any(|value| value.units < 0) {
            self.sink.push(Diagnostic::new(Code::NegativePart, chart.span));
        }
    }

    /// The labels on each page: all of them, unless the bars would be too thin for their labels.
    fn sheets(&self, chart: &Chart) -> Vec<Range<usize>> {
        let count = chart.labels.len();
        let most = match chart.kind {
            ChartKind::Bars => self.rows_on_a_page(chart.series.len()),
            ChartKind::StackedBars => self.rows_on_a_page(1),
            ChartKind::Lines => count,
        };
        let sheets = count.div_ceil(most.max(1)).max(1);
        let each = count.div_ceil(sheets);
        (0..sheets).map(|sheet| (each * sheet).min(count)..(each * (sheet + 1)).min(count)).collect()
    }

    /// Tags the chart: a figure for each of its `sheets`, then its data as a table.
    fn tag_chart(&mut self, chart: &Chart, sheets: usize) -> ChartMarks {
        let title = [&chart.title, &chart.caption].map(|text| plain_text(text)).into_iter().find(|text| !text.trim().is_empty());
        let ours = if title.is_none() { self.context.label_lang(&self.section.lang) } else { None };
        let title = title.unwrap_or_else(|| self.context.words.word("chart-label"));
        // A phrase half in another language would be read by the wrong voice: there the title alone says it.
        let words = &self.context.words;
        let alt = if words.foreign_to(self.section.lang.as_str()).is_some() {
            title
        } else {
            words.say("chart-alt", &[("title", Argument::Text(&title))])
        };
        self.tagger.name_next(chart_name(&self.section.slug, chart.id));
        let figures = (0..sheets).map(|_| {
            let mut element = StructureElement::with_lang(StructureType::Figure, ours.as_ref());
            element.attributes_mut().alt = Some(alt.clone());
            element.span = Some(chart.span);
            self.tagger.mark_in(element)
        });
        let mut marks = ChartMarks { figures: figures.collect(), names: Vec::new(), labels: Vec::new(), values: Vec::new() };
        let mut table = StructureElement::new(StructureType::Table);
        table.span = Some(chart.span);
        self.tagger.enter(table);
        if chart.series.len() > 1 {
            self.tagger.enter(StructureElement::new(StructureType::TableHead));
            self.tagger.enter(StructureElement::new(StructureType::TableRow));
            // Nothing is printed above the labels.
            self.in_element(StructureType::TableData, |_| {});
            let header = || StructureElement::new(StructureType::TableHeader(HeaderScope::Column));
            marks.names.extend(chart.series.iter().map(|_| self.tagger.mark_in(header())));
            self.tagger.leave();
            self.tagger.leave();
        }
        self.tagger.enter(StructureElement::new(StructureType::TableBody));
        for row in 0..chart.labels.len() {
            self.tagger.enter(StructureElement::new(StructureType::TableRow));
            // Below a line chart only the labels that fit are printed.
            let label = (chart.kind == ChartKind::Lines).then(|| plain_text(&chart.labels[row]));
            marks.labels.push(self.spoken_cell(StructureType::TableHeader(HeaderScope::Row), label));
            let cells = chart.series.iter().map(|series| {
                // Read with its unit, and also where the drawing has no room for the number.
                let value = series.values.get(row).copied().flatten();
                self.spoken_cell(
                    StructureType::TableData,
                    value.map(|value| chart.format_with_unit(value, self.lang.is_french())),
                )
            });
            marks.values.push(cells.collect());
            self.tagger.leave();
        }
        self.tagger.leave();
        self.tagger.leave();
        marks
    }

    /// Tags a cell that is read as `words`, if any, whatever is printed. The actual text is on a span inside it: some screen readers do
    /// not take a cell for one when it has the attribute itself.
    fn spoken_cell(&mut self, cell: StructureType, words: Option<String>) -> MarkId {
        let Some(words) = words else { return self.tagger.mark_in(StructureElement::new(cell)) };
        self.tagger.enter(StructureElement::new(cell));
        let mut span = StructureElement::new(StructureType::Span);
        span.attributes_mut().actual_text = Some(words);
        let mark = self.tagger.mark_in(span);
        self.tagger.leave();
        mark
    }

    /// Draws the legend: the names of the series with their styles, if there are several, and the unit at the right, if it is a word. On
    /// the sheets after the first (`again`) it is an artifact.
    fn legend(&mut self, sheet: &mut Sheet<'_>, again: bool) {
        let style = self.theme().chart(Align::Start);
        let (leading, side) = (style.text.leading, self.theme().em(90));
        let (chart, top) = (sheet.chart, sheet.strip.height);
        let mark = |mark: MarkId| (!again).then_some(mark);
        let unit = self.generated_text(chart.unit_word(), chart.span);
        let unit_width = if chart.unit_word().is_empty() { Length::ZERO } else { self.natural_width(&unit, &style) };
        let mut room = self.width - if unit_width > Length::ZERO { unit_width + side } else { Length::ZERO };
        let (mut x, mut rows) = (self.left, i64::from(unit_width > Length::ZERO));
        for (index, name) in (0_usize..).zip(&sheet.marks.names) {
            rows = rows.max(1);
            let series = &chart.series[index];
            let width = self.natural_width(&series.name, &style);
            if x + side * 2 + width > self.left + room && x > self.left {
                (x, rows, room) = (self.left, rows + 1, self.width);
            }
            let y = top + leading * (rows - 1);
            let items = match chart.kind {
                ChartKind::Bars | ChartKind::StackedBars => {
                    series_style::fill(index, Point { x, y: y + leading.of_em(1, 5) }, side, side.of_em(3, 4))
                }
                ChartKind::Lines => {
                    let (from, to) = (y + leading / 2, x + side * 2);
                    let ends = [Point { x, y: from }, Point { x: to, y: from }];
                    let middle = Point { x: (x + to) / 2, y: from };
                    series_style::line(index, &ends).into_iter().chain(series_style::point(index, middle, side * 2)).collect()
                }
            };
            let sample = if chart.kind == ChartKind::Lines { side * 2 } else { side };
            let content = mark(sheet.figure).map_or(Content::Artifact(Artifact::Decoration), Content::Marked);
            sheet.strip.items.extend(items.into_iter().map(|shape| FrameItem { shape, content, span: None }));
            let place = (x + sample + side.of_em(2, 5), y, (self.width - sample - side).max(width + Length(1)));
            let height = self.words(&mut sheet.strip, &series.name, &style, mark(*name), place);
            rows += height.0 / leading.0.max(1) - 1;
            x += sample + width + side.of_em(3, 2);
        }
        // Last, as it is read: pdf.js writes nothing between a text and one that is drawn later further left on the same line.
        if unit_width > Length::ZERO {
            let place = (self.left + self.width - unit_width, top, unit_width + Length(1));
            self.words(&mut sheet.strip, &unit, &style, mark(sheet.figure), place);
        }
        sheet.strip.height += leading * rows + if rows > 0 { leading.of_em(1, 2) } else { Length::ZERO };
    }

    /// The width of `content` on one line.
    pub(super) fn natural_width(&self, content: &[Inline], style: &ParagraphStyle) -> Length {
        let style = ParagraphStyle { align: Align::Start, ..style.clone() };
        let measure = Length::points(20_000);
        let mut trial = crate::diagnostic::Diagnostics::new();
        let set = crate::typeset::paragraph::set(content, &style, measure, &[], &self.inline_context(), &mut trial);
        set.lines.iter().map(|line| line.width).max().unwrap_or_default() + Length(64)
    }

    /// Draws text at `(x, y of its top, width)` with `mark`, or as an artifact without one; returns its height.
    fn words(
        &mut self,
        strip: &mut Strip,
        content: &[Inline],
        style: &ParagraphStyle,
        mark: Option<MarkId>,
        (x, y, width): (Length, Length, Length),
    ) -> Length {
        let set = self.break_marked_lines(content, style, width, &[mark.unwrap_or(MarkId(0))]);
        let leading = style.text.leading;
        let known = mark.map_or(Content::Artifact(Artifact::Decoration), Content::Marked);
        for (index, line) in (0..).zip(&set.lines) {
            let origin = Point { x, y: y + leading * index + super::line::baseline(leading) };
            let items = self.line_items(line, origin).into_iter();
            strip.items.extend(items.map(|item| FrameItem { content: known, ..item }));
        }
        leading * i64::try_from(set.lines.len()).unwrap_or(0)
    }
}

/// A rule of a drawing, as an artifact.
fn hairline(x: Length, y: Length, width: Length, height: Length) -> FrameItem {
    let mut item = super::line::rule(x, y, width, height, crate::layout::theme::GREY);
    item.content = Content::Artifact(Artifact::Decoration);
    item
}
