//! Page numbers of cross-references to other volumes.
//!
//! Volumes may refer to each other, and a page number printed in one may move a page of the other. So all volumes that depend on
//! each other are laid out repeatedly until no number changes; whichever of them is built, the numbers are the same. References to a
//! volume with errors, and those whose numbers never stop changing, are printed without a number.

use super::{options::Options, prepare::prepare};
use crate::{
    assemble::{self, Destination, Folios},
    book::{Book, Slug},
    diagnostic::Diagnostics,
    fonts::FontSet,
    layout,
    manifest::Manifest,
    memo::Memo,
    source::SourceMap,
};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Maximal number of layouts. Usually the second one has the final numbers, and the third confirms them.
const MAX_LAYOUTS: usize = 6;

/// A volume of the group that is laid out together.
struct Volume {
    book: Book,
    /// The destinations in other volumes that it refers to.
    references: BTreeSet<Destination>,
    /// The folios of its destinations in the latest layout.
    folios: Option<Folios>,
}

/// Sets the page numbers of the cross-references in `book`, the volume at index `tome`.
pub(super) fn resolve(
    book: &mut Book,
    tome: usize,
    sources: &SourceMap,
    manifest: &Manifest,
    fonts: &FontSet,
    options: Options<'_>,
) {
    let own = assemble::cross_references(book);
    let mut volumes = volumes(&own, book, tome, sources, manifest, options);
    if volumes.is_empty() {
        return;
    }
    let wanted: BTreeSet<Destination> = volumes.values().flat_map(|volume| &volume.references).chain(&own).cloned().collect();
    let mut known = Folios::new();
    for _ in 0..MAX_LAYOUTS {
        volumes.par_iter_mut().for_each(|(_, volume)| {
            if volume.folios.is_none() || !volume.references.is_empty() {
                volume.folios = Some(folios(&volume.book, fonts, &wanted, options.memo));
            }
        });
        let found: Folios = volumes.values().filter_map(|volume| volume.folios.clone()).flatten().collect();
        if found == known {
            assemble::resolve_cross_references(book, &known);
            return;
        }
        known = found;
        volumes
            .values_mut()
            .filter(|volume| !volume.references.is_empty())
            .for_each(|volume| assemble::resolve_cross_references(&mut volume.book, &known));
    }
}

/// The volumes reachable from `own` references; this one too when another refers back to it.
fn volumes(
    own: &BTreeSet<Destination>,
    book: &Book,
    tome: usize,
    sources: &SourceMap,
    manifest: &Manifest,
    options: Options<'_>,
) -> BTreeMap<usize, Volume> {
    let options = Options { progress: &|_, _| {}, ..options };
    let index = |(id, _): &Destination| manifest.tomes.iter().position(|tome| tome.id == *id);
    let mut volumes = BTreeMap::new();
    let mut waiting: BTreeSet<usize> = own.iter().filter_map(index).collect();
    while let Some(other) = waiting.pop_first() {
        if volumes.contains_key(&other) {
            continue;
        }
        let volume = if other == tome {
            Some(book.clone())
        } else {
            // The diagnostics of another volume are reported by its own build.
            let mut ignored = Diagnostics::new();
            prepare(sources, manifest, other, options, &mut ignored).filter(|_| !ignored.has_errors())
        };
        if let Some(mut book) = volume {
            let references = assemble::cross_references(&mut book);
            waiting.extend(references.iter().filter_map(index));
            volumes.insert(other, Volume { book, references, folios: None });
        }
    }
    volumes
}

/// Lays out a volume and returns the folios of those of its destinations that are in `wanted`.
fn folios(book: &Book, fonts: &FontSet, wanted: &BTreeSet<Destination>, memo: &Memo) -> Folios {
    let pages = layout::lay_out_with(book, fonts, memo, &|_| {}, &mut Diagnostics::new());
    let id: &Slug = &book.tome.id;
    let places = pages.destinations.iter().filter_map(|(name, destination)| {
        let place = (id.clone(), name.clone());
        let label = pages.pages.get(destination.page)?.folio.label();
        (wanted.contains(&place) && !label.is_empty()).then_some((place, label))
    });
    places.collect()
}
