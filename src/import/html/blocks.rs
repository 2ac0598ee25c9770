//! Reads block elements: headings, paragraphs, lists, quotations, preformatted text; `tables` reads tables.

use super::{
    filtered::strip_sign,
    left_out::words,
    page::Node,
    reader::{MAX_DEPTH, Reader},
    word::{filtered_sign, is_initial, is_ruled, word_item},
};
use crate::{
    diagnostic::Code,
    import::{
        nest::Format,
        phrases::{plain, unbold},
        tree::{Block, Inline, text_of_blocks},
        write::is_blank,
    },
};

/// Classes of what a site puts beside an author's text.
const FURNITURE: [&str; 12] = [
    "sharedaddy",
    "jp-relatedposts",
    "post-navigation",
    "comments-area",
    "wp-block-social-links",
    "share-buttons",
    "addtoany_share_save_container",
    "toc",
    "table-of-contents",
    "mw-editsection",
    "breadcrumb",
    "breadcrumbs",
];

/// Makes a block of a text.
type Wrap = fn(Vec<Inline>) -> Block;

/// Classes of paragraphs that word processors give to titles.
const TITLES: [(&str, Wrap); 4] =
    [("title", Block::Title), ("MsoTitle", Block::Title), ("subtitle", Block::Subtitle), ("MsoSubtitle", Block::Subtitle)];

impl Reader<'_> {
    /// Reads the children of `node`, which are blocks and inlines.
    pub(super) fn read_blocks(&mut self, node: Node<'_>, depth: usize) {
        if depth > MAX_DEPTH {
            self.report(Code::ImportElementLost, "nesting");
            let text = node.text_content();
            self.push_text(&text);
            return;
        }
        for child in node.children() {
            self.read_block(child, depth);
        }
    }

    /// Reads one node, which may be a block.
    pub(super) fn read_block(&mut self, child: Node<'_>, depth: usize) {
        if self.notes.is_body(child) || self.leaves_out(child) {
            return;
        }
        match child.name() {
            "script" | "style" | "head" | "noscript" | "template" | "nav" | "button" => {}
            // The site's text about publication, perhaps of the author.
            "footer" => self.report_furniture(child),
            _ if FURNITURE.iter().any(|class| child.has_class(class)) => self.report_furniture(child),
            heading @ ("h1" | "h2" | "h3" | "h4" | "h5" | "h6") => {
                self.finish_paragraph();
                let anchor = child.attribute("id").filter(|id| self.notes.is_target(id)).map(str::to_owned);
                let outer = std::mem::take(&mut self.blocks);
                self.styled(child, |reader| {
                    // A heading is strong by itself.
                    reader.format.strong = false;
                    reader.read_inlines(child, depth + 1);
                });
                // The number that Word counts before a heading.
                if let Some(sign) = filtered_sign(child) {
                    strip_sign(&mut self.runs, &sign);
                }
                let content = self.take_inlines();
                let within = std::mem::replace(&mut self.blocks, outer);
                self.push_heading(heading.as_bytes()[1] - b'0', anchor, content);
                self.blocks.extend(within);
            }
            // Google's editor and Word name the styles of a title so.
            "p" if TITLES.iter().any(|(class, _)| child.has_class(class)) => {
                self.finish_paragraph();
                self.styled(child, |reader| reader.read_inlines(child, depth + 1));
                let content = self.take_inlines();
                let title = TITLES.iter().find(|(class, _)| child.has_class(class));
                if let Some((_, block)) = title.filter(|_| !is_blank(&content)) {
                    self.blocks.push(match block(content) {
                        Block::Title(words) => Block::Title(unbold(words)),
                        Block::Subtitle(words) => Block::Subtitle(plain(words)),
                        other => other,
                    });
                }
            }
            "p" if child.has_class("MsoCaption") => self.read_caption(child, depth),
            "p" if child.has_class("MsoQuote") || child.has_class("MsoIntenseQuote") => self.read_quoted(child, depth),
            "p" | "div" if is_initial(child) => self.keep_initial(&child.text_content()),
            // Word and others draw the line between two scenes as the border of nothing.
            "p" | "div" if self.cells == 0 && is_ruled(child) => {
                self.finish_paragraph();
                self.push_rule();
            }
            "p" => match word_item(child) {
                Some(item) => self.read_word_item(child, item, depth),
                None => self.read_division(child, depth),
            },
            "hr" => {
                self.finish_paragraph();
                self.push_rule();
            }
            "ul" | "ol" | "menu" => {
                self.finish_paragraph();
                self.read_list(child, depth + 1);
            }
            "dl" => {
                self.finish_paragraph();
                self.read_definitions(child, depth + 1);
            }
            "blockquote" => {
                self.finish_paragraph();
                let inner = self.read_within(child, 1, depth);
                self.push_container(inner, Block::Quotation);
            }
            "form" => {
                self.finish_paragraph();
                self.report(Code::ImportElementLost, "form");
                self.forms += 1;
                self.styled(child, |reader| reader.read_blocks(child, depth + 1));
                self.finish_paragraph();
                self.forms -= 1;
            }
            "aside" => {
                self.finish_paragraph();
                let inner = self.read_within(child, 1, depth);
                self.push_container(inner, Block::Aside);
            }
            "table" => {
                self.finish_paragraph();
                self.read_table(child, depth + 1);
            }
            "pre" => {
                self.finish_paragraph();
                let text = child.text_content();
                if !text.trim().is_empty() {
                    self.blocks.push(Block::Code(text));
                }
            }
            "figure" => {
                self.finish_paragraph();
                self.read_figure(child, depth + 1);
            }
            "li" | "div" | "section" | "article" | "main" | "header" | "figcaption" | "center" | "address" | "dt" | "dd"
            | "body" | "html" | "details" | "summary" | "hgroup" | "fieldset" | "legend" => self.read_division(child, depth),
            _ => self.read_inline(child, depth + 1),
        }
    }

    /// Reads a paragraph, or an element that only parts what stands in it from what stands around it.
    fn read_division(&mut self, node: Node<'_>, depth: usize) {
        self.finish_paragraph();
        self.styled(node, |reader| reader.read_blocks(node, depth + 1));
        self.finish_paragraph();
    }

    /// Reports a piece of the site that is not the author's, by its words.
    pub(super) fn report_furniture(&mut self, node: Node<'_>) {
        let line: String = words(node).chars().take(60).collect();
        if !line.is_empty() {
            self.sink.push(crate::diagnostic::Diagnostic::new(Code::ImportLineLeftOut, self.span).with("line", line));
        }
    }

    /// Adds a heading; pictures and notes stay with it, and a heading without words becomes a paragraph.
    pub(super) fn push_heading(&mut self, level: u8, anchor: Option<String>, content: Vec<Inline>) {
        let (pictures, words): (Vec<Inline>, Vec<Inline>) = content.into_iter().partition(holds_picture);
        if !is_blank(&words) {
            self.blocks.push(Block::Heading { level, anchor, content: words });
        }
        if !is_blank(&pictures) {
            self.blocks.push(Block::Paragraph(pictures));
        }
    }

    /// The blocks in `node`, by themselves; those of too deep a nesting go to the blocks around.
    fn read_within(&mut self, node: Node<'_>, levels: usize, depth: usize) -> Vec<Block> {
        let nested = self.nest(levels);
        let outer = std::mem::take(&mut self.blocks);
        let format = std::mem::take(&mut self.format);
        self.styled(node, |reader| reader.read_blocks(node, depth + 1));
        self.finish_paragraph();
        self.format = format;
        let inner = std::mem::replace(&mut self.blocks, outer);
        if nested {
            self.close(levels);
            inner
        } else {
            self.blocks.extend(inner);
            Vec::new()
        }
    }

    /// A paragraph that Word's own style calls a quotation; neighbours are one.
    fn read_quoted(&mut self, node: Node<'_>, depth: usize) {
        self.finish_paragraph();
        self.styled(node, |reader| reader.read_inlines(node, depth + 1));
        let content = self.take_inlines();
        if is_blank(&content) {
            return;
        }
        // A quotation that is italic throughout, because Word's style is, needs no emphasis.
        let content = plain(content);
        let goes_on = self.quoted_at == self.blocks.len();
        match self.blocks.last_mut() {
            Some(Block::Quotation(inner)) if goes_on => inner.push(Block::Paragraph(content)),
            _ => self.blocks.push(Block::Quotation(vec![Block::Paragraph(content)])),
        }
        self.quoted_at = self.blocks.len();
    }

    fn push_container(&mut self, inner: Vec<Block>, container: fn(Vec<Block>) -> Block) {
        if !inner.is_empty() {
            self.blocks.push(container(inner));
        }
    }

    /// A list. What stands in it outside of items, as older editors write nested lists, belongs to the item before.
    fn read_list(&mut self, node: Node<'_>, depth: usize) {
        if !self.nest(2) {
            self.read_blocks(node, depth);
            return;
        }
        let ordered = node.name() == "ol";
        let outer = std::mem::take(&mut self.blocks);
        let mut items: Vec<Vec<Block>> = Vec::new();
        let mut values: Vec<Option<i64>> = Vec::new();
        for child in node.children() {
            let is_item = child.name() == "li";
            self.read_block(child, depth + 1);
            self.finish_paragraph();
            let blocks = std::mem::take(&mut self.blocks);
            match items.last_mut() {
                _ if blocks.is_empty() => {}
                Some(item) if !is_item => item.extend(blocks),
                Some(_) | None => {
                    items.push(blocks);
                    values.push(child.attribute("value").and_then(|value| value.trim().parse().ok()));
                }
            }
        }
        self.close(2);
        self.blocks = outer;
        if items.is_empty() {
            return;
        }
        if let Some(kind) = node.attribute("type").filter(|kind| ordered && matches!(*kind, "a" | "A" | "i" | "I")) {
            // A book numbers its lists with digits.
            self.report(Code::ImportElementLost, &format!("ol type={kind}"));
        }
        let numbers = numbers(node, &values);
        let start = numbers.first().and_then(|first| u64::try_from(*first).ok());
        if ordered && (start.is_none() || numbers.windows(2).any(|pair| pair[1] != pair[0] + 1)) {
            let reversed = node.attribute("reversed").is_some();
            self.report(Code::ImportElementLost, if reversed { "ol reversed" } else { "li value" });
            self.blocks.extend(numbers.iter().zip(items).flat_map(|(number, item)| numbered(*number, item)));
            return;
        }
        // Google's editor writes each level of a list as a list of its own, with the level in its class.
        let level = super::styles::list_level(node);
        let list = Block::List { start: start.filter(|_| ordered), items };
        match (level, self.blocks.last_mut()) {
            (Some(level), Some(before)) if level > 0 => super::styles::nest_list(before, level, list),
            _ => match self.blocks.last_mut() {
                Some(Block::List { start: before, items }) if level.is_some() && before.is_some() == ordered => {
                    let Block::List { items: more, .. } = list else { return };
                    items.extend(more);
                }
                _ => self.blocks.push(list),
            },
        }
    }

    /// A list of terms and what is said of them.
    fn read_definitions(&mut self, node: Node<'_>, depth: usize) {
        let mut entries: Vec<(Vec<Inline>, Vec<Vec<Block>>)> = Vec::new();
        let outer = std::mem::take(&mut self.blocks);
        let mut parts = Vec::new();
        for child in node.children() {
            // HTML lets a group of terms stand in a div.
            if child.name() == "div" { parts.extend(child.children()) } else { parts.push(child) }
        }
        for part in parts {
            match part.name() {
                "dt" => {
                    self.read_inlines(part, depth + 1);
                    let term = self.take_inlines();
                    entries.push((term, Vec::new()));
                }
                "dd" => {
                    self.read_blocks(part, depth + 1);
                    self.finish_paragraph();
                    let body = std::mem::take(&mut self.blocks);
                    match entries.last_mut() {
                        Some((_, bodies)) => bodies.push(body),
                        None => entries.push((Vec::new(), vec![body])),
                    }
                }
                _ => {}
            }
        }
        self.blocks = outer;
        let whole = entries.iter().all(|(term, bodies)| !is_blank(term) && bodies.iter().any(|body| !body.is_empty()));
        if whole && !entries.is_empty() {
            self.blocks.push(Block::Definitions(entries));
            return;
        }
        for (term, bodies) in entries {
            if !is_blank(&term) {
                self.blocks.push(Block::Paragraph(term));
            }
            self.blocks.extend(bodies.into_iter().flatten());
        }
    }

    /// A figure: a picture with its caption, or a table or a quotation in one.
    fn read_figure(&mut self, node: Node<'_>, depth: usize) {
        let captions = node.find_all("figcaption");
        let inner = self.read_within(node, 0, depth);
        let caption = captions.first().map(|caption| caption.text_content()).unwrap_or_default();
        let caption = caption.split_whitespace().collect::<Vec<_>>().join(" ");
        let is_caption = |block: &Block| {
            !caption.is_empty()
                && text_of_blocks(std::slice::from_ref(block)).split_whitespace().collect::<Vec<_>>().join(" ") == caption
        };
        match inner.as_slice() {
            [Block::Paragraph(picture), last @ Block::Paragraph(words)] if is_caption(last) => match picture.as_slice() {
                [picture @ Inline::Picture(placed)] if placed.file.is_some() => {
                    self.blocks.push(Block::Figure { picture: picture.clone(), caption: words.clone() });
                }
                _ => self.blocks.extend(inner),
            },
            [Block::Table { rows, .. }, last @ Block::Paragraph(words)] if is_caption(last) => {
                self.blocks.push(Block::Table { caption: words.clone(), rows: rows.clone() });
            }
            _ => self.blocks.extend(inner),
        }
    }

    /// Reads what `read` reads in the format and the language that `node` has.
    pub(super) fn styled(&mut self, node: Node<'_>, read: impl FnOnce(&mut Self)) {
        let outer: Format = self.format.clone();
        let font = self.symbol_font_of(node);
        let outer_font = std::mem::replace(&mut self.symbol_font, font);
        self.apply_style(node);
        read(self);
        (self.format, self.symbol_font) = (outer, outer_font);
    }
}

/// The number of each item of a list (HTML Living Standard, 4.4.5 and 4.4.8); `values` are those that items give themselves.
fn numbers(list: Node<'_>, values: &[Option<i64>]) -> Vec<i64> {
    let step = if list.attribute("reversed").is_some() { -1 } else { 1 };
    let start = list.attribute("start").and_then(|start| start.trim().parse().ok());
    let first = start.unwrap_or(if step < 0 { i64::try_from(values.len()).unwrap_or(1) } else { 1 });
    let mut next = first;
    let number = |value: &Option<i64>| {
        let number = value.unwrap_or(next);
        next = number.saturating_add(step);
        number
    };
    values.iter().map(number).collect()
}

/// The blocks of an item with its number typed before them, for a list whose numbers Markdown cannot count.
fn numbered(number: i64, mut item: Vec<Block>) -> Vec<Block> {
    let sign = Inline::Text(format!("{number}.\u{a0}"));
    match item.first_mut() {
        Some(Block::Paragraph(content)) => content.insert(0, sign),
        _ => item.insert(0, Block::Paragraph(vec![sign])),
    }
    item
}

fn holds_picture(inline: &Inline) -> bool {
    match inline {
        Inline::Picture(_) => true,
        Inline::Styled(_, inner) | Inline::Link(_, inner) => inner.iter().any(holds_picture),
        Inline::Text(_) | Inline::Code(_) | Inline::Note(_) | Inline::Break | Inline::Remark(_) => false,
    }
}
