//! The changes that an import would make for one text.

use super::{
    entries::{Edited, Entry},
    revision::Revision,
};
use crate::cli::{outcome::Failure, terminal::Terminal};

/// The changes for one text.
pub(super) struct Plan {
    /// Path of the contribution.
    pub(super) path: String,
    /// Its text; none when it is there as it will be.
    pub(super) change: Option<TextChange>,
    /// New entries of YAML files that have a place for them.
    pub(super) entries: Vec<Entry>,
    /// New entries to show, each with the path of its file, also those without a place.
    pub(super) shown: Vec<(String, String)>,
    /// Paths and bytes of new pictures.
    pub(super) pictures: Vec<(String, Vec<u8>)>,
    /// The text that gets a new body, when it is one that exists.
    pub(super) again: Option<Revision>,
}

/// A change of a text.
pub(super) struct TextChange {
    /// None for a new file.
    pub(super) before: Option<String>,
    pub(super) after: String,
}

impl Plan {
    /// Bytes that wait for being written.
    pub(super) fn weight(&self) -> usize {
        let text = self.change.as_ref().map_or(0, |change| change.after.len());
        text + self.pictures.iter().map(|(_, bytes)| bytes.len()).sum::<usize>()
    }

    /// Shows the text, unless it is written, and the new entries. `edited` are the YAML files as they will be.
    pub(super) fn show(&self, edited: &[Edited], write: bool, terminal: &Terminal) -> Result<(), Failure> {
        let text = self.change.as_ref().map(|change| (self.path.as_str(), change.after.as_str()));
        if terminal.writes_json() {
            let entries: Vec<_> =
                self.shown.iter().map(|(path, yaml)| serde_json::json!({ "path": path, "yaml": yaml })).collect();
            let files = text.into_iter().chain(edited.iter().map(|file| (file.path.as_str(), file.after.as_str())));
            let files: Vec<_> = files.map(|(path, text)| serde_json::json!({ "path": path, "text": text })).collect();
            let object = serde_json::json!({ "text": self.path, "written": write, "entries": entries, "files": files });
            return terminal.print_output(&format!("{object}\n"));
        }
        let mut shown = String::new();
        if !write && let Some((path, text)) = text {
            shown.push_str(&format!("# {path}\n{text}\n"));
        }
        if !write {
            shown.extend(self.pictures.iter().map(|(path, bytes)| format!("# {path} ({} o)\n", bytes.len())));
        }
        for (path, entry) in &self.shown {
            shown.push_str(&format!("# {path}\n{entry}\n\n"));
        }
        terminal.print_output(&shown)?;
        if !write {
            terminal.print_message(&terminal.say("import-not-written", &[]))?;
        }
        Ok(())
    }
}
