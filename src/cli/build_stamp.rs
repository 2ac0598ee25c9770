//! Build stamps: whether the files of a tome are up to date. If they are, `build` does nothing and says so.
//!
//! A stamp is a small file in output/.cache. It records a digest of everything that the build depended on (all sources, the
//! options, the program), a checksum of each file written, and the counts and warnings that the build reported. Both digest and checksums are
//! computed again before the stamp is trusted. Deleting a stamp costs the time of a build and nothing else.
//!
//! The inputs are hashed with SHA-256, because an author who sends a text or a picture must not be able to make two with the same
//! digest. Output files have XXH3 checksums of 128 bits, against accidents only: whoever can write into output/ can also write a
//! stamp.

use super::{open_project::OpenProject, stored_messages};
use crate::{
    compile::{self, Options},
    diagnostic::Diagnostics,
    project,
    source::{Parts, SourceMap, hexadecimal},
};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use xxhash_rust::xxh3::Xxh3Default;

/// The results of a build that are reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct BuildSummary {
    /// Names in output/ and sizes in bytes.
    pub(super) files: Vec<(String, usize)>,
    pub(super) pages: Option<usize>,
    pub(super) words: usize,
    pub(super) warnings: usize,
    pub(super) notes: usize,
}

/// The stamp of one tome for one set of options.
pub(super) struct BuildStamp {
    /// Name of its file in output/.
    name: String,
    /// Digest of all inputs.
    key: String,
}

/// Largest stamp that is read, in bytes; one has some hundreds, and as many for each warning.
const LIMIT: u64 = 1 << 20;

/// The fingerprint of this program: a hash of everything that it was compiled from (`build.rs`).
pub(super) const PROGRAM: &str = env!("MAKE_BOOK_PROGRAM");

/// The SHA-256 digest of all sources, in hexadecimal.
pub(super) fn digest(sources: &SourceMap) -> String {
    hexadecimal(&compile::sum_of_sources(sources))
}

impl BuildStamp {
    /// The stamp of a tome when all sources have the digest `sources`.
    pub(super) fn new(tome: &str, sources: &str, options: &Options<'_>) -> Self {
        let Options { epub, pdf, print, page_list, report: _, draft, exhaustive: _, file_date, memo: _, anchors: _, progress: _ } =
            *options;
        let date = file_date.map(|date| date.to_string());
        let key = format!("{PROGRAM}\n{sources}\n{tome}\n{epub} {pdf} {print} {page_list} {draft}\n{date:?}");
        let formats = [(epub, "-epub"), (pdf, "-pdf"), (print, "-print"), (draft, "-draft")];
        let formats: String = formats.into_iter().filter(|(asked, _)| *asked).map(|(_, name)| name).collect();
        Self { name: format!(".cache/{tome}{formats}.json"), key: hexadecimal(&Sha256::digest(key)) }
    }

    /// The summary of the earlier build and its warnings, if its inputs were the same and its files are still there unchanged.
    pub(super) fn up_to_date(&self, project: &OpenProject) -> Option<(BuildSummary, Diagnostics)> {
        let stamp: Value = serde_json::from_slice(&project.read_output(&self.name, LIMIT)?).ok()?;
        if stamp["key"].as_str() != Some(&self.key) {
            return None;
        }
        let number = |value: &Value| value.as_u64().and_then(|number| usize::try_from(number).ok());
        let mut files = Vec::new();
        for file in stamp["files"].as_array()? {
            let name = file["name"].as_str()?;
            let mut checksum = Xxh3Default::new();
            let length = file["bytes"].as_u64()?;
            let is_whole = project.scan_output(name, length, |chunk| checksum.update(chunk));
            if !is_whole || file["sum"].as_str()? != checksum_text(&checksum) {
                return None;
            }
            files.push((name.to_owned(), usize::try_from(length).ok()?));
        }
        let summary = BuildSummary {
            files,
            pages: number(&stamp["pages"]),
            words: number(&stamp["words"])?,
            warnings: number(&stamp["warnings"])?,
            notes: number(&stamp["notes"])?,
        };
        Some((summary, stored_messages::from_json(&stamp["messages"], project.sources())?))
    }

    /// Writes the stamp for `files`, which were just written; `found` are the messages of their build.
    pub(super) fn write(
        &self,
        summary: &BuildSummary,
        found: &Diagnostics,
        files: &[(String, Parts)],
        project: &OpenProject,
    ) -> Result<(), project::Error> {
        let checksum = |parts: &Parts| {
            let mut checksum = Xxh3Default::new();
            parts.iter().for_each(|part| checksum.update(&part.read()));
            checksum_text(&checksum)
        };
        let file = |(name, bytes): &(String, Parts)| json!({ "name": name, "bytes": bytes.size(), "sum": checksum(bytes) });
        let files: Vec<Value> = files.iter().map(file).collect();
        let stamp = json!({
            "key": self.key, "files": files, "pages": summary.pages, "words": summary.words, "warnings": summary.warnings,
            "notes": summary.notes, "messages": stored_messages::to_json(found),
        });
        project.write_cache(self.name.clone(), format!("{stamp}\n").into_bytes().into())
    }
}

fn checksum_text(checksum: &Xxh3Default) -> String {
    format!("{:032x}", checksum.digest128())
}
