//! Markdown as other editors write it – Obsidian, Notion, HedgeDoc, Quarto, pandoc, generators of sites – becomes the book's: what has a
//! form there gets it, what has none is named in a message, with its line.
//!
//! Read next: `lines`, for what stands on lines of its own, then `phrases`, for what stands in them, `pictures` and
//! `references`.

mod braces;
mod line_kinds;
mod lines;
mod mapping;
mod phrases;
mod pictures;
mod references;

use super::{options::Options, tree::Picture};
use crate::{diagnostic::Diagnostics, source::Source};
use mapping::Mapping;

/// A text in the book's own Markdown.
#[derive(Debug, Default)]
pub(super) struct Mapped {
    /// The text.
    pub(super) text: String,
    /// Whether it differs from what was written.
    pub(super) is_changed: bool,
    /// The author that a property names.
    pub(super) author: Option<String>,
    /// The pictures beside the file that the text names, by their index.
    pub(super) pictures: Vec<Picture>,
}

/// The body of a Markdown text, from byte `start` of `source`, in the book's own Markdown.
pub(super) fn mapped(source: &Source, start: usize, options: &Options<'_>, sink: &mut Diagnostics) -> Mapped {
    let mut mapping = Mapping::new(source, options, sink);
    lines::map(&mut mapping, start);
    let Mapping { mut out, notes, author, pictures, references, .. } = mapping;
    references.remove_placed(&source.text()[start..], &mut out);
    for note in notes {
        out.push_str(&format!("\n{note}\n"));
    }
    let is_changed = out.trim_end_matches('\n') != source.text()[start..].trim_end_matches('\n');
    Mapped { text: out, is_changed, author, pictures }
}

#[cfg(test)]
mod tests;
