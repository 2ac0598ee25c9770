//! Display pages, each composed as a whole: half-title, title page, legal page, colophon, back cover.
//!
//! Their lines are strips like any others. Between them stretch empty strips (TeX's `\vfil`), which share the space that the page
//! leaves (`page::stretch_display_page`).

use crate::{
    book::{Block, Display, DisplayRole, MadePage, SectionKind},
    diagnostic::{Code, Diagnostic},
    layout::{
        flow::{cover_setting::CoverSetting, line::rule, state::Flow},
        strip::{BreakPenalty, Strip},
        structure::{StructureElement, StructureType},
        theme,
    },
    typeset::{
        color::Color,
        length::Length,
        style::{Align, ParagraphStyle, TextStyle},
    },
};

/// The least size of white letters on a dark ground.
const LEAST_SIZE: Length = Length::millipoints(7_000);
/// The leading of a summary where room is short, at most, in hundredths of its size.
const SHORT_LEADING: i64 = 128;
/// What stays free at the foot of a back cover where room is short: what is trimmed is not exact.
const LEAST_FOOT: Length = Length::millipoints(23_000);

/// What a back cover does not hold.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lost {
    Nothing,
    /// Other words than the price, and no bar code.
    Words,
    Price,
    BarCode,
    /// Bar code and price.
    Both,
}

/// Whether a generated page is composed as a whole; all others have an opening and run over as many pages as they need.
pub(super) const fn is_display_page(page: MadePage) -> bool {
    match page {
        MadePage::HalfTitle | MadePage::Title | MadePage::Legal | MadePage::Colophon | MadePage::BackCover => true,
        MadePage::Supporters
        | MadePage::Sponsors
        | MadePage::Contents
        | MadePage::Contributors
        | MadePage::Index
        | MadePage::Accessibility => false,
    }
}

impl<'a> Flow<'a> {
    /// Sets a display page: stretchable space above, between and below its lines, by the kind of page.
    pub(super) fn display_page(&mut self, page: MadePage) {
        if page == MadePage::BackCover {
            return self.back_cover();
        }
        self.column.is_display_page = true;
        let section = self.section;
        self.body = self.theme().small_print();
        let (above, below) = match page {
            MadePage::HalfTitle => (2, 5),
            MadePage::Title => (0, 0),
            MadePage::Legal | MadePage::Colophon => (1, 0),
            MadePage::BackCover
            | MadePage::Supporters
            | MadePage::Sponsors
            | MadePage::Contents
            | MadePage::Contributors
            | MadePage::Index
            | MadePage::Accessibility => (0, 0),
        };
        self.add_stretch(above);
        let mut foot = false;
        for block in &section.blocks {
            let at_foot = is_at_foot(block);
            if at_foot && !foot {
                self.add_stretch(3);
            }
            foot = at_foot;
            self.block(block);
        }
        self.add_stretch(below);
    }

    /// Sets the back cover in the largest size in which all of it fits. What does not fit in the smallest is told.
    fn back_cover(&mut self) {
        let (context, section, folios) = (self.context, self.section, self.folios);
        let lost_in = |setting: CoverSetting| {
            let mut trial = Flow::new(context, section, folios);
            trial.cover = setting;
            trial.compose_back_cover()
        };
        let summary = self.display_style(DisplayRole::Summary).0.text.size;
        let is_legible = |setting: &CoverSetting| setting.share == 100 || summary.of_em(setting.share, 100) >= LEAST_SIZE;
        let others: Vec<_> = CoverSetting::OTHERS.into_iter().filter(is_legible).collect();
        let smallest = others.last().copied().unwrap_or(CoverSetting::LARGEST);
        // What does not fit in the smallest size is not set in all others, and is not small for nothing.
        self.cover = match (lost_in(CoverSetting::LARGEST), lost_in(smallest)) {
            (Lost::Nothing, _) => CoverSetting::LARGEST,
            (_, Lost::Nothing) => others.into_iter().find(|setting| lost_in(*setting) == Lost::Nothing).unwrap_or(smallest),
            (at_largest, at_smallest) if at_largest == at_smallest => CoverSetting::LARGEST,
            _ => smallest,
        };
        let lost = match self.compose_back_cover() {
            Lost::Nothing => return,
            Lost::Words => "words",
            Lost::Price => "price",
            Lost::BarCode => "code",
            Lost::Both => "both",
        };
        let summary = context.book.tome.summary.iter().flatten().next();
        let place = summary.map_or(section.span, crate::book::Inline::span);
        self.sink.push(Diagnostic::new(Code::LongBackCover, place).with("lost", lost));
    }

    /// Sets the description of the book in white on the cover's colour, which reaches as far down as on the front; the rest on white below
    /// it. Returns what the page does not hold.
    fn compose_back_cover(&mut self) -> Lost {
        self.column.is_display_page = true;
        let section = self.section;
        let geometry = &self.context.geometry;
        if self.cover.goes_down {
            let below = geometry.page.height - geometry.top - geometry.text.height;
            self.column.foot = (below - LEAST_FOOT).max(Length::ZERO);
        }
        let height = geometry.text.height + self.column.foot;
        let upper = section.blocks.iter().take_while(|block| is_on_cover_ink(block)).count();
        let first = self.column.strips.len();
        self.push(Strip::blank(geometry.leading));
        section.blocks[..upper].iter().for_each(|block| self.block(block));
        let text = self.height_since(first);
        let least = geometry.top + text + geometry.leading * 2;
        let golden = geometry.cover_block().max(least);
        let between = self.column.strips.len();
        self.push(Strip::blank(golden - geometry.top - text));
        self.push(Strip::blank(geometry.leading.of_em(1, 2)));
        let mut ends = Vec::new();
        for (index, block) in section.blocks.iter().enumerate().skip(upper) {
            if index == upper + 1 {
                self.add_stretch(1);
            }
            self.block(block);
            ends.push((block, self.height_since(first)));
        }
        // On a small page the coloured ground is lower, to leave room for what stands below it.
        let excess = (self.height_since(first) - height).max(Length::ZERO);
        let given = excess.min(golden - least);
        if let Some(strip) = self.column.strips.get_mut(between) {
            strip.height -= given;
        }
        if let Some(strip) = self.column.strips.get_mut(first) {
            // The back cover is a left-hand page.
            strip.items.push(rule(-geometry.outside, -geometry.top, geometry.page.width, golden - given, theme::COVER_INK));
        }
        if excess == given {
            return Lost::Nothing;
        }
        let loses = |wanted: fn(&Block) -> bool| ends.iter().any(|(block, end)| wanted(block) && *end - given > height);
        let is_price = |block: &Block| matches!(block, Block::Display(display) if display.role == DisplayRole::Price);
        match (loses(|block| matches!(block, Block::BarCode(_))), loses(is_price)) {
            (true, true) => Lost::Both,
            (true, false) => Lost::BarCode,
            (false, true) => Lost::Price,
            (false, false) => Lost::Words,
        }
    }

    /// Adds an empty strip that takes `share` parts of the space that the page leaves.
    fn add_stretch(&mut self, share: u32) {
        if share > 0 {
            self.push(Strip { stretch: share, ..Strip::default() });
        }
    }

    /// Sets a line of a display page.
    pub(super) fn display(&mut self, display: &'a Display) {
        let leading = self.theme().leading;
        let page_height = self.context.geometry.text.height;
        let on_cover = self.section.kind == SectionKind::Made(MadePage::BackCover);
        let (mut style, above, stretch) = self.display_style(display.role);
        let share = match display.role {
            DisplayRole::Summary | DisplayRole::WorkTitle | DisplayRole::VolumeTitle if on_cover => self.cover.share,
            _ => 100,
        };
        (style.text.size, style.text.leading) = (style.text.size.of_em(share, 100), style.text.leading.of_em(share, 100));
        let is_short = on_cover && self.cover.white < 100;
        if is_short && display.role == DisplayRole::Summary {
            style.text.leading = style.text.leading.min(style.text.size.of_em(SHORT_LEADING, 100));
        }
        // The paragraphs of a summary are of one size, which the whole cover decides.
        let room = if on_cover && display.role == DisplayRole::Summary { Length(i64::MAX) } else { page_height.of_em(2, 5) };
        let style = self.fitted(&display.content, &style, room);
        // The title of a volume without a number takes the place of the number.
        let has_number = |block: &Block| matches!(block, Block::Display(other) if other.role == DisplayRole::VolumeNumber);
        let (above, stretch) = match display.role {
            DisplayRole::VolumeTitle if !self.section.blocks.iter().any(has_number) => {
                let (_, above, stretch) = self.display_style(DisplayRole::VolumeNumber);
                (above, stretch)
            }
            _ => (above, stretch),
        };
        // The paragraphs of a summary belong together.
        let above = if display.role == DisplayRole::Summary && self.follows_summary { 2 } else { above };
        self.follows_summary = display.role == DisplayRole::Summary;
        self.add_stretch(stretch);
        let white = if is_short { self.cover.white } else { 100 };
        self.add_vspace(leading.of_em(above * white, 400));
        let is_title = display.role == DisplayRole::WorkTitle;
        let kind = if is_title { StructureType::Title } else { StructureType::Paragraph };
        let mut element = StructureElement::new(kind);
        element.span = display.content.first().map(crate::book::Inline::span);
        let first = self.column.strips.len();
        self.set_text(&display.content, &style, element);
        self.keep_together(first, BreakPenalty::Avoid);
        self.follows_paragraph = false;
    }

    /// The style of a line, the space above it in quarters of the leading, and its share of the page's free space, above it.
    fn display_style(&self, display: DisplayRole) -> (ParagraphStyle, i64, u32) {
        let theme = self.theme();
        let quiet = |mut style: ParagraphStyle| {
            style.text.color = theme::GREY;
            style
        };
        let spaced = |mut style: ParagraphStyle| {
            style.text = TextStyle { tracking: theme.em(6), ..style.text };
            style
        };
        let on_cover_ink = self.section.kind == SectionKind::Made(MadePage::BackCover);
        let white = |mut style: ParagraphStyle| {
            style.text.color = Color::WHITE;
            style
        };
        match display {
            DisplayRole::WorkTitle if on_cover_ink => (white(theme.display(240, Align::Start)), 0, 0),
            DisplayRole::VolumeNumber if on_cover_ink => (white(theme.display_sans(100, Align::Start)), 6, 0),
            DisplayRole::VolumeTitle if on_cover_ink => (white(theme.display(160, Align::Start)), 0, 0),
            DisplayRole::Summary if on_cover_ink => {
                let mut style = white(theme.body());
                (style.align, style.hyphenate) = (Align::Start, false);
                style.text.size = theme.em(108);
                style.text.leading = theme.leading.of_em(110, 100);
                (style, 8, 0)
            }
            DisplayRole::Hashtag if on_cover_ink => {
                let mut style = theme.display_sans(115, Align::Start);
                style.text.color = theme::COVER_INK;
                (style, 2, 0)
            }
            DisplayRole::Statement => (theme.display_sans(110, Align::Start), 6, 0),
            DisplayRole::WorkTitle => (theme.display(330, Align::Start), 0, 2),
            DisplayRole::WorkSubtitle => {
                let mut style = theme.display(150, Align::Start);
                style.text.italic = true;
                (style, 3, 0)
            }
            DisplayRole::VolumeNumber => (spaced(theme.display_sans(105, Align::Start)), 6, 1),
            DisplayRole::VolumeTitle => (theme.display(190, Align::Start), 1, 0),
            DisplayRole::VolumeSubtitle => {
                let mut style = theme.display(120, Align::Start);
                style.text.italic = true;
                (style, 1, 0)
            }
            DisplayRole::Publisher => (theme.display_sans(100, Align::Start), 0, 0),
            DisplayRole::Date => (quiet(theme.display_sans(100, Align::Start)), 0, 0),
            DisplayRole::HalfTitle => (theme.display(170, Align::Start), 0, 0),
            DisplayRole::Hashtag => (quiet(theme.display_sans(92, Align::Start)), 4, 0),
            DisplayRole::SmallPrint => (theme.small_print(), 2, 0),
            DisplayRole::Summary => {
                let mut style = theme.body();
                style.text.size = theme.em(110);
                (style, 2, 0)
            }
            DisplayRole::Price => (quiet(theme.display_sans(90, Align::Start)), 4, 0),
        }
    }
}

/// Whether a block of a back cover describes the book; hashtag, bar code and price follow on white.
const fn is_on_cover_ink(block: &Block) -> bool {
    let Block::Display(display) = block else { return false };
    match display.role {
        DisplayRole::WorkTitle
        | DisplayRole::WorkSubtitle
        | DisplayRole::Statement
        | DisplayRole::VolumeNumber
        | DisplayRole::VolumeTitle
        | DisplayRole::VolumeSubtitle
        | DisplayRole::Summary => true,
        DisplayRole::Publisher
        | DisplayRole::Date
        | DisplayRole::HalfTitle
        | DisplayRole::Hashtag
        | DisplayRole::SmallPrint
        | DisplayRole::Price => false,
    }
}

/// Whether a block stands at the foot of a title page or a back cover.
fn is_at_foot(block: &Block) -> bool {
    let at_foot = |display: &Display| matches!(display.role, DisplayRole::Publisher | DisplayRole::Date | DisplayRole::Price);
    matches!(block, Block::BarCode(_)) || matches!(block, Block::Display(display) if at_foot(display))
}
