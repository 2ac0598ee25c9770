//! Elements: what becomes of HTML in a paragraph.
//!
//! What has a form in the book gets it; words between angle brackets that are no HTML stay as typed; all else is told, once a text for each
//! element. Tags are read in `html`.

use super::{
    division,
    html::{Meaning, Tag},
    inline::{Level, Opening, Reader, Token, TokenKind},
    nesting::MAX_DEPTH,
    parser::Parser,
};
use crate::{
    book::{Inline, Link, LinkTarget, Text, TextId, plain_text},
    diagnostic::{Code, Diagnostic, Severity},
    source::Span,
};
use std::ops::Range;

fn tag_of(token: &Token<'_>) -> Option<Tag> {
    match &token.kind {
        TokenKind::Html(tag) => Tag::read(tag),
        TokenKind::Text(_) | TokenKind::Inline(_) => None,
    }
}

impl Reader<'_, '_, '_> {
    /// The tokens that stand in hidden elements, such as scripts, with the tags that end these.
    pub(super) fn hidden(tokens: &[Token<'_>]) -> Vec<Range<usize>> {
        let mut hidden = Vec::new();
        let mut endless: Vec<String> = Vec::new();
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            at += 1;
            let Some(tag) = tag_of(token).filter(|tag| !tag.is_end && matches!(tag.meaning(), Meaning::Hidden)) else { continue };
            if endless.contains(&tag.name) {
                continue;
            }
            let ends = |token: &Token<'_>| tag_of(token).is_some_and(|end| end.is_end && end.name == tag.name);
            match tokens[at..].iter().position(ends) {
                Some(length) => {
                    hidden.push(at..at + length + 1);
                    at += length + 1;
                }
                None => endless.push(tag.name),
            }
        }
        hidden
    }

    /// Reads an HTML tag, a comment, or what only looks like one.
    pub(super) fn html(&mut self, written: &str, range: &Range<usize>) {
        if let Some(text) = written.strip_prefix("<![CDATA[").and_then(|text| text.strip_suffix("]]>")) {
            self.notice_html("![CDATA[", "kept", "other", range);
            return self.push_text(text, range.clone());
        }
        if written.starts_with("<!") || written.starts_with("<?") {
            return self.parser.notice_comment(self.fragment.span(range));
        }
        let Some(tag) = Tag::read(written) else {
            return self.push_text(written, range.clone());
        };
        if tag.is_end { self.end_tag(&tag, range) } else { self.start_tag(&tag, range) }
    }

    fn start_tag(&mut self, tag: &Tag, range: &Range<usize>) {
        let meaning = tag.meaning();
        match meaning {
            Meaning::Style(_) | Meaning::Code | Meaning::Link(_) => {
                if self.levels.len() < MAX_DEPTH {
                    let opening = Opening::Element(tag.name.clone(), meaning);
                    self.levels.push(Level { opening, range: range.clone(), content: Vec::new() });
                } else {
                    let diagnostic = Diagnostic::new(Code::TooDeep, self.fragment.span(range));
                    self.parser.sink.push(diagnostic.with("limit", MAX_DEPTH));
                }
            }
            Meaning::LineBreak => self.push(Inline::LineBreak(self.fragment.span(range))),
            Meaning::Picture => {
                let alt = tag.attribute("alt").unwrap_or_default();
                let file = tag.attribute("src").unwrap_or_default();
                let file = if file.contains(' ') { format!("<{file}>") } else { file.to_owned() };
                let diagnostic = Diagnostic::new(Code::HtmlPicture, self.fragment.span(range)).with("alt", alt);
                self.parser.sink.push(diagnostic.with("file", file));
            }
            Meaning::Hidden => self.notice_html(&tag.name, "hidden", tag.remedy(), range),
            Meaning::Empty => self.notice_html(&tag.name, "empty", tag.remedy(), range),
            Meaning::Block => {
                self.notice_html(&tag.name, "kept", tag.remedy(), range);
                self.divide(range);
            }
            Meaning::Cell => {
                self.notice_html(&tag.name, "kept", tag.remedy(), range);
                self.push_text(" ", range.clone());
            }
            Meaning::Words => self.notice_html(&tag.name, "kept", tag.remedy(), range),
        }
    }

    fn end_tag(&mut self, tag: &Tag, range: &Range<usize>) {
        if self.close_element(&tag.name, range.end) {
            return;
        }
        // A tag that ends what stands in another paragraph is told there.
        if !self.parser.has_noticed(Code::RawHtml, &tag.name) {
            self.notice_html(&tag.name, "kept", tag.remedy(), range);
        }
        match tag.meaning() {
            Meaning::Block => self.divide(range),
            Meaning::Cell => self.push_text(" ", range.clone()),
            Meaning::Style(_)
            | Meaning::Code
            | Meaning::Link(_)
            | Meaning::LineBreak
            | Meaning::Picture
            | Meaning::Hidden
            | Meaning::Empty
            | Meaning::Words => {}
        }
    }

    /// Ends the innermost element of that name; false when none is open.
    fn close_element(&mut self, name: &str, end: usize) -> bool {
        let opened = |level: &Level| matches!(&level.opening, Opening::Element(open, _) if open == name);
        let Some(target) = self.levels.iter().rposition(opened) else { return false };
        while self.levels.len() > target + 1 {
            self.flatten();
        }
        let Some(Level { opening: Opening::Element(_, meaning), range, content }) = self.levels.pop() else { return true };
        let span = self.fragment.span(&(range.start..end));
        match meaning {
            Meaning::Style(style) => self.push(Inline::styled(style, content, span)),
            Meaning::Code => {
                self.push(Inline::Code(Text { id: TextId::default(), text: plain_text(&content), span }));
            }
            Meaning::Link(target) => {
                let content = if content.is_empty() { vec![Inline::text(&target, span)] } else { content };
                self.push(Inline::link(Link { target: LinkTarget::Unresolved(target), content, span }));
            }
            Meaning::LineBreak
            | Meaning::Picture
            | Meaning::Hidden
            | Meaning::Empty
            | Meaning::Block
            | Meaning::Cell
            | Meaning::Words => content.into_iter().for_each(|inline| self.push(inline)),
        }
        true
    }

    /// Parts the words before a block from those after it.
    fn divide(&mut self, range: &Range<usize>) {
        let span = self.fragment.span(range);
        if self.divides {
            return self.push(division::mark(span));
        }
        let before = self.levels.iter().rev().find_map(|level| level.content.last());
        if before.is_some_and(|inline| !matches!(inline, Inline::LineBreak(_))) {
            self.push(Inline::LineBreak(span));
        }
    }

    fn notice_html(&mut self, name: &str, kind: &str, remedy: &str, range: &Range<usize>) {
        let diagnostic = Diagnostic::new(Code::RawHtml, self.fragment.span(range)).with("name", name);
        self.parser.notice(name, diagnostic.with("kind", kind).with("remedy", remedy));
    }
}

impl Parser<'_> {
    /// Notes a comment of HTML, which nobody expects to be printed.
    pub(super) fn notice_comment(&mut self, span: Span) {
        let diagnostic =
            Diagnostic::new(Code::RawHtml, span).with("name", "!--").with("kind", "comment").with("remedy", "comment");
        self.notice("!--", Diagnostic { severity: Severity::Note, ..diagnostic });
    }
}
