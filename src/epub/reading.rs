//! The documents of the EPUB one by one, for the reading view of `make-book watch`: each is made when it is asked for.
//!
//! They are those of the EPUB, with its style sheets, but pictures are as the editor gave them, faces hold what the printed pages show,
//! and a section is one document whatever its size. It packs nothing.

use super::{
    context::{EpubContext, mentioned},
    faces::{self, Faces},
    pagebreak,
    pictures::Pictures,
    places::Places,
    style, xhtml,
};
use crate::{
    book::{AssetId, Book, TextId},
    diagnostic::Diagnostics,
    fonts::FontSet,
    locale::Words,
    pagination::PageMap,
};
use std::collections::BTreeSet;

/// What the documents of a volume share.
pub struct Reading {
    words: Words,
    places: Places,
    pictures: Pictures,
    mentioned: BTreeSet<TextId>,
    styles: Vec<&'static str>,
    sheets: Vec<(&'static str, String)>,
    faces: Faces,
}

/// A file of the EPUB.
#[derive(Debug)]
pub enum ReadingFile {
    /// Its media type and its bytes.
    Bytes(&'static str, Vec<u8>),
    /// A picture of the book.
    Picture(AssetId),
}

/// The names of the documents of the sections, in their order.
#[must_use]
pub fn document_names(book: &Book) -> Vec<String> {
    let places = Places::new(book);
    (0..book.sections.len()).map(|section| places.section(section).unwrap_or_default().to_owned()).collect()
}

impl std::fmt::Debug for Reading {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reading").field("places", &self.places).finish_non_exhaustive()
    }
}

impl Reading {
    /// What the documents of `book` share; `texts` is all that its pages print. What is wrong with the sheets is said by `check`.
    #[must_use]
    pub fn new<'a>(book: &Book, fonts: &FontSet, texts: impl Iterator<Item = &'a str>) -> Self {
        let mut unsaid = Diagnostics::new();
        // Literal text is known by its markup, which pages have not.
        const LITERAL: &str = "<code> </code>";
        let faces = faces::embed(fonts, texts.chain([LITERAL]), std::iter::empty(), &mut unsaid);
        let sheets: Vec<_> = style::sheets(book, &mut unsaid).into_iter().map(|(name, css)| (name, css.into_owned())).collect();
        Self {
            words: Words::of_book(book.work.lang.as_str()),
            places: Places::new(book),
            pictures: Pictures::as_given(book),
            mentioned: mentioned(book),
            styles: sheets.iter().map(|(name, _)| *name).collect(),
            sheets,
            faces,
        }
    }

    /// The file with this name: the document of a section, a sheet, a face or a picture. `book` and `map` are those of the volume.
    #[must_use]
    pub fn file(&self, book: &Book, map: &PageMap, name: &str) -> Option<ReadingFile> {
        if let Some(section) = (0..book.sections.len()).find(|section| self.places.section(*section) == Some(name)) {
            return Some(ReadingFile::Bytes("application/xhtml+xml", self.document(book, map, section).into_bytes()));
        }
        if let Some(at) = self.sheets.iter().position(|(other, _)| *other == name) {
            let faces = if at == 0 { &*self.faces.css } else { "" };
            return Some(ReadingFile::Bytes("text/css; charset=utf-8", [faces, &self.sheets[at].1].concat().into_bytes()));
        }
        if let Some(file) = self.faces.files.iter().find(|file| file.href == name) {
            return Some(ReadingFile::Bytes(file.media_type, file.bytes.clone()));
        }
        self.pictures.find(name).map(ReadingFile::Picture)
    }

    fn document(&self, book: &Book, map: &PageMap, section: usize) -> String {
        let context = EpubContext {
            book,
            words: &self.words,
            map: Some(map),
            places: self.places.clone(),
            breaks: pagebreak::by_section(Some(map), book.sections.len()),
            pictures: &self.pictures,
            mentioned: self.mentioned.clone(),
            styles: &self.styles,
        };
        xhtml::write_whole(&context, section).xhtml
    }
}
