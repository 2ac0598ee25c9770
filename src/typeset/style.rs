//! How text looks: styles of characters and of paragraphs, as values.
//!
//! `layout::theme` and `layout::flow` choose the style of a block. `paragraph` and the steps that it drives apply it.

use crate::{
    fonts::FamilyRole,
    typeset::{color::Color, expansion::Expansion, length::Length},
};

/// The form of digits (CSS `font-variant-numeric`).
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

/// The style of characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextStyle {
    /// Family.
    pub family: FamilyRole,
    /// Whether it is italic; emphasis within is then upright.
    pub italic: bool,
    /// Whether it is bold.
    pub bold: bool,
    /// Size.
    pub size: Length,
    /// Distance of baselines.
    pub leading: Length,
    /// Form of the digits.
    pub figures: Figures,
    /// Form of the letters.
    pub caps: Caps,
    /// Colour.
    pub color: Color,
    /// Space added after each character (CSS `letter-spacing`).
    pub tracking: Length,
}

/// The letters that are set as small capitals (CSS `font-variant-caps`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Caps {
    /// None.
    Normal,
    /// Lower-case letters.
    Small,
    /// All letters.
    AllSmall,
}

/// The alignment of lines (CSS `text-align`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Align {
    /// To both edges.
    Justified,
    /// To the start edge.
    Start,
    /// To the middle.
    Center,
    /// To the end edge.
    End,
}

/// The style of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParagraphStyle {
    /// Its characters.
    pub text: TextStyle,
    /// How its lines are aligned.
    pub align: Align,
    /// Indent of the first line; negative for a hanging one.
    pub indent: Length,
    /// Whether words may be hyphenated.
    pub hyphenate: bool,
    /// For titles: lines of even length, words never hyphenated (CSS `text-wrap: balance`).
    pub balanced: bool,
    /// Whether a last line shorter than one and a half indents is avoided.
    pub min_last_line: bool,
    /// How far the letters of justified lines may be drawn wider or narrower.
    pub expansion: Expansion,
}

impl ParagraphStyle {
    /// How far the letters of its lines may be drawn wider or narrower: not at all where no line is justified.
    #[must_use]
    pub fn letter_expansion(&self) -> Expansion {
        if self.align == Align::Justified && !self.balanced { self.expansion } else { Expansion::NONE }
    }
}
