//! Charts: series of decimal numbers. How a value is written is in `chart_values`.

use super::{id::BlockId, inline::RichText, slug::Slug};
use crate::source::Span;

/// A chart.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Chart {
    /// Unique number.
    pub id: BlockId,
    /// Its anchor, unique in the section.
    pub anchor: Option<Slug>,
    /// How it is drawn.
    pub kind: ChartKind,
    /// Title; may be empty.
    pub title: RichText,
    /// Caption; may be empty.
    pub caption: RichText,
    /// Unit of the values, e.g. `%`; may be empty.
    pub unit: String,
    /// Name of the labels' column.
    pub label_name: RichText,
    /// Labels along the axis.
    pub labels: Vec<RichText>,
    /// The series; each has a value a label.
    pub series: Vec<Series>,
    /// Whether its numbers are written in groups of three digits ([`Chart::grouped`]).
    pub is_grouped: bool,
    /// Where it was written.
    pub span: Span,
}

/// Forms of chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum ChartKind {
    Bars,
    StackedBars,
    Lines,
}

/// A series of values.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Series {
    /// Its name.
    pub name: RichText,
    /// A value a label; none where the cell is empty.
    pub values: Vec<Option<Decimal>>,
}

/// A decimal number as written: digits times a power of ten, so that it prints as the author wrote it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Decimal {
    /// The number without its point.
    pub units: i64,
    /// How many of its digits stand after the point.
    pub scale: u8,
}

impl Decimal {
    /// Reads digits with `.` or `,` as the point and an optional sign; at most 15 digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (sign, digits) = match text.strip_prefix(['-', '−']) {
            Some(rest) => (-1, rest),
            None => (1, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, fraction) = digits.split_once(['.', ',']).unwrap_or((digits, ""));
        let all = format!("{whole}{fraction}");
        let plain = !whole.is_empty() && all.len() <= 15 && all.bytes().all(|byte| byte.is_ascii_digit());
        let complete = plain && !digits.ends_with(['.', ',']);
        complete
            .then(|| Some(Self { units: sign * all.parse::<i64>().ok()?, scale: u8::try_from(fraction.len()).ok()? }))
            .flatten()
    }

    /// The nearest binary number, for drawing.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "15 digits fit; it places a bar")]
    pub fn value(self) -> f64 {
        self.units as f64 / 10_f64.powi(i32::from(self.scale))
    }
}
