//! What is being done, for a person who waits: shown from half a second on, on a terminal only.

use super::terminal::Terminal;
use crate::{compile::Stage, locale::Argument};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::{
    sync::{Arc, Mutex},
    thread,
    time::Duration,
};

/// A stage that takes less is not worth a flicker.
const PATIENCE: Duration = Duration::from_millis(500);

/// The line that says which stage runs; it disappears with the value.
pub(super) struct Progress<'a> {
    terminal: &'a Terminal,
    bar: Option<Arc<ProgressBar>>,
    tome: Mutex<String>,
}

impl<'a> Progress<'a> {
    pub(super) fn new(terminal: &'a Terminal) -> Self {
        let bar = terminal.shows_progress().then(|| {
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
            if let Ok(style) = ProgressStyle::with_template("{spinner} {wide_msg}") {
                bar.set_style(style);
            }
            let bar = Arc::new(bar);
            let shown = Arc::downgrade(&bar);
            thread::spawn(move || {
                thread::sleep(PATIENCE);
                if let Some(bar) = shown.upgrade() {
                    bar.set_draw_target(ProgressDrawTarget::stderr());
                    bar.enable_steady_tick(Duration::from_millis(120));
                }
            });
            bar
        });
        Self { terminal, bar, tome: Mutex::default() }
    }

    /// The tome that the next stages work on.
    pub(super) fn tome(&self, tome: &str) {
        if let Ok(mut name) = self.tome.lock() {
            tome.clone_into(&mut name);
        }
    }

    /// A stage begins, or in it the piece of the book with this title.
    pub(super) fn stage(&self, stage: Stage, piece: &str) {
        let Some(bar) = &self.bar else { return };
        let id = match stage {
            Stage::Assemble => "stage-assemble",
            Stage::Typography => "stage-typography",
            Stage::Check => "stage-check",
            Stage::Fonts => "stage-fonts",
            Stage::Layout => "stage-layout",
            Stage::Pdf => "stage-pdf",
            Stage::Epub => "stage-epub",
        };
        let tome = self.tome.lock().map(|tome| tome.clone()).unwrap_or_default();
        let mut message = self.terminal.say(id, &[("tome", Argument::Text(&tome))]);
        if !piece.is_empty() {
            message.push_str(" – ");
            message.push_str(piece);
        }
        bar.set_message(message);
    }
}

impl Drop for Progress<'_> {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
