//! Import: from a scraped page to the text of a contribution.
//!
//! A page of a blog, saved as plain text, HTML or Markdown, or a document of a word processor becomes clean Markdown for an editor to review, with the title, the
//! author and the sponsors that the page names. This module makes no `Book`, reads no registry and touches no disk: the known
//! sponsors are given as names, and the caller writes the files. Nothing is dropped without a diagnostic.
//! Read next: `anatomy` (which part of a page is what), then [`edits`] (changing YAML without rewriting it).

mod about;
mod address;
mod anatomy;
mod arrange;
mod byline;
mod charset;
mod clean;
mod collection;
mod damage;
mod dates;
mod dialects;
mod difference;
mod divided;
#[cfg(test)]
mod document_tests;
mod docx;
pub mod edits;
mod escape;
mod escape_html;
mod fold;
mod foot;
mod foreign;
mod format;
mod furniture;
mod handling;
#[cfg(test)]
mod handling_tests;
mod header;
mod html;
mod language;
mod links;
mod markdown;
mod nest;
mod odt;
mod options;
mod package;
mod page;
mod phrases;
mod pictures;
mod preformatted;
mod roles;
mod scraped;
mod shape;
mod sponsors;
mod symbols;
mod text;
mod tree;
mod undivided;
mod unfold;
mod verse;
mod write;
mod xml;

pub use about::{AboutAuthor, Portrait};
pub use byline::leave_titles_out;
pub use charset::{CharsetDoubt, Decoded, decode};
pub use clean::clean;
pub use collection::{Choice, Contents, Item, Post, unpack};
pub use difference::{Change, Difference, Piece, difference};
pub use fold::fold;
pub use foreign::{FileKind, Foreign, detect};
pub use format::Format;
pub use options::{FindBeside, Options};
pub use page::{FoundSponsor, Page, PagePicture, PictureNames, Remark};
pub use sponsors::{KnownSponsor, KnownSponsors};
pub use write::without_note_calls;

use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    source::{Source, Span},
};

/// Imports a file; what could not be imported is reported to `sink`. Pictures and remarks get their names and places by
/// [`Page::name_pictures`].
#[must_use]
pub fn read(source: &Source, format: Format, options: &Options<'_>, sink: &mut Diagnostics) -> Page {
    let whole = Span::whole(source.id());
    let mut scraped = match format {
        Format::Text => text::read(source, options, sink),
        Format::Html => html::read(source, options, sink),
        Format::Markdown => markdown::read(source, options, sink),
        Format::Docx | Format::Odt => match document_tree(source, format, options, sink) {
            Ok((mut tree, title)) => {
                undivided::join(&mut tree, options.language, whole);
                document(tree, title, source)
            }
            Err(damage) => {
                sink.push(damage.diagnostic(whole));
                return Page::default();
            }
        },
    };
    verse::poems(&mut scraped.blocks);
    if sink.reports(&[Code::ImportTreeTooLarge], source.id()) {
        // What the page lacks is a consequence.
        return Page::default();
    }
    let mut page = anatomy::page(scraped, source, options, sink);
    take_out_control_characters(&mut page, whole, sink);
    // A fixed space at an end is none of the title; a header has it no more when it is read.
    for title in [page.title.as_mut(), page.subtitle.as_mut()].into_iter().flatten() {
        title.truncate(title.trim_end().len());
        title.drain(..title.len() - title.trim_start().len());
    }
    page
}

/// The tree of a document, and the title in its properties.
fn document_tree(
    source: &Source,
    format: Format,
    options: &Options<'_>,
    sink: &mut Diagnostics,
) -> Result<(tree::Tree, Option<String>), damage::Damage> {
    let bytes = source.bytes().read();
    let whole = Span::whole(source.id());
    if format == Format::Docx { docx::read(&bytes, options, whole, sink) } else { odt::read(&bytes, options, whole, sink) }
}

/// The blocks of a document as Markdown. `title` is the one in its properties.
fn document(tree: tree::Tree, title: Option<String>, source: &Source) -> scraped::ScrapedPage {
    let (blocks, notes) = write::write(&tree, Span::whole(source.id()));
    let name = source.path().rsplit(['/', '\\']).next().unwrap_or_default();
    let name = name.rsplit_once('.').map_or(name, |(name, _)| name).replace(['_', '-'], " ");
    let title = title.map(|title| title.trim().to_owned()).filter(|title| !title.is_empty());
    scraped::ScrapedPage {
        blocks,
        notes,
        pictures: tree.pictures,
        remarks: tree.remarks,
        title_hint: Some(title.unwrap_or(name)),
        ..scraped::ScrapedPage::default()
    }
}

/// Takes control characters out of all that a page gives to the book, and reports how many.
fn take_out_control_characters(page: &mut Page, whole: Span, sink: &mut Diagnostics) {
    let sponsors = page.sponsors.iter_mut().flat_map(|sponsor| [Some(&mut sponsor.name), sponsor.tagline.as_mut()]);
    let facts = page.facts.iter_mut().map(|(_, value)| value);
    let about = page.about.as_mut().map(AboutAuthor::texts).into_iter().flatten();
    let texts = [
        page.title.as_mut(),
        page.subtitle.as_mut(),
        page.title_block.as_mut(),
        page.author.as_mut(),
        page.address.as_mut(),
        Some(&mut page.body),
    ];
    let (mut count, mut first) = (0, None);
    for text in texts.into_iter().chain(sponsors).flatten().chain(facts).chain(about) {
        let (cleaned, found, character) = clean(text);
        if found > 0 {
            *text = cleaned;
        }
        count += found;
        first = first.or(character);
    }
    if let Some(first) = first {
        let codepoint = format!("U+{:04X}", u32::from(first));
        sink.push(Diagnostic::new(Code::ImportControlCharacters, whole).with("count", count).with("codepoint", codepoint));
    }
}

#[cfg(test)]
mod tests;
