//! Figures: pictures that have a line of their own in the text are taken out of the paragraph that they stand in.
//!
//! A picture among words is as high as they are. Authors seldom mean that: most write a sentence, and the picture on the next line.

use super::{
    attributes::Attributes,
    fragment::Fragment,
    inline::{Token, TokenKind},
};
use crate::book::{Inline, InlineStyle, Link, Picture, RichText};

/// The tokens of a paragraph, divided before and after each line that holds nothing but a picture. Line breaks around such a line are
/// dropped.
pub(super) fn divide<'e>(tokens: Vec<Token<'e>>, fragment: &Fragment<'_>) -> Vec<Vec<Token<'e>>> {
    let holds_picture = |token: &Token<'_>| matches!(&token.kind, TokenKind::Inline(inline) if is_picture(inline));
    if tokens.len() < 2 || !tokens.iter().any(holds_picture) {
        return vec![tokens];
    }
    let mut pieces = Vec::new();
    let mut text = Vec::new();
    let mut line = Vec::new();
    // How many brackets and HTML elements are open where the line begins: what they hold stays together.
    let mut open: usize = 0;
    for token in tokens {
        if !is_line_end(&token, fragment) {
            line.push(token);
            continue;
        }
        if open == 0 && is_alone(&line, fragment) {
            pieces.push(std::mem::take(&mut text));
            pieces.push(std::mem::take(&mut line));
        } else {
            open = line.iter().fold(open, |open, token| still_open(open, token));
            text.append(&mut line);
            text.push(token);
        }
    }
    if open == 0 && is_alone(&line, fragment) {
        pieces.extend([text, line]);
    } else {
        text.append(&mut line);
        pieces.push(text);
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

/// Whether a token ends a line: the end of a line of the source, or a forced break.
fn is_line_end(token: &Token<'_>, fragment: &Fragment<'_>) -> bool {
    match &token.kind {
        TokenKind::Text(text) => {
            &**text == " " && fragment.text.get(token.range.clone()).is_some_and(|written| written.starts_with(['\n', '\r']))
        }
        TokenKind::Inline(inline) => matches!(inline, Inline::LineBreak(_)),
        TokenKind::Html(tag) => tag.trim_start_matches('<').trim_end_matches(['>', '/', ' ']).eq_ignore_ascii_case("br"),
    }
}

/// Whether a line is a picture, with its attributes at most.
fn is_alone(line: &[Token<'_>], fragment: &Fragment<'_>) -> bool {
    let is_blank = |token: &&Token<'_>| matches!(&token.kind, TokenKind::Text(text) if text.trim().is_empty());
    let mut tokens = line.iter().skip_while(is_blank);
    let Some(Token { kind: TokenKind::Inline(inline), range }) = tokens.next() else { return false };
    let end = line.last().map_or(range.end, |last| last.range.end);
    let after = Attributes::parse(fragment.text, range.end).map_or(range.end, |(_, after)| after);
    is_picture(inline) && fragment.text.get(after.min(end)..end).is_some_and(|rest| rest.trim().is_empty())
}

/// How many brackets and elements are open after `token`.
fn still_open(open: usize, token: &Token<'_>) -> usize {
    match &token.kind {
        TokenKind::Text(text) => text.bytes().fold(open, |open, byte| match byte {
            b'[' => open + 1,
            b']' => open.saturating_sub(1),
            _ => open,
        }),
        TokenKind::Html(tag) if tag.starts_with("</") => open.saturating_sub(1),
        TokenKind::Html(tag) if tag.starts_with("<!") || tag.ends_with("/>") => open,
        TokenKind::Html(_) => open + 1,
        TokenKind::Inline(_) => open,
    }
}

/// Whether an inline is a picture, alone in a link or in emphasis or not.
fn is_picture(inline: &Inline) -> bool {
    match inline {
        Inline::Image(_) => true,
        Inline::Link(link) => holds_one_picture(&link.content),
        Inline::Styled(styled) => {
            matches!(styled.style, InlineStyle::Emphasis | InlineStyle::Strong) && holds_one_picture(&styled.content)
        }
        Inline::Text(_) | Inline::Code(_) | Inline::NoteCall(_) | Inline::LineBreak(_) => false,
    }
}

fn holds_one_picture(content: &[Inline]) -> bool {
    let mut shown = content.iter().filter(|inline| !is_blank(inline));
    shown.next().is_some_and(is_picture) && shown.next().is_none()
}

fn is_blank(inline: &Inline) -> bool {
    match inline {
        Inline::Text(text) => text.text.trim().is_empty(),
        Inline::LineBreak(_) => true,
        Inline::Styled(_) | Inline::Code(_) | Inline::Link(_) | Inline::NoteCall(_) | Inline::Image(_) => false,
    }
}

/// The picture that a paragraph consists of, and the link around it; the paragraph as it was if it holds anything else.
pub(super) fn only_picture(content: RichText) -> Result<(Picture, RichText), RichText> {
    if !holds_one_picture(&content) {
        return Err(content);
    }
    let mut link = Vec::new();
    match take_picture(content, &mut link) {
        Some(picture) => Ok((picture, link)),
        None => Err(Vec::new()),
    }
}

fn take_picture(content: RichText, around: &mut RichText) -> Option<Picture> {
    match content.into_iter().find(|inline| !is_blank(inline))? {
        Inline::Image(picture) => Some(*picture),
        Inline::Styled(styled) => take_picture(styled.content, around),
        Inline::Link(link) => {
            let Link { target, content, span } = *link;
            *around = vec![Inline::link(Link { target, content: Vec::new(), span })];
            take_picture(content, around)
        }
        Inline::Text(_) | Inline::Code(_) | Inline::NoteCall(_) | Inline::LineBreak(_) => None,
    }
}
