//! Sponsors by tier, supporters by group: logos of equal weight, or names in type.

use crate::{
    book::{Inline, Picture, Sponsor, SponsorGroup, web_address},
    layout::{
        flow::{line::baseline, state::Flow},
        frame::{Content, FrameItem, LinkArea, PageTarget, Shape},
        strip::{BreakPenalty, Strip, StripStart},
        structure::{StructureElement, StructureType},
    },
    typeset::{
        length::{Length, Point, Rect, Size},
        style::{Align, ParagraphStyle},
    },
};

impl<'a> Flow<'a> {
    /// Sets a group: the highest tier large and one in a row, the next two in a row, all others three.
    pub(super) fn sponsors(&mut self, group: &'a SponsorGroup) {
        let leading = self.theme().leading;
        self.heading(&group.heading);
        self.add_vspace(leading.of_em(1, 2));
        // Names are wider than logos.
        let named = group.sponsors.iter().all(|sponsor| sponsor.logo.is_none());
        let across = match group.rank {
            Some(0) => 1,
            Some(1) => 2,
            Some(_) | None if named => 2,
            Some(_) | None => 3,
        };
        for row in group.sponsors.chunks(across) {
            let strip = self.sponsor_row(row, across, group.rank == Some(0));
            self.push(strip);
            self.add_vspace(leading);
        }
        self.follows_paragraph = false;
    }

    /// A row of sponsors as one strip, in `across` equal cells.
    fn sponsor_row(&mut self, row: &'a [Sponsor], across: usize, large: bool) -> Strip {
        let columns = i64::try_from(across).unwrap_or(1);
        let width = self.width / columns;
        let cell = width - self.theme().em(100);
        let logos = row.iter().filter_map(|sponsor| sponsor.logo.as_ref());
        let band = logos.map(|logo| self.logo_size(logo, cell, large).height).max().unwrap_or_default();
        let start = row.first().map(|sponsor| StripStart::Block(sponsor.id));
        let mut strip = Strip { break_before: BreakPenalty::Free, start, ..Strip::default() };
        for (index, sponsor) in (0..).zip(row) {
            let x = self.left + width * index;
            let (mut items, height) = self.sponsor(sponsor, (x, cell), band, large);
            strip.items.append(&mut items);
            strip.height = strip.height.max(height);
        }
        strip
    }

    /// The items and the height of one sponsor in the cell at `x`: the logo with the name below it, or the name, centred in the height
    /// `band`; the tagline below it, and a link over the logo or name.
    fn sponsor(
        &mut self,
        sponsor: &'a Sponsor,
        (x, width): (Length, Length),
        band: Length,
        large: bool,
    ) -> (Vec<FrameItem>, Length) {
        self.tagger.enter(StructureElement::new(StructureType::Paragraph));
        let area = sponsor.url.as_deref().and_then(web_address).map(|url| {
            let mut element = StructureElement::new(StructureType::Link);
            element.attributes_mut().alt = Some(sponsor.name.clone());
            self.tagger.enter(element);
            (url, self.tagger.mark())
        });
        let (mut items, height) = match &sponsor.logo {
            Some(logo) => {
                let size = self.logo_size(logo, width, large);
                let mut items = vec![self.picture(logo, Point { x, y: (band - size.height) / 2 }, size)];
                // A logo may be a sign without letters: the name stands below it.
                let name = [Inline::text(sponsor.name.as_str(), sponsor.span)];
                let (style, top) = (self.theme().caption(), band + self.theme().leading.of_em(1, 4));
                let (mut lines, below) = self.cell_lines(&name, &style, x, width, top);
                items.append(&mut lines);
                (items, top + below)
            }
            None => {
                let style = self.sponsor_name(large);
                let name = [Inline::text(sponsor.name.as_str(), sponsor.span)];
                let (mut items, height) = self.cell_lines(&name, &style, x, width, Length::ZERO);
                let down = Point { x: Length::ZERO, y: ((band - height) / 2).max(Length::ZERO) };
                items.iter_mut().for_each(|item| item.shape.translate(down));
                (items, height.max(band))
            }
        };
        if let Some((url, mark)) = area {
            let rect = Rect { origin: Point { x, y: Length::ZERO }, size: Size { width, height } };
            let target = PageTarget::Url(url);
            let shape = Shape::link(LinkArea { rect, target, description: sponsor.name.clone(), underline: None });
            items.push(FrameItem { shape, content: Content::Marked(mark), span: Some(sponsor.span) });
            self.tagger.leave();
        }
        let mut height = if band > Length::ZERO { height + self.theme().leading.of_em(1, 4) } else { height };
        if !sponsor.tagline.is_empty() {
            let style = self.theme().caption();
            let (mut line, below) = self.cell_lines(&sponsor.tagline, &style, x, width, height);
            items.append(&mut line);
            height += below;
        }
        self.tagger.leave();
        (items, height)
    }

    fn sponsor_name(&self, large: bool) -> ParagraphStyle {
        if large { self.theme().display_sans(150, Align::Start) } else { self.theme().byline() }
    }

    /// The size of a logo: all logos of a tier have about the same area, so that a wide one does not look larger than a square one.
    fn logo_size(&self, logo: &Picture, width: Length, large: bool) -> Size {
        let (across, down) = self.context.book.asset(logo.asset).size;
        let (across, down) = (i64::from(across.max(1)), i64::from(down.max(1)));
        let side = self.theme().em(if large { 760 } else { 430 });
        // width = side × √(across / down), in thousandths under the root.
        let ratio = Length(1_000_000 * across / down).0.isqrt();
        let mut size = Size { width: side.of_em(ratio.max(1), 1000), height: side.of_em(1000, ratio.max(1)) };
        if size.width > width {
            size = Size { width, height: width.of_em(down, across) };
        }
        let tallest = side.of_em(3, 2);
        if size.height > tallest {
            size = Size { width: tallest.of_em(across, down), height: tallest };
        }
        size
    }

    /// Sets `content` in a cell at `x`, below `top`; returns the items and their height.
    pub(super) fn cell_lines(
        &mut self,
        content: &[Inline],
        style: &ParagraphStyle,
        x: Length,
        width: Length,
        top: Length,
    ) -> (Vec<FrameItem>, Length) {
        let set = self.break_lines(content, style, width);
        let leading = style.text.leading;
        let mut items = Vec::new();
        for (index, line) in (0..).zip(&set.lines) {
            let y = top + leading * index + baseline(leading);
            items.append(&mut self.line_items(line, Point { x, y }));
        }
        (items, leading * i64::try_from(set.lines.len()).unwrap_or(0))
    }
}
