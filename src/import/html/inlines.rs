//! Reads inline elements: text, emphasis, links, code, and what is left out of them.

use super::{
    left_out::{declaration, words},
    links::Target,
    notes::Call,
    page::Node,
    reader::{MAX_DEPTH, Reader},
};
use crate::{
    diagnostic::{Code, Diagnostic},
    import::{
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
            let text = self.notes.without_number(node, text);
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
            "q" => self.read_quotation(node, depth),
            "abbr" | "acronym" => match node.attribute("title").filter(|title| !title.trim().is_empty()) {
                Some(title) => {
                    let text = node.text_content();
                    self.push(Inline::Styled(Style::Abbreviation(title.trim().to_owned()), vec![Inline::Text(text)]));
                }
                None => self.read_inlines(node, depth + 1),
            },
            "a" => self.read_link(node, depth),
            "img" => self.read_picture(node),
            // What a button does, and what a form asks, no book can.
            "button" | "datalist" => {}
            "select" => node.find_all("option").into_iter().for_each(|option| self.report_furniture(option)),
            "label" | "textarea" | "output" => self.report_furniture(node),
            "svg" => self.report_drawing(node),
            "input" if self.forms > 0 || node.attribute("type").is_some_and(|kind| kind.eq_ignore_ascii_case("hidden")) => {}
            lost @ ("iframe" | "video" | "audio" | "object" | "embed" | "canvas" | "math" | "input") => {
                self.report(Code::ImportElementLost, lost);
                if lost != "iframe" {
                    self.read_inlines(node, depth + 1);
                }
            }
            // A block inside an inline: some pages wrap paragraphs in links or `font` elements.
            "p" | "div" | "ul" | "ol" | "dl" | "table" | "blockquote" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "pre"
            | "hr" | "figure" | "aside" | "section" | "article" | "header" | "footer" | "nav" | "main" | "form" | "fieldset" => {
                self.finish_paragraph();
                self.read_block(node, depth + 1);
            }
            _ => self.with_format(node, depth, |_| {}),
        }
    }

    /// A quotation, whose marks a browser writes: those of its language, and within another one the second ones.
    fn read_quotation(&mut self, node: Node<'_>, depth: usize) {
        let language = self.format.language.as_deref().unwrap_or(&self.language);
        let marks = match (language.split('-').next().unwrap_or_default(), self.quoted % 2) {
            ("fr", 0) => ["«\u{a0}", "\u{a0}»"],
            ("es" | "it" | "pt" | "ca" | "el" | "ru" | "uk" | "no" | "nb", 0) => ["«", "»"],
            ("de" | "cs" | "sk", 0) => ["„", "“"],
            ("de" | "cs" | "sk", _) => ["‚", "‘"],
            ("en" | "nl", 1) => ["‘", "’"],
            _ => ["“", "”"],
        };
        self.push(Inline::Text(marks[0].to_owned()));
        self.quoted += 1;
        self.with_format(node, depth, |_| {});
        self.quoted -= 1;
        self.push(Inline::Text(marks[1].to_owned()));
    }

    /// A drawing that stands in the page: it is told when it shows something, as a symbol beside words does not.
    fn report_drawing(&mut self, node: Node<'_>) {
        let is_hidden =
            node.attribute("aria-hidden") == Some("true") || matches!(node.attribute("role"), Some("presentation" | "none"));
        let title = node.find_all("title").first().map(|title| words(*title));
        let alternative = node.attribute("aria-label").map(str::to_owned).or(title).unwrap_or_default();
        let is_empty = node.children().all(|child| matches!(child.name(), "" | "use"));
        if !(is_hidden || is_empty && alternative.is_empty()) {
            self.sink.push(Diagnostic::new(Code::ImportPictureLeftOut, self.span).with("file", "svg").with("alt", alternative));
        }
    }

    /// Highlighted words, which are named in a message.
    fn read_marked(&mut self, node: Node<'_>, depth: usize) {
        let words: String = words(node).chars().take(60).collect();
        if !words.is_empty() {
            self.remark(Diagnostic::new(Code::ImportHighlight, self.span).with("words", words));
        }
        self.with_format(node, depth, |_| {});
    }

    /// A link: kept when it leads to a known address, or to a heading of the same page.
    fn read_link(&mut self, node: Node<'_>, depth: usize) {
        let target = match node.attribute("href").map(|address| self.base.target(address)) {
            Some(Target::Outside(address)) => Some(address),
            Some(Target::Within(id)) => Some(format!("#{id}")).filter(|_| self.notes.is_heading(&id)),
            Some(Target::Unknown) => {
                let words: String = words(node).chars().take(60).collect();
                // A picture alone leads to itself.
                if !words.is_empty() {
                    self.remark(Diagnostic::new(Code::ImportLinkLost, self.span).with("words", words).with("target", "page"));
                }
                None
            }
            Some(Target::Nowhere) | None => None,
        };
        // So does one that leads to its larger self on the site.
        let is_relative = || node.attribute("href").is_some_and(|address| !address.contains("://"));
        let target = target.filter(|target| !words(node).is_empty() || !(is_relative() || is_picture(target)));
        match target {
            Some(target) => self.with_format(node, depth, |format| format.link = Some(target.as_str().into())),
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

/// Whether an address is that of a picture, by its name.
fn is_picture(address: &str) -> bool {
    let name = address.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    ["jpg", "jpeg", "png", "gif", "webp", "svg", "avif"].iter().any(|extension| name.ends_with(&format!(".{extension}")))
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
