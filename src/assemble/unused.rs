//! People of people.yaml whom no volume names, most often because an identifier is misspelt.
//!
//! The other volumes are searched for identifiers only, and only when someone is missing from this one.

use crate::{
    book::Slug,
    diagnostic::{Code, Diagnostic, Diagnostics},
    manifest::{self, AuthorEntry, Manifest, PersonEntry, TomeEntry},
    source::{Source, SourceMap},
};
use rayon::prelude::*;
use std::collections::BTreeSet;

/// Notes each person who appears in no volume. `here` tells whether the person at an index of people.yaml appears in this one.
pub(super) fn report(
    sources: &SourceMap,
    manifest: &Manifest,
    tome: usize,
    here: impl Fn(usize) -> bool,
    sink: &mut Diagnostics,
) {
    let absent: Vec<&PersonEntry> =
        manifest.people.iter().enumerate().filter(|(index, _)| !here(*index)).map(|(_, person)| person).collect();
    // A misspelt identifier has been reported where it stands.
    if absent.is_empty() || sink.has_errors() {
        return;
    }
    let others = manifest.tomes.iter().enumerate().filter(|(index, _)| *index != tome).map(|(_, other)| other);
    let others: Vec<&Source> = others.flat_map(TomeEntry::texts).filter_map(|path| sources.by_path(&path.value)).collect();
    let named: BTreeSet<String> = others.par_iter().flat_map_iter(|source| ids(source)).collect();
    for person in absent.into_iter().filter(|person| !named.contains(person.id.value.as_str())) {
        sink.push(Diagnostic::new(Code::UnusedPerson, person.id.span).with("id", person.id.value.as_str()));
    }
}

/// The identifiers that a text names: authors, interviewers, link targets and speakers.
fn ids(source: &Source) -> Vec<String> {
    // The build of the other volume reports the mistakes in its headers.
    let (header, body) = manifest::front_matter(source, &mut Diagnostics::new());
    let body = source.text().get(body).unwrap_or_default();
    let signers = header.into_iter().flat_map(|header| header.authors.into_iter().chain(header.interviewer));
    let signers = signers.filter_map(|author| match author {
        AuthorEntry::Id(id) => Some(id.value.as_str().to_owned()),
        AuthorEntry::NotAnId(name) => Some(Slug::from_text(&name.value).to_string()),
        AuthorEntry::Name(_) => None,
    });
    let in_slug = |c: char| c.is_alphanumeric() || c == '-' || unicode_normalization::char::is_combining_mark(c);
    let linked = ["person:", "by=\""].into_iter().flat_map(|mark| body.match_indices(mark)).map(|(at, mark)| {
        let rest = &body[at + mark.len()..];
        rest[..rest.find(|c| !in_slug(c)).unwrap_or(rest.len())].to_owned()
    });
    signers.chain(linked).collect()
}
