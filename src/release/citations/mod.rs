//! How to cite the volumes and their texts: CSL-JSON, BibLaTeX, RIS and hayagriva's YAML, one file each for the whole release.

mod biblatex;
mod csl;
mod entry;
mod hayagriva;
mod ris;

use super::facts::Release;
use entry::{Entry, entries};

/// The files of citations with their paths.
pub(super) fn files(release: Release<'_>) -> Vec<(String, Vec<u8>)> {
    let entries: Vec<Entry> = release.volumes.iter().flat_map(entries).collect();
    [
        ("citations.csl.json", csl::file(&entries)),
        ("citations.bib", biblatex::file(&entries)),
        ("citations.ris", ris::file(&entries)),
        ("citations.yaml", hayagriva::file(&entries)),
    ]
    .map(|(path, text)| (path.to_owned(), text.into_bytes()))
    .into()
}
