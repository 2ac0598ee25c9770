//! Attributes in braces, `{#id .class key=value key="two words"}`: reading them, and checking them against what a place allows.
//!
//! It knows neither Markdown nor blocks; offsets count from the start of the body that is parsed.

use super::place::Place;
use crate::{
    book::{Lang, Slug},
    diagnostic::{Code, Diagnostic, Diagnostics},
};
use std::ops::Range;

/// What stood between two braces, in the order written.
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
    /// Reads attributes at `start` of `text`, where a `{` stands; also returns the offset after the `}`. None when the braces
    /// are not closed on the same line, or hold something else.
    pub(super) fn read(text: &str, start: usize) -> Option<(Self, usize)> {
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

    /// An attribute that Markdown itself has read.
    pub(super) fn push(&mut self, key: &str, value: &str, range: &Range<usize>) {
        self.entries.push(Entry { key: key.to_owned(), value: value.to_owned(), range: range.clone() });
    }

    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|entry| entry.key == key)
    }

    /// The value of `key`; an identifier has the key `#`.
    pub(super) fn value(&self, key: &str) -> Option<Value> {
        let entry = self.entries.iter().rev().find(|entry| entry.key == key)?;
        Some(Value { text: entry.value.clone(), range: entry.range.clone() })
    }

    /// Reports each attribute that is none of `allowed` (an identifier is `#`, a class `.name`).
    pub(super) fn expect(&self, allowed: &[&str], place: &Place<'_>, sink: &mut Diagnostics) {
        for entry in self.entries.iter().filter(|entry| !allowed.contains(&entry.key.as_str())) {
            let written = if entry.key == "#" { format!("#{}", entry.value) } else { entry.key.clone() };
            let diagnostic = Diagnostic::new(Code::UnknownAttribute, place.span(&entry.range)).with("name", &written);
            sink.push(diagnostic.suggest(&written, allowed.iter().copied().filter(|name| *name != "#")));
        }
    }

    /// The identifier as an anchor; one that is no slug is reported and mended.
    pub(super) fn anchor(&self, place: &Place<'_>, sink: &mut Diagnostics) -> Option<Slug> {
        let id = self.value("#")?;
        Some(Slug::new(&id.text).unwrap_or_else(|| {
            let mended = Slug::from_text(&id.text);
            let diagnostic = Diagnostic::new(Code::BadAnchor, place.span(&id.range)).with("anchor", &id.text);
            sink.push(diagnostic.with("suggestion", mended.as_str()).hint("did-you-mean"));
            mended
        }))
    }

    /// The identifier as an anchor, reporting nothing.
    pub(super) fn anchor_quietly(&self) -> Option<Slug> {
        self.value("#").map(|id| Slug::new(&id.text).unwrap_or_else(|| Slug::from_text(&id.text)))
    }

    /// The language named by `lang`; one that does not exist is reported.
    pub(super) fn language(&self, place: &Place<'_>, sink: &mut Diagnostics) -> Option<Lang> {
        let named = self.value("lang")?;
        let known = Lang::new(&named.text).filter(|lang| lang.primary().len() != 2 || ISO_639_1.contains(lang.primary()));
        if known.is_none() {
            sink.push(Diagnostic::new(Code::UnknownLanguage, place.span(&named.range)).with("language", &named.text));
        }
        known
    }
}

/// A value in quotes and the length of its notation; `\"` and `\\` stand for themselves.
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

fn bare(text: &str) -> Option<(String, usize)> {
    let length = text.find([' ', '\t', '}', '"', '{', '\n', '\r']).unwrap_or(text.len());
    (length > 0).then(|| (text[..length].to_owned(), length))
}

/// The two-letter codes of ISO 639-1; any other pair of letters is a slip of the pen.
const ISO_639_1: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz \
    ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka \
    kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr \
    nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti \
    tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";
