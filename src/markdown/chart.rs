//! Charts: a block of code whose first word is `chart`, its numbers inline or in a file beside the text.
//!
//! Numbers stay as written (`Decimal`). The writers draw them.

use super::{
    attributes::Attributes,
    csv::{self, Field, Rows},
    fragment::{Fragment, cleaned, is_forbidden, lines},
    info_string,
    parser::Parser,
};
use crate::{
    book::{Block, BlockId, Chart, ChartKind, Decimal, Inline, Series},
    diagnostic::{Code, Diagnostic},
    source::Span,
};
use std::{collections::BTreeMap, ops::Range};

const KINDS: [(&str, ChartKind); 3] =
    [("bars", ChartKind::Bars), ("stacked", ChartKind::StackedBars), ("lines", ChartKind::Lines)];

/// Most rows of a chart with bars: they fill ten pages.
const MOST_BARS: usize = 400;

/// Most points of a line: on an upright page they are a tenth of a millimetre apart.
const MOST_POINTS: usize = 1_000;

/// Most values of a chart.
const MOST_VALUES: usize = 4_000;

/// Reads the chart in the code block at `block`; `chunks` are the pieces of its content with their ranges.
pub(super) fn read_chart(
    parser: &mut Parser<'_>,
    fragment: &Fragment<'_>,
    block: &Range<usize>,
    chunks: &[(String, Range<usize>)],
) -> Block {
    let head = lines(fragment.text, block.clone()).next().unwrap_or(block.start..block.start);
    let written = &fragment.text[head.clone()];
    let word_end = written.find('{').unwrap_or(written.len());
    let kind_word = written[..word_end].split_whitespace().filter(|word| !word.ends_with('`') && !word.ends_with('~'));
    let kind_word = kind_word.filter(|word| !word.ends_with("chart")).collect::<Vec<_>>().join(" ");
    let kind = KINDS.iter().find(|(name, _)| *name == kind_word).map_or_else(
        || {
            let diagnostic = Diagnostic::new(Code::UnknownChart, fragment.span(&head));
            let diagnostic = diagnostic.with("name", if kind_word.is_empty() { "none" } else { &kind_word });
            parser.sink.push(diagnostic.suggest(&kind_word, KINDS.iter().map(|(name, _)| *name)));
            ChartKind::Bars
        },
        |(_, kind)| *kind,
    );
    let attributes = info_string::attributes(fragment.text, block).unwrap_or_else(|| {
        if word_end < written.len() {
            parser.sink.push(Diagnostic::new(Code::MalformedAttributes, fragment.span(&(head.start + word_end..head.end))));
        }
        Attributes::default()
    });
    attributes.report_unknown(&["#", "title", "unit", "caption", "file"], fragment, parser.sink);
    let span = fragment.span(block);
    let (mut is_missing, mut is_unread) = (false, false);
    let fields = match attributes.value("file") {
        Some(file) => {
            if chunks.iter().any(|(chunk, _)| !chunk.trim().is_empty()) {
                parser.sink.push(Diagnostic::new(Code::ChartTwice, fragment.span(&file.range)).with("file", &file.text));
            }
            let data = parser.data_file(&file.text, fragment.span(&file.range));
            is_missing = data.is_none();
            is_unread = data.is_some_and(|data| data.text().is_empty() && data.bytes().length() > 0);
            data.map_or_else(Vec::new, |data| {
                let fragment = Fragment::body(data.text(), data.text(), data, 0);
                read_within_limits(parser, kind, &fragment, &[(data.text(), 0..data.text().len())], span)
            })
        }
        None => {
            let chunks: Vec<_> = chunks.iter().map(|(text, range)| (text.as_str(), range.clone())).collect();
            read_within_limits(parser, kind, fragment, &chunks, span)
        }
    };
    let mut chart = Chart {
        id: BlockId::default(),
        anchor: parser.explicit_anchor(&attributes, fragment),
        kind,
        title: parser.attribute(&attributes, "title", fragment),
        caption: parser.attribute(&attributes, "caption", fragment),
        unit: attributes.value("unit").map(|unit| cleaned(&unit.text).into_owned()).unwrap_or_default(),
        label_name: Vec::new(),
        labels: Vec::new(),
        series: Vec::new(),
        is_grouped: false,
        span,
    };
    // Rows of one field have another sign between their values, or none.
    let is_one_column = !fields.is_empty() && fields.iter().all(|row| row.len() < 2);
    let has_title = !is_one_column && fields.first().is_some_and(|row| row.len() < 2);
    let fields = without_empty_columns(fields);
    report_numbers(parser, &fields);
    report_names(parser, &fields);
    fill(parser, &mut chart, fields);
    chart.is_grouped = Chart::grouped(&chart.series);
    // The values may be in the file that an attribute of another name gives.
    let names_file = ["src", "data", "csv", "fichier", "source"].iter().any(|name| attributes.contains(name));
    if !is_missing && !names_file && (chart.series.is_empty() || chart.labels.is_empty()) {
        let report = Diagnostic::new(Code::EmptyChart, fragment.span(&head));
        let report = report.with("problem", if has_title { "head" } else { "none" });
        parser.sink.push(match (is_unread, is_one_column, has_title) {
            (true, _, _) => report.hint("format"),
            (false, true, _) => report.hint("separator"),
            (false, false, true) => report.hint("head"),
            (false, false, false) => report,
        });
    }
    Block::Chart(Box::new(chart))
}

/// Reads the rows that a drawing can show; where the others begin is reported. `chart` is where the chart is written.
fn read_within_limits(
    parser: &mut Parser<'_>,
    kind: ChartKind,
    fragment: &Fragment<'_>,
    chunks: &[(&str, Range<usize>)],
    chart: Span,
) -> Vec<Vec<Field>> {
    let most = match kind {
        ChartKind::Bars | ChartKind::StackedBars => MOST_BARS,
        ChartKind::Lines => MOST_POINTS,
    };
    // The first row has the names of the columns.
    let Rows { mut list, mut rest } = csv::read_rows(fragment, chunks, most + 1, parser.sink);
    let series = list.first().map_or(0, |names| names.len().saturating_sub(1)).max(1);
    let most = most.min((MOST_VALUES / series).max(1));
    if let Some(first) = list.get(most + 1) {
        rest = Some(row_span(first, chart));
        list.truncate(most + 1);
    }
    if let Some(rest) = rest {
        parser.sink.push(Diagnostic::new(Code::ChartTooLong, rest).with("most", most).label(chart, "chart"));
    }
    list
}

/// Fills the labels and the series. The first row names the columns, the first column holds the labels.
fn fill(parser: &mut Parser<'_>, chart: &mut Chart, rows: Vec<Vec<Field>>) {
    let mut rows = rows.into_iter();
    let mut names = rows.next().unwrap_or_default().into_iter();
    chart.label_name = names.next().map(plain).unwrap_or_default();
    chart.series = names.map(|name| Series { name: plain(name), values: Vec::new() }).collect();
    for (number, row) in rows.enumerate() {
        let cells = row.len().saturating_sub(1);
        // Without names each row would be told.
        if cells != chart.series.len() && !chart.series.is_empty() {
            let wrong = Diagnostic::new(Code::RaggedChart, row_span(&row, chart.span)).with("row", number + 1);
            parser.sink.push(wrong.with("cells", cells).with("series", chart.series.len()));
        }
        let mut fields = row.into_iter();
        chart.labels.push(fields.next().map(plain).unwrap_or_default());
        for (column, series) in chart.series.iter_mut().enumerate() {
            let value = fields.next().filter(|field| !field.text.is_empty()).and_then(|field| {
                let value = parse_number(&field.text);
                if value.is_none() {
                    let wrong = Diagnostic::new(Code::BadChartNumber, field.span).with("text", &field.text);
                    let wrong = wrong.with("row", number + 1).with("column", column + 1);
                    parser.sink.push(if is_shortened(&field.text) { wrong.hint("exponent") } else { wrong });
                }
                value
            });
            series.values.push(value);
        }
    }
}

/// The span of a row; `otherwise` when it has no field.
fn row_span(row: &[Field], otherwise: Span) -> Span {
    match (row.first(), row.last()) {
        (Some(first), Some(last)) => first.span.to(last.span),
        (Some(_) | None, None) | (None, Some(_)) => otherwise,
    }
}

fn plain(field: Field) -> Vec<Inline> {
    if field.text.is_empty() { Vec::new() } else { vec![Inline::text(field.text, field.span)] }
}

/// Takes out the last columns in which nothing is written: some spreadsheets end each row with a separator.
fn without_empty_columns(mut rows: Vec<Vec<Field>>) -> Vec<Vec<Field>> {
    let width = rows.first().map_or(0, Vec::len);
    let is_empty = |column: &usize| rows.iter().all(|row| row.get(*column).is_none_or(|field| field.text.is_empty()));
    let kept = width - (2..width).rev().take_while(is_empty).count();
    for row in &mut rows {
        if row.len() <= width {
            row.truncate(kept);
        }
    }
    rows
}

/// Reports a first row with numbers in place of the names, and a point before three digits beside numbers that are written otherwise.
fn report_numbers(parser: &mut Parser<'_>, rows: &[Vec<Field>]) {
    let Some((head, values)) = rows.split_first() else { return };
    let names = head.get(1..).unwrap_or_default();
    // Years may well be the names of series, and so may the numbers from 1 on.
    let are_counted = names.len() > 1 && (1..).zip(names).all(|(number, field): (usize, _)| field.text == number.to_string());
    let is_year = |field: &Field| field.text.len() == 4 && field.text.bytes().all(|byte| byte.is_ascii_digit());
    let are_names = names.iter().all(is_year) || are_counted && !is_numbered(rows);
    let are_values = names.iter().all(|field| parse_number(&field.text).is_some()) && !are_names;
    if let Some(first) = names.first().filter(|_| are_values && !values.is_empty()) {
        parser.sink.push(Diagnostic::new(Code::ChartWithoutHead, first.span).with("name", &first.text));
    }
    let fields = || values.iter().flat_map(|row| row.iter().skip(1)).filter(|field| parse_number(&field.text).is_some());
    let doubtful = fields().find(|field| is_perhaps_thousands(&field.text));
    let otherwise = |field: &&Field| field.text.contains(['\u{a0}', '\u{202f}', ' ', ',', '\'', '’']);
    if let Some((field, other)) = doubtful.and_then(|field| Some((field, fields().find(otherwise)?))) {
        let diagnostic = Diagnostic::new(Code::ThousandsPoint, field.span).with("text", &field.text);
        parser.sink.push(diagnostic.with("other", &other.text));
    }
}

/// Whether the label of each row begins with a digit, that of the first row too: it is no name of the labels.
fn is_numbered(rows: &[Vec<Field>]) -> bool {
    rows.iter().all(|row| row.first().is_some_and(|label| label.text.starts_with(|sign: char| sign.is_ascii_digit())))
}

/// Reports the first series that has the name of another, and the first row that says what another says. Rows of one name alone may
/// well be: the months of two years, the initials of days.
fn report_names(parser: &mut Parser<'_>, rows: &[Vec<Field>]) {
    let mut report = |what: &str, parts: &mut dyn Iterator<Item = (&Field, String)>| {
        let mut seen: BTreeMap<String, Span> = BTreeMap::new();
        for (field, said) in parts.filter(|(field, _)| !field.text.is_empty()) {
            if let Some(first) = seen.insert(said, field.span) {
                let found = Diagnostic::new(Code::SameNameInChart, field.span).with("what", what).with("name", &field.text);
                return parser.sink.push(found.label(first, "first"));
            }
        }
    };
    let is_long = |field: &&Field| field.text.chars().count() > LONGEST_INITIAL;
    let series = rows.first().into_iter().flat_map(|head| head.iter().skip(1)).filter(is_long);
    report("series", &mut series.map(|field| (field, field.text.to_string())));
    let whole = |row: &[Field]| row.iter().map(|field| field.text.trim()).collect::<Vec<_>>().join("\n");
    let has_values = |row: &&Vec<Field>| row.iter().skip(1).any(|field| !field.text.is_empty());
    report("row", &mut rows.iter().skip(1).filter(has_values).filter_map(|row| Some((row.first()?, whole(row)))));
}

/// The characters of a name that is an initial: of a day, a month, a sex.
const LONGEST_INITIAL: usize = 2;

/// Whether the point of a number may divide its thousands: `1.200`, and not `0.125`.
fn is_perhaps_thousands(text: &str) -> bool {
    let whole = |text: &str| (1..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    let parts = text.trim_start_matches(['-', '−', '+']).split_once('.');
    parts.is_some_and(|(before, after)| whole(before) && !before.starts_with('0') && after.len() == 3 && whole(after))
}

/// Whether a number is written with an exponent, as spreadsheets show large ones: `1,2E+05`.
fn is_shortened(text: &str) -> bool {
    let parts = text.split_once(['e', 'E']).map(|(digits, exponent)| (digits, exponent.trim_start_matches(['+', '-'])));
    parts.is_some_and(|(digits, exponent)| Decimal::parse(digits).is_some() && exponent.parse::<u16>().is_ok())
}

/// A number as people type it, perhaps with spaces between thousands, or with apostrophes, as in Switzerland.
fn parse_number(text: &str) -> Option<Decimal> {
    let digits: String = text.chars().filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}') && !is_forbidden(*c)).collect();
    let mut groups = digits.split(['\'', '’']);
    let first = groups.next().is_some_and(|group| group.ends_with(|sign: char| sign.is_ascii_digit()));
    let thousands = |group: &str| group.get(..3).is_some_and(|three| three.bytes().all(|byte| byte.is_ascii_digit()));
    let is_divided = first && groups.all(|group| thousands(group) && !group[3..].starts_with(|sign: char| sign.is_ascii_digit()));
    if is_divided { Decimal::parse(&digits.replace(['\'', '’'], "")) } else { Decimal::parse(&digits) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_people_type_them() {
        let read = |text: &str| parse_number(text).map(|number| (number.units, number.scale));
        assert_eq!(read("1'200"), Some((1200, 0)));
        assert_eq!(read("1’200’000,5"), Some((12_000_005, 1)));
        assert_eq!(read("1\u{202f}200"), Some((1200, 0)));
        for text in ["1'20", "'200", "1E+03", "1'2000"] {
            assert_eq!(read(text), None, "{text}");
        }
        assert!(is_shortened("1,2E+05") && is_shortened("1e3") && !is_shortened("Ée") && !is_shortened("1E+"));
        assert!(is_perhaps_thousands("-1.200") && !is_perhaps_thousands("0.125") && !is_perhaps_thousands("1.25"));
    }
}
