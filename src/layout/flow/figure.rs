//! Figures: a picture scaled to the column, its caption and credit below it. Charts and small tables become floats here too.

use crate::{
    book::{Alt, AssetId, Block, Figure, Inline, Picture, plain_text},
    layout::{
        flow::state::Flow,
        frame::{Artifact, Content, FrameItem, LinkArea, Shape},
        strip::{BreakPenalty, Strip, StripStart},
        structure::{StructureElement, StructureType},
        tagging::figure_element,
    },
    typeset::{
        length::{Length, Point, Rect, Size},
        style::Align,
    },
};

/// The resolution that sets the natural size of a picture, in pixels per inch.
const PIXELS_PER_INCH: i64 = 150;

/// The most characters of a paragraph that may be the caption of the picture above it: some three lines.
const LONGEST_CAPTION: usize = 200;

/// Whether a block below a picture may be its caption.
fn may_be_caption(block: &Block) -> bool {
    matches!(block, Block::Paragraph(paragraph) if plain_text(&paragraph.content).chars().nth(LONGEST_CAPTION).is_none())
}

impl<'a> Flow<'a> {
    /// Sets a figure as one strip, which floats unless it is in a box or a list or calls a note. One without a caption stays where it is
    /// when a short paragraph is below it: that is often its caption, and would stand under another picture if this one moved. It also
    /// stays when it ends its text, as an ornament does.
    pub(super) fn figure(&mut self, block: &'a Figure) {
        let half = self.theme().leading.of_em(1, 2);
        let tallest = self.context.geometry.text.height.of_em(62, 100);
        let size = self.picture_size(block.picture.asset, self.width, tallest);
        let x = self.left + (self.width - size.width) / 2;
        let name = block.anchor.as_ref().map(|anchor| format!("{}.{anchor}", self.section.slug));
        self.tagger.enter(StructureElement::new(StructureType::Division));
        name.iter().for_each(|name| self.tagger.name(name.clone()));
        let mut strip = Strip { height: size.height, start: Some(StripStart::Block(block.id)), ..Strip::default() };
        strip.items.append(&mut self.linked_picture(block, Point { x, y: Length::ZERO }, size));
        strip.span = Some(block.span);
        strip.anchors.extend(name);
        let caption = caption_with_credit(block);
        if !caption.is_empty() {
            strip.height += self.theme().leading.of_em(1, 2);
            self.caption(&mut strip, &caption, size.width < self.width);
        }
        self.tagger.leave();
        let stays = caption.is_empty() && self.following.is_none_or(may_be_caption);
        strip.floats = !stays && strip.notes.is_empty() && self.enclosing_box.is_none() && self.left == Length::ZERO;
        strip.space = half;
        self.push_figure(strip, half);
        if stays {
            self.keep_with_next(BreakPenalty::Avoid);
        }
    }

    /// The picture of a figure, and the area of the link around it.
    fn linked_picture(&mut self, block: &Figure, origin: Point, size: Size) -> Vec<FrameItem> {
        let followed = block.link().and_then(|link| Some((link, self.page_target(&link.target)?)));
        let Some((link, target)) = followed else { return vec![self.picture(&block.picture, origin, size)] };
        let description = match &block.picture.alt {
            Alt::Text(alt) if !alt.is_empty() => alt.clone(),
            Alt::Text(_) | Alt::Decorative => plain_text(&link.content),
        };
        let mut element = StructureElement::new(StructureType::Link);
        element.attributes_mut().alt = Some(description.clone());
        element.span = Some(link.span);
        self.tagger.enter(StructureElement::new(StructureType::Paragraph));
        self.tagger.enter(element);
        let mark = self.tagger.mark();
        let picture = self.picture(&block.picture, origin, size);
        self.tagger.leave();
        self.tagger.leave();
        let shape = Shape::link(LinkArea { rect: Rect { origin, size }, target, description, underline: None });
        vec![picture, FrameItem { shape, content: Content::Marked(mark), span: Some(link.span) }]
    }

    /// Adds the strip of a figure, with `below` under it. A float takes that space along, and is as high as whole lines with it, so that
    /// the text stays on the baseline grid wherever it moves.
    pub(super) fn push_figure(&mut self, mut strip: Strip, below: Length) {
        let notes = strip.notes.to_vec();
        if strip.floats {
            let leading = self.theme().leading;
            let missing = Length((-(strip.space + strip.height + below)).0.rem_euclid(leading.0));
            strip.space += missing / 2;
            strip.below = below + missing / 2;
        } else {
            self.follows_paragraph = false;
        }
        let floats = strip.floats;
        self.push(strip);
        self.set_notes(&notes);
        if !floats {
            self.add_vspace(below);
        }
    }

    /// Adds a caption at the bottom of `strip`. Below a picture narrower than the column, which stands in its middle, a caption of one line
    /// stands there too; one of several lines begins at the edge of the text, where the eye finds the next line.
    pub(super) fn caption(&mut self, strip: &mut Strip, caption: &[Inline], is_narrower: bool) {
        let mut style = self.theme().caption();
        self.tagger.enter(StructureElement::new(StructureType::Caption));
        let marks = self.tagger.marks(caption);
        self.tagger.leave();
        let mut set = self.break_marked_lines(caption, &style, self.width, &marks);
        if is_narrower && set.lines.len() == 1 {
            style.align = Align::Center;
            set = self.break_marked_lines(caption, &style, self.width, &marks);
        }
        self.record_format(&marks, &style, self.width);
        let left = self.left;
        for line in self.line_strips(&set.lines, left, style.text.leading) {
            append(strip, line);
        }
    }

    /// A picture at `origin`, tagged as a figure, or an artifact if it is decorative.
    pub(super) fn picture(&mut self, picture: &Picture, origin: Point, size: Size) -> FrameItem {
        let content = match picture.alt {
            Alt::Decorative => Content::Artifact(Artifact::Decoration),
            Alt::Text(_) => Content::Marked(self.tagger.mark_in(figure_element(picture))),
        };
        let shape = Shape::Image { asset: picture.asset, rect: Rect { origin, size } };
        FrameItem { shape, content, span: Some(picture.span) }
    }

    /// The natural size of a picture, reduced to fit `width` and `height`.
    pub(super) fn picture_size(&self, asset: AssetId, width: Length, height: Length) -> Size {
        let (across, down) = self.context.book.asset(asset).size;
        let (across, down) = (i64::from(across.max(1)), i64::from(down.max(1)));
        let natural = Length::points(across * 72) / PIXELS_PER_INCH;
        let mut fitted = natural.min(width);
        if fitted.of_em(down, across) > height {
            fitted = height.of_em(across, down);
        }
        Size { width: fitted, height: fitted.of_em(down, across) }
    }
}

/// Adds `below` to the bottom of `strip`.
pub(super) fn append(strip: &mut Strip, mut below: Strip) {
    let down = Point { x: Length::ZERO, y: strip.height + below.space };
    for item in &mut below.items {
        item.shape.translate(down);
    }
    strip.height += below.extent();
    strip.items.append(&mut below.items);
    strip.notes.extend(below.notes.take());
    strip.break_before = strip.break_before.max(if below.break_before == BreakPenalty::Forced {
        BreakPenalty::Forced
    } else {
        BreakPenalty::Free
    });
}

/// The caption and the credit as one paragraph.
fn caption_with_credit(figure: &Figure) -> Vec<Inline> {
    let mut caption = figure.caption_with_target();
    if !figure.picture.credit.is_empty() {
        if !caption.is_empty() {
            caption.push(Inline::text(" — ", figure.picture.span));
        }
        caption.extend(figure.picture.credit.iter().cloned());
    }
    caption
}
