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
    let arguments = [("problem", problem), ("what", what.as_str()), ("value", value.as_str())];
    let mut lines = vec![words.say("usage-error", &arguments.map(|(name, text)| (name, Argument::Text(text))))];
    let near = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    if let Some(near) = near.into_iter().map(text).find(|near| !near.is_empty()) {
        lines.push(words.say("usage-near", &[("suggestion", Argument::Text(&near))]));
    } else {
        let choices = [text(ContextKind::ValidValue), text(ContextKind::ValidSubcommand)].concat();
        if !choices.is_empty() {
            lines.push(words.say("usage-choices", &[("choices", Argument::Text(&choices))]));
        }
    }
    lines.push(words.word("usage-help"));
    Some(lines.join("\n  "))
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
