//! The container: what `epub-builder` writes of a package.
//!
//! `epub-builder` is given every document's name, its place in the reading order and in the contents, and no bytes; what else the
//! publication holds, `package` lists, because each file that `epub-builder` knows costs it a compressor. From what it
//! makes we keep `container.xml`, the display options, the package's manifest with its identifiers, spine and guide, the
//! tree of the navigation document and that of the NCX; `package` and `navigation` complete them. Its ZIP carries the hour of the
//! build, so ours replaces it (`archive`): fixed dates, packed pictures stored, the rest deflated in parallel, `mimetype` first.

use super::places::COVER;
use epub_builder::{EpubBuilder, EpubContent, EpubVersion, ReferenceType, ZipLibrary};
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
    /// Documents in reading order, those of the contents with their line.
    pub(super) documents: Vec<(&'a str, Option<ContentsLine>)>,
    /// The cover's picture.
    pub(super) cover: Resource,
    /// Where the text begins.
    pub(super) text: Option<&'a str>,
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

/// Lets `epub-builder` write the package of a book whose files are still empty.
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
    for (href, line) in outline.documents {
        let mut content = EpubContent::new(href, std::io::empty());
        if let Some(line) = line {
            content = content.title(line.title).level(i32::from(line.depth) + 1);
        }
        if href == COVER {
            content = content.reftype(ReferenceType::Cover);
        } else if Some(href) == outline.text {
            content = content.reftype(ReferenceType::Text);
        }
        builder.add_content(content)?;
    }
    let mut archive = Vec::new();
    builder.generate(&mut archive)?;
    Ok(read(archive).expect("the archive that epub-builder just wrote"))
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
