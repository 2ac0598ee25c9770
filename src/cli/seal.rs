//! Seals: whether the files of a tome are what a build would make of it now. Then nothing is done, and that is said.
//!
//! A seal is a small file in output/.cache. It names all that a build depends on by one sum (every source, the options, the
//! program) and what came of it (each file by its sum, and what was said). Whoever deletes it, loses a build's time; nobody can
//! make it lie, because both sides are summed again before it is believed.
//!
//! Sources are summed by SHA-256: whoever sends a text or a picture must not be able to make two of one sum. What was made is
//! guarded against accidents alone, by 128 bits of XXH3: whoever can write into output/ can write a seal.

use super::{Failure, root::Root, terminal::Terminal};
use crate::{
    compile::Options,
    source::{Parts, Source, SourceMap},
};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use xxhash_rust::xxh3::Xxh3Default;

/// What was made, as a seal tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Made {
    /// Names in output/ and sizes.
    pub(super) files: Vec<(String, usize)>,
    pub(super) pages: Option<usize>,
    pub(super) words: usize,
    pub(super) warnings: usize,
    pub(super) notes: usize,
}

/// The seal of one tome, for one set of options.
pub(super) struct Seal {
    name: String,
    key: String,
}

/// Changes with everything that the program is made of (`build.rs`).
pub(super) const PROGRAM: &str = env!("MAKE_BOOK_PROGRAM");

/// The sum of every source.
pub(super) fn sum(sources: &SourceMap) -> String {
    let mut sum = Sha256::new();
    let mut add = |bytes: &[u8]| {
        sum.update((bytes.len() as u64).to_le_bytes());
        sum.update(bytes);
    };
    for source in sources.iter() {
        add(source.path().as_bytes());
        add(&[u8::from(Source::is_refused(source))]);
        add(source.text().as_bytes());
        add(&source.bytes().read());
    }
    hexadecimal(&sum.finalize())
}

impl Seal {
    /// The seal of a tome whose sources have the sum `sources`.
    pub(super) fn new(tome: &str, sources: &str, options: &Options<'_>) -> Self {
        let Options { epub, pdf, print, page_list, report: _, draft, file_date, memo: _, progress: _ } = *options;
        let date = file_date.map(|date| date.to_string());
        let key = format!("{PROGRAM}\n{sources}\n{tome}\n{epub} {pdf} {print} {page_list} {draft}\n{date:?}");
        let formats = [(epub, "-epub"), (pdf, "-pdf"), (print, "-print"), (draft, "-draft")];
        let formats: String = formats.into_iter().filter(|(asked, _)| *asked).map(|(_, name)| name).collect();
        Self { name: format!(".cache/{tome}{formats}.json"), key: hexadecimal(&Sha256::digest(key)) }
    }

    /// What was made, if the seal is whole: of these sources, and of these files.
    pub(super) fn unbroken(&self, root: &Root) -> Option<Made> {
        let kept: Value = serde_json::from_slice(&root.read_output(&self.name)?).ok()?;
        if kept["key"].as_str() != Some(&self.key) {
            return None;
        }
        let number = |value: &Value| value.as_u64().and_then(|number| usize::try_from(number).ok());
        let mut files = Vec::new();
        for file in kept["files"].as_array()? {
            let name = file["name"].as_str()?;
            let mut sum = Xxh3Default::new();
            let length = root.scan_output(name, |part| sum.update(part))?;
            if file["sum"].as_str()? != written(&sum) {
                return None;
            }
            files.push((name.to_owned(), usize::try_from(length).ok()?));
        }
        Some(Made {
            files,
            pages: number(&kept["pages"]),
            words: number(&kept["words"])?,
            warnings: number(&kept["warnings"])?,
            notes: number(&kept["notes"])?,
        })
    }

    /// Seals what was just written. A disk that has no room for a seal has none for a book: the failure is told.
    pub(super) fn put(&self, made: &Made, bytes: &[(String, Parts)], root: &Root, terminal: &Terminal) -> Result<(), Failure> {
        let sum_of = |parts: &Parts| {
            let mut sum = Xxh3Default::new();
            parts.iter().for_each(|part| sum.update(&part.read()));
            written(&sum)
        };
        let files: Vec<Value> = bytes.iter().map(|(name, bytes)| json!({ "name": name, "sum": sum_of(bytes) })).collect();
        let seal = json!({
            "key": self.key, "files": files, "pages": made.pages, "words": made.words, "warnings": made.warnings,
            "notes": made.notes,
        });
        root.write_output(&[(self.name.clone(), format!("{seal}\n").into_bytes().into())], terminal).map(|_| ())
    }
}

fn written(sum: &Xxh3Default) -> String {
    format!("{:032x}", sum.digest128())
}

fn hexadecimal(sum: &[u8]) -> String {
    sum.iter().map(|byte| format!("{byte:02x}")).collect()
}
