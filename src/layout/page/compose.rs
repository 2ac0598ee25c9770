//! Composing: the strips of a planned page become items in their places.
//!
//! Places are from the top left corner of the text; `volume` knows on which side of the spine that is.

use crate::{
    book::TextId,
    layout::{
        frame::{Artifact, Content, FrameItem, Shape},
        geometry::Geometry,
        page::plan::{PagePlan, Source},
        strip::{BoxArea, Column, Strip, StripStart},
        theme::{GREY, RULE, TINT},
    },
    source::Span,
    typeset::{
        color::Color,
        length::{Length, Point, Rect, Size},
    },
};
use serde::{Deserialize, Serialize};

/// A page of a section.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Composed {
    /// Its items, from the text's top left corner; marks are those of the section.
    pub items: Vec<FrameItem>,
    /// Destinations and how far down they are.
    pub anchors: Vec<(String, Length)>,
    /// Where its text begins.
    pub start: Option<StripStart>,
    /// Where its lines begin, notes included.
    pub lines: Vec<(TextId, usize)>,
    /// How far it is overfull, and what is.
    pub excess: Option<(Length, Option<Span>)>,
}

/// A box on this page, as far as its strips reach.
struct Drawn {
    id: BoxArea,
    top: Length,
    foot: Length,
}

/// Composes a page; what stands on it is taken out of the column, where only its shape stays.
#[must_use]
pub fn compose(column: &mut Column, plan: &PagePlan, geometry: &Geometry) -> Composed {
    let items = boxes(column, plan, geometry.leading);
    let excess = (plan.excess > Length::ZERO).then(|| (plan.excess, first_span(column, plan)));
    let mut page = Composed { items, start: start(column, plan), excess, ..Composed::default() };
    if let Some(y) = plan.notes {
        let up = geometry.leading.of_em(1, 2);
        page.items.push(note_rule(y - up, geometry));
    }
    for placed in &plan.placed {
        let strip = match placed.source {
            Source::Text(index) => &mut column.strips[index],
            Source::Head(head, index) => &mut column.heads[head][index],
            Source::Note(note, index) => &mut column.notes[note.0 as usize][index],
        };
        // A repeated head is drawn again.
        let items =
            if matches!(placed.source, Source::Head(..)) { strip.items.clone() } else { std::mem::take(&mut strip.items) };
        let down = Point { x: Length::ZERO, y: placed.y };
        page.items.extend(items.into_iter().map(|mut item| {
            item.shape.shift(down);
            item
        }));
        page.anchors.extend(strip.anchors.iter().map(|name| (name.clone(), placed.y)));
        if let Some(StripStart::Text(text, offset)) = strip.start {
            page.lines.push((text, offset));
        }
    }
    page
}

/// Where the page begins in the reading order. A figure that waited for the page stands before text that was already read: it is
/// known by what follows it elsewhere. A page of such figures alone begins nowhere.
fn start(column: &Column, plan: &PagePlan) -> Option<StripStart> {
    let placed: Vec<usize> = plan
        .placed
        .iter()
        .filter_map(|placed| match placed.source {
            Source::Text(index) => Some(index),
            Source::Head(..) | Source::Note(..) => None,
        })
        .collect();
    let text = placed.iter().copied().find(|&index| !column.strips[index].floats)?;
    placed.iter().find_map(|&index| {
        let strip = &column.strips[index];
        let waited = strip.floats && (index..text).any(|between| !column.strips[between].floats);
        strip.start.filter(|_| !waited)
    })
}

/// Grounds and bars of the boxes, below everything else.
///
/// Where a page parts a box, its ground reaches a little into the margin, so that the lines there do not touch its edge.
fn boxes(column: &Column, plan: &PagePlan, leading: Length) -> Vec<FrameItem> {
    let goes_on = |index: Option<usize>, id: BoxArea| {
        index.and_then(|index| column.strips.get(index)).is_some_and(|strip| strip.enclosing_box == Some(id))
    };
    let beyond = leading.of_em(2, 5);
    let mut drawn: Vec<Drawn> = Vec::new();
    for placed in &plan.placed {
        let Source::Text(index) = placed.source else { continue };
        let Strip { enclosing_box: Some(id), height, .. } = &column.strips[index] else { continue };
        let below = if goes_on(Some(index + 1), *id) { beyond } else { Length::ZERO };
        let foot = placed.y + *height + below;
        match drawn.last_mut() {
            Some(last) if last.id == *id => last.foot = foot,
            Some(_) | None => {
                let above = if goes_on(index.checked_sub(1), *id) { beyond } else { Length::ZERO };
                drawn.push(Drawn { id: *id, top: placed.y - above, foot });
            }
        }
    }
    drawn.iter().flat_map(paint).collect()
}

fn paint(drawn: &Drawn) -> Vec<FrameItem> {
    let BoxArea { left, width, bar, .. } = drawn.id;
    let height = drawn.foot - drawn.top;
    let mut items = vec![rectangle(left, drawn.top, width, height, TINT)];
    if bar {
        items.push(rectangle(left, drawn.top, Length::millipoints(1500), height, GREY));
    }
    items
}

/// The short rule between text and notes.
fn note_rule(y: Length, geometry: &Geometry) -> FrameItem {
    rectangle(Length::ZERO, y, geometry.text.width.of_em(1, 5), Length::millipoints(400), RULE)
}

fn rectangle(x: Length, y: Length, width: Length, height: Length, color: Color) -> FrameItem {
    let rect = Rect { origin: Point { x, y }, size: Size { width, height } };
    FrameItem { shape: Shape::Rule { rect, color }, content: Content::Artifact(Artifact::Decoration), span: None }
}

/// The first place that a page's items name.
fn first_span(column: &Column, plan: &PagePlan) -> Option<Span> {
    let strips = plan.placed.iter().filter_map(|placed| match placed.source {
        Source::Text(index) => column.strips.get(index),
        Source::Head(..) | Source::Note(..) => None,
    });
    strips.into_iter().find_map(|strip| strip.span.or_else(|| strip.items.iter().find_map(|item| item.span)))
}
