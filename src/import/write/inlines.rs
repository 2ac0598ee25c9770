//! Writes inlines so that they read back: every special sign is escaped, spaces and punctuation move out of emphasis where CommonMark
//! would not see it, and what was written is read again to be sure.

use super::{
    marks::{EMPHASIS_LOST, PICTURE, REMARK, note_call},
    read_back::{expressible, has_emphasis, reads_back},
    signs::{address, escaped, without_noncharacters},
};
use crate::{
    import::{
        escape::{block_marker, escape_signs},
        tree::{Inline, PlacedPicture, Style},
    },
    source::any_pair,
};
use std::borrow::Cow;

/// A piece of a line, with the signs around it.
#[derive(Debug, Default)]
struct Written<'t> {
    before: Cow<'static, str>,
    text: Cow<'t, str>,
    after: Cow<'static, str>,
}

/// Where inlines stand, which decides how a line break is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Paragraph,
    /// A title, a heading or an attribute, which has one line.
    Line,
    Cell,
}

/// A paragraph, with its remarks at its beginning.
pub(super) fn paragraph(content: &[Inline]) -> String {
    let written = sure(content, Place::Paragraph);
    let mut text = remarks(content);
    for (at, line) in written.split('\n').enumerate() {
        if at > 0 {
            text.push('\n');
        }
        push_protected(line, &mut text);
    }
    text
}

/// A title, a heading or a term.
pub(super) fn one_line(content: &[Inline]) -> String {
    format!("{}{}", remarks(content), sure(content, Place::Line))
}

/// The text of a cell.
pub(super) fn in_cell(content: &[Inline]) -> String {
    format!("{}{}", remarks(content), sure(content, Place::Cell))
}

/// The text of an attribute between double quotes.
pub(super) fn attribute(content: &[Inline]) -> String {
    sure(content, Place::Line).replace('\\', "\\\\").replace('"', "\\\"")
}

/// A picture that stands alone; its caption is the title of the Markdown picture.
pub(super) fn figure(picture: &Inline, caption: &[Inline]) -> String {
    let title = attribute(caption);
    let written = sure(std::slice::from_ref(picture), Place::Line);
    let lead = format!("{}{}", remarks(std::slice::from_ref(picture)), remarks(caption));
    match written.rfind(&format!("{})", PICTURE[1])) {
        Some(at) if !title.is_empty() => {
            let at = at + PICTURE[1].len_utf8();
            format!("{lead}{} \"{title}\"{}", &written[..at], &written[at..])
        }
        Some(_) => format!("{lead}{written}"),
        // A picture whose file is not taken over leaves its caption.
        None => format!("{lead}{}", protected(&sure(caption, Place::Line))),
    }
}

/// A line whose first signs begin no block.
pub(super) fn protected(line: &str) -> String {
    let mut text = String::with_capacity(line.len() + 1);
    push_protected(line, &mut text);
    text
}

fn push_protected(line: &str, text: &mut String) {
    let (before, after) = line.split_at(block_marker(line).unwrap_or(0));
    text.push_str(before);
    if block_marker(line).is_some() {
        text.push('\\');
    }
    text.push_str(after);
}

/// The remarks in a text, in their order.
fn remarks(content: &[Inline]) -> String {
    let mut found = String::new();
    for inline in content {
        match inline {
            Inline::Remark(index) => found.push_str(&format!("{}{index}{}", REMARK[0], REMARK[1])),
            Inline::Styled(_, inner) | Inline::Link(_, inner) => found.push_str(&remarks(inner)),
            Inline::Text(_) | Inline::Code(_) | Inline::Picture(_) | Inline::Note(_) | Inline::Break => {}
        }
    }
    found
}

/// The inlines as Markdown that was read again; emphasis that cannot be expressed where it stands is left out, and told with its words.
fn sure(content: &[Inline], place: Place) -> String {
    let tidy = |content: &[Inline]| tidied(write(content, place), place);
    let written = tidy(content);
    if !has_emphasis(content) || reads_back(content, &written) {
        return written;
    }
    let (kept, lost) = expressible(content, tidy);
    format!("{}{EMPHASIS_LOST}{lost}{}{}", REMARK[0], REMARK[1], tidy(&kept))
}

/// Without doubled spaces, and without spaces or line breaks at either end.
fn tidied(text: String, place: Place) -> String {
    let is_doubled = |byte: u8, next: u8| (byte == b'\n') | ((byte == b' ') & (next == b' '));
    if !any_pair(&text, is_doubled) && !text.starts_with(' ') && !text.ends_with(' ') {
        return text;
    }
    let mut tidied = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            ' ' if tidied.is_empty() || tidied.ends_with([' ', '\n']) => {}
            '\n' => {
                let kept = tidied.trim_end_matches('\\').trim_end_matches(' ').len();
                // Spaces before a forced break are dropped, its sign is not.
                if tidied.ends_with('\\') {
                    tidied.truncate(kept);
                    tidied.push('\\');
                }
                tidied.push('\n');
            }
            _ => tidied.push(character),
        }
    }
    let mut rest = tidied.trim_end_matches([' ', '\n']);
    while let Some(shorter) = rest.strip_suffix('\\').filter(|_| tidied.len() > rest.len() && place == Place::Paragraph) {
        rest = shorter.trim_end_matches([' ', '\n']);
    }
    let rest = rest.trim_start_matches(['\n', ' ']);
    let mut rest = rest;
    while let Some(later) = rest.strip_prefix("\\\n") {
        rest = later.trim_start_matches([' ', '\n']);
    }
    rest.to_owned()
}

/// Inlines as Markdown.
fn write(content: &[Inline], place: Place) -> String {
    if let [Inline::Text(text)] = content {
        return escaped(text).into_owned();
    }
    let pieces: Vec<Written<'_>> = content.iter().map(|inline| piece(inline, place)).collect();
    let mut written = String::with_capacity(pieces.iter().map(|piece| piece.text.len() + 8).sum());
    for (at, piece) in pieces.iter().enumerate() {
        if piece.before.is_empty() {
            // An exclamation mark before a bracket would make a picture of a link.
            if piece.text.ends_with('!')
                && !piece.text.ends_with("\\!")
                && pieces.get(at + 1).is_some_and(|next| next.before.starts_with('[') || next.text.starts_with('['))
            {
                written.push_str(&piece.text[..piece.text.len() - 1]);
                written.push_str("\\!");
            } else {
                written.push_str(&piece.text);
            }
            continue;
        }
        let next = pieces[at + 1..].iter().find_map(|piece| {
            let first = if piece.before.is_empty() { piece.text.chars().next() } else { piece.before.chars().next() };
            // Signs of emphasis give way to the text that they hold: spaces move out of it.
            first.filter(|_| !is_emphasis(&piece.before)).or_else(|| piece.text.chars().next())
        });
        place_between(piece, next, &mut written);
    }
    written
}

fn is_emphasis(signs: &str) -> bool {
    matches!(signs, "*" | "**" | "~~")
}

/// Adds a piece with its signs. Spaces move out of them; so does punctuation at an end that touches a letter, because CommonMark sees
/// no emphasis there (0.31, 6.2: left- and right-flanking delimiter runs).
fn place_between(piece: &Written<'_>, next: Option<char>, written: &mut String) {
    let text = &*piece.text;
    let inner = text.trim_matches([' ', '\n', '\u{a0}', '\u{202f}', '\u{2009}']);
    let (mut start, mut end) = (text.len() - text.trim_start_matches([' ', '\n', '\u{a0}', '\u{202f}', '\u{2009}']).len(), 0);
    if inner.is_empty() {
        written.push_str(text);
        return;
    }
    end += start + inner.len();
    if is_emphasis(&piece.before) {
        let is_word = |c: char| c.is_alphanumeric();
        if start == 0 && written.chars().next_back().is_some_and(is_word) {
            start += leading_signs(&text[start..end]);
        }
        if end == text.len() && next.is_some_and(is_word) {
            end -= trailing_signs(&text[start..end]);
        }
        if start >= end {
            written.push_str(text);
            return;
        }
        let trimmed = text[start..end].trim_matches(' ');
        start += text[start..end].len() - text[start..end].trim_start_matches(' ').len();
        end = start + trimmed.len();
    }
    let (before, after) = match &*piece.before {
        // Beside the signs of a strong phrase those of an emphasis differ.
        "*" if (written.ends_with('*') || next == Some('*'))
            && !written.chars().next_back().is_some_and(char::is_alphanumeric)
            && !next.is_some_and(char::is_alphanumeric) =>
        {
            ("_", "_")
        }
        before => (before, &*piece.after),
    };
    written.push_str(&text[..start]);
    written.push_str(before);
    written.push_str(&text[start..end]);
    written.push_str(after);
    written.push_str(&text[end..]);
}

/// The length of the punctuation at the beginning, with the spaces in it; none before other signs of Markdown.
fn leading_signs(text: &str) -> usize {
    let mut length = 0;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\\' => {
                let Some(escaped) = characters.next() else { return length };
                length += 1 + escaped.len_utf8();
            }
            '*' | '_' | '[' | '~' | '`' | '<' | '!' if character != '!' || characters.peek() == Some(&'[') => return length,
            _ if character.is_alphanumeric() => return length,
            _ => length += character.len_utf8(),
        }
    }
    length
}

/// The length of the punctuation at the end.
fn trailing_signs(text: &str) -> usize {
    let mut kept = text.len();
    for (at, character) in text.char_indices().rev() {
        if character.is_alphanumeric() || matches!(character, '*' | '_' | ']' | ')' | '}' | '~' | '`' | '>') {
            let escaped = text[..at].ends_with('\\');
            if !escaped && matches!(character, ')') && !text.contains("](") {
                kept = at;
                continue;
            }
            if !escaped || character.is_alphanumeric() {
                break;
            }
        }
        kept = at;
    }
    text.len() - kept
}

/// One inline as a piece.
fn piece(inline: &Inline, place: Place) -> Written<'_> {
    let raw = |text: String| Written { text: text.into(), ..Written::default() };
    let between = |before: &'static str, text: String, after: &'static str| Written {
        before: before.into(),
        text: text.into(),
        after: after.into(),
    };
    match inline {
        Inline::Text(text) => Written { text: escaped(text), ..Written::default() },
        Inline::Code(text) => raw(code(text, place)),
        Inline::Break => raw(match place {
            Place::Paragraph => "\\\n".to_owned(),
            Place::Line => " ".to_owned(),
            Place::Cell => "<br>".to_owned(),
        }),
        Inline::Remark(_) => raw(String::new()),
        Inline::Note(index) => raw(note_call(*index)),
        Inline::Picture(picture) => raw(placed(picture)),
        Inline::Link(target, inner) => {
            let text = write(inner, if place == Place::Paragraph { Place::Line } else { place });
            let after = format!("]({})", address(target));
            if text.trim().is_empty() {
                raw(text)
            } else {
                Written { before: "[".into(), text: text.into(), after: after.into() }
            }
        }
        Inline::Styled(style, inner) => {
            if let (
                Style::Strong | Style::Emphasis | Style::Strike,
                [Inline::Styled(shift @ (Style::Superscript | Style::Subscript), shifted)],
            ) = (style, &inner[..])
            {
                // No emphasis begins or ends between a letter and a tag: « m*<sup>2</sup>* ». The tag goes outside.
                let text = write(&[Inline::Styled(style.clone(), shifted.clone())], place);
                let raised = *shift == Style::Superscript;
                return if raised { between("<sup>", text, "</sup>") } else { between("<sub>", text, "</sub>") };
            }
            let text = write(inner, place);
            match style {
                Style::Strong => between("**", text, "**"),
                Style::Emphasis => between("*", text, "*"),
                Style::Strike => between("~~", text, "~~"),
                Style::Superscript => between("<sup>", text, "</sup>"),
                Style::Subscript => between("<sub>", text, "</sub>"),
                Style::SmallCaps => between("[", text, "]{.sc}"),
                Style::Language(language) => {
                    Written { before: "[".into(), text: text.into(), after: format!("]{{lang={language}}}").into() }
                }
                Style::Abbreviation(title) => {
                    let title = without_noncharacters(title)
                        .replace('&', "&amp;")
                        .replace('"', "&quot;")
                        .replace('<', "&lt;")
                        .replace('\n', " ");
                    let before = format!("<abbr title=\"{title}\">");
                    Written { before: before.into(), text: text.into(), after: "</abbr>".into() }
                }
            }
        }
    }
}

/// Code in a line, between more backticks than it holds in a row.
fn code(text: &str, place: Place) -> String {
    let mut text = without_noncharacters(text).replace(['\n', '\r', '\t'], " ");
    if place == Place::Cell {
        text = text.replace('|', "\\|");
    }
    if text.trim().is_empty() {
        return text;
    }
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let padding = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{padding}{text}{padding}{fence}")
}

/// A picture in the text; nothing when its file is not taken over.
fn placed(picture: &PlacedPicture) -> String {
    let Some(file) = picture.file else { return String::new() };
    let alternative = if picture.decorative {
        String::new()
    } else {
        escape_signs(&without_noncharacters(&picture.alternative).replace(['\n', '\r', '\t'], " "))
    };
    let decorative = if picture.decorative { "{.decorative}" } else { "" };
    format!("![{}]({}{file}{}){decorative}", alternative.trim(), PICTURE[0], PICTURE[1])
}
