//! Named destinations (ISO 32000-1, 12.3.2.3): the targets of links, of other files and of URLs (`book.pdf#slug`).

use super::{operators::short, sheet::page_size};
use crate::{
    book::Book,
    diagnostic::{Code, Diagnostic, Diagnostics},
    layout::frame::{Destination, Pages},
};
use pdf_writer::{Array, Name, Null, Obj, Ref};
use std::collections::BTreeMap;

/// The destinations that exist, by name.
pub(super) type Destinations = BTreeMap<String, Destination>;

/// The destinations of the pages. Repeated names and missing pages are reported.
pub(super) fn find(book: &Book, pages: &Pages, sink: &mut Diagnostics) -> Destinations {
    let mut destinations = Destinations::new();
    for (name, destination) in &pages.destinations {
        if destination.page >= pages.pages.len() {
            sink.push(Diagnostic::new(Code::PdfDestinationMissing, book.tome.span).with("name", name));
        } else if destinations.get(name).is_some_and(|other| other != destination) {
            sink.push(Diagnostic::new(Code::PdfDestinationTwice, book.tome.span).with("name", name));
        } else {
            destinations.insert(name.clone(), *destination);
        }
    }
    destinations
}

/// Where the pages of the file are: their objects, and the margin of the sheet around them in points.
pub(super) struct Places<'a> {
    pub(super) pages: &'a Pages,
    /// The objects of the pages.
    pub(super) ids: &'a [Ref],
    pub(super) margin: f64,
}

impl Places<'_> {
    /// Writes an explicit destination (12.3.2.2): a page, its top left corner, and no change of zoom.
    pub(super) fn write(&self, destination: Destination, object: Obj<'_>) {
        let (Some(id), Some(page)) = (self.ids.get(destination.page), self.pages.pages.get(destination.page)) else { return };
        let left = self.margin + destination.point.x.to_points();
        let top = self.margin + page_size(page).1 - destination.point.y.to_points();
        let mut place: Array<'_> = object.array();
        place.item(*id).item(Name(b"XYZ")).item(short(left)).item(short(top)).item(Null);
    }
}
