//! Help in the user's language: the texts of every command and argument come from `cli.ftl`.
//!
//! `help-check-about` describes the command `check`, and `help-check-tomes` its argument `tomes`; `help-arg-tomes` describes an
//! argument that several commands share.

use super::{arguments::Arguments, selection::COMMANDS};
use crate::locale::Words;
use clap::{ArgAction, Command, CommandFactory as _};
use std::ffi::OsString;

/// The command line with its help, for parsing, completions and the manual page.
pub(super) fn command(words: &Words) -> Command {
    let mut root = Arguments::command();
    root.build();
    localised(root, "help", words)
}

/// The arguments, with what people try before they know of options: `help new` and `aide new` are `new --help`, and `init` is
/// `new book` in the current folder.
pub(super) fn asked(arguments: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let mut arguments: Vec<OsString> = arguments.collect();
    let at = first_word(&arguments);
    let first = arguments.get(at).and_then(|first| first.to_str()).unwrap_or_default();
    match first {
        "help" | "aide" => {
            let topic = arguments.get(at + 1).and_then(|topic| topic.to_str()).filter(|topic| !topic.starts_with('-'));
            if topic.is_some_and(|topic| !COMMANDS.contains(&topic)) {
                arguments[at] = "help".into();
            } else {
                arguments.remove(at);
                arguments.push("--help".into());
            }
        }
        "init" => {
            let has_folder = arguments.get(at + 1).is_some_and(|next| !next.to_string_lossy().starts_with('-'));
            drop(arguments.splice(at..=at, ["new".into(), "book".into()]));
            if !has_folder {
                arguments.insert(at + 2, ".".into());
            }
        }
        _ => {}
    }
    arguments
}

/// Where the first word stands after the name of the program that is neither an option nor the value of one.
fn first_word(arguments: &[OsString]) -> usize {
    const WITH_VALUE: [&str; 4] = ["--root", "--lang", "--message-format", "--color"];
    let mut at = 1;
    while let Some(option) = arguments.get(at).and_then(|argument| argument.to_str()).filter(|text| text.starts_with('-')) {
        at += if WITH_VALUE.contains(&option) { 2 } else { 1 };
    }
    at
}

/// The command and its subcommands with the texts whose identifiers begin with `id`.
fn localised(command: Command, id: &str, words: &Words) -> Command {
    let template = format!("{{about}}\n\n{} {{usage}}\n\n{{all-args}}{{after-help}}\n", words.word("help-usage"),);
    let about = words.word(&format!("{id}-about"));
    let subcommands: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    let mut command =
        command.about(about).help_template(template).subcommand_help_heading(words.word("help-commands")).mut_args(|arg| {
            let name = arg.get_id().as_str().replace('_', "-");
            let heading = words.word(if arg.is_positional() { "help-arguments" } else { "help-options" });
            let help = words.find(&format!("{id}-{name}"), &[]).unwrap_or_else(|| words.word(&format!("help-arg-{name}")));
            // clap would add the default in English; our help texts name it.
            let values: Vec<String> = arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
            let flag = !matches!(arg.get_action(), ArgAction::Set | ArgAction::Append);
            let help = if flag || values.is_empty() { help } else { format!("{help} [{}]", values.join(", ")) };
            let arg = arg.help(help).long_help(None).help_heading(heading).hide_default_value(true);
            if flag { arg } else { arg.hide_possible_values(true) }
        });
    for name in subcommands {
        let id = format!("{id}-{name}");
        command = command.mut_subcommand(name, |sub| localised(sub, &id, words));
    }
    command
}
