//! The manifest: what the YAML files declare, with the place of every value.
//!
//! `read` turns book.yaml, people.yaml, sponsors.yaml and each tome.yaml into a [`Manifest`]; `front_matter` reads a
//! contribution's header. All mistakes are reported at once. Nothing is resolved here: names stay names until `assemble`.
//! Read next: [`declared`] for the types.

pub mod declared;

pub use declared::*;

use crate::{
    diagnostic::Diagnostics,
    source::{Source, SourceMap},
};
use std::ops::Range;

/// Reads the four kinds of YAML file of a project. None when book.yaml is missing or unusable; otherwise the best result, with
/// every mistake in `sink`.
#[must_use]
pub fn read(_sources: &SourceMap, _sink: &mut Diagnostics) -> Option<Manifest> {
    None
}

/// Reads the YAML header of a contribution or shared page: the header (none when unusable) and the byte range of the body.
#[must_use]
pub fn front_matter(source: &Source, _sink: &mut Diagnostics) -> (Option<FrontMatter>, Range<usize>) {
    (None, 0..source.text().len())
}
