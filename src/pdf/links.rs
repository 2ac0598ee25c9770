//! Link annotations (ISO 32000-1, 12.5.6.5), and the lines under links.

use super::{
    content_items::one_line, destinations::Destinations, marked_content::MarkedContent, objects::chunk, operators::short,
    structure_check::misplaced,
};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    layout::frame::{LinkArea, PageTarget, Shape},
    source::Span,
    typeset::{
        length::{Length, Point, Rect, Size},
        mark::MarkId,
    },
};
use pdf_writer::{
    Chunk, Finish as _, Name, Ref, Str, TextStr,
    types::{ActionType, AnnotationFlags, AnnotationType},
};

/// Thickness of the line under a link.
const HAIR: Length = Length::millipoints(400);

/// A link on a page: its lines form one annotation.
pub(super) struct PageLink<'a> {
    pub(super) mark: MarkId,
    area: &'a LinkArea,
    lines: Vec<Rect>,
    pub(super) span: Span,
}

impl PageLink<'_> {
    /// Its mark, and the name of the destination to which it leads; none for one that leads out of the book.
    pub(super) fn destination(&self) -> Option<(MarkId, &str)> {
        match &self.area.target {
            PageTarget::Destination(name) => Some((self.mark, name)),
            PageTarget::Url(_) => None,
        }
    }
}

/// Adds the link areas of a sequence to `links`; areas of the same link become one.
pub(super) fn find_links<'a>(
    &MarkedContent { items, mark }: &MarkedContent<'a>,
    fallback: Span,
    links: &mut Vec<PageLink<'a>>,
    found: &mut Vec<Diagnostic>,
) {
    for item in items {
        let Shape::Link(area) = &item.shape else { continue };
        let span = item.span.unwrap_or(fallback);
        let Some(mark) = mark else {
            found.push(misplaced("LinkArea", "Artifact", span));
            continue;
        };
        if area.rect.size.width <= Length::ZERO || area.rect.size.height <= Length::ZERO {
            continue;
        }
        let same = |link: &&mut PageLink<'_>| {
            link.mark == mark && link.area.target == area.target && link.area.description == area.description
        };
        match links.iter_mut().find(same) {
            Some(link) => link.lines.push(area.rect),
            None => links.push(PageLink { mark, area, lines: vec![area.rect], span }),
        }
    }
}

/// Writes the annotation of a link into a chunk, as object `id` with the key `parent` in the parent tree. `edges` gives left, bottom,
/// right and top of a rectangle. None when the link leads nowhere, which is reported; so is a link without a description.
pub(super) fn annotation(
    link: &PageLink<'_>,
    (id, parent): (Ref, i32),
    edges: impl Fn(Rect) -> [f64; 4],
    destinations: &Destinations,
    sink: &mut Diagnostics,
) -> Option<Chunk> {
    let target = &link.area.target;
    if let PageTarget::Destination(name) = target
        && !destinations.contains_key(name)
    {
        sink.push(Diagnostic::new(Code::PdfDestinationMissing, link.span).with("name", name));
        return None;
    }
    let description = one_line(&link.area.description);
    if description.is_empty() {
        sink.push(Diagnostic::new(Code::PdfLinkWithoutDescription, link.span));
    }
    let lines: Vec<[f64; 4]> = link.lines.iter().map(|line| edges(*line)).collect();
    let around =
        |side: usize, choose: fn(f64, f64) -> f64| lines.iter().map(|line| line[side]).reduce(choose).unwrap_or_default();
    let [left, bottom, right, top] =
        [around(0, f64::min), around(1, f64::min), around(2, f64::max), around(3, f64::max)].map(short);
    let mut one = chunk();
    let mut annotation = one.indirect(id).start::<pdf_writer::writers::Annotation<'_>>();
    annotation.subtype(AnnotationType::Link).rect(pdf_writer::Rect::new(left, bottom, right, top)).border(0.0, 0.0, 0.0, None);
    if lines.len() > 1 {
        let corners = |[left, bottom, right, top]: [f64; 4]| [left, bottom, right, bottom, right, top, left, top].map(short);
        annotation.quad_points(lines.iter().copied().flat_map(corners));
    }
    match target {
        PageTarget::Destination(name) => {
            annotation.pair(Name(b"Dest"), Str(name.as_bytes()));
        }
        PageTarget::Url(address) => {
            annotation.action().action_type(ActionType::Uri).uri(Str(address.as_bytes()));
        }
    }
    annotation.flags(AnnotationFlags::PRINT).struct_parent(parent);
    if !description.is_empty() {
        annotation.contents(TextStr(&description));
    }
    annotation.finish();
    Some(one)
}

/// The thin lines under links: visible for those who look for links, unobtrusive for those who read.
pub(super) fn underlines(links: &[PageLink<'_>]) -> Vec<Rect> {
    let under = |link: &PageLink<'_>| link.area.underline.map(|under| (under, link.lines.clone()));
    let lines = links.iter().filter_map(under).flat_map(|(under, lines)| lines.into_iter().map(move |line| (under, line)));
    let hair = |(under, Rect { origin, size }): (Length, Rect)| Rect {
        origin: Point { y: origin.y + under, ..origin },
        size: Size { height: HAIR, ..size },
    };
    lines.map(hair).collect()
}
