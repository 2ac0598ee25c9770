//! The wrap cover: back cover, spine and front cover of the printed book, on one sheet; in the other order when it is bound at its right.
//!
//! Front and back are pages of the volume. The width of the spine follows from the number of pages and the paper. The sheet has
//! panels because the spine is rotated: titles on French spines run upwards. Read next: `print` for the bleed.

use crate::{
    book::{Book, Inline, Paper},
    diagnostic::{Code, Diagnostic, Diagnostics},
    fonts::FontSet,
    layout::{
        context::LayoutContext,
        frame::{Artifact, Content, FrameItem, Pages, Shape},
        theme::COVER_INK,
        volume::{
            cover,
            print::{self, Bleed},
        },
    },
    typeset::{
        color::Color,
        length::{Length, Point, Rect, Size},
        mark::MarkId,
        paragraph,
        style::{Align, ParagraphStyle},
    },
};

/// A narrower spine has no text: a fold misplaced by a millimetre would put the text on a cover.
const LEAST_SPINE_WITH_TEXT: Length = Length::micrometres(6_000);

/// How far the background of the spine extends under each cover.
const OVERLAP: Length = Length::points(1);

/// The paper of a book that declares none: a usual uncoated one, which the diagnostic names.
const DEFAULT_PAPER: Paper = Paper { weight: 90, bulk: 1_250 };

/// The wrap cover. Lengths are relative to the top left corner of the trimmed sheet; the bleed lies outside it.
#[derive(Clone, Debug)]
pub struct WrapCover {
    /// The trimmed size: both covers and the spine.
    pub size: Size,
    /// The folds at the left and the right of the spine.
    pub folds: [Length; 2],
    /// The panels, in painting order.
    pub panels: Vec<Panel>,
}

/// A part of the wrap cover.
#[derive(Clone, Debug)]
pub struct Panel {
    /// Where its top left corner lies; its bottom left one when it is rotated.
    pub origin: Point,
    /// Whether it is rotated so that its lines run upwards.
    pub rotated: bool,
    /// The area of the sheet to which it is clipped.
    pub clip: Rect,
    /// Its items, relative to `origin`.
    pub items: Vec<FrameItem>,
}

/// The width of the spine of a block of `pages`, at most 200 mm.
#[must_use]
pub fn spine_width(pages: usize, paper: Paper) -> Length {
    let leaves = i64::try_from(pages.div_ceil(2)).unwrap_or(i64::MAX);
    // Grammage (g/m²) times bulk (cm³/g) is the thickness of a leaf in micrometres; bulk is in thousandths.
    let block = leaves.saturating_mul(i64::from(paper.weight)).saturating_mul(i64::from(paper.bulk)) / 1_000;
    Length::micrometres(block.clamp(0, 200_000))
}

/// Makes the wrap cover of a volume whose block has `page_count` pages.
#[must_use]
pub fn compose_wrap_cover(book: &Book, fonts: &FontSet, pages: &Pages, page_count: usize, sink: &mut Diagnostics) -> WrapCover {
    let context = LayoutContext::new(book, fonts);
    let paper = book.design.print.paper.unwrap_or_else(|| {
        sink.push(Diagnostic::new(Code::PaperUnknown, book.tome.span));
        DEFAULT_PAPER
    });
    let page = context.geometry.page;
    let spine = spine_width(page_count, paper);
    let bleed = Length::micrometres(i64::from(book.design.print.bleed));
    let size = Size { width: page.width * 2 + spine, height: page.height };
    let folds = [page.width, page.width + spine];
    let clip =
        |x: Length, width: Length| Rect { origin: Point { x, y: -bleed }, size: Size { width, height: page.height + bleed * 2 } };
    let back = print::covers(pages).back.and_then(|index| pages.pages.get(index));
    if back.is_none() {
        sink.push(Diagnostic::new(Code::WrapWithoutBack, book.tome.span));
    }
    if book.tome.isbn.print.is_none() {
        sink.push(Diagnostic::new(Code::WrapWithoutIsbn, book.tome.span));
    }
    let front = pages.pages.first();
    let with_bleed = |items: &[FrameItem], bleed: Bleed| {
        let mut items: Vec<_> = items.iter().filter(|item| !matches!(item.shape, Shape::Link(_))).cloned().collect();
        items.iter_mut().for_each(|item| print::extend_to_bleed(&mut item.shape, page, bleed));
        items
    };
    let left_bleed = Bleed { right: Length::ZERO, ..Bleed::all(bleed) };
    let right_bleed = Bleed { left: Length::ZERO, ..Bleed::all(bleed) };
    let back_items = back.map_or_else(|| vec![background(&context, page.width)], |page| page.items.clone());
    let front_items = front.map_or_else(Vec::new, |page| page.items.clone());
    // Bound at its right, a book has its front cover at the left of the spine.
    let (at_left, at_right) = if context.geometry.right_to_left { (front_items, back_items) } else { (back_items, front_items) };
    let panels = vec![
        // The spine comes first and is a little wider: the covers overlap its edges, so that no white line shows between them.
        Panel {
            origin: Point { x: folds[0] - OVERLAP, y: Length::ZERO },
            rotated: false,
            clip: clip(folds[0] - OVERLAP, spine + OVERLAP * 2),
            items: with_bleed(&[background(&context, spine + OVERLAP * 2)], Bleed { left: Length::ZERO, ..left_bleed }),
        },
        Panel {
            origin: Point::default(),
            rotated: false,
            clip: clip(-bleed, page.width + bleed),
            items: with_bleed(&at_left, left_bleed),
        },
        Panel {
            origin: Point { x: folds[0], y: page.height },
            rotated: true,
            clip: clip(folds[0], spine),
            items: spine_text(&context, spine, sink),
        },
        Panel {
            origin: Point { x: folds[1], y: Length::ZERO },
            rotated: false,
            clip: clip(folds[1], page.width + bleed),
            items: with_bleed(&at_right, right_bleed),
        },
    ];
    WrapCover { size, folds, panels }
}

/// The block of colour of a composed cover, `width` wide.
fn background(context: &LayoutContext<'_>, width: Length) -> FrameItem {
    let size = Size { width, height: context.geometry.cover_block() };
    let shape = Shape::Rule { rect: Rect { origin: Point::default(), size }, color: COVER_INK };
    FrameItem { shape, content: Content::Artifact(Artifact::Decoration), span: None }
}

/// The text of the spine, from its foot upwards: the number of the volume on white, the title on the colour.
fn spine_text(context: &LayoutContext<'_>, spine: Length, sink: &mut Diagnostics) -> Vec<FrameItem> {
    let (book, height) = (context.book, context.geometry.page.height);
    if spine < LEAST_SPINE_WITH_TEXT {
        return Vec::new();
    }
    let margin = height.of_em(6, 100);
    let white = height - context.geometry.cover_block();
    let span = book.tome.span;
    let volume = [Inline::text(cover::volume_number(context).unwrap_or_default(), span)];
    let volume_style = colored(context.theme.display_sans(100, Align::Start), COVER_INK);
    let mut items = spine_line(context, &volume, spine, (margin, white - margin / 2), &volume_style).unwrap_or_default();
    let title_style = colored(context.theme.display(100, Align::Start), Color::WHITE);
    match spine_line(context, &book.work.title, spine, (white + margin / 2, height - margin), &title_style) {
        Some(title) => items.extend(title),
        None => sink.push(Diagnostic::new(Code::LongSpineTitle, book.work.title.first().map_or(span, Inline::span))),
    }
    items
}

fn colored(mut style: ParagraphStyle, color: Color) -> ParagraphStyle {
    style.text.color = color;
    style
}

/// One line between two distances from the foot of the spine, in the largest size that fits; none when the smallest does not.
fn spine_line(
    context: &LayoutContext<'_>,
    content: &[Inline],
    spine: Length,
    (from, to): (Length, Length),
    style: &ParagraphStyle,
) -> Option<Vec<FrameItem>> {
    let inline_context = context.inline_context(&context.book.work.lang);
    // At most half the spine, so that a misplaced fold cuts no letter; no larger than a line of the title page.
    let largest = (spine / 2).min(Length::points(18));
    (0..8).map(|step| largest.of_em(100 - 8 * step, 100)).filter(|size| *size >= Length::points(6)).find_map(|size| {
        let mut style = ParagraphStyle { hyphenate: false, balanced: false, ..style.clone() };
        style.text.size = size;
        let set = paragraph::set(content, &style, to - from, &[MarkId(0)], &inline_context, &mut Diagnostics::new());
        let line = set.lines.first().filter(|line| set.lines.len() == 1 && line.width <= to - from)?;
        // Capitals are about two thirds of the size high: the baseline lies half of that below the middle of the spine.
        let origin = Point { x: from, y: spine / 2 + size.of_em(33, 100) };
        let placed = line.items.iter().map(|item| FrameItem::from_line(item, origin, Content::Artifact(Artifact::Decoration)));
        Some(placed.collect::<Vec<_>>())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_spine_follows_from_pages_and_paper() {
        // 160 leaves of 112.5 micrometres.
        assert_eq!(spine_width(320, DEFAULT_PAPER), Length::micrometres(18_000));
        assert_eq!(spine_width(319, DEFAULT_PAPER), Length::micrometres(18_000));
        assert_eq!(spine_width(0, DEFAULT_PAPER), Length::ZERO);
    }
}
