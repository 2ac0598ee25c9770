//! The terminal: what is written where, in which language, with or without colours.
//!
//! A command's output goes to standard output, everything else to standard error. A closed pipe (`| head`) is not a failure.

use super::{
    arguments::{Colour, General, MessageFormat},
    outcome::Failure,
};
use crate::{
    diagnostic::{
        Diagnostics, Severity,
        render::{human, json, short},
    },
    locale::{Argument, Words, visible},
    source::{SourceMap, is_surely_clean},
};
use anstream::{AutoStream, ColorChoice};
use std::io::{self, BufRead as _, ErrorKind, IsTerminal as _, Read as _, Write};

/// Width in columns when that of the terminal is unknown.
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

    /// Whether messages are JSON, for a program.
    pub(super) fn writes_json(&self) -> bool {
        self.format == MessageFormat::Json
    }

    /// Whether a person can see a progress line.
    pub(super) fn shows_progress(&self) -> bool {
        self.format == MessageFormat::Human && io::stderr().is_terminal()
    }

    /// Whether a person can answer a question.
    pub(super) fn can_ask(&self) -> bool {
        self.shows_progress() && io::stdin().is_terminal()
    }

    /// Whether a person answers yes to the question `id`; no when nobody can be asked.
    pub(super) fn confirm(&self, id: &str) -> Result<bool, Failure> {
        if !self.can_ask() {
            return Ok(false);
        }
        self.print_message(&self.say(id, &[]))?;
        let mut answer = String::new();
        io::stdin().read_line(&mut answer).map_err(|error| Failure(error.to_string()))?;
        Ok(matches!(answer.trim().to_lowercase().as_str(), "o" | "oui" | "y" | "yes"))
    }

    /// Writes a command's output to standard output. It has no colours of ours, and nothing else that a terminal obeys.
    pub(super) fn print_output(&self, text: &str) -> Result<(), Failure> {
        // Of a long text its bytes tell soonest that a terminal obeys nothing in it.
        let is_harmless = is_surely_clean(text) && !text.contains('\r');
        let text = match self.writes_json() {
            _ if is_harmless => text.into(),
            true => visible::in_json(text),
            false => visible::in_lines(text),
        };
        ignore_broken_pipe(io::stdout().write_all(text.as_bytes()))
    }

    /// Writes a message and a line end to standard error.
    pub(super) fn print_message(&self, text: &str) -> Result<(), Failure> {
        self.print_styled(&visible::in_lines(text))
    }

    /// The same for a text that may hold escape sequences of colours, of our own.
    fn print_styled(&self, text: &str) -> Result<(), Failure> {
        ignore_broken_pipe(writeln!(AutoStream::new(io::stderr(), self.colour), "{text}"))
    }

    /// The message `id` with its arguments, in the user's language.
    pub(super) fn say(&self, id: &str, arguments: &[(&str, Argument<'_>)]) -> String {
        let shown: Vec<_> = arguments
            .iter()
            .map(|(name, argument)| match argument {
                Argument::Text(text) => (*name, Some(visible::in_one_line(text)), argument),
                Argument::Number(_) => (*name, None, argument),
            })
            .collect();
        let shown: Vec<_> = shown
            .iter()
            .map(|(name, text, argument)| (*name, text.as_deref().map_or_else(|| (*argument).clone(), Argument::Text)))
            .collect();
        self.words.say(id, &shown)
    }

    /// The answer of a person at the terminal to the question `id`; none when nobody is there, or when the answer is empty.
    pub(super) fn ask(&self, id: &str) -> Option<String> {
        if !self.can_ask() {
            return None;
        }
        write!(io::stderr(), "{} ", self.words.word(id)).ok()?;
        let mut answer = String::new();
        // A line of a terminal is short; a longer one is no answer.
        io::stdin().lock().take(4096).read_line(&mut answer).ok()?;
        Some(answer.trim().to_owned()).filter(|answer| !answer.is_empty())
    }

    /// A failure with the message `id`.
    pub(super) fn failure(&self, id: &str, arguments: &[(&str, Argument<'_>)]) -> Failure {
        Failure(self.say(id, arguments))
    }

    /// Writes the number of errors and of warnings; nothing for a program, which counts them itself.
    pub(super) fn print_totals(&self, found: &Diagnostics) -> Result<(), Failure> {
        self.print_counts([Severity::Error, Severity::Warning].map(|severity| found.count(severity)))
    }

    /// The same of so many errors and warnings.
    pub(super) fn print_counts(&self, [errors, warnings]: [usize; 2]) -> Result<(), Failure> {
        if self.writes_json() {
            return Ok(());
        }
        let arguments = [("errors", errors.into()), ("warnings", warnings.into())];
        self.print_message(&self.say("found", &arguments))
    }

    /// Writes every diagnostic in the format asked for: JSON to standard output, the others to standard error.
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
                return self.print_output(&text);
            }
        }
        if text.is_empty() { Ok(()) } else { self.print_styled(&text) }
    }
}

/// The result of writing to a stream: a closed pipe is no failure.
pub(super) fn ignore_broken_pipe(result: io::Result<()>) -> Result<(), Failure> {
    match result {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Failure(error.to_string())),
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Writes to standard error where there is no [`Terminal`]: before it exists, or after a panic.
pub(super) fn print_to_stderr(text: &str) {
    // There is nothing left to do if this fails.
    let _ = writeln!(io::stderr(), "{text}");
}

/// A message that the program itself says, after its name.
pub(super) fn said(message: &str, words: &Words) -> String {
    format!("make-book{} {message}", words.word("message-colon"))
}
