//! Inlines: what CommonMark leaves as text — `[words]{lang=en}`, `![](x.png){.decorative}`, `<sup>` — becomes structure.
//!
//! It gets the pieces of one level of one paragraph (or title, or cell) and returns its rich text. How pieces are read from
//! Markdown is `blocks.rs`'s.

use super::{
    MAX_DEPTH,
    attributes::Attributes,
    place::{Place, cleaned},
};
use crate::{
    book::{Alt, Inline, InlineStyle, RichText, Text},
    diagnostic::{Code, Diagnostic, Diagnostics},
    source::{any_pair, is_surely_clean},
};
use pulldown_cmark::CowStr;
use std::ops::Range;

/// A piece of a line with its range in the text.
#[derive(Debug)]
pub(super) struct Piece<'e> {
    pub(super) kind: PieceKind<'e>,
    pub(super) range: Range<usize>,
}

/// What a piece is.
#[derive(Debug)]
pub(super) enum PieceKind<'e> {
    /// Characters; when they are those of the range, brackets in them may open a span.
    Text(CowStr<'e>),
    /// An inline that is finished.
    Done(Inline),
    /// An HTML element's tag, or a comment.
    Html(CowStr<'e>),
}

/// A level that is open while pieces are read: a bracket, or an HTML element.
struct Level {
    opening: Opening,
    range: Range<usize>,
    content: RichText,
}

enum Opening {
    Root,
    Bracket,
    Element(&'static str, InlineStyle),
}

/// Makes the rich text of a level's pieces.
pub(super) fn rich_text(pieces: Vec<Piece<'_>>, place: &Place<'_>, sink: &mut Diagnostics) -> RichText {
    let root = Level { opening: Opening::Root, range: 0..0, content: Vec::new() };
    let mut reader = Reader { place, sink, levels: vec![root], skip_to: 0, unknown: Vec::new() };
    for piece in pieces {
        reader.piece(piece);
    }
    reader.finish()
}

struct Reader<'a, 'b> {
    place: &'a Place<'b>,
    sink: &'a mut Diagnostics,
    /// Never empty: the first is the root.
    levels: Vec<Level>,
    /// Text up to here was attributes.
    skip_to: usize,
    /// HTML elements that were reported and are not closed yet: their closing tags say nothing new.
    unknown: Vec<String>,
}

impl Reader<'_, '_> {
    fn piece(&mut self, piece: Piece<'_>) {
        if piece.range.end <= self.skip_to && !piece.range.is_empty() {
            return;
        }
        match piece.kind {
            PieceKind::Text(text) => self.text(&text, piece.range),
            PieceKind::Html(tag) => self.html(&tag, &piece.range),
            PieceKind::Done(mut inline) => {
                if let Inline::Image(picture) = &mut inline
                    && let Some((attributes, end)) = self.attributes(piece.range.end)
                {
                    attributes.expect(&[".decorative"], self.place, self.sink);
                    if attributes.has(".decorative") {
                        if !matches!(&picture.alt, Alt::Text(alt) if alt.is_empty()) {
                            self.sink.push(Diagnostic::new(Code::DecorativeAlt, self.place.span(&piece.range)));
                        }
                        picture.alt = Alt::Decorative;
                    }
                    self.skip_to = end;
                }
                self.push(inline);
            }
        }
    }

    /// Attributes at an offset, when some are written there.
    fn attributes(&self, start: usize) -> Option<(Attributes, usize)> {
        Attributes::read(self.place.text, start).filter(|(attributes, _)| !attributes.is_empty())
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        if self.place.text.get(range.clone()) != Some(text) {
            self.push_text(text, range);
            return;
        }
        let mut from = range.start.max(self.skip_to);
        let mut at = from;
        while let Some(found) = self.place.text.get(at..range.end).and_then(bracket) {
            at += found;
            let escaped = self.place.text[..at].bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1;
            if escaped {
                at += 1;
                continue;
            }
            self.push_written(from..at);
            from = at;
            if self.place.text[at..].starts_with('[') {
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

    /// Ends the innermost bracket at the `]` of offset `at`: a span with its attributes, else plain brackets. The offset after
    /// the attributes, when there are any.
    fn close_bracket(&mut self, at: usize) -> Option<usize> {
        if !matches!(self.levels.last()?.opening, Opening::Bracket) {
            return None;
        }
        let Some((attributes, end)) = self.attributes(at + 1) else {
            self.dissolve();
            return None;
        };
        let level = self.levels.pop()?;
        let range = level.range.start..end;
        let span = self.place.span(&range);
        attributes.expect(&["lang", ".sc"], self.place, self.sink);
        let mut content = level.content;
        if attributes.has(".sc") {
            content = vec![Inline::styled(InlineStyle::SmallCaps, content, span)];
        }
        if let Some(lang) = attributes.language(self.place, self.sink) {
            content = vec![Inline::styled(InlineStyle::Language(lang), content, span)];
        }
        content.into_iter().for_each(|inline| self.push(inline));
        Some(end)
    }

    /// Makes the innermost level part of the one around it.
    fn dissolve(&mut self) {
        let Some(level) = self.levels.pop() else { return };
        match level.opening {
            Opening::Root => self.levels.push(level),
            Opening::Bracket => {
                self.missing_note(&level);
                self.push_text("[", level.range);
                level.content.into_iter().for_each(|inline| self.push(inline));
            }
            Opening::Element(name, _) => {
                self.sink.push(Diagnostic::new(Code::UnclosedElement, self.place.span(&level.range)).with("name", name));
                level.content.into_iter().for_each(|inline| self.push(inline));
            }
        }
    }

    /// Reports `[^label]` that stayed text: a call of a note that nobody wrote.
    fn missing_note(&mut self, level: &Level) {
        let text = &self.place.text[level.range.end.min(self.place.text.len())..];
        let label = text.strip_prefix('^').and_then(|text| text.split_once(']')).map(|(label, _)| label);
        if let Some(label) = label.filter(|label| !label.is_empty() && !label.contains(char::is_whitespace)) {
            let range = level.range.start..level.range.end + label.len() + 2;
            self.sink.push(Diagnostic::new(Code::MissingNote, self.place.span(&range)).with("label", label));
        }
    }

    fn html(&mut self, tag: &str, range: &Range<usize>) {
        if let Some(text) = tag.strip_prefix("<![CDATA[").and_then(|text| text.strip_suffix("]]>")) {
            self.sink.push(Diagnostic::new(Code::RawHtml, self.place.span(range)).with("name", "![CDATA["));
            self.push_text(text, range.clone());
            return;
        }
        let inner = tag.trim_start_matches('<').trim_end_matches('>').trim_end_matches('/').trim();
        let name = inner.split(|character: char| character.is_whitespace()).next().unwrap_or_default().to_ascii_lowercase();
        let opening = match name.as_str() {
            "br" => {
                self.push(Inline::LineBreak(self.place.span(range)));
                return;
            }
            "sup" if inner.len() == 3 => Opening::Element("sup", InlineStyle::Superscript),
            "sub" if inner.len() == 3 => Opening::Element("sub", InlineStyle::Subscript),
            "abbr" if title_of(inner).is_some() => {
                Opening::Element("abbr", InlineStyle::Abbreviation(title_of(inner).unwrap_or_default()))
            }
            "/sup" | "/sub" | "/abbr" if self.close_element(&name[1..], range.end) => return,
            closing if self.unknown.last().is_some_and(|open| closing.strip_prefix('/') == Some(open)) => {
                self.unknown.pop();
                return;
            }
            _ => {
                self.unknown.push(name.clone());
                let shown = if name.starts_with('!') { "!--".to_owned() } else { name };
                self.sink.push(Diagnostic::new(Code::RawHtml, self.place.span(range)).with("name", shown));
                return;
            }
        };
        if self.levels.len() < MAX_DEPTH {
            self.levels.push(Level { opening, range: range.clone(), content: Vec::new() });
        } else {
            self.sink.push(Diagnostic::new(Code::TooDeep, self.place.span(range)).with("limit", MAX_DEPTH));
        }
    }

    fn close_element(&mut self, name: &str, end: usize) -> bool {
        let opened = |level: &Level| matches!(level.opening, Opening::Element(open, _) if open == name);
        let Some(target) = self.levels.iter().rposition(opened) else { return false };
        while self.levels.len() > target + 1 {
            self.dissolve();
        }
        if let Some(Level { opening: Opening::Element(_, style), range, content }) = self.levels.pop() {
            self.push(Inline::styled(style, content, self.place.span(&(range.start..end))));
        }
        true
    }

    fn push_written(&mut self, range: Range<usize>) {
        if range.start < range.end {
            let written = &self.place.text[range.clone()];
            if self.place.clean {
                self.push_clean(written, range);
            } else {
                self.push_text(written, range);
            }
        }
    }

    /// Adds characters; they join a text leaf that stands before them. Several spaces are one, and none starts a line.
    fn push_text(&mut self, text: &str, range: Range<usize>) {
        self.push_clean(&cleaned(text), range);
    }

    /// The same for what holds no character that is dropped.
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
        let span = self.place.span(&range);
        match self.levels.last_mut().and_then(|level| level.content.last_mut()) {
            Some(Inline::Text(before)) if !text.is_empty() => {
                before.text.push_str(text);
                before.span = before.span.to(span);
            }
            Some(_) | None => self.push(Inline::text(text, span)),
        }
    }

    fn push(&mut self, inline: Inline) {
        let Some(level) = self.levels.last_mut() else { return };
        match (level.content.last_mut(), inline) {
            (_, Inline::Text(Text { text, .. })) if text.is_empty() => {}
            (Some(Inline::Text(before)), inline @ Inline::LineBreak(_)) => {
                before.text.truncate(before.text.trim_end_matches(' ').len());
                level.content.push(inline);
            }
            (Some(Inline::Text(before)), Inline::Text(text)) => {
                before.text.push_str(&text.text);
                before.span = before.span.to(text.span);
            }
            (_, inline) => level.content.push(inline),
        }
    }

    fn finish(mut self) -> RichText {
        while self.levels.len() > 1 {
            self.dissolve();
        }
        self.levels.pop().map(|root| root.content).unwrap_or_default()
    }
}

/// Whether a text is itself for CommonMark and for us, wherever in a line it stands: words with the marks that mean nothing. Most
/// names and roles are, and a parser costs more than they do.
pub(super) fn is_plain(text: &str) -> bool {
    let means_nothing = |byte: u8| byte.is_ascii_alphanumeric() || !byte.is_ascii() || b" .,;:'()/?-".contains(&byte);
    text.bytes().all(means_nothing) && !has_other_spaces(text) && is_surely_clean(text)
}

/// Whether a text has spaces that are not single word spaces.
fn has_other_spaces(text: &str) -> bool {
    any_pair(text, |byte, next| (byte == b'\t') | (byte == b'\n') | (byte == b'\r') | ((byte == b' ') & (next == b' ')))
}

/// Where the first bracket of a text is.
fn bracket(text: &str) -> Option<usize> {
    memchr::memchr2(b'[', b']', text.as_bytes())
}

/// The `title` of an element's tag, its entities decoded.
fn title_of(tag: &str) -> Option<String> {
    let after = tag.split_once("title")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = after.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    let value = after[1..].split_once(quote)?.0;
    let decoded =
        value.replace("&quot;", "\"").replace("&#39;", "'").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    Some(cleaned(decoded.trim()).into_owned()).filter(|title| !title.is_empty())
}

#[cfg(test)]
mod tests {
    use super::{
        super::{blocks::parse_inlines, parser::Parser, place::Place},
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
            let read = parse_inlines(&mut Parser::new(None, &mut found), &Place::value(&text, span), 0..text.len());
            let value = Parser::new(None, &mut sink).value(&text, span);
            prop_assert_eq!(format!("{read:?}"), format!("{value:?}"));
            prop_assert!(is_plain(&text) || text.contains("  "));
        }
    }
}
