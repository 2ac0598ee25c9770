//! Blocks of WordPress that a page cannot show as they are: files with their button, blocks that stand elsewhere on the blog, and what
//! `preformatted` reads.

use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    import::preformatted::{Kinds, as_lines},
    source::Span,
};
use std::collections::HashMap;

/// Blocks without content of which nothing is lost.
const SILENT: [&str; 8] = ["separator", "spacer", "more", "nextpage", "footnotes", "paragraph", "page-break", "post-title"];

/// How deep blocks that stand elsewhere may name each other.
const DEEPEST: usize = 5;

/// Most blocks that stand elsewhere in a post.
const MOST_BLOCKS: usize = 100;

/// Most bytes that the blocks of a post may become.
const MOST: usize = 8 << 20;

/// A post whose blocks a page can show; `reusable` are the blocks that stand elsewhere, by their numbers.
pub(super) fn shown(content: &str, reusable: &HashMap<String, String>, whole: Span, sink: &mut Diagnostics) -> String {
    let mut placing = Placing { reusable, left: MOST_BLOCKS, whole, sink };
    let placed = placing.text(content, 0);
    without_buttons(&as_lines(&placed, Kinds::All), whole, sink)
}

/// Puts the blocks in their places that stand elsewhere.
struct Placing<'a> {
    reusable: &'a HashMap<String, String>,
    left: usize,
    whole: Span,
    sink: &'a mut Diagnostics,
}

impl Placing<'_> {
    /// The text with the blocks in it that stand elsewhere; those that are not in the export, and what the blog makes anew each time it is
    /// shown, are named.
    fn text(&mut self, text: &str, depth: usize) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("<!-- wp:") {
            out.push_str(before);
            let (comment, after) = after.split_once("-->").unwrap_or((after, ""));
            rest = after;
            let Some(block) = comment.trim_end().strip_suffix('/') else {
                out.push_str(&format!("<!-- wp:{comment}-->"));
                continue;
            };
            let (name, values) = block.trim().split_once([' ', '\n']).unwrap_or((block.trim(), ""));
            let values: serde_json::Value = serde_json::from_str(values.trim()).unwrap_or_default();
            let number = values.get("ref").map(|number| number.to_string().trim_matches('"').to_owned());
            let found = number
                .as_ref()
                .and_then(|number| self.reusable.get(number))
                .filter(|_| name == "block" && depth < DEEPEST && self.left > 0);
            match found.filter(|found| out.len() + found.len() < MOST) {
                Some(found) => {
                    self.left -= 1;
                    let shown = self.text(found, depth + 1);
                    out.push_str(&shown);
                }
                None if SILENT.contains(&name) => {}
                None => {
                    let element: String = format!("wp:{name} {}", number.unwrap_or_default()).trim().chars().take(60).collect();
                    self.sink.push(Diagnostic::new(Code::ImportElementLost, self.whole).with("element", element));
                }
            }
        }
        out.push_str(rest);
        out
    }
}

/// The text without the buttons that load a file, which say nothing that the link before them does not.
fn without_buttons(text: &str, whole: Span, sink: &mut Diagnostics) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("<a ") {
        let end = rest[at..].find('>').map_or(rest.len(), |end| at + end + 1);
        let is_button = rest[at..end].contains("wp-block-file__button");
        let Some(length) = Some(()).filter(|()| is_button).and_then(|()| rest[end..].find("</a>")) else {
            out.push_str(&rest[..end]);
            rest = &rest[end..];
            continue;
        };
        out.push_str(&rest[..at]);
        let words: String = rest[end..end + length].chars().take(60).collect();
        sink.push(Diagnostic::new(Code::ImportLineLeftOut, whole).with("line", words));
        rest = &rest[end + length + "</a>".len()..];
    }
    out.push_str(rest);
    out
}
