//! Attributes in braces, `{#id .class key=value key="two words"}`: reading them, and checking them against what a place allows.
//!
//! Knows neither Markdown nor blocks. Offsets count from the start of the fragment that is parsed.

use super::fragment::Fragment;
use crate::{
    book::{Lang, Slug, language_meant},
    diagnostic::{Code, Diagnostic, Diagnostics},
};
use std::ops::Range;

/// The attributes between two braces, in the order written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Attributes {
    entries: Vec<Entry>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    /// `#` for an identifier, `.class` for a class, else the key.
    key: String,
    value: String,
    range: Range<usize>,
}

/// A value with the place of its attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Value {
    pub(super) text: String,
    pub(super) range: Range<usize>,
}

impl Attributes {
    /// Parses attributes at the offset `start` of `text`, where a `{` stands. Also returns the offset after the `}`. None when the
    /// braces are not closed on the same line or hold something else.
    pub(super) fn parse(text: &str, start: usize) -> Option<(Self, usize)> {
        let mut entries = Vec::new();
        let mut at = start + text.get(start..)?.strip_prefix('{').map(|_| 1)?;
        loop {
            let rest = &text[at..];
            let trimmed = rest.trim_start_matches([' ', '\t']);
            at += rest.len() - trimmed.len();
            if trimmed.starts_with('}') {
                return Some((Self { entries }, at + 1));
            }
            let word = trimmed.find([' ', '\t', '}', '=', '"', '\n', '\r', '{']).unwrap_or(trimmed.len());
            let (name, after) = trimmed.split_at(word);
            if name.is_empty() {
                return None;
            }
            let from = at;
            at += word;
            let (key, value) = if let Some(id) = name.strip_prefix('#') {
                ("#".to_owned(), id.to_owned())
            } else if name.starts_with('.') {
                (name.to_owned(), String::new())
            } else {
                let after = after.strip_prefix('=')?;
                let (value, length) = quoted(after).or_else(|| bare(after))?;
                at += 1 + length;
                (name.to_owned(), value)
            };
            entries.push(Entry { key, value, range: from..at });
        }
    }

    /// Adds an attribute that the CommonMark parser has read.
    pub(super) fn push(&mut self, key: &str, value: &str, range: &Range<usize>) {
        self.entries.push(Entry { key: key.to_owned(), value: value.to_owned(), range: range.clone() });
    }

    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub(super) fn contains(&self, key: &str) -> bool {
        self.entries.iter().any(|entry| entry.key == key)
    }

    /// The value of `key`; an identifier has the key `#`.
    pub(super) fn value(&self, key: &str) -> Option<Value> {
        let entry = self.entries.iter().rev().find(|entry| entry.key == key)?;
        Some(Value { text: entry.value.clone(), range: entry.range.clone() })
    }

    /// Reports each attribute that is not in `allowed` (an identifier is `#`, a class `.name`).
    pub(super) fn report_unknown(&self, allowed: &[&str], fragment: &Fragment<'_>, sink: &mut Diagnostics) {
        for entry in self.entries.iter().filter(|entry| !allowed.contains(&entry.key.as_str())) {
            let written = if entry.key == "#" { format!("#{}", entry.value) } else { entry.key.clone() };
            let diagnostic = Diagnostic::new(Code::UnknownAttribute, fragment.span(&entry.range)).with("name", &written);
            let names = allowed.iter().copied().filter(|name| *name != "#");
            let diagnostic = diagnostic.with(
                "allowed",
                if allowed.iter().all(|name| *name == "#") {
                    "none".to_owned()
                } else {
                    names.clone().collect::<Vec<_>>().join(", ")
                },
            );
            let is_file = matches!(written.as_str(), "src" | "data" | "csv" | "fichier" | "source");
            let is_capitals = matches!(written.as_str(), ".petites-capitales" | ".small-caps" | ".smallcaps" | ".smcp" | ".pc");
            sink.push(match names.clone().find(|name| (is_file && *name == "file") || (is_capitals && *name == ".sc")) {
                Some(meant) => diagnostic.suggest_one(Some(meant)),
                None => diagnostic.suggest(&written, names),
            });
        }
    }

    /// The identifier as an anchor. One that is no slug is reported and turned into a slug.
    pub(super) fn anchor(&self, fragment: &Fragment<'_>, sink: &mut Diagnostics) -> Option<Slug> {
        let id = self.value("#")?;
        let slug = Slug::anchor(&id.text);
        if Slug::new(&id.text).is_none() {
            let diagnostic = Diagnostic::new(Code::BadAnchor, fragment.span(&id.range)).with("anchor", &id.text);
            sink.push(diagnostic.with("suggestion", slug.as_str()).hint("did-you-mean"));
        }
        Some(slug)
    }

    /// The same as [`Self::anchor`] without a report.
    pub(super) fn anchor_unreported(&self) -> Option<Slug> {
        self.value("#").map(|id| Slug::anchor(&id.text))
    }

    /// The language that `lang` names. One that does not exist is reported and ignored.
    pub(super) fn language(&self, fragment: &Fragment<'_>, sink: &mut Diagnostics) -> Option<Lang> {
        let named = self.value("lang")?;
        let known = Lang::new(&named.text).filter(Lang::is_registered);
        if known.is_none() {
            let found = Diagnostic::new(Code::UnknownLanguage, fragment.span(&named.range)).with("language", &named.text);
            sink.push(found.suggest_one(language_meant(&named.text).as_deref()));
        }
        known
    }
}

/// A value in quotes, and its length in bytes as written. `\"` and `\\` are escapes.
fn quoted(text: &str) -> Option<(String, usize)> {
    let mut characters = text.strip_prefix('"')?.char_indices();
    let mut value = String::new();
    while let Some((offset, character)) = characters.next() {
        match character {
            '"' => return Some((value, offset + 2)),
            '\n' | '\r' => return None,
            '\\' => match characters.next()?.1 {
                escaped @ ('"' | '\\') => value.push(escaped),
                '\n' | '\r' => return None,
                other => value.extend(['\\', other]),
            },
            _ => value.push(character),
        }
    }
    None
}

/// A value without quotes, and its length in bytes.
fn bare(text: &str) -> Option<(String, usize)> {
    let length = text.find([' ', '\t', '}', '"', '{', '\n', '\r']).unwrap_or(text.len());
    (length > 0).then(|| (text[..length].to_owned(), length))
}
