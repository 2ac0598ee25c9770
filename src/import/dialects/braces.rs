//! Attributes in braces, `{#id .class key=value}`: those that the book has at their place stay, the others are named in a message.

use super::mapping::Mapping;
use std::ops::Range;

/// Attributes that only say how something looks, or how a program names it.
const LAYOUT: [&str; 8] = ["width=", "height=", "#fig-", "#tbl-", "fig-align=", "layout", "target=", "rel="];

/// Attributes as they are written, and the length of their braces.
pub(super) struct Braces<'t> {
    pub(super) parts: Vec<&'t str>,
    pub(super) length: usize,
}

/// The attributes in the braces with which a text begins; none when the braces hold something else.
pub(super) fn read(text: &str) -> Option<Braces<'_>> {
    let inner = text.strip_prefix('{')?;
    let mut parts = Vec::new();
    let mut at = 0;
    loop {
        let rest = &inner[at..];
        let blank = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        let rest = &rest[blank..];
        at += blank;
        if rest.starts_with('}') {
            return (!parts.is_empty()).then_some(Braces { parts, length: at + 2 });
        }
        let length = part_length(rest)?;
        parts.push(&rest[..length]);
        at += length;
    }
}

/// The bytes of one attribute.
fn part_length(text: &str) -> Option<usize> {
    let word = text.find(|c: char| c.is_whitespace() || matches!(c, '}' | '=' | '"' | '{')).unwrap_or(text.len());
    let name = &text[..word];
    let is_mark = name.starts_with(['#', '.']) && name.len() > 1;
    // With a hyphen alone pandoc leaves a heading without its number.
    if is_mark || (name == "-" && !text[word..].starts_with('=')) {
        return Some(word);
    }
    let value = text[word..].strip_prefix('=').filter(|_| name.starts_with(|c: char| c.is_alphabetic()))?;
    let length = match value.strip_prefix('"') {
        Some(quoted) => quoted.find('"')? + 2,
        None => value.find(|c: char| c.is_whitespace() || c == '}')?,
    };
    Some(word + 1 + length)
}

/// What stands for attributes at a place where the book has only some (`#` is an identifier, `lang` a key, `.sc` a class): braces with
/// these, or nothing. The others are reported, unless they only say how something looks.
pub(super) fn kept(mapping: &mut Mapping<'_>, braces: &Braces<'_>, known: &[&str], range: Range<usize>) -> String {
    let is_layout = |part: &str| LAYOUT.iter().any(|lead| part.starts_with(lead));
    let is_known = |part: &str| {
        let name = if part.starts_with('#') { "#" } else { part.split('=').next().unwrap_or(part) };
        known.contains(&name)
    };
    let (kept, others): (Vec<&str>, Vec<&str>) = braces.parts.iter().partition(|part| is_known(part));
    let lost: Vec<&str> = others.into_iter().filter(|part| !is_layout(part) && *part != "-").collect();
    if !lost.is_empty() {
        mapping.lost(&format!("{{{}}}", lost.join(" ")), range);
    }
    if kept.is_empty() { String::new() } else { format!("{{{}}}", kept.join(" ")) }
}

/// A heading without its attributes, and where these begin.
pub(super) fn of_heading(line: &str) -> Option<(usize, Braces<'_>)> {
    let bare = line.trim_end().trim_end_matches('#').trim_end();
    let start = bare.rfind('{')?;
    let braces = read(&bare[start..])?;
    (start + braces.length == bare.len()).then_some((start, braces))
}
