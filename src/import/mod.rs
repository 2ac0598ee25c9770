//! From a scraped page to the text of a contribution: text in, values and edits out.
//!
//! A page of a blog, saved as plain text, HTML or Markdown, becomes clean Markdown for an editor to review, with the title, the
//! author and the sponsors that the page names. It makes no `Book`, reads no registry and touches no disk: what is known of
//! people and sponsors comes in as names, and the caller writes. Nothing is dropped without a diagnostic.
//! Read next: [`anatomy`] (what is what in a page), then [`edits`] (YAML changed without being rewritten).

mod anatomy;
pub mod edits;
mod fold;
mod html;
mod markdown;
mod sponsors;
mod text;

pub use fold::fold;

use crate::{
    diagnostic::Diagnostics,
    source::{Source, Span},
};

/// How a page was saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Lines of text; a line is a paragraph.
    Text,
    /// A web page.
    Html,
    /// Markdown.
    Markdown,
}

impl Form {
    /// The form that a file's name promises.
    #[must_use]
    pub fn of_path(path: &str) -> Self {
        match path.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).as_deref() {
            Some("html" | "htm" | "xhtml") => Self::Html,
            Some("md" | "markdown") => Self::Markdown,
            Some(_) | None => Self::Text,
        }
    }
}

/// What the book knows already of sponsors, so that they are recognised and not repeated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownSponsor {
    /// Name, as in the registry.
    pub name: String,
    /// Id of its tier.
    pub tier: String,
}

/// A page taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// Title, as Markdown.
    pub title: Option<String>,
    /// Name of the author.
    pub author: Option<String>,
    /// Whether the text says that it prefaces the book.
    pub preface: bool,
    /// Address where it was published.
    pub address: Option<String>,
    /// Body, as Markdown; ends with a line end unless empty.
    pub body: String,
    /// Sponsors that the page names, in its order.
    pub sponsors: Vec<FoundSponsor>,
}

/// A sponsor that a page names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundSponsor {
    /// Name: the registry's, when it is known there.
    pub name: String,
    /// Id of the tier that the page puts it in: `gold` or `sponsor`.
    pub tier: &'static str,
    /// Tag line, as Markdown.
    pub tagline: Option<String>,
    /// Whether the registry has it.
    pub known: bool,
}

/// Takes a page apart. What could not be taken over is in `sink`.
#[must_use]
pub fn read(source: &Source, form: Form, known: &[KnownSponsor], sink: &mut Diagnostics) -> Page {
    let scraped = match form {
        Form::Text => text::pieces(source),
        Form::Html => html::pieces(source, sink),
        Form::Markdown => markdown::pieces(source),
    };
    anatomy::page(scraped, source, known, sink)
}

/// A block of a page, in the two forms that are needed: to recognise it and to keep it.
#[derive(Clone, Debug)]
struct Piece {
    role: Role,
    /// Its characters.
    plain: String,
    /// The same as Markdown.
    markdown: String,
    /// Alternative texts of the pictures in it.
    pictures: Vec<String>,
    span: Span,
}

/// What a block is by its form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Paragraph,
    /// Level, from 1.
    Heading(u8),
    /// A rule across the page.
    Rule,
    /// Lists, quotations, tables, code: kept as they are.
    Other,
}

/// The blocks of a page, and what its form says of the whole.
#[derive(Debug, Default)]
struct Scraped {
    pieces: Vec<Piece>,
    title: Option<String>,
    author: Option<String>,
    address: Option<String>,
}

#[cfg(test)]
mod tests;
