//! The names of the files of new texts: `NN-slug.md`, with the next number of the tome.

use crate::{
    book::{MadePage, Slug},
    manifest::{OrderEntry, TomeEntry},
    source::SourceMap,
};
use std::collections::{BTreeMap, BTreeSet};

/// Most characters of a name made from a title. Systems allow 255 bytes for a name; an editor reads it in a list.
const LONGEST_NAME: usize = 80;

/// The names in a tome's folder, and those that texts may not have.
pub(in crate::cli) struct FileNames {
    /// The greatest number that a name begins with.
    last: u32,
    /// What follows the numbers.
    slugs: BTreeSet<String>,
    /// How often a slug was asked for.
    copies: BTreeMap<String, u32>,
}

impl FileNames {
    pub(in crate::cli) fn of(tome: &TomeEntry, sources: &SourceMap) -> Self {
        // Slugs are unique in a tome: a second text with the same title gets a number, and so does one called as a page that the book
        // makes, or as a part.
        let parts = [&tome.front, &tome.body, &tome.back].into_iter().flatten().filter_map(|entry| match entry {
            OrderEntry::Part { id, .. } => id.as_ref().map(|id| id.value.as_str()),
            OrderEntry::Made(_) | OrderEntry::Text(_) => None,
        });
        let shared = tome.texts().filter_map(|path| path.value.strip_prefix("book/")?.strip_suffix(".md"));
        let made = MadePage::ALL.iter().map(|(name, _)| *name);
        let slugs = made.chain(parts).chain(shared).map(str::to_owned).collect();
        let mut names = Self { last: 0, slugs, copies: BTreeMap::new() };
        let folder = format!("{}/", tome.id);
        for name in sources.under(&folder).filter_map(|source| source.path().strip_prefix(&folder)) {
            names.insert(name);
        }
        names
    }

    fn insert(&mut self, name: &str) {
        let Some((number, slug)) = name.split_once('-') else { return };
        self.last = number.parse().map_or(self.last, |number: u32| self.last.max(number));
        self.slugs.extend(slug.strip_suffix(".md").map(str::to_owned));
    }

    /// The name for a text with this title, which is then taken.
    pub(in crate::cli) fn take(&mut self, title: &str) -> String {
        let slug = Slug::from_text(title).shortened(LONGEST_NAME);
        let number = self.last.saturating_add(1);
        let first = self.copies.get(slug.as_str()).copied().unwrap_or(1);
        let unique = (first..).map(|copy| (copy, if copy == 1 { slug.to_string() } else { format!("{slug}-{copy}") }));
        let (copy, unique) = unique.into_iter().find(|(_, slug)| !self.slugs.contains(slug)).unwrap_or_default();
        self.copies.insert(slug.to_string(), copy);
        let name = format!("{number:02}-{unique}.md");
        self.insert(&name);
        name
    }

    /// Gives back the name that was taken last, of a text that is not written: the next one gets its number.
    pub(super) fn give_back(&mut self, name: &str) {
        let Some((number, slug)) = name.strip_suffix(".md").and_then(|name| name.split_once('-')) else { return };
        if number.parse() == Ok(self.last) {
            self.last = self.last.saturating_sub(1);
            self.slugs.remove(slug);
            self.copies.clear();
        }
    }
}
