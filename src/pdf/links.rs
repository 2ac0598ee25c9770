//! Link annotations (ISO 32000-1, 12.5.6.5), and the lines under links.

use super::{
    color::fill,
    content_items::one_line,
    destinations::{Destinations, target},
    origins::Origins,
    page_cache::MarkedContent,
    path::rect,
    validation::report_misplaced,
};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    layout::{
        frame::{LinkArea, PageTarget, Shape},
        theme::RULE_GREY,
    },
    typeset::mark::MarkId,
};
use krilla::{
    annotation::{Annotation, LinkAnnotation},
    geom::{self, PathBuilder, Quadrilateral},
    surface::{Location, Surface},
    tagging::{Artifact, ArtifactType, ContentTag},
};

/// Thickness of the line under a link, in points.
const HAIR: f32 = 0.4;

/// A link on a page: its lines form one annotation.
pub(super) struct PageLink<'a> {
    pub(super) mark: MarkId,
    area: &'a LinkArea,
    lines: Vec<geom::Rect>,
    location: Location,
}

/// Adds the link areas of a sequence to `links`; areas of the same link become one.
pub(super) fn find_links<'a>(
    &MarkedContent { items, mark }: &MarkedContent<'a>,
    origins: &mut Origins,
    links: &mut Vec<PageLink<'a>>,
    sink: &mut Diagnostics,
) {
    for item in items {
        let Shape::Link(area) = &item.shape else { continue };
        let Some(mark) = mark else {
            report_misplaced("LinkArea", "Artifact", item.span.unwrap_or(origins.fallback), sink);
            continue;
        };
        let Some(line) = rect(area.rect) else { continue };
        let same = |link: &&mut PageLink<'_>| {
            link.mark == mark && link.area.target == area.target && link.area.description == area.description
        };
        match links.iter_mut().find(same) {
            Some(link) => link.lines.push(line),
            None => links.push(PageLink { mark, area, lines: vec![line], location: origins.location(item.span) }),
        }
    }
}

/// The annotation of a link; none when it leads nowhere, which is reported.
pub(super) fn link_annotation(
    link: &PageLink<'_>,
    destinations: &Destinations,
    origins: &Origins,
    sink: &mut Diagnostics,
) -> Option<Annotation> {
    let Some(target) = target(&link.area.target, destinations) else {
        let (PageTarget::Url(name) | PageTarget::Destination(name)) = &link.area.target;
        let span = origins.span(Some(link.location));
        sink.push(Diagnostic::new(Code::PdfDestinationMissing, span).with("name", name));
        return None;
    };
    let annotation = match link.lines.as_slice() {
        [line] => LinkAnnotation::new(*line, target),
        lines => LinkAnnotation::new_with_quad_points(lines.iter().copied().map(Quadrilateral::from).collect(), target),
    };
    let description = Some(one_line(&link.area.description)).filter(|text| !text.is_empty());
    Some(Annotation::new_link(annotation, description).with_location(Some(link.location)))
}

/// The thin lines under links: visible for those who look for links, unobtrusive for those who read.
pub(super) fn underlines(links: &[PageLink<'_>]) -> Vec<geom::Rect> {
    let under = |link: &PageLink<'_>| link.area.underline.map(|under| (under.to_points() as f32, link.lines.clone()));
    let lines = links.iter().filter_map(under).flat_map(|(under, lines)| lines.into_iter().map(move |line| (under, line)));
    lines.filter_map(|(under, line)| geom::Rect::from_xywh(line.left(), line.top() + under, line.width(), HAIR)).collect()
}

/// Draws the lines under links.
pub(super) fn draw_underlines(lines: &[geom::Rect], surface: &mut Surface<'_>) {
    let mut builder = PathBuilder::new();
    lines.iter().for_each(|line| builder.push_rect(*line));
    let Some(path) = builder.finish() else { return };
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
    surface.set_fill(Some(fill(RULE_GREY)));
    surface.set_stroke(None);
    surface.draw_path(&path);
    surface.end_tagged();
}
