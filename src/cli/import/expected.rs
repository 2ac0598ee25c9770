//! What an import finds in the book already: the person who signs, the text that was expected, and the names that are taken.

use crate::{
    book::{MadePage, Slug},
    diagnostic::Diagnostics,
    import::{edits, fold},
    manifest::{self, AuthorEntry, Manifest, NameEntry, OrderEntry, Status as TextStatus, TomeEntry},
    source::SourceMap,
};
use std::collections::BTreeSet;

/// Most characters of a file's name made from a title, or of an id made from a person's name. Systems allow 255 bytes for a name;
/// an editor reads it in a list.
const LONGEST_NAME: usize = 80;

/// The id of a person, and the entry for people.yaml if the person is not there yet. Names are compared without case and accents.
pub(super) fn person(name: &str, manifest: &Manifest) -> (Slug, Option<String>) {
    let known = manifest.people.iter().find(|person| fold(&display(&person.name)) == fold(name));
    if let Some(person) = known {
        return (person.id.value.clone(), None);
    }
    let words: Vec<&str> = name.split_whitespace().collect();
    // A particle begins the family name: Jean de La Fontaine.
    let particle = words.iter().position(|word| matches!(*word, "de" | "du" | "des" | "von" | "van" | "di" | "da" | "del"));
    let split = particle.filter(|at| *at > 0).unwrap_or(words.len().saturating_sub(1));
    let (given, family) = (words[..split].join(" "), words[split..].join(" "));
    let entry = if given.is_empty() {
        format!("  name: {}", edits::quote_scalar(&family))
    } else {
        format!("  name: {{ given: {}, family: {} }}", edits::quote_scalar(&given), edits::quote_scalar(&family))
    };
    (Slug::from_text(name).shortened(LONGEST_NAME), Some(entry))
}

/// A name as it is printed: given name, then family name.
pub(super) fn display(name: &NameEntry) -> String {
    match name {
        NameEntry::Person { given, family, .. } => {
            given.iter().chain([family]).map(|part| part.value.as_str()).collect::<Vec<_>>().join(" ")
        }
        NameEntry::Group(name) => name.value.clone(),
    }
}

/// A text of the tome that the page may be.
pub(super) struct ExpectedText {
    pub(super) path: String,
    /// Whether it may be filled: its status is “expected” and it has no body.
    pub(super) is_empty: bool,
}

/// The file for this text: the one with the same title, else the only expected text of the same author.
pub(super) fn find_expected_text(
    title: &str,
    name: Option<&str>,
    id: Option<&Slug>,
    tome: &TomeEntry,
    sources: &SourceMap,
    manifest: &Manifest,
) -> Option<ExpectedText> {
    let folder = format!("{}/", tome.id);
    let mut by_author = Vec::new();
    for source in sources.under(&folder).filter(|source| source.path().ends_with(".md")) {
        // Mistakes in other texts are not reported here; `check` does that.
        let (Some(front), body) = manifest::front_matter(source, &mut Diagnostics::new()) else { continue };
        let expected = front.status.value == TextStatus::Expected;
        let is_empty = expected && source.text()[body].trim().is_empty();
        let text = ExpectedText { path: source.path().to_owned(), is_empty };
        if fold(&front.title.value) == fold(title) {
            return Some(text);
        }
        let same = front.authors.iter().any(|author| match author {
            AuthorEntry::Id(author) => {
                Some(&author.value) == id && manifest.people.iter().any(|person| person.id.value == author.value)
            }
            AuthorEntry::Name(author) => name.is_some_and(|name| fold(&display(author)) == fold(name)),
        });
        if same && is_empty {
            by_author.push(text);
        }
    }
    if by_author.len() == 1 { by_author.pop() } else { None }
}

/// The file name of a new text: `NN-slug.md` with the next number of the tome.
pub(in crate::cli) fn file_name(title: &str, tome: &TomeEntry, sources: &SourceMap) -> String {
    let folder = format!("{}/", tome.id);
    let names: Vec<&str> = sources.under(&folder).filter_map(|source| source.path().strip_prefix(&folder)).collect();
    let number = names.iter().filter_map(|name| name.split_once('-')?.0.parse::<u32>().ok()).max().unwrap_or(0).saturating_add(1);
    let slug = Slug::from_text(title).shortened(LONGEST_NAME);
    // Slugs are unique in a tome: a second text with the same title gets a number, and so does one called as a page that the book makes,
    // or as a part.
    let parts = [&tome.front, &tome.body, &tome.back].into_iter().flatten().filter_map(|entry| match entry {
        OrderEntry::Part { id, .. } => id.as_ref().map(|id| id.value.as_str()),
        OrderEntry::Made(_) | OrderEntry::Text(_) => None,
    });
    let shared = tome.texts().filter_map(|path| path.value.strip_prefix("book/")?.strip_suffix(".md"));
    let other: BTreeSet<&str> = MadePage::ALL.iter().map(|(name, _)| *name).chain(parts).chain(shared).collect();
    let taken = |slug: &str| {
        other.contains(slug)
            || names.iter().any(|name| name.split_once('-').is_some_and(|(_, rest)| rest == format!("{slug}.md")))
    };
    let unique =
        (1_u32..).map(|copy| if copy == 1 { slug.to_string() } else { format!("{slug}-{copy}") }).find(|slug| !taken(slug));
    format!("{number:02}-{}.md", unique.unwrap_or_default())
}
