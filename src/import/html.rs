//! A web page: its article's headings, paragraphs, lists, quotations, tables, links and emphasis.
//!
//! Scripts, styles and navigation are not text and go without a word; a picture, a form, an embedded player that a reader would
//! miss is reported. The parser keeps no offsets, so what is found is found in the file as a whole.

use super::{Piece, Role, Scraped, text::escape};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    source::{Source, Span},
};
use html5ever::{driver::ParseOpts, parse_document, tendril::TendrilSink as _};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// Deepest nesting that we follow; pages made by hand or by a blog stay far below.
const DEPTH: usize = 120;

/// Reads a page.
pub(super) fn pieces(source: &Source, sink: &mut Diagnostics) -> Scraped {
    let dom = parse_document(RcDom::default(), ParseOpts::default()).one(source.text());
    let mut scraped = Scraped::default();
    let mut article = None;
    survey(&dom.document, &mut scraped, &mut article);
    let root = article.map_or_else(|| dom.document.clone(), |(_, node)| node);
    let mut reader = Reader { pieces: Vec::new(), open: Open::default(), span: Span::whole(source.id()), sink };
    reader.blocks(&root, 0);
    reader.close(Role::Paragraph);
    scraped.pieces = reader.pieces;
    scraped
}

/// Finds what the page says of itself, and the element that holds the article (the best ranked, then the first).
fn survey(document: &Handle, scraped: &mut Scraped, article: &mut Option<(u8, Handle)>) {
    let mut waiting = vec![document.clone()];
    while let Some(node) = waiting.pop() {
        let value = |name: &str| attribute(&node, name);
        match name(&node) {
            "title" if scraped.title.is_none() => scraped.title = some(text_of(&node)),
            "meta" => match (value("name").or_else(|| value("property")).as_deref(), value("content")) {
                (Some("author"), Some(content)) => scraped.author = some(content),
                (Some("og:title"), Some(content)) => scraped.title = some(content).or_else(|| scraped.title.take()),
                (Some("og:url"), Some(content)) if scraped.address.is_none() => scraped.address = some(content),
                _ => {}
            },
            "link" if value("rel").as_deref() == Some("canonical") => scraped.address = value("href").and_then(some),
            tag => {
                let class = value("class").unwrap_or_default();
                let content = class.split_whitespace().any(|c| matches!(c, "entry-content" | "post-content" | "article-content"));
                let rank = match tag {
                    _ if content => 4,
                    "article" => 3,
                    "main" => 2,
                    _ if value("role").as_deref() == Some("main") => 2,
                    "body" => 1,
                    _ => 0,
                };
                if rank > article.as_ref().map_or(0, |(best, _)| *best) {
                    *article = Some((rank, node.clone()));
                }
            }
        }
        waiting.extend(node.children.borrow().iter().rev().cloned());
    }
}

/// The block being read.
#[derive(Default)]
struct Open {
    plain: String,
    markdown: String,
    pictures: Vec<String>,
}

struct Reader<'a> {
    pieces: Vec<Piece>,
    open: Open,
    span: Span,
    sink: &'a mut Diagnostics,
}

impl Reader<'_> {
    /// Ends the open block.
    fn close(&mut self, role: Role) {
        let Open { plain, markdown, pictures } = std::mem::take(&mut self.open);
        let (plain, markdown) = (tidy(&plain), tidy(&markdown));
        if plain.is_empty() && pictures.is_empty() {
            return;
        }
        let role = if super::text::is_rule(&plain) { Role::Rule } else { role };
        self.pieces.push(Piece { role, plain, markdown, pictures, span: self.span });
    }

    /// Reads the children of `node`, of which some are blocks.
    fn blocks(&mut self, node: &Handle, depth: usize) {
        if depth > DEPTH {
            self.report(Code::ImportElementLost, "nesting");
            let text = text_of(node);
            self.text(&text);
            return;
        }
        for child in node.children.borrow().iter() {
            match name(child) {
                "script" | "style" | "head" | "noscript" | "template" | "nav" | "aside" | "button" => {}
                // Who publishes and when: the site's, not the author's.
                "footer" => {}
                heading @ ("h1" | "h2" | "h3" | "h4" | "h5" | "h6") => {
                    self.close(Role::Paragraph);
                    self.inlines(child, depth + 1);
                    self.close(Role::Heading(heading.as_bytes()[1] - b'0'));
                }
                "hr" => {
                    self.close(Role::Paragraph);
                    let rule = "---".to_owned();
                    let (plain, pictures, span) = (rule.clone(), Vec::new(), self.span);
                    self.pieces.push(Piece { role: Role::Rule, plain, markdown: rule, pictures, span });
                }
                "ul" | "ol" => {
                    self.close(Role::Paragraph);
                    self.list(child, depth + 1);
                }
                "blockquote" => {
                    self.close(Role::Paragraph);
                    self.gathered(child, depth + 1, |line| format!("> {line}"));
                }
                "table" => {
                    self.close(Role::Paragraph);
                    self.table(child, depth + 1);
                }
                "pre" => {
                    self.close(Role::Paragraph);
                    self.code(child);
                }
                "p" | "div" | "section" | "article" | "main" | "header" | "figure" | "figcaption" | "center" | "address"
                | "dl" | "dt" | "dd" | "body" | "html" => {
                    self.close(Role::Paragraph);
                    self.blocks(child, depth + 1);
                    self.close(Role::Paragraph);
                }
                _ => self.inline(child, depth + 1),
            }
        }
    }

    /// A list, nested ones indented.
    fn list(&mut self, node: &Handle, depth: usize) {
        let ordered = name(node) == "ol";
        let outer = std::mem::take(&mut self.pieces);
        let mut markdown = String::new();
        let mut plain = String::new();
        for (number, item) in node.children.borrow().iter().filter(|child| name(child) == "li").enumerate() {
            self.blocks(item, depth + 1);
            self.close(Role::Paragraph);
            let mark = if ordered { format!("{}. ", number + 1) } else { "- ".to_owned() };
            let pieces = std::mem::take(&mut self.pieces);
            for (index, piece) in pieces.iter().enumerate() {
                let first = if index == 0 { mark.as_str() } else { "" };
                for (line, text) in piece.markdown.lines().enumerate() {
                    let lead = if line == 0 && index == 0 { first.to_owned() } else { " ".repeat(mark.len()) };
                    // A second paragraph of an item needs an empty line before it.
                    if line == 0 && index > 0 && piece.role == Role::Paragraph {
                        markdown.push('\n');
                    }
                    markdown.push_str(&lead);
                    markdown.push_str(text);
                    markdown.push('\n');
                }
                plain.push_str(&piece.plain);
                plain.push('\n');
            }
        }
        self.pieces = outer;
        self.push_other(plain, markdown);
    }

    /// The blocks inside a node as one block, each line changed by `lead`.
    fn gathered(&mut self, node: &Handle, depth: usize, lead: impl Fn(&str) -> String) {
        let outer = std::mem::take(&mut self.pieces);
        self.blocks(node, depth);
        self.close(Role::Paragraph);
        let inner = std::mem::replace(&mut self.pieces, outer);
        let plain: Vec<&str> = inner.iter().map(|piece| piece.plain.as_str()).collect();
        let markdown: Vec<&str> = inner.iter().map(|piece| piece.markdown.as_str()).collect();
        let markdown: Vec<String> = markdown.join("\n\n").lines().map(|line| lead(line).trim_end().to_owned()).collect();
        self.push_other(plain.join("\n"), markdown.join("\n"));
    }

    /// A table as pipes; its first row is its head.
    fn table(&mut self, node: &Handle, depth: usize) {
        let mut rows = Vec::new();
        find(node, "tr", &mut rows);
        let mut lines = Vec::new();
        let outer = std::mem::take(&mut self.pieces);
        for row in &rows {
            let mut cells = Vec::new();
            for cell in row.children.borrow().iter().filter(|child| matches!(name(child), "td" | "th")) {
                let spans = ["rowspan", "colspan"].into_iter().filter_map(|side| attribute(cell, side));
                if spans.into_iter().any(|side| side.trim() != "1") {
                    self.report(Code::ImportElementLost, "rowspan, colspan");
                }
                self.blocks(cell, depth + 1);
                self.close(Role::Paragraph);
                let pieces = std::mem::take(&mut self.pieces);
                cells.push(pieces.iter().map(|piece| piece.markdown.replace('\n', " ")).collect::<Vec<_>>().join(" "));
            }
            lines.push(cells);
        }
        self.pieces = outer;
        let columns = lines.iter().map(Vec::len).max().unwrap_or(0);
        let mut markdown = String::new();
        for (index, mut cells) in lines.into_iter().enumerate() {
            cells.resize(columns, String::new());
            markdown.push_str(&format!("| {} |\n", cells.join(" | ")));
            if index == 0 {
                markdown.push_str(&format!("|{}\n", " --- |".repeat(columns)));
            }
        }
        self.push_other(text_of(node), markdown);
    }

    fn code(&mut self, node: &Handle) {
        let text = text_of(node);
        let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(longest.max(2) + 1);
        self.push_other(text.clone(), format!("{fence}\n{}\n{fence}", text.trim_matches('\n')));
    }

    fn push_other(&mut self, plain: String, markdown: String) {
        if plain.trim().is_empty() {
            return;
        }
        let markdown = markdown.trim_end().to_owned();
        self.pieces.push(Piece { role: Role::Other, plain, markdown, pictures: Vec::new(), span: self.span });
    }

    fn inlines(&mut self, node: &Handle, depth: usize) {
        for child in node.children.borrow().iter() {
            self.inline(child, depth);
        }
    }

    fn inline(&mut self, node: &Handle, depth: usize) {
        if depth > DEPTH {
            self.report(Code::ImportElementLost, "nesting");
            let text = text_of(node);
            self.text(&text);
            return;
        }
        if let NodeData::Text { contents } = &node.data {
            self.text(&contents.borrow());
            return;
        }
        match name(node) {
            "script" | "style" | "template" | "noscript" => {}
            "br" => {
                self.open.plain.push(' ');
                self.open.markdown.push_str("\\\n");
            }
            "em" | "i" | "cite" | "dfn" => self.wrapped(node, depth, "*", "*"),
            "strong" | "b" => self.wrapped(node, depth, "**", "**"),
            "del" | "s" | "strike" => self.wrapped(node, depth, "~~", "~~"),
            "sup" => self.wrapped(node, depth, "<sup>", "</sup>"),
            "sub" => self.wrapped(node, depth, "<sub>", "</sub>"),
            "code" | "kbd" | "samp" => {
                let text = text_of(node);
                let mark = if text.contains('`') { "``" } else { "`" };
                self.open.plain.push_str(&text);
                self.open.markdown.push_str(&format!("{mark}{text}{mark}"));
            }
            "a" => match attribute(node, "href").filter(|target| is_address(target)) {
                Some(target) => {
                    let target = target.replace(' ', "%20").replace('(', "%28").replace(')', "%29").replace(['<', '>'], "");
                    self.wrapped(node, depth, "[", &format!("]({target})"));
                }
                None => self.inlines(node, depth + 1),
            },
            "img" => {
                let alt = attribute(node, "alt").unwrap_or_default();
                let file = attribute(node, "src").unwrap_or_default();
                self.sink.push(Diagnostic::new(Code::ImportPictureLeftOut, self.span).with("file", file).with("alt", &alt));
                if !alt.trim().is_empty() {
                    self.open.pictures.push(alt);
                }
            }
            lost @ ("iframe" | "video" | "audio" | "object" | "embed" | "canvas" | "svg" | "math" | "form" | "input"
            | "select" | "textarea") => {
                self.report(Code::ImportElementLost, lost);
                if !matches!(lost, "svg" | "canvas" | "iframe") {
                    self.inlines(node, depth + 1);
                }
            }
            // A block inside an inline: some pages wrap paragraphs in links or fonts.
            "p" | "div" | "ul" | "ol" | "table" | "blockquote" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "pre" | "hr" => {
                let mut alone = Vec::new();
                alone.push(node.clone());
                self.close(Role::Paragraph);
                let parent = markup5ever_rcdom::Node::new(NodeData::Document);
                parent.children.borrow_mut().append(&mut alone);
                self.blocks(&parent, depth + 1);
                // The child belongs to its own parent still: hand it back untouched.
                parent.children.borrow_mut().clear();
            }
            _ => self.inlines(node, depth + 1),
        }
    }

    /// Inlines between two marks; blanks at their ends stay outside, as Markdown needs.
    fn wrapped(&mut self, node: &Handle, depth: usize, before: &str, after: &str) {
        let outer = std::mem::take(&mut self.open.markdown);
        let blocks = self.pieces.len();
        self.inlines(node, depth + 1);
        let inner = std::mem::replace(&mut self.open.markdown, outer);
        let text = inner.trim();
        // Empty, or a paragraph ended in it: then there is nothing to stand between the marks.
        if text.is_empty() || self.pieces.len() != blocks {
            self.open.markdown.push_str(&inner);
            return;
        }
        let lead = &inner[..inner.len() - inner.trim_start().len()];
        let trail = &inner[inner.trim_end().len()..];
        self.open.markdown.push_str(&format!("{lead}{before}{text}{after}{trail}"));
    }

    fn text(&mut self, text: &str) {
        // Line ends of the file are spaces to a browser; a no-break space stays itself.
        let text: String = text.chars().map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c }).collect();
        self.open.plain.push_str(&text);
        let escaped = escape(&text);
        self.open.markdown.push_str(&escaped);
    }

    fn report(&mut self, code: Code, element: &str) {
        self.sink.push(Diagnostic::new(code, self.span).with("element", element));
    }
}

/// Whether a link's target means something outside its site.
fn is_address(target: &str) -> bool {
    ["https://", "http://", "mailto:"].iter().any(|scheme| target.starts_with(scheme))
}

/// Runs of spaces as one, none at the ends of lines.
fn tidy(text: &str) -> String {
    let lines: Vec<String> = text
        .split('\n')
        .map(|line| {
            let mut tidied = String::with_capacity(line.len());
            for character in line.chars() {
                if character != ' ' || !(tidied.is_empty() || tidied.ends_with(' ')) {
                    tidied.push(character);
                }
            }
            tidied.truncate(tidied.trim_end_matches(' ').len());
            tidied
        })
        .collect();
    lines.join("\n").trim().trim_end_matches('\\').trim_end().to_owned()
}

fn some(text: String) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn name(node: &Handle) -> &str {
    match &node.data {
        NodeData::Element { name, .. } => &name.local,
        NodeData::Document
        | NodeData::Doctype { .. }
        | NodeData::Text { .. }
        | NodeData::Comment { .. }
        | NodeData::ProcessingInstruction { .. } => "",
    }
}

fn attribute(node: &Handle, wanted: &str) -> Option<String> {
    let NodeData::Element { attrs, .. } = &node.data else { return None };
    attrs.borrow().iter().find(|attribute| &*attribute.name.local == wanted).map(|attribute| attribute.value.to_string())
}

/// Every character under a node, without recursion: depth is unbounded here.
fn text_of(node: &Handle) -> String {
    let mut text = String::new();
    let mut waiting = vec![node.clone()];
    while let Some(node) = waiting.pop() {
        if let NodeData::Text { contents } = &node.data {
            text.push_str(&contents.borrow());
        }
        waiting.extend(node.children.borrow().iter().rev().cloned());
    }
    text
}

/// Every element `wanted` under a node that is not inside another of the same name.
fn find(node: &Handle, wanted: &str, found: &mut Vec<Handle>) {
    let mut waiting = vec![node.clone()];
    while let Some(node) = waiting.pop() {
        if name(&node) == wanted {
            found.push(node);
        } else {
            waiting.extend(node.children.borrow().iter().rev().cloned());
        }
    }
}
