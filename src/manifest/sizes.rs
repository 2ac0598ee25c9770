//! Sizes of book.yaml that can be set and that no book has: they are told, and obeyed.
//!
//! What cannot be set at all is refused by `check`, by the bounds of `format`.

use super::declared::{PrintEntry, ThemeEntry};
use crate::{
    book::{Design, PageFormat},
    diagnostic::{Code, Diagnostic, Diagnostics},
    source::{Span, Spanned},
};
use std::ops::RangeInclusive;

/// Sizes of running text, in thousandths of a point: from notes of a newspaper to books in large print.
const TEXT: RangeInclusive<u32> = 8_000..=20_000;

/// Leading in thousandths of the size of the text. Below, the letters of one line touch those of the next; above, the eye does not find it.
const LEADING: RangeInclusive<u32> = 1_100..=2_000;

/// Bleed in thousandths of a millimetre; printers ask for 3 to 5 mm.
const MOST_BLEED: u32 = 10_000;

/// Weight of the paper of a book, in grams a square metre.
const WEIGHT: RangeInclusive<u32> = 35..=250;

/// Bulk of the paper of a book, in thousandths of a cubic centimetre a gram: from coated paper to that of thick paperbacks.
const BULK: RangeInclusive<u32> = 600..=2_600;

/// The longer side of a page, in thousandths of the shorter one.
const MOST_SLENDER: u64 = 2_400;

/// Reports the sizes that no book has.
pub(super) fn report_unlikely(print: &PrintEntry, theme: &ThemeEntry, page: Option<Spanned<PageFormat>>, sink: &mut Diagnostics) {
    // A number that is none was told; the sizes beside it are judged by what it should be.
    let wrong: Vec<Span> = sink.iter().filter(|found| found.code == Code::BadNumber).map(|found| found.span).collect();
    let is_beside = |span: Span| wrong.iter().any(|other| other.source == span.source);
    if let Some(leading) = theme.leading.filter(|leading| !is_beside(leading.span)) {
        let size = theme.text_size.map_or(Design::default().text_size, |size| size.value);
        let ratio = u32::try_from(u64::from(leading.value) * 1_000 / u64::from(size.max(1))).unwrap_or(u32::MAX);
        if !LEADING.contains(&ratio) {
            let what = if ratio < *LEADING.start() { "tight" } else { "wide" };
            let likely = u32::try_from(u64::from(size) * 13 / 10 / 500 * 500).unwrap_or(size);
            let found = Diagnostic::new(Code::UnlikelySize, leading.span).with("what", what);
            sink.push(found.with("value", decimal(leading.value)).with("size", decimal(size)).with("likely", decimal(likely)));
        }
    }
    let mut report = |span: Span, what: &str, value: String| {
        if wrong.contains(&span) {
            return;
        }
        sink.push(Diagnostic::new(Code::UnlikelySize, span).with("what", what).with("value", value));
    };
    if let Some(size) = theme.text_size.filter(|size| !TEXT.contains(&size.value)) {
        report(size.span, if size.value < *TEXT.start() { "small" } else { "large" }, decimal(size.value));
    }
    // A leaf has two pages: that is how single books are printed.
    if let Some(pages) = print.signature.filter(|pages| pages.value != 2 && !pages.value.is_multiple_of(4)) {
        report(pages.span, "signature", pages.value.to_string());
    }
    if let Some(bleed) = print.bleed.filter(|bleed| bleed.value > MOST_BLEED) {
        report(bleed.span, "bleed", decimal(bleed.value));
    }
    if let Some((weight, bulk)) = print.paper {
        if !WEIGHT.contains(&weight.value) {
            report(weight.span, "weight", weight.value.to_string());
        }
        if !BULK.contains(&bulk.value) {
            report(bulk.span, "bulk", decimal(bulk.value));
        }
    }
    if let Some(page) = page {
        let (long, short) = (page.value.width.max(page.value.height), page.value.width.min(page.value.height));
        if u64::from(long) * 1_000 > u64::from(short) * MOST_SLENDER {
            report(page.span, "page", format!("{}x{}", decimal(page.value.width), decimal(page.value.height)));
        }
    }
}

/// A number of thousandths as one writes it in YAML.
fn decimal(thousandths: u32) -> String {
    let fraction = format!("{:03}", thousandths % 1_000);
    let fraction = fraction.trim_end_matches('0');
    let units = thousandths / 1_000;
    if fraction.is_empty() { units.to_string() } else { format!("{units}.{fraction}") }
}
