//! The state of a volume: who still owes what, as one row for each text and each sponsor. The command line prints it.
//!
//! It reads the declared files, not the `Book`, because an expected text has a row but no section. The build reports the mistakes in
//! the files, so this file reports none.

use crate::{
    book::{Alt, Block, Inline, Slug, plain_text, walk},
    diagnostic::Diagnostics,
    manifest::{self, AuthorEntry, Manifest, NameEntry, PersonEntry, Status},
    markdown::{self, Document},
    source::SourceMap,
};

/// The state of a volume.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VolumeStatus {
    /// Every text, in the order of the volume.
    pub texts: Vec<TextStatus>,
    /// Every sponsor and supporter of the volume.
    pub sponsors: Vec<SponsorStatus>,
}

/// The state of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextStatus {
    /// Path from the project's root.
    pub path: String,
    /// Title as plain text.
    pub title: String,
    /// Names of those who sign.
    pub authors: Vec<String>,
    /// How far it is.
    pub status: Status,
    /// The number of words in the body and its notes; 0 while the text is expected.
    pub words: usize,
    /// What is still owed.
    pub missing: Vec<Missing>,
}

/// Something that a text still lacks.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Missing {
    /// The text itself.
    Text,
    /// The biography of someone who signs.
    Biography(String),
    /// The portrait of someone who signs.
    Portrait(String),
    /// The alternative texts of this many pictures.
    Alternatives(usize),
}

/// The state of a sponsor or supporter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SponsorStatus {
    /// Name.
    pub name: String,
    /// Tier, or none for a supporter.
    pub tier: Option<Slug>,
    /// Whether the logo is missing; then the name is printed instead.
    pub logo_missing: bool,
}

/// The state of the volume at index `tome` of the manifest; empty when there is none.
#[must_use]
pub fn status(sources: &SourceMap, manifest: &Manifest, tome: usize) -> VolumeStatus {
    let Some(entry) = manifest.tomes.get(tome) else { return VolumeStatus::default() };
    VolumeStatus {
        texts: entry.texts().filter_map(|path| text(sources, manifest, &path.value)).collect(),
        sponsors: sponsors(manifest, &entry.id),
    }
}

fn text(sources: &SourceMap, manifest: &Manifest, path: &str) -> Option<TextStatus> {
    let mut ignored = Diagnostics::new();
    let source = sources.by_path(path)?;
    let (header, body) = manifest::front_matter(source, &mut ignored);
    let header = header?;
    let status = header.status.value;
    let expected = status == Status::Expected;
    let document = if expected { Document::default() } else { markdown::parse(source, body, sources, &mut ignored) };
    let (words, without_alternative) = (document.words(), missing_alternatives(&document));
    let signers = header.authors.iter().map(|author| signer(manifest, author));
    let signers: Vec<(String, Option<&PersonEntry>)> = signers.collect();
    let mut missing = Vec::new();
    if expected {
        missing.push(Missing::Text);
    }
    for (name, person) in &signers {
        // A group needs no portrait.
        let is_group = person.is_some_and(|person| matches!(person.name, NameEntry::Group(_)));
        if person.is_none_or(|person| person.bio.is_none() && person.long_bio.is_none()) {
            missing.push(Missing::Biography(name.clone()));
        }
        if !is_group && person.is_none_or(|person| person.portrait.is_none()) {
            missing.push(Missing::Portrait(name.clone()));
        }
    }
    if without_alternative > 0 {
        missing.push(Missing::Alternatives(without_alternative));
    }
    let title = plain_text(&markdown::parse_inline(&header.title.value, header.title.span, &mut ignored));
    let authors = signers.into_iter().map(|(name, _)| name).collect();
    Some(TextStatus { path: path.to_owned(), title, authors, status, words, missing })
}

/// The name of an author, and the entry in people.yaml if there is one. The name of an unknown identifier is the identifier.
fn signer<'a>(manifest: &'a Manifest, author: &AuthorEntry) -> (String, Option<&'a PersonEntry>) {
    match author {
        AuthorEntry::Name(name) => (display(name), None),
        AuthorEntry::NotAnId(name) => (name.value.clone(), None),
        AuthorEntry::Id(id) => match manifest.people.iter().find(|person| person.id.value == id.value) {
            Some(person) => (display(&person.name), Some(person)),
            None => (id.value.to_string(), None),
        },
    }
}

fn display(name: &NameEntry) -> String {
    match name {
        NameEntry::Person { given: Some(given), family, .. } => format!("{} {}", given.value, family.value),
        NameEntry::Person { given: None, family, .. } => family.value.clone(),
        NameEntry::Group(name) => name.value.clone(),
    }
}

/// The number of pictures in a document that have no alternative text.
fn missing_alternatives(document: &Document) -> usize {
    let mut without_alternative = 0;
    let notes = document.notes.iter().map(|note| &note.blocks);
    for blocks in std::iter::once(&document.blocks).chain(notes) {
        walk::rich_texts(blocks, &mut |rich| {
            without_alternative +=
                rich.iter().filter(|inline| matches!(inline, Inline::Image(image) if is_empty(&image.alt))).count();
        });
        walk::blocks(blocks, &mut |block| {
            without_alternative += usize::from(matches!(block, Block::Figure(figure) if is_empty(&figure.picture.alt)));
        });
    }
    without_alternative
}

fn is_empty(alt: &Alt) -> bool {
    match alt {
        Alt::Text(text) => text.trim().is_empty(),
        Alt::Decorative => false,
    }
}

fn sponsors(manifest: &Manifest, tome: &Slug) -> Vec<SponsorStatus> {
    let declared = &manifest.sponsors;
    let supporters = declared.supporters.iter().filter(|group| group.supports(tome)).flat_map(|group| &group.members);
    declared
        .sponsors
        .iter()
        .chain(supporters)
        .filter(|sponsor| sponsor.supports(tome))
        .map(|sponsor| SponsorStatus {
            name: sponsor.name.value.clone(),
            tier: sponsor.tier.as_ref().map(|tier| tier.value.clone()),
            logo_missing: sponsor.logo.is_none(),
        })
        .collect()
}
