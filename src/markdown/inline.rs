//! Inlines: gives structure to what CommonMark leaves as text: `[words]{lang=en}`, `![](x.png){.decorative}`, `<sup>`.
//!
//! It gets the tokens of one paragraph, title or cell, without those inside other inlines, and returns rich text. The tokens are
//! made by `builder`.

use super::{
    attributes::Attributes,
    fragment::{Fragment, cleaned},
    html::Meaning,
    lost_links,
    nesting::MAX_DEPTH,
    parser::{Parser, note_label},
};
use crate::{
    book::{Alt, Inline, InlineStyle, RichText, Text},
    diagnostic::{Code, Diagnostic, Severity},
    source::{any_pair, append_composed, is_surely_clean},
};
use pulldown_cmark::CowStr;
use std::ops::Range;

/// The longest label of a note that is not written, in characters.
const MOST_LABEL: usize = 40;

/// A token with its range in the text.
#[derive(Debug)]
pub(super) struct Token<'e> {
    pub(super) kind: TokenKind<'e>,
    pub(super) range: Range<usize>,
}

/// What a token is.
#[derive(Debug)]
pub(super) enum TokenKind<'e> {
    /// Characters. Brackets in them may open a span if the text at the range reads the same, without escapes or entities.
    Text(CowStr<'e>),
    /// A finished inline.
    Inline(Inline),
    /// An HTML tag or comment.
    Html(CowStr<'e>),
}

/// An open bracket or HTML element, with its content so far.
pub(super) struct Level {
    pub(super) opening: Opening,
    pub(super) range: Range<usize>,
    pub(super) content: RichText,
}

pub(super) enum Opening {
    Root,
    Bracket,
    /// An HTML element with its name.
    Element(String, Meaning),
}

/// Makes rich text of tokens. With `divides`, the ends of blocks of HTML are divisions; otherwise they are line breaks.
pub(super) fn build_rich_text(
    tokens: Vec<Token<'_>>,
    fragment: &Fragment<'_>,
    parser: &mut Parser<'_>,
    divides: bool,
) -> RichText {
    let root = Level { opening: Opening::Root, range: 0..0, content: Vec::new() };
    let mut reader = Reader { fragment, parser, divides, levels: vec![root], skip_to: 0 };
    let mut hidden = Reader::hidden(&tokens).into_iter().peekable();
    for (index, token) in tokens.into_iter().enumerate() {
        while hidden.next_if(|hidden| hidden.end <= index).is_some() {}
        if hidden.peek().is_none_or(|hidden| !hidden.contains(&index)) {
            reader.handle(token);
        }
    }
    reader.finish()
}

pub(super) struct Reader<'a, 'b, 'c> {
    pub(super) fragment: &'a Fragment<'b>,
    pub(super) parser: &'a mut Parser<'c>,
    pub(super) divides: bool,
    /// Never empty: the first is the root.
    pub(super) levels: Vec<Level>,
    /// The text before this offset has been read as attributes.
    skip_to: usize,
}

impl Reader<'_, '_, '_> {
    fn handle(&mut self, token: Token<'_>) {
        if token.range.end <= self.skip_to && !token.range.is_empty() {
            return;
        }
        match token.kind {
            TokenKind::Text(text) => self.text(&text, token.range),
            TokenKind::Html(tag) => self.html(&tag, &token.range),
            TokenKind::Inline(mut inline) => {
                if let Inline::Image(picture) = &mut inline
                    && let Some((attributes, end)) = self.attributes(token.range.end)
                {
                    attributes.report_unknown(&[".decorative"], self.fragment, self.parser.sink);
                    if attributes.contains(".decorative") {
                        if !matches!(&picture.alt, Alt::Text(alt) if alt.is_empty()) {
                            self.parser.sink.push(Diagnostic::new(Code::DecorativeAlt, self.fragment.span(&token.range)));
                        }
                        picture.alt = Alt::Decorative;
                    }
                    self.skip_to = end;
                }
                self.push(inline);
            }
        }
    }

    /// The attributes at the offset `start` and the offset after them; none when there are none.
    fn attributes(&self, start: usize) -> Option<(Attributes, usize)> {
        Attributes::parse(self.fragment.text, start).filter(|(attributes, _)| !attributes.is_empty())
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        if self.fragment.text.get(range.clone()) != Some(text) {
            self.report_no_character(&range);
            self.push_text(text, range);
            return;
        }
        let mut from = range.start.max(self.skip_to);
        let mut at = from;
        while let Some(found) = self.fragment.text.get(at..range.end).and_then(bracket) {
            at += found;
            let escaped = self.fragment.text[..at].bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1;
            if escaped {
                at += 1;
                continue;
            }
            self.push_written(from..at);
            from = at;
            if self.fragment.text[at..].starts_with('[') {
                if self.levels.len() < MAX_DEPTH {
                    self.levels.push(Level { opening: Opening::Bracket, range: at..at + 1, content: Vec::new() });
                    from = at + 1;
                }
                at += 1;
            } else if let Some(end) = self.close_bracket(at) {
                self.skip_to = end;
                from = end.min(range.end);
                at = from;
            } else {
                at += 1;
            }
        }
        self.push_written(from..range.end);
    }

    /// Reports a numeric character reference that stands for no character of a text (XML 1.0, Char), such as `&#xD800;` or `&#0;`.
    fn report_no_character(&mut self, range: &Range<usize>) {
        let written = self.fragment.text.get(range.clone()).unwrap_or_default();
        let Some(number) = written.strip_prefix("&#").and_then(|rest| rest.strip_suffix(';')) else { return };
        let number = match number.strip_prefix(['x', 'X']) {
            Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
            None => number.parse(),
        };
        let is_text = |character: char| character.is_whitespace() || !cleaned(character.encode_utf8(&mut [0; 4])).is_empty();
        if !number.ok().and_then(char::from_u32).is_some_and(|character| character != '\0' && is_text(character)) {
            let diagnostic = Diagnostic::new(Code::MarkdownSlip, self.fragment.span(range)).with("kind", "reference");
            self.parser.notice("reference", diagnostic);
        }
    }

    /// Ends the innermost bracket at the `]` of offset `at`: a span when attributes follow, otherwise plain brackets. Returns the
    /// offset after the attributes.
    fn close_bracket(&mut self, at: usize) -> Option<usize> {
        if !matches!(self.levels.last()?.opening, Opening::Bracket) {
            return None;
        }
        if let Some(end) = self.close_call(at) {
            return Some(end);
        }
        let Some((attributes, end)) = self.attributes(at + 1) else {
            self.report_lost_link(at);
            self.flatten();
            return None;
        };
        let level = self.levels.pop()?;
        let range = level.range.start..end;
        let span = self.fragment.span(&range);
        attributes.report_unknown(&["lang", ".sc"], self.fragment, self.parser.sink);
        let mut content = level.content;
        if attributes.contains(".sc") {
            content = vec![Inline::styled(InlineStyle::SmallCaps, content, span)];
        }
        if let Some(lang) = attributes.language(self.fragment, self.parser.sink) {
            content = vec![Inline::styled(InlineStyle::Language(lang), content, span)];
        }
        content.into_iter().for_each(|inline| self.push(inline));
        Some(end)
    }

    /// Moves the content of the innermost level into the level around it.
    pub(super) fn flatten(&mut self) {
        let Some(level) = self.levels.pop() else { return };
        match level.opening {
            Opening::Root => self.levels.push(level),
            Opening::Bracket => {
                self.report_missing_note(&level);
                self.push_text("[", level.range);
                level.content.into_iter().for_each(|inline| self.push(inline));
            }
            Opening::Element(name, _) => {
                self.parser
                    .sink
                    .push(Diagnostic::new(Code::UnclosedElement, self.fragment.span(&level.range)).with("name", &name));
                level.content.into_iter().for_each(|inline| self.push(inline));
            }
        }
    }

    /// Reports the brackets that end at `at` if they look like a link, and are none.
    fn report_lost_link(&mut self, at: usize) {
        let start = self.levels.last().map_or(at, |level| level.range.start);
        if let Some(lost) = lost_links::find(self.fragment.text, start, at) {
            let is_picture = self.fragment.text[lost.range.clone()].starts_with('!') && self.parser.has_file(lost.target);
            let mut diagnostic = Diagnostic::new(Code::LostLink, self.fragment.span(&lost.range)).with("target", lost.target);
            if is_picture {
                // The reader would see its name in the place of the picture.
                diagnostic.severity = Severity::Error;
            }
            self.parser.sink.push(diagnostic.with("shape", if is_picture { "picture" } else { lost.shape }));
        }
    }

    /// Reports `[^label]` that stayed text: the call of a note without a definition.
    fn report_missing_note(&mut self, level: &Level) {
        let text = &self.fragment.text[level.range.end.min(self.fragment.text.len())..];
        let label = text.strip_prefix('^').map(note_label);
        // A label of several words is one all the same; a sentence between brackets is none.
        let is_label =
            |label: &&str| !label.trim().is_empty() && label.chars().count() <= MOST_LABEL && !label.contains(['\n', '\r']);
        if let Some(label) = label.filter(is_label) {
            let range = level.range.start..level.range.end + label.len() + 2;
            self.parser.report_missing_note(label, self.fragment.span(&range));
        }
    }

    /// Adds the text at `range`.
    fn push_written(&mut self, range: Range<usize>) {
        if range.start < range.end {
            let written = &self.fragment.text[range.clone()];
            if self.fragment.clean {
                self.push_clean(written, range);
            } else {
                self.push_text(written, range);
            }
        }
    }

    /// Adds characters to the text node before them, or as a new one. Consecutive spaces become one, and no line begins with one.
    pub(super) fn push_text(&mut self, text: &str, range: Range<usize>) {
        self.push_clean(&cleaned(text), range);
    }

    /// The same for text without forbidden characters.
    fn push_clean(&mut self, text: &str, range: Range<usize>) {
        let mut text = text;
        let mut after_space = match self.levels.last().and_then(|level| level.content.last()) {
            Some(Inline::Text(before)) => before.text.ends_with(' '),
            Some(Inline::LineBreak(_)) => true,
            Some(_) | None => false,
        };
        let spaced;
        if has_other_spaces(text) {
            let kept = text.chars().filter_map(|character| {
                let is_space = matches!(character, ' ' | '\t' | '\n' | '\r');
                let kept = !(is_space && after_space);
                after_space = is_space;
                kept.then_some(if is_space { ' ' } else { character })
            });
            spaced = kept.collect::<String>();
            text = &spaced;
        } else if after_space {
            text = text.strip_prefix(' ').unwrap_or(text);
        }
        let span = self.fragment.span(&range);
        match self.levels.last_mut().and_then(|level| level.content.last_mut()) {
            Some(Inline::Text(before)) if !text.is_empty() => {
                append_composed(&mut before.text, text);
                before.span = before.span.to(span);
            }
            Some(_) | None => self.push(Inline::text(text, span)),
        }
    }

    /// Adds an inline to the innermost level.
    pub(super) fn push(&mut self, inline: Inline) {
        let Some(level) = self.levels.last_mut() else { return };
        match (level.content.last_mut(), inline) {
            (_, Inline::Text(Text { text, .. })) if text.is_empty() => {}
            (Some(Inline::Text(before)), inline @ Inline::LineBreak(_)) => {
                before.text.truncate(before.text.trim_end_matches(' ').len());
                level.content.push(inline);
            }
            (Some(Inline::Text(before)), Inline::Text(text)) => {
                append_composed(&mut before.text, &text.text);
                before.span = before.span.to(text.span);
            }
            (_, inline) => level.content.push(inline),
        }
    }

    fn finish(mut self) -> RichText {
        while self.levels.len() > 1 {
            self.flatten();
        }
        let mut content = self.levels.pop().map(|root| root.content).unwrap_or_default();
        for inline in &mut content {
            if let Inline::Text(text) = inline {
                text.text.shrink_to_fit();
            }
        }
        content.shrink_to_fit();
        content
    }
}

/// Whether `text` means the same parsed and unparsed, wherever it stands in a line: words, and punctuation without a meaning in
/// Markdown. Most names and roles are plain, and need not be parsed.
pub(super) fn is_plain(text: &str) -> bool {
    let is_literal = |byte: u8| byte.is_ascii_alphanumeric() || !byte.is_ascii() || b" .,;:'()/?-".contains(&byte);
    text.bytes().all(is_literal) && !has_other_spaces(text) && is_surely_clean(text)
}

/// Whether `text` has white space other than single spaces.
fn has_other_spaces(text: &str) -> bool {
    any_pair(text, |byte, next| (byte == b'\t') | (byte == b'\n') | (byte == b'\r') | ((byte == b' ') & (next == b' ')))
}

/// The offset of the first bracket.
fn bracket(text: &str) -> Option<usize> {
    memchr::memchr2(b'[', b']', text.as_bytes())
}

/// `content` without blanks at both ends and without line breaks at its end.
pub(super) fn trimmed(mut content: RichText) -> RichText {
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
    content.shrink_to_fit();
    content
}

#[cfg(test)]
mod tests {
    use super::{
        super::{fragment::Fragment, parser::Parser},
        is_plain,
    };
    use crate::{
        diagnostic::Diagnostics,
        source::{SourceId, Span},
    };
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_plain_is_what_commonmark_makes_of_it(text in "[a-cA1 .,;:'()/?é’«»\u{a0}\u{202f}\u{2003}-]{0,12}") {
            let span = Span::whole(SourceId::from_index(0));
            let (mut found, mut sink) = (Diagnostics::new(), Diagnostics::new());
            let read = Parser::new(None, &mut found).parse_inlines(&Fragment::value(&text, span), 0..text.len());
            let value = Parser::new(None, &mut sink).value(&text, span);
            prop_assert_eq!(format!("{read:?}"), format!("{value:?}"));
            prop_assert!(is_plain(&text) || text.contains("  "));
        }
    }
}
