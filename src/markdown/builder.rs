//! The builder: from the events of the CommonMark parser to blocks with spans.
//!
//! Open blocks and inlines are frames on an explicit stack of at most [`MAX_DEPTH`], so that no input nests deeper than later stages
//! can walk. What a frame becomes when it ends is in `finalize`, for containers in `containers`; its inlines are made by `inline`.

use super::{
    attributes::Attributes,
    division, figures,
    fragment::{Fragment, cleaned},
    inline::{self, Token, TokenKind},
    lookalikes, marks,
    nesting::MAX_DEPTH,
    opened::Opened,
    parser::{MemoryCost, Parser},
    slips,
    structure::Structure,
    typed_numbers::TypedNumbers,
};
use crate::{
    book::{
        Alignment, Block, Cell, Container, DefinitionEntry, DefinitionList, HeadingLevel, Inline, InlineStyle, List, ListMarker,
        Note, NoteCall, RichText, Text, TextId,
    },
    diagnostic::{Code, Diagnostic},
};
use pulldown_cmark::{CodeBlockKind, CowStr, Event, LinkType, Tag, TagEnd};
use std::ops::Range;

/// An open block or inline, with its content so far.
pub(super) struct Frame<'e> {
    pub(super) open: Open,
    pub(super) range: Range<usize>,
    pub(super) blocks: Vec<Block>,
    pub(super) tokens: Vec<Token<'e>>,
}

/// What a frame will become.
pub(super) enum Open {
    Root,
    Container(Box<Opened>),
    Paragraph,
    Heading { level: HeadingLevel, attributes: Attributes },
    Quote,
    List { start: Option<u64>, tight: bool, items: Vec<Container>, numbers: Box<TypedNumbers> },
    Item,
    Note { label: String },
    DefinitionList { entries: Vec<DefinitionEntry> },
    Term,
    Definition,
    Table { columns: Vec<Alignment>, rows: Vec<Vec<Cell>> },
    Row { cells: Vec<Cell> },
    Cell,
    Code { info: Option<String>, chunks: Vec<(String, Range<usize>)> },
    Html { lines: Vec<Range<usize>> },
    Style(InlineStyle),
    Link { target: String, title: String, is_address: bool },
    Image { path: String, title: String },
}

/// What is wanted of a text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    Blocks,
    /// The inlines of its one paragraph.
    Inlines,
    /// The same, of the lines of a stanza.
    Verse,
    /// The same, of a block of HTML.
    Html,
}

/// Builds blocks, or the inlines of one paragraph, from events.
pub(super) struct Builder<'a, 'b, 'c, 'e> {
    pub(super) parser: &'a mut Parser<'b>,
    pub(super) fragment: &'a Fragment<'c>,
    /// The structure of the whole text; none for inlines.
    pub(super) structure: Option<&'a Structure>,
    mode: Mode,
    /// Never empty: the first is the root.
    pub(super) frames: Vec<Frame<'e>>,
    /// How many open elements are too deep for a frame; their content goes to the innermost frame.
    pub(super) flattened: usize,
    /// Whether the heading that is open stands for a mark.
    in_mark: bool,
}

impl Frame<'_> {
    pub(super) const fn new(open: Open, range: Range<usize>) -> Self {
        Self { open, range, blocks: Vec::new(), tokens: Vec::new() }
    }
}

impl<'a, 'b, 'c, 'e> Builder<'a, 'b, 'c, 'e> {
    /// A builder for `range` of the text.
    pub(super) fn new(
        parser: &'a mut Parser<'b>,
        fragment: &'a Fragment<'c>,
        structure: Option<&'a Structure>,
        range: Range<usize>,
        mode: Mode,
    ) -> Self {
        let root = Frame::new(Open::Root, range);
        Self { parser, fragment, structure, mode, frames: vec![root], flattened: 0, in_mark: false }
    }

    /// Takes the next event, which stands at `range` of the text.
    pub(super) fn handle(&mut self, event: Event<'e>, range: Range<usize>) {
        if self.parser.is_full(|| self.fragment.span(&range)) {
            return;
        }
        if let Event::Rule | Event::Start(Tag::Heading { .. }) = event
            && let Some(structure) = self.structure
            && let Some(mark) = marks::at(&structure.marks, range.start)
        {
            self.in_mark = event != Event::Rule;
            return self.read_mark(structure, mark);
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(TagEnd::Heading(_)) if self.in_mark => self.in_mark = false,
            Event::End(TagEnd::Paragraph) if self.mode != Mode::Blocks => {}
            Event::End(_) if self.flattened > 0 => self.flattened -= 1,
            Event::End(_) => self.end(&range),
            Event::Text(text) if self.mode == Mode::Verse => {
                let fragment = self.fragment;
                division::divide(text, range, |range| fragment.span(range), &mut self.top().tokens);
            }
            Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => match &mut self.top().open {
                Open::Code { chunks, .. } => {
                    chunks.push((text.to_string(), range));
                    self.parser.weigh(MemoryCost::LINE, memchr::memchr_iter(b'\n', text.as_bytes()).count());
                }
                // No brackets of an address are read as words.
                Open::Link { is_address: true, .. } => {
                    let text = Inline::text(cleaned(&text).as_ref(), self.fragment.span(&range));
                    self.push_token(TokenKind::Inline(text), range);
                }
                _ => self.push_token(TokenKind::Text(text), range),
            },
            Event::Code(text) => {
                let text = self.fragment.typed_code(&text, &range);
                let text = Text { id: TextId::default(), text: cleaned(&text).into_owned(), span: self.fragment.span(&range) };
                self.push_token(TokenKind::Inline(Inline::Code(text)), range);
            }
            Event::InlineHtml(tag) => self.push_token(TokenKind::Html(tag), range),
            Event::Html(_) => {
                if let Open::Html { lines } = &mut self.top().open {
                    lines.push(range);
                }
            }
            Event::FootnoteReference(label) => {
                let span = self.fragment.span(&range);
                let call = NoteCall { note: self.parser.note_id(&label, span), follows_call: false, span };
                self.push_token(TokenKind::Inline(Inline::NoteCall(call)), range);
            }
            Event::SoftBreak => self.push_token(TokenKind::Text(CowStr::Borrowed(" ")), range),
            Event::HardBreak => self.push_token(TokenKind::Inline(Inline::LineBreak(self.fragment.span(&range))), range),
            Event::Rule => {
                let span = self.fragment.span(&range);
                if lookalikes::is_table_rule(self.fragment.text, &range) {
                    lookalikes::notice_one(self.parser, "table", span);
                }
                slips::rule(self.parser, self.fragment, &range);
                self.push_block(Block::Separator(span));
            }
            Event::TaskListMarker(_) => {}
        }
    }

    /// The innermost frame.
    pub(super) fn top(&mut self) -> &mut Frame<'e> {
        self.frames.last_mut().expect("the root is never popped")
    }

    /// Adds a token to the innermost frame.
    pub(super) fn push_token(&mut self, kind: TokenKind<'e>, range: Range<usize>) {
        self.parser.weigh(MemoryCost::INLINE, 1);
        self.top().tokens.push(Token { kind, range });
    }

    /// Adds a block to the innermost frame. Inlines before it, in an item of a tight list, become a paragraph first.
    pub(super) fn push_block(&mut self, block: Block) {
        self.flush();
        if let Some(before) = self.frames.last().and_then(|frame| frame.blocks.last()) {
            lookalikes::notice_caption(self.parser, before, &block);
        }
        self.top().blocks.push(block);
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        let is_inline = matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. });
        if self.mode != Mode::Blocks && !is_inline {
            return;
        }
        if self.flattened > 0 || self.frames.len() >= MAX_DEPTH {
            if self.flattened == 0 {
                self.parser.sink.push(Diagnostic::new(Code::TooDeep, self.fragment.span(&range)).with("limit", MAX_DEPTH));
            }
            self.flattened += 1;
            return;
        }
        if !is_inline {
            self.flush();
        }
        self.parser.weigh(MemoryCost::of(&tag, is_inline), 1);
        let open = match tag {
            Tag::Paragraph => {
                // The events hold paragraphs in the items of loose lists only.
                let mut around = self.frames.iter_mut().rev().skip_while(|frame| matches!(frame.open, Open::Container(_)));
                if let (Some(Frame { open: Open::Item, .. }), Some(Frame { open: Open::List { tight, .. }, .. })) =
                    (around.next(), around.next())
                {
                    *tight = false;
                }
                Open::Paragraph
            }
            Tag::Heading { level, id, classes, attrs } => {
                let mut attributes = Attributes::default();
                if let Some(id) = id {
                    attributes.push("#", &id, &range);
                }
                classes.iter().for_each(|class| attributes.push(&format!(".{class}"), "", &range));
                attrs.iter().for_each(|(key, value)| attributes.push(key, value.as_deref().unwrap_or_default(), &range));
                Open::Heading { level: self.heading_level(level, &range), attributes }
            }
            Tag::BlockQuote(_) => Open::Quote,
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => Open::Code { info: Some(info.to_string()), chunks: Vec::new() },
            Tag::CodeBlock(CodeBlockKind::Indented) => Open::Code { info: None, chunks: Vec::new() },
            Tag::HtmlBlock => Open::Html { lines: Vec::new() },
            Tag::List(start) => Open::List { start, tight: true, items: Vec::new(), numbers: Box::default() },
            Tag::Item => Open::Item,
            Tag::FootnoteDefinition(label) => Open::Note { label: label.to_string() },
            Tag::DefinitionList => Open::DefinitionList { entries: Vec::new() },
            Tag::DefinitionListTitle => Open::Term,
            Tag::DefinitionListDefinition => Open::Definition,
            Tag::Table(columns) => Open::Table { columns: columns.into_iter().map(alignment).collect(), rows: Vec::new() },
            Tag::TableHead | Tag::TableRow => Open::Row { cells: Vec::new() },
            Tag::TableCell => Open::Cell,
            Tag::Emphasis => Open::Style(InlineStyle::Emphasis),
            Tag::Strong => Open::Style(InlineStyle::Strong),
            Tag::Strikethrough => Open::Style(InlineStyle::Strikethrough),
            Tag::Superscript => Open::Style(InlineStyle::Superscript),
            Tag::Subscript => Open::Style(InlineStyle::Subscript),
            Tag::Link { link_type, dest_url, title, .. } => {
                let scheme = if link_type == LinkType::Email { "mailto:" } else { "" };
                let is_address = matches!(link_type, LinkType::Autolink | LinkType::Email);
                Open::Link { target: format!("{scheme}{}", cleaned(&dest_url)), title: title.to_string(), is_address }
            }
            Tag::Image { dest_url, title, .. } => Open::Image { path: cleaned(&dest_url).into_owned(), title: title.to_string() },
            Tag::MetadataBlock(_) => Open::Paragraph,
        };
        self.frames.push(Frame::new(open, range));
    }

    fn heading_level(&mut self, level: pulldown_cmark::HeadingLevel, range: &Range<usize>) -> HeadingLevel {
        match level {
            pulldown_cmark::HeadingLevel::H1 => {
                let diagnostic = Diagnostic::new(Code::TopHeading, self.fragment.span(range));
                let is_title = self.parser.is_title(self.fragment.text.get(range.clone()).unwrap_or_default());
                self.parser.sink.push(if is_title { diagnostic.hint("title") } else { diagnostic });
                HeadingLevel::H2
            }
            pulldown_cmark::HeadingLevel::H2 => HeadingLevel::H2,
            pulldown_cmark::HeadingLevel::H3 => HeadingLevel::H3,
            pulldown_cmark::HeadingLevel::H4 => HeadingLevel::H4,
            pulldown_cmark::HeadingLevel::H5 => HeadingLevel::H5,
            pulldown_cmark::HeadingLevel::H6 => HeadingLevel::H6,
        }
    }

    /// Adds paragraphs and figures made of `tokens`, which stand at `range` of the text, to the innermost frame.
    fn push_paragraph(&mut self, tokens: Vec<Token<'e>>, range: &Range<usize>) {
        slips::paragraph(self.parser, self.fragment, &tokens, range, self.frames.len() == 1);
        let pieces = figures::divide(tokens, self.fragment);
        let is_whole = pieces.len() == 1;
        for piece in pieces {
            let own = match (piece.first(), piece.last()) {
                (Some(first), Some(last)) if !is_whole => first.range.start..last.range.end,
                _ => range.clone(),
            };
            let content = inline::build_rich_text(piece, self.fragment, self.parser, false);
            self.end_paragraph(inline::trimmed(content), self.fragment.span(&own));
        }
    }

    /// Takes the tokens of the innermost frame as rich text.
    fn rich_text(&mut self) -> RichText {
        let tokens = std::mem::take(&mut self.top().tokens);
        inline::build_rich_text(tokens, self.fragment, self.parser, self.mode == Mode::Html)
    }

    /// Makes a paragraph of inlines that stand directly in a frame of blocks.
    pub(super) fn flush(&mut self) {
        let tokens = std::mem::take(&mut self.top().tokens);
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return };
        let range = first.range.start..last.range.end;
        self.push_paragraph(tokens, &range);
    }

    /// Ends the innermost frame, and the containers in it.
    fn end(&mut self, range: &Range<usize>) {
        self.end_unclosed(range.end);
        if self.frames.len() == 1 {
            return;
        }
        if matches!(self.top().open, Open::Quote | Open::Item | Open::Note { .. } | Open::Definition) {
            self.flush();
        }
        if matches!(self.top().open, Open::Paragraph) {
            let Some(Frame { range: opened, tokens, .. }) = self.frames.pop() else { return };
            return self.push_paragraph(tokens, &(opened.start..range.end.max(opened.end)));
        }
        let content = self.rich_text();
        let Some(Frame { open, range: opened, mut blocks, .. }) = self.frames.pop() else { return };
        // Lists are kept as long as the book: most have one element, and room for four.
        blocks.shrink_to_fit();
        let range = opened.start..range.end.max(opened.end);
        let span = self.fragment.span(&range);
        match open {
            Open::Root | Open::Paragraph | Open::Container(_) => {}
            Open::Heading { level, attributes } => self.end_heading(level, &attributes, inline::trimmed(content), &range),
            Open::Quote => {
                slips::block(self.parser, self.fragment, (None, true), &range);
                self.push_block(Block::Quote(Container { blocks, span }));
            }
            Open::List { start, tight, mut items, numbers } => {
                items.shrink_to_fit();
                if self.fragment.text.get(range.start..).is_some_and(|text| text.trim_start().starts_with('-')) {
                    lookalikes::notice_dialogue(self.parser, &items, span);
                }
                if items.len() == 1 {
                    let is_nested = matches!(self.top().open, Open::Item | Open::Definition);
                    slips::block(self.parser, self.fragment, (start, is_nested), &range);
                }
                if let Some(number) = numbers.renumbered() {
                    slips::notice(self.parser, self.fragment, "numbers", &number);
                }
                let marker = start.map_or(ListMarker::Bullet, ListMarker::Number);
                self.push_block(Block::List(List { marker, tight, items, span }));
            }
            Open::Item => {
                let text = self.fragment.text;
                if let Open::List { start, items, numbers, .. } = &mut self.top().open {
                    if start.is_some() {
                        numbers.push(text, &range);
                    }
                    items.push(Container { blocks, span });
                }
            }
            Open::Note { label } => self.parser.define_note(&label, Note { blocks, span }),
            Open::DefinitionList { entries } => self.push_block(Block::DefinitionList(DefinitionList { entries, span })),
            Open::Term => self.end_term(inline::trimmed(content)),
            Open::Definition => {
                if let Open::DefinitionList { entries } = &mut self.top().open {
                    if entries.is_empty() {
                        entries.push(DefinitionEntry { terms: Vec::new(), definitions: Vec::new() });
                    }
                    let last = entries.last_mut().expect("an entry was added when there was none");
                    last.definitions.push(Container { blocks, span });
                }
            }
            Open::Table { columns, rows } => self.end_table(columns, rows, span),
            Open::Row { cells } => self.end_row(cells, &range),
            Open::Cell => {
                if let Open::Row { cells } = &mut self.top().open {
                    cells.push(Cell { content: inline::trimmed(content), span });
                }
            }
            Open::Code { info, chunks } => self.end_code(info.as_deref(), chunks, &range),
            Open::Html { lines } => self.end_html(&lines, &range),
            Open::Style(style) => self.push_token(TokenKind::Inline(Inline::styled(style, content, span)), range),
            Open::Link { target, title, .. } => self.end_link(target, title, content, range),
            Open::Image { path, title } => self.end_image(path, title, &content, range),
        }
    }

    /// Ends all frames: the blocks, or the inlines of the paragraph.
    pub(super) fn finish(mut self) -> (Vec<Block>, RichText) {
        self.end_unclosed(self.frames[0].range.end);
        while self.frames.len() > 1 {
            let end = self.top().range.clone();
            self.end(&end);
        }
        if self.mode != Mode::Blocks {
            let content = inline::trimmed(self.rich_text());
            return (Vec::new(), content);
        }
        self.flush();
        (self.frames.pop().map(|root| root.blocks).unwrap_or_default(), Vec::new())
    }
}

const fn alignment(column: pulldown_cmark::Alignment) -> Alignment {
    match column {
        pulldown_cmark::Alignment::None | pulldown_cmark::Alignment::Left => Alignment::Start,
        pulldown_cmark::Alignment::Center => Alignment::Center,
        pulldown_cmark::Alignment::Right => Alignment::End,
    }
}
