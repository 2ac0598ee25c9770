//! What only neighbours tell: paragraphs of word processors become lists, quotations, figures with captions.

use super::{
    fold::fold,
    nest::is_all_strong,
    phrases::{
        TypedLine, draws_rule, line_of, only_picture, plain, typed_line, unbold, uncoded, without_number, without_pictures,
    },
    roles::{ListPlace, Role},
    tree::{Block, Inline, text_of},
    write::is_blank,
};
use crate::{
    diagnostic::{Code, Diagnostic},
    source::Span,
};

/// Longest bold line that may be a heading, in characters.
const HEADING_LENGTH: usize = 80;

/// A paragraph with what its styles say of it.
#[derive(Clone, Debug)]
pub(super) struct Para {
    pub(super) role: Role,
    pub(super) list: Option<ListPlace>,
    pub(super) content: Vec<Inline>,
    /// Names of places in it that links may lead to.
    pub(super) anchors: Vec<String>,
}

/// A piece of a document.
#[derive(Clone, Debug)]
pub(super) enum Piece {
    Para(Para),
    Block(Block),
}

/// The blocks that the pieces of a text make. New remarks are added to `remarks`; `span` is the document.
pub(super) fn arrange(pieces: Vec<Piece>, remarks: &mut Vec<Diagnostic>, span: Span) -> Vec<Block> {
    arranged(pieces, remarks, span, true)
}

/// The same within a cell, a note, an item or a box, where a line of signs parts no scenes: it may be all that a cell says.
pub(super) fn arrange_within(pieces: Vec<Piece>, remarks: &mut Vec<Diagnostic>, span: Span) -> Vec<Block> {
    arranged(pieces, remarks, span, false)
}

fn arranged(pieces: Vec<Piece>, remarks: &mut Vec<Diagnostic>, span: Span, has_scenes: bool) -> Vec<Block> {
    let mut arranging = Arranging {
        blocks: Vec::new(),
        items: Vec::new(),
        caption: None,
        typed: Vec::new(),
        last: Role::Body,
        has_scenes,
        remarks,
        span,
    };
    for piece in pieces {
        arranging.add(piece);
    }
    arranging.finish()
}

/// The work of [`arranged`].
struct Arranging<'a> {
    blocks: Vec<Block>,
    /// The items of the list that is read.
    items: Vec<(ListPlace, Vec<Inline>)>,
    /// A caption that waits for the picture or table below it.
    caption: Option<Vec<Inline>>,
    /// Lines that may be a list typed by hand.
    typed: Vec<TypedLine>,
    /// The role of the paragraph before.
    last: Role,
    /// Whether a line of signs parts scenes.
    has_scenes: bool,
    remarks: &'a mut Vec<Diagnostic>,
    span: Span,
}

impl Arranging<'_> {
    fn add(&mut self, piece: Piece) {
        match piece {
            Piece::Para(Para { list: Some(place), content, .. }) => {
                self.end_typed();
                self.end_caption();
                self.items.push((place, content));
                self.last = Role::Body;
            }
            Piece::Para(Para { role, content, anchors, .. }) => {
                self.end_list();
                self.paragraph(role, content, anchors);
                self.last = role;
            }
            Piece::Block(block) => {
                self.end_list();
                self.end_typed();
                self.block(block);
                self.last = Role::Body;
            }
        }
    }

    fn finish(mut self) -> Vec<Block> {
        self.end_list();
        self.end_typed();
        self.end_caption();
        self.blocks
    }

    fn paragraph(&mut self, role: Role, content: Vec<Inline>, anchors: Vec<String>) {
        if role != Role::Body {
            self.end_typed();
        }
        if !matches!(role, Role::Body) || only_picture(&content).is_none() {
            self.end_caption();
        }
        match role {
            Role::Title | Role::Subtitle => {
                let (words, pictures) = without_pictures(content);
                let words = if role == Role::Title { unbold(words) } else { plain(words) };
                if !is_blank(&words) {
                    self.blocks.push(if role == Role::Title { Block::Title(words) } else { Block::Subtitle(words) });
                }
                self.push_pictures(pictures);
            }
            Role::Heading(level) => {
                let (words, pictures) = without_pictures(unbold(content));
                if text_of(&words).trim().is_empty() {
                    self.push_pictures(words);
                } else {
                    let anchor = (!anchors.is_empty()).then(|| anchors.join("\n"));
                    self.blocks.push(Block::Heading { level, anchor, content: words });
                }
                self.push_pictures(pictures);
            }
            Role::Quotation => {
                let content = plain(content);
                match self.blocks.last_mut() {
                    Some(Block::Quotation(inner)) if self.last == Role::Quotation => inner.push(Block::Paragraph(content)),
                    _ => self.blocks.push(Block::Quotation(vec![Block::Paragraph(content)])),
                }
            }
            Role::Code => {
                let text = line_of(&content);
                match self.blocks.last_mut() {
                    Some(Block::Code(code)) if self.last == Role::Code => {
                        code.push('\n');
                        code.push_str(&text);
                    }
                    _ => self.blocks.push(Block::Code(text)),
                }
            }
            Role::Caption => self.caption(content),
            Role::Contents => {}
            Role::Body => self.body(content),
        }
    }

    fn push_pictures(&mut self, pictures: Vec<Inline>) {
        if !is_blank(&pictures) {
            self.blocks.push(Block::Paragraph(pictures));
        }
    }

    fn body(&mut self, content: Vec<Inline>) {
        if self.has_scenes && draws_rule(&content) {
            self.end_typed();
            self.rule();
            return;
        }
        let content = uncoded(content);
        if let Some(picture) = only_picture(&content) {
            self.end_typed();
            if let Some(caption) = self.caption.take() {
                self.figure(picture, &content, caption);
            } else {
                self.blocks.push(Block::Paragraph(content));
            }
            return;
        }
        if let Some(line) = typed_line(&content) {
            let follows = self.typed.last().is_none_or(|last| match (last.number, line.number) {
                (Some(last), Some(number)) => number == last + 1,
                (None, None) => last.bullet == line.bullet,
                _ => false,
            });
            if !follows {
                self.end_typed();
            }
            self.typed.push(line);
            return;
        }
        self.end_typed();
        self.bold_line(&content);
        self.blocks.push(Block::Paragraph(content));
    }

    /// Proposes a heading when the paragraph before was a short bold line.
    fn bold_line(&mut self, next: &[Inline]) {
        if is_all_strong(next) {
            return;
        }
        let Some(Block::Paragraph(content)) = self.blocks.last_mut() else { return };
        let text = text_of(content);
        let text = text.trim();
        let short = !text.is_empty() && text.chars().count() <= HEADING_LENGTH && !text.ends_with(['.', ',', ';']);
        if short && self.last == Role::Body && is_all_strong(content) {
            self.remarks.push(Diagnostic::new(Code::ImportBoldLine, self.span).with("words", text));
            content.insert(0, Inline::Remark(self.remarks.len() - 1));
        }
    }

    /// A rule; several below each other are one.
    fn rule(&mut self) {
        if self.blocks.last() != Some(&Block::Rule) {
            self.blocks.push(Block::Rule);
        }
    }

    fn block(&mut self, block: Block) {
        match (block, self.caption.take()) {
            (Block::Table { rows, caption }, Some(words)) if caption.is_empty() => {
                self.blocks.push(Block::Table { caption: without_number(words), rows });
            }
            (block, caption) => {
                self.blocks.extend(caption.map(|words| Block::Paragraph(plain(words))));
                if block == Block::Rule { self.rule() } else { self.blocks.push(block) }
            }
        }
    }

    /// A caption: of the picture or the table above it, else of what comes below.
    fn caption(&mut self, content: Vec<Inline>) {
        self.end_caption();
        // LibreOffice sets a picture and its caption in one paragraph.
        let (words, pictures) = without_pictures(content);
        if let ([picture @ Inline::Picture(placed)], false) = (pictures.as_slice(), text_of(&words).trim().is_empty())
            && placed.file.is_some()
        {
            self.figure(picture.clone(), &[], words);
            return;
        }
        if !pictures.is_empty() {
            self.blocks.push(Block::Paragraph(pictures));
        }
        let content = words;
        if is_blank(&content) {
            return;
        }
        let of_table = fold(&text_of(&content)).starts_with("tab");
        match self.blocks.last_mut() {
            Some(Block::Paragraph(above)) if !of_table && only_picture(above).is_some() => {
                let above = std::mem::take(above);
                self.blocks.pop();
                if let Some(picture) = only_picture(&above) {
                    self.figure(picture, &above, content);
                }
            }
            _ => self.caption = Some(content),
        }
    }

    /// A caption that found nothing below it belongs to the table above, or is a paragraph.
    fn end_caption(&mut self) {
        let Some(words) = self.caption.take() else { return };
        match self.blocks.last_mut() {
            Some(Block::Table { caption, .. }) if caption.is_empty() => *caption = without_number(words),
            _ => self.blocks.push(Block::Paragraph(plain(words))),
        }
    }

    /// A picture with its caption; the remarks of its paragraph go with the caption.
    fn figure(&mut self, picture: Inline, paragraph: &[Inline], caption: Vec<Inline>) {
        let remarks = paragraph.iter().filter(|inline| matches!(inline, Inline::Remark(_))).cloned();
        let caption = remarks.chain(without_number(caption)).collect();
        self.blocks.push(Block::Figure { picture, caption });
    }

    fn end_typed(&mut self) {
        let typed = std::mem::take(&mut self.typed);
        let Some(first) = typed.first() else { return };
        if typed.len() == 1 && !first.bullet {
            self.blocks.extend(typed.into_iter().map(|line| Block::Paragraph(line.whole)));
            return;
        }
        let start = first.number;
        self.remarks.push(Diagnostic::new(Code::ImportTypedList, self.span));
        let mut remark = Some(Inline::Remark(self.remarks.len() - 1));
        let items = typed.into_iter().map(|line| {
            let mut content = line.rest;
            content.splice(0..0, remark.take());
            vec![Block::Paragraph(content)]
        });
        self.blocks.push(Block::List { start, items: items.collect() });
    }

    fn end_list(&mut self) {
        let items = std::mem::take(&mut self.items);
        if !items.is_empty() {
            self.blocks.extend(lists(&mut items.into_iter().peekable(), 0));
        }
    }
}

/// The lists that items make, until one stands above `least`.
fn lists(items: &mut std::iter::Peekable<std::vec::IntoIter<(ListPlace, Vec<Inline>)>>, least: usize) -> Vec<Block> {
    let mut found: Vec<Block> = Vec::new();
    let mut current: Option<(usize, bool)> = None;
    let Some(level) = items.peek().map(|(place, _)| place.level) else { return found };
    while let Some((place, _)) = items.peek() {
        if place.level > level {
            let inner = lists(items, level + 1);
            match found.last_mut() {
                Some(Block::List { items, .. }) => match items.last_mut() {
                    Some(item) => item.extend(inner),
                    None => items.push(inner),
                },
                _ => found.extend(inner),
            }
            continue;
        }
        if place.level < least {
            break;
        }
        let Some((place, content)) = items.next() else { break };
        let kind = (place.list, place.number.is_some());
        if current != Some(kind) {
            found.push(Block::List { start: place.number, items: Vec::new() });
            current = Some(kind);
        }
        if let Some(Block::List { items, .. }) = found.last_mut() {
            items.push(vec![Block::Paragraph(content)]);
        }
    }
    found
}
