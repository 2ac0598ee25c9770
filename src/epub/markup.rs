//! An XML writer: the only code that turns characters into markup.
//!
//! Elements are opened and closed on a stack and every string passes [`escape`], so what comes out is well-formed whatever the
//! book says. It knows no vocabulary beyond which elements are written `<br/>`.

use crate::source::{any_pair, may_be_unclean};

/// A document, or a piece of one, being written.
#[derive(Debug, Default)]
pub(crate) struct Markup {
    text: String,
    open: Vec<&'static str>,
    in_tag: bool,
}

impl Markup {
    /// Empty.
    pub(crate) const fn new() -> Self {
        Self { text: String::new(), open: Vec::new(), in_tag: false }
    }

    /// Empty, with the allocation of another text.
    pub(crate) fn with_buffer(mut buffer: String) -> Self {
        buffer.clear();
        Self { text: buffer, ..Self::new() }
    }

    /// Opens an element; its attributes follow.
    pub(crate) fn open(&mut self, name: &'static str) -> &mut Self {
        self.end_tag();
        self.text.push('<');
        self.text.push_str(name);
        self.open.push(name);
        self.in_tag = true;
        self
    }

    /// An attribute of the element just opened.
    pub(crate) fn attr(&mut self, name: &str, value: &str) -> &mut Self {
        debug_assert!(self.in_tag, "attributes follow the opening of their element");
        self.text.push(' ');
        self.text.push_str(name);
        self.text.push_str("=\"");
        escape(value, &mut self.text);
        self.text.push('"');
        self
    }

    /// An attribute of the element just opened, when there is a value for it.
    pub(crate) fn attr_if(&mut self, name: &str, value: Option<&str>) -> &mut Self {
        match value {
            Some(value) => self.attr(name, value),
            None => self,
        }
    }

    /// Characters.
    pub(crate) fn text(&mut self, text: &str) -> &mut Self {
        self.end_tag();
        escape(text, &mut self.text);
        self
    }

    /// Markup that was made by another [`Markup`].
    pub(crate) fn raw(&mut self, markup: &str) -> &mut Self {
        self.end_tag();
        self.text.push_str(markup);
        self
    }

    /// A line end between blocks, for whoever reads the file.
    pub(crate) fn line(&mut self) -> &mut Self {
        self.raw("\n")
    }

    /// Closes the innermost element.
    pub(crate) fn close(&mut self) -> &mut Self {
        let Some(name) = self.open.pop() else { return self };
        if self.in_tag && may_be_empty(name) {
            self.text.push_str("/>");
            self.in_tag = false;
            return self;
        }
        self.end_tag();
        self.text.push_str("</");
        self.text.push_str(name);
        self.text.push('>');
        self
    }

    /// An element with characters alone.
    pub(crate) fn element(&mut self, name: &'static str, text: &str) -> &mut Self {
        self.open(name).text(text).close()
    }

    /// Count of bytes written.
    pub(crate) const fn len(&self) -> usize {
        self.text.len()
    }

    /// Closes all open elements and returns the text.
    pub(crate) fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.text
    }

    fn end_tag(&mut self) {
        if self.in_tag {
            self.text.push('>');
            self.in_tag = false;
        }
    }
}

/// Whether an element without content is written `<x/>`. Old reading systems parse XHTML as HTML, where `<span/>` stays open.
fn may_be_empty(name: &str) -> bool {
    matches!(
        name,
        "br" | "hr"
            | "img"
            | "meta"
            | "link"
            | "rect"
            | "path"
            | "line"
            | "circle"
            | "polyline"
            | "content"
            | "item"
            | "reference"
            | "dc:source"
    )
}

/// Whether a text surely needs no escapes, as most do not.
fn is_plain(text: &str) -> bool {
    // Half of the texts are names of classes and numbers of pages, for which many bytes at a time are too many.
    if text.len() <= 24 && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b" -_.,/#:'".contains(&byte)) {
        return true;
    }
    let reserved = |byte| (byte == b'&') | (byte == b'<') | (byte == b'>') | (byte == b'"') | (byte == b'\r');
    !any_pair(text, |byte, next| reserved(byte) | may_be_unclean(byte, next))
}

/// Appends `text` with the characters escaped that mean something in XML, in text and in attributes alike. Characters that XML
/// cannot hold at all (controls, U+FFFE, U+FFFF) become U+FFFD.
pub(crate) fn escape(text: &str, out: &mut String) {
    if is_plain(text) {
        out.push_str(text);
        return;
    }
    let mut plain = 0;
    for (offset, character) in text.char_indices() {
        let replacement = match character {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            '\t' | '\n' => continue,
            '\r' => " ",
            '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => "\u{fffd}",
            _ => continue,
        };
        out.push_str(&text[plain..offset]);
        out.push_str(replacement);
        plain = offset + character.len_utf8();
    }
    out.push_str(&text[plain..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_cannot_hold_is_replaced_and_what_it_reserves_is_escaped() {
        let mut markup = Markup::new();
        markup.open("p").attr("title", "a\"b\u{1}").text("x<y>&z\u{0}\u{b}").open("br").close().open("span");
        assert_eq!(markup.finish(), "<p title=\"a&quot;b\u{fffd}\">x&lt;y&gt;&amp;z\u{fffd}\u{fffd}<br/><span></span></p>");
    }
}
