//! The listed texts, read: headers and bodies, in parallel, in the volume's order.
//!
//! It knows no section yet: [`super::sections`] makes them.

use super::anchors::anchors;
use crate::{
    book::Slug,
    diagnostic::Diagnostics,
    manifest::{self, FrontMatter, OrderEntry, Status, TomeEntry},
    markdown::{self, Document},
    source::{SourceMap, Spanned},
};
use rayon::prelude::*;
use std::collections::BTreeSet;

/// A listed text with a usable header.
pub(super) struct Text<'a> {
    /// Where the volume's order lists it: its path.
    pub(super) listed: &'a Spanned<String>,
    /// Unique among the volume's texts.
    pub(super) slug: Slug,
    pub(super) header: FrontMatter,
    /// Empty while the text is expected.
    pub(super) document: Document,
    /// How many words it has.
    pub(super) words: usize,
    /// What links may lead to inside it.
    pub(super) anchors: BTreeSet<Slug>,
}

impl Text<'_> {
    pub(super) fn path(&self) -> &str {
        &self.listed.value
    }

    /// Announced and not received: it has no section.
    pub(super) fn is_expected(&self) -> bool {
        self.header.status.value == Status::Expected
    }
}

/// Every path that a volume lists, in order.
pub(super) fn listed(entry: &TomeEntry) -> impl Iterator<Item = &Spanned<String>> {
    [&entry.front, &entry.body, &entry.back].into_iter().flatten().flat_map(|entry| match entry {
        OrderEntry::Made(_) => &[],
        OrderEntry::Text(path) => std::slice::from_ref(path),
        OrderEntry::Part { texts, .. } => texts.as_slice(),
    })
}

/// Reads every text of `entry`; one whose header is unusable is left out, with its report.
pub(super) fn read<'a>(sources: &SourceMap, entry: &'a TomeEntry, sink: &mut Diagnostics) -> Vec<Text<'a>> {
    let paths: Vec<&Spanned<String>> = listed(entry).collect();
    let read: Vec<_> = paths
        .par_iter()
        .map(|path| {
            let mut own = Diagnostics::new();
            let text = one(sources, path, &mut own);
            (text, own)
        })
        .collect();
    let mut slugs = BTreeSet::new();
    let mut texts = Vec::new();
    for (path, (text, own)) in paths.into_iter().zip(read) {
        sink.append(own);
        let Some((header, document, words)) = text else { continue };
        let slug = free_slug(manifest::text_slug(&path.value), |slug| slugs.contains(slug));
        slugs.insert(slug.clone());
        let anchors = anchors(&document.blocks);
        texts.push(Text { listed: path, slug, header, document, words, anchors });
    }
    texts
}

/// `wanted`, or the first of `wanted-2`, `wanted-3` … that is free.
pub(super) fn free_slug(wanted: Slug, taken: impl Fn(&Slug) -> bool) -> Slug {
    let mut slug = wanted.clone();
    let mut number = 2;
    while taken(&slug) {
        slug = Slug::from_text(&format!("{wanted}-{number}"));
        number += 1;
    }
    slug
}

fn one(sources: &SourceMap, path: &Spanned<String>, sink: &mut Diagnostics) -> Option<(FrontMatter, Document, usize)> {
    let source = sources.by_path(&path.value)?;
    let (header, body) = manifest::front_matter(source, sink);
    let header = header?;
    let expected = header.status.value == Status::Expected;
    let document = if expected { Document::default() } else { markdown::parse(source, body, sources, sink) };
    let words = document.words();
    Some((header, document, words))
}
