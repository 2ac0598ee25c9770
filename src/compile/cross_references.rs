//! Page numbers of cross-references to other volumes.
//!
//! A volume prints page numbers of those that it refers to, and these may move its own pages. So the volumes on which another depends are
//! laid out first, and those that depend on each other, a group, together, until no number changes. Whichever volume is built, and
//! wherever, the numbers are the same. References to a volume with errors are printed without a number, and so are those within a group
//! whose numbers never stop changing; both are reported, once for each volume.

use super::{
    anchors::{Anchors, Build, VolumeAnchors},
    faces,
    groups::{self, Group},
    options::Options,
    prepare::prepare,
};
use crate::{
    assemble::{self, Destination, Folios},
    book::Book,
    diagnostic::{Code, Diagnostic, Diagnostics},
    fonts::FontSet,
    layout::{self, frame::Pages},
    manifest::Manifest,
    memo::Memo,
    source::SourceMap,
};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Maximal number of layouts before a group is given up. Usually the second one has the final numbers, and the third confirms them.
const MAX_LAYOUTS: usize = 6;

/// Most volumes whose books are kept in memory between two layouts; beyond, they are assembled again.
const MOST_KEPT: usize = 16;

/// Most volumes in work at once: a thread that waits for a part of one begins another, and all that are begun are in memory.
const AT_ONCE: usize = 8;

/// Sets the page numbers of the cross-references in `book`, the volume at index `tome`.
pub(super) fn resolve(
    book: &mut Book,
    tome: usize,
    sources: &SourceMap,
    manifest: &Manifest,
    fonts: &FontSet,
    options: Options<'_>,
    sink: &mut Diagnostics,
) {
    let wanted = assemble::cross_references(book);
    if wanted.is_empty() {
        return;
    }
    let for_this_build = Anchors::default();
    let anchors = options.anchors.unwrap_or(&for_this_build);
    let options = Options { progress: &|_, _| {}, ..options };
    let mut search = Search { own: (tome, book), sources, manifest, fonts, options, anchors, kept: BTreeMap::new() };
    search.find(&wanted);
    let folios = anchors.folios(&book.tome.id, &wanted);
    assemble::resolve_cross_references(book, &folios);
    for (volume, has_errors) in anchors.without_folios(&book.tome.id, &wanted) {
        if let Some(span) = assemble::first_reference(book, &volume) {
            let diagnostic = Diagnostic::new(Code::UnnumberedReferences, span).with("tome", volume.as_str());
            sink.push(diagnostic.with("reason", if has_errors { "errors" } else { "restless" }));
        }
    }
}

/// Keeps the anchors of the volume whose finished pages these are, unless they were found for another; `book` has its numbers.
pub(super) fn record(book: &mut Book, pages: &Pages, sources: &SourceMap, options: Options<'_>) {
    let Some(anchors) = options.anchors.filter(|anchors| !anchors.has(&book.tome.id)) else { return };
    let wanted = assemble::cross_references(book);
    let restless = anchors.restless(&book.tome.id, &wanted);
    anchors.insert(&book.tome.id, VolumeAnchors::of_pages(pages, restless), sources, build(options));
}

const fn build(options: Options<'_>) -> Build<'_> {
    Build { memo: options.memo, is_draft: options.draft, has_page_list: options.page_list || !options.epub }
}

/// The search for the anchors that a volume needs.
struct Search<'a> {
    /// The volume that is built.
    own: (usize, &'a Book),
    sources: &'a SourceMap,
    manifest: &'a Manifest,
    fonts: &'a FontSet,
    options: Options<'a>,
    anchors: &'a Anchors,
    /// The first books that were assembled.
    kept: BTreeMap<usize, Book>,
}

/// What each volume of some refers to.
type References = BTreeMap<usize, BTreeSet<Destination>>;

impl Search<'_> {
    /// Finds the anchors of the volumes of `wanted` destinations, unless they are known.
    fn find(&mut self, wanted: &BTreeSet<Destination>) {
        let indices: BTreeMap<&str, usize> =
            self.manifest.tomes.iter().enumerate().map(|(index, tome)| (tome.id.as_str(), index)).collect();
        let index = |(id, _): &Destination| indices.get(id.as_str()).copied();
        let references = self.references(wanted.iter().filter_map(index).collect(), &index);
        let leads_to: BTreeMap<usize, BTreeSet<usize>> =
            references.iter().map(|(volume, wanted)| (*volume, wanted.iter().filter_map(index).collect())).collect();
        // A catalogue's memo would not fit into that of one volume.
        let few = references.len() <= MOST_KEPT || self.options.memo.is_shared();
        for level in groups::levels(&leads_to) {
            let mut members: Vec<(Group, Vec<Option<Book>>)> = Vec::new();
            for group in level {
                let books = group.iter().map(|volume| self.kept.remove(volume)).collect();
                members.push((group, books));
            }
            let search = &*self;
            while !members.is_empty() {
                let some = members.split_off(members.len().saturating_sub(AT_ONCE));
                some.into_par_iter().for_each(|(group, books)| search.lay_out_until_stable(&group, books, &references, few));
            }
        }
    }

    /// What the volumes refer to whose anchors are not known: those `waiting`, and those on which they depend. The anchors of a volume
    /// with errors are empty.
    fn references(
        &mut self,
        mut waiting: BTreeSet<usize>,
        index: &(impl Fn(&Destination) -> Option<usize> + Sync),
    ) -> References {
        let mut references = References::new();
        while !waiting.is_empty() {
            let asked: Vec<usize> = std::mem::take(&mut waiting).into_iter().collect();
            for volumes in asked.chunks(AT_ONCE) {
                let search = &*self;
                let unknown = volumes.par_iter().filter(|volume| search.known(**volume).is_none());
                let found: Vec<(usize, Option<Book>)> = unknown.map(|volume| (*volume, search.book(*volume))).collect();
                for (volume, book) in found {
                    let Some(mut book) = book else {
                        self.insert(volume, VolumeAnchors::of_errors());
                        continue;
                    };
                    let wanted = assemble::cross_references(&mut book);
                    waiting.extend(wanted.iter().filter_map(index));
                    references.insert(volume, wanted);
                    if self.kept.len() < MOST_KEPT {
                        self.kept.insert(volume, book);
                    }
                }
            }
            waiting.retain(|volume| !references.contains_key(volume));
        }
        references
    }

    /// Lays the volumes of a group out until no number changes. `books` are theirs, where they were kept.
    fn lay_out_until_stable(&self, group: &Group, mut books: Vec<Option<Book>>, references: &References, few: bool) {
        let places: BTreeMap<&str, usize> =
            group.iter().enumerate().map(|(place, volume)| (self.manifest.tomes[*volume].id.as_str(), place)).collect();
        let wanted = |volume: &usize| references.get(volume).into_iter().flatten();
        let inner: BTreeSet<&Destination> =
            group.iter().flat_map(wanted).filter(|(id, _)| places.contains_key(id.as_str())).collect();
        let mut known = Folios::new();
        for layout in 0..=MAX_LAYOUTS {
            let is_last = layout == MAX_LAYOUTS;
            if is_last {
                known.clear();
            }
            let restless: BTreeSet<String> = places.keys().filter(|_| is_last).map(|id| (*id).to_owned()).collect();
            let set = |(volume, kept): (&usize, &mut Option<Book>)| {
                let mut anew;
                let book = match kept {
                    Some(book) => Some(book),
                    None => {
                        anew = self.book(*volume);
                        anew.as_mut()
                    }
                };
                let Some(book) = book else { return VolumeAnchors::of_errors() };
                let mut restless = restless.clone();
                if let Some(wanted) = references.get(volume) {
                    let inner = wanted.iter().filter_map(|wanted| Some((wanted.clone(), known.get(wanted)?.clone())));
                    let mut folios: Folios = inner.collect();
                    folios.extend(self.anchors.folios(&book.tome.id, wanted));
                    restless.extend(self.anchors.restless(&book.tome.id, wanted));
                    assemble::resolve_cross_references(book, &folios);
                }
                let nothing = Memo::default();
                let memo = if few { self.options.memo } else { &nothing };
                let pages = layout::lay_out_with(book, self.fonts, memo, &|_| {}, &mut Diagnostics::new());
                VolumeAnchors::of_pages(&pages, restless)
            };
            let mut found: Vec<VolumeAnchors> = Vec::with_capacity(group.len());
            for (volumes, books) in group.chunks(AT_ONCE).zip(books.chunks_mut(AT_ONCE)) {
                found.par_extend(volumes.par_iter().zip(books).map(set));
            }
            let numbers: Folios = inner
                .iter()
                .filter_map(|destination| {
                    let anchors = &found[*places.get(destination.0.as_str())?];
                    Some(((*destination).clone(), anchors.folio(&destination.1)?.clone()))
                })
                .collect();
            if is_last || numbers == known {
                group.iter().zip(found).for_each(|(volume, anchors)| self.insert(*volume, anchors));
                return;
            }
            known = numbers;
        }
    }

    fn known(&self, volume: usize) -> Option<std::sync::Arc<VolumeAnchors>> {
        self.anchors.get(&self.manifest.tomes[volume].id, self.sources, build(self.options))
    }

    fn insert(&self, volume: usize, anchors: VolumeAnchors) {
        self.anchors.insert(&self.manifest.tomes[volume].id, anchors, self.sources, build(self.options));
    }

    /// The book of a volume as it is laid out; none when it has errors, which its own build reports.
    fn book(&self, volume: usize) -> Option<Book> {
        if volume == self.own.0 {
            return Some(self.own.1.clone());
        }
        let mut ignored = Diagnostics::new();
        let mut book =
            prepare(self.sources, self.manifest, volume, self.options, &mut ignored).filter(|_| !ignored.has_errors())?;
        book.tome.modified = self.options.file_date.unwrap_or(book.tome.modified);
        faces::name_in_colophon(&mut book, self.fonts);
        Some(book)
    }
}
