//! Containers: `::: aside`, `::: verse` and the others become blocks.
//!
//! `structure` has found where they begin and end. Here the builder meets their fences among the blocks, opens a frame at the one and ends
//! it at the other. A container ends with the block that it stands in, at the latest.

use super::{
    attributes::Attributes,
    builder::{Builder, Frame, Open},
    fences::{self, Fence},
    marks::{Mark, MarkKind, TypedLine},
    nesting::MAX_DEPTH,
    opened::{ContainerKind, Opened},
    parser::MemoryCost,
    structure::Structure,
    verse,
};
use crate::{
    book::{Aside, Block, Epigraph, Exchange, Inline, Link, LinkTarget, Paragraph, RichText, Turn, Verse},
    diagnostic::{Code, Diagnostic, Diagnostics},
};
use std::ops::Range;

const NAMES: [&str; 7] = ["aside", "epigraph", "question", "answer", "verse", "figure", "table"];

/// Words that people type for them.
const WORDS: [(&str, &str); 14] = [
    ("citation", "epigraph"),
    ("encadre", "aside"),
    ("encadré", "aside"),
    ("epigraphe", "epigraph"),
    ("exergue", "epigraph"),
    ("image", "figure"),
    ("note", "aside"),
    ("photo", "figure"),
    ("poeme", "verse"),
    ("poème", "verse"),
    ("reponse", "answer"),
    ("réponse", "answer"),
    ("tableau", "table"),
    ("vers", "verse"),
];

/// How a container ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    /// By a fence.
    Closed,
    /// By the end of what it stands in, or of a container around it.
    Missing,
}

impl Builder<'_, '_, '_, '_> {
    /// Reads what a mark covers.
    pub(super) fn read_mark(&mut self, structure: &Structure, mark: &Mark) {
        self.flush();
        match mark.kind {
            MarkKind::Fence { number, .. } => {
                let fence = &structure.fences[number];
                if fence.is_closing(self.fragment.text) { self.close_container(fence) } else { self.open_container(fence) }
            }
            MarkKind::Verse(line) => {
                // A line is a piece of text and a place in the layout.
                self.parser.weigh(MemoryCost::INLINE, 2);
                self.read_verse(&mark.range, line);
            }
            MarkKind::Source => {
                let written = &self.fragment.text[mark.range.clone()];
                let after = written.trim_start_matches(['-', '—', '–']);
                let source = self.parser.parse_inlines(self.fragment, mark.range.end - after.len()..mark.range.end);
                match &mut self.top().open {
                    Open::Container(opened) if matches!(opened.kind, ContainerKind::Epigraph { .. }) => {
                        opened.kind = ContainerKind::Epigraph { source }
                    }
                    _ => self.push_line(&mark.range),
                }
            }
            MarkKind::Colon | MarkKind::Call => {}
        }
    }

    /// Adds a line of verse, which stands at `range`.
    fn read_verse(&mut self, range: &Range<usize>, line: TypedLine) {
        match &mut self.top().open {
            Open::Container(opened) if matches!(opened.kind, ContainerKind::Verse { .. }) => {
                if let ContainerKind::Verse { lines } = &mut opened.kind {
                    lines.push((range.clone(), line));
                }
                if line.is_fence {
                    self.report_content("verse", range);
                }
            }
            _ => self.push_line(range),
        }
    }

    /// Adds a line as a paragraph.
    fn push_line(&mut self, range: &Range<usize>) {
        let content = self.parser.parse_inlines(self.fragment, range.clone());
        if !content.is_empty() {
            self.push_block(Block::Paragraph(Paragraph { content, lang: None, span: self.fragment.span(range) }));
        }
    }

    fn open_container(&mut self, fence: &Fence) {
        if self.flattened > 0 || self.frames.len() >= MAX_DEPTH {
            self.parser.sink.push(Diagnostic::new(Code::TooDeep, self.fragment.span(&fence.range())).with("limit", MAX_DEPTH));
            return;
        }
        self.parser.weigh(MemoryCost::BLOCK, 1);
        let name = fence.name(self.fragment.text);
        let is_known = NAMES.contains(&name);
        // What follows an unknown name may be of another program.
        let mut ignored = Diagnostics::new();
        let attributes = fence.attributes(self.fragment, if is_known { &mut *self.parser.sink } else { &mut ignored });
        let allowed: &[&str] = match name {
            "aside" => &["title"],
            "question" | "answer" => &["by", "speaker"],
            "figure" => &["#", "caption", "credit"],
            "table" => &["#", "caption"],
            _ => &[],
        };
        if is_known {
            attributes.report_unknown(allowed, self.fragment, self.parser.sink);
        } else {
            let span = self.fragment.span(&fence.range());
            let diagnostic =
                Diagnostic::new(Code::UnknownContainer, span).with("name", if name.is_empty() { "none" } else { name });
            // Pandoc's form of a name: `{.aside}`.
            let line = self.fragment.text.get(fence.range()).unwrap_or_default();
            let class = line.split_once("{.").map_or("", |(_, class)| class.split([' ', '}', '.']).next().unwrap_or_default());
            let name = if name.is_empty() { class } else { name };
            let is_chart = matches!(name, "chart" | "graphique" | "diagramme" | "graph");
            let meant = WORDS.iter().find(|(word, _)| *word == name.to_lowercase()).map(|(_, meant)| *meant);
            self.parser.sink.push(match meant {
                _ if is_chart => diagnostic.hint("chart"),
                Some(meant) => diagnostic.suggest_one(Some(meant)),
                None => diagnostic.suggest(name, NAMES),
            });
        }
        let (parser, fragment) = (&mut *self.parser, self.fragment);
        let kind = match name {
            "aside" => ContainerKind::Aside { title: parser.attribute(&attributes, "title", fragment) },
            "epigraph" => ContainerKind::Epigraph { source: Vec::new() },
            "question" => ContainerKind::Exchange { turn: Turn::Question, speaker: self.speaker(&attributes) },
            "answer" => ContainerKind::Exchange { turn: Turn::Answer, speaker: self.speaker(&attributes) },
            "verse" => ContainerKind::Verse { lines: Vec::new() },
            "figure" => ContainerKind::Figure {
                anchor: parser.explicit_anchor(&attributes, fragment),
                caption: parser.attribute(&attributes, "caption", fragment),
                credit: parser.attribute(&attributes, "credit", fragment),
            },
            "table" => ContainerKind::Table {
                anchor: parser.explicit_anchor(&attributes, fragment),
                caption: parser.attribute(&attributes, "caption", fragment),
            },
            _ => ContainerKind::Unknown,
        };
        let opened = Opened { name: name.to_owned(), colons: fence.colons, head: fence.range(), kind, stray: None };
        self.frames.push(Frame::new(Open::Container(Box::new(opened)), fence.range()));
    }

    /// Who speaks: the identifier of a person, which `assemble` resolves, or a name written out.
    fn speaker(&mut self, attributes: &Attributes) -> RichText {
        let Some(by) = attributes.value("by") else {
            return self.parser.attribute(attributes, "speaker", self.fragment);
        };
        if let Some(speaker) = attributes.value("speaker") {
            let diagnostic = Diagnostic::new(Code::UnknownAttribute, self.fragment.span(&speaker.range));
            self.parser.sink.push(diagnostic.with("name", "speaker").with("allowed", "by, speaker"));
        }
        let target = LinkTarget::Unresolved(format!("person:{}", by.text));
        vec![Inline::link(Link { target, content: Vec::new(), span: self.fragment.span(&by.range) })]
    }

    /// Ends the container that `fence` closes, and those in it.
    fn close_container(&mut self, fence: &Fence) {
        let open = self.frames.iter().rev().map_while(|frame| match &frame.open {
            Open::Container(opened) => Some(opened.colons),
            _ => None,
        });
        let Some(ended) = fences::closes(fence.colons, open) else {
            let report = |span| Diagnostic::new(Code::StrayFence, span);
            // A line with two colons, above, was meant to open it.
            let opening = self.parser.take_notice(Code::MarkdownSlip, "colons");
            // With fewer colons than the container has it may have been meant to close it, which is told if nothing else does.
            if opening.is_none()
                && let Open::Container(opened) = &mut self.top().open
            {
                opened.stray.get_or_insert(fence.range());
                return;
            }
            let found = match opening {
                Some(opening) => report(opening.span).with("problem", "colons"),
                None => report(self.fragment.span(&fence.range())).with("problem", "closing"),
            };
            self.parser.sink.push(found);
            return;
        };
        for left in (0..ended).rev() {
            let end = if left > 0 { self.report_unclosed() } else { End::Closed };
            self.end_container(fence.line.start, end);
        }
    }

    /// Ends the containers that are still open in the innermost block, which ends at `end`.
    pub(super) fn end_unclosed(&mut self, end: usize) {
        while matches!(self.top().open, Open::Container(_)) {
            let how = self.report_unclosed();
            self.end_container(end, how);
        }
    }

    fn report_unclosed(&mut self) -> End {
        // Of one that does not exist, that is told.
        if let Open::Container(opened) = &self.frames[self.frames.len() - 1].open
            && !matches!(opened.kind, ContainerKind::Unknown)
        {
            let fence = ":".repeat(opened.colons.min(20));
            let diagnostic = Diagnostic::new(Code::UnclosedContainer, self.fragment.span(&opened.head));
            self.parser.sink.push(diagnostic.with("name", &opened.name).with("fence", fence));
        }
        End::Missing
    }

    /// Ends the innermost frame, a container whose content ends at `end`.
    fn end_container(&mut self, end: usize, how: End) {
        self.flush();
        let Some(Frame { open: Open::Container(opened), mut blocks, .. }) = self.frames.pop() else { return };
        let Opened { name, head, kind, stray, .. } = *opened;
        if let Some(stray) = stray.filter(|_| how == End::Closed) {
            let found = Diagnostic::new(Code::StrayFence, self.fragment.span(&stray));
            self.parser.sink.push(found.with("problem", "closing"));
        }
        // What was not closed holds all that follows, too.
        let report_content = |builder: &mut Self| {
            if how == End::Closed {
                builder.report_content(&name, &head);
            }
        };
        let span = self.fragment.span(&(head.start..end.max(head.end)));
        let is_empty = match &kind {
            ContainerKind::Aside { .. } | ContainerKind::Epigraph { .. } | ContainerKind::Exchange { .. } => blocks.is_empty(),
            ContainerKind::Verse { lines } => lines.is_empty(),
            // What they hold is told below.
            ContainerKind::Figure { .. } | ContainerKind::Table { .. } | ContainerKind::Unknown => false,
        };
        if is_empty && how == End::Closed {
            let found = Diagnostic::new(Code::EmptyContainer, self.fragment.span(&head));
            self.parser.sink.push(found.with("name", &name));
            return;
        }
        match kind {
            ContainerKind::Aside { title } => self.push_block(Block::Aside(Aside { title, blocks, span })),
            ContainerKind::Epigraph { source } => self.push_block(Block::Epigraph(Epigraph { blocks, source, span })),
            ContainerKind::Exchange { turn, speaker } => {
                self.push_block(Block::Exchange(Exchange { turn, speaker, blocks, span }))
            }
            ContainerKind::Verse { lines } => {
                let stanzas = verse::stanzas(self.parser, self.fragment, &lines);
                self.push_block(Block::Verse(Verse { stanzas, span }));
            }
            ContainerKind::Figure { anchor, caption, credit } => {
                let words = caption_beside(&mut blocks);
                match blocks.as_mut_slice() {
                    [Block::Figure(figure)] if only_caption([&figure.caption, &caption, &words]) => {
                        figure.anchor = anchor;
                        figure.picture.credit = credit;
                        figure.caption.extend(caption.into_iter().chain(words));
                    }
                    _ => report_content(self),
                }
                blocks.into_iter().for_each(|block| self.push_block(block));
            }
            ContainerKind::Table { anchor, caption } => {
                let words = caption_beside(&mut blocks);
                match blocks.as_mut_slice() {
                    [Block::Table(table)] if only_caption([&table.caption, &caption, &words]) => {
                        table.anchor = anchor;
                        table.caption.extend(caption.into_iter().chain(words));
                    }
                    _ => report_content(self),
                }
                blocks.into_iter().for_each(|block| self.push_block(block));
            }
            ContainerKind::Unknown => blocks.into_iter().for_each(|block| self.push_block(block)),
        }
    }

    fn report_content(&mut self, name: &str, range: &Range<usize>) {
        self.parser.sink.push(Diagnostic::new(Code::ContainerContent, self.fragment.span(range)).with("name", name));
    }
}

/// Takes the only paragraph beside the only other block, its caption.
fn caption_beside(blocks: &mut Vec<Block>) -> RichText {
    let at = match blocks.as_slice() {
        [Block::Figure(_) | Block::Table(_), Block::Paragraph(_)] => 1,
        [Block::Paragraph(_), Block::Figure(_) | Block::Table(_)] => 0,
        _ => return Vec::new(),
    };
    if let Block::Paragraph(paragraph) = blocks.remove(at) { paragraph.content } else { Vec::new() }
}

/// Whether at most one of these is a caption.
fn only_caption(captions: [&RichText; 3]) -> bool {
    captions.into_iter().filter(|caption| !caption.is_empty()).count() < 2
}
