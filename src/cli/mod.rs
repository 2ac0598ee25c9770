//! The command line: arguments, terminal, exit status. One file a command.
//!
//! It is the only module that sees the terminal and the environment; what they say goes on as values. It knows no rule of the
//! book: commands call `compile`, `import` and the stages. Read next: [`run`], then `arguments` and the file of a command.

mod arguments;
mod build;
mod check;
mod completions;
mod environment;
mod explain;
mod help;
mod import;
mod man;
mod memo;
mod new;
mod progress;
mod report;
mod root;
mod schema;
mod seal;
mod status;
mod terminal;

use arguments::{Arguments, Command};
use clap::FromArgMatches as _;
use std::{panic, process::ExitCode};
use terminal::Terminal;

use crate::{diagnostic::Diagnostics, locale::Words};

/// How a command ended when the machine let it work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Status {
    /// Done, warnings allowed.
    Done,
    /// The book has errors.
    Faulty,
}

impl Status {
    fn of(diagnostics: &Diagnostics) -> Self {
        if diagnostics.has_errors() { Self::Faulty } else { Self::Done }
    }
}

/// Usage or machine: the sentence that tells the person.
#[derive(Debug)]
struct Failure(String);

/// Runs the command of the process's arguments; returns its exit status (0 done, 1 errors in the book, 2 usage or machine).
#[must_use]
pub fn run() -> ExitCode {
    let words = Words::new(environment::language());
    let place = std::sync::Arc::new(std::sync::Mutex::new(String::new()));
    let seen = std::sync::Arc::clone(&place);
    // Our mistakes are told in one sentence that can be copied into a report, not as a backtrace.
    panic::set_hook(Box::new(move |info| {
        if let Ok(mut seen) = seen.lock() {
            *seen = info.to_string();
        }
    }));
    let outcome = panic::catch_unwind(panic::AssertUnwindSafe(|| parse_and_dispatch(words)));
    outcome.unwrap_or_else(|_| {
        let place = place.lock().map(|place| place.clone()).unwrap_or_default();
        let words = Words::new(environment::language());
        terminal::last_words(&words.say("internal-error", &[("details", crate::locale::Argument::Text(&place))]));
        ExitCode::from(2)
    })
}

fn parse_and_dispatch(words: Words) -> ExitCode {
    let parsed = help::command(&words).try_get_matches().and_then(|matches| Arguments::from_arg_matches(&matches));
    let arguments = match parsed {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are no errors.
            let status = u8::try_from(error.exit_code()).unwrap_or(2);
            return match terminal::heard(error.print()) {
                Ok(()) => ExitCode::from(status),
                Err(Failure(message)) => {
                    terminal::last_words(&format!("make-book: {message}"));
                    ExitCode::from(2)
                }
            };
        }
    };
    let terminal = Terminal::new(words, &arguments.general);
    match dispatch(&arguments, &terminal) {
        Ok(Status::Done) => ExitCode::SUCCESS,
        Ok(Status::Faulty) => ExitCode::from(1),
        Err(Failure(message)) => {
            let _ = terminal.tell(&format!("make-book: {message}"));
            ExitCode::from(2)
        }
    }
}

/// Makes the threads that share the work, so many or as many as there are processors; the one that we are in works along: one less to
/// start, and its memory grows in larger steps. Without this, rayon makes its own when it is first asked.
fn share(threads: Option<usize>) {
    let _made_later = rayon::ThreadPoolBuilder::new().use_current_thread().num_threads(threads.unwrap_or(0)).build_global();
}

fn dispatch(arguments: &Arguments, terminal: &Terminal) -> Result<Status, Failure> {
    let general = &arguments.general;
    let Some(command) = &arguments.command else {
        return build::run(general, &arguments.build, terminal);
    };
    share(None);
    if let Some(tome) = arguments.build.tomes.first() {
        return Err(terminal.failure("tome-before-command", &[("tome", crate::locale::Argument::Text(tome))]));
    }
    match command {
        Command::Check { tomes } => check::run(general, tomes, terminal),
        Command::Import { file, tome, author, write } => {
            import::run(general, &import::Import { file, tome, author: author.as_deref(), write: *write }, terminal)
        }
        Command::New { what } => new::run(general, what, terminal),
        Command::Status { tomes } => status::run(general, tomes, terminal),
        Command::Schema { file } => schema::run(*file, terminal),
        Command::Explain { code } => explain::run(code, terminal),
        Command::Completions { shell } => completions::run(*shell, terminal),
        Command::Man => man::run(terminal),
    }
}
