//! From declared to resolved: manifest + blocks → `Book`.

use crate::{book::Book, diagnostic::Diagnostics, manifest::Manifest, source::SourceMap};

/// Resolves the tome at index `tome` of the manifest: order, people, notes, references, pictures, made pages.
/// None when there is nothing to set; otherwise the best result, with every mistake in `sink`.
#[must_use]
pub fn assemble(_sources: &SourceMap, _manifest: &Manifest, _tome: usize, _sink: &mut Diagnostics) -> Option<Book> {
    None
}
