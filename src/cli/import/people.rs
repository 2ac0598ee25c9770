//! Who signs: the people of the registry and those whom this import adds, found by their names.

use super::entries::{Entry, Place};
use crate::{
    book::Slug,
    cli::scaffold,
    import::fold,
    manifest::{Manifest, NameEntry, people_of},
    source::{is_placeholder, without_titles},
};
use std::collections::{BTreeMap, BTreeSet};

/// Most characters of an id made from a person's name.
const LONGEST_ID: usize = 80;

/// The people that an import knows.
#[derive(Default)]
pub(super) struct People {
    /// By their folded names; of two with one name, the first.
    by_name: BTreeMap<String, Person>,
    /// Names as they are printed.
    by_id: BTreeMap<Slug, String>,
    /// What is said of each.
    about: BTreeMap<Slug, KnownAbout>,
}

/// What people.yaml says of a person, or will.
#[derive(Clone, Default)]
pub(super) struct KnownAbout {
    /// The biography, folded.
    pub(super) biography: Option<String>,
    /// The file of the portrait, from the folder of people.yaml.
    pub(super) portrait: Option<String>,
    /// The digest of that file, when this import adds it.
    pub(super) digest: Option<[u8; 32]>,
}

/// A person of the registry, or one to be added to it.
struct Person {
    id: Slug,
    /// The entry for people.yaml, as long as it is not there.
    entry: Option<Entry>,
}

impl People {
    pub(super) fn of(manifest: &Manifest) -> Self {
        let mut people = Self::default();
        for person in &manifest.people {
            let (id, name) = (person.id.value.clone(), display(&person.name));
            people.by_name.entry(key(&name)).or_insert_with(|| Person { id: id.clone(), entry: None });
            let biography = person.long_bio.as_ref().or(person.bio.as_ref());
            // The words of a new entry wait for a biography: they are none.
            let biography =
                biography.filter(|biography| !is_placeholder(&biography.value)).map(|biography| fold(&biography.value));
            let portrait = person.portrait.as_ref().map(|portrait| portrait.file.value.clone());
            people.about.entry(id.clone()).or_insert(KnownAbout { biography, portrait, digest: None });
            people.by_id.entry(id).or_insert(name);
        }
        people
    }

    /// Whether someone has this name, compared without case and accents.
    pub(super) fn has_name(&self, name: &str) -> bool {
        self.by_name.contains_key(&key(name))
    }

    pub(super) fn has_id(&self, id: &Slug) -> bool {
        self.by_id.contains_key(id)
    }

    /// The name of the person with this id.
    pub(super) fn name_of(&self, id: &str) -> Option<&str> {
        self.by_id.get(&Slug::new(id)?).map(String::as_str)
    }

    /// The id that a person has or would have.
    pub(super) fn id_of(&self, name: &str) -> Slug {
        let known = self.by_name.get(&key(name)).map(|person| person.id.clone());
        known.unwrap_or_else(|| Slug::from_text(name).shortened(LONGEST_ID))
    }

    /// The people of a byline: « Ann Ée et Zoé Li » are two, unless a group of the registry has this name.
    pub(super) fn of_byline<'n>(&self, byline: &'n str) -> Vec<&'n str> {
        if self.has_name(byline) { vec![byline] } else { people_of(byline, |name| self.has_name(name)) }
    }

    /// The ids that the people of a byline have or would have.
    pub(super) fn ids_of(&self, byline: &str) -> Vec<Slug> {
        self.of_byline(byline).into_iter().map(|name| self.id_of(name)).collect()
    }

    /// The id of a person, who is added when nobody has the name, and the entry for people.yaml if it is not there yet.
    pub(super) fn sign(&mut self, name: &str) -> (Slug, Option<Entry>) {
        if let Some(person) = self.by_name.get(&key(name)) {
            return (person.id.clone(), person.entry.clone().map(|entry| Entry { is_repeated: true, ..entry }));
        }
        let id = self.id_of(name);
        let yaml = format!("{id}:\n{}", scaffold::name_of(name));
        let entry = Entry { path: "book/people.yaml".to_owned(), place: Place::Mapping, yaml, is_repeated: false };
        self.by_name.insert(key(name), Person { id: id.clone(), entry: Some(entry.clone()) });
        self.by_id.entry(id.clone()).or_insert_with(|| name.to_owned());
        (id, Some(entry))
    }

    /// Whether a person is added by this import, and is not in people.yaml yet.
    pub(super) fn is_added(&self, id: &Slug) -> bool {
        self.by_id.get(id).and_then(|name| self.by_name.get(&key(name))).is_some_and(|person| person.entry.is_some())
    }

    /// What is said of a person.
    pub(super) fn about(&self, id: &Slug) -> KnownAbout {
        self.about.get(id).cloned().unwrap_or_default()
    }

    /// Notes what a person gets.
    pub(super) fn give(&mut self, id: &Slug, about: KnownAbout) {
        let known = self.about.entry(id.clone()).or_default();
        known.biography = about.biography.or_else(|| known.biography.take());
        if about.portrait.is_some() {
            (known.portrait, known.digest) = (about.portrait, about.digest);
        }
    }

    /// Forgets the entries that people.yaml has received.
    pub(super) fn settle(&mut self, received: &BTreeSet<&str>) {
        for person in self.by_name.values_mut() {
            person.entry.take_if(|entry| received.contains(entry.yaml.as_str()));
        }
    }
}

/// What a name is compared by: a registry may have « Dr Ann Ée », whom a byline calls « Ann Ée ».
fn key(name: &str) -> String {
    fold(without_titles(name).1)
}

/// A name as it is printed: given name, then family name.
pub(in crate::cli) fn display(name: &NameEntry) -> String {
    match name {
        NameEntry::Person { given, family, .. } => {
            given.iter().chain([family]).map(|part| part.value.as_str()).collect::<Vec<_>>().join(" ")
        }
        NameEntry::Group(name) => name.value.clone(),
    }
}
