//! The pages of other volumes that this one refers to.
//!
//! Volumes may refer to each other, and a page number in one may move a page of the other. So all that depend on each other are
//! laid out together, again and again, until no number changes: whichever of them is built, the numbers are the same. A
//! volume with errors has no pages yet, and references that never settle do without.

use super::{Options, prepare};
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

/// Usually the second layout has the numbers of the first, and the third proves it.
const ROUNDS: usize = 6;

/// A volume that takes part.
struct Volume {
    book: Book,
    refers: BTreeSet<Destination>,
    /// Folios of its places, since they last changed.
    folios: Option<Folios>,
}

/// Gives the references of `book`, the volume at index `tome`, their pages.
pub(super) fn settle(
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
    let wanted: BTreeSet<Destination> = volumes.values().flat_map(|volume| &volume.refers).chain(&own).cloned().collect();
    let mut known = Folios::new();
    for _ in 0..ROUNDS {
        volumes.par_iter_mut().for_each(|(_, volume)| {
            if volume.folios.is_none() || !volume.refers.is_empty() {
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
            .filter(|volume| !volume.refers.is_empty())
            .for_each(|volume| assemble::resolve_cross_references(&mut volume.book, &known));
    }
}

/// The volumes referred to, those that they refer to, and so on; this one too when another refers back to it.
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
            // Its own build tells of its mistakes.
            let mut unheard = Diagnostics::new();
            prepare(sources, manifest, other, options, &mut unheard).filter(|_| !unheard.has_errors())
        };
        if let Some(mut book) = volume {
            let refers = assemble::cross_references(&mut book);
            waiting.extend(refers.iter().filter_map(index));
            volumes.insert(other, Volume { book, refers, folios: None });
        }
    }
    volumes
}

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
