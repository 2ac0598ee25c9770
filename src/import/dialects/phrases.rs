//! What stands in a line: links and pictures of a wiki, marks, raised and lowered signs, notes in the text, formulas, references.

use super::{
    braces,
    mapping::Mapping,
    pictures::{closing, is_width, picture},
};
use crate::{
    diagnostic::{Code, Diagnostic},
    import::escape::escape_signs,
};

/// Longest piece of a line, in bytes.
const WINDOW: usize = 4_000;

/// A line in the book's own Markdown; `start` is its first byte in the source.
pub(super) fn map(mapping: &mut Mapping<'_>, line: &str, start: usize) -> String {
    let line = without_block_id(line);
    let line = without_task(mapping, line, start);
    let mut out = String::with_capacity(line.text.len() + 16);
    let (text, shift) = (line.text.as_str(), line.shift);
    let mut at = 0;
    while let Some(character) = text[at..].chars().next() {
        let rest = &text[at..];
        let place = |length: usize| {
            let from = (start + at + shift).min(mapping_end(text, start, shift));
            from..(from + length).min(mapping_end(text, start, shift))
        };
        // What is escaped, and what stands in code, means itself.
        if character == '\\' {
            let length = 1 + rest[1..].chars().next().map_or(0, char::len_utf8);
            out.push_str(&rest[..length]);
            at += length;
            continue;
        }
        if character == '`' {
            let signs = rest.len() - rest.trim_start_matches('`').len();
            let close = window(&rest[signs..]).find(&rest[..signs.min(WINDOW)]).map_or(signs, |end| signs + end + signs);
            out.push_str(&rest[..close]);
            at += close;
            continue;
        }
        let before = text[..at].chars().next_back();
        // A search that finds nothing costs: a text made of signs only is not looked at without end.
        let window = window(rest);
        let found = if mapping.searches > 0 { piece(mapping, window, before, &place) } else { None };
        match found {
            Some((length, shown)) => {
                out.push_str(&shown);
                at += length;
            }
            None => {
                out.push(character);
                at += character.len_utf8();
            }
        }
    }
    out
}

/// As much of a text as is searched for the end of what begins there.
fn window(text: &str) -> &str {
    let mut end = text.len().min(WINDOW);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

fn mapping_end(text: &str, start: usize, shift: usize) -> usize {
    start + shift + text.len()
}

/// A line, and how many bytes of the source were taken off before it.
struct Bare {
    text: String,
    shift: usize,
}

/// A line without the identifier that Obsidian writes after a block: ` ^abc`.
fn without_block_id(line: &str) -> &str {
    let found = line.rfind(" ^").filter(|at| {
        let id = &line[at + 2..];
        !id.is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    });
    found.map_or(line, |at| &line[..at])
}

/// An item of a list without the box that says whether it is done.
fn without_task(mapping: &mut Mapping<'_>, line: &str, start: usize) -> Bare {
    let indent = line.len() - line.trim_start().len();
    let item = &line[indent..];
    let is_task = ["- ", "* ", "+ "].iter().any(|sign| {
        item.strip_prefix(sign).is_some_and(|rest| ["[ ] ", "[x] ", "[X] "].iter().any(|box_of| rest.starts_with(box_of)))
    });
    if !is_task {
        return Bare { text: line.to_owned(), shift: 0 };
    }
    mapping.lost(&item[2..5], start + indent + 2..start + indent + 5);
    Bare { text: format!("{}{}", &line[..indent + 2], &item[6..]), shift: 4 }
}

/// What begins here, when it is of another dialect: its length, and what stands for it.
fn piece(
    mapping: &mut Mapping<'_>,
    rest: &str,
    before: Option<char>,
    place: &dyn Fn(usize) -> std::ops::Range<usize>,
) -> Option<(usize, String)> {
    let after_word = before.is_some_and(char::is_alphanumeric);
    match rest.as_bytes()[0] {
        b'!' if rest.starts_with("![[") => {
            let (target, shown, length) = wiki(&rest[1..])?;
            let is_picture = target.rsplit_once('.').is_some_and(|(_, extension)| {
                matches!(
                    extension.to_ascii_lowercase().as_str(),
                    "png" | "jpg" | "jpeg" | "gif" | "webp" | "svg" | "bmp" | "avif"
                )
            });
            let found = if is_picture { mapping.picture(target) } else { None };
            // Obsidian writes the width of a picture where its description may stand.
            let alt = if shown == target || is_width(shown) { "" } else { shown };
            if let Some(found) = found {
                return Some((length + 1, format!("![{}]({found})", escape_signs(alt))));
            }
            if is_picture {
                let diagnostic = Diagnostic::new(Code::ImportPictureLeftOut, mapping.source.span(place(length + 1)));
                mapping.sink.push(diagnostic.with("file", target).with("alt", alt));
            } else {
                mapping.lost(&rest[..length + 1], place(length + 1));
            }
            Some((length + 1, String::new()))
        }
        b'!' if rest.starts_with("![") => picture(mapping, rest, place),
        b'[' if rest.starts_with("[[") => {
            let (_, shown, length) = wiki(rest)?;
            let words: String = shown.trim().chars().take(60).collect();
            let lost = Diagnostic::new(Code::ImportLinkLost, mapping.source.span(place(length))).with("words", words);
            mapping.sink.push(lost.with("target", "page"));
            Some((length, escape_signs(shown)))
        }
        b'[' if rest.starts_with("[@") || rest.starts_with("[-@") => {
            let end = rest.find(']')?;
            mapping.lost(&rest[..=end], place(end + 1));
            Some((end + 1, escape_signs(&rest[..=end])))
        }
        b'[' => attributes(mapping, rest, place),
        b'^' if rest.starts_with("^[") => {
            let end = closing(mapping, &rest[1..])? + 1;
            let label = format!("ici-{}", mapping.notes.len() + 1);
            mapping.notes.push(format!("[^{label}]: {}", rest[2..end].trim()));
            Some((end + 1, format!("[^{label}]")))
        }
        b'^' if before.is_some_and(|c| !c.is_whitespace() && c != '[') => {
            let (length, inner) = between(rest, "^", false)?;
            Some((length, format!("<sup>{inner}</sup>")))
        }
        b'~' if !rest.starts_with("~~") && before != Some('~') => {
            let (length, inner) = between(rest, "~", false)?;
            Some((length, format!("<sub>{inner}</sub>")))
        }
        b'=' if rest.starts_with("==") && !rest.starts_with("===") => {
            let (length, inner) = between(rest, "==", true)?;
            mapping.report(Code::ImportHighlight, "words", inner, place(length));
            Some((length, inner.to_owned()))
        }
        b'+' if rest.starts_with("++") && !after_word => {
            let (length, inner) = between(rest, "++", true)?;
            Some((length, inner.to_owned()))
        }
        b'%' if rest.starts_with("%%") => {
            let end = rest[2..].find("%%")? + 4;
            mapping.comment(&format!("{} ", &rest[2..end - 2]), place(end));
            let text = rest[2..end - 2].trim();
            if !text.contains(' ') {
                mapping.report(Code::ImportLineLeftOut, "line", text, place(end));
            }
            Some((end, String::new()))
        }
        b'<' if rest.starts_with("<!--") => {
            let end = rest.find("-->")? + 3;
            mapping.comment(&rest[4..end - 3], place(end));
            Some((end, String::new()))
        }
        b'<' => element(mapping, rest, place),
        b'$' => {
            let (length, inner) = math(rest)?;
            mapping.report(Code::ImportFormula, "words", inner, place(length));
            Some((length, escape_signs(inner)))
        }
        b'{' if rest.starts_with("{%") || rest.starts_with("{{") => {
            let end = rest.find(if rest.starts_with("{%") { "%}" } else { "}}" })? + 2;
            mapping.lost(&rest[..end], place(end));
            Some((end, String::new()))
        }
        b'{' if matches!(before, Some(')' | '`' | '*')) && rest.starts_with("{:") => {
            let end = rest.find('}')? + 1;
            Some((end, String::new()))
        }
        b'{' if matches!(before, Some(')' | '`' | '*')) => {
            let found = braces::read(rest)?;
            let kept = braces::kept(mapping, &found, &[".decorative"], place(found.length));
            Some((found.length, kept))
        }
        b':' if !after_word => {
            let length =
                rest[1..].bytes().take_while(|byte| byte.is_ascii_lowercase() || matches!(byte, b'_' | b'+' | b'-')).count();
            let after = rest[1 + length..].strip_prefix(':').filter(|_| length >= 2)?;
            if after.starts_with(|next: char| next.is_alphanumeric() || next == ':') {
                return None;
            }
            mapping.lost(&rest[..length + 2], place(length + 2));
            Some((length + 2, rest[..length + 2].to_owned()))
        }
        _ => None,
    }
}

/// A link of a wiki, `[[page#place|words]]`: its target, its words and its length.
fn wiki(text: &str) -> Option<(&str, &str, usize)> {
    let end = text.find("]]")?;
    let inner = text.get(2..end).filter(|inner| !inner.is_empty() && !inner.contains('['))?;
    let (target, words) = inner.split_once('|').unwrap_or((inner, ""));
    let page = target.split('#').next().unwrap_or_default();
    let name = if page.is_empty() { target.trim_start_matches('#') } else { page };
    Some((target, if words.is_empty() { name } else { words }, end + 2))
}

/// A phrase with attributes of pandoc: those that the book has, some under other names, stay.
fn attributes(mapping: &mut Mapping<'_>, rest: &str, place: &dyn Fn(usize) -> std::ops::Range<usize>) -> Option<(usize, String)> {
    let end = closing(mapping, rest)?;
    let mut found = braces::read(&rest[end + 1..])?;
    for part in &mut found.parts {
        if *part == ".smallcaps" {
            *part = ".sc";
        }
    }
    found.parts.retain(|part| !matches!(*part, ".underline" | ".ul" | ".mark"));
    let range = place(end + 1 + found.length);
    let kept = braces::kept(mapping, &found, &[".sc", "lang"], range);
    let words = &rest[1..end];
    let shown = if kept.is_empty() { words.to_owned() } else { format!("[{words}]{kept}") };
    Some((end + 1 + found.length, shown))
}

/// What stands between two signs that touch it: its whole length, and itself.
fn between<'t>(rest: &'t str, sign: &str, spaces: bool) -> Option<(usize, &'t str)> {
    let inner = &rest[sign.len()..];
    let end = inner.find(sign)?;
    let inner = &inner[..end];
    let touches = !inner.is_empty() && !inner.starts_with(char::is_whitespace) && !inner.ends_with(char::is_whitespace);
    let fits = touches && (spaces || !inner.contains(char::is_whitespace)) && !inner.contains(['[', ']']);
    fits.then_some((end + 2 * sign.len(), inner))
}

/// A formula in a line, by pandoc's rule: no space within its signs, and no digit after them.
fn math(rest: &str) -> Option<(usize, &str)> {
    let sign = if rest.starts_with("$$") { "$$" } else { "$" };
    let inner = &rest[sign.len()..];
    let end = inner.find(sign)?;
    let inner = &inner[..end];
    let length = end + 2 * sign.len();
    let digit = rest[length..].starts_with(|c: char| c.is_ascii_digit());
    let touches = !inner.is_empty() && !inner.starts_with(char::is_whitespace) && !inner.ends_with(char::is_whitespace);
    (touches && !digit).then_some((length, inner))
}

/// An element of HTML with an exact form in Markdown, or a picture, which is not copied.
fn element(mapping: &mut Mapping<'_>, rest: &str, place: &dyn Fn(usize) -> std::ops::Range<usize>) -> Option<(usize, String)> {
    let end = rest.find('>')?;
    let tag = &rest[1..end];
    let name: String = tag.chars().take_while(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    if name == "img" {
        let value = |key: &str| {
            let (_, after) = tag.split_once(&format!("{key}="))?;
            let quote = after.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
            after[1..].split(quote).next().map(str::to_owned)
        };
        let diagnostic = Diagnostic::new(Code::ImportPictureLeftOut, mapping.source.span(place(end + 1)));
        let (file, alt) = (value("src").unwrap_or_default(), value("alt").unwrap_or_default());
        mapping.sink.push(diagnostic.with("file", file.chars().take(200).collect::<String>()).with("alt", alt));
        return Some((end + 1, String::new()));
    }
    let signs = match name.as_str() {
        "strong" | "b" => "**",
        "em" | "i" => "*",
        "del" | "s" | "strike" => "~~",
        "code" | "kbd" => "`",
        "u" | "mark" | "small" | "font" | "span" => "",
        _ => return None,
    };
    if !(tag.len() == name.len() || tag[name.len()..].starts_with(' ')) || tag.contains("lang=") {
        return None;
    }
    let close = format!("</{name}>");
    let inner = &rest[end + 1..];
    let length = inner.find(&close)?;
    let words = &inner[..length];
    if words.contains('<') || words.trim() != words || words.is_empty() {
        return None;
    }
    Some((end + 1 + length + close.len(), format!("{signs}{words}{signs}")))
}
