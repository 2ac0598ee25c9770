//! `make-book explain C001`: what a code means, why it matters to a reader, how to mend it.

use super::{
    outcome::{Failure, Outcome},
    terminal::Terminal,
};
use crate::{
    diagnostic::Code,
    locale::{Argument, Words},
    source::NameIndex,
};
use std::collections::BTreeSet;

/// Prints the explanation of a code; letter case and zeros before its number do not matter.
pub(super) fn run(code: &str, terminal: &Terminal) -> Result<Outcome, Failure> {
    let mut wanted = code.trim().to_uppercase();
    if let Some((family, number)) =
        wanted.split_at_checked(1).filter(|(_, number)| number.bytes().all(|sign| sign.is_ascii_digit()))
    {
        wanted = format!("{family}{number:0>3}");
    }
    let Some(found) = Code::ALL.iter().find(|code| code.name() == wanted) else {
        let names = NameIndex::new(Code::ALL.iter().map(|code| code.name()));
        let Some(near) = names.nearest(&wanted).or_else(|| first_of_family(&wanted)) else {
            let families: BTreeSet<&str> = Code::ALL.iter().map(|code| &code.name()[..1]).collect();
            let families = families.into_iter().collect::<Vec<_>>().join(", ");
            let arguments = [("code", Argument::Text(code)), ("families", Argument::Text(&families))];
            return Err(terminal.failure("unknown-family", &arguments));
        };
        let arguments = [("code", Argument::Text(code)), ("suggestion", Argument::Text(near))];
        return Err(terminal.failure("unknown-code", &arguments));
    };
    terminal.print_output(&page(*found, &terminal.words))?;
    Ok(Outcome::Done)
}

/// The explanation of a code in the user's language.
fn page(code: Code, words: &Words) -> String {
    let id = code.name().to_lowercase();
    // A message that is worded by its arguments has a form of its own without them.
    let general = words.find(&format!("{id}.general"), &[]);
    let message = general.unwrap_or_else(|| general_form(&words.word(&id)));
    // In English, the explanation is the code's doc comment, which ends with the remedy. In French the remedy is the message's help.
    let explanation = match words.find(&format!("why-{id}"), &[]) {
        Some(why) => {
            let help = words.find(&format!("{id}.help"), &[]).unwrap_or_default();
            format!("{why}\n\n{}", general_form(&help))
        }
        None => code.explanation().iter().map(|line| line.trim()).collect::<Vec<_>>().join("\n"),
    };
    format!("{} {message}\n\n{explanation}\n", code.name())
}

/// The first code that begins with the same letter.
fn first_of_family(wanted: &str) -> Option<&'static str> {
    let same = |code: &&Code| code.name().chars().next() == wanted.chars().next();
    Code::ALL.iter().find(same).map(|code| code.name())
}

/// A message with an ellipsis in the place of each argument.
fn general_form(message: &str) -> String {
    let mut general = String::new();
    let mut rest = message;
    while let Some((before, after)) = rest.split_once("{$") {
        general.push_str(before);
        general.push('…');
        rest = after.split_once('}').map_or("", |(_, after)| after);
    }
    general + rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Language;

    #[test]
    fn every_code_is_explained_in_french() {
        let words = Words::new(Language::French);
        let missing: Vec<_> = Code::ALL
            .iter()
            .map(|code| code.name())
            .filter(|name| words.find(&format!("why-{}", name.to_lowercase()), &[]).is_none())
            .collect();
        assert!(missing.is_empty(), "no reason in src/locale/fr/why.ftl for {}", missing.join(", "));
    }

    #[test]
    fn no_explanation_shows_a_variable_or_contradicts_itself() {
        for language in [Language::French, Language::English] {
            let words = Words::new(language);
            for code in Code::ALL {
                let page = page(*code, &words);
                assert!(!page.contains("{$") && !page.contains("{ $"), "{page}");
                assert!(!page.contains("un texte seul est attendu") && !page.contains("a single text is expected"), "{page}");
            }
        }
    }
}
