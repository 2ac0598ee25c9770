//! People of people.yaml whom no volume names, most often because an identifier is misspelt.
//!
//! The other volumes are searched for identifiers only, and only when someone is missing from this one.

use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    manifest::{Manifest, PersonEntry},
    source::SourceMap,
};

/// Notes each person who appears in no volume. `here` tells whether the person at an index of people.yaml appears in this one.
pub(super) fn report(
    sources: &SourceMap,
    manifest: &Manifest,
    tome: usize,
    here: impl Fn(usize) -> bool,
    sink: &mut Diagnostics,
) {
    let absent: Vec<(usize, &PersonEntry)> = manifest.people.iter().enumerate().filter(|(index, _)| !here(*index)).collect();
    // A misspelt identifier has been reported where it stands.
    if absent.is_empty() || sink.has_errors() {
        return;
    }
    for (_, person) in absent.into_iter().filter(|(index, _)| !manifest.is_named_elsewhere(*index, tome, sources)) {
        sink.push(Diagnostic::new(Code::UnusedPerson, person.id.span).with("id", person.id.value.as_str()));
    }
}
