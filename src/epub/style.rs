//! The style sheets: the embedded one, and the book's own after it.

use crate::{
    book::Book,
    diagnostic::{Code, Diagnostic, Diagnostics},
};
use std::borrow::Cow;

/// The sheets in the order of the cascade, by file name. The first has the name that `epub-builder` gives it.
pub(super) fn sheets<'a>(book: &'a Book, sink: &mut Diagnostics) -> Vec<(&'static str, Cow<'a, str>)> {
    let mut sheets = vec![("stylesheet.css", Cow::Borrowed(include_str!("style.css")))];
    let mut own = String::new();
    for css in &book.design.css {
        let (clean, removed) = without_outside(&css.value);
        for what in removed {
            sink.push(Diagnostic::new(Code::StyleFromOutside, css.span).with("what", what));
        }
        own.push_str(&clean);
        own.push('\n');
    }
    if !book.design.css.is_empty() {
        sheets.push(("book.css", Cow::Owned(own)));
    }
    sheets
}

/// The sheet without references to files, which are not in the EPUB, or on the network, which reading systems refuse. Fragments and
/// data URLs stay. The second value lists what was taken out.
fn without_outside(css: &str) -> (String, Vec<String>) {
    let mut clean = String::with_capacity(css.len());
    let mut removed = Vec::new();
    let mut rest = css;
    loop {
        let lower = rest.to_ascii_lowercase();
        let comment = lower.find("/*");
        let import = lower.find("@import");
        let url = lower.find("url(");
        let Some(next) = [comment, import, url].into_iter().flatten().min() else { break };
        clean.push_str(&rest[..next]);
        rest = &rest[next..];
        if Some(next) == comment {
            let end = rest.find("*/").map_or(rest.len(), |end| end + 2);
            clean.push_str(&rest[..end]);
            rest = &rest[end..];
        } else if Some(next) == import {
            let end = rest.find(';').map_or(rest.len(), |end| end + 1);
            removed.push(rest[..end].trim_end_matches(';').trim().to_owned());
            rest = &rest[end..];
        } else {
            let end = rest.find(')').map_or(rest.len(), |end| end + 1);
            let address = rest[4..end.max(4)].trim_end_matches(')').trim().trim_matches(['"', '\'']);
            if address.starts_with('#') || address.starts_with("data:") {
                clean.push_str(&rest[..end]);
            } else {
                removed.push(address.to_owned());
                clean.push_str("none");
            }
            rest = &rest[end..];
        }
    }
    clean.push_str(rest);
    (clean, removed)
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_a_sheet_fetches_is_taken_out() {
        let (css, removed) = super::without_outside("/* url(x) */@import 'a.css';p{background:URL( \"b.png\" )}q{fill:url(#g)}");
        assert_eq!(css, "/* url(x) */p{background:none}q{fill:url(#g)}");
        assert_eq!(removed, ["@import 'a.css'", "b.png"]);
    }
}
