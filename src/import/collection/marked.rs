//! The lines of an HTML message, with the places of their words in it: what is left out of a letter is taken out of its HTML without
//! changing anything else.
//!
//! This is no parser of pages: a tag that is not closed, or closed twice, only loses its mark.

use super::letter::Line;
use crate::{import::fold::find_ignoring_case, source::entities_decoded};
use std::ops::Range;

/// Elements that stand in a line; any other begins one. The cells of a row are one line.
const IN_LINES: [&str; 34] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "img", "ins", "kbd",
    "label", "mark", "o:p", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "td", "th", "tt", "u", "var",
];

/// Elements that hold nothing.
const EMPTY: [&str; 10] = ["area", "base", "br", "col", "hr", "img", "input", "link", "meta", "wbr"];

/// Elements whose text nobody reads.
const UNREAD: [&str; 4] = ["script", "style", "title", "head"];

/// Most open elements that are looked at for the one that a tag closes.
const DEEPEST: usize = 200;

/// The lines of a message, each with the places of its words and pictures.
#[derive(Default)]
pub(super) struct Marked {
    pub(super) lines: Vec<Line>,
    places: Vec<Vec<Range<usize>>>,
}

impl Marked {
    /// The message without some of its lines.
    pub(super) fn without(&self, html: &str, is_out: impl Fn(usize) -> bool) -> String {
        let mut kept = String::with_capacity(html.len());
        let mut at = 0;
        for place in self.places.iter().enumerate().filter(|(line, _)| is_out(*line)).flat_map(|(_, places)| places) {
            kept.push_str(&html[at..place.start]);
            at = place.end;
        }
        kept.push_str(&html[at..]);
        kept
    }
}

/// An open element.
#[derive(Clone, Default)]
struct Open {
    name: String,
    is_quoted: bool,
    is_signature: bool,
    is_typed: bool,
}

/// Finds the lines of a message.
pub(super) fn lines(html: &str) -> Marked {
    let mut reading = Reading { html, marked: Marked::default(), open: Vec::new(), line: Line::default(), places: Vec::new() };
    reading.read();
    reading.marked
}

/// The work of [`lines`].
struct Reading<'a> {
    html: &'a str,
    marked: Marked,
    open: Vec<Open>,
    line: Line,
    places: Vec<Range<usize>>,
}

impl Reading<'_> {
    fn read(&mut self) {
        let html = self.html;
        let mut at = 0;
        while at < html.len() {
            let rest = &html[at..];
            if let Some(comment) = rest.strip_prefix("<!--") {
                at += comment.find("-->").map_or(rest.len(), |end| end + 7);
            } else if rest.starts_with('<')
                && rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'))
            {
                let length = tag_length(rest);
                at += self.tag(at, &rest[1..length]).max(length);
            } else {
                let length = memchr::memchr(b'<', &rest.as_bytes()[1..]).map_or(rest.len(), |end| end + 1);
                self.text(at, &rest[..length]);
                at += length;
            }
        }
        self.end_line();
    }

    /// Reads a tag; the bytes to go on after, when it holds what nobody reads.
    fn tag(&mut self, at: usize, tag: &str) -> usize {
        let (inner, closes) = tag.strip_prefix('/').map_or((tag, false), |inner| (inner, true));
        let length = inner.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b':').count();
        let name = inner[..length].to_ascii_lowercase();
        let attributes = inner[length..].trim_end_matches('>');
        if !IN_LINES.contains(&name.as_str()) && !name.is_empty() {
            self.end_line();
        }
        if closes {
            let found = self.open.iter().rev().take(DEEPEST).position(|open| open.name == name);
            if let Some(found) = found {
                self.open.truncate(self.open.len() - 1 - found);
            }
            return 0;
        }
        if UNREAD.contains(&name.as_str()) {
            let rest = &self.html[at..];
            return find_ignoring_case(rest, &format!("</{name}")).unwrap_or(rest.len());
        }
        if EMPTY.contains(&name.as_str()) {
            if matches!(name.as_str(), "img" | "hr") {
                self.start();
                self.places.push(at..at + 1 + tag.len());
            }
            if name == "img" && (self.line.is_signature || self.line.is_quoted) {
                self.line.text.push_str(" ▢ ");
            }
            if name == "hr" {
                self.line.is_rule = true;
                self.end_line();
            }
            return 0;
        }
        if !attributes.ends_with('/') {
            let around = self.open.last().cloned().unwrap_or_default();
            if matches!(name.as_str(), "p" | "li") && around.name == name {
                self.open.pop();
            }
            let class = format!(" {} {} ", value(attributes, "class"), value(attributes, "id")).to_ascii_lowercase();
            let has = |wanted: &str| class.contains(&format!(" {wanted} "));
            let is_cited = name == "blockquote" && (value(attributes, "type").eq_ignore_ascii_case("cite") || has("gmail_quote"));
            let is_quote = is_cited || has("yahoo_quoted") || has("protonmail_quote") || has("tutanota_quote");
            let signature =
                ["gmail_signature", "gmail_signature_prefix", "moz-signature", "signature", "ms-outlook-mobile-signature"];
            let is_signature = signature.iter().any(|class| has(class)) || has("x_signature");
            let around = self.open.last().cloned().unwrap_or_default();
            self.open.push(Open {
                is_quoted: around.is_quoted || is_quote,
                is_signature: around.is_signature || is_signature,
                is_typed: around.is_typed || name == "pre",
                name,
            });
        }
        0
    }

    /// Reads text between tags.
    fn text(&mut self, at: usize, text: &str) {
        if self.open.last().is_some_and(|open| open.is_typed) {
            let mut at = at;
            for line in text.split_inclusive('\n') {
                self.words(at, line);
                if line.ends_with('\n') {
                    self.end_line();
                }
                at += line.len();
            }
        } else {
            self.words(at, text);
        }
    }

    fn words(&mut self, at: usize, text: &str) {
        self.start();
        let shown = entities_decoded(text);
        if shown.starts_with(char::is_whitespace) && !self.line.text.is_empty() {
            self.line.text.push(' ');
        }
        self.line.text.push_str(&shown.split_whitespace().collect::<Vec<_>>().join(" "));
        if shown.trim_start().ends_with(char::is_whitespace) {
            self.line.text.push(' ');
        }
        self.places.push(at..at + text.len());
    }

    /// Marks a line that begins as what stands around it is marked.
    fn start(&mut self) {
        if self.places.is_empty() {
            let open = self.open.last();
            self.line.is_quoted = open.is_some_and(|open| open.is_quoted);
            self.line.is_marked_quote = self.line.is_quoted;
        }
        self.line.is_signature |= self.open.last().is_some_and(|open| open.is_signature);
    }

    fn end_line(&mut self) {
        if !self.places.is_empty() {
            self.marked.lines.push(std::mem::take(&mut self.line));
            self.marked.places.push(std::mem::take(&mut self.places));
        }
    }
}

/// The bytes of a tag. A bracket in a value does not close it.
fn tag_length(text: &str) -> usize {
    let mut quote = None;
    let mut last = b' ';
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (Some(mark), _) if mark == byte => quote = None,
            (None, b'"' | b'\'') if last == b'=' => quote = Some(byte),
            (None, b'>') => return at + 1,
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            last = byte;
        }
    }
    text.len()
}

/// The value of an attribute in a tag; empty without it.
fn value<'t>(attributes: &'t str, name: &str) -> &'t str {
    let lower = attributes.to_ascii_lowercase();
    let found = lower
        .match_indices(&format!("{name}="))
        .find(|(at, _)| lower[..*at].ends_with(|c: char| c.is_whitespace() || matches!(c, '"' | '\'')));
    let Some((at, found)) = found else { return "" };
    let rest = &attributes[at + found.len()..];
    match rest.chars().next().filter(|quote| matches!(quote, '"' | '\'')) {
        Some(quote) => rest[1..].split(quote).next().unwrap_or_default(),
        None => rest.split(char::is_whitespace).next().unwrap_or_default(),
    }
}
