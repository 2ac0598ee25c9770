//! Charts as inline SVG, in the reader's own type and colour.
//!
//! Series differ by hatches, dashes and points, by the strength of the text colour and by their order, not by hue: the drawing
//! stays readable in night mode, in grey and for eyes that confuse colours. Bars lie flat, so that long labels fit a telephone.
//! Knows no XHTML around it.

use super::markup::Markup;
use crate::book::{Chart, ChartKind, Decimal, Lang, RichText, plain_text};

/// Width of every drawing in its own units: on a telephone a unit is about a pixel, so that the type keeps its size. Heights
/// follow from the number of rows.
const WIDTH: f64 = 420.0;
/// Room at the end of a bar for its value.
const VALUE: f64 = 90.0;
const LINE: f64 = 22.0;

/// Strengths of the text colour on the ground of a bar, series after series. Its outline is drawn in full, so that the lightest
/// is seen as well (WCAG 2.2, 1.4.11).
const GROUNDS: [&str; 6] = ["0.8", "0.25", "0", "0.5", "0", "0.12"];
/// Strokes over them: rising, falling.
const HATCHES: [(bool, bool); 6] = [(false, false), (false, false), (true, false), (false, false), (false, true), (true, true)];
/// Dashes of lines.
const DASHES: [&str; 6] = ["none", "10 4", "2 4", "16 4 4 4", "6 6", "16 4 4 4 4 4"];
/// Width of a character, about; and how many a drawing is wide.
const CHARACTER: f64 = 7.5;
const MOST_CHARACTERS: usize = 54;
/// Distance of the strokes of a hatch.
const HATCH: f64 = 6.0;

/// Draws `chart`; `label` says what it is to whoever does not see it, in a language of its own where it has one.
pub(super) fn draw(out: &mut Markup, chart: &Chart, (label, label_lang): (&str, Option<&Lang>), lang: &Lang) {
    let unit = if chart.unit_word().is_empty() { 0.0 } else { LINE };
    let legend = unit + if chart.series.len() > 1 { chart.series.len() as f64 * LINE } else { 0.0 };
    let rows = rows(chart, lang);
    let labels = rows.iter().map(Vec::len).sum::<usize>() as f64 * LINE;
    let height = legend
        + match chart.kind {
            ChartKind::Bars => labels + rows.len() as f64 * (6.0 + 20.0 * chart.series.len().max(1) as f64),
            ChartKind::StackedBars => labels + rows.len() as f64 * 26.0,
            ChartKind::Lines => 300.0,
        };
    out.open("svg")
        .attr("xmlns", "http://www.w3.org/2000/svg")
        .attr("viewBox", &format!("-1 0 {} {}", WIDTH + 2.0, round(height.max(LINE))))
        .attr("role", "img")
        .attr("aria-label", label)
        .attr_if("lang", label_lang.map(Lang::as_str))
        .attr_if("xml:lang", label_lang.map(Lang::as_str))
        .attr("fill", "currentColor")
        .attr("font-size", "15")
        .line();
    if unit > 0.0 {
        // A unit that is a word stands once, over the values.
        text(out, WIDTH, 15.0, "end", chart.unit_word());
    }
    if chart.series.len() > 1 {
        for (position, series) in chart.series.iter().enumerate() {
            let y = unit + position as f64 * LINE;
            match chart.kind {
                ChartKind::Bars | ChartKind::StackedBars => swatch(out, position, 1.0, y + 3.0, 22.0, 14.0),
                ChartKind::Lines => {
                    polyline(out, position, &[(0.0, y + 10.0), (40.0, y + 10.0)]);
                    dot(out, position, 20.0, y + 10.0);
                }
            }
            let name = if chart.kind == ChartKind::Lines { 48.0 } else { 30.0 };
            text(out, name, y + 15.0, "start", plain_text(&series.name).trim());
        }
    }
    match chart.kind {
        ChartKind::Bars => bars(out, chart, &rows, legend, lang),
        ChartKind::StackedBars => stacked(out, chart, &rows, legend),
        ChartKind::Lines => lines(out, chart, legend, lang),
    }
    out.close();
}

/// The lines over each row of bars: its label; over stacked bars its values as well, for which their parts have no room.
fn rows(chart: &Chart, lang: &Lang) -> Vec<Vec<String>> {
    let label = |(row, label): (usize, &RichText)| {
        let values: Vec<_> = match chart.kind {
            ChartKind::StackedBars => {
                chart.series.iter().filter_map(|series| series.values.get(row).copied().flatten()).collect()
            }
            ChartKind::Bars | ChartKind::Lines => Vec::new(),
        };
        let values: Vec<_> = values.into_iter().map(|value| chart.printed_value(value, lang)).collect();
        let label = plain_text(label);
        wrapped(&if values.is_empty() { label } else { format!("{} ({})", label.trim(), values.join(" / ")) })
    };
    chart.labels.iter().enumerate().map(label).collect()
}

/// Lines of as many characters as a drawing is wide.
fn wrapped(characters: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    // Only a plain space is a place to break at.
    for word in characters.trim().split(' ') {
        match lines.last_mut().filter(|line| line.chars().count() + word.chars().count() < MOST_CHARACTERS) {
            Some(line) => {
                line.push(' ');
                line.push_str(word);
            }
            None => lines.push(word.to_owned()),
        }
    }
    lines
}

/// Writes the lines of a label from `y` down; returns where they end.
fn label(out: &mut Markup, lines: &[String], mut y: f64) -> f64 {
    for line in lines {
        text(out, 0.0, y + 16.0, "start", line);
        y += LINE;
    }
    y
}

fn bars(out: &mut Markup, chart: &Chart, rows: &[Vec<String>], top: f64, lang: &Lang) {
    let values = || chart.series.iter().flat_map(|series| &series.values).flatten().map(|value| value.value());
    let axis = Axis::new(values(), WIDTH - VALUE);
    let mut y = top;
    for (row, lines) in rows.iter().enumerate() {
        y = label(out, lines, y);
        for (position, series) in chart.series.iter().enumerate() {
            if let Some(value) = series.values.get(row).copied().flatten() {
                let (start, length) = axis.bar(0.0, value.value());
                swatch(out, position, start, y + 1.0, length, 16.0);
                text(out, start + length + 6.0, y + 14.0, "start", &chart.printed_value(value, lang));
            }
            y += 20.0;
        }
        y += 6.0;
    }
}

fn stacked(out: &mut Markup, chart: &Chart, rows: &[Vec<String>], top: f64) {
    // A part of a whole is not negative; such a value takes no room and is told by the table.
    let length = |row: usize, series: usize| {
        let value = chart.series[series].values.get(row).copied().flatten();
        value.map_or(0.0, |value| value.value().max(0.0))
    };
    let total = |row: usize| (0..chart.series.len()).map(|series| length(row, series)).sum::<f64>();
    let axis = Axis::new((0..chart.labels.len()).map(total), WIDTH);
    let mut y = top;
    for (row, lines) in rows.iter().enumerate() {
        y = label(out, lines, y);
        let mut from = 0.0;
        for series in 0..chart.series.len() {
            let (start, width) = axis.bar(from, length(row, series));
            swatch(out, series, start, y + 1.0, width, 18.0);
            from += length(row, series);
        }
        y += 26.0;
    }
}

fn lines(out: &mut Markup, chart: &Chart, top: f64, lang: &Lang) {
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
        text(out, left - 8.0, y_of(extreme.value()) + 5.0, "end", &chart.printed_value(extreme, lang));
    }
    // As many labels as stand side by side under the axis.
    let labels: Vec<String> = chart.labels.iter().map(|label| plain_text(label).trim().to_owned()).collect();
    let longest = labels.iter().map(|label| label.chars().count()).max().unwrap_or(0) as f64 * CHARACTER + 8.0;
    let room = (WIDTH - left - 30.0) / columns as f64;
    let step = (1..=labels.len().max(1)).find(|step| room * *step as f64 >= longest).unwrap_or(labels.len().max(1));
    for (column, label) in labels.iter().enumerate().step_by(step) {
        let (x, half) = (x_of(column), label.chars().count() as f64 * CHARACTER / 2.0);
        // At the edges a long label stays inside the drawing.
        let (x, anchor) = if x + half > WIDTH {
            (WIDTH, "end")
        } else if x < half {
            (0.0, "start")
        } else {
            (x, "middle")
        };
        text(out, x, top + height + 36.0, anchor, label);
    }
    for (position, series) in chart.series.iter().enumerate() {
        let points: Vec<_> = series.values.iter().enumerate().filter_map(|(column, value)| Some((column, (*value)?))).collect();
        // A line over an empty cell would invent a value.
        for run in points.chunk_by(|a, b| b.0 == a.0 + 1) {
            let run: Vec<_> = run.iter().map(|(column, value)| (x_of(*column), y_of(value.value()))).collect();
            polyline(out, position, &run);
            for (x, y) in run {
                dot(out, position, x, y);
            }
        }
        out.line();
    }
}

fn polyline(out: &mut Markup, series: usize, points: &[(f64, f64)]) {
    let path: Vec<_> = points.iter().map(|(x, y)| format!("{},{}", round(*x), round(*y))).collect();
    out.open("polyline").attr("points", &path.join(" ")).attr("fill", "none").attr("stroke", "currentColor");
    out.attr("stroke-width", "2").attr("stroke-dasharray", DASHES[series % DASHES.len()]).close().line();
}

/// A point: square, lozenge, triangle, filled; then the same, empty.
fn dot(out: &mut Markup, series: usize, x: f64, y: f64) {
    let corners: &[(f64, f64)] = match series % 3 {
        0 => &[(-4.0, -4.0), (4.0, -4.0), (4.0, 4.0), (-4.0, 4.0)],
        1 => &[(0.0, -5.5), (5.5, 0.0), (0.0, 5.5), (-5.5, 0.0)],
        _ => &[(0.0, -5.5), (5.5, 4.0), (-5.5, 4.0)],
    };
    let points: Vec<_> = corners.iter().map(|(dx, dy)| format!("{},{}", round(x + dx), round(y + dy))).collect();
    let filled = if series % DASHES.len() < 3 { "currentColor" } else { "none" };
    out.open("polygon").attr("points", &points.join(" ")).attr("fill", filled);
    out.attr("stroke", "currentColor").attr("stroke-width", "1.5").close();
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

/// A bar in the look of a series.
fn swatch(out: &mut Markup, series: usize, x: f64, y: f64, width: f64, height: f64) {
    if width <= 0.0 {
        return;
    }
    out.open("rect").attr("x", &round(x)).attr("y", &round(y)).attr("width", &round(width)).attr("height", &round(height));
    out.attr("fill-opacity", GROUNDS[series % GROUNDS.len()]).attr("stroke", "currentColor").close();
    let (rising, falling) = HATCHES[series % HATCHES.len()];
    let mut strokes = String::new();
    if rising {
        strokes.push_str(&hatch(x, y, width, height, |along| along));
    }
    if falling {
        strokes.push_str(&hatch(x, y, width, height, |along| x + x + width - along));
    }
    if !strokes.is_empty() {
        out.open("path").attr("d", &strokes).attr("fill", "none").attr("stroke", "currentColor").close();
    }
    out.line();
}

/// Rising strokes, cut at the edges of a rectangle; `place` mirrors them.
fn hatch(x: f64, y: f64, width: f64, height: f64, place: impl Fn(f64) -> f64) -> String {
    let mut strokes = String::new();
    // On a rising stroke x + y is the same everywhere.
    let mut sum = x + y + HATCH;
    while sum < x + y + width + height {
        let (low, high) = (x.max(sum - y - height), (x + width).min(sum - y));
        let point = |along: f64| format!("{} {}", round(place(along)), round(sum - along));
        strokes.push_str(&format!("M{}L{}", point(low), point(high)));
        sum += HATCH;
    }
    strokes
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
    use super::hatch;

    #[test]
    fn hatches_stay_in_their_rectangle() {
        assert_eq!(hatch(0.0, 0.0, 10.0, 4.0, |along| along), "M2 4L6 0M8 4L10 2");
    }
}
