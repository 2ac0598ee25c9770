//! Reads the listed texts, header and body, in parallel. Returns them in the order of the volume.
//!
//! It knows no sections: `sections` builds them.

use super::anchors::anchors;
use crate::{
    book::Slug,
    diagnostic::Diagnostics,
    manifest::{self, FrontMatter, Status, TomeEntry},
    markdown::{self, Document},
    source::{SourceMap, Spanned},
};
use rayon::prelude::*;
use std::collections::BTreeSet;

/// A text with a usable header.
pub(super) struct Text<'a> {
    /// Its path, with the span where the order of the volume lists it.
    pub(super) listed: &'a Spanned<String>,
    /// Unique among the texts of the volume.
    pub(super) slug: Slug,
    pub(super) header: FrontMatter,
    /// Empty while the text is expected.
    pub(super) document: Document,
    /// The number of its words.
    pub(super) words: usize,
    /// The anchors in it.
    pub(super) anchors: BTreeSet<Slug>,
}

impl Text<'_> {
    /// Its path from the project's root.
    pub(super) fn path(&self) -> &str {
        &self.listed.value
    }

    /// Whether it is announced but not received; then it has no section.
    pub(super) fn is_expected(&self) -> bool {
        self.header.status.value == Status::Expected
    }
}

/// Reads every text of `entry`. One with an unusable header is reported and left out.
pub(super) fn read<'a>(sources: &SourceMap, entry: &'a TomeEntry, sink: &mut Diagnostics) -> Vec<Text<'a>> {
    let paths: Vec<&Spanned<String>> = entry.texts().collect();
    let read: Vec<_> = paths
        .par_iter()
        .map(|path| {
            let mut own = Diagnostics::new();
            let text = read_text(sources, path, &mut own);
            (text, own)
        })
        .collect();
    let mut slugs = BTreeSet::new();
    let mut texts = Vec::new();
    for (path, (text, own)) in paths.into_iter().zip(read) {
        sink.append(own);
        let Some((header, document, words)) = text else { continue };
        let slug = manifest::text_slug(&path.value).unique(|slug| slugs.contains(slug));
        slugs.insert(slug.clone());
        let anchors = anchors(&document.blocks);
        texts.push(Text { listed: path, slug, header, document, words, anchors });
    }
    texts
}

/// The header, the body and the number of words of one text.
fn read_text(sources: &SourceMap, path: &Spanned<String>, sink: &mut Diagnostics) -> Option<(FrontMatter, Document, usize)> {
    let source = sources.by_path(&path.value)?;
    let (header, body) = manifest::front_matter(source, sink);
    let header = header?;
    let expected = header.status.value == Status::Expected;
    let document = if expected { Document::default() } else { markdown::parse(source, body, sources, sink) };
    let words = document.words();
    Some((header, document, words))
}
