//! The keys for people to read: what each means, where it stands, how it is written. From the same tables as the checks and the schemas.

use super::{
    format,
    french::french,
    schema::SchemaKind,
    shape::{Key, ScalarType, Shape},
    synonyms,
};
use crate::book::Slug;

/// A key, or a whole file, as it is explained.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explained {
    /// The file or key as it is asked for: `people`, `portrait`.
    pub topic: String,
    /// The file and the keys that lead there: `book/people.yaml`, `portrait`.
    pub place: Vec<String>,
    /// What it means.
    pub meaning: String,
    /// How it is written, on one line; empty for a file.
    pub example: String,
    /// The words to choose from, if there are any.
    pub choices: Vec<&'static str>,
    /// The keys within it: name, whether it must be there, meaning.
    pub keys: Vec<(&'static str, bool, String)>,
}

/// What `topic` is: a file (`book`, `people`, `header` …), or a key wherever it stands. Words that people use for a key lead to it.
/// Empty when it is neither.
#[must_use]
pub fn explain(topic: &str, in_french: bool) -> Vec<Explained> {
    let topic = topic.trim_end_matches(".yaml").rsplit('/').next().unwrap_or(topic);
    let word = Slug::from_text(topic);
    let topic = FILES_IN_FRENCH.iter().find(|(name, _)| *name == word.as_str()).map_or(topic, |(_, kind)| kind);
    let files = files();
    if let Some((name, kind, shape)) = files.iter().find(|(name, kind, _)| *kind == topic || name.contains(&format!("/{topic}.")))
    {
        return vec![whole(name, kind, shape, in_french)];
    }
    let found = keys_named(topic, &files, in_french);
    if !found.is_empty() {
        return found;
    }
    let mut names = Vec::new();
    files.iter().for_each(|(_, _, shape)| collect(shape, &mut names));
    names.sort_unstable();
    names.dedup();
    if let Some(name) = synonyms::meant(topic, names.iter().copied()) {
        return keys_named(name, &files, in_french);
    }
    // The name of a made page leads to the lists in which it is written.
    let pages = format::generated_pages();
    let is_page = pages.contains(&topic) || synonyms::meant(topic, pages.iter().copied()).is_some();
    let lists = if is_page { &["front", "back"][..] } else { &[] };
    lists.iter().flat_map(|name| keys_named(name, &files, in_french)).collect()
}

/// What the files are called in French.
const FILES_IN_FRENCH: [(&str, &str); 9] = [
    ("en-tete", "header"),
    ("entete", "header"),
    ("livre", "book"),
    ("mecenes", "sponsors"),
    ("page-commune", "shared-page"),
    ("partenaire", "sponsors"),
    ("partenaires", "sponsors"),
    ("personne", "people"),
    ("personnes", "people"),
];

/// The topics that [`explain`] knows: files, then keys.
#[must_use]
pub fn topics() -> (Vec<&'static str>, Vec<&'static str>) {
    let files = files();
    let mut names = Vec::new();
    files.iter().for_each(|(_, _, shape)| collect(shape, &mut names));
    names.sort_unstable();
    names.dedup();
    (files.iter().map(|(_, kind, _)| *kind).collect(), names)
}

type File = (&'static str, &'static str, Shape);

/// The files, with the names of their schemas.
fn files() -> [File; 6] {
    let [book, people, sponsors, tome, header, page] = SchemaKind::ALL.map(|(name, _)| name);
    [
        ("book/book.yaml", book, Shape::Mapping(&format::BOOK)),
        ("book/people.yaml", people, format::PEOPLE),
        ("book/sponsors.yaml", sponsors, Shape::Mapping(&format::SPONSORS)),
        ("tome1/tome.yaml", tome, Shape::Mapping(&format::TOME)),
        ("tome1/*.md", header, Shape::Mapping(&format::CONTRIBUTION)),
        ("book/*.md", page, Shape::Mapping(&format::SHARED_PAGE)),
    ]
}

/// The words of a scalar, or of the items of a list.
fn choices(shape: &Shape) -> Vec<&'static str> {
    match shape {
        Shape::Scalar(ScalarType::OneOf(choices)) => choices(),
        Shape::List(Shape::Scalar(ScalarType::OneOf(choices))) => choices(),
        _ => Vec::new(),
    }
}

fn said(doc: &str, in_french: bool) -> String {
    if in_french { french(doc).unwrap_or(doc).to_owned() } else { doc.to_owned() }
}

fn inner_keys(shape: &Shape, in_french: bool) -> Vec<(&'static str, bool, String)> {
    let keys = shape.table().map_or(&[][..], |table| table.keys);
    keys.iter().map(|key| (key.name, key.required, said(key.doc, in_french))).collect()
}

fn whole(name: &str, kind: &str, shape: &Shape, in_french: bool) -> Explained {
    let meaning = shape.table().map_or("", |table| table.doc);
    let place = vec![name.to_owned()];
    let keys = inner_keys(shape, in_french);
    Explained {
        topic: kind.to_owned(),
        place,
        meaning: said(meaning, in_french),
        example: String::new(),
        choices: Vec::new(),
        keys,
    }
}

/// The key `name` wherever it stands.
fn keys_named(name: &str, files: &[File], in_french: bool) -> Vec<Explained> {
    let mut found = Vec::new();
    for (file, _, shape) in files {
        find(name, shape, &mut vec![(*file).to_owned()], in_french, &mut found);
    }
    found
}

fn find(name: &str, shape: &Shape, place: &mut Vec<String>, in_french: bool, found: &mut Vec<Explained>) {
    let Some(table) = shape.table() else { return };
    for key in table.keys {
        place.push(key.name.to_owned());
        if key.name == name {
            found.push(explained(key, place.clone(), in_french));
        }
        find(name, &key.shape, place, in_french, found);
        place.pop();
    }
}

fn explained(key: &Key, place: Vec<String>, in_french: bool) -> Explained {
    let mut choices = choices(&key.shape);
    if matches!(key.name, "front" | "back") {
        choices = format::generated_pages();
    }
    let example = match key.name {
        "front" => "[half-title, title, legal, contents]".to_owned(),
        "back" => "[contributors, index, colophon]".to_owned(),
        _ => key.shape.example(),
    };
    Explained {
        topic: key.name.to_owned(),
        place,
        meaning: said(key.doc, in_french),
        example: format!("{}: {example}", key.name),
        choices,
        keys: inner_keys(&key.shape, in_french),
    }
}

fn collect(shape: &Shape, names: &mut Vec<&'static str>) {
    for key in shape.table().map_or(&[][..], |table| table.keys) {
        names.push(key.name);
        collect(&key.shape, names);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every description of a table and of the keys in it.
    fn docs(shape: &Shape, all: &mut Vec<&'static str>) {
        let Some(table) = shape.table() else { return };
        all.push(table.doc);
        for key in table.keys {
            all.push(key.doc);
            docs(&key.shape, all);
        }
    }

    #[test]
    fn every_description_has_its_french() {
        let mut all = Vec::new();
        files().iter().for_each(|(_, _, shape)| docs(shape, &mut all));
        let missing: Vec<_> = all.into_iter().filter(|doc| french(doc).is_none()).collect();
        assert!(missing.is_empty(), "{}", missing.join("\n"));
    }

    #[test]
    fn a_file_a_key_and_a_french_word_are_explained() {
        assert_eq!(explain("people", true)[0].place, ["book/people.yaml"]);
        let portrait = &explain("photo", false)[0];
        assert_eq!(portrait.place, ["book/people.yaml", "portrait"]);
        assert_eq!(portrait.example, "portrait: { file: images/x.jpg, alt: … }");
        assert_eq!(explain("status", true).len(), 2);
        assert!(explain("front", true)[0].choices.contains(&"half-title"));
        for (typed, file) in [("personnes", "people"), ("Livre", "book"), ("partenaires", "sponsors"), ("en-tête", "header")] {
            assert_eq!(explain(typed, true), explain(file, true), "{typed}");
        }
        for page in ["sommaire", "faux-titre", "half-title"] {
            assert_eq!(explain(page, true)[0].place, ["tome1/tome.yaml", "front"], "{page}");
        }
        assert!(explain("zygomatique", true).is_empty());
    }
}
