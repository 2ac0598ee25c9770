//! What setting any section of a volume needs.

use crate::{
    book::{Book, Inline, Lang, MadePage, SectionKind},
    fonts::FontSet,
    layout::{geometry::Geometry, theme::Theme},
    locale::Words,
    memo::Resident,
    source::Span,
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
    /// Values in memory, where builds follow each other in one process, with the sum of what all lines share.
    pub resident: Option<(&'a Resident, u128)>,
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
            words: Words::of_book(book.work.lang.as_str()),
            theme: Theme::new(&book.design),
            geometry: Geometry::of_book(book),
            people_page,
            resident: None,
        }
    }

    /// The same for builds that follow each other in one process.
    #[must_use]
    pub fn with_resident(self, resident: Option<&'a Resident>) -> Self {
        let Book { work, design, .. } = self.book;
        let shared = |resident| (resident, Resident::key("lines", &(&work.lang, design, self.fonts)));
        Self { resident: resident.map(shared), ..self }
    }

    /// A label of the program, marked with its language where that is not the book's.
    #[must_use]
    pub fn label(&self, text: impl Into<String>, span: Span) -> Inline {
        Inline::label(text, self.words.foreign(), span)
    }

    /// As [`Self::label`], in a text in the language `around`.
    #[must_use]
    pub fn label_in(&self, text: impl Into<String>, around: &Lang, span: Span) -> Inline {
        Inline::label(text, self.words.foreign_to(around.as_str()), span)
    }

    /// The language of labels that are heard and not printed, where it is not `around`, that of the text.
    #[must_use]
    pub fn label_lang(&self, around: &Lang) -> Option<Lang> {
        self.words.foreign_to(around.as_str()).and_then(Lang::new)
    }

    /// What context a paragraph in `lang` needs.
    #[must_use]
    pub fn inline_context<'b>(&'b self, lang: &'b Lang) -> InlineContext<'b> {
        InlineContext { fonts: self.fonts, assets: &self.book.assets, lang, exceptions: &self.exceptions }
    }
}
