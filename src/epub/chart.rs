//! Charts as inline SVG, in the reader's own type and colour.
//!
//! Series differ by the strength of the text colour and by their order, not by hue: the drawing stays readable in night mode, in
//! grey and for eyes that confuse colours. Bars lie flat, so that long labels fit a telephone. Knows no XHTML around it.

use super::markup::Markup;
use crate::book::{Chart, ChartKind, Decimal, plain_text};

/// Width of every drawing in its own units: on a telephone a unit is about a pixel, so that the type keeps its size. Heights
/// follow from the number of rows.
const WIDTH: f64 = 420.0;
/// Room at the end of a bar for its value.
const VALUE: f64 = 90.0;
const LINE: f64 = 22.0;

/// Strengths of the text colour, series after series.
const STRENGTHS: [&str; 5] = ["0.85", "0.5", "0.28", "0.66", "0.15"];

/// Draws `chart`; `label` says what it is to whoever does not see it.
pub(super) fn draw(out: &mut Markup, chart: &Chart, label: &str, decimal: char) {
    let legend = if chart.series.len() > 1 { chart.series.len() as f64 * LINE } else { 0.0 };
    let rows = chart.labels.len() as f64;
    let height = legend
        + match chart.kind {
            ChartKind::Bars => rows * (LINE + 6.0 + 20.0 * chart.series.len().max(1) as f64),
            ChartKind::StackedBars => rows * (LINE + 26.0),
            ChartKind::Lines => 300.0,
        };
    out.open("svg")
        .attr("xmlns", "http://www.w3.org/2000/svg")
        .attr("viewBox", &format!("0 0 {WIDTH} {}", round(height.max(LINE))))
        .attr("role", "img")
        .attr("aria-label", label)
        .attr("fill", "currentColor")
        .attr("font-size", "15")
        .line();
    if legend > 0.0 {
        for (position, series) in chart.series.iter().enumerate() {
            let y = position as f64 * LINE;
            swatch(out, position, 0.0, y + 3.0, 14.0, 14.0);
            text(out, 22.0, y + 15.0, "start", plain_text(&series.name).trim());
        }
    }
    match chart.kind {
        ChartKind::Bars => bars(out, chart, legend, decimal),
        ChartKind::StackedBars => stacked(out, chart, legend, decimal),
        ChartKind::Lines => lines(out, chart, legend, decimal),
    }
    out.close();
}

/// The unit as it stands behind each value: a sign. A word would fill the lines, and « 1 jours » is no French: it stands once,
/// over the values.
pub(super) fn sign(unit: &str) -> &str {
    if unit.chars().count() <= 2 { unit } else { "" }
}

/// A value with its unit, as the book's language writes numbers: thousands and unit set off by U+202F.
pub(super) fn number(value: Decimal, unit: &str, decimal: char) -> String {
    let digits = value.units.unsigned_abs().to_string();
    let scale = usize::from(value.scale);
    let digits = format!("{digits:0>width$}", width = scale + 1);
    let (whole, fraction) = digits.split_at(digits.len() - scale);
    let mut shown = String::new();
    if value.units < 0 {
        shown.push('\u{2212}');
    }
    for (position, digit) in whole.chars().enumerate() {
        // Years and other numbers of four digits stay whole.
        if position > 0 && whole.len() > 4 && (whole.len() - position) % 3 == 0 {
            shown.push('\u{202f}');
        }
        shown.push(digit);
    }
    if !fraction.is_empty() {
        shown.push(decimal);
        shown.push_str(fraction);
    }
    if !unit.trim().is_empty() {
        shown.push('\u{202f}');
        shown.push_str(unit.trim());
    }
    shown
}

fn bars(out: &mut Markup, chart: &Chart, top: f64, decimal: char) {
    let values = || chart.series.iter().flat_map(|series| &series.values).flatten().map(|value| value.value());
    let axis = Axis::new(values(), WIDTH - VALUE);
    let mut y = top;
    for (row, label) in chart.labels.iter().enumerate() {
        text(out, 0.0, y + 16.0, "start", plain_text(label).trim());
        y += LINE;
        for (position, series) in chart.series.iter().enumerate() {
            if let Some(value) = series.values.get(row).copied().flatten() {
                let (start, length) = axis.bar(0.0, value.value());
                swatch(out, position, start, y + 1.0, length, 16.0);
                text(out, start + length + 6.0, y + 14.0, "start", &number(value, sign(&chart.unit), decimal));
            }
            y += 20.0;
        }
        y += 6.0;
    }
}

fn stacked(out: &mut Markup, chart: &Chart, top: f64, decimal: char) {
    let value = |row: usize, series: usize| chart.series[series].values.get(row).copied().flatten();
    // A part of a whole is not negative; such a value takes no room and is told by the table.
    let length = |row: usize, series: usize| value(row, series).map_or(0.0, |value| value.value().max(0.0));
    let total = |row: usize| (0..chart.series.len()).map(|series| length(row, series)).sum::<f64>();
    let axis = Axis::new((0..chart.labels.len()).map(total), WIDTH);
    let mut y = top;
    for (row, label) in chart.labels.iter().enumerate() {
        let values: Vec<_> = (0..chart.series.len())
            .filter_map(|series| value(row, series))
            .map(|value| number(value, sign(&chart.unit), decimal))
            .collect();
        let label = plain_text(label);
        text(out, 0.0, y + 16.0, "start", &format!("{} ({})", label.trim(), values.join(" / ")));
        y += LINE;
        let mut from = 0.0;
        for series in 0..chart.series.len() {
            let (start, width) = axis.bar(from, length(row, series));
            swatch(out, series, start, y + 1.0, width, 18.0);
            from += length(row, series);
        }
        y += 26.0;
    }
}

fn lines(out: &mut Markup, chart: &Chart, top: f64, decimal: char) {
    let values = || chart.series.iter().flat_map(|series| &series.values).flatten().copied();
    let (height, left) = (240.0, 70.0);
    let axis = Axis::new(values().map(Decimal::value), height);
    let y_of = |value: f64| top + 14.0 + height - axis.place(value);
    let columns = chart.labels.len().max(2) - 1;
    let x_of = |column: usize| left + (WIDTH - left - 30.0) * column as f64 / columns as f64;
    // The axis, with the lowest and the highest value.
    line(out, left, y_of(axis.low), WIDTH, y_of(axis.low));
    line(out, left, y_of(axis.low), left, y_of(axis.high));
    let by_size = |a: &Decimal, b: &Decimal| a.value().total_cmp(&b.value());
    for extreme in [values().min_by(by_size), values().max_by(by_size)].into_iter().flatten() {
        text(out, left - 8.0, y_of(extreme.value()) + 5.0, "end", &number(extreme, sign(&chart.unit), decimal));
    }
    // About six labels fit under the axis.
    let step = chart.labels.len().div_ceil(6).max(1);
    for (column, label) in chart.labels.iter().enumerate().step_by(step) {
        text(out, x_of(column), top + height + 36.0, "middle", plain_text(label).trim());
    }
    for (position, series) in chart.series.iter().enumerate() {
        let points: Vec<_> = series
            .values
            .iter()
            .enumerate()
            .filter_map(|(column, value)| Some((x_of(column), y_of((*value)?.value()))))
            .collect();
        let path: Vec<_> = points.iter().map(|(x, y)| format!("{},{}", round(*x), round(*y))).collect();
        let dashes = ["none", "8 4", "2 3", "12 3 2 3", "4 8"][position % STRENGTHS.len()];
        out.open("polyline").attr("points", &path.join(" ")).attr("fill", "none").attr("stroke", "currentColor");
        out.attr("stroke-width", "2.5")
            .attr("stroke-dasharray", dashes)
            .attr("stroke-opacity", strength(position))
            .close()
            .line();
        for (x, y) in points {
            out.open("circle").attr("cx", &round(x)).attr("cy", &round(y)).attr("r", "4").close();
        }
        out.line();
    }
}

/// A scale from values to lengths that always shows zero.
struct Axis {
    low: f64,
    high: f64,
    length: f64,
}

impl Axis {
    fn new(values: impl Iterator<Item = f64>, length: f64) -> Self {
        let (low, high) = values.fold((0.0_f64, 0.0_f64), |(low, high), value| (low.min(value), high.max(value)));
        Self { low, high: if high > low { high } else { low + 1.0 }, length }
    }

    fn place(&self, value: f64) -> f64 {
        (value - self.low) / (self.high - self.low) * self.length
    }

    /// Start and length of a bar of `value` that begins at `from`.
    fn bar(&self, from: f64, value: f64) -> (f64, f64) {
        let (a, b) = (self.place(from), self.place(from + value));
        (a.min(b), (b - a).abs())
    }
}

fn strength(series: usize) -> &'static str {
    STRENGTHS[series % STRENGTHS.len()]
}

fn swatch(out: &mut Markup, series: usize, x: f64, y: f64, width: f64, height: f64) {
    out.open("rect").attr("x", &round(x)).attr("y", &round(y)).attr("width", &round(width)).attr("height", &round(height));
    out.attr("fill-opacity", strength(series)).close().line();
}

fn line(out: &mut Markup, x1: f64, y1: f64, x2: f64, y2: f64) {
    out.open("line").attr("x1", &round(x1)).attr("y1", &round(y1)).attr("x2", &round(x2)).attr("y2", &round(y2));
    out.attr("stroke", "currentColor").attr("stroke-opacity", "0.5").close().line();
}

fn text(out: &mut Markup, x: f64, y: f64, anchor: &str, characters: &str) {
    out.open("text").attr("x", &round(x)).attr("y", &round(y)).attr("text-anchor", anchor).text(characters).close().line();
}

/// Hundredths are finer than any screen, and print alike on every machine.
fn round(value: f64) -> String {
    let hundredths = (value * 100.0).round() / 100.0;
    if hundredths == 0.0 { "0".to_owned() } else { hundredths.to_string() }
}

#[cfg(test)]
mod tests {
    use super::number;
    use crate::book::Decimal;

    #[test]
    fn numbers_are_written_as_the_language_does() {
        let shown = |text: &str, unit| Decimal::parse(text).map(|value| number(value, unit, ','));
        assert_eq!(shown("-1234567.50", "€").as_deref(), Some("\u{2212}1\u{202f}234\u{202f}567,50\u{202f}€"));
        assert_eq!(shown("2016", "").as_deref(), Some("2016"));
        assert_eq!(shown("0.05", "%").as_deref(), Some("0,05\u{202f}%"));
    }
}
