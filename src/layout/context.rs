//! What setting any section of a volume needs.

use crate::{
    book::{Book, Lang, MadePage, SectionKind},
    fonts::FontSet,
    layout::{geometry::Geometry, theme::Theme},
    locale::{Language, Words},
    typeset::{context::InlineContext, hyphenate::Hyphenation},
};

/// The book, its fonts and design, and what follows from them: the same for all sections of a volume.
#[derive(Debug)]
pub struct LayoutContext<'a> {
    /// The book.
    pub book: &'a Book,
    /// The faces.
    pub fonts: &'a FontSet,
    /// The editor's hyphenation exceptions.
    pub exceptions: Hyphenation,
    /// Labels in the book's language.
    pub words: Words,
    /// Sizes and styles.
    pub theme: Theme,
    /// Page size, margins and measure.
    pub geometry: Geometry,
    /// Whether the volume has a page of contributors, which links to people lead to.
    pub people_page: bool,
}

impl<'a> LayoutContext<'a> {
    /// The context of a book.
    #[must_use]
    pub fn new(book: &'a Book, fonts: &'a FontSet) -> Self {
        let people_page = book.sections.iter().any(|section| section.kind == SectionKind::Made(MadePage::Contributors));
        Self {
            book,
            fonts,
            exceptions: Hyphenation::new(&book.design.hyphenation),
            words: Words::new(Language::of_tag(book.work.lang.as_str())),
            theme: Theme::new(&book.design),
            geometry: Geometry::new(&book.design),
            people_page,
        }
    }

    /// What context a paragraph in `lang` needs.
    #[must_use]
    pub fn inline_context<'b>(&'b self, lang: &'b Lang) -> InlineContext<'b> {
        InlineContext { fonts: self.fonts, assets: &self.book.assets, lang, exceptions: &self.exceptions }
    }
}
