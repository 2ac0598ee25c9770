//! Composition: the strips of a planned page become positioned items.
//!
//! Owns the backgrounds of boxes, the rule above notes, and the one place where a column from right to left is mirrored: all that makes
//! strips counts from the edge where lines begin. Positions are relative to the top left corner of the text area; it does
//! not know where that lies on the page. Read next: `volume`, which does.

use crate::{
    book::TextId,
    layout::{
        frame::{Artifact, Content, FrameItem, Shape},
        geometry::Geometry,
        page::plan::{PagePlan, StripSource},
        strip::{BoxArea, Column, Strip, StripStart},
        theme::{GREY, RULE_GREY, TINT},
    },
    source::Span,
    typeset::{
        color::Color,
        length::{Length, Point, Rect, Size},
    },
};
use serde::{Deserialize, Serialize};

/// A page of a section, without running head and folio.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct ComposedPage {
    /// Its items, relative to the top left corner of the text area. Marks are numbered within the section.
    pub items: Vec<FrameItem>,
    /// Named destinations, each with its distance from the top of the text area.
    pub anchors: Vec<(String, Length)>,
    /// Where the page begins in the text of the section.
    pub start: Option<StripStart>,
    /// Where each of its lines begins in the text, those of notes included.
    pub lines: Vec<(TextId, usize)>,
    /// By how much the page is overfull, and the place in the source to report.
    pub excess: Option<(Length, Option<Span>)>,
}

/// The part of a box on one page (a box fragment in CSS Fragmentation 3).
struct BoxFragment {
    id: BoxArea,
    top: Length,
    foot: Length,
}

/// Composes a page that begins at `start`. Takes the items of its strips out of the column.
#[must_use]
pub fn compose(column: &mut Column, plan: &PagePlan, start: Option<StripStart>, geometry: &Geometry) -> ComposedPage {
    let items = box_backgrounds(column, plan, geometry.leading);
    let excess = (plan.excess > Length::ZERO).then(|| (plan.excess, first_span(column, plan)));
    let mut page = ComposedPage { items, start, excess, ..ComposedPage::default() };
    if let Some(y) = plan.notes {
        let up = geometry.leading.of_em(1, 2);
        page.items.push(note_rule(y - up, geometry));
    }
    for placed in &plan.placed {
        let strip = match placed.source {
            StripSource::Text(index) => &mut column.strips[index],
            StripSource::Head(head, index) => &mut column.heads[head][index],
            StripSource::Note(note, index) => &mut column.notes[note.0 as usize][index],
        };
        // A table head may be repeated on a later page.
        let items =
            if matches!(placed.source, StripSource::Head(..)) { strip.items.clone() } else { std::mem::take(&mut strip.items) };
        let down = Point { x: Length::ZERO, y: placed.y };
        page.items.extend(items.into_iter().map(|mut item| {
            item.shape.translate(down);
            item
        }));
        page.anchors.extend(strip.anchors.iter().map(|name| (name.clone(), placed.y)));
        if let Some(StripStart::Text(text, offset)) = strip.start {
            page.lines.push((text, offset as usize));
        }
    }
    page.items.shrink_to_fit();
    page.lines.shrink_to_fit();
    if column.right_to_left {
        page.items.iter_mut().for_each(|item| item.shape.mirror(geometry.text.width));
    }
    page
}

/// The backgrounds and bars of boxes, which are painted below everything else.
///
/// Where a box continues on another page, its background extends beyond the text area, so that the lines do not touch its edge.
fn box_backgrounds(column: &Column, plan: &PagePlan, leading: Length) -> Vec<FrameItem> {
    let is_in = |index: Option<usize>, id: BoxArea| {
        index.and_then(|index| column.strips.get(index)).is_some_and(|strip| strip.enclosing_box.as_deref() == Some(&id))
    };
    let beyond = leading.of_em(2, 5);
    let mut fragments: Vec<BoxFragment> = Vec::new();
    for placed in &plan.placed {
        let StripSource::Text(index) = placed.source else { continue };
        let Strip { enclosing_box: Some(id), height, .. } = &column.strips[index] else { continue };
        let below = if is_in(Some(index + 1), **id) { beyond } else { Length::ZERO };
        let foot = placed.y + *height + below;
        match fragments.last_mut() {
            Some(last) if last.id == **id => last.foot = foot,
            Some(_) | None => {
                let above = if is_in(index.checked_sub(1), **id) { beyond } else { Length::ZERO };
                fragments.push(BoxFragment { id: **id, top: placed.y - above, foot });
            }
        }
    }
    fragments.iter().flat_map(paint).collect()
}

fn paint(fragment: &BoxFragment) -> Vec<FrameItem> {
    let BoxArea { left, width, bar, .. } = fragment.id;
    let height = fragment.foot - fragment.top;
    let mut items = vec![rectangle(left, fragment.top, width, height, TINT)];
    if bar {
        items.push(rectangle(left, fragment.top, Length::millipoints(1500), height, GREY));
    }
    items
}

/// The short rule between text and notes, at `y`.
fn note_rule(y: Length, geometry: &Geometry) -> FrameItem {
    rectangle(Length::ZERO, y, geometry.text.width.of_em(1, 5), Length::millipoints(400), RULE_GREY)
}

fn rectangle(x: Length, y: Length, width: Length, height: Length, color: Color) -> FrameItem {
    let rect = Rect { origin: Point { x, y }, size: Size { width, height } };
    FrameItem { shape: Shape::Rule { rect, color }, content: Content::Artifact(Artifact::Decoration), span: None }
}

/// The first place in the source that a strip or an item of the page names.
fn first_span(column: &Column, plan: &PagePlan) -> Option<Span> {
    let strips = plan.placed.iter().filter_map(|placed| match placed.source {
        StripSource::Text(index) => column.strips.get(index),
        StripSource::Head(..) | StripSource::Note(..) => None,
    });
    strips.into_iter().find_map(|strip| strip.span.or_else(|| strip.items.iter().find_map(|item| item.span)))
}
