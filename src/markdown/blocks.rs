//! Blocks: from the events of the CommonMark parser to blocks with spans.
//!
//! Open blocks and inlines stand on an explicit stack of at most [`MAX_DEPTH`], so that no input nests deeper than a later
//! stage can walk. Containers are cut out before (`containers.rs`); inlines are finished by `inline.rs`.

use super::{
    MAX_DEPTH,
    attributes::Attributes,
    chart,
    inline::{self, Piece, PieceKind},
    parser::{OPTIONS, Parser, normalized, shifted},
    place::{Place, cleaned},
};
use crate::{
    book::{
        Alignment, Alt, AssetId, Block, BlockId, Cell, CodeBlock, Container, DefinitionEntry, DefinitionList, Figure, Heading,
        HeadingLevel, Inline, InlineStyle, Link, LinkTarget, List, ListMarker, Note, NoteCall, Paragraph, Picture, RichText,
        Table, Text, TextId, plain_text,
    },
    diagnostic::{Code, Diagnostic},
    source::{Span, Spanned},
};
use pulldown_cmark::{BrokenLink, CodeBlockKind, CowStr, Event, LinkType, Tag, TagEnd};
use std::{borrow::Cow, ops::Range, sync::Arc};

/// Something that is open, with what was found in it so far.
struct Frame<'e> {
    open: Open,
    range: Range<usize>,
    blocks: Vec<Block>,
    pieces: Vec<Piece<'e>>,
}

enum Open {
    Root,
    Paragraph,
    Heading { level: HeadingLevel, attributes: Attributes },
    Quote,
    List { start: Option<u64>, tight: bool, items: Vec<Container> },
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
    Link { target: String, title: String },
    Image { path: String, title: String },
}

/// What the events of a text become.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Blocks,
    /// One paragraph, its inlines without the paragraph.
    InlinesOnly,
}

/// Parses `range` of the text as blocks; `depth` counts the containers around it.
pub(super) fn parse(parser: &mut Parser<'_>, place: &Place<'_>, range: Range<usize>, depth: usize) -> Vec<Block> {
    if place.text[range.clone()].trim().is_empty() {
        return Vec::new();
    }
    run(parser, place, range, "", Mode::Blocks, depth).0
}

/// Parses `range` of the text as inlines, whatever its first characters would mean to a block: a verse may begin with a dash.
pub(super) fn parse_inlines(parser: &mut Parser<'_>, place: &Place<'_>, range: Range<usize>) -> RichText {
    let written = &place.text[range.clone()];
    let start = range.start + written.len() - written.trim_start().len();
    let range = start..start + written.trim().len();
    if range.is_empty() {
        return Vec::new();
    }
    if !place.text[range.clone()].contains(['\n', '\r']) {
        return run(parser, place, range, "x ", Mode::InlinesOnly, 0).1;
    }
    // On one line nothing can begin a block; a space is as long as a line end, so offsets stay.
    let text = place.text[range.clone()].replace(['\n', '\r'], " ");
    run(parser, &place.part(range.start, &text), 0..text.len(), "x ", Mode::InlinesOnly, 0).1
}

impl Parser<'_> {
    /// The rich text of a value: a title, a caption.
    pub(super) fn value(&mut self, text: &str, span: Span) -> RichText {
        if inline::is_plain(text) {
            let text = text.trim();
            return if text.is_empty() { Vec::new() } else { vec![Inline::text(text, span)] };
        }
        // CommonMark has no NUL; this control is dropped like the others, and was reported with them.
        let text = text.replace('\0', "\u{1}");
        let place = Place::value(&text, span);
        let trimmed = text.trim_start();
        let marks = trimmed.len() - trimmed.trim_start_matches(['#', '>']).len();
        let is_marked = marks > 0 && trimmed[marks..].starts_with(' ');
        if is_marked || trimmed.starts_with("```") || text.trim().replace('\r', "").contains("\n\n") {
            self.sink.push(Diagnostic::new(Code::BlockInValue, span));
        }
        let start = if is_marked { text.len() - trimmed.len() + marks } else { 0 };
        parse_inlines(self, &place, start..text.len())
    }
}

/// Parses a range with the notes' stubs and `lead` before it.
fn run(
    parser: &mut Parser<'_>,
    place: &Place<'_>,
    range: Range<usize>,
    lead: &str,
    mode: Mode,
    depth: usize,
) -> (Vec<Block>, RichText) {
    let written = &place.text[range.clone()];
    // Thousands of notes need not be read again for each verse that calls none.
    let stubs = if written.contains("[^") { parser.stubs.as_str() } else { "" };
    let text =
        if stubs.is_empty() && lead.is_empty() { Cow::Borrowed(written) } else { Cow::Owned([stubs, lead, written].concat()) };
    let stubs = stubs.len();
    let shift = stubs + lead.len();
    let references = Arc::clone(&parser.references);
    let mut missing = Vec::new();
    let mut resolve = |link: BrokenLink<'_>| {
        let found = references.get(&normalized(&link.reference));
        if found.is_none() && matches!(link.link_type, LinkType::Reference | LinkType::Collapsed) {
            missing.push((link.reference.to_string(), shifted(&link.span, shift, range.start)));
        }
        found.map(|(target, title)| (CowStr::from(target.clone()), CowStr::from(title.clone())))
    };
    let events = pulldown_cmark::Parser::new_with_broken_link_callback(&text, OPTIONS, Some(&mut resolve)).into_offset_iter();
    let root = Frame { open: Open::Root, range: range.clone(), blocks: Vec::new(), pieces: Vec::new() };
    let mut builder =
        Builder { parser, place, mode, frames: vec![root], limit: MAX_DEPTH.saturating_sub(depth).max(4), flattened: 0 };
    for (event, mut within) in events {
        if within.start < stubs {
            continue;
        }
        let event = match event {
            Event::Text(text) if within.start < shift => {
                let kept = text.get(shift - within.start..).unwrap_or_default().to_owned();
                within.start = shift;
                Event::Text(kept.into())
            }
            event => event,
        };
        builder.event(event, shifted(&within, shift, range.start));
    }
    let result = builder.finish();
    for (label, range) in missing {
        parser.sink.push(Diagnostic::new(Code::MissingReference, place.span(&range)).with("label", label));
    }
    result
}

struct Builder<'a, 'b, 'c, 'e> {
    parser: &'a mut Parser<'b>,
    place: &'a Place<'c>,
    mode: Mode,
    /// Never empty: the first is the root.
    frames: Vec<Frame<'e>>,
    limit: usize,
    /// How many open things were not put on the stack; their content joins the innermost frame.
    flattened: usize,
}

impl<'e> Builder<'_, '_, '_, 'e> {
    fn event(&mut self, event: Event<'e>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(TagEnd::Paragraph) if self.mode == Mode::InlinesOnly => {}
            Event::End(_) if self.flattened > 0 => self.flattened -= 1,
            Event::End(_) => self.end(&range),
            Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => match &mut self.top().open {
                Open::Code { chunks, .. } => chunks.push((text.to_string(), range)),
                _ => self.piece(PieceKind::Text(text), range),
            },
            Event::Code(text) => {
                let text = Text { id: TextId::default(), text: cleaned(&text).into_owned(), span: self.place.span(&range) };
                self.piece(PieceKind::Done(Inline::Code(text)), range);
            }
            Event::InlineHtml(tag) => self.piece(PieceKind::Html(tag), range),
            Event::Html(_) => {
                if let Open::Html { lines } = &mut self.top().open {
                    lines.push(range);
                }
            }
            Event::FootnoteReference(label) => {
                let span = self.place.span(&range);
                let call = NoteCall { note: self.parser.call(&label, span), span };
                self.piece(PieceKind::Done(Inline::NoteCall(call)), range);
            }
            Event::SoftBreak => self.piece(PieceKind::Text(CowStr::Borrowed(" ")), range),
            Event::HardBreak => self.piece(PieceKind::Done(Inline::LineBreak(self.place.span(&range))), range),
            Event::Rule => self.block(Block::Separator(self.place.span(&range))),
            Event::TaskListMarker(_) => {}
        }
    }

    fn top(&mut self) -> &mut Frame<'e> {
        self.frames.last_mut().expect("the root is never popped")
    }

    fn piece(&mut self, kind: PieceKind<'e>, range: Range<usize>) {
        self.top().pieces.push(Piece { kind, range });
    }

    /// Adds a block; inlines before it (in a tight item) become a paragraph first.
    fn block(&mut self, block: Block) {
        self.flush();
        self.top().blocks.push(block);
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        let is_inline = matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. });
        if self.mode == Mode::InlinesOnly && !is_inline {
            return;
        }
        if self.flattened > 0 || self.frames.len() >= self.limit {
            if self.flattened == 0 {
                self.parser.sink.push(Diagnostic::new(Code::TooDeep, self.place.span(&range)).with("limit", MAX_DEPTH));
            }
            self.flattened += 1;
            return;
        }
        if !is_inline {
            self.flush();
        }
        let open = match tag {
            Tag::Paragraph => {
                // A list with a paragraph in an item is a loose one.
                if let [.., Frame { open: Open::List { tight, .. }, .. }, Frame { open: Open::Item, .. }] =
                    self.frames.as_mut_slice()
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
            Tag::List(start) => Open::List { start, tight: true, items: Vec::new() },
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
                Open::Link { target: format!("{scheme}{}", cleaned(&dest_url)), title: title.to_string() }
            }
            Tag::Image { dest_url, title, .. } => Open::Image { path: cleaned(&dest_url).into_owned(), title: title.to_string() },
            Tag::MetadataBlock(_) => Open::Paragraph,
        };
        self.frames.push(Frame { open, range, blocks: Vec::new(), pieces: Vec::new() });
    }

    fn heading_level(&mut self, level: pulldown_cmark::HeadingLevel, range: &Range<usize>) -> HeadingLevel {
        match level {
            pulldown_cmark::HeadingLevel::H1 => {
                self.parser.sink.push(Diagnostic::new(Code::TopHeading, self.place.span(range)));
                HeadingLevel::H2
            }
            pulldown_cmark::HeadingLevel::H2 => HeadingLevel::H2,
            pulldown_cmark::HeadingLevel::H3 => HeadingLevel::H3,
            pulldown_cmark::HeadingLevel::H4 => HeadingLevel::H4,
            pulldown_cmark::HeadingLevel::H5 => HeadingLevel::H5,
            pulldown_cmark::HeadingLevel::H6 => HeadingLevel::H6,
        }
    }

    /// Takes the pieces of the innermost frame as rich text.
    fn rich_text(&mut self) -> RichText {
        let pieces = std::mem::take(&mut self.top().pieces);
        inline::rich_text(pieces, self.place, self.parser.sink)
    }

    /// Makes a paragraph of inlines that stand in a frame of blocks.
    fn flush(&mut self) {
        let pieces = &self.top().pieces;
        let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else { return };
        let range = first.range.start..last.range.end;
        let span = self.place.span(&range);
        let content = trimmed(self.rich_text());
        if !content.is_empty() {
            self.top().blocks.push(Block::paragraph(content, span));
        }
    }

    fn end(&mut self, range: &Range<usize>) {
        if self.frames.len() == 1 {
            return;
        }
        if matches!(self.top().open, Open::Quote | Open::Item | Open::Note { .. } | Open::Definition) {
            self.flush();
        }
        let content = self.rich_text();
        let Some(Frame { open, range: opened, blocks, .. }) = self.frames.pop() else { return };
        let range = opened.start..range.end.max(opened.end);
        let span = self.place.span(&range);
        match open {
            Open::Root => {}
            Open::Paragraph => self.paragraph(trimmed(content), span),
            Open::Heading { level, attributes } => self.heading(level, &attributes, trimmed(content), span),
            Open::Quote => self.block(Block::Quote(Container { blocks, span })),
            Open::List { start, tight, items } => {
                let marker = start.map_or(ListMarker::Bullet, ListMarker::Number);
                self.block(Block::List(List { marker, tight, items, span }));
            }
            Open::Item => {
                if let Open::List { items, .. } = &mut self.top().open {
                    items.push(Container { blocks, span });
                }
            }
            Open::Note { label } => self.parser.define(&label, Note { blocks, span }),
            Open::DefinitionList { entries } => self.block(Block::DefinitionList(DefinitionList { entries, span })),
            Open::Term => self.term(trimmed(content)),
            Open::Definition => {
                if let Open::DefinitionList { entries } = &mut self.top().open {
                    if entries.is_empty() {
                        entries.push(DefinitionEntry { terms: Vec::new(), definitions: Vec::new() });
                    }
                    let last = entries.last_mut().expect("an entry was added when there was none");
                    last.definitions.push(Container { blocks, span });
                }
            }
            Open::Table { columns, rows } => self.table(columns, rows, span),
            Open::Row { cells } => self.row(cells, &range),
            Open::Cell => {
                if let Open::Row { cells } = &mut self.top().open {
                    cells.push(Cell { content: trimmed(content), span });
                }
            }
            Open::Code { info, chunks } => self.code(info.as_deref(), &chunks, &range),
            Open::Html { lines } => self.html(&lines, &range),
            Open::Style(style) => self.piece(PieceKind::Done(Inline::styled(style, content, span)), range),
            Open::Link { target, title } => self.link(target, title, content, range),
            Open::Image { path, title } => {
                let asset = AssetId(u32::try_from(self.parser.pictures.len()).unwrap_or(u32::MAX));
                self.parser.pictures.push(Spanned::new(path, span));
                self.parser.titles.push((!title.is_empty()).then_some((title, span)));
                let alt = Alt::Text(plain_text(&content).trim().to_owned());
                let picture = Picture { asset, alt, credit: Vec::new(), span };
                self.piece(PieceKind::Done(Inline::Image(Box::new(picture))), range);
            }
        }
    }

    /// A paragraph; one that holds a picture alone is a figure.
    fn paragraph(&mut self, mut content: RichText, span: Span) {
        if content.is_empty() {
            return;
        }
        if matches!(content.as_slice(), [Inline::Image(_)])
            && let Some(Inline::Image(picture)) = content.pop()
        {
            let title = self.parser.titles.get_mut(picture.asset.0 as usize).and_then(Option::take);
            let caption = title.map(|(title, span)| self.parser.value(&title, span)).unwrap_or_default();
            let figure = Figure { id: BlockId::default(), anchor: None, picture: *picture, caption, span };
            self.block(Block::Figure(figure));
        } else {
            self.block(Block::Paragraph(Paragraph { content, lang: None, span }));
        }
    }

    fn heading(&mut self, level: HeadingLevel, attributes: &Attributes, mut content: RichText, span: Span) {
        attributes.expect(&["#", "lang"], self.place, self.parser.sink);
        if content.is_empty() {
            self.parser.sink.push(Diagnostic::new(Code::EmptyHeading, span));
            return;
        }
        let anchor = match self.parser.own_anchor(attributes, self.place) {
            Some(anchor) => anchor,
            None => self.parser.derived_anchor(&plain_text(&content)),
        };
        if let Some(lang) = attributes.language(self.place, self.parser.sink) {
            content = vec![Inline::styled(InlineStyle::Language(lang), content, span)];
        }
        self.block(Block::Heading(Heading { level, anchor, content, span }));
    }

    fn term(&mut self, term: RichText) {
        if let Open::DefinitionList { entries } = &mut self.top().open {
            match entries.last_mut() {
                Some(entry) if entry.definitions.is_empty() => entry.terms.push(term),
                Some(_) | None => entries.push(DefinitionEntry { terms: vec![term], definitions: Vec::new() }),
            }
        }
    }

    fn row(&mut self, cells: Vec<Cell>, range: &Range<usize>) {
        let written = cells_written(&self.place.text[clamped(range, self.place.text)]);
        if let Open::Table { columns, rows } = &mut self.top().open {
            let columns = columns.len();
            rows.push(cells);
            if written > columns {
                let diagnostic = Diagnostic::new(Code::LostCells, self.place.span(range));
                self.parser.sink.push(diagnostic.with("lost", written - columns).with("columns", columns));
            }
        }
    }

    fn table(&mut self, columns: Vec<Alignment>, mut rows: Vec<Vec<Cell>>, span: Span) {
        for row in &mut rows {
            let end = row.last().map_or(span, |cell| cell.span);
            row.resize_with(columns.len(), || Cell { content: Vec::new(), span: end });
        }
        let head = if rows.is_empty() { Vec::new() } else { rows.remove(0) };
        let table = Table { id: BlockId::default(), anchor: None, caption: Vec::new(), columns, head, rows, span };
        self.block(Block::Table(table));
    }

    fn code(&mut self, info: Option<&str>, chunks: &[(String, Range<usize>)], range: &Range<usize>) {
        if info.is_some_and(chart::is_chart) {
            let chart = chart::read(self.parser, self.place, range, chunks);
            self.block(chart);
            return;
        }
        let language = info
            .and_then(|info| info.split_whitespace().next())
            .map(|word| cleaned(word).into_owned())
            .filter(|language| !language.is_empty());
        let text: String = chunks.iter().map(|(text, _)| text.as_str()).collect();
        let text = cleaned(text.strip_suffix('\n').unwrap_or(&text)).into_owned();
        self.block(Block::Code(CodeBlock { language, text, id: TextId::default(), span: self.place.span(range) }));
    }

    /// A block of HTML: its text is a paragraph, its tags are reported, a comment is dropped and reported.
    fn html(&mut self, lines: &[Range<usize>], range: &Range<usize>) {
        let range = clamped(range, self.place.text);
        // What stands between its lines is the marks of the quotations and lists around it.
        let mut written = String::with_capacity(range.len());
        for line in lines.iter().map(|line| clamped(line, self.place.text)).filter(|line| line.end <= range.end) {
            written.extend(std::iter::repeat_n(' ', line.start.saturating_sub(range.start + written.len())));
            written.push_str(&self.place.text[line]);
        }
        let place = self.place.part(range.start, &written);
        let mut start = 0;
        if written.trim_start().starts_with("<!--") {
            start = written.find("-->").map_or(written.len(), |end| end + 3);
            self.parser.sink.push(Diagnostic::new(Code::RawHtml, place.span(&(0..start))).with("name", "!--"));
        }
        let content = parse_inlines(self.parser, &place, start..written.len());
        self.paragraph(trimmed(content), self.place.span(&range));
    }

    fn link(&mut self, target: String, title: String, mut content: RichText, range: Range<usize>) {
        let span = self.place.span(&range);
        if !title.is_empty() {
            self.parser.sink.push(Diagnostic::new(Code::LinkTitle, span).with("title", title));
        }
        if target.trim().is_empty() {
            self.parser.sink.push(Diagnostic::new(Code::EmptyLink, span).hint("no-target"));
            content.into_iter().for_each(|inline| self.piece(PieceKind::Done(inline), range.clone()));
            return;
        }
        let has_picture = content.iter().any(|inline| matches!(inline, Inline::Image(_)));
        if plain_text(&content).trim().is_empty() && !has_picture {
            self.parser.sink.push(Diagnostic::new(Code::EmptyLink, span).hint("no-words"));
            content = vec![Inline::text(&target, span)];
        }
        let link = Link { target: LinkTarget::Unresolved(target), content, span };
        self.piece(PieceKind::Done(Inline::Link(link)), range);
    }

    fn finish(mut self) -> (Vec<Block>, RichText) {
        while self.frames.len() > 1 {
            let end = self.top().range.clone();
            self.end(&end);
        }
        if self.mode == Mode::InlinesOnly {
            let content = trimmed(self.rich_text());
            return (Vec::new(), content);
        }
        self.flush();
        (self.frames.pop().map(|root| root.blocks).unwrap_or_default(), Vec::new())
    }
}

/// Without blanks at both ends, and without line breaks that end nothing.
fn trimmed(mut content: RichText) -> RichText {
    loop {
        match content.last_mut() {
            Some(Inline::LineBreak(_)) => {}
            Some(Inline::Text(text)) if text.text.ends_with([' ', '\t', '\n']) => {
                text.text.truncate(text.text.trim_end_matches([' ', '\t', '\n']).len());
                if !text.text.is_empty() {
                    break;
                }
            }
            Some(_) | None => break,
        }
        content.pop();
    }
    while let Some(Inline::Text(text)) = content.first_mut() {
        if !text.text.starts_with([' ', '\t', '\n']) {
            break;
        }
        text.text = text.text.trim_start_matches([' ', '\t', '\n']).to_owned();
        if !text.text.is_empty() {
            break;
        }
        content.remove(0);
    }
    content
}

/// How many cells a row has as written: a pipe ends one unless a backslash stands before it, even in code.
fn cells_written(row: &str) -> usize {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let mut escaped = false;
    let mut pipes = 0;
    let mut ends_with_pipe = false;
    for character in row.chars() {
        ends_with_pipe = character == '|' && !escaped;
        pipes += usize::from(ends_with_pipe);
        escaped = character == '\\' && !escaped;
    }
    pipes + usize::from(!ends_with_pipe)
}

fn clamped(range: &Range<usize>, text: &str) -> Range<usize> {
    let end = range.end.min(text.len());
    range.start.min(end)..end
}

const fn alignment(column: pulldown_cmark::Alignment) -> Alignment {
    match column {
        pulldown_cmark::Alignment::None | pulldown_cmark::Alignment::Left => Alignment::Start,
        pulldown_cmark::Alignment::Center => Alignment::Center,
        pulldown_cmark::Alignment::Right => Alignment::End,
    }
}
