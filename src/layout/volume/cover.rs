//! The front cover: the picture of the tome, or the title composed on a block of colour.
//!
//! It does not know the printed edition: `wrap` puts this cover beside the spine and the back cover.

use crate::{
    book::{Inline, Picture, plain_text},
    diagnostic::{Code, Diagnostic, Diagnostics},
    layout::{
        context::LayoutContext,
        frame::{Artifact, Content, FrameItem, Shape},
        geometry::Geometry,
        structure::{Structure, StructureElement, StructureType},
        tagging::{Tagger, figure_element},
        theme::{COVER_INK, TINT},
    },
    locale::Argument,
    typeset::{
        color::Color,
        length::{Length, Point, Rect, Size},
        paragraph,
        style::{Align, ParagraphStyle},
    },
};

/// A front cover: its items, relative to the top left corner of the page, and their structure.
#[derive(Debug)]
pub struct Cover {
    /// Its items, in painting order.
    pub items: Vec<FrameItem>,
    /// Its structure; the first element is the cover's.
    pub structure: Structure,
}

/// Makes the front cover.
#[must_use]
pub fn compose_cover(context: &LayoutContext<'_>, sink: &mut Diagnostics) -> Cover {
    match &context.book.tome.cover {
        Some(picture) => picture_cover(context, picture),
        None => composed_cover(context, sink),
    }
}

/// The picture over the whole page, cropped at its edges rather than distorted or framed.
fn picture_cover(context: &LayoutContext<'_>, picture: &Picture) -> Cover {
    let page = context.geometry.page;
    let (width, height) = context.book.asset(picture.asset).size;
    let (width, height) = (i64::from(width.max(1)), i64::from(height.max(1)));
    let height_at_full_width = page.width.of_em(height, width);
    let size = if height_at_full_width >= page.height {
        Size { width: page.width, height: height_at_full_width }
    } else {
        Size { width: page.height.of_em(width, height), height: page.height }
    };
    let origin = Point { x: (page.width - size.width) / 2, y: (page.height - size.height) / 2 };
    let mut tagger = Tagger::new(StructureElement::new(StructureType::Section), false);
    let mut element = figure_element(picture);
    if element.attributes().alt.is_none() {
        element.attributes_mut().alt = Some(plain_text(&context.book.work.title));
    }
    let content = Content::Marked(tagger.mark_in(element));
    let shape = Shape::Image { asset: picture.asset, rect: Rect { origin, size } };
    Cover { items: vec![FrameItem { shape, content, span: Some(picture.span) }], structure: tagger.finish() }
}

/// A cover under construction.
struct Composer<'a, 'b> {
    context: &'a LayoutContext<'a>,
    sink: &'b mut Diagnostics,
    tagger: Tagger,
    items: Vec<FrameItem>,
    left: Length,
    width: Length,
}

/// Authors and title in white on a block of colour that covers the golden section of the page; the volume below it.
fn composed_cover(context: &LayoutContext<'_>, sink: &mut Diagnostics) -> Cover {
    let Geometry { page, .. } = context.geometry;
    let (book, theme) = (context.book, &context.theme);
    let left = page.width.of_em(11, 100);
    let block = context.geometry.cover_block();
    let background = Rect { origin: Point::default(), size: Size { width: page.width, height: block } };
    let tagger = Tagger::new(StructureElement::new(StructureType::Section), false);
    let mut composer = Composer { context, sink, tagger, items: Vec::new(), left, width: page.width - left * 2 };
    composer.items.push(decoration(background, COVER_INK));
    let rule = Size { width: theme.em(400), height: Length::millipoints(1200) };
    let span = book.tome.span;
    let white = |mut style: ParagraphStyle| {
        style.text.color = Color::WHITE;
        style
    };
    let ink = |mut style: ParagraphStyle| {
        style.text.color = COVER_INK;
        style
    };
    let mut y = page.height.of_em(9, 100);
    let authors = [Inline::text(book.author_statement(), span)];
    let room = page.height.of_em(13, 100) - theme.leading / 2;
    composer.fitted_text(&authors, &white(theme.display_sans(125, Align::Start)), (y, room));
    y = page.height.of_em(22, 100);
    let mut subtitle = white(theme.display(170, Align::Start));
    subtitle.text.italic = true;
    let (title, subtitle) = {
        // Above the edge of the block a line stays free.
        let room = block - y - theme.leading;
        composer.title_styles(&white(theme.display(400, Align::Start)), &subtitle, room)
    };
    y += composer.element(&book.work.title, &title, y, StructureType::Title);
    y += theme.leading;
    let x = if context.geometry.right_to_left { page.width - left - rule.width } else { left };
    composer.items.push(decoration(Rect { origin: Point { x, y }, size: rule }, Color::WHITE));
    y += theme.leading;
    composer.text(&book.work.subtitle, &subtitle, y);
    y = block + theme.leading * 2;
    if let Some(number) = volume_number(context) {
        y += composer.text(&[context.label(number, span)], &ink(theme.display_sans(130, Align::Start)), y);
    }
    let room = page.height.of_em(86, 100) - y;
    composer.fitted_text(&book.tome.title, &ink(theme.display(260, Align::Start)), (y, room));
    if let Some(hashtag) = &book.work.hashtag {
        let y = page.height - page.height.of_em(9, 100);
        let hashtag = [Inline::text(hashtag.value.as_str(), hashtag.span)];
        composer.fitted_text(&hashtag, &ink(theme.display_sans(115, Align::Start)), (y, page.height.of_em(6, 100)));
    }
    Cover { items: composer.items, structure: composer.tagger.finish() }
}

/// A light tint under the whole cover: on the white page of a bookshop a white foot would have no visible edge.
pub fn tint(geometry: &Geometry) -> FrameItem {
    decoration(Rect { origin: Point::default(), size: geometry.page }, TINT)
}

/// The number of the volume in words, such as « Tome 1 »; none when the work has a single volume.
pub(super) fn volume_number(context: &LayoutContext<'_>) -> Option<String> {
    let number = Argument::Number(i64::from(context.book.tome.number));
    (context.book.work.tomes.len() > 1).then(|| context.words.say("volume-number", &[("number", number)]))
}

impl Composer<'_, '_> {
    /// Sizes for the title, and for the subtitle two lines below it, so that both stand on the coloured block, of which `room` is left.
    /// The title leaves a place for a short subtitle; for a long one both become smaller. Words that do not fit then are told.
    fn title_styles(
        &mut self,
        title: &ParagraphStyle,
        subtitle: &ParagraphStyle,
        room: Length,
    ) -> (ParagraphStyle, ParagraphStyle) {
        let (work, leading) = (&self.context.book.work, self.context.theme.leading);
        let context = self.context.inline_context(&work.lang);
        let largest = paragraph::shrink_to_fit(&work.title, title, self.width, room - leading * 6, &context);
        let room = room - if work.subtitle.is_empty() { Length::ZERO } else { leading * 2 };
        let reduced = |(of_title, of_subtitle)| (reduced(&largest, of_title), reduced(subtitle, of_subtitle));
        let shares = [(100, 100), (100, 84), (88, 76), (76, 70), (66, 64), (58, 58)];
        let mut styles = reduced(shares[shares.len() - 1]);
        let may_fit = paragraph::may_fit(&work.title, &styles.0, self.width, room)
            && paragraph::may_fit(&work.subtitle, &styles.1, self.width, room);
        for share in shares.into_iter().filter(|_| may_fit) {
            styles = reduced(share);
            let used = self.height(&work.title, &styles.0);
            if used <= room && paragraph::fits(&work.subtitle, &styles.1, self.width, room - used, &context) {
                return styles;
            }
        }
        if !may_fit || self.height(&work.title, &styles.0) + self.height(&work.subtitle, &styles.1) > room {
            let place = work.subtitle.first().or(work.title.first()).map_or(self.context.book.tome.span, Inline::span);
            self.sink.push(Diagnostic::new(Code::LongCover, place));
        }
        styles
    }

    /// A paragraph with its top at `y`, in the largest size in which it is no higher than `room`. It is told if none is small enough; a text
    /// of pages is not drawn over all the rest.
    fn fitted_text(&mut self, content: &[Inline], style: &ParagraphStyle, (y, room): (Length, Length)) {
        let context = self.context.inline_context(&self.context.book.work.lang);
        let style = paragraph::shrink_to_fit(content, style, self.width, room, &context);
        let is_hopeless = !paragraph::may_fit(content, &style, self.width, room);
        let height = if is_hopeless { Length(i64::MAX) } else { self.element(content, &style, y, StructureType::Paragraph) };
        if let Some(first) = content.first().filter(|_| height > room) {
            self.sink.push(Diagnostic::new(Code::LongCover, first.span()));
        }
    }

    /// How high `content` is in a style.
    fn height(&self, content: &[Inline], style: &ParagraphStyle) -> Length {
        let context = self.context.inline_context(&self.context.book.work.lang);
        let set = paragraph::set(content, style, self.width, &[], &context, &mut Diagnostics::new());
        style.text.leading * i64::try_from(set.lines.len()).unwrap_or(0)
    }

    /// A paragraph with its top at `y`; returns its height.
    fn text(&mut self, content: &[Inline], style: &ParagraphStyle, y: Length) -> Length {
        self.element(content, style, y, StructureType::Paragraph)
    }

    /// An element of type `kind` with its top at `y`; returns its height.
    fn element(&mut self, content: &[Inline], style: &ParagraphStyle, y: Length, kind: StructureType) -> Length {
        if content.is_empty() {
            return Length::ZERO;
        }
        self.tagger.enter(StructureElement::new(kind));
        let marks = self.tagger.marks(content);
        self.tagger.leave();
        let set = paragraph::set(
            content,
            style,
            self.width,
            &marks,
            &self.context.inline_context(&self.context.book.work.lang),
            self.sink,
        );
        let leading = style.text.leading;
        for (index, line) in (0..).zip(&set.lines) {
            let origin = Point { x: self.left, y: y + leading * index + leading.of_em(3, 4) };
            self.items.extend(line.items.iter().map(|item| FrameItem::from_line(item, origin, Content::Marked(item.mark))));
        }
        leading * i64::try_from(set.lines.len()).unwrap_or(0)
    }
}

/// A style at `share` hundredths of its size.
fn reduced(style: &ParagraphStyle, share: i64) -> ParagraphStyle {
    let mut style = style.clone();
    (style.text.size, style.text.leading) = (style.text.size.of_em(share, 100), style.text.leading.of_em(share, 100));
    style
}

/// A filled rectangle that is no part of the text.
fn decoration(rect: Rect, color: Color) -> FrameItem {
    FrameItem { shape: Shape::Rule { rect, color }, content: Content::Artifact(Artifact::Decoration), span: None }
}
