//! The facts of a volume that goes out: its files, its extents, its identifiers.

use super::content;
use crate::{
    book::{Book, ContributionKind, Isbn, Lang, Section, SectionKind, plain_text},
    epub,
    locale::Words,
    pagination::Folio,
    source::{Parts, hexadecimal},
};
use sha2::{Digest as _, Sha256};

/// What a release is made of.
#[derive(Clone, Copy, Debug)]
pub struct Release<'a> {
    /// Its volumes, in the order of the work; at least one.
    pub volumes: &'a [Volume],
    /// The address of the folder on the web, with a slash at its end; without one, addresses are relative.
    pub base: Option<&'a str>,
}

impl Release<'_> {
    /// The address of a file of the release. Letters other than a to z are percent-encoded (RFC 3986, 2.1), because not every reader does.
    pub(super) fn address(&self, path: &str) -> String {
        let mut address = self.base.unwrap_or_default().to_owned();
        for byte in path.bytes() {
            if byte.is_ascii() {
                address.push(char::from(byte));
            } else {
                address.push_str(&format!("%{byte:02X}"));
            }
        }
        address
    }

    /// Whether every volume of the work is in it.
    pub(super) fn is_complete(&self) -> bool {
        self.volumes.first().is_some_and(|volume| volume.book.work.tomes.len() == self.volumes.len())
    }
}

/// A volume with its finished files. Of its texts it holds titles, people and counts, because a release may have a thousand volumes.
#[derive(Debug)]
pub struct Volume {
    /// The volume, without what its sections say and without its pictures.
    pub(super) book: Book,
    /// What each section says, as a digest, by index in `Book::sections`.
    pub(super) contents: Vec<String>,
    /// Number of pages of the PDF, the cover included.
    pub pages: usize,
    /// First and last folio of each section, by index in `Book::sections`; none for a section without a page.
    pub folios: Vec<Option<(Folio, Folio)>>,
    /// Its files, in the order of [`ReleasedFormat`].
    pub files: Vec<ReleasedFile>,
    /// Its files for the printer, if they were asked for: those of the release alone, of which shops and readers are not told.
    pub(super) print: Vec<PrintFile>,
    /// Pictures of its cover, the largest first.
    pub pictures: Vec<Picture>,
}

/// The files of a volume.
#[derive(Clone, Debug, Default)]
pub struct Files {
    /// For readers, in the order of [`ReleasedFormat`].
    pub released: Vec<ReleasedFile>,
    /// For the printer.
    pub print: Vec<PrintFile>,
    /// Pictures of the cover, the largest first.
    pub pictures: Vec<Picture>,
}

/// A file for the printer, a PDF.
#[derive(Clone, Debug)]
pub struct PrintFile {
    /// Path in the folder of the release.
    pub path: String,
    /// What it holds.
    pub part: PrintedPart,
    /// Its length in bytes.
    pub bytes: usize,
    /// Its SHA-256, in hexadecimal digits.
    pub sha256: String,
}

/// What a printer gets of a volume.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrintedPart {
    /// The pages inside.
    Block,
    /// The cover in one piece: back, spine, front.
    Cover,
}

impl PrintedPart {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Block, Self::Cover];

    /// What the names of its files end with, and its name in release.json.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Block => "print",
            Self::Cover => "cover",
        }
    }
}

/// A file that readers or printers download.
#[derive(Clone, Debug)]
pub struct ReleasedFile {
    /// Path in the folder of the release.
    pub path: String,
    /// What it is.
    pub format: ReleasedFormat,
    /// Its length in bytes.
    pub bytes: usize,
    /// Its SHA-256, in hexadecimal digits.
    pub sha256: String,
}

/// A picture of a cover, a JPEG.
#[derive(Clone, Debug)]
pub struct Picture {
    /// Path in the folder of the release.
    pub path: String,
    /// Width and height in pixels.
    pub size: (u32, u32),
    /// Its length in bytes.
    pub bytes: usize,
    /// Its SHA-256, in hexadecimal digits.
    pub sha256: String,
}

/// The formats that a reader can choose from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the trade's own names")]
pub enum ReleasedFormat {
    Epub,
    Pdf,
}

impl ReleasedFormat {
    /// Every format, in the order of files.
    pub const ALL: [Self; 2] = [Self::Epub, Self::Pdf];

    /// How the names of its files end.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Epub => "epub",
            Self::Pdf => "pdf",
        }
    }

    /// The ISBN of a volume in this format.
    #[must_use]
    pub const fn isbn(self, book: &Book) -> Option<&Isbn> {
        match self {
            Self::Epub => book.tome.isbn.epub.as_ref(),
            Self::Pdf => book.tome.isbn.pdf.as_ref(),
        }
    }

    /// The media type (IANA).
    pub(super) const fn media_type(self) -> &'static str {
        match self {
            Self::Epub => "application/epub+zip",
            Self::Pdf => "application/pdf",
        }
    }

    /// Its name, for people and in release.json.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Epub => "EPUB",
            Self::Pdf => "PDF",
        }
    }
}

/// The SHA-256 of a file, in hexadecimal digits.
#[must_use]
pub fn sha256(parts: &Parts) -> String {
    let mut digest = Sha256::new();
    parts.iter().for_each(|part| digest.update(part.read()));
    hexadecimal(&digest.finalize())
}

impl Volume {
    /// The facts of a volume that was built.
    #[must_use]
    pub fn new(mut book: Book, pages: usize, folios: Vec<Option<(Folio, Folio)>>, files: Files) -> Self {
        let contents = book.sections.iter().map(|section| content::digest(&book, section)).collect();
        for section in &mut book.sections {
            (section.blocks, section.notes, section.biographies) = (Vec::new(), Vec::new(), Vec::new());
        }
        book.assets = Vec::new();
        let Files { released, print, pictures } = files;
        Self { book, contents, pages, folios, files: released, print, pictures }
    }

    /// The labels of the book's language.
    pub(super) fn words(&self) -> Words {
        Words::of_book(self.book.work.lang.as_str())
    }

    /// The title as a shelf shows it, with the number of the volume: `dc:title` of its EPUB.
    pub(super) fn title(&self) -> String {
        volume_title(&self.book)
    }

    /// The subtitle of the work; may be empty.
    pub(super) fn subtitle(&self) -> String {
        plain_text(&self.book.work.subtitle).trim().to_owned()
    }

    /// The summary as plain text, a blank line between paragraphs; may be empty.
    pub(super) fn summary(&self) -> String {
        self.book.tome.summary_paragraphs().join("\n\n")
    }

    /// The paragraphs of the summary as plain text; may be none.
    pub(super) fn summary_paragraphs(&self) -> Vec<String> {
        self.book.tome.summary_paragraphs()
    }

    /// The publisher, or without one whoever signs the work.
    pub(super) fn publisher(&self) -> String {
        publisher(&self.book)
    }

    /// The collective that signs beside the editors, without the « & » that joins it to them.
    pub(super) fn collective(&self) -> Option<&str> {
        let name = self.book.work.collective.as_deref().map(epub::collective_name);
        name.filter(|name| !name.is_empty())
    }

    /// The ISBN of a format.
    pub(super) const fn isbn(&self, format: ReleasedFormat) -> Option<&Isbn> {
        format.isbn(&self.book)
    }

    /// The identifier of a format, a URN: its ISBN, else one that is the same at each build. The EPUB has the same as its package.
    pub(super) fn identifier(&self, format: ReleasedFormat) -> String {
        match (self.isbn(format), format) {
            (Some(isbn), _) => format!("urn:isbn:{}", isbn.digits()),
            (None, ReleasedFormat::Epub) => epub::urn(&self.book),
            (None, ReleasedFormat::Pdf) => format!("urn:uuid:{}", epub::derived_identifier(&self.book, "pdf")),
        }
    }

    /// The identifier of the set of volumes in a format.
    pub(super) fn set_identifier(&self, format: ReleasedFormat) -> String {
        format!("urn:uuid:{}", epub::set_identifier(&self.book, format.name()))
    }

    /// The identifier of the feed.
    pub(super) fn feed_identifier(&self) -> String {
        format!("urn:uuid:{}", epub::set_identifier(&self.book, "feed"))
    }

    /// The language without its country, as catalogues want it.
    pub(super) fn language(&self) -> &str {
        self.book.work.lang.without_region()
    }

    /// The language.
    pub(super) const fn lang(&self) -> &Lang {
        &self.book.work.lang
    }

    /// The number of words of all its texts.
    pub(super) fn word_count(&self) -> usize {
        self.book.sections.iter().map(|section| section.words).sum()
    }

    /// The signed texts, each with its index in `Book::sections` and its kind.
    pub(super) fn texts(&self) -> impl Iterator<Item = (usize, &Section, ContributionKind)> {
        self.book.sections.iter().enumerate().filter_map(|(index, section)| match section.kind {
            SectionKind::Contribution(kind) => Some((index, section, kind)),
            SectionKind::Made(_) | SectionKind::Part { .. } | SectionKind::Shared(_) => None,
        })
    }

    /// The first and the last folio of a section, as printed; none when one of them is not.
    pub(super) fn folio_range(&self, section: usize) -> Option<(String, String)> {
        let (first, last) = self.folios.get(section).copied().flatten()?;
        let (first, last) = (first.label(), last.label());
        (!first.is_empty() && !last.is_empty()).then_some((first, last))
    }
}

/// The title of a volume as a shelf shows it, with its number: `dc:title` of its EPUB.
#[must_use]
pub fn volume_title(book: &Book) -> String {
    epub::full_title(book, &Words::of_book(book.work.lang.as_str()))
}

/// The publisher of a volume, or without one whoever signs the work.
pub(super) fn publisher(book: &Book) -> String {
    let name = book.work.publisher.name.trim();
    if name.is_empty() { book.author_statement() } else { name.to_owned() }
}

/// A range of pages as people write it: « 12-15 », « 12 ».
pub(super) fn shown_range((first, last): &(String, String)) -> String {
    if first == last { first.clone() } else { format!("{first}-{last}") }
}
