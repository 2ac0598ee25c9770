//! The page of the desk: its HTML with the words of the user's language, its style sheet and its script.

use crate::locale::Words;
use serde_json::{Map, Value};
use std::fmt::Write as _;

/// The style sheet.
pub(super) const STYLE: &str = include_str!("page/desk.css");
/// The sign of the page in the browser's tabs.
pub(super) const ICON: &str = include_str!("page/icon.svg");
/// The style sheet that makes a document of the EPUB one for the night.
pub(super) const NIGHT: &str = include_str!("page/night.css");
/// The scripts, by their names: modules that load each other.
pub(super) const SCRIPTS: [(&str, &str); 5] = [
    ("desk.js", include_str!("page/desk.js")),
    ("elements.js", include_str!("page/elements.js")),
    ("reading.js", include_str!("page/reading.js")),
    ("search.js", include_str!("page/search.js")),
    ("spreads.js", include_str!("page/spreads.js")),
];
/// The HTML; `{name}` stands for the word `desk-name`.
const HTML: &str = include_str!("page/desk.html");

/// The words that the scripts say.
const SPOKEN: [&str; 23] = [
    "waiting",
    "last",
    "not-kept",
    "current",
    "outdated",
    "lost",
    "no-message",
    "page",
    "pages",
    "cover",
    "blank",
    "errors",
    "warnings",
    "go",
    "unprinted",
    "edit",
    "edit-failed",
    "found-none",
    "found-one",
    "found-many",
    "found-more",
    "epub",
    "no-epub",
];

/// The HTML in the language of `words`.
pub(super) fn html(words: &Words) -> String {
    let spoken: Map<String, Value> =
        SPOKEN.iter().map(|name| ((*name).to_owned(), words.word(&format!("desk-{name}")).into())).collect();
    let spoken = Value::Object(spoken).to_string();
    let mut html = String::with_capacity(HTML.len() * 2);
    let mut rest = HTML;
    while let Some((before, name, after)) = next_name(rest) {
        html.push_str(before);
        if name == "spoken" {
            escape(&spoken, &mut html)
        } else {
            escape(&words.word(&format!("desk-{name}")), &mut html)
        }
        rest = after;
    }
    html.push_str(rest);
    html
}

/// What stands before the next `{name}`, the name, and what stands after it.
fn next_name(html: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = html.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}

/// Writes text as HTML shows it, in an attribute too.
fn escape(text: &str, out: &mut String) {
    for character in text.chars() {
        // Writing into a string does not fail.
        let _ = match character {
            '&' | '<' | '>' | '"' | '\'' => write!(out, "&#{};", u32::from(character)),
            other => out.write_char(other),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Language;

    #[test]
    fn it_has_its_words_in_both_languages() {
        for (language, tag, word) in [(Language::French, "fr", "Sommaire"), (Language::English, "en", "Contents")] {
            let html = html(&Words::new(language));
            assert!(html.contains(&format!("<html lang=\"{tag}\">")) && html.contains(word), "{html}");
            assert!(!html.contains("{page") && html.contains("&#34;waiting&#34;"), "{html}");
        }
    }

    #[test]
    fn it_holds_no_script_or_style_of_its_own() {
        for forbidden in ["style=", "<style", "onclick", "javascript:", "http:", "https:"] {
            assert!(!HTML.contains(forbidden), "{forbidden}");
        }
    }

    #[test]
    fn words_cannot_break_out_of_their_place() {
        let mut out = String::new();
        escape("\"><script>'&", &mut out);
        assert_eq!(out, "&#34;&#62;&#60;script&#62;&#39;&#38;");
    }
}
