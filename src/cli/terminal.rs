//! The terminal: what is written where, in which language, with or without colours.
//!
//! A command's product goes to standard output, all else to standard error. A reader who closes the pipe (`| head`) has seen
//! enough: that is no failure.

use super::{
    Failure,
    arguments::{Colour, General, MessageFormat},
};
use crate::{
    diagnostic::{
        Diagnostics,
        render::{human, json, short},
    },
    locale::{Argument, Words},
    source::SourceMap,
};
use anstream::{AutoStream, ColorChoice};
use std::io::{self, ErrorKind, IsTerminal as _, Write};

/// Columns when nobody says how wide the terminal is.
const WIDTH: usize = 100;

/// The terminal of this run.
pub(super) struct Terminal {
    pub(super) words: Words,
    format: MessageFormat,
    colour: ColorChoice,
}

impl Terminal {
    pub(super) fn new(words: Words, general: &General) -> Self {
        let colour = match general.color {
            Colour::Auto => ColorChoice::Auto,
            Colour::Always => ColorChoice::Always,
            Colour::Never => ColorChoice::Never,
        };
        Self { words, format: general.message_format, colour }
    }

    /// Whether a program reads us.
    pub(super) fn speaks_json(&self) -> bool {
        self.format == MessageFormat::Json
    }

    /// Whether a person reads us.
    pub(super) fn is_for_people(&self) -> bool {
        self.format == MessageFormat::Human
    }

    /// Whether a person watches us work.
    pub(super) fn shows_progress(&self) -> bool {
        self.format == MessageFormat::Human && io::stderr().is_terminal()
    }

    /// Writes a command's product.
    pub(super) fn product(&self, text: &str) -> Result<(), Failure> {
        heard(AutoStream::new(io::stdout(), self.colour).write_all(text.as_bytes()))
    }

    /// Tells the person something beside the product.
    pub(super) fn tell(&self, text: &str) -> Result<(), Failure> {
        heard(writeln!(AutoStream::new(io::stderr(), self.colour), "{text}"))
    }

    /// The message `id` with its arguments.
    pub(super) fn say(&self, id: &str, arguments: &[(&str, Argument<'_>)]) -> String {
        self.words.say(id, arguments)
    }

    /// A failure whose words are the message `id`.
    pub(super) fn failure(&self, id: &str, arguments: &[(&str, Argument<'_>)]) -> Failure {
        Failure(self.words.say(id, arguments))
    }

    /// Writes every diagnostic in the form asked for: JSON is a product, the others are told.
    pub(super) fn report(&self, diagnostics: &Diagnostics, sources: &SourceMap) -> Result<(), Failure> {
        let mut text = String::new();
        match self.format {
            MessageFormat::Human => {
                let stream = AutoStream::new(io::stderr(), self.colour);
                let width = console::Term::stderr().size_checked().map_or(WIDTH, |(_, columns)| usize::from(columns).max(40));
                let style = human::Style { colour: stream.current_choice() != ColorChoice::Never, width };
                for diagnostic in diagnostics.iter() {
                    text.push_str(&human::render(diagnostic, sources, &self.words, style));
                }
                text.truncate(text.trim_end_matches('\n').len());
            }
            MessageFormat::Short => {
                let lines: Vec<_> =
                    diagnostics.iter().map(|diagnostic| short::render(diagnostic, sources, &self.words)).collect();
                text = lines.join("\n");
            }
            MessageFormat::Json => {
                for diagnostic in diagnostics.iter() {
                    text.push_str(&json::render(diagnostic, sources, &self.words));
                    text.push('\n');
                }
                return self.product(&text);
            }
        }
        if text.is_empty() { Ok(()) } else { self.tell(&text) }
    }
}

/// A closed pipe is an answer, not a failure.
pub(super) fn heard(written: io::Result<()>) -> Result<(), Failure> {
    match written {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Failure(error.to_string())),
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Says what can still be said when our own code has failed.
pub(super) fn last_words(text: &str) {
    // Nobody may be listening any more.
    let _ = writeln!(io::stderr(), "{text}");
}
