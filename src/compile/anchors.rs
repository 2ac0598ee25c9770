//! Anchors: the folio of each destination of a volume, which other volumes print in their references to it.
//!
//! Within one process they are found once for all volumes that are built. Where a folder of results is shared, they are kept there as
//! well, under the sum of all inputs of the project: another process, on another machine, takes them from there instead of laying the
//! volume out, and those of any other state of the project have another name. It does not know how they are found: `cross_references`.

use crate::{
    assemble::{Destination, Folios},
    book::Slug,
    layout::frame::Pages,
    memo::{Key, KeyHasher, Memo},
    source::SourceMap,
};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

/// The SHA-256 of all sources: of paths, of what is refused, of texts and of bytes.
#[must_use]
pub fn sum_of_sources(sources: &SourceMap) -> Key {
    let mut hasher = Sha256::new();
    let mut add = |bytes: &[u8]| {
        hasher.update((bytes.len() as u64).to_le_bytes());
        hasher.update(bytes);
    };
    for source in sources.iter() {
        add(source.path().as_bytes());
        add(&[u8::from(source.is_refused())]);
        let (text, bytes) = (source.text().as_bytes(), source.bytes().read());
        add(text);
        // Most texts are read as they are in their file.
        add(if *bytes == *text { &[] } else { &bytes });
    }
    hasher.finalize().into()
}

/// The anchors of the volumes of one project, in one state and for one set of options.
#[derive(Debug, Default)]
pub struct Anchors {
    /// The sum of all sources, when it was asked for.
    project: OnceLock<Key>,
    known: Mutex<BTreeMap<Slug, Arc<VolumeAnchors>>>,
}

/// What of a build decides the pages besides the sources, and where its results are.
#[derive(Clone, Copy)]
pub(super) struct Build<'a> {
    pub(super) memo: &'a Memo,
    pub(super) is_draft: bool,
    /// Whether the EPUB has a page list, or there is none: a page says so.
    pub(super) has_page_list: bool,
}

/// The anchors of a volume.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct VolumeAnchors {
    /// The folio of each destination, by its name in the volume's PDF. Empty for a volume with errors.
    folios: BTreeMap<String, String>,
    /// Whether the volume has errors, so that its pages are not known.
    has_errors: bool,
    /// The volumes whose references to this one have no folio, by name: together with this one, their page numbers never stop changing.
    restless: BTreeSet<String>,
}

impl VolumeAnchors {
    /// The anchors on finished pages.
    pub(super) fn of_pages(pages: &Pages, restless: BTreeSet<String>) -> Self {
        let places = pages.destinations.iter().filter_map(|(name, destination)| {
            let label = pages.pages.get(destination.page)?.folio.label();
            (!label.is_empty()).then(|| (name.clone(), label))
        });
        Self { folios: places.collect(), has_errors: false, restless }
    }

    /// Those of a volume with errors.
    pub(super) fn of_errors() -> Self {
        Self { has_errors: true, ..Self::default() }
    }

    /// The folio of a destination.
    pub(super) fn folio(&self, name: &str) -> Option<&String> {
        self.folios.get(name)
    }
}

impl Anchors {
    /// Those of a volume, when they are known here or shared.
    pub(super) fn get(&self, volume: &Slug, sources: &SourceMap, build: Build<'_>) -> Option<Arc<VolumeAnchors>> {
        if let Some(known) = self.known().get(volume) {
            return Some(Arc::clone(known));
        }
        let key = self.key(volume, sources, build)?;
        let found: VolumeAnchors = postcard::from_bytes(&build.memo.get(&key)?).ok()?;
        let found = Arc::new(found);
        self.known().insert(volume.clone(), Arc::clone(&found));
        Some(found)
    }

    /// Keeps those of a volume, here and where results are shared.
    pub(super) fn insert(&self, volume: &Slug, anchors: VolumeAnchors, sources: &SourceMap, build: Build<'_>) {
        if let Some(key) = self.key(volume, sources, build) {
            // Writing to a vector cannot fail.
            build.memo.insert(key, postcard::to_stdvec(&anchors).unwrap_or_default());
        }
        self.known().insert(volume.clone(), Arc::new(anchors));
    }

    /// The folios of `wanted` destinations that the volume `from` prints.
    pub(super) fn folios(&self, from: &Slug, wanted: &BTreeSet<Destination>) -> Folios {
        let known = self.known();
        let folio = |destination: &Destination| {
            let anchors = known.get(&destination.0).filter(|anchors| !anchors.restless.contains(from.as_str()))?;
            Some((destination.clone(), anchors.folio(&destination.1)?.clone()))
        };
        wanted.iter().filter_map(folio).collect()
    }

    /// The volumes with which `from` is restless, when one is that it refers to by `wanted` destinations: they are the same for all of them.
    pub(super) fn restless(&self, from: &Slug, wanted: &BTreeSet<Destination>) -> BTreeSet<String> {
        let known = self.known();
        let others = wanted.iter().filter_map(|(volume, _)| known.get(volume));
        others.filter(|anchors| anchors.restless.contains(from.as_str())).flat_map(|anchors| anchors.restless.clone()).collect()
    }

    /// The volumes of `wanted` destinations of which the volume `from` prints no folio at all, and whether it is because they have errors.
    pub(super) fn without_folios(&self, from: &Slug, wanted: &BTreeSet<Destination>) -> BTreeMap<Slug, bool> {
        let known = self.known();
        let volumes: BTreeSet<&Slug> = wanted.iter().map(|(volume, _)| volume).collect();
        let found = volumes.into_iter().filter_map(|volume| Some((volume, known.get(volume)?)));
        let found = found.filter(|(_, anchors)| anchors.has_errors || anchors.restless.contains(from.as_str()));
        found.map(|(volume, anchors)| (volume.clone(), anchors.has_errors)).collect()
    }

    /// Whether those of a volume are known in this process.
    pub(super) fn has(&self, volume: &Slug) -> bool {
        self.known().contains_key(volume)
    }

    /// The name under which those of a volume are shared; none where nothing is. All else that decides the pages is in the
    /// sources.
    fn key(&self, volume: &Slug, sources: &SourceMap, build: Build<'_>) -> Option<Key> {
        if !build.memo.is_shared() {
            return None;
        }
        let project = self.project.get_or_init(|| sum_of_sources(sources));
        let asked = (build.is_draft, build.has_page_list);
        Some(KeyHasher::default().with("anchors").with(project).with(volume).with(&asked).key())
    }

    fn known(&self) -> std::sync::MutexGuard<'_, BTreeMap<Slug, Arc<VolumeAnchors>>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
