//! Import: from a scraped page to the text of a contribution.
//!
//! A page of a blog, saved as plain text, HTML or Markdown, becomes clean Markdown for an editor to review, with the title, the
//! author and the sponsors that the page names. This module makes no `Book`, reads no registry and touches no disk: the known
//! sponsors are given as names, and the caller writes the files. Nothing is dropped without a diagnostic.
//! Read next: `anatomy` (which part of a page is what), then [`edits`] (changing YAML without rewriting it).

mod anatomy;
mod clean;
pub mod edits;
mod escape;
mod fold;
mod html;
mod markdown;
mod page;
mod scraped;
mod sponsors;
mod text;

pub use clean::clean;
pub use fold::fold;
pub use page::{FoundSponsor, KnownSponsor, Page};

use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    source::{Source, Span},
};

/// The format of a saved page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text, in which each line is a paragraph.
    Text,
    /// A web page.
    Html,
    /// Markdown.
    Markdown,
}

impl Format {
    /// The format for a file's extension: plain text for an unknown one.
    #[must_use]
    pub fn of_path(path: &str) -> Self {
        match path.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).as_deref() {
            Some("html" | "htm" | "xhtml") => Self::Html,
            Some("md" | "markdown") => Self::Markdown,
            Some(_) | None => Self::Text,
        }
    }
}

/// Imports a page. `known` are the sponsors of the registry; what could not be imported is reported to `sink`.
#[must_use]
pub fn read(source: &Source, format: Format, known: &[KnownSponsor], sink: &mut Diagnostics) -> Page {
    let scraped = match format {
        Format::Text => text::read(source),
        Format::Html => html::read(source, sink),
        Format::Markdown => markdown::read(source),
    };
    if sink.reports(&[Code::ImportTreeTooLarge], source.id()) {
        // What the page lacks is a consequence.
        return Page::default();
    }
    let mut page = anatomy::page(scraped, source, known, sink);
    take_out_control_characters(&mut page, Span::whole(source.id()), sink);
    page
}

/// Takes control characters out of all that a page gives to the book, and reports how many.
fn take_out_control_characters(page: &mut Page, whole: Span, sink: &mut Diagnostics) {
    let sponsors = page.sponsors.iter_mut().flat_map(|sponsor| [Some(&mut sponsor.name), sponsor.tagline.as_mut()]);
    let texts = [page.title.as_mut(), page.author.as_mut(), page.address.as_mut(), Some(&mut page.body)];
    let (mut count, mut first) = (0, None);
    for text in texts.into_iter().chain(sponsors).flatten() {
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
