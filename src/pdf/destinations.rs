//! Named destinations (ISO 32000-1, 12.3.2.3): the targets of links, of other files and of URLs (`book.pdf#slug`).

use crate::{
    book::Book,
    diagnostic::{Code, Diagnostic, Diagnostics},
    layout::frame::{Destination, PageTarget, Pages},
    typeset::length::Point,
};
use krilla::{
    Document,
    action::LinkAction,
    annotation::Target,
    destination::{NamedDestination, XyzDestination},
};
use std::collections::BTreeMap;

/// The destinations that exist, by name.
pub(super) type Destinations = BTreeMap<String, XyzDestination>;

/// Registers all destinations with the library. Repeated names and missing pages are reported.
pub(super) fn register(document: &mut Document, book: &Book, pages: &Pages, sink: &mut Diagnostics) -> Destinations {
    let mut destinations = Destinations::new();
    for (name, destination) in &pages.destinations {
        let Some(place) = place(*destination, pages) else {
            sink.push(Diagnostic::new(Code::PdfDestinationMissing, book.tome.span).with("name", name));
            continue;
        };
        if document.register_named_destination(NamedDestination::new(name.clone(), place.clone())).is_some() {
            destinations.insert(name.clone(), place);
        } else {
            sink.push(Diagnostic::new(Code::PdfDestinationTwice, book.tome.span).with("name", name));
        }
    }
    destinations
}

/// A destination for the library; none when its page does not exist.
pub(super) fn place(destination: Destination, pages: &Pages) -> Option<XyzDestination> {
    (destination.page < pages.pages.len()).then(|| XyzDestination::new(destination.page, point(destination.point)))
}

/// The target of a link area; none when its name is no destination.
pub(super) fn target(target: &PageTarget, destinations: &Destinations) -> Option<Target> {
    match target {
        PageTarget::Url(address) => Some(Target::Action(LinkAction::new(address.clone()).into())),
        PageTarget::Destination(name) => {
            let place = destinations.get(name)?.clone();
            Some(Target::Destination(NamedDestination::new(name.clone(), place).into()))
        }
    }
}

/// A point in the library's coordinates, in points; as in ours, y grows downwards.
pub(super) fn point(point: Point) -> krilla::geom::Point {
    krilla::geom::Point::from_xy(point.x.to_points() as f32, point.y.to_points() as f32)
}
