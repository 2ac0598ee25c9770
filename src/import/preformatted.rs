//! Preformatted text of HTML that is no code: poems of WordPress, and lines with emphasis, which a page would read as code.

use super::{fold::find_ignoring_case, verse::STANZA};

/// Which preformatted text becomes lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kinds {
    /// Poems, and text with emphasis or links.
    All,
    /// Poems alone.
    Poems,
}

/// The text with its poems as marked stanzas, and with preformatted text that has emphasis or links as lines; a page would read both as
/// code.
pub(super) fn as_lines(text: &str, kinds: Kinds) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = find_ignoring_case(rest, "<pre") {
        let Some(end) = rest[at..].find('>').map(|end| at + end + 1) else { break };
        let Some(length) = find_ignoring_case(&rest[end..], "</pre>") else { break };
        let (tag, inner) = (&rest[at..end], &rest[end..end + length]);
        let is_poem = tag.contains("wp-block-verse");
        let is_pre = tag["<pre".len()..].starts_with(|c: char| c == '>' || c.is_whitespace());
        let is_code = !is_pre || tag.contains("wp-block-code") || find_ignoring_case(inner, "<code").is_some();
        out.push_str(&rest[..at]);
        if is_poem || (kinds == Kinds::All && !is_code && inner.contains("</")) {
            out.push_str(&lines(inner, is_poem));
        } else {
            out.push_str(&rest[at..end + length + "</pre>".len()]);
        }
        rest = &rest[end + length + "</pre>".len()..];
    }
    out.push_str(rest);
    out
}

/// The lines of preformatted text as paragraphs, with the spaces at their beginning.
fn lines(text: &str, is_poem: bool) -> String {
    let text = text.replace("\r\n", "\n");
    let text =
        ["<br>", "<br/>", "<br />"].iter().fold(text, |text, tag| text.replace(&format!("{tag}\n"), "\n").replace(tag, "\n"));
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let mut html = String::new();
    for (at, stanza) in lines.split(|line| line.is_empty()).filter(|stanza| !stanza.is_empty()).enumerate() {
        let line = |line: &&str| {
            let bare = line.trim_start_matches([' ', '\t']);
            format!("{}{bare}", "\u{a0}".repeat(line.len() - bare.len()))
        };
        let mark = if is_poem { STANZA[at.min(1)].to_string() } else { String::new() };
        html.push_str(&format!("<p>{mark}{}</p>\n", stanza.iter().map(line).collect::<Vec<_>>().join("<br>")));
    }
    html
}
