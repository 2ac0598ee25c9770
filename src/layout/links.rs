//! Links within the book: each must lead to a place on a page, in every format.
//!
//! Paper shows no links, and the EPUB finds its places by itself. But a destination that is on no page, such as that of a note, means that
//! something is lost from the pages, so all formats are refused alike.

use super::frame::{PageTarget, Pages, Shape};
use crate::{
    book::Book,
    diagnostic::{Code, Diagnostic, Diagnostics},
};

/// Reports each link to a destination that does not exist.
pub(super) fn check(book: &Book, pages: &Pages, sink: &mut Diagnostics) {
    for item in pages.pages.iter().flat_map(|page| &page.items) {
        if let Shape::Link(area) = &item.shape
            && let PageTarget::Destination(name) = &area.target
            && pages.destinations.binary_search_by(|(known, _)| known.cmp(name)).is_err()
        {
            let span = item.span.unwrap_or(book.tome.span);
            sink.push(Diagnostic::new(Code::PdfDestinationMissing, span).with("name", name));
        }
    }
}
