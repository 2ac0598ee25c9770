//! Reads block elements of OpenDocument: paragraphs, headings, lists, sections.

use super::{handlings::handling, reader::Reader, words::spaced};
use crate::import::{
    arrange::{Para, Piece, arrange_within},
    handling::Handling,
    nest::{Passage, Run, between_paragraphs, nest, without_anchored},
    roles::{ListPlace, Role},
    tree::{Block, Inline},
    write::is_blank,
    xml::{Element, Ns},
};

/// Parts two paragraphs that stood in one.
pub(super) const PARAGRAPH_END: &str = "\u{c}";

impl<'a> Reader<'a, '_> {
    /// The paragraphs and other blocks directly in an element.
    pub(super) fn read_body(&mut self, element: Element<'a>) -> Vec<Piece> {
        let mut pieces = Vec::new();
        self.read_blocks(element, &mut pieces);
        let joined = std::mem::take(&mut self.joined);
        self.push_paragraph(joined, Role::Body, None, &mut pieces);
        pieces
    }

    fn read_blocks(&mut self, element: Element<'a>, pieces: &mut Vec<Piece>) {
        for child in element.children() {
            self.read_block(child, pieces);
        }
    }

    fn read_block(&mut self, child: Element<'a>, pieces: &mut Vec<Piece>) {
        match child.name() {
            (Ns::Text, "p" | "h") => self.read_paragraph(child, None, pieces),
            (Ns::Text, "list") => self.read_list(child, pieces),
            (Ns::Text, "numbered-paragraph") => self.read_numbered(child, pieces),
            (Ns::Text, "section") => {
                let hidden = match child.attribute(Ns::Text, "display") {
                    Some("none") => true,
                    Some("condition") => child.attribute(Ns::Text, "is-hidden") == Some("true"),
                    _ => false,
                };
                if hidden {
                    self.hide(child);
                } else {
                    self.read_blocks(child, pieces);
                }
            }
            // Which works the author names, no book knows by itself.
            (Ns::Text, "bibliography" | "index-title") => {
                self.read_blocks(child.child(Ns::Text, "index-body").unwrap_or(child), pieces);
            }
            (Ns::Text, index) if generated(index).is_some() => {
                let words = spaced(child.child(Ns::Text, "index-body").unwrap_or(child));
                self.furniture.push(generated(index).unwrap_or_default(), &words);
            }
            (Ns::Table, "table") => self.read_table(child, pieces),
            (Ns::Text, "change-start" | "change-end" | "change" | "bookmark" | "bookmark-start" | "soft-page-break")
            | (Ns::Draw, _) => {
                // Between paragraphs, as within one.
                let mut runs = Vec::new();
                let look = self.styles.paragraph_look(None);
                self.read_inline(child, &mut Passage { look: &look, link: None, out: &mut runs });
                self.push_paragraph(runs, Role::Body, None, pieces);
            }
            (ns, name) if name.is_empty() || handling(ns, name) == Handling::Nothing => {}
            // Around paragraphs, or an inline outside of them.
            (ns, name) => {
                let is_block = |node: Element<'a>| matches!(node.name(), (Ns::Text, "p" | "h") | (Ns::Table, "table"));
                let (runs, has_blocks) = between_paragraphs(child, is_block, |has_blocks, runs| {
                    if !has_blocks {
                        let look = self.styles.paragraph_look(None);
                        self.read_inline(child, &mut Passage { look: &look, link: None, out: runs });
                    } else if handling(ns, name) == Handling::Reported {
                        self.report(name, runs);
                    }
                });
                if !runs.is_empty() {
                    self.push_paragraph(runs, Role::Body, None, pieces);
                }
                if has_blocks {
                    self.read_blocks(child, pieces);
                }
            }
        }
    }

    pub(super) fn read_paragraph(&mut self, paragraph: Element<'a>, list: Option<ListPlace>, pieces: &mut Vec<Piece>) {
        let style = paragraph.attribute(Ns::Text, "style-name");
        let mut role = self.styles.role(style);
        if paragraph.is(Ns::Text, "h") && !matches!(role, Role::Title | Role::Subtitle) {
            let level = paragraph.attribute(Ns::Text, "outline-level").and_then(|level| level.parse().ok());
            role = Role::Heading(level.unwrap_or(1).max(1));
        } else if matches!(role, Role::Heading(_)) && list.is_some() {
            role = Role::Body;
        }
        if paragraph
            .children()
            .any(|child| child.is(Ns::Text, "hidden-paragraph") && child.attribute(Ns::Text, "is-hidden") == Some("true"))
        {
            self.hide(paragraph);
            return;
        }
        let look = self.styles.paragraph_look(style);
        let mut runs = std::mem::take(&mut self.joined);
        self.read_inlines(paragraph, &mut Passage { look: &look, link: None, out: &mut runs });
        if runs.is_empty() && list.is_none() && self.depth == 0 && self.styles.is_ruled(style) {
            pieces.push(Piece::Block(Block::Rule));
        }
        if !self.skipped.is_empty() {
            // The end of this paragraph lies in a range that is not taken over.
            self.joined = runs;
            return;
        }
        self.push_paragraph(runs, role, list, pieces);
    }

    pub(super) fn push_paragraph(&mut self, runs: Vec<Run>, role: Role, list: Option<ListPlace>, pieces: &mut Vec<Piece>) {
        let mut anchors = std::mem::take(&mut self.anchors);
        let is_end = |run: &Run| matches!(&run.content, Inline::Text(text) if text == PARAGRAPH_END);
        let mut empty = true;
        // In a box a picture and its caption stay together.
        let stands_alone = matches!(role, Role::Body | Role::Quotation) && list.is_none() && self.depth == 0;
        let (runs, anchored) = without_anchored(runs, stands_alone);
        let parts: Vec<Vec<Run>> =
            if runs.iter().any(is_end) { runs.split(is_end).map(<[Run]>::to_vec).collect() } else { vec![runs] };
        for part in parts {
            let content = nest(part);
            if is_blank(&content) {
                continue;
            }
            pieces.push(Piece::Para(Para { role, list: list.filter(|_| empty), content, anchors: std::mem::take(&mut anchors) }));
            empty = false;
        }
        let content = nest(anchored);
        if !is_blank(&content) {
            pieces.push(Piece::Para(Para { role: Role::Body, list: None, content, anchors: std::mem::take(&mut anchors) }));
            empty = false;
        }
        if empty {
            self.anchors = anchors;
        }
        pieces.extend(std::mem::take(&mut self.boxes).into_iter().map(Piece::Block));
    }

    /// A list. One that numbers headings, and one without signs, is only its content.
    fn read_list(&mut self, list: Element<'a>, pieces: &mut Vec<Piece>) {
        let is_outline = list.descendants().any(|node| node.is(Ns::Text, "h"));
        if is_outline {
            self.read_items_as_blocks(list, pieces);
            return;
        }
        let style = list.attribute(Ns::Text, "style-name");
        let blocks = self.list_blocks(list, style, 1);
        pieces.extend(blocks.into_iter().map(Piece::Block));
    }

    fn read_items_as_blocks(&mut self, list: Element<'a>, pieces: &mut Vec<Piece>) {
        for item in list.children().filter(|child| matches!(child.name(), (Ns::Text, "list-item" | "list-header"))) {
            for child in item.children() {
                if child.is(Ns::Text, "list") && child.descendants().any(|node| node.is(Ns::Text, "h")) {
                    self.read_items_as_blocks(child, pieces);
                } else {
                    self.read_block(child, pieces);
                }
            }
        }
    }

    /// The blocks that a list makes on a level, from 1.
    fn list_blocks(&mut self, list: Element<'a>, style: Option<&'a str>, level: usize) -> Vec<Block> {
        let sign = self.styles.list_sign(style, level);
        let key = |of: &str| (of.to_owned(), level);
        let own = list.attribute(Ns::Xml, "id").unwrap_or_default();
        let continued = list
            .attribute(Ns::Text, "continue-list")
            .or_else(|| (list.attribute(Ns::Text, "continue-numbering") == Some("true")).then(|| style.unwrap_or_default()));
        let mut number = continued
            .and_then(|of| self.reached.get(&key(of)).copied())
            .map_or_else(|| sign.map_or(1, |(_, start)| start), |last| last + 1);
        let first_item = list.children().find(|child| child.is(Ns::Text, "list-item"));
        if let Some(start) = first_item.and_then(|item| item.attribute(Ns::Text, "start-value")?.parse().ok()) {
            number = start;
        }
        let start = number;
        let mut items: Vec<Vec<Block>> = Vec::new();
        for child in list.children() {
            let blocks = match child.name() {
                (Ns::Text, "list-item" | "list-header") => self.item_blocks(child, style, level),
                _ => continue,
            };
            match items.last_mut() {
                _ if blocks.is_empty() => {}
                Some(item) if child.is(Ns::Text, "list-header") || matches!(blocks.as_slice(), [Block::List { .. }]) => {
                    item.extend(blocks)
                }
                Some(_) | None => {
                    items.push(blocks);
                    number += 1;
                }
            }
        }
        let last = number.saturating_sub(1);
        for of in [own, style.unwrap_or_default()] {
            self.reached.insert(key(of), last);
        }
        match (sign, items.is_empty()) {
            (_, true) => Vec::new(),
            // A list that only indents another one.
            _ if items.len() == 1 && matches!(items[0].as_slice(), [Block::List { .. }]) => items.remove(0),
            (None, false) => items.into_iter().flatten().collect(),
            (Some((numbered, _)), false) => vec![Block::List { start: numbered.then_some(start), items }],
        }
    }

    /// The blocks of an item; lists in it are a level deeper.
    fn item_blocks(&mut self, item: Element<'a>, style: Option<&'a str>, level: usize) -> Vec<Block> {
        if level >= super::reader::MAX_DEPTH {
            self.damage.get_or_insert(crate::import::damage::Damage::Deep(super::reader::MAX_DEPTH));
            return Vec::new();
        }
        let mut pieces = Vec::new();
        for child in item.children() {
            if child.is(Ns::Text, "list") {
                let own = child.attribute(Ns::Text, "style-name").or(style);
                let inner = self.list_blocks(child, own, level + 1);
                pieces.extend(inner.into_iter().map(Piece::Block));
            } else {
                self.read_block(child, &mut pieces);
            }
        }
        let span = self.span;
        arrange_within(pieces, &mut self.tree.remarks, span)
    }

    /// A paragraph that is the item of a list by itself.
    fn read_numbered(&mut self, element: Element<'a>, pieces: &mut Vec<Piece>) {
        let level = element.attribute(Ns::Text, "level").and_then(|level| level.parse::<usize>().ok()).unwrap_or(1).clamp(1, 10);
        let id = element.attribute(Ns::Text, "list-id").unwrap_or_default();
        let style = element.attribute(Ns::Text, "style-name");
        let numbered = style.map_or(Some((true, 1)), |style| self.styles.list_sign(Some(style), level));
        let place = numbered.map(|(numbered, start)| {
            let own = element.attribute(Ns::Text, "start-value").and_then(|start| start.parse().ok());
            let number = own.unwrap_or_else(|| self.reached.get(&(id.to_owned(), level)).map_or(start, |last| last + 1));
            self.reached.insert((id.to_owned(), level), number);
            let list = id.bytes().fold(7_usize, |hash, byte| hash.wrapping_mul(31).wrapping_add(usize::from(byte)));
            ListPlace { list, level: level - 1, number: numbered.then_some(number) }
        });
        for child in element.children().filter(|child| matches!(child.name(), (Ns::Text, "p" | "h"))) {
            self.read_paragraph(child, place, pieces);
        }
    }
}

/// What messages call an index that the document makes; none for any other element.
fn generated(name: &str) -> Option<&'static str> {
    match name {
        "table-of-content" => Some("contents"),
        "illustration-index" | "table-index" | "object-index" => Some("figures"),
        "alphabetical-index" | "user-index" => Some("index"),
        _ => None,
    }
}
