//! Both languages define the same messages, attributes and variables.

use super::*;
use std::collections::{BTreeMap, BTreeSet};

/// Every message and attribute of a word list, with the variables that it uses. The list is known to be valid Fluent
/// (`Words::new`): identifiers begin a line, attributes are indented and begin with a dot.
fn vocabulary(list: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let (mut message, mut id) = (String::new(), String::new());
    for line in list.lines().filter(|line| !line.trim_start().starts_with('#')) {
        let name = |text: &str| text.split_once('=').map(|(name, _)| name.trim().to_owned());
        if line.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-') {
            message = name(line).unwrap_or_default();
            id.clone_from(&message);
        } else if let Some(attribute) = line.trim_start().strip_prefix('.').and_then(name) {
            id = format!("{message}.{attribute}");
        }
        let variables = found.entry(id.clone()).or_default();
        for (at, _) in line.match_indices('$') {
            variables
                .insert(line[at + 1..].chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect());
        }
    }
    found.remove("");
    found
}

#[test]
fn both_languages_have_the_same_words_and_variables() {
    let _ = (Words::new(Language::French), Words::new(Language::English));
    for (french, english) in resources!("fr").into_iter().zip(resources!("en")) {
        assert_eq!(vocabulary(french), vocabulary(english));
    }
}

#[test]
fn the_vocabulary_holds_attributes_and_variables() {
    let list = "a = x { $one }\n    .help = { $two ->\n        [one] { $three }\n       *[other] b\n    }\n# c = d\n";
    let shown: Vec<_> = vocabulary(list).into_iter().map(|(id, variables)| format!("{id}:{}", variables.len())).collect();
    assert_eq!(shown, ["a:1", "a.help:2"]);
}

#[test]
fn french_words_use_the_typographic_apostrophe_and_bound_spaces() {
    let mut wrong = Vec::new();
    for line in resources!("fr").into_iter().flat_map(str::lines).filter(|line| !line.trim_start().starts_with('#')) {
        let characters: Vec<char> = line.chars().collect();
        let free_space = ["« ", " »", " ;", " ?", " !", " :", " %", "..."].into_iter().any(|wrong| line.contains(wrong));
        let straight = |three: &[char]| three[1] == '\'' && three[0].is_alphabetic() && three[2].is_alphabetic();
        let unbound = |two: &[char]| {
            (matches!(two[1], ';' | '!' | '?') && (two[0].is_alphanumeric() || matches!(two[0], '»' | ')' | '\u{a0}')))
                || (two[0] == '«' && two[1] != '\u{a0}')
                || (two[1] == '»' && two[0] != '\u{a0}')
        };
        if free_space || characters.windows(3).any(straight) || characters.windows(2).any(unbound) {
            wrong.push(line);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn posix_and_bcp_47_names_choose_a_language() {
    for french in ["fr", "fr_FR.UTF-8", "FR-ca"] {
        assert_eq!(Language::of_tag(french), Language::French);
    }
    for other in ["en_GB", "C", "", "frr", "de"] {
        assert_eq!(Language::of_tag(other), Language::English);
    }
}
