//! Reads inline elements: text, emphasis, links, code, and what is left out of them.

use super::{
    left_out::declaration,
    notes::Call,
    page::Node,
    reader::{MAX_DEPTH, Reader},
};
use crate::{
    diagnostic::{Code, Diagnostic},
    import::{
        address::without_redirect,
        nest::Format,
        pictures::{data_picture, picture},
        tree::{Inline, PlacedPicture, Style},
    },
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
            let text = node.text_content();
            self.push_text(&text);
            return;
        }
        if let Some(text) = node.text() {
            self.push_text(text);
            return;
        }
        if self.notes.is_back_link(node) || self.leaves_out(node) || is_permalink(node) {
            return;
        }
        match self.notes.call(node) {
            Some(Call::Note(index)) => {
                let outer = std::mem::take(&mut self.format);
                self.push(Inline::Note(index));
                self.format = outer;
                return;
            }
            Some(Call::Comment(text)) => {
                let diagnostic =
                    Diagnostic::new(Code::ImportComment, self.span).with("author", "?").with("comment", text).with("words", "…");
                self.remark(diagnostic);
                return;
            }
            None => {}
        }
        match node.name() {
            "script" | "style" | "template" | "noscript" => {}
            "br" => self.push(Inline::Break),
            "em" | "i" | "cite" | "dfn" | "var" => self.with_format(node, depth, |format| format.emphasis = true),
            "strong" | "b" => self.with_format(node, depth, |format| format.strong = true),
            "del" | "s" | "strike" => self.with_format(node, depth, |format| format.strike = true),
            "sup" => self.with_format(node, depth, |format| format.superscript = true),
            "sub" => self.with_format(node, depth, |format| format.subscript = true),
            "code" | "kbd" | "samp" | "tt" => {
                let text = node.text_content();
                self.push(Inline::Code(text));
            }
            "mark" => self.read_marked(node, depth),
            _ if declaration(node, "mso-highlight").is_some_and(|colour| colour != "none") => self.read_marked(node, depth),
            // The reading of a word, above it in ruby: in brackets after it, as browsers without ruby show it.
            "rt" => {
                self.push(Inline::Text("\u{a0}(".to_owned()));
                self.with_format(node, depth, |_| {});
                self.push(Inline::Text(")".to_owned()));
            }
            "rp" => {}
            "bdo" => {
                self.report(Code::ImportElementLost, "bdo");
                self.with_format(node, depth, |_| {});
            }
            "q" => {
                // Quotation marks that a browser writes; the book's typography makes its own of them.
                self.push(Inline::Text("“".to_owned()));
                self.with_format(node, depth, |_| {});
                self.push(Inline::Text("”".to_owned()));
            }
            "abbr" | "acronym" => match node.attribute("title").filter(|title| !title.trim().is_empty()) {
                Some(title) => {
                    let text = node.text_content();
                    self.push(Inline::Styled(Style::Abbreviation(title.trim().to_owned()), vec![Inline::Text(text)]));
                }
                None => self.read_inlines(node, depth + 1),
            },
            "a" => self.read_link(node, depth),
            "img" => self.read_picture(node),
            lost @ ("iframe" | "video" | "audio" | "object" | "embed" | "canvas" | "svg" | "math" | "form" | "input"
            | "select" | "textarea") => {
                self.report(Code::ImportElementLost, lost);
                if !matches!(lost, "svg" | "canvas" | "iframe") {
                    self.read_inlines(node, depth + 1);
                }
            }
            // A block inside an inline: some pages wrap paragraphs in links or `font` elements.
            "p" | "div" | "ul" | "ol" | "dl" | "table" | "blockquote" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "pre"
            | "hr" | "figure" | "aside" | "section" | "article" | "header" | "footer" | "nav" | "main" => {
                self.finish_paragraph();
                self.read_block(node, depth + 1);
            }
            _ => self.with_format(node, depth, |_| {}),
        }
    }

    /// Highlighted words, which are named in a message.
    fn read_marked(&mut self, node: Node<'_>, depth: usize) {
        let words: String = node.text_content().split_whitespace().collect::<Vec<_>>().join(" ").chars().take(60).collect();
        if !words.is_empty() {
            self.remark(Diagnostic::new(Code::ImportHighlight, self.span).with("words", words));
        }
        self.with_format(node, depth, |_| {});
    }

    /// A link: kept when it leads outside of its site, or to a heading of the same page.
    fn read_link(&mut self, node: Node<'_>, depth: usize) {
        let target = node.attribute("href").map(without_redirect);
        let target =
            target.filter(|target| is_absolute(target) || target.strip_prefix('#').is_some_and(|id| self.notes.is_heading(id)));
        match target {
            Some(target) => self.with_format(node, depth, |format| format.link = Some(target.into())),
            None => self.with_format(node, depth, |_| {}),
        }
    }

    /// A picture: one within the page is taken over, one that is only an address is reported.
    fn read_picture(&mut self, node: Node<'_>) {
        let alternative = node.attribute("alt").unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
        let address = picture_address(node);
        let decorative = node.attribute("role").is_some_and(|role| role == "presentation" || role == "none");
        let beside = || picture((self.options.beside?)(address)?).ok();
        let file = data_picture(address).or_else(beside).map(|picture| {
            self.tree.pictures.push(picture);
            self.tree.pictures.len() - 1
        });
        if file.is_none() {
            let shown: String = address.chars().take(200).collect();
            let diagnostic = Diagnostic::new(Code::ImportPictureLeftOut, self.span).with("file", shown).with("alt", &alternative);
            self.sink.push(diagnostic);
        }
        self.push(Inline::Picture(PlacedPicture { file, alternative, decorative }));
    }

    /// Reads the children of `node` in its own style and in a format that `change` changes.
    fn with_format(&mut self, node: Node<'_>, depth: usize, change: impl FnOnce(&mut Format)) {
        self.styled(node, |reader| {
            change(&mut reader.format);
            reader.read_inlines(node, depth + 1);
        });
    }
}

/// The address of a picture. Sites that load pictures late keep it elsewhere, and have a small picture in its place.
fn picture_address<'p>(node: Node<'p>) -> &'p str {
    let shown = node.attribute("src").unwrap_or_default().trim();
    if !shown.is_empty() && !shown.starts_with("data:") {
        return shown;
    }
    let late = LATE.iter().find_map(|name| node.attribute(name).map(str::trim).filter(|address| !address.is_empty()));
    let sets = ["srcset", "data-srcset", "data-lazy-srcset"];
    late.or_else(|| sets.iter().find_map(|name| largest(node.attribute(name)?))).unwrap_or(shown)
}

/// Attributes in which sites keep the address of a picture that is loaded late.
const LATE: [&str; 4] = ["data-src", "data-lazy-src", "data-original", "data-orig-file"];

/// The widest picture of a set (HTML Living Standard, 4.8.4.2.1).
fn largest(set: &str) -> Option<&str> {
    let candidates = set.split(", ").filter_map(|candidate| {
        let mut parts = candidate.trim().trim_end_matches(',').split_whitespace();
        let address = parts.next().filter(|address| !address.starts_with("data:"))?;
        let size = parts.next().and_then(|size| size.trim_end_matches(['w', 'x']).parse::<f64>().ok()).unwrap_or(1.0);
        Some((address, size))
    });
    candidates.max_by(|one, other| one.1.total_cmp(&other.1)).map(|(address, _)| address)
}

/// Whether a link only offers the address of its place: a sign, or a drawing of one, that leads to the page itself.
fn is_permalink(node: Node<'_>) -> bool {
    let leads_here = || node.attribute("href").is_some_and(|href| href.starts_with('#') && href.len() > 1);
    let named = || ["anchor", "headerlink", "permalink", "hash-link", "heading-link"].iter().any(|class| node.has_class(class));
    let in_heading = || {
        let mut above = node.parent();
        while let Some(parent) = above {
            if matches!(parent.name(), "h1" | "h2" | "h3" | "h4" | "h5" | "h6") {
                return true;
            }
            above = parent.parent().filter(|_| matches!(parent.name(), "span" | "div" | "a" | "small"));
        }
        false
    };
    node.name() == "a"
        && (leads_here() || named())
        && (named() || in_heading())
        && !node.text_content().contains(char::is_alphanumeric)
        && node.find_all("img").is_empty()
}

/// Whether a link's target is an absolute URL, which has a meaning outside its site.
fn is_absolute(target: &str) -> bool {
    ["https://", "http://", "mailto:"].iter().any(|scheme| target.len() > scheme.len() && target.starts_with(scheme))
}
