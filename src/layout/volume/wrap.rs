//! The wrap: back cover, spine and front cover of the printed book, on one sheet.
//!
//! Front and back are the pages of the volume; the spine follows from the count of pages and the paper. Panels are drawn apart
//! because that of the spine is turned: French titles are read upwards. Read next: `print` for what bleeds.

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

/// Words fit on a spine from this thickness on: below it a fold that is off by a millimetre puts them on a cover.
const LEAST_FOR_WORDS: Length = Length::micrometres(6_000);

/// How far the colour of the spine lies under the covers.
const OVERLAP: Length = Length::points(1);

/// Paper of a book whose editor names none: a usual uncoated one, which the message names.
const USUAL: Paper = Paper { weight: 90, bulk: 1_250 };

/// The sheet of the cover, trimmed; the bleed is around it.
#[derive(Clone, Debug)]
pub struct Wrap {
    /// Both covers and the spine.
    pub size: Size,
    /// Left and right fold.
    pub folds: [Length; 2],
    /// What is drawn, from the left to the right.
    pub panels: Vec<Panel>,
}

/// A part of the wrap.
#[derive(Clone, Debug)]
pub struct Panel {
    /// Where its corner lies: the top left one, or the bottom left one when it is turned.
    pub origin: Point,
    /// Whether its lines run upwards.
    pub turned: bool,
    /// What of the sheet it may cover.
    pub clip: Rect,
    /// Its drawings.
    pub items: Vec<FrameItem>,
}

/// Thickness of a block of `pages`.
#[must_use]
pub fn thickness(pages: usize, paper: Paper) -> Length {
    let leaves = i64::try_from(pages.div_ceil(2)).unwrap_or(i64::MAX);
    // Grams a square metre times cubic centimetres a gram are micrometres.
    let block = leaves.saturating_mul(i64::from(paper.weight)).saturating_mul(i64::from(paper.bulk)) / 1_000;
    Length::micrometres(block.clamp(0, 200_000))
}

/// Makes the wrap of a volume whose block has `count` pages.
#[must_use]
pub fn wrap(book: &Book, fonts: &FontSet, pages: &Pages, count: usize, sink: &mut Diagnostics) -> Wrap {
    let context = LayoutContext::new(book, fonts);
    let paper = book.design.print.paper.unwrap_or_else(|| {
        sink.push(Diagnostic::new(Code::PaperUnknown, book.tome.span));
        USUAL
    });
    let page = context.geometry.page;
    let spine = thickness(count, paper);
    let by = Length::micrometres(i64::from(book.design.print.bleed));
    let size = Size { width: page.width * 2 + spine, height: page.height };
    let folds = [page.width, page.width + spine];
    let whole =
        |x: Length, width: Length| Rect { origin: Point { x, y: -by }, size: Size { width, height: page.height + by * 2 } };
    let back = print::covers(pages).back.and_then(|index| pages.pages.get(index));
    if back.is_none() {
        sink.push(Diagnostic::new(Code::WrapWithoutBack, book.tome.span));
    }
    if book.tome.isbn.print.is_none() {
        sink.push(Diagnostic::new(Code::WrapWithoutIsbn, book.tome.span));
    }
    let front = pages.pages.first();
    let outwards = |items: &[FrameItem], bleed: Bleed| {
        let mut items: Vec<_> = items.iter().filter(|item| !matches!(item.shape, Shape::Link(_))).cloned().collect();
        items.iter_mut().for_each(|item| print::reach(&mut item.shape, page, bleed));
        items
    };
    let to_left = Bleed { right: Length::ZERO, ..Bleed::all(by) };
    let to_right = Bleed { left: Length::ZERO, ..Bleed::all(by) };
    let back_items = back.map_or_else(|| vec![ground(&context, page.width)], |page| page.items.clone());
    let panels = vec![
        // First and a little wider than the spine: the covers lie over its edges, and no white hair shows between them.
        Panel {
            origin: Point { x: folds[0] - OVERLAP, y: Length::ZERO },
            turned: false,
            clip: whole(folds[0] - OVERLAP, spine + OVERLAP * 2),
            items: outwards(&[ground(&context, spine + OVERLAP * 2)], Bleed { left: Length::ZERO, ..to_left }),
        },
        Panel {
            origin: Point::default(),
            turned: false,
            clip: whole(-by, page.width + by),
            items: outwards(&back_items, to_left),
        },
        Panel {
            origin: Point { x: folds[0], y: page.height },
            turned: true,
            clip: whole(folds[0], spine),
            items: words(&context, spine, sink),
        },
        Panel {
            origin: Point { x: folds[1], y: Length::ZERO },
            turned: false,
            clip: whole(folds[1], page.width + by),
            items: front.map_or_else(Vec::new, |page| outwards(&page.items, to_right)),
        },
    ];
    Wrap { size, folds, panels }
}

/// The colour of the covers, as high as there.
fn ground(context: &LayoutContext<'_>, width: Length) -> FrameItem {
    let size = Size { width, height: context.geometry.cover_ground() };
    let shape = Shape::Rule { rect: Rect { origin: Point::default(), size }, color: COVER_INK };
    FrameItem { shape, content: Content::Artifact(Artifact::Decoration), span: None }
}

/// The words of the spine, upwards from its foot: the volume on white, the title on the colour.
fn words(context: &LayoutContext<'_>, spine: Length, sink: &mut Diagnostics) -> Vec<FrameItem> {
    let (book, height) = (context.book, context.geometry.page.height);
    if spine < LEAST_FOR_WORDS {
        return Vec::new();
    }
    let margin = height.of_em(6, 100);
    let white = height - context.geometry.cover_ground();
    let span = book.tome.span;
    let volume = [Inline::text(cover::volume(context, &book.tome), span)];
    let quiet = colored(context.theme.display_sans(100, Align::Start), COVER_INK);
    let mut items = upwards(context, &volume, spine, (margin, white - margin / 2), &quiet).unwrap_or_default();
    let style = colored(context.theme.display(100, Align::Start), Color::WHITE);
    match upwards(context, &book.work.title, spine, (white + margin / 2, height - margin), &style) {
        Some(title) => items.extend(title),
        None => sink.push(Diagnostic::new(Code::LongSpineTitle, book.work.title.first().map_or(span, Inline::span))),
    }
    items
}

fn colored(mut style: ParagraphStyle, color: Color) -> ParagraphStyle {
    style.text.color = color;
    style
}

/// A line between two heights of the spine, in the largest size that fits; none when the smallest does not.
fn upwards(
    context: &LayoutContext<'_>,
    content: &[Inline],
    spine: Length,
    (from, to): (Length, Length),
    style: &ParagraphStyle,
) -> Option<Vec<FrameItem>> {
    let context = context.inline_context(&context.book.work.lang);
    // Half the spine, so that a fold beside its place does not cut a letter; no larger than a line of the title page.
    let largest = (spine / 2).min(Length::points(18));
    (0..8).map(|step| largest.of_em(100 - 8 * step, 100)).filter(|size| *size >= Length::points(6)).find_map(|size| {
        let mut style = ParagraphStyle { hyphenate: false, balanced: false, ..style.clone() };
        style.text.size = size;
        let set = paragraph::set(content, &style, to - from, &[MarkId(0)], &context, &mut Diagnostics::new());
        let line = set.lines.first().filter(|line| set.lines.len() == 1 && line.width <= to - from)?;
        // Capitals are some two thirds of the size high: half of that below the middle of the spine.
        let origin = Point { x: from, y: spine / 2 + size.of_em(33, 100) };
        let placed = line.items.iter().map(|item| FrameItem::of_line(item, origin, Content::Artifact(Artifact::Decoration)));
        Some(placed.collect::<Vec<_>>())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_spine_follows_from_pages_and_paper() {
        // 160 leaves of 112.5 micrometres.
        assert_eq!(thickness(320, USUAL), Length::micrometres(18_000));
        assert_eq!(thickness(319, USUAL), Length::micrometres(18_000));
        assert_eq!(thickness(0, USUAL), Length::ZERO);
    }
}
