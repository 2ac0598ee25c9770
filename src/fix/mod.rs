//! What has exactly one answer, changed in the inputs: signs of YAML, encodings, file names, dates, hyphens of ISBNs, guillemets.
//!
//! No sentence is touched: in a text only `<<` and `>>` change. Comments and order stay, because each change replaces a few characters
//! of a line. It knows no disk: bytes come in, new bytes and names go out. What to change is told by the diagnostics of `manifest`, so
//! that nothing is changed that nobody would complain of. Read next: [`fix`], then `yaml`.

pub mod diff;
mod edit;
mod encoding;
mod names;
mod order;
mod signs;
mod values;
mod yaml;

use crate::{
    diagnostic::Diagnostics,
    manifest::{self, Manifest},
    source::{SourceMap, composed, conflict_marker, mojibake, with_line_feeds},
};
use edit::{Edit, applied};
use std::collections::BTreeMap;

/// The most times that the files are read again after a change. One slip may hide another at the same entry, not many.
const ROUNDS: usize = 12;

/// A file that is to change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fixed {
    /// Its path from the root.
    pub path: String,
    /// Its new path, if it gets one.
    pub renamed: Option<String>,
    /// The encoding that it has, if that is not UTF-8.
    pub encoding: Option<&'static str>,
    /// Its text: what is in an encoding that was found by trying is shown as it is seen in UTF-8.
    pub before: String,
    /// Its new text.
    pub after: String,
}

/// The changes of `files`, which are all texts of a project with their bytes; none for a file that stays as it is.
#[must_use]
pub fn fix(files: Vec<(String, Vec<u8>)>) -> Vec<Fixed> {
    let renames = names::renames(files.iter().map(|(path, _)| path.as_str()));
    let mut fixed: Vec<Fixed> = Vec::new();
    for (path, bytes) in files {
        let Some(encoding::Decoded { text, encoding, seen }) = encoding::decode(&bytes) else { continue };
        let text = with_line_feeds(&text).into_owned();
        // Which side of a conflict is right, nobody else knows.
        if conflict_marker(&text).is_some() {
            continue;
        }
        let letters = mojibake(&text).map(|(range, letter)| Edit::new(range, letter)).collect();
        let after = composed(&applied(&text, letters)).into_owned();
        let before = seen.map_or(text, |seen| with_line_feeds(&seen).into_owned());
        let renamed = renames.get(&path).cloned();
        fixed.push(Fixed { path, renamed, encoding, before, after });
    }
    for file in fixed.iter_mut().filter(|file| file.path.ends_with(".md") || file.renamed.is_some()) {
        let edits = signs::guillemets(&file.after);
        file.after = applied(&file.after, edits);
    }
    for _ in 0..ROUNDS {
        let mut sources = SourceMap::new();
        fixed.iter().for_each(|file| _ = sources.add(file.new_path(), file.after.clone()));
        let edits = edits(&sources);
        if edits.is_empty() {
            break;
        }
        let mut changed = false;
        for file in &mut fixed {
            let Some(edits) = edits.get(file.new_path()) else { continue };
            let text = applied(&file.after, edits.clone());
            changed |= text != file.after;
            file.after = text;
        }
        if !changed {
            break;
        }
    }
    fixed.retain(|file| file.renamed.is_some() || file.encoding.is_some() || file.before != file.after);
    fixed
}

impl Fixed {
    /// The path that it will have.
    #[must_use]
    pub fn new_path(&self) -> &str {
        self.renamed.as_deref().unwrap_or(&self.path)
    }
}

/// The changes that the files call for, by their paths.
fn edits(sources: &SourceMap) -> BTreeMap<String, Vec<Edit>> {
    let mut sink = Diagnostics::new();
    let manifest = manifest::read(sources, &mut sink);
    for source in sources.iter().filter(|source| source.path().ends_with(".md")) {
        let _ = manifest::front_matter(source, &mut sink);
    }
    let day_first = manifest.as_ref().is_some_and(|manifest| manifest.work.language.value.is_french());
    let mut edits: BTreeMap<String, Vec<Edit>> = BTreeMap::new();
    for found in sink.iter() {
        let source = sources.get(found.span.source);
        edits.entry(source.path().to_owned()).or_default().extend(yaml::edits(source, found, day_first));
    }
    if let Some(manifest) = &manifest {
        isbns(manifest, sources, &mut edits);
        for (path, edit) in order::entries(manifest, sources, &sink) {
            edits.entry(path).or_default().push(edit);
        }
    }
    edits.retain(|_, edits| !edits.is_empty());
    edits
}

/// Hyphens where the parts of an ISBN end.
fn isbns(manifest: &Manifest, sources: &SourceMap, edits: &mut BTreeMap<String, Vec<Edit>>) {
    for tome in &manifest.tomes {
        for isbn in [&tome.isbn_epub, &tome.isbn_pdf, &tome.isbn_print].into_iter().flatten() {
            let (source, Some(range)) = (sources.get(isbn.span.source), isbn.span.range()) else { continue };
            if let Some(edit) = values::replaced(source, range, |written| {
                let shown = isbn.value.to_string();
                (shown != written).then_some(shown)
            }) {
                edits.entry(source.path().to_owned()).or_default().push(edit);
            }
        }
    }
}

#[cfg(test)]
mod tests;
