//! The texts of a tome, found by what a document says of itself: its title, its author, the name of its file.

use super::people::{People, display};
use crate::{
    book::Slug,
    diagnostic::Diagnostics,
    import::{fold, without_note_calls},
    manifest::{self, AuthorEntry, Status, TomeEntry},
    source::{Source, SourceMap},
};
use std::collections::{BTreeMap, BTreeSet};

/// Most texts that a document may be a version of: from two on it is not clear which, and a message names them.
const MOST_VERSIONS: usize = 20;

/// Paths by what they are found by, in the order of the paths.
type Paths<K> = BTreeMap<K, BTreeSet<String>>;

/// The texts of a tome.
#[derive(Default)]
pub(super) struct Texts {
    /// By folded titles.
    by_title: Paths<String>,
    /// Those that have a body: by the folded names of their files, with and without the number.
    by_name: Paths<String>,
    /// Those that have a body: by the ids of their authors.
    by_author: Paths<Slug>,
    /// Those that are expected and empty: by the ids of their authors, and by folded names where the header has a name.
    expected_of_id: Paths<Slug>,
    expected_of_name: Paths<String>,
    /// Those that are expected and empty.
    expected: BTreeSet<String>,
    /// Those that have a body.
    filled: BTreeSet<String>,
    /// Those that were not added after all.
    removed: BTreeSet<String>,
}

/// A text of the tome that a page may be.
pub(super) struct ExpectedText {
    pub(super) path: String,
    /// Whether it may be filled: its status is “expected” and it has no body.
    pub(super) is_empty: bool,
}

impl Texts {
    pub(super) fn of(tome: &TomeEntry, sources: &SourceMap) -> Self {
        let mut texts = Self::default();
        for source in sources.under(&format!("{}/", tome.id)).filter(|source| source.path().ends_with(".md")) {
            texts.insert(source);
        }
        texts
    }

    /// Adds a text, or notes that an expected one is filled. Mistakes in texts are not reported here; `check` does that.
    pub(super) fn insert(&mut self, source: &Source) {
        let (Some(front), body) = manifest::front_matter(source, &mut Diagnostics::new()) else { return };
        let path = source.path().to_owned();
        let has_body = !source.text()[body].trim().is_empty();
        let add = |paths: &mut BTreeSet<String>| paths.insert(path.clone());
        add(self.by_title.entry(fold(&without_note_calls(&front.title.value))).or_default());
        self.expected.remove(&path);
        self.removed.remove(&path);
        if has_body {
            add(&mut self.filled);
            let name = path.rsplit('/').next().unwrap_or_default().trim_end_matches(".md");
            for name in [Some(name), name.split_once('-').map(|(_, slug)| slug)].into_iter().flatten() {
                add(self.by_name.entry(fold(name)).or_default());
            }
            for author in &front.authors {
                if let AuthorEntry::Id(id) = author {
                    add(self.by_author.entry(id.value.clone()).or_default());
                }
            }
        } else if front.status.value == Status::Expected {
            add(&mut self.expected);
            for author in &front.authors {
                match author {
                    AuthorEntry::Id(id) => add(self.expected_of_id.entry(id.value.clone()).or_default()),
                    AuthorEntry::NotAnId(_) => continue,
                    AuthorEntry::Name(name) => add(self.expected_of_name.entry(fold(&display(name))).or_default()),
                };
            }
        }
    }

    /// Forgets that a text was added, or an expected one filled.
    pub(super) fn remove(&mut self, path: &str) {
        self.filled.remove(path);
        self.removed.insert(path.to_owned());
    }

    /// The text for a page: the one with the same title, else the only expected text of the same author.
    pub(super) fn expected(&self, title: &str, author: Option<&str>, people: &People) -> Option<ExpectedText> {
        let found = |path: &String| ExpectedText { path: path.clone(), is_empty: self.expected.contains(path) };
        let same = self.by_title.get(&fold(title));
        if let Some(path) = same.and_then(|paths| paths.iter().find(|path| !self.removed.contains(*path))) {
            return Some(found(path));
        }
        let of_one = |name: &str| {
            let id = Some(people.id_of(name)).filter(|id| people.has_id(id));
            [id.and_then(|id| self.expected_of_id.get(&id)), self.expected_of_name.get(&fold(name))]
        };
        let paths = of_all(people.of_byline(author?).into_iter().map(of_one).collect());
        let mut paths: BTreeSet<&String> = paths.filter(|path| self.expected.contains(*path)).take(3).collect();
        if paths.len() == 1 { paths.pop_first().map(found) } else { None }
    }

    /// The texts that a page may be a corrected version of: those with its title, else those whose file is called as its file, else
    /// those that its authors sign together.
    pub(super) fn versions(&self, title: &str, stem: &str, authors: &[Slug]) -> Vec<&str> {
        let by_title = self.with_body(self.by_title.get(&fold(title)).into_iter().flatten());
        if !by_title.is_empty() {
            return by_title;
        }
        let by_name = self.with_body(self.by_name.get(&fold(stem)).into_iter().flatten());
        let by_authors = || of_all(authors.iter().map(|id| [self.by_author.get(id), None]).collect());
        if by_name.is_empty() { self.with_body(by_authors()) } else { by_name }
    }

    /// Those of `paths` that have a body; as many as a message can name.
    fn with_body<'t>(&self, paths: impl IntoIterator<Item = &'t String>) -> Vec<&'t str> {
        let paths = paths.into_iter().filter(|path| self.filled.contains(*path));
        paths.take(MOST_VERSIONS).map(String::as_str).collect()
    }
}

/// The texts that all of several people sign, of each of whom the texts are found in two ways; read as far as they are wanted.
fn of_all(mut people: Vec<[Option<&BTreeSet<String>>; 2]>) -> impl Iterator<Item = &String> {
    let first = people.pop().unwrap_or_default();
    let is_of = move |path: &&String| people.iter().all(|ways| ways.iter().flatten().any(|paths| paths.contains(*path)));
    first.into_iter().flatten().flatten().filter(is_of)
}
