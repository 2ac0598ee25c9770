//! Help in the user's language: the words of every command and argument come from `cli.ftl`.
//!
//! `help-check` is what the command `check` does; `help-check-tomes` its argument `tomes`, or `help-arg-tomes` when several
//! commands have the same.

use super::arguments::Arguments;
use crate::locale::Words;
use clap::{ArgAction, Command, CommandFactory as _};

/// The command line with its help, for parsing, completions and the manual page.
pub(super) fn command(words: &Words) -> Command {
    let mut root = Arguments::command();
    root.build();
    localised(root, "help", words)
}

fn localised(command: Command, id: &str, words: &Words) -> Command {
    let template = format!("{{about}}\n\n{} {{usage}}\n\n{{all-args}}{{after-help}}\n", words.word("help-usage"),);
    let about = words.word(&format!("{id}-about"));
    let subcommands: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    let mut command =
        command.about(about).help_template(template).subcommand_help_heading(words.word("help-commands")).mut_args(|arg| {
            let name = arg.get_id().as_str().replace('_', "-");
            let heading = words.word(if arg.is_positional() { "help-arguments" } else { "help-options" });
            let help = words.find(&format!("{id}-{name}"), &[]).unwrap_or_else(|| words.word(&format!("help-arg-{name}")));
            // The defaults that clap would add are English; ours are in the words.
            let flag = !matches!(arg.get_action(), ArgAction::Set | ArgAction::Append);
            let arg = arg.help(help).long_help(None).help_heading(heading).hide_default_value(true);
            if flag { arg } else { arg.hide_possible_values(false) }
        });
    for name in subcommands {
        let id = format!("{id}-{name}");
        command = command.mut_subcommand(name, |sub| localised(sub, &id, words));
    }
    command
}
