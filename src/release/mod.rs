//! A release: what shops, libraries, search engines and readers are told of the files of a book, as files beside them.
//!
//! One value, [`Volume`], holds the facts of a volume; every record is written from it, so that none says what another does not:
//! ONIX for book shops (`onix`), OPDS for reading systems (`opds`, `atom`), citations for libraries (`citations`), and the list of all
//! files with their checksums (`listing`). It reads no file and knows no clock: the same book gives the same bytes.

mod about;
mod accessibility;
mod atom;
mod catalogue_text;
mod changes;
mod citations;
mod content;
mod covers;
mod facts;
mod language;
mod listing;
mod names;
mod onix;
mod opds;
mod pages;
mod price;
mod xml;

pub use covers::{LONGEST as COVER_SIDES, jpeg};
pub use facts::{Files, Picture, PrintFile, PrintedPart, Release, ReleasedFile, ReleasedFormat, Volume, sha256, volume_title};
pub use names::{file_name, stem};
pub use pages::{Extract, extract};

/// The records of a release, each with its path in the folder: those of the parties, then the list of all files. `earlier` is the
/// release.json of a release to compare with; none when it cannot be read as one.
#[must_use]
pub fn records(release: Release<'_>, earlier: Option<&[u8]>) -> Option<Vec<(String, Vec<u8>)>> {
    let changed = earlier.map(|earlier| changes::since(release, earlier).ok_or(())).transpose().ok()?;
    let (history, changes) = changed.map_or_else(Default::default, |(history, changes)| (history, Some(changes)));
    let mut records = vec![
        ("onix.xml".to_owned(), onix::message(release)),
        ("opds.json".to_owned(), opds::feed(release)),
        ("opds.xml".to_owned(), atom::feed(release)),
        ("index.html".to_owned(), pages::download(release, &history)),
    ];
    records.extend(citations::files(release));
    records.extend(changes.map(|changes| ("changes.json".to_owned(), changes)));
    let listing = listing::listing(release, &history, &records);
    records.push(("release.json".to_owned(), listing));
    let sums = listing::checksums(release, &records);
    records.push(("SHA256SUMS".to_owned(), sums));
    Some(records)
}
