//! Named destinations (ISO 32000-1, 12.3.2.3): the targets of links, of other files and of URLs (`book.pdf#slug`).
//!
//! In PDF 2.0 each leads to a structure element too (ISO 32000-2, 12.3.2.3), and links and bookmarks lead to names. The place on the page
//! stays beside the element, because most readers know that alone.

use super::{author_places::AuthorPlaces, operators::short, sheet::page_size, targets::Targets};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    layout::frame::{Destination, Pages},
};
use pdf_writer::{Array, Name, Null, Obj, Ref, Str};
use std::collections::BTreeMap;

/// The destinations that exist, by name.
pub(super) type Destinations = BTreeMap<String, Destination>;

/// The destinations of the pages. Repeated names and missing pages are reported.
pub(super) fn find(pages: &Pages, places: &AuthorPlaces<'_>, sink: &mut Diagnostics) -> Destinations {
    let mut destinations = Destinations::new();
    for (name, destination) in &pages.destinations {
        if destination.page >= pages.pages.len() {
            sink.push(Diagnostic::new(Code::PdfDestinationMissing, places.destination(name)).with("name", name));
        } else if destinations.get(name).is_some_and(|other| other != destination) {
            sink.push(Diagnostic::new(Code::PdfDestinationTwice, places.destination(name)).with("name", name));
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
    /// The elements to which destinations lead.
    pub(super) targets: &'a Targets,
}

impl Places<'_> {
    /// Writes the value of the destination called `name` (12.3.2.2): a page, its top left corner, and no change of zoom.
    pub(super) fn write(&self, name: &str, destination: Destination, object: Obj<'_>) {
        let Some(element) = self.targets.place(name) else { return self.page(destination, object) };
        let mut both = object.dict();
        self.page(destination, both.insert(Name(b"D")));
        self.place(element, destination, both.insert(Name(b"SD")));
    }

    /// Writes where a bookmark leads: to the destination called `name`, in PDF 1.7 by its place alone.
    pub(super) fn write_bookmark(&self, name: &str, destination: Destination, object: Obj<'_>) {
        match self.targets.place(name) {
            Some(_) => object.primitive(Str(name.as_bytes())),
            None => self.page(destination, object),
        }
    }

    fn page(&self, destination: Destination, object: Obj<'_>) {
        match self.ids.get(destination.page) {
            Some(id) => self.place(*id, destination, object),
            None => object.primitive(Null),
        }
    }

    /// Writes an explicit destination in a page or an element.
    fn place(&self, within: Ref, destination: Destination, object: Obj<'_>) {
        let height = self.pages.pages.get(destination.page).map_or(0.0, |page| page_size(page).1);
        let left = self.margin + destination.point.x.to_points();
        let top = self.margin + height - destination.point.y.to_points();
        let mut place: Array<'_> = object.array();
        place.item(within).item(Name(b"XYZ")).item(short(left)).item(short(top)).item(Null);
    }
}
