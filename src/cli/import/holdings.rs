//! What the book holds, and what the texts of an import have added to it so far: each text is planned on top of those before it, without
//! reading the project again for it.

use super::{
    changes::Plan,
    entries::{self, Entry, Place},
    names::FileNames,
    people::People,
    texts::Texts,
};
use crate::{
    book::Slug,
    import::{KnownSponsor, KnownSponsors, Page},
    locale::{Language, Words},
    manifest::{Manifest, TomeEntry},
    source::SourceMap,
};
use std::collections::{BTreeMap, BTreeSet};

/// What the book holds.
pub(super) struct Holdings<'a> {
    /// What the project declared before the import.
    pub(super) manifest: &'a Manifest,
    pub(super) tome: &'a TomeEntry,
    /// The project's inputs: texts and the names of pictures as they will be, YAML files as they are written.
    pub(super) sources: SourceMap,
    pub(super) people: People,
    pub(super) texts: Texts,
    pub(super) names: FileNames,
    pub(super) sponsors: KnownSponsors,
    /// Tiers, each with its entry as long as sponsors.yaml has not received it.
    tiers: BTreeMap<String, Option<Entry>>,
    /// The words of the tome's list, and those that wait for it.
    listed: BTreeSet<String>,
    /// Which lists have a place for more.
    places: BTreeMap<(String, &'static str), bool>,
}

impl<'a> Holdings<'a> {
    pub(super) fn of(manifest: &'a Manifest, tome: &'a TomeEntry, sources: &SourceMap) -> Self {
        let sources = sources.clone();
        let mut sponsors = KnownSponsors::default();
        for sponsor in &manifest.sponsors.sponsors {
            // One without a tier has a mistake that the import need not repeat.
            let Some(tier) = &sponsor.tier else { continue };
            sponsors.add(KnownSponsor { name: sponsor.name.value.clone(), tier: tier.value.as_str().to_owned() });
        }
        let tiers = manifest.sponsors.tiers.iter().map(|tier| (tier.id.value.as_str().to_owned(), None)).collect();
        let mut holdings = Self {
            manifest,
            tome,
            people: People::of(manifest),
            texts: Texts::of(tome, &sources),
            names: FileNames::of(tome, &sources),
            sponsors,
            tiers,
            listed: BTreeSet::new(),
            places: BTreeMap::new(),
            sources,
        };
        let order = holdings.sources.by_path(&holdings.order()).map(|source| source.text().to_owned()).unwrap_or_default();
        holdings.listed.extend(words(&order).map(str::to_owned));
        holdings
    }

    /// The path of the tome's list.
    pub(super) fn order(&self) -> String {
        format!("{}/tome.yaml", self.tome.id)
    }

    /// Whether the tome's list names a file.
    pub(super) fn is_listed(&self, name: &str) -> bool {
        words(name).all(|word| self.listed.contains(word))
    }

    /// Whether a file has a place for an entry.
    pub(super) fn has_place(&mut self, entry: &Entry) -> bool {
        let Place::List(list, _) = entry.place else { return true };
        let sources = &self.sources;
        let place = self.places.entry((entry.path.clone(), list));
        *place.or_insert_with(|| entries::has_place(&entry.path, &entry.place, sources))
    }

    /// Whether people.yaml has room for more in the entry of a person.
    pub(super) fn has_room(&self, id: &Slug) -> bool {
        self.people.is_added(id) || entries::has_place("book/people.yaml", &Place::Within(id.clone()), &self.sources)
    }

    /// The entry of a tier that sponsors.yaml has not yet.
    pub(super) fn tier(&mut self, id: &'static str) -> Option<Entry> {
        if let Some(known) = self.tiers.get(id) {
            return known.clone().map(|entry| Entry { is_repeated: true, ..entry });
        }
        let words = Words::new(Language::of_tag(self.manifest.work.language.value.as_str()));
        let entry = entries::tier(id, &words.word(&format!("new-tier-{id}")));
        self.tiers.insert(id.to_owned(), Some(entry.clone()));
        Some(entry)
    }

    /// Adds what a plan makes, so that the next text is planned on top of it.
    pub(super) fn add(&mut self, plan: &Plan) {
        if let Some(change) = &plan.change {
            let id = self.sources.add(plan.path.as_str(), change.after.as_str());
            self.texts.insert(self.sources.get(id));
        }
        for (path, _) in &plan.pictures {
            self.sources.add_binary(path.as_str(), Vec::new());
        }
        let order = self.order();
        for entry in plan.entries.iter().filter(|entry| entry.path == order) {
            self.listed.extend(words(&entry.yaml).map(str::to_owned));
        }
    }

    /// Knows the new sponsors of a page that is imported, so that the next one does not add them again.
    pub(super) fn learn(&mut self, page: &Page) {
        for sponsor in page.sponsors.iter().filter(|sponsor| !sponsor.known) {
            self.sponsors.add(KnownSponsor { name: sponsor.name.clone(), tier: sponsor.tier.to_owned() });
        }
    }

    /// Gives back the name of a new text that is refused.
    pub(super) fn refuse(&mut self, plan: &Plan) {
        if plan.change.as_ref().is_some_and(|change| change.before.is_none()) {
            self.names.give_back(plan.path.rsplit('/').next().unwrap_or_default());
        }
    }

    /// Takes back what [`Holdings::add`] did for the text of a plan that is not carried out.
    pub(super) fn remove(&mut self, plan: &Plan) {
        self.texts.remove(&plan.path);
        self.refuse(plan);
        if let Some(before) = plan.change.as_ref().and_then(|change| change.before.as_deref()) {
            let id = self.sources.add(plan.path.as_str(), before);
            self.texts.insert(self.sources.get(id));
        }
    }

    /// Notes that YAML files have received these entries.
    pub(super) fn settle(&mut self, edited: &[entries::Edited], received: &BTreeSet<&str>) {
        for file in edited {
            self.sources.add(file.path.as_str(), file.after.as_str());
        }
        self.people.settle(received);
        for entry in self.tiers.values_mut() {
            entry.take_if(|entry| received.contains(entry.yaml.as_str()));
        }
    }

    /// The ids of those who sign a page.
    pub(super) fn ids_of(&self, byline: Option<&str>) -> Vec<Slug> {
        byline.map_or_else(Vec::new, |byline| self.people.ids_of(byline))
    }
}

/// What may be the name of a file in a list, without folders and signs of YAML.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_whitespace() || "/[]{},\"'#:".contains(c)).filter(|word| !word.is_empty())
}
