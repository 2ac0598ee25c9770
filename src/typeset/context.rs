//! What the paragraphs of a section have in common.

use crate::{
    book::{Asset, Lang},
    fonts::FontSet,
    typeset::hyphenate::Hyphenation,
};

/// What all paragraphs of a section share.
#[derive(Clone, Copy, Debug)]
pub struct InlineContext<'a> {
    /// The faces.
    pub fonts: &'a FontSet,
    /// `Book::assets`, for pictures in a line.
    pub assets: &'a [Asset],
    /// The language of the text.
    pub lang: &'a Lang,
    /// The hyphenation exceptions of the book.
    pub exceptions: &'a Hyphenation,
}
