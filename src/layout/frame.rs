//! The result of layout: pages of positioned items, with the logical structure that connects them to the book.
//!
//! Writers (`pdf`, `raster`) need nothing else to draw: faces and sizes are chosen, glyphs positioned, colours resolved. It does
//! not know how pages are made. Read next: `structure` for the tags.

use crate::{
    book::AssetId,
    layout::{geometry::Side, structure::Structure},
    memo::Key,
    pagination::{Folio, PageMap},
    source::Span,
    typeset::{
        color::Color,
        length::{Length, Point, Rect, Size},
        line::{LineContent, LineItem},
        mark::MarkId,
        run::GlyphRun,
    },
};
use serde::{Deserialize, Serialize};

/// A laid out volume.
#[derive(Clone, Debug, Default)]
pub struct Pages {
    /// The pages, from the front cover to the back cover.
    pub pages: Vec<Page>,
    /// The logical structure, for a tagged PDF.
    pub structure: Structure,
    /// The outline (bookmarks).
    pub outline: Vec<OutlineEntry>,
    /// Named destinations, sorted by name: slugs of sections, `slug.anchor` for anchors in them, slugs of people.
    pub destinations: Vec<(String, Destination)>,
    /// Where each page begins in the book.
    pub map: PageMap,
}

/// A page.
#[derive(Clone, Debug)]
pub struct Page {
    /// Trimmed size.
    pub size: Size,
    /// Its number.
    pub folio: Folio,
    /// Which of `Book::sections` it belongs to; none for the front cover and a blank page.
    pub section: Option<usize>,
    /// Its items in painting order, which is the reading order within a mark.
    pub items: Vec<FrameItem>,
    /// Where they come from; none for a page that belongs to no section.
    pub origin: Option<PageOrigin>,
}

/// The identity of a page across builds: two pages with the same origin look the same but for running head and folio.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PageOrigin {
    /// The hash of all that its section prints.
    pub section: Key,
    /// The side on which the section opens.
    pub side: Side,
    /// Which page of the section it is, from 0.
    pub page: usize,
}

/// An item on a page.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FrameItem {
    /// What is drawn.
    pub shape: Shape,
    /// Whether it is part of the text or page furniture.
    pub content: Content,
    /// Where it comes from, for messages.
    pub span: Option<Span>,
}

/// Whether an item is real content or an artifact (ISO 32000-1, 14.8.2.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Content {
    /// Part of the logical structure, at this mark.
    Marked(MarkId),
    /// Page furniture, not read aloud.
    Artifact(Artifact),
}

/// Kinds of page furniture (ISO 32000-1, 14.8.2.2.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Artifact {
    /// Running heads.
    Header,
    /// Folios.
    Footer,
    /// Rules, frames, decoration.
    Decoration,
}

/// What an item draws.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Shape {
    /// Text.
    Glyphs(GlyphRun),
    /// A filled rectangle.
    Rule {
        /// Where.
        rect: Rect,
        /// Its colour.
        color: Color,
    },
    /// A path, for charts and bar codes.
    Path(Box<Path>),
    /// A picture, scaled to the rectangle.
    Image {
        /// Which.
        asset: AssetId,
        /// Where.
        rect: Rect,
    },
    /// The active area of a link; it draws nothing. Its content is a mark under a `Link` element.
    Link(Box<LinkArea>),
}

impl Shape {
    /// A path.
    #[must_use]
    pub fn path(path: Path) -> Self {
        Self::Path(Box::new(path))
    }

    /// The active area of a link.
    #[must_use]
    pub fn link(area: LinkArea) -> Self {
        Self::Link(Box::new(area))
    }

    /// Moves it by a vector.
    pub fn translate(&mut self, by: Point) {
        let point = |point: &mut Point| {
            point.x += by.x;
            point.y += by.y;
        };
        match self {
            Self::Glyphs(GlyphRun { origin, .. }) => point(origin),
            Self::Rule { rect: Rect { origin, .. }, .. } | Self::Image { rect: Rect { origin, .. }, .. } => point(origin),
            Self::Link(link) => point(&mut link.rect.origin),
            Self::Path(path) => path.lines.iter_mut().flatten().for_each(point),
        }
    }

    /// Mirrors its place in a column of `width`; glyphs and pictures themselves stay as they are. Twice is as never.
    pub fn mirror(&mut self, width: Length) {
        let across = |rect: &mut Rect| rect.origin.x = width - rect.origin.x - rect.size.width;
        match self {
            Self::Glyphs(run) if run.rotated => run.origin.x = width - run.origin.x,
            Self::Glyphs(run) => run.origin.x = width - run.origin.x - run.glyphs.width(),
            Self::Rule { rect, .. } | Self::Image { rect, .. } => across(rect),
            Self::Link(link) => across(&mut link.rect),
            Self::Path(path) => path.lines.iter_mut().flatten().for_each(|point| point.x = width - point.x),
        }
    }

    /// Rotates it by 90° counterclockwise: what ran to the right then runs up the page from its foot, at `height`.
    pub fn rotate(&mut self, height: Length) {
        let turned = |Point { x, y }: Point| Point { x: y, y: height - x };
        let area = |Rect { origin, size }: Rect| Rect {
            origin: Point { x: origin.y, y: height - origin.x - size.width },
            size: Size { width: size.height, height: size.width },
        };
        match self {
            Self::Glyphs(run) => (run.origin, run.rotated) = (turned(run.origin), true),
            // A picture stays upright.
            Self::Rule { rect, .. } | Self::Image { rect, .. } => *rect = area(*rect),
            Self::Link(link) => link.rect = area(link.rect),
            Self::Path(path) => path.lines.iter_mut().flatten().for_each(|point| *point = turned(*point)),
        }
    }
}

impl From<&LineContent> for Shape {
    fn from(content: &LineContent) -> Self {
        match content {
            LineContent::Glyphs(run) => Self::Glyphs(run.clone()),
            LineContent::Picture { asset, rect } => Self::Image { asset: *asset, rect: *rect },
            LineContent::Rule { rect, color } => Self::Rule { rect: *rect, color: *color },
        }
    }
}

impl FrameItem {
    /// An item of a line whose baseline starts at `origin`.
    #[must_use]
    pub fn from_line(item: &LineItem, origin: Point, content: Content) -> Self {
        let mut shape = Shape::from(&item.content);
        shape.translate(origin);
        Self { shape, content, span: item.span }
    }
}

/// A path of straight lines.
#[derive(Clone, Debug, Hash, Serialize, Deserialize)]
pub struct Path {
    /// Polylines, each a sequence of points.
    pub lines: Vec<Vec<Point>>,
    /// The fill colour; open polylines are closed for filling.
    pub fill: Option<Color>,
    /// The colour and width of the stroke.
    pub stroke: Option<(Color, Length)>,
}

/// The active area of a link.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LinkArea {
    /// Where.
    pub rect: Rect,
    /// Where it leads.
    pub target: PageTarget,
    /// Its description for assistive technology (`Contents` of the annotation).
    pub description: String,
    /// The distance from the top of the area to the hairline under the words; none where their place shows that they are a link.
    pub underline: Option<Length>,
}

/// Where an active area leads.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PageTarget {
    /// A URL outside the book.
    Url(String),
    /// A name of `Pages::destinations`.
    Destination(String),
}

/// A place on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Destination {
    /// The index of the page.
    pub page: usize,
    /// The top left corner of the view.
    pub point: Point,
}

/// The name of the destination at the top of the page with this folio: where the index leads, and what others may cite.
#[must_use]
pub fn page_destination(folio: &str) -> String {
    format!("page.{folio}")
}

/// An entry of the outline (a bookmark).
#[derive(Clone, Debug)]
pub struct OutlineEntry {
    /// Its title.
    pub title: String,
    /// Where it leads.
    pub destination: Destination,
    /// The name of that destination.
    pub name: String,
    /// Entries below it.
    pub children: Vec<OutlineEntry>,
}
