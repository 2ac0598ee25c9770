//! The parts of a package that `epub-builder` writes.
//!
//! `epub-builder` is given the book's language, its cover and the tree of its contents, and no bytes. Each file that it is told of
//! costs it a compressor of half a megabyte, so documents and what they show are listed by `package`. From what it makes we keep
//! `container.xml`, the display options, the frame of the package, the navigation document and the NCX, and in both of these the
//! tree of the contents; `package` and `navigation` complete them. Its ZIP holds the time of the build, so ours replaces it
//! (`archive`): fixed dates, packed pictures stored, the rest deflated in parallel, `mimetype` first.

use epub_builder::{EpubBuilder, EpubVersion, Toc, TocElement, ZipLibrary};
use std::io::{Cursor, Read as _};
use zip::{ZipArchive, result::ZipResult};

/// Folder of the publication in the container, as `epub-builder` names it.
pub(super) const FOLDER: &str = "OEBPS";

/// A file of the publication, as the package lists it.
#[derive(Clone, Debug)]
pub(super) struct Resource {
    /// Its name in [`FOLDER`].
    pub(super) href: String,
    /// What it is.
    pub(super) media_type: &'static str,
}

/// A line of the contents.
#[derive(Clone, Debug)]
pub(super) struct ContentsLine {
    /// Nesting, from 0.
    pub(super) depth: u8,
    /// Title.
    pub(super) title: String,
}

/// What `epub-builder` is told.
pub(super) struct Outline<'a> {
    pub(super) title: &'a str,
    pub(super) lang: &'a str,
    pub(super) contents_title: &'a str,
    pub(super) right_to_left: bool,
    pub(super) identifier: uuid::Uuid,
    /// The contents: where each line leads.
    pub(super) contents: Vec<(&'a str, ContentsLine)>,
    /// The cover's picture.
    pub(super) cover: Resource,
}

/// What `epub-builder` made.
#[derive(Debug, Default)]
pub(super) struct Skeleton {
    pub(super) container: String,
    pub(super) display_options: String,
    pub(super) package: String,
    pub(super) ncx: String,
    pub(super) navigation: String,
}

/// Lets `epub-builder` write the package of a book without its files.
///
/// # Panics
/// Never in practice: it writes to memory, from templates of its own.
pub(super) fn skeleton(outline: Outline<'_>) -> Skeleton {
    build(outline).expect("epub-builder writes its own templates to memory")
}

fn build(outline: Outline<'_>) -> Result<Skeleton, epub_builder::Error> {
    let mut builder = EpubBuilder::new(ZipLibrary::new()?)?;
    builder.epub_version(EpubVersion::V33);
    builder.metadata("title", outline.title)?;
    builder.metadata("lang", outline.lang)?;
    builder.metadata("toc_name", outline.contents_title)?;
    builder.metadata("generator", "make-book")?;
    builder.metadata("direction", if outline.right_to_left { "rtl" } else { "ltr" })?;
    builder.set_uuid(outline.identifier);
    builder.stylesheet(std::io::empty())?;
    builder.add_cover_image(&outline.cover.href, std::io::empty(), outline.cover.media_type)?;
    let mut archive = Vec::new();
    builder.generate(&mut archive)?;
    let mut skeleton = read(archive).expect("the archive that epub-builder just wrote");
    let mut contents = Toc::new();
    for (href, line) in outline.contents {
        contents.add(TocElement::new(href, line.title).level(i32::from(line.depth) + 1));
    }
    skeleton.navigation = filled(&skeleton.navigation, &Toc::new().render(true, true), &contents.render(true, true));
    skeleton.ncx = filled(&skeleton.ncx, NO_POINTS, &format!("{NO_POINTS}{}", contents.render_epub(true)));
    Ok(skeleton)
}

/// The markup before the first `navPoint` of the NCX.
const NO_POINTS: &str = "<navMap>\n";

/// Puts `list` in the place of the empty one.
fn filled(document: &str, empty: &str, list: &str) -> String {
    let (before, after) = document.split_once(empty).expect("epub-builder writes the contents of a book that has none");
    [before, list, after].concat()
}

fn read(archive: Vec<u8>) -> ZipResult<Skeleton> {
    let mut archive = ZipArchive::new(Cursor::new(archive))?;
    let mut text = |name: &str| -> ZipResult<String> {
        let mut text = String::new();
        archive.by_name(name)?.read_to_string(&mut text)?;
        Ok(text)
    };
    Ok(Skeleton {
        container: text("META-INF/container.xml")?,
        display_options: text("META-INF/com.apple.ibooks.display-options.xml")?,
        package: text("OEBPS/content.opf")?,
        ncx: text("OEBPS/toc.ncx")?,
        navigation: text("OEBPS/nav.xhtml")?,
    })
}
