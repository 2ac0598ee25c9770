//! Reads block elements: headings, paragraphs, lists, quotations, tables, preformatted text.

use super::{
    page::Node,
    reader::{MAX_DEPTH, Reader},
};
use crate::{
    diagnostic::Code,
    import::scraped::{BlockKind, ScrapedBlock},
};

impl Reader<'_> {
    /// Reads the children of `node`, which are blocks and inlines.
    pub(super) fn read_blocks(&mut self, node: Node<'_>, depth: usize) {
        if depth > MAX_DEPTH {
            self.report(Code::ImportElementLost, "nesting");
            self.push_text(&node.text_content());
            return;
        }
        for child in node.children() {
            self.read_block(child, depth);
        }
    }

    /// Reads a block, or an inline among blocks.
    pub(super) fn read_block(&mut self, node: Node<'_>, depth: usize) {
        match node.name() {
            "script" | "style" | "head" | "noscript" | "template" | "nav" | "aside" | "button" => {}
            // The site's text about publication, not the author's.
            "footer" => {}
            heading @ ("h1" | "h2" | "h3" | "h4" | "h5" | "h6") => {
                self.finish_block(BlockKind::Paragraph);
                self.read_inlines(node, depth + 1);
                self.finish_block(BlockKind::Heading(heading.as_bytes()[1] - b'0'));
            }
            "hr" => {
                self.finish_block(BlockKind::Paragraph);
                let rule = "---".to_owned();
                let (plain, pictures, span) = (rule.clone(), Vec::new(), self.span);
                self.blocks.push(ScrapedBlock { kind: BlockKind::Rule, plain, markdown: rule, pictures, span });
            }
            "ul" | "ol" => {
                self.finish_block(BlockKind::Paragraph);
                self.read_list(node, depth + 1);
            }
            "blockquote" => {
                self.finish_block(BlockKind::Paragraph);
                self.read_quotation(node, depth + 1);
            }
            "table" => {
                self.finish_block(BlockKind::Paragraph);
                self.read_table(node, depth + 1);
            }
            "pre" => {
                self.finish_block(BlockKind::Paragraph);
                self.read_code(node);
            }
            "p" | "li" | "div" | "section" | "article" | "main" | "header" | "figure" | "figcaption" | "center" | "address"
            | "dl" | "dt" | "dd" | "body" | "html" => {
                self.finish_block(BlockKind::Paragraph);
                self.read_blocks(node, depth + 1);
                self.finish_block(BlockKind::Paragraph);
            }
            _ => self.read_inline(node, depth + 1),
        }
    }

    /// A list; nested lists are indented.
    fn read_list(&mut self, node: Node<'_>, depth: usize) {
        if !self.nest(2) {
            self.read_blocks(node, depth);
            return;
        }
        let ordered = node.name() == "ol";
        let outer = std::mem::take(&mut self.blocks);
        let mut markdown = String::new();
        let mut plain = String::new();
        for (number, item) in node.children().filter(|child| child.name() == "li").enumerate() {
            self.read_blocks(item, depth + 1);
            self.finish_block(BlockKind::Paragraph);
            let mark = if ordered { format!("{}. ", number + 1) } else { "- ".to_owned() };
            let pieces = std::mem::take(&mut self.blocks);
            for (index, piece) in pieces.iter().enumerate() {
                let first = if index == 0 { mark.as_str() } else { "" };
                for (line, text) in piece.markdown.lines().enumerate() {
                    let lead = if line == 0 && index == 0 { first.to_owned() } else { " ".repeat(mark.len()) };
                    // A second paragraph of an item needs an empty line before it.
                    if line == 0 && index > 0 && piece.kind == BlockKind::Paragraph {
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
        self.close(2);
        self.blocks = outer;
        self.push_verbatim(plain, markdown);
    }

    /// A quotation: the blocks in `node` become one block, with `>` before each line.
    fn read_quotation(&mut self, node: Node<'_>, depth: usize) {
        if !self.nest(1) {
            self.read_blocks(node, depth);
            return;
        }
        let outer = std::mem::take(&mut self.blocks);
        self.read_blocks(node, depth);
        self.finish_block(BlockKind::Paragraph);
        self.close(1);
        let inner = std::mem::replace(&mut self.blocks, outer);
        let plain: Vec<&str> = inner.iter().map(|piece| piece.plain.as_str()).collect();
        let markdown: Vec<&str> = inner.iter().map(|piece| piece.markdown.as_str()).collect();
        let markdown: Vec<String> = markdown.join("\n\n").lines().map(|line| format!("> {line}").trim_end().to_owned()).collect();
        self.push_verbatim(plain.join("\n"), markdown.join("\n"));
    }

    /// A table in the syntax with pipes; its first row is its header.
    fn read_table(&mut self, node: Node<'_>, depth: usize) {
        let mut lines = Vec::new();
        let outer = std::mem::take(&mut self.blocks);
        for row in node.find_all("tr") {
            let mut cells = Vec::new();
            for cell in row.children().filter(|child| matches!(child.name(), "td" | "th")) {
                let spans = ["rowspan", "colspan"].into_iter().filter_map(|side| cell.attribute(side));
                if spans.into_iter().any(|side| side.trim() != "1") {
                    self.report(Code::ImportElementLost, "rowspan, colspan");
                }
                self.read_blocks(cell, depth + 1);
                self.finish_block(BlockKind::Paragraph);
                let pieces = std::mem::take(&mut self.blocks);
                cells.push(pieces.iter().map(|piece| piece.markdown.replace('\n', " ")).collect::<Vec<_>>().join(" "));
            }
            lines.push(cells);
        }
        self.blocks = outer;
        let columns = lines.iter().map(Vec::len).max().unwrap_or(0);
        let mut markdown = String::new();
        for (index, mut cells) in lines.into_iter().enumerate() {
            // Markdown fills up the rows after the first, which gives the number of columns.
            if index == 0 {
                cells.resize(columns, String::new());
            }
            markdown.push_str(&format!("| {} |\n", cells.join(" | ")));
            if index == 0 {
                markdown.push_str(&format!("|{}\n", " --- |".repeat(columns)));
            }
        }
        self.push_verbatim(node.text_content(), markdown);
    }

    /// Preformatted text, in a fence longer than any run of backticks in it.
    fn read_code(&mut self, node: Node<'_>) {
        let text = node.text_content();
        let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(longest.max(2) + 1);
        self.push_verbatim(text.clone(), format!("{fence}\n{}\n{fence}", text.trim_matches('\n')));
    }
}
