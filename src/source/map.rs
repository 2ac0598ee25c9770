//! All sources of a project, by identifier and by path.

use super::{blob::Blob, file::Source, invisible::is_invisible, names::NameIndex, span::SourceId};
use std::{
    collections::BTreeMap,
    sync::{Arc, OnceLock},
};

/// All sources of a project: everything that a build may read.
#[derive(Clone, Debug, Default)]
pub struct SourceMap {
    sources: Vec<Source>,
    by_path: BTreeMap<Arc<str>, SourceId>,
    /// All paths, computed on demand: most books have no wrong one.
    names: OnceLock<NameIndex>,
    /// The files with invisible characters in their names, by their paths without them; computed on demand.
    veiled: OnceLock<BTreeMap<String, Vec<SourceId>>>,
}

impl SourceMap {
    /// An empty map.
    #[must_use]
    pub const fn new() -> Self {
        Self { sources: Vec::new(), by_path: BTreeMap::new(), names: OnceLock::new(), veiled: OnceLock::new() }
    }

    /// Adds a text and returns its identifier.
    pub fn add(&mut self, path: impl Into<Arc<str>>, text: impl Into<String>) -> SourceId {
        let id = SourceId::from_index(self.sources.len());
        self.insert(Source::new(id, path, text))
    }

    /// Adds a binary file and returns its identifier.
    pub fn add_binary(&mut self, path: impl Into<Arc<str>>, bytes: impl Into<Blob>) -> SourceId {
        let id = SourceId::from_index(self.sources.len());
        self.insert(Source::binary(id, path, bytes))
    }

    /// Adds a file that cannot be used ([`Source::is_refused`]), with the text to show in its diagnostic, and returns its identifier.
    pub fn add_refused(&mut self, path: impl Into<Arc<str>>, text: impl Into<String>) -> SourceId {
        let id = SourceId::from_index(self.sources.len());
        self.insert(Source::refused(id, path, text))
    }

    /// Adds a source of another map and returns its identifier in this one.
    pub fn add_again(&mut self, source: Source) -> SourceId {
        let id = SourceId::from_index(self.sources.len());
        self.insert(source.with_id(id))
    }

    /// What `look` finds when the map holds another text, which it does only as long as `look` runs.
    pub fn with_text<T>(&mut self, path: &str, text: &str, look: impl FnOnce(&Self, SourceId) -> T) -> T {
        let (names, veiled) = (std::mem::take(&mut self.names), std::mem::take(&mut self.veiled));
        let before = self.by_path.get(path).copied();
        let id = self.add(path, text);
        let found = look(self, id);
        self.sources.truncate(id.index());
        match before {
            Some(before) => self.by_path.insert(Arc::from(path), before),
            None => self.by_path.remove(path),
        };
        (self.names, self.veiled) = (names, veiled);
        found
    }

    fn insert(&mut self, source: Source) -> SourceId {
        let id = source.id();
        self.by_path.insert(source.shared_path(), id);
        self.sources.push(source);
        (self.names, self.veiled) = (OnceLock::new(), OnceLock::new());
        id
    }

    /// The source of an identifier.
    ///
    /// # Panics
    /// When `id` comes from another map: identifiers are made by [`SourceMap::add`] only.
    #[must_use]
    pub fn get(&self, id: SourceId) -> &Source {
        &self.sources[id.index()]
    }

    /// The source at a path from the project's root.
    #[must_use]
    pub fn by_path(&self, path: &str) -> Option<&Source> {
        self.by_path.get(path).map(|&id| self.get(id))
    }

    /// The sources whose paths differ from `path` by invisible characters only.
    pub fn twins(&self, path: &str) -> impl Iterator<Item = &Source> {
        let veiled = self.veiled.get_or_init(|| {
            let mut veiled: BTreeMap<String, Vec<SourceId>> = BTreeMap::new();
            for (path, id) in self.by_path.iter().filter(|(path, _)| !path.is_ascii() && path.contains(is_invisible)) {
                veiled.entry(path.replace(is_invisible, "")).or_default().push(*id);
            }
            veiled
        });
        let bare = path.replace(is_invisible, "");
        let plain = self.by_path.get(bare.as_str()).copied();
        let all = plain.into_iter().chain(veiled.get(&bare).into_iter().flatten().copied());
        let path = path.to_owned();
        all.map(|id| self.get(id)).filter(move |source| source.path() != path)
    }

    /// Whether a file, or a folder on the way to it, was refused with all that is in it, such as a link that leads out of the project.
    /// Nothing is said of the folders at the root: they may be no volumes.
    #[must_use]
    pub fn is_within_refused(&self, path: &str) -> bool {
        let folders = path.match_indices('/').map(|(at, _)| &path[..at]).skip(1);
        folders
            .chain([path].into_iter().filter(|path| path.contains('/')))
            .any(|path| self.by_path(path).is_some_and(|source| source.is_refused() && source.text().is_empty()))
    }

    /// All sources whose path starts with `prefix` (a folder with its `/`), in the order of their paths.
    pub fn under<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = &'a Source> {
        self.by_path.range(Arc::from(prefix)..).take_while(move |(path, _)| path.starts_with(prefix)).map(|(_, &id)| self.get(id))
    }

    /// The path most similar to `written` among those below `folder` (which ends with `/`) that `fits` accepts, relative to it
    /// ([`NameIndex::nearest`]).
    pub fn nearest(&self, folder: &str, written: &str, fits: impl Fn(&str) -> bool) -> Option<&str> {
        let names = self.names.get_or_init(|| NameIndex::new(self.by_path.keys().map(|path| &**path)));
        let inside = |path: &str| path.strip_prefix(folder).is_some_and(&fits);
        names.nearest_to(folder, written, inside).and_then(|(_, path)| path.strip_prefix(folder))
    }

    /// All sources, in the order of their identifiers.
    pub fn iter(&self) -> impl Iterator<Item = &Source> {
        self.sources.iter()
    }
}
