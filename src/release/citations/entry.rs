//! A volume or a text, as a citation names it.

use crate::{
    book::{Date, Name, plain_text},
    release::facts::{ReleasedFormat, Volume},
};

/// A volume or a text, as a citation names it.
pub(super) struct Entry {
    /// Unique in the release.
    pub(super) key: String,
    pub(super) title: String,
    pub(super) subtitle: String,
    pub(super) authors: Vec<Name>,
    /// Editors of the volume, or of that which the text stands in.
    pub(super) editors: Vec<Name>,
    /// First and last page of a text.
    pub(super) pages: Option<(String, String)>,
    /// The title of the volume, for a text.
    pub(super) within: Option<String>,
    /// Number of pages of a volume.
    pub(super) extent: Option<usize>,
    pub(super) volume: Option<u32>,
    pub(super) volumes: usize,
    pub(super) collection: String,
    pub(super) publisher: String,
    pub(super) date: Date,
    pub(super) isbn: Option<String>,
    pub(super) language: String,
    pub(super) summary: String,
}

/// A volume and its signed texts.
pub(super) fn entries(volume: &Volume) -> Vec<Entry> {
    let book = &volume.book;
    let editors: Vec<Name> = book.work.editors.iter().map(|&editor| book.person(editor).name.clone()).collect();
    let is_set = book.work.tomes.len() > 1;
    // People cite pages: the printed book or the PDF.
    let isbn = book.tome.isbn.print.as_ref().or(volume.isbn(ReleasedFormat::Pdf)).or(volume.isbn(ReleasedFormat::Epub));
    let common = || Entry {
        key: String::new(),
        title: String::new(),
        subtitle: String::new(),
        authors: Vec::new(),
        editors: editors.clone(),
        pages: None,
        within: None,
        extent: None,
        volume: is_set.then_some(book.tome.number),
        volumes: book.work.tomes.len(),
        collection: if is_set { book.work.collection.clone() } else { String::new() },
        publisher: volume.publisher(),
        date: book.tome.date,
        isbn: isbn.map(|isbn| isbn.digits().to_owned()),
        language: volume.lang().as_str().to_owned(),
        summary: String::new(),
    };
    let mut entries = vec![Entry {
        key: book.tome.id.to_string(),
        title: volume.title(),
        subtitle: volume.subtitle(),
        authors: volume.collective().map(|name| Name::Group(name.to_owned())).into_iter().collect(),
        extent: Some(volume.pages),
        summary: volume.summary_paragraphs().join(" "),
        ..common()
    }];
    entries.extend(volume.texts().map(|(index, section, _)| Entry {
        key: format!("{}-{}", book.tome.id, section.slug),
        title: plain_text(&section.title).trim().to_owned(),
        subtitle: plain_text(&section.subtitle).trim().to_owned(),
        authors: section.byline.iter().map(|credit| book.person(credit.person).name.clone()).collect(),
        pages: volume.folio_range(index),
        within: Some(volume.title()),
        summary: plain_text(&section.summary).trim().to_owned(),
        language: section.lang.as_str().to_owned(),
        ..common()
    }));
    entries
}

impl Entry {
    /// Title and subtitle, parted by a colon as citation styles expect.
    pub(super) fn full_title(&self) -> String {
        if self.subtitle.is_empty() { self.title.clone() } else { format!("{}: {}", self.title, self.subtitle) }
    }
}
