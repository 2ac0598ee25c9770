//! A text that gets a new body: what it was, and what changes in it.

use crate::{
    cli::{outcome::Failure, terminal::Terminal},
    import::{Difference, Piece},
    locale::Argument,
};

/// A text that gets a new body.
pub(super) struct Revision {
    /// The whole text as it was.
    pub(super) before: String,
    /// What changes in its body.
    pub(super) difference: Difference,
    /// Whether its approval lapses.
    pub(super) lapses: bool,
    /// How many files of pictures are new.
    pub(super) new_pictures: usize,
}

impl Revision {
    /// Whether nothing changes.
    pub(super) const fn is_empty(&self) -> bool {
        self.difference.changes.is_empty() && self.new_pictures == 0
    }

    /// Shows what changes in the text at `path`: words taken out between `[-` and `-]`, those put in between `{+` and `+}`.
    pub(super) fn show(&self, path: &str, is_written: bool, terminal: &Terminal) -> Result<(), Failure> {
        let Difference { changes, words, notes, pictures } = &self.difference;
        if terminal.writes_json() {
            let shown: Vec<_> = changes
                .iter()
                .map(|change| {
                    let pieces = change.pieces.iter().map(|piece| match piece {
                        Piece::Kept(text) => serde_json::json!({ "kept": text }),
                        Piece::Removed(text) => serde_json::json!({ "removed": text }),
                        Piece::Added(text) => serde_json::json!({ "added": text }),
                    });
                    serde_json::json!({ "line": change.line, "pieces": pieces.collect::<Vec<_>>() })
                })
                .collect();
            let object = serde_json::json!({
                "text": path, "written": is_written, "removed": words.0, "added": words.1, "lapses": self.lapses, "changes": shown,
            });
            return terminal.print_output(&format!("{object}\n"));
        }
        if self.is_empty() {
            return terminal.print_message(&terminal.say("import-again-same", &[("path", Argument::Text(path))]));
        }
        let mut shown = String::new();
        for change in changes {
            let pieces = change.pieces.iter().map(|piece| match piece {
                Piece::Kept(text) => text.clone(),
                Piece::Removed(text) => format!("[-{text}-]"),
                Piece::Added(text) => format!("{{+{text}+}}"),
            });
            shown.push_str(&format!("{path}:{}: {}\n", change.line, pieces.collect::<Vec<_>>().join(" ")));
        }
        terminal.print_output(&shown)?;
        let arguments = [
            ("path", Argument::Text(path)),
            ("places", changes.len().into()),
            ("removed", words.0.into()),
            ("added", words.1.into()),
            ("notes-before", notes.0.into()),
            ("notes-after", notes.1.into()),
            ("pictures-before", pictures.0.into()),
            ("pictures-after", pictures.1.into()),
            ("new-pictures", self.new_pictures.into()),
        ];
        terminal.print_message(&terminal.say("import-again-summary", &arguments))?;
        if self.lapses {
            terminal.print_message(&terminal.say("import-again-lapses", &[("path", Argument::Text(path))]))?;
        }
        Ok(())
    }
}
