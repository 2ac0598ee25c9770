//! Pictures of Markdown: their words, their address and their title, which may stand on several lines. Read next: `references`, for those that
//! name a target.

use super::mapping::Mapping;
use crate::diagnostic::{Code, Diagnostic};

/// A picture that lies beside the file, or one whose words end with its width: `![words](address "title")`, of which the title may stand on
/// the next line, or `![words][label]`.
pub(super) fn picture(
    mapping: &mut Mapping<'_>,
    rest: &str,
    place: &dyn Fn(usize) -> std::ops::Range<usize>,
) -> Option<(usize, String)> {
    let close = closing(mapping, &rest[1..])? + 1;
    let written = &rest[2..close];
    let alt = written.rsplit_once('|').filter(|(_, width)| is_width(width)).map(|(alt, _)| alt);
    let Some(inner) = rest[close + 1..].strip_prefix('(') else {
        let (target, label, length) = mapping.references.target(written, &rest[close + 1..])?;
        let found = mapping.picture(target.address)?;
        mapping.references.place(label);
        let title = if target.title.is_empty() { String::new() } else { format!(" {}", target.title) };
        return Some((close + 1 + length, format!("![{}]({found}{title})", alt.unwrap_or(written))));
    };
    let (address, length) = destination(inner)?;
    let found = mapping.picture(address).or_else(|| mapping.picture(without_escapes(address).as_str()));
    if found.is_none() && !address.is_empty() {
        let shown: String = address.chars().take(200).collect();
        let diagnostic = Diagnostic::new(Code::ImportPictureLeftOut, mapping.source.span(place(close + 2 + length)));
        mapping.sink.push(diagnostic.with("file", shown).with("alt", one_line(alt.unwrap_or(written))));
    }
    if found.is_none() && alt.is_none() {
        return None;
    }
    let address = found.as_deref().unwrap_or(&inner[..length]);
    Some((close + 2 + length, format!("![{}]({address}", one_line(alt.unwrap_or(written)))))
}

/// The words of a picture, of which each line of a quotation has its sign, on one line.
fn one_line(words: &str) -> String {
    words.lines().map(|line| line.trim().trim_start_matches('>').trim()).collect::<Vec<_>>().join(" ")
}

/// The address of a picture, which stands after its first bracket, and how many bytes it takes: in angle brackets, or up to a space; a name
/// with spaces, which some programs write as it is, up to the bracket or a title.
fn destination(inner: &str) -> Option<(&str, usize)> {
    let space = inner.len() - inner.trim_start().len();
    let bare = &inner[space..];
    if let Some(named) = bare.strip_prefix('<') {
        let end = named.find(['>', '\n'])?;
        return named[end..].starts_with('>').then_some((&named[..end], space + end + 2));
    }
    let mut depth = 0_usize;
    let end = bare.char_indices().find(|(_, sign)| {
        depth += usize::from(*sign == '(');
        let closes = *sign == ')' && depth == 0;
        depth -= usize::from(*sign == ')' && depth > 0);
        closes
    })?;
    let whole = &bare[..end.0];
    let title = whole.find(char::is_whitespace).filter(|at| {
        let after = whole[*at..].trim_start();
        after.is_empty() || after.starts_with(['"', '\'', '('])
    });
    let title = title.or_else(|| [" \"", " '"].iter().filter_map(|sign| whole.find(sign)).min());
    let address = whole[..title.unwrap_or(whole.len())].trim_end();
    (!address.contains('\n')).then_some((address, space + address.len()))
}

/// An address without the backslashes before its signs.
fn without_escapes(address: &str) -> String {
    address.replace('\\', "")
}

/// Most lines of the words and the title of a picture.
const MOST_LINES: usize = 8;

/// How many of the next lines belong to the picture that the first one begins: `![words` and, below, `more words](address)`.
pub(super) fn lines_of_picture<'t>(mut lines: impl Iterator<Item = &'t str>) -> usize {
    let Some(line) = lines.next() else { return 0 };
    let is_quoted = line.trim_start().starts_with('>');
    let ends = |picture: &str| match bracket_end(&picture[1..]) {
        Some(end) => !picture[end + 2..].starts_with('(') || picture[end + 1..].contains(')'),
        None => false,
    };
    let Some(mut picture) = line.rfind("![").map(|at| line[at..].to_owned()).filter(|picture| !ends(picture)) else { return 0 };
    for (at, line) in lines
        .take(MOST_LINES)
        .enumerate()
        .take_while(|(_, line)| !line.trim().is_empty() && is_quoted == line.trim_start().starts_with('>'))
    {
        picture.push_str(line);
        if ends(&picture) {
            return at + 1;
        }
    }
    0
}

/// Whether words are the width of a picture, or its width and its height.
pub(super) fn is_width(words: &str) -> bool {
    let is_number = |words: &str| !words.is_empty() && words.bytes().all(|byte| byte.is_ascii_digit());
    let words = words.trim();
    words.split_once('x').map_or_else(|| is_number(words), |(width, height)| is_number(width) && is_number(height))
}

/// The place of the bracket that closes the first one of a text.
fn bracket_end(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut escaped = false;
    for (at, character) in text.char_indices() {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' => depth += 1,
            ']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

/// The place of the bracket that closes the first one.
pub(super) fn closing(mapping: &mut Mapping<'_>, text: &str) -> Option<usize> {
    let end = bracket_end(text);
    if end.is_some() {
        return end;
    }
    mapping.searches = mapping.searches.saturating_sub(1);
    None
}
