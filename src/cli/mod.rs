//! The command line: arguments, terminal, exit status. Each command has a file.
//!
//! This is the only module that uses the terminal and the environment; what they say is passed on as values. It knows no rule of
//! the book: commands call `compile`, `import` and the stages. Read next: [`run`], then `arguments` and the file of a command.

mod arguments;
mod build;
mod build_stamp;
mod check;
mod completions;
mod desk;
mod environment;
mod explain;
mod extract;
mod fix;
mod help;
mod import;
mod list;
mod man;
mod memo;
mod new;
mod new_ci;
mod new_entry;
mod offprint;
mod one_text;
mod open_project;
mod outcome;
mod programs;
mod progress;
mod reference;
mod rehearsal;
mod release;
mod report;
mod scaffold;
mod schema;
mod selection;
mod shard;
mod status;
mod stored_messages;
mod terminal;
mod thread_pool;
mod usage;
mod watch;

use arguments::{Arguments, Command};
use clap::FromArgMatches as _;
use outcome::{Failure, Outcome};
use std::{
    borrow::Cow,
    panic,
    process::ExitCode,
    sync::{Arc, Mutex},
};
use terminal::{Terminal, said};

use crate::locale::{Argument, Words, visible};

/// Runs the command of the process's arguments. Returns the exit status: 0 for success, 1 when the book has errors, 2 for a
/// failure of usage or of the machine, or a panic.
#[must_use]
pub fn run() -> ExitCode {
    let words = Words::new(environment::language());
    let panic_message = Arc::new(Mutex::new(String::new()));
    let hook_message = Arc::clone(&panic_message);
    // A panic is shown as one sentence that the user can copy into a report, not as a backtrace.
    panic::set_hook(Box::new(move |info| {
        if let Ok(mut message) = hook_message.lock() {
            *message = info.to_string();
        }
    }));
    let status = panic::catch_unwind(panic::AssertUnwindSafe(|| parse_and_dispatch(words)));
    status.unwrap_or_else(|_| {
        let details = panic_message.lock().map(|message| message.clone()).unwrap_or_default();
        let words = Words::new(environment::language());
        terminal::print_to_stderr(&words.say("internal-error", &[("details", Argument::Text(&details))]));
        ExitCode::from(2)
    })
}

fn parse_and_dispatch(words: Words) -> ExitCode {
    let parsed = help::command(&words)
        .try_get_matches_from(help::asked(environment::arguments()))
        .and_then(|matches| Arguments::from_arg_matches(&matches));
    let arguments = match parsed {
        Ok(arguments) => arguments,
        Err(error) => {
            // clap returns help and version as errors with the exit code 0.
            let status = u8::try_from(error.exit_code()).unwrap_or(2);
            if let Some(message) = usage::message(&error, &words) {
                terminal::print_to_stderr(&said(&message, &words));
                return ExitCode::from(status);
            }
            return match terminal::ignore_broken_pipe(print_usage(&error)) {
                Ok(()) => ExitCode::from(status),
                Err(Failure(message)) => {
                    terminal::print_to_stderr(&said(&message, &words));
                    ExitCode::from(2)
                }
            };
        }
    };
    let terminal = Terminal::new(words, &arguments.general);
    match dispatch(&arguments, &terminal) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::HasErrors) => ExitCode::from(1),
        Err(Failure(message)) => {
            let _ = terminal.print_message(&said(&message, &terminal.words));
            ExitCode::from(2)
        }
    }
}

/// Prints what clap says. It quotes the arguments as they are, so that one with control characters is shown without colours and with
/// signs in their place.
fn print_usage(error: &clap::Error) -> std::io::Result<()> {
    let text = error.render().to_string();
    match visible::in_lines(&text) {
        Cow::Borrowed(_) => error.print(),
        Cow::Owned(shown) => {
            terminal::print_to_stderr(shown.trim_end());
            Ok(())
        }
    }
}

fn dispatch(arguments: &Arguments, terminal: &Terminal) -> Result<Outcome, Failure> {
    let general = &arguments.general;
    let Some(command) = &arguments.command else {
        return match arguments.build.tomes.as_slice() {
            [text] if one_text::is_text(text) => one_text::run(general, &arguments.build, text, terminal),
            _ => build::run(general, &arguments.build, terminal),
        };
    };
    thread_pool::init(None);
    if let Some(tome) = arguments.build.tomes.first() {
        return Err(terminal.failure("tome-before-command", &[("tome", Argument::Text(tome))]));
    }
    match command {
        Command::Check { tomes } => check::run(general, tomes, terminal),
        Command::Watch { at: Some(place), .. } => desk::show_at(general, place, terminal),
        Command::Watch { tomes, open, at: None, port, poll, editor } => {
            let port = port.filter(|port| *port != 0);
            let asked = watch::Watching { tomes, opens: *open, port, polls: *poll, editor: editor.as_deref() };
            watch::run(general, &asked, terminal)
        }
        Command::Import { files, tome, author, title, changes, post, category, again, write } => {
            let import = import::Import {
                files,
                tome,
                author: author.as_deref(),
                title: title.as_deref(),
                reject_changes: *changes == arguments::Changes::Reject,
                posts: post,
                categories: category,
                again: *again,
                write: *write,
            };
            import::run(general, &import, terminal)
        }
        Command::List { tomes, json, shard } => list::run(general, (tomes, *shard), *json, terminal),
        Command::New { what } => new::run(general, what, terminal),
        Command::Release { tomes, all: _, to, base, since, unapproved, print } => {
            let (to, base) = (to.as_deref(), base.as_deref());
            let request = release::Request { tomes, to, base, since: since.as_deref(), unapproved: *unapproved, print: *print };
            release::run(general, &request, terminal)
        }
        Command::Extract { tome, text, to, base } => {
            let (to, base) = (to.as_deref(), base.as_deref());
            extract::run(general, &extract::Request { tome, text, to, base }, terminal)
        }
        Command::Offprint { tome, text, to } => {
            offprint::run(general, &offprint::Request { tome, text, to: to.as_deref() }, terminal)
        }
        Command::Fix { dry_run } => fix::run(general, *dry_run, terminal),
        Command::Status { tomes } => status::run(general, tomes, terminal),
        Command::Schema { file } => schema::run(*file, terminal),
        Command::Help { topic } => reference::run(topic, terminal),
        Command::Explain { code } => explain::run(code, terminal),
        Command::Completions { shell } => completions::run(*shell, terminal),
        Command::Man => man::run(terminal),
    }
}
