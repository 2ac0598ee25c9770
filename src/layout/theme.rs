//! The theme: the paragraph style (face, size, leading, colour, alignment) of each kind of text.
//!
//! Every size is a share of the text size, so that one setting of the design changes all. It knows no block.

use crate::{
    book::{Design, Justification},
    fonts::FamilyRole,
    typeset::{
        color::Color,
        expansion::Expansion,
        length::Length,
        style::{Align, Caps, Figures, ParagraphStyle, TextStyle},
    },
};

/// The grey of secondary text and of rules.
pub const GREY: Color = Color { rgb: [0x6b, 0x6b, 0x6b] };
/// The grey of hairlines.
pub const RULE_GREY: Color = Color { rgb: [0x9a, 0x9a, 0x9a] };
/// The background of a box.
pub const TINT: Color = Color { rgb: [0xf4, 0xf2, 0xed] };
/// The colour of the cover, used nowhere else.
pub const COVER_INK: Color = Color { rgb: [0x1d, 0x3a, 0x4a] };

/// Sizes from which every style follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Size of running text.
    pub size: Length,
    /// Distance between its baselines.
    pub leading: Length,
    /// How far the letters of justified lines may be drawn wider or narrower.
    pub expansion: Expansion,
}

impl Theme {
    /// The theme of a design.
    #[must_use]
    pub fn new(design: &Design) -> Self {
        Self {
            size: Length::millipoints(i64::from(design.text_size)),
            leading: Length::millipoints(i64::from(design.leading)).max(Length::points(1)),
            expansion: match design.justification {
                Justification::Spaces => Expansion::NONE,
                Justification::Discreet => Expansion::DISCREET,
                Justification::Wide => Expansion::WIDE,
            },
        }
    }

    /// A share of the text size, in hundredths of an em.
    #[must_use]
    pub const fn em(&self, hundredths: i64) -> Length {
        self.size.of_em(hundredths, 100)
    }

    fn text_style(&self, hundredths: i64) -> TextStyle {
        TextStyle {
            family: FamilyRole::Text,
            italic: false,
            bold: false,
            size: self.em(hundredths),
            leading: self.leading,
            figures: Figures::OldStyle,
            caps: Caps::Normal,
            color: Color::BLACK,
            tracking: Length::ZERO,
        }
    }

    fn sans(&self, hundredths: i64) -> TextStyle {
        TextStyle { family: FamilyRole::Sans, figures: Figures::Lining, ..self.text_style(hundredths) }
    }

    const fn justified(&self, text: TextStyle) -> ParagraphStyle {
        ParagraphStyle {
            text,
            align: Align::Justified,
            indent: Length::ZERO,
            hyphenate: true,
            balanced: false,
            min_last_line: true,
            expansion: self.expansion,
        }
    }

    const fn ragged(&self, text: TextStyle, align: Align) -> ParagraphStyle {
        ParagraphStyle {
            text,
            align,
            indent: Length::ZERO,
            hyphenate: false,
            balanced: false,
            min_last_line: false,
            expansion: self.expansion,
        }
    }

    const fn title_style(&self, text: TextStyle, align: Align) -> ParagraphStyle {
        ParagraphStyle {
            text,
            align,
            indent: Length::ZERO,
            hyphenate: false,
            balanced: true,
            min_last_line: false,
            expansion: self.expansion,
        }
    }

    /// Running text without an indent.
    #[must_use]
    pub fn body(&self) -> ParagraphStyle {
        self.justified(self.text_style(100))
    }

    /// Indent of a paragraph that follows another.
    #[must_use]
    pub const fn indent(&self) -> Length {
        self.em(130)
    }

    /// Quotations: a little smaller, with the same leading.
    #[must_use]
    pub fn quote(&self) -> ParagraphStyle {
        self.justified(self.text_style(95))
    }

    /// An epigraph at the head of a text.
    #[must_use]
    pub fn epigraph(&self) -> ParagraphStyle {
        let text = TextStyle { italic: true, ..self.text_style(95) };
        self.ragged(text, Align::Start)
    }

    /// The source of an epigraph; where a text was first published.
    #[must_use]
    pub fn source(&self, align: Align) -> ParagraphStyle {
        self.ragged(self.text_style(88), align)
    }

    /// Verse: not hyphenated, with a hanging indent.
    #[must_use]
    pub fn verse(&self) -> ParagraphStyle {
        let mut style = self.ragged(self.text_style(100), Align::Start);
        style.indent = -self.em(200);
        style
    }

    /// Lines of code.
    #[must_use]
    pub fn code(&self) -> ParagraphStyle {
        let text = TextStyle {
            family: FamilyRole::Mono,
            leading: self.leading.of_em(90, 100),
            figures: Figures::Lining,
            ..self.text_style(76)
        };
        self.ragged(text, Align::Start)
    }

    /// Footnotes.
    #[must_use]
    pub fn note(&self) -> ParagraphStyle {
        let mut style = self.justified(self.text_style(82));
        style.text.leading = self.leading.of_em(80, 100);
        style
    }

    /// Text of a box.
    #[must_use]
    pub fn aside(&self) -> ParagraphStyle {
        let mut style = self.justified(self.sans(90));
        style.text.leading = self.leading;
        style
    }

    /// Title of a box, of a chart.
    #[must_use]
    pub fn small_title(&self) -> ParagraphStyle {
        self.title_style(TextStyle { bold: true, ..self.sans(92) }, Align::Start)
    }

    /// Captions and credits.
    #[must_use]
    pub fn caption(&self) -> ParagraphStyle {
        let mut style = self.ragged(self.sans(82), Align::Start);
        style.text.leading = self.leading.of_em(85, 100);
        style.hyphenate = true;
        style
    }

    /// Cells of a table, at a size in hundredths of the usual one.
    #[must_use]
    pub fn cell(&self, hundredths: i64, align: Align, bold: bool) -> ParagraphStyle {
        let mut text = TextStyle { figures: Figures::LiningTabular, bold, ..self.sans(86) };
        text.size = text.size.of_em(hundredths, 100);
        text.leading = self.leading.of_em(86 * hundredths, 10_000);
        let mut style = self.ragged(text, align);
        style.hyphenate = true;
        style
    }

    /// Numbers and names in a chart.
    #[must_use]
    pub fn chart(&self, align: Align) -> ParagraphStyle {
        let mut style = self.cell(92, align, false);
        style.hyphenate = false;
        style
    }

    /// Headings inside a text, by level 2 to 6.
    #[must_use]
    pub fn heading(&self, level: u8) -> ParagraphStyle {
        let text = match level {
            0..=2 => TextStyle { bold: true, ..self.sans(112) },
            3 => TextStyle { italic: true, ..self.text_style(112) },
            4 => TextStyle { bold: true, ..self.sans(94) },
            _ => TextStyle { italic: true, ..self.sans(94) },
        };
        self.title_style(text, Align::Start)
    }

    /// Title of a text.
    #[must_use]
    pub fn title(&self) -> ParagraphStyle {
        let mut style = self.title_style(self.text_style(220), Align::Start);
        style.text.leading = self.leading * 2;
        style
    }

    /// Subtitle of a text.
    #[must_use]
    pub fn subtitle(&self) -> ParagraphStyle {
        let mut style = self.title_style(TextStyle { italic: true, ..self.text_style(130) }, Align::Start);
        style.text.leading = self.leading.of_em(3, 2);
        style
    }

    /// The kicker, the small word above a title: « Préface », « Entretien ».
    #[must_use]
    pub fn kicker(&self) -> ParagraphStyle {
        let text = TextStyle { tracking: self.em(8), color: GREY, ..self.sans(84) };
        self.ragged(text, Align::Start)
    }

    /// A name in a byline.
    #[must_use]
    pub fn byline(&self) -> ParagraphStyle {
        self.ragged(TextStyle { bold: true, ..self.sans(98) }, Align::Start)
    }

    /// Role and organisation of a person.
    #[must_use]
    pub fn affiliation(&self) -> ParagraphStyle {
        self.ragged(TextStyle { italic: true, ..self.text_style(94) }, Align::Start)
    }

    /// The name of a speaker in an interview.
    #[must_use]
    pub fn speaker(&self) -> ParagraphStyle {
        self.ragged(TextStyle { bold: true, ..self.sans(90) }, Align::Start)
    }

    /// Running heads and folios.
    #[must_use]
    pub fn running_head(&self, align: Align) -> ParagraphStyle {
        self.ragged(TextStyle { color: GREY, ..self.sans(80) }, align)
    }

    /// A title in the table of contents.
    #[must_use]
    pub fn contents(&self) -> ParagraphStyle {
        let mut style = self.title_style(self.text_style(100), Align::Start);
        style.text.leading = self.leading.of_em(95, 100);
        style
    }

    /// Authors in the table of contents.
    #[must_use]
    pub fn contents_authors(&self) -> ParagraphStyle {
        let mut style = self.affiliation();
        style.text.size = self.em(90);
        style.text.leading = self.leading.of_em(86, 100);
        style
    }

    /// The title of a part in the table of contents.
    #[must_use]
    pub fn contents_part(&self) -> ParagraphStyle {
        self.title_style(TextStyle { bold: true, ..self.sans(96) }, Align::Start)
    }

    /// An entry of the index.
    #[must_use]
    pub fn index(&self) -> ParagraphStyle {
        let mut style = self.ragged(self.text_style(90), Align::Start);
        style.text.leading = self.leading.of_em(90, 100);
        style.indent = -self.em(100);
        style
    }

    /// The legal page and the colophon.
    #[must_use]
    pub fn small_print(&self) -> ParagraphStyle {
        let mut style = self.ragged(self.text_style(84), Align::Start);
        style.text.leading = self.leading.of_em(84, 100);
        style.hyphenate = true;
        style
    }

    /// A line of a display page or a cover, at a size in hundredths of the text size.
    #[must_use]
    pub fn display(&self, hundredths: i64, align: Align) -> ParagraphStyle {
        let mut style = self.title_style(self.text_style(hundredths), align);
        style.text.leading = self.em(hundredths * 118 / 100).max(self.leading);
        style
    }

    /// The same in the sans face.
    #[must_use]
    pub fn display_sans(&self, hundredths: i64, align: Align) -> ParagraphStyle {
        let mut style = self.display(hundredths, align);
        style.text = TextStyle { leading: style.text.leading, ..self.sans(hundredths) };
        style
    }
}
