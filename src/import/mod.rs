//! Import: from a scraped page to the text of a contribution.
//!
//! A page of a blog, saved as plain text, HTML or Markdown, becomes clean Markdown for an editor to review, with the title, the
//! author and the sponsors that the page names. This module makes no `Book`, reads no registry and touches no disk: the known
//! sponsors are given as names, and the caller writes the files. Nothing is dropped without a diagnostic.
//! Read next: `anatomy` (which part of a page is what), then [`edits`] (changing YAML without rewriting it).

mod anatomy;
pub mod edits;
mod escape;
mod fold;
mod html;
mod markdown;
mod page;
mod scraped;
mod sponsors;
mod text;

pub use fold::fold;
pub use page::{FoundSponsor, KnownSponsor, Page};

use crate::{diagnostic::Diagnostics, source::Source};

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
    anatomy::page(scraped, source, known, sink)
}

#[cfg(test)]
mod tests;
