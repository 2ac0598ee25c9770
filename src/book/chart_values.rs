//! The values of a chart as text, the same in EPUB and PDF: how the language writes a number, and where the unit stands.

use super::{
    chart::{Chart, Decimal, Series},
    lang::Lang,
};

/// Numbers of this many digits and more are written in groups of three; years have fewer.
const GROUPED: usize = 5;

impl Chart {
    /// A value as the drawing shows it, with the unit if that is a sign. A unit that is a word ([`Chart::unit_word`]) stands once, over
    /// the values: it would fill the drawing, and « 1 jours » is not French.
    #[must_use]
    pub fn format_value(&self, value: Decimal, french: bool) -> String {
        let number = self.number(value, french);
        if self.unit_word().is_empty() { with_unit(number, self.unit.trim(), french) } else { number }
    }

    /// A value as text in `lang`: in a language from right to left a mark of direction (U+200E) keeps the sign at the left of its digits,
    /// where it is written in every language.
    #[must_use]
    pub fn printed_value(&self, value: Decimal, lang: &Lang) -> String {
        let printed = self.format_value(value, lang.is_french());
        if lang.is_right_to_left() && value.value() < 0.0 { format!("\u{200e}{printed}") } else { printed }
    }

    /// The unit if it is a word, else an empty string.
    #[must_use]
    pub fn unit_word(&self) -> &str {
        let unit = self.unit.trim();
        if unit.chars().count() > 2 { unit } else { "" }
    }

    /// A value with its unit, sign or word: for table cells that a screen reader reads out.
    #[must_use]
    pub fn format_with_unit(&self, value: Decimal, french: bool) -> String {
        with_unit(self.number(value, french), self.unit.trim(), french)
    }

    /// Whether the numbers of a chart of these series are written in groups of three digits: if one is, all are.
    #[must_use]
    pub fn grouped(series: &[Series]) -> bool {
        series.iter().flat_map(|series| series.values.iter().flatten()).any(|value| is_long(*value))
    }

    /// The number without its unit.
    fn number(&self, value: Decimal, french: bool) -> String {
        let groups = self.is_grouped || is_long(value);
        let (whole, fraction) = parts(value);
        let (point, separator) = if french { (',', '\u{202f}') } else { ('.', ',') };
        let mut shown = String::new();
        if value.units < 0 {
            shown.push('\u{2212}');
        }
        for (position, digit) in whole.chars().enumerate() {
            if groups && position > 0 && (whole.len() - position) % 3 == 0 {
                shown.push(separator);
            }
            shown.push(digit);
        }
        if !fraction.is_empty() {
            shown.push(point);
            shown.push_str(&fraction);
        }
        shown
    }
}

/// Whether a value is written in groups of three digits.
fn is_long(value: Decimal) -> bool {
    parts(value).0.len() >= GROUPED
}

/// The digits before and after the point.
fn parts(value: Decimal) -> (String, String) {
    let scale = usize::from(value.scale);
    let mut whole = format!("{:0>width$}", value.units.unsigned_abs(), width = scale + 1);
    let fraction = whole.split_off(whole.len() - scale);
    (whole, fraction)
}

fn with_unit(number: String, unit: &str, french: bool) -> String {
    match unit {
        "" => number,
        "%" if !french => format!("{number}%"),
        unit => format!("{number}\u{202f}{unit}"),
    }
}

#[cfg(test)]
mod tests {
    use crate::book::{BlockId, Chart, ChartKind, Decimal, Series};

    fn shown(values: &[&str], unit: &str, french: bool) -> Vec<String> {
        let values: Vec<_> = values.iter().map(|value| Decimal::parse(value)).collect();
        let series = vec![Series { name: Vec::new(), values: values.clone() }];
        let chart = Chart {
            id: BlockId(0),
            anchor: None,
            kind: ChartKind::Bars,
            title: Vec::new(),
            caption: Vec::new(),
            unit: unit.to_owned(),
            label_name: Vec::new(),
            labels: Vec::new(),
            is_grouped: Chart::grouped(&series),
            series,
            span: crate::source::Span::whole(crate::source::SourceId::from_index(0)),
        };
        values.into_iter().flatten().map(|value| chart.format_value(value, french)).collect()
    }

    #[test]
    fn numbers_are_written_as_the_language_does() {
        assert_eq!(shown(&["-1234567.50"], "€", true), ["\u{2212}1\u{202f}234\u{202f}567,50\u{202f}€"]);
        assert_eq!(shown(&["2016", "950"], "", true), ["2016", "950"]);
        assert_eq!(shown(&["2016", "12000"], "", true), ["2\u{202f}016", "12\u{202f}000"]);
        assert_eq!(shown(&["0.05"], "%", true), ["0,05\u{202f}%"]);
        assert_eq!(shown(&["12000.5"], "%", false), ["12,000.5%"]);
        assert_eq!(shown(&["3"], "jours", true), ["3"]);
    }
}
