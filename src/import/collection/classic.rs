//! Posts written before blocks, and what stands outside of blocks: paragraphs are parted by empty lines, and lines by line ends, as WordPress shows them.

use crate::import::fold::find_ignoring_case;

/// Elements that are blocks: no paragraph is put around them.
const BLOCKS: [&str; 36] = [
    "table",
    "thead",
    "tfoot",
    "caption",
    "col",
    "colgroup",
    "tbody",
    "tr",
    "td",
    "th",
    "div",
    "dl",
    "dd",
    "dt",
    "ul",
    "ol",
    "li",
    "pre",
    "form",
    "blockquote",
    "address",
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "fieldset",
    "section",
    "article",
    "aside",
    "figure",
    "figcaption",
    "details",
];

/// Elements whose line ends are their own.
const KEPT: [&str; 3] = ["pre", "script", "style"];

/// The HTML of a text with blocks, which comments mark (`<!-- wp:paragraph -->`): what stands outside of them was written before them.
pub(super) fn around_blocks(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    let (mut outside, mut open) = (String::new(), 0_usize);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("<!--") {
        let (comment, after) = after.split_once("-->").unwrap_or((after, ""));
        let place = if open == 0 { &mut outside } else { &mut html };
        place.push_str(before);
        let name = comment.trim();
        if name.starts_with("wp:") || name.starts_with("/wp:") {
            if open == 0 {
                html.push_str(&paragraphs(&std::mem::take(&mut outside)));
            }
            match (name.starts_with('/'), name.ends_with('/')) {
                (true, _) => open = open.saturating_sub(1),
                (false, false) => open += 1,
                (false, true) => {}
            }
        }
        rest = after;
    }
    if open == 0 {
        outside.push_str(rest);
        html.push_str(&paragraphs(&outside));
    } else {
        html.push_str(rest);
    }
    html
}

/// The HTML of a text whose empty lines part paragraphs.
pub(super) fn paragraphs(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut html = String::with_capacity(text.len() + text.len() / 8);
    let mut paragraph = String::new();
    let mut open_list = 0_usize;
    let mut rest = text.as_str();
    while !rest.is_empty() {
        if let Some(tag) = block_at(rest) {
            let (name, closes) = tag;
            flush(&mut paragraph, open_list, &mut html);
            let length = match KEPT.iter().find(|kept| **kept == name).filter(|_| !closes) {
                Some(kept) => {
                    let end = format!("</{kept}>");
                    find_ignoring_case(rest, &end).map_or(rest.len(), |at| at + end.len())
                }
                None => rest.find('>').map_or(rest.len(), |at| at + 1),
            };
            // Within a list or a table, line ends part nothing.
            if matches!(name.as_str(), "ul" | "ol" | "dl" | "table" | "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "figure") {
                open_list = if closes { open_list.saturating_sub(1) } else { open_list + 1 };
            }
            html.push_str(&rest[..length]);
            rest = &rest[length..];
            continue;
        }
        // Up to the next element or the next empty line.
        let mut end = rest.len();
        for (at, _) in rest.char_indices().skip(1) {
            if rest[at..].starts_with("\n\n") || (rest[at..].starts_with('<') && block_at(&rest[at..]).is_some()) {
                end = at;
                break;
            }
        }
        paragraph.push_str(&rest[..end]);
        rest = &rest[end..];
        if rest.starts_with("\n\n") {
            flush(&mut paragraph, open_list, &mut html);
            rest = rest.trim_start_matches('\n');
        }
    }
    flush(&mut paragraph, open_list, &mut html);
    html
}

/// Ends a paragraph; within a list or a table its text stays as it is.
fn flush(paragraph: &mut String, open_list: usize, html: &mut String) {
    let text = std::mem::take(paragraph);
    let trimmed = text.trim();
    if trimmed.is_empty() || open_list > 0 {
        html.push_str(&text);
        return;
    }
    let lines: Vec<&str> = trimmed.lines().map(str::trim_end).collect();
    html.push_str(&format!("<p>{}</p>\n", lines.join("<br>\n")));
}

/// The name of a block element whose tag begins here, and whether it closes.
fn block_at(text: &str) -> Option<(String, bool)> {
    let inner = text.strip_prefix('<')?;
    let (inner, closes) = inner.strip_prefix('/').map_or((inner, false), |inner| (inner, true));
    let length = inner.bytes().take(12).take_while(u8::is_ascii_alphanumeric).count();
    let name = inner[..length].to_ascii_lowercase();
    let is_tag = inner[length..].starts_with(|c: char| c == '>' || c == '/' || c.is_whitespace());
    (is_tag && (BLOCKS.contains(&name.as_str()) || KEPT.contains(&name.as_str()))).then_some((name, closes))
}
