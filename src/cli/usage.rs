//! What is wrong with a command line, in the user's language. clap finds it and would say it in English.

use crate::locale::{Argument, Words, visible};
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// The message for a mistake of usage, with a suggestion and where to read on; none when clap was asked for help or for its version.
pub(super) fn message(error: &clap::Error, words: &Words) -> Option<String> {
    let text = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    };
    let (problem, what) = match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => return None,
        ErrorKind::UnknownArgument => {
            let what = text(ContextKind::InvalidArg);
            // The second word of a name without quotation marks is no option.
            (if what.starts_with('-') { "unknown-option" } else { "extra" }, what)
        }
        ErrorKind::InvalidSubcommand => ("unknown-command", text(ContextKind::InvalidSubcommand)),
        ErrorKind::MissingRequiredArgument | ErrorKind::MissingSubcommand => ("missing", text(ContextKind::InvalidArg)),
        ErrorKind::InvalidValue if text(ContextKind::InvalidValue).is_empty() => ("no-value", text(ContextKind::InvalidArg)),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => ("value", text(ContextKind::InvalidArg)),
        ErrorKind::ArgumentConflict => ("conflict", text(ContextKind::InvalidArg)),
        _ => ("other", text(ContextKind::InvalidArg)),
    };
    let (what, value) = (visible::in_one_line(&what).into_owned(), text(ContextKind::InvalidValue));
    let value = visible::in_one_line(&value).into_owned();
    let command = command_of(error).unwrap_or_else(|| "none".to_owned());
    let arguments = [("problem", problem), ("what", what.as_str()), ("value", value.as_str()), ("command", command.as_str())];
    let mut lines = vec![words.say("usage-error", &arguments.map(|(name, text)| (name, Argument::Text(text))))];
    let near = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    if let Some(near) = near.into_iter().map(text).find(|near| !near.is_empty()) {
        lines.push(words.say("usage-near", &[("suggestion", Argument::Text(&near))]));
    } else if let Some(expected) = expected(problem, &what, words) {
        lines.push(expected);
    } else {
        let choices = [text(ContextKind::ValidValue), text(ContextKind::ValidSubcommand)].concat();
        if !choices.is_empty() {
            lines.push(words.say("usage-choices", &[("choices", Argument::Text(&choices))]));
        }
    }
    lines.push(words.word("usage-help"));
    Some(lines.join("\n  "))
}

/// The command whose arguments were read, as its usage names it; none for a build.
fn command_of(error: &clap::Error) -> Option<String> {
    let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) else { return None };
    let usage = usage.to_string();
    let words = usage.split_whitespace().skip_while(|word| *word != "make-book").skip(1);
    let words: Vec<&str> = words.take_while(|word| word.starts_with(|sign: char| sign.is_ascii_lowercase())).collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// What an option takes, if its value was refused.
fn expected(problem: &str, option: &str, words: &Words) -> Option<String> {
    let name = option.strip_prefix("--").filter(|_| problem == "value")?.split([' ', '=']).next()?;
    words.find(&format!("usage-value-{name}"), &[])
}

#[cfg(test)]
mod tests {
    use crate::{cli::help, locale::Language};

    use super::*;

    #[test]
    fn mistakes_of_usage_are_told_in_the_users_language() {
        let words = Words::new(Language::French);
        for (line, wanted) in [
            ("make-book tome1 --formt pdf", "« --formt » n’est pas une option"),
            ("make-book check tome1 --format pdf", "« --format » n’est pas une option de « make-book check »"),
            ("make-book --all --shard 3/2", "« 3/2 » ne convient pas à --shard <I/N>\n  On attend deux nombres"),
            ("make-book watch --port 99999", "« 99999 » ne convient pas à --port <N>\n  On attend un nombre de 1 à 65535"),
            ("make-book new person Wei Zhang", "« Zhang » est de trop"),
            ("make-book fix tome1", "« tome1 » est de trop"),
            ("make-book new roman X", "« roman » n’est pas une commande"),
            ("make-book new text Un", "il manque : --tome <TOME>"),
            ("make-book tome1 --format doc", "« doc » ne convient pas à --format <FORMAT>"),
            ("make-book tome1 --format", "--format <FORMAT> veut une valeur"),
        ] {
            let error = help::command(&words).try_get_matches_from(line.split(' ')).err();
            let said = error.and_then(|error| message(&error, &words)).unwrap_or_default().replace(['\u{a0}', '\u{202f}'], " ");
            assert!(said.starts_with(wanted), "{line}: {said}");
            assert!(!said.contains("error"), "{said}");
        }
        let error = help::command(&words).try_get_matches_from(["make-book", "--help"]).err();
        assert!(error.is_some_and(|error| message(&error, &words).is_none()));
    }
}
