//! Reads inline elements: text, emphasis, links, code, and what is left out of them.

use super::{
    page::Node,
    reader::{MAX_DEPTH, Reader},
};
use crate::{
    diagnostic::{Code, Diagnostic},
    import::{escape::escape, scraped::BlockKind},
};

impl Reader<'_> {
    /// Reads the children of `node`, which are inlines.
    pub(super) fn read_inlines(&mut self, node: Node<'_>, depth: usize) {
        for child in node.children() {
            self.read_inline(child, depth);
        }
    }

    /// Reads one inline node.
    pub(super) fn read_inline(&mut self, node: Node<'_>, depth: usize) {
        if depth > MAX_DEPTH {
            self.report(Code::ImportElementLost, "nesting");
            self.push_text(&node.text_content());
            return;
        }
        if let Some(text) = node.text() {
            self.push_text(text);
            return;
        }
        match node.name() {
            "script" | "style" | "template" | "noscript" => {}
            "br" => {
                self.current.plain.push(' ');
                self.current.markdown.push_str("\\\n");
            }
            "em" | "i" | "cite" | "dfn" => self.inline_between(node, depth, "*", "*"),
            "strong" | "b" => self.inline_between(node, depth, "**", "**"),
            "del" | "s" | "strike" => self.inline_between(node, depth, "~~", "~~"),
            "sup" => self.inline_between(node, depth, "<sup>", "</sup>"),
            "sub" => self.inline_between(node, depth, "<sub>", "</sub>"),
            "code" | "kbd" | "samp" => {
                let text = node.text_content();
                let delimiter = if text.contains('`') { "``" } else { "`" };
                self.current.plain.push_str(&text);
                self.current.markdown.push_str(&format!("{delimiter}{text}{delimiter}"));
            }
            "a" => match node.attribute("href").filter(|target| is_absolute(target)) {
                Some(target) => {
                    let target = target.replace(' ', "%20").replace('(', "%28").replace(')', "%29").replace(['<', '>'], "");
                    self.inline_between(node, depth, "[", &format!("]({target})"));
                }
                None => self.read_inlines(node, depth + 1),
            },
            "img" => {
                let alt = node.attribute("alt").unwrap_or_default();
                let file = node.attribute("src").unwrap_or_default();
                self.sink.push(Diagnostic::new(Code::ImportPictureLeftOut, self.span).with("file", file).with("alt", alt));
                if !alt.trim().is_empty() {
                    self.current.pictures.push(alt.to_owned());
                }
            }
            lost @ ("iframe" | "video" | "audio" | "object" | "embed" | "canvas" | "svg" | "math" | "form" | "input"
            | "select" | "textarea") => {
                self.report(Code::ImportElementLost, lost);
                if !matches!(lost, "svg" | "canvas" | "iframe") {
                    self.read_inlines(node, depth + 1);
                }
            }
            // A block inside an inline: some pages wrap paragraphs in links or `font` elements.
            "p" | "div" | "ul" | "ol" | "table" | "blockquote" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "pre" | "hr" => {
                self.finish_block(BlockKind::Paragraph);
                self.read_block(node, depth + 1);
            }
            _ => self.read_inlines(node, depth + 1),
        }
    }

    /// Reads the children of `node` between two delimiters. White space at either end is moved outside: Markdown does not allow
    /// it next to a delimiter (CommonMark 0.31, 6.2).
    fn inline_between(&mut self, node: Node<'_>, depth: usize, before: &'static str, after: &str) {
        if !self.open_emphasis(before) {
            self.read_inlines(node, depth + 1);
            return;
        }
        let outer = std::mem::take(&mut self.current.markdown);
        let blocks = self.blocks.len();
        self.read_inlines(node, depth + 1);
        self.close_emphasis();
        let inner = std::mem::replace(&mut self.current.markdown, outer);
        let text = inner.trim();
        // Nothing to delimit when the text is empty, or when a block ended inside.
        if text.is_empty() || self.blocks.len() != blocks {
            self.current.markdown.push_str(&inner);
            return;
        }
        let lead = &inner[..inner.len() - inner.trim_start().len()];
        let trail = &inner[inner.trim_end().len()..];
        self.current.markdown.push_str(&format!("{lead}{before}{text}{after}{trail}"));
    }

    /// Adds text to the current block, escaped in its Markdown.
    pub(super) fn push_text(&mut self, text: &str) {
        // Line breaks and tabs of the file are spaces, as in a browser; a no-break space is kept.
        let text: String = text.chars().map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c }).collect();
        self.current.plain.push_str(&text);
        let escaped = escape(&text);
        self.current.markdown.push_str(&escaped);
    }
}

/// Whether a link's target is an absolute URL, which has a meaning outside its site.
fn is_absolute(target: &str) -> bool {
    ["https://", "http://", "mailto:"].iter().any(|scheme| target.starts_with(scheme))
}
