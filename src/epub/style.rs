//! The style sheets: the embedded one, and the book's own after it.

use super::css::{Reason, Removed, clean};
use crate::{
    book::Book,
    diagnostic::{Code, Diagnostic, Diagnostics},
    source::{SourceId, Span},
};
use std::borrow::Cow;

/// The sheets in the order of the cascade, by file name. The first has the name that `epub-builder` gives it.
pub(super) fn sheets<'a>(book: &'a Book, sink: &mut Diagnostics) -> Vec<(&'static str, Cow<'a, str>)> {
    let mut sheets = vec![("stylesheet.css", Cow::Borrowed(include_str!("style.css")))];
    let mut own = String::new();
    for css in &book.design.css {
        let (kept, removed) = clean(&css.value);
        for part in removed {
            sink.push(report(part, &css.value, css.span.source));
        }
        own.push_str(&kept);
        own.push('\n');
    }
    if !book.design.css.is_empty() {
        sheets.push(("book.css", Cow::Owned(own)));
    }
    sheets
}

/// The report of a part of `sheet`, which is the text of `source`, that was taken out.
fn report(part: Removed, sheet: &str, source: SourceId) -> Diagnostic {
    let code = if part.reason == Reason::Outside { Code::StyleFromOutside } else { Code::StyleTakenOut };
    let reason = match part.reason {
        Reason::Outside | Reason::Unknown => "unknown",
        Reason::Forbidden => "forbidden",
        Reason::Broken if part.range.is_empty() => "unclosed",
        Reason::Broken => "broken",
    };
    let what = sheet[part.range.clone()].trim_end_matches(';').trim_end();
    Diagnostic::new(code, Span::new(source, part.range)).with("what", what).with("reason", reason)
}
