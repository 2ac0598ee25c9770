//! Values in another form than the one wanted: dates as people write them.

use super::edit::Edit;
use crate::{book::Date, source::Source};
use std::ops::Range;

/// Months in French and English, without accents.
const MONTHS: [[&str; 2]; 12] = [
    ["janvier", "january"],
    ["fevrier", "february"],
    ["mars", "march"],
    ["avril", "april"],
    ["mai", "may"],
    ["juin", "june"],
    ["juillet", "july"],
    ["aout", "august"],
    ["septembre", "september"],
    ["octobre", "october"],
    ["novembre", "november"],
    ["decembre", "december"],
];

/// The change of the value at `range`, with its quotation marks left where they are; `change` gets what is written.
pub(super) fn replaced(source: &Source, range: Range<usize>, change: impl FnOnce(&str) -> Option<String>) -> Option<Edit> {
    let written = source.text().get(range.clone())?;
    let inner = written.trim_matches(['"', '\'']);
    let start = range.start + written.find(inner)?;
    change(inner).map(|value| Edit::new(start..start + inner.len(), value))
}

/// `written` with the hyphen of the keyboard for those that programs put in its place; none when it has none.
pub(super) fn with_hyphens(written: &str) -> Option<String> {
    let plain = written.replace(['\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2014}', '\u{2212}'], "-");
    (plain != written).then_some(plain)
}

/// A date as the format wants it. `day_first` says that `03/04/2026` is in April; without it, such a date has two meanings.
pub(super) fn date(written: &str, day_first: bool) -> Option<String> {
    let folded: String = written.trim().to_lowercase().chars().map(unaccented).collect();
    let parts: Vec<&str> = folded
        .split([
            ' ', '/', '-', '\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2014}', '\u{2212}', '.', ',', '\u{a0}', '\u{202f}',
        ])
        .filter(|part| !part.is_empty())
        .collect();
    let number = |part: &str| (part.len() <= 2).then(|| part.parse::<u8>().ok()).flatten();
    let year = |part: &str| (part.len() == 4).then(|| part.parse::<u16>().ok()).flatten();
    let month = |part: &str| {
        let named = MONTHS.iter().position(|names| names.contains(&part)).and_then(|at| u8::try_from(at + 1).ok());
        named.map(|month| (month, true)).or_else(|| Some((number(part)?, false)))
    };
    let day = |part: &str| number(part.strip_suffix("er").or_else(|| part.strip_suffix("th")).unwrap_or(part));
    let found = match parts[..] {
        [first, last] if year(last).is_some() => format!("{:04}-{:02}", year(last)?, month(first)?.0),
        [first, last] if year(first).is_some() => format!("{:04}-{:02}", year(first)?, month(last)?.0),
        [first, second, last] if year(last).is_some() => {
            // An English date may begin with the name of the month.
            let (first, second) = if month(first).is_some_and(|(_, named)| named) { (second, first) } else { (first, second) };
            let (day, (month, is_named)) = (day(first)?, month(second)?);
            let is_certain = is_named || day_first || day > 12 || day == month;
            format!("{:04}-{:02}-{:02}", year(last).filter(|_| is_certain)?, month, day)
        }
        [first, second, last] if year(first).is_some() => {
            format!("{:04}-{:02}-{:02}", year(first)?, month(second)?.0, day(last)?)
        }
        _ => return None,
    };
    Date::parse(&found).map(|_| found).filter(|found| found != written)
}

const fn unaccented(letter: char) -> char {
    match letter {
        'é' => 'e',
        'û' => 'u',
        _ => letter,
    }
}
