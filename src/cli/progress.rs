//! The progress line: shows the current stage on a terminal, after half a second.

use super::terminal::Terminal;
use crate::{compile::Stage, locale::Argument};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::{
    sync::{Arc, Mutex},
    thread,
    time::Duration,
};

/// Nothing is shown before this time: a short build should not flicker.
const DELAY: Duration = Duration::from_millis(500);

/// The progress line; it is removed when the value is dropped.
pub(super) struct Progress<'a> {
    terminal: &'a Terminal,
    bar: Option<Arc<ProgressBar>>,
    tome: Mutex<String>,
}

impl<'a> Progress<'a> {
    /// A progress line, when `terminal` shows one.
    pub(super) fn new(terminal: &'a Terminal) -> Self {
        let bar = terminal.shows_progress().then(|| {
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
            if let Ok(style) = ProgressStyle::with_template("{spinner} {wide_msg}") {
                bar.set_style(style);
            }
            let bar = Arc::new(bar);
            let weak = Arc::downgrade(&bar);
            thread::spawn(move || {
                thread::sleep(DELAY);
                if let Some(bar) = weak.upgrade() {
                    bar.set_draw_target(ProgressDrawTarget::stderr());
                    bar.enable_steady_tick(Duration::from_millis(120));
                }
            });
            bar
        });
        Self { terminal, bar, tome: Mutex::default() }
    }

    /// Sets the tome that the next stages work on.
    pub(super) fn tome(&self, tome: &str) {
        if let Ok(mut name) = self.tome.lock() {
            tome.clone_into(&mut name);
        }
    }

    /// Shows that a stage begins, or works on the section with this title.
    pub(super) fn stage(&self, stage: Stage, title: &str) {
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
        if !title.is_empty() {
            message.push_str(" – ");
            message.push_str(title);
        }
        bar.set_message(message);
    }

    /// Shows a message.
    pub(super) fn message(&self, message: &str) {
        if let Some(bar) = &self.bar {
            bar.set_message(message.to_owned());
        }
    }

    /// Does what writes to the terminal, with the line out of its way.
    pub(super) fn suspend<T>(&self, work: impl FnOnce() -> T) -> T {
        match &self.bar {
            Some(bar) => bar.suspend(work),
            None => work(),
        }
    }
}

impl Drop for Progress<'_> {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
