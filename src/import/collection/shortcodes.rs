//! Shortcodes of WordPress, `[name key="value"]…[/name]`: captions become figures, notes become notes, what embeds something is named in
//! a message, and of any other the text between its signs is kept. Words in brackets that are no shortcode stay.

use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    import::escape_html::escape_html,
    source::Span,
};
use std::collections::HashMap;

/// Shortcodes that stand for a note.
const NOTES: [&str; 7] = ["footnote", "footnotes", "ref", "efn_note", "mfn", "note", "fn"];

/// Shortcodes of WordPress itself, and of what often stands beside it, that show something which is not text.
const SHOWS: [&str; 12] = [
    "gallery",
    "audio",
    "video",
    "playlist",
    "embed",
    "youtube",
    "vimeo",
    "contact-form-7",
    "contact-form",
    "toc",
    "soundcloud",
    "googlemaps",
];

/// A shortcode.
struct Shortcode<'a> {
    name: String,
    /// What stands between its opening and closing signs; none when it has no closing ones.
    content: Option<&'a str>,
    has_values: bool,
    /// Bytes from its first bracket to its last.
    length: usize,
}

/// A text without shortcodes, and the items of the list of notes that they make.
pub(super) fn expand(text: &str, whole: Span, sink: &mut Diagnostics) -> (String, String) {
    let mut expansion = Expansion { notes: String::new(), count: 0, whole, sink };
    let text = expansion.text(text, 0);
    (text, expansion.notes)
}

/// The work of [`expand`].
struct Expansion<'a> {
    notes: String,
    count: usize,
    whole: Span,
    sink: &'a mut Diagnostics,
}

impl Expansion<'_> {
    fn text(&mut self, text: &str, depth: usize) -> String {
        let mut out = String::with_capacity(text.len());
        let closings = closings(text);
        let mut rest = text;
        while let Some(at) = rest.find(['[', '<']) {
            out.push_str(&rest[..at]);
            rest = &rest[at..];
            // Within a tag or a comment nothing is a shortcode.
            if rest.starts_with('<') {
                let end = if rest.starts_with("<!--") { "-->" } else { ">" };
                let length = rest.find(end).map_or(rest.len(), |at| at + end.len());
                out.push_str(&rest[..length]);
                rest = &rest[length..];
                continue;
            }
            match shortcode(text, text.len() - rest.len(), &closings).filter(|_| depth < 20) {
                Some(found) => {
                    let shown = self.shown(&found, depth);
                    out.push_str(&shown.unwrap_or_else(|| rest[..found.length].to_owned()));
                    rest = &rest[found.length..];
                }
                None => {
                    out.push('[');
                    rest = &rest[1..];
                }
            }
        }
        out.push_str(rest);
        out
    }

    /// What a shortcode shows; none when these brackets are the author's own.
    fn shown(&mut self, found: &Shortcode<'_>, depth: usize) -> Option<String> {
        let name = found.name.as_str();
        match (name, found.content) {
            ("caption" | "wp_caption", Some(content)) => Some(figure(content)),
            (_, Some(content)) if NOTES.contains(&name) => {
                self.count += 1;
                let (number, text) = (self.count, self.text(content, depth + 1));
                self.notes.push_str(&format!("<li id=\"note-{number}\">{text} <a href=\"#note-{number}-link\">↩︎</a></li>\n"));
                Some(format!("<sup><a href=\"#note-{number}\" id=\"note-{number}-link\">{number}</a></sup>"))
            }
            ("embed", Some(address)) if address.trim().starts_with("http") => {
                self.lost(name);
                let address = escape_html(address.trim());
                Some(format!("<a href=\"{address}\">{address}</a>"))
            }
            _ if SHOWS.contains(&name) => {
                self.lost(name);
                Some(found.content.map(|content| self.text(content, depth + 1)).unwrap_or_default())
            }
            (_, Some(content)) => {
                self.lost(name);
                Some(self.text(content, depth + 1))
            }
            (_, None) if found.has_values => {
                self.lost(name);
                Some(String::new())
            }
            (_, None) => None,
        }
    }

    fn lost(&mut self, name: &str) {
        let element: String = format!("[{name}]").chars().take(60).collect();
        self.sink.push(Diagnostic::new(Code::ImportElementLost, self.whole).with("element", element));
    }
}

/// A picture and its caption: `<img …> The caption`.
fn figure(content: &str) -> String {
    let content = content.trim();
    let picture = content.find("<img").and_then(|start| Some(start + content[start..].find('>')? + 1));
    let Some(mut end) = picture else { return content.to_owned() };
    if content[end..].trim_start().starts_with("</a>") {
        end += content[end..].find("</a>").unwrap_or(0) + 4;
    }
    let (picture, caption) = content.split_at(end);
    format!("\n\n<figure>{}<figcaption>{}</figcaption></figure>\n\n", picture.trim(), caption.trim())
}

/// The places of all closing signs `[/name]`, by name.
fn closings(text: &str) -> HashMap<String, Vec<usize>> {
    let mut places: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, _) in text.match_indices("[/") {
        let length = text.as_bytes()[at + 2..].iter().take(41).position(|byte| *byte == b']');
        if let Some(length) = length.filter(|length| text.is_char_boundary(at + 2 + length)) {
            places.entry(text[at + 2..at + 2 + length].to_ascii_lowercase()).or_default().push(at);
        }
    }
    places
}

/// The shortcode that begins at `start`.
fn shortcode<'a>(whole: &'a str, start: usize, closings: &HashMap<String, Vec<usize>>) -> Option<Shortcode<'a>> {
    let text = &whole[start..];
    let inner = text.strip_prefix('[')?;
    let length = inner.bytes().take(40).take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')).count();
    let name = inner[..length].to_ascii_lowercase();
    if length < 2 || !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    // A bracket in a value does not close it.
    let mut quote = None;
    let close = inner.bytes().take(4096).enumerate().skip(length).find_map(|(at, byte)| {
        match (quote, byte) {
            (Some(mark), _) if mark == byte => quote = None,
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b']') => return Some(at),
            _ => {}
        }
        None
    })?;
    let values = &inner[length..close];
    if !(values.is_empty() || values.starts_with([' ', '/', '\n', '\u{a0}'])) {
        return None;
    }
    let opening = close + 2;
    let has_values = values.contains('=');
    let known =
        NOTES.contains(&name.as_str()) || SHOWS.contains(&name.as_str()) || matches!(name.as_str(), "caption" | "wp_caption");
    // Words in brackets are no shortcode, unless their end follows.
    let places = closings.get(&name).filter(|_| !values.trim_end().ends_with('/'));
    let end = places.and_then(|places| places.get(places.partition_point(|at| *at < start + opening)).copied());
    let content = end.map(|end| &whole[start + opening..end]);
    if content.is_none() && !has_values && !known {
        return None;
    }
    let closed = content.map_or(opening, |content| opening + content.len() + "[/]".len() + length);
    Some(Shortcode { name, content, has_values, length: closed })
}
