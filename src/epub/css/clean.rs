//! A style sheet without what a book may not hold: what is fetched from elsewhere, what EPUB forbids, and what is no CSS.
//!
//! Only what is known passes: rules and functions by their names, declarations by their form. Names are compared as a reading system
//! reads them, with escapes decoded; so no spelling hides an address. What stays is copied as it is written.

use super::{
    known::{DECLARATIONS, FORBIDDEN, FUNCTIONS, RULES, STATEMENTS},
    tokens::{CssTokenKind, Token, Tokens, decoded},
};
use std::ops::Range;

/// Deepest nesting of blocks that is kept. Reading systems read rules within each other with recursion.
const MAX_DEPTH: usize = 16;

/// A part of a sheet that was taken out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::epub) struct Removed {
    pub(in crate::epub) range: Range<usize>,
    pub(in crate::epub) reason: Reason,
}

/// Why a part was taken out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::epub) enum Reason {
    /// It fetches something that is not in the book.
    Outside,
    /// A rule or a function that is not known to be harmless.
    Unknown,
    /// EPUB 3.3 forbids it.
    Forbidden,
    /// It is no CSS, or has no end.
    Broken,
}

/// The sheet as it may stand in the book, and what was taken out, in the order of the sheet.
pub(in crate::epub) fn clean(sheet: &str) -> (String, Vec<Removed>) {
    let mut cleaner =
        Cleaner { sheet, tokens: Tokens::new(sheet), ahead: None, kept: String::new(), copied: 0, removed: Vec::new() };
    cleaner.rules(0);
    cleaner.kept.push_str(&sheet[cleaner.copied..]);
    (cleaner.kept, cleaner.removed)
}

struct Cleaner<'s> {
    sheet: &'s str,
    tokens: Tokens<'s>,
    ahead: Option<Token>,
    kept: String,
    /// The sheet up to here is copied into `kept`, or taken out.
    copied: usize,
    removed: Vec<Removed>,
}

/// How a rule or a declaration ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Semicolon,
    /// A block begins.
    Block,
    /// The block around it ends; its closing brace is not read yet.
    Outer,
    /// The sheet ends.
    Sheet,
}

impl Cleaner<'_> {
    fn peek(&mut self) -> Option<&Token> {
        if self.ahead.is_none() {
            self.ahead = self.tokens.next();
        }
        self.ahead.as_ref()
    }

    fn next(&mut self) -> Option<Token> {
        self.ahead.take().or_else(|| self.tokens.next())
    }

    /// The offset of the next token.
    fn place(&mut self) -> usize {
        let end = self.sheet.len();
        self.peek().map_or(end, |token| token.range.start)
    }

    /// Takes out what lies between two offsets, if that is more than white space, and reports it.
    fn remove(&mut self, range: Range<usize>, reason: Reason) {
        let start = range.start.max(self.copied);
        self.kept.push_str(&self.sheet[self.copied..start]);
        self.copied = range.end.max(start);
        let written = &self.sheet[range.clone()];
        let end = range.start + written.trim_end().len();
        if end > range.start {
            self.removed.push(Removed { range: range.start..end, reason });
        }
    }

    fn skip_space(&mut self) {
        while self.peek().is_some_and(|token| token.kind == CssTokenKind::Space) {
            self.next();
        }
    }

    /// Rules up to the brace that ends the block around them, which is read, or up to the end of the sheet. `depth` is the number of
    /// blocks around them.
    fn rules(&mut self, depth: usize) {
        loop {
            self.skip_space();
            let start = self.place();
            match self.peek().map(|token| token.kind) {
                None => {
                    self.close(depth);
                    return;
                }
                Some(CssTokenKind::Close(b'}')) if depth > 0 => {
                    self.next();
                    return;
                }
                Some(CssTokenKind::AtKeyword) => self.at_rule(start, depth),
                Some(CssTokenKind::Bad) if self.sheet[start..].starts_with(['<', '-']) => {
                    self.next();
                    self.remove_rule(start, End::Semicolon, Reason::Broken);
                }
                Some(_) => self.style_rule(start, depth),
            }
        }
    }

    /// Ends a block that has no end: the sheet after this one must not be taken for a part of it.
    fn close(&mut self, depth: usize) {
        if depth > 0 {
            let end = self.sheet.len();
            self.kept.push_str(&self.sheet[self.copied..]);
            self.copied = end;
            self.kept.push('}');
            if self.removed.last().is_none_or(|last| last.reason != Reason::Broken || last.range != (end..end)) {
                self.removed.push(Removed { range: end..end, reason: Reason::Broken });
            }
        }
    }

    /// Reads up to the end of a prelude or a declaration: the first reason against it, and how it ended. A semicolon is read, a brace
    /// is not.
    fn prelude(&mut self, is_value: bool) -> (Option<Reason>, End) {
        let mut open: Vec<u8> = Vec::new();
        let mut reason = None;
        loop {
            let Some(token) = self.peek().cloned() else {
                return (reason.or((!open.is_empty()).then_some(Reason::Broken)), End::Sheet);
            };
            match token.kind {
                CssTokenKind::Semicolon if open.is_empty() => {
                    self.next();
                    return (reason, End::Semicolon);
                }
                CssTokenKind::Open(b'{') if open.is_empty() => return (reason, End::Block),
                CssTokenKind::Close(b'}') if open.is_empty() => return (reason, End::Outer),
                // A brace ends what was left open: half a sheet would be lost otherwise.
                CssTokenKind::Open(b'{') | CssTokenKind::Close(b'}') => {
                    let end = if token.kind == CssTokenKind::Close(b'}') { End::Outer } else { End::Block };
                    return (reason.or(Some(Reason::Broken)), end);
                }
                CssTokenKind::Open(mark) => open.push(mark),
                CssTokenKind::Close(mark) => {
                    let matching = if mark == b')' { b'(' } else { b'[' };
                    if open.pop() != Some(matching) {
                        reason = reason.or(Some(Reason::Broken));
                    }
                }
                CssTokenKind::Function => {
                    open.push(b'(');
                    self.next();
                    reason = reason.or_else(|| self.function(&token, is_value));
                    continue;
                }
                CssTokenKind::Url => {
                    reason = reason.or_else(|| (!is_inside(&self.sheet[token.range.clone()])).then_some(Reason::Outside))
                }
                CssTokenKind::Bad => reason = reason.or(Some(Reason::Broken)),
                CssTokenKind::Space
                | CssTokenKind::Ident
                | CssTokenKind::AtKeyword
                | CssTokenKind::Hash
                | CssTokenKind::String
                | CssTokenKind::Number
                | CssTokenKind::Colon
                | CssTokenKind::Semicolon
                | CssTokenKind::Other => {}
            }
            self.next();
        }
    }

    /// The reason against a function, whose name has been read. In selectors and conditions functions fetch nothing.
    fn function(&mut self, token: &Token, is_value: bool) -> Option<Reason> {
        let name = decoded(&self.sheet[token.range.start..token.range.end - 1]).to_ascii_lowercase();
        if name == "url" {
            self.skip_space();
            let address = self.peek().filter(|token| token.kind == CssTokenKind::String).map(|token| token.range.clone());
            let is_inside = address.is_some_and(|range| is_address_inside(&decoded(&self.sheet[range.start + 1..range.end - 1])));
            return (!is_inside).then_some(Reason::Outside);
        }
        let fetches = matches!(name.as_str(), "src" | "image" | "image-set" | "-webkit-image-set" | "cross-fade" | "element");
        if !is_value || FUNCTIONS.contains(&name.as_str()) {
            None
        } else if fetches {
            Some(Reason::Outside)
        } else {
            Some(Reason::Unknown)
        }
    }

    /// Passes over a block, whose brace is next.
    fn skip_block(&mut self) {
        let mut depth = 0_usize;
        while let Some(token) = self.next() {
            match token.kind {
                CssTokenKind::Open(b'{') => depth += 1,
                CssTokenKind::Close(b'}') => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        return;
                    }
                }
                _ => {}
            }
        }
    }

    /// Takes out the rule that began at `start` and whose prelude ended so.
    fn remove_rule(&mut self, start: usize, end: End, reason: Reason) {
        if end == End::Block {
            self.skip_block();
        }
        self.skip_space();
        let place = self.place();
        self.remove(start..place, reason);
    }

    fn at_rule(&mut self, start: usize, depth: usize) {
        let keyword = self.next().map(|token| token.range).unwrap_or_default();
        let name = decoded(&self.sheet[keyword.start + 1..keyword.end]).to_ascii_lowercase();
        let (reason, end) = self.prelude(false);
        let name = name.as_str();
        // The address in a `namespace` is a name.
        let reason = reason.filter(|reason| !(name == "namespace" && *reason == Reason::Outside));
        let known = match end {
            End::Semicolon | End::Sheet | End::Outer => STATEMENTS.contains(&name),
            End::Block => RULES.contains(&name) || DECLARATIONS.contains(&name),
        };
        match (name, reason) {
            ("charset", _) => {
                let (place, told) = (self.place(), self.removed.len());
                self.remove_rule(start, end, Reason::Unknown);
                // What it says is true of every file of a book, and it would not be at the beginning of the sheet.
                if self.sheet[start..place].to_ascii_lowercase().contains("\"utf-8\"") {
                    self.removed.truncate(told);
                }
            }
            ("import" | "font-face", _) => self.remove_rule(start, end, Reason::Outside),
            (_, Some(reason)) => self.remove_rule(start, end, reason),
            _ if !known => self.remove_rule(start, end, Reason::Unknown),
            _ if end != End::Block => {}
            _ if depth >= MAX_DEPTH => self.remove_rule(start, end, Reason::Unknown),
            _ => {
                self.next();
                if RULES.contains(&name) { self.rules(depth + 1) } else { self.declarations(depth + 1) }
            }
        }
    }

    fn style_rule(&mut self, start: usize, depth: usize) {
        let (reason, end) = self.prelude(false);
        match (reason, end) {
            (None, End::Block) if self.place() > start && depth < MAX_DEPTH => {
                self.next();
                self.declarations(depth + 1);
            }
            (reason, End::Outer) if depth == 0 => {
                self.next();
                self.remove_rule(start, End::Outer, reason.unwrap_or(Reason::Broken));
            }
            (reason, end) => self.remove_rule(start, end, reason.unwrap_or(Reason::Broken)),
        }
    }

    /// Declarations up to the brace that ends their block, which is read.
    fn declarations(&mut self, depth: usize) {
        loop {
            self.skip_space();
            let start = self.place();
            let Some(first) = self.peek().cloned() else {
                self.close(depth);
                return;
            };
            match first.kind {
                CssTokenKind::Close(b'}') => {
                    self.next();
                    return;
                }
                CssTokenKind::Semicolon => {
                    self.next();
                }
                // The boxes of a page's margins: `@top-left { … }`.
                CssTokenKind::AtKeyword if depth < MAX_DEPTH => {
                    self.next();
                    match self.prelude(true) {
                        (None, End::Block) => {
                            self.next();
                            self.declarations(depth + 1);
                        }
                        (reason, end) => self.remove_rule(start, end, reason.unwrap_or(Reason::Broken)),
                    }
                }
                _ => self.declaration(start, &first),
            }
        }
    }

    fn declaration(&mut self, start: usize, first: &Token) {
        let name = decoded(&self.sheet[first.range.clone()]).to_ascii_lowercase();
        self.next();
        self.skip_space();
        let has_colon = first.kind == CssTokenKind::Ident && self.peek().is_some_and(|token| token.kind == CssTokenKind::Colon);
        let value = self.place();
        let (reason, end) = self.prelude(true);
        let is_empty = self.sheet[value..self.place()].trim_matches([':', ';', ' ', '\t', '\n', '\r']).is_empty();
        let reason = match reason {
            _ if !has_colon || (is_empty && !name.starts_with("--")) || end == End::Block => Some(Reason::Broken),
            _ if FORBIDDEN.contains(&name.as_str()) => Some(Reason::Forbidden),
            reason => reason,
        };
        if let Some(reason) = reason {
            self.remove_rule(start, end, reason);
        }
    }
}

/// Whether `url(…)` without quotation marks leads to a place in the same file, or holds a picture.
fn is_inside(url: &str) -> bool {
    let address = url.find('(').map_or("", |open| &url[open + 1..]);
    is_address_inside(&decoded(address.trim_end_matches(')').trim()))
}

fn is_address_inside(address: &str) -> bool {
    let address = address.trim();
    let picture = address.split_once(';').map(|(kind, _)| kind.to_ascii_lowercase());
    address.starts_with('#') || matches!(picture.as_deref(), Some("data:image/png" | "data:image/jpeg" | "data:image/gif"))
}
