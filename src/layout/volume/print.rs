//! The book block of the printed edition: the pages between the covers, in whole signatures, with bleed.
//!
//! The pages are those of the PDF for the screen, so that all editions share one pagination: links go, blank pages and bleed are
//! added, and nothing is set again. What the layout draws is grey, as a press prints it with one ink; pictures keep their colours. The wrap cover is made by `wrap`; the page boxes and marks by `pdf`.

use crate::{
    book::Print,
    layout::{
        frame::{Destination, OutlineEntry, Page, Pages, Shape},
        geometry::Side,
        structure::StructureType,
    },
    pagination::Folio,
    typeset::{
        color::Color,
        length::{Length, Point, Rect, Size},
    },
};

/// How far backgrounds extend beyond each trimmed edge of a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Bleed {
    pub left: Length,
    pub top: Length,
    pub right: Length,
    pub bottom: Length,
}

impl Bleed {
    /// The same at every edge.
    #[must_use]
    pub const fn all(by: Length) -> Self {
        Self { left: by, top: by, right: by, bottom: by }
    }
}

/// Where the book block lies between the covers: indices of pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Covers {
    /// The first page of the block.
    pub first: usize,
    /// The page after the block.
    pub end: usize,
    /// The back cover, when the volume has one.
    pub back: Option<usize>,
}

/// Finds the covers: the first two pages, and the first page without a folio after them.
#[must_use]
pub fn covers(pages: &Pages) -> Covers {
    let first = pages.pages.len().min(2);
    let back = pages.pages.iter().skip(first).position(|page| page.folio == Folio::Unnumbered).map(|index| first + index);
    Covers { first, end: back.unwrap_or(pages.pages.len()), back }
}

/// How many pages the block has, with the blank ones that complete its last signature.
#[must_use]
pub fn page_count(pages: &Pages, print: &Print) -> usize {
    let Covers { first, end, .. } = covers(pages);
    (end - first).next_multiple_of((print.signature as usize).max(2))
}

/// The pages between the covers without links, with bleed, as a whole number of signatures. `right_to_left` says that the book is bound at
/// its right.
#[must_use]
pub fn book_block(pages: &Pages, print: &Print, right_to_left: bool) -> Pages {
    let Covers { first, end, .. } = covers(pages);
    let bleed = Length::micrometres(i64::from(print.bleed));
    let mut block: Vec<Page> = pages.pages[first..end].to_vec();
    for (index, page) in block.iter_mut().enumerate() {
        page.items.retain(|item| !matches!(item.shape, Shape::Link(_)));
        // No bleed at the spine: there it would show on the facing page.
        let mut bleed = Bleed::all(bleed);
        match (Side::of_index(index), right_to_left) {
            (Side::Recto, false) | (Side::Verso, true) => bleed.left = Length::ZERO,
            (Side::Verso, false) | (Side::Recto, true) => bleed.right = Length::ZERO,
        }
        let size = page.size;
        for item in &mut page.items {
            extend_to_bleed(&mut item.shape, size, bleed);
            turn_grey(&mut item.shape);
        }
    }
    let size = block.first().map_or(Size::default(), |page| page.size);
    block.resize_with(page_count(pages, print), || Page {
        size,
        folio: Folio::Unnumbered,
        section: None,
        items: Vec::new(),
        origin: None,
    });
    let index = |page: usize| (first..end).contains(&page).then(|| page - first);
    let destinations = pages
        .destinations
        .iter()
        .filter_map(|(name, destination)| Some((name.clone(), Destination { page: index(destination.page)?, ..*destination })));
    let mut structure = pages.structure.clone();
    for element in &mut structure.elements {
        // On paper a link is plain text.
        if element.structure_type == StructureType::Link {
            element.structure_type = StructureType::Span;
            if element.attributes().alt.is_some() {
                element.attributes_mut().alt = None;
            }
        }
    }
    Pages {
        pages: block,
        structure,
        outline: outline(&pages.outline, &index),
        destinations: destinations.collect(),
        map: pages.map.clone(),
    }
}

/// The entries that lead into the block; `index` maps a page of the volume to one of the block.
pub(super) fn outline(entries: &[OutlineEntry], index: &impl Fn(usize) -> Option<usize>) -> Vec<OutlineEntry> {
    let kept = entries.iter().filter_map(|entry| {
        let destination = Destination { page: index(entry.destination.page)?, ..entry.destination };
        Some(OutlineEntry {
            title: entry.title.clone(),
            destination,
            name: entry.name.clone(),
            children: outline(&entry.children, index),
        })
    });
    kept.collect()
}

/// Makes text, rules and charts grey: a tint of four inks behind a box would make a page of black text one in colours, which costs more.
fn turn_grey(shape: &mut Shape) {
    let grey = |color: &mut Color| *color = color.to_grey();
    match shape {
        Shape::Glyphs(run) => grey(&mut run.color),
        Shape::Rule { color, .. } => grey(color),
        Shape::Path(path) => {
            path.fill.iter_mut().for_each(grey);
            path.stroke.iter_mut().for_each(|(color, _)| grey(color));
        }
        Shape::Image { .. } | Shape::Link(_) => {}
    }
}

/// Extends a background that touches an edge of a page of `size` into the bleed, and a picture that fills the page over all of it.
pub(super) fn extend_to_bleed(shape: &mut Shape, size: Size, bleed: Bleed) {
    match shape {
        Shape::Rule { rect, .. } => extend(rect, size, bleed),
        Shape::Image { rect, .. } if fills(*rect, size) => *rect = cover(*rect, size, bleed),
        Shape::Image { .. } | Shape::Glyphs(_) | Shape::Path(_) | Shape::Link(_) => {}
    }
}

/// Whether a distance from an edge is zero, but for rounding.
fn touches(distance: Length) -> bool {
    distance <= Length::millipoints(50)
}

/// Extends each edge of a rectangle that touches an edge of the page.
fn extend(rect: &mut Rect, size: Size, bleed: Bleed) {
    let right = size.width - rect.origin.x - rect.size.width;
    let bottom = size.height - rect.origin.y - rect.size.height;
    if touches(right) {
        rect.size.width += right + bleed.right;
    }
    if touches(bottom) {
        rect.size.height += bottom + bleed.bottom;
    }
    if touches(rect.origin.x) {
        rect.size.width += rect.origin.x + bleed.left;
        rect.origin.x = -bleed.left;
    }
    if touches(rect.origin.y) {
        rect.size.height += rect.origin.y + bleed.top;
        rect.origin.y = -bleed.top;
    }
}

/// Whether a rectangle is as large as the page.
fn fills(rect: Rect, size: Size) -> bool {
    let Rect { origin, size: own } = rect;
    touches(origin.x)
        && touches(origin.y)
        && touches(size.width - origin.x - own.width)
        && touches(size.height - origin.y - own.height)
}

/// The rectangle of a picture enlarged, with its aspect ratio, until it covers the page and its bleed; it is centred.
fn cover(rect: Rect, size: Size, bleed: Bleed) -> Rect {
    let area = Size { width: size.width + bleed.left + bleed.right, height: size.height + bleed.top + bleed.bottom };
    let (across, down) = (rect.size.width.max(Length(1)), rect.size.height.max(Length(1)));
    let ratio = |length: Length, to: Length, from: Length| {
        Length(i64::try_from(i128::from(length.0) * i128::from(to.0) / i128::from(from.0)).unwrap_or(i64::MAX))
    };
    let by_width = Size { width: area.width, height: ratio(down, area.width, across) };
    let own = if by_width.height >= area.height {
        by_width
    } else {
        Size { width: ratio(across, area.height, down), height: area.height }
    };
    let middle = |start: Length, room: Length, length: Length| (room - length) / 2 - start;
    let origin = Point { x: middle(bleed.left, area.width, own.width), y: middle(bleed.top, area.height, own.height) };
    Rect { origin, size: own }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        layout::frame::{Artifact, Content},
        raster::test_pages::TestPages,
        typeset::color::Color,
    };

    fn rule(x: i64, y: i64, width: i64, height: i64) -> Shape {
        let origin = Point { x: Length::points(x), y: Length::points(y) };
        let size = Size { width: Length::points(width), height: Length::points(height) };
        Shape::Rule { rect: Rect { origin, size }, color: Color::BLACK }
    }

    fn extended(mut shape: Shape) -> [i64; 4] {
        let size = Size { width: Length::points(300), height: Length::points(450) };
        extend_to_bleed(&mut shape, size, Bleed { left: Length::ZERO, ..Bleed::all(Length::points(9)) });
        let (Shape::Rule { rect, .. } | Shape::Image { rect, .. }) = shape else { return [0; 4] };
        [rect.origin.x, rect.origin.y, rect.size.width, rect.size.height].map(|length| length.0 / Length::UNITS)
    }

    #[test]
    fn only_what_touches_an_edge_bleeds() {
        assert_eq!(extended(rule(20, 20, 100, 1)), [20, 20, 100, 1]);
        assert_eq!(extended(rule(0, 0, 300, 100)), [0, -9, 309, 109]);
        assert_eq!(extended(rule(200, 400, 100, 50)), [200, 400, 109, 59]);
    }

    #[test]
    fn a_picture_that_fills_the_page_covers_the_bleed() {
        let Shape::Rule { rect, .. } = rule(0, 0, 300, 450) else { return };
        let image = Shape::Image { asset: crate::book::AssetId(0), rect };
        // 468 of 450 points high, and 312 of 300 wide: 3 more than the 309 of page and bleed.
        assert_eq!(extended(image), [-1, -9, 312, 468]);
    }

    #[test]
    fn the_block_is_whole_signatures_without_the_covers() {
        let mut sheets = TestPages::default();
        sheets.pages.pages[0].folio = Folio::Unnumbered;
        sheets.page(Folio::Unnumbered);
        for number in 1..=3 {
            sheets.page(Folio::Arabic(number));
        }
        sheets.page(Folio::Unnumbered);
        sheets.more(Content::Artifact(Artifact::Decoration), "Dos");
        assert_eq!(covers(&sheets.pages), Covers { first: 2, end: 5, back: Some(5) });
        for (signature, pages) in [(2, 4), (4, 4), (16, 16)] {
            let print = Print { signature, ..Print::default() };
            let block = book_block(&sheets.pages, &print, false);
            assert_eq!(block.pages.len(), pages);
            assert_eq!(block.pages[2].folio, Folio::Arabic(3));
            assert!(block.outline.is_empty(), "it led to the front cover");
        }
    }
}
