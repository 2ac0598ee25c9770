//! Blocks → XHTML: paragraphs, headings, lists, quotations, interviews, verse, code.
//!
//! Figures, tables and charts are in `figures`, the blocks of generated pages in `made`.

use super::writer::{Inside, Writer};
use crate::book::{Block, CodeBlock, Exchange, Heading, Inline, List, ListMarker, Turn, Verse};

/// What stands between two passages: three asterisks, a no-break em apart.
const SEPARATOR: &str = "*\u{a0}\u{a0}*\u{a0}\u{a0}*";

impl Writer<'_> {
    /// Writes blocks.
    pub(super) fn blocks(&mut self, blocks: &[Block]) {
        for (position, block) in blocks.iter().enumerate() {
            let before = position.checked_sub(1).map(|before| &blocks[before]);
            self.block_between(before, block, blocks.get(position + 1));
        }
    }

    /// Writes a block; questions and answers that follow one another are one interview.
    pub(super) fn block_between(&mut self, before: Option<&Block>, block: &Block, after: Option<&Block>) {
        let exchange = matches!(block, Block::Exchange(_));
        if exchange && !matches!(before, Some(Block::Exchange(_))) {
            self.out.open("div").attr("class", "interview").attr("epub:type", "qna").attr("role", "doc-qna").line();
        }
        self.block(block);
        if exchange && !matches!(after, Some(Block::Exchange(_))) {
            self.out.close().line();
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(paragraph) => {
                self.out.open("p");
                self.lang_attributes(paragraph.lang.as_ref());
                self.inlines(&paragraph.content);
                self.out.close().line();
            }
            Block::Heading(heading) => self.heading(heading, None),
            Block::List(list) => self.list(list),
            Block::DefinitionList(list) => {
                self.out.open("dl").line();
                for entry in &list.entries {
                    for term in &entry.terms {
                        self.out.open("dt");
                        self.inlines(term);
                        self.out.close().line();
                    }
                    for definition in &entry.definitions {
                        self.out.open("dd").line();
                        self.blocks(&definition.blocks);
                        self.out.close().line();
                    }
                }
                self.out.close().line();
            }
            Block::Quote(quote) => {
                self.out.open("blockquote").line();
                self.blocks(&quote.blocks);
                self.out.close().line();
            }
            Block::Epigraph(epigraph) => {
                self.out.open("blockquote").attr("class", "epigraph").attr("epub:type", "epigraph");
                self.out.attr("role", "doc-epigraph").line();
                self.blocks(&epigraph.blocks);
                if !epigraph.source.is_empty() {
                    self.out.open("p").attr("class", "source");
                    self.inlines(&epigraph.source);
                    self.out.close().line();
                }
                self.out.close().line();
            }
            Block::Aside(aside) => {
                // Without the word « sidebar », which the vocabulary has given up for the element itself (SSV 1.1).
                self.out.open("aside").attr("class", "box").attr("role", "note").line();
                if !aside.title.is_empty() {
                    self.out.open("p").attr("class", "box-title");
                    self.inlines(&aside.title);
                    self.out.close().line();
                }
                self.blocks(&aside.blocks);
                self.out.close().line();
            }
            Block::Exchange(exchange) => self.exchange(exchange),
            Block::Verse(verse) => self.verse(verse),
            Block::Code(code) => self.code(code),
            Block::Figure(figure) => self.figure(figure),
            Block::Table(table) => self.table(table),
            Block::Chart(chart) => self.chart(chart),
            Block::Separator(_) => {
                // A sign of the text: reading systems that know no style sheet show nothing of an `hr` (FBReader, epy).
                self.out.open("p").attr("class", "separator").attr("role", "separator").text(SEPARATOR).close().line();
            }
            Block::Display(display) => self.display(display),
            Block::Contents(contents) => self.contents(contents),
            Block::Sponsors(group) => self.sponsors(group),
            Block::Biography(biography) => self.biography(biography),
            Block::Index(index) => self.index(index),
            Block::BarCode(code) => self.bar_code(code),
        }
    }

    /// Writes a heading at the level below the heading it stands under: levels are never skipped (WCAG, SNE charter).
    pub(super) fn heading(&mut self, heading: &Heading, class: Option<&str>) {
        let level = heading.level as u8;
        self.headings.retain(|&open| open < level);
        self.headings.push(level);
        let name = match self.headings.len() {
            0 | 1 => "h1",
            2 => "h2",
            3 => "h3",
            4 => "h4",
            5 => "h5",
            _ => "h6",
        };
        // Inside the heading, its name in a list of headings would begin with « page 12 ».
        self.breaks_at_start(&heading.content);
        self.out.open(name);
        self.id(Some(heading.anchor.as_str()));
        self.out.attr_if("class", class);
        self.inlines(&heading.content);
        self.out.close().line();
    }

    fn list(&mut self, list: &List) {
        match list.marker {
            ListMarker::Bullet => self.out.open("ul"),
            ListMarker::Number(1) => self.out.open("ol"),
            // XHTML's start is a signed 32-bit number in reading systems.
            ListMarker::Number(start) => self.out.open("ol").attr("start", &start.min(i32::MAX as u64).to_string()),
        };
        self.out.attr_if("class", list.tight.then_some("tight")).line();
        for item in &list.items {
            self.out.open("li");
            for block in &item.blocks {
                match block {
                    Block::Paragraph(paragraph) if list.tight && paragraph.lang.is_none() => self.inlines(&paragraph.content),
                    other => self.block_between(None, other, None),
                }
            }
            self.out.close().line();
        }
        self.out.close().line();
    }

    fn exchange(&mut self, exchange: &Exchange) {
        let class = match exchange.turn {
            Turn::Question => "question",
            Turn::Answer => "answer",
        };
        self.out.open("div").attr("class", class).line();
        let mut rest = exchange.blocks.as_slice();
        if !exchange.speaker.is_empty() {
            self.out.open("p").open("b").attr("class", "speaker");
            self.inlines(&exchange.speaker);
            self.out.close();
            if let Some((Block::Paragraph(paragraph), others)) = rest.split_first() {
                self.out.text("\u{a0}— ");
                if paragraph.lang.is_some() {
                    self.out.open("span");
                    self.lang_attributes(paragraph.lang.as_ref());
                }
                self.inlines(&paragraph.content);
                if paragraph.lang.is_some() {
                    self.out.close();
                }
                rest = others;
            }
            self.out.close().line();
        }
        self.blocks(rest);
        self.out.close().line();
    }

    fn verse(&mut self, verse: &Verse) {
        self.out.open("div").attr("class", "verse").line();
        for stanza in &verse.stanzas {
            self.out.open("p");
            for (position, line) in stanza.iter().enumerate() {
                if position > 0 {
                    self.out.open("br").close().line();
                }
                self.out.open("span").attr("class", "line");
                if line.indent > 0 {
                    self.out.attr("style", &format!("margin-left: {}em", line.indent));
                }
                self.inlines(&line.content);
                self.out.close();
            }
            self.out.close().line();
        }
        self.out.close().line();
    }

    fn code(&mut self, code: &CodeBlock) {
        let class = code.language.as_ref().map(|language| format!("language-{language}"));
        self.out.open("pre").attr("dir", "ltr").open("code").attr_if("class", class.as_deref());
        let text = crate::book::Text { id: code.id, text: code.text.clone(), span: code.span };
        self.leaf(&text);
        self.out.close().close().line();
    }

    /// A heading-like line of a generated page: `h1` when nothing above it is a heading, so that every page has one.
    pub(super) fn title_line(&mut self, class: &str, content: &[Inline]) {
        let first = self.headings.is_empty() && self.inside == Inside::Text;
        if first {
            self.headings.push(1);
        }
        self.out.open(if first { "h1" } else { "p" }).attr("class", class);
        self.inlines(content);
        self.out.close().line();
    }
}
