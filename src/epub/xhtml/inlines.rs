//! Inlines → XHTML: text with page breaks at their byte, styles, links, note calls, pictures in the line.

use super::writer::{Inside, Writer};
use crate::{
    book::{Inline, InlineStyle, Link, LinkTarget, Text, web_address},
    diagnostic::{Code, Diagnostic},
};

impl Writer<'_> {
    /// Writes inlines.
    pub(super) fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Text(text) => self.leaf(text),
                Inline::Styled(styled) => {
                    self.open_style(&styled.style);
                    self.inlines(&styled.content);
                    self.out.close();
                }
                Inline::Code(text) => {
                    self.out.open("code");
                    self.leaf(text);
                    self.out.close();
                }
                Inline::Link(link) => self.link(link),
                Inline::NoteCall(call) => match self.inside {
                    Inside::Text => self.note_call(*call),
                    Inside::Link => self.held_calls.push(*call),
                    Inside::Label => {}
                },
                Inline::Image(picture) => self.picture_in_line(picture),
                Inline::LineBreak(_) => {
                    self.out.open("br").close();
                }
            }
        }
    }

    /// Writes inlines that repeat words of another place, inside a link of ours.
    pub(super) fn label(&mut self, inlines: &[Inline]) {
        let outside = std::mem::replace(&mut self.inside, Inside::Label);
        self.inlines(inlines);
        self.inside = outside;
    }

    /// Writes a text node with the page breaks in it, and the anchor of a mention that the index leads to.
    pub(super) fn leaf(&mut self, text: &Text) {
        let mentioned = self.context.mentioned.contains(&text.id);
        if mentioned {
            self.out.open("span");
            self.id(Some(&mention_anchor(text.id)));
        }
        self.words_with_breaks(text);
        if mentioned {
            self.out.close();
            self.document.mentions.push((text.id, self.folio.clone()));
        }
    }

    /// Writes the characters of a text node with the page breaks in them.
    pub(super) fn words_with_breaks(&mut self, text: &Text) {
        let mut written = 0;
        for (offset, page) in self.breaks.take_text(text.id) {
            let offset = text.text.floor_char_boundary(offset).max(written);
            self.out.text(&text.text[written..offset]);
            self.page_break(&page);
            written = offset;
        }
        self.out.text(&text.text[written..]);
    }

    fn open_style(&mut self, style: &InlineStyle) {
        match style {
            InlineStyle::Emphasis => self.out.open("em"),
            InlineStyle::Strong => self.out.open("strong"),
            InlineStyle::Strikethrough => self.out.open("del"),
            InlineStyle::Superscript => self.out.open("sup"),
            InlineStyle::Subscript => self.out.open("sub"),
            InlineStyle::SmallCaps => self.out.open("span").attr("class", "small-caps"),
            InlineStyle::AllSmallCaps => self.out.open("span").attr("class", "all-small-caps"),
            InlineStyle::Abbreviation(expansion) => self.out.open("abbr").attr("title", expansion),
            InlineStyle::Isolated { right_to_left } => {
                self.out.open("bdi").attr("dir", if *right_to_left { "rtl" } else { "ltr" })
            }
            InlineStyle::Language(lang) => {
                self.out.open("span");
                self.lang_attributes(Some(lang));
                &mut self.out
            }
        };
    }

    /// Where a link leads; none where it cannot be followed, which is reported if the author could mend it.
    pub(super) fn address_of(&mut self, link: &Link) -> Option<String> {
        match (&link.target, self.inside) {
            (_, Inside::Link | Inside::Label) => None,
            (LinkTarget::Url(url), Inside::Text) => {
                let address = web_address(url);
                if address.is_none() {
                    self.sink.push(Diagnostic::new(Code::UnusableAddress, link.span).with("address", url));
                }
                address
            }
            (LinkTarget::Section(slug), Inside::Text) => self.context.places.by_slug(slug).map(str::to_owned),
            (LinkTarget::Anchor { section, anchor }, Inside::Text) => self.context.places.anchor_by_slug(section, anchor),
            (LinkTarget::Person(person), Inside::Text) => self.context.places.biography(*person),
            // Words of another volume stay words; an unresolved target was reported by `assemble`.
            (LinkTarget::OtherTome { .. } | LinkTarget::Unresolved(_), Inside::Text) => None,
        }
    }

    /// Opens a link to `address`.
    pub(super) fn open_link(&mut self, link: &Link, address: &str) {
        self.out.open("a").attr("href", address);
        if matches!(link.target, LinkTarget::Url(_)) {
            self.out.attr("class", "external");
        }
    }

    fn link(&mut self, link: &Link) {
        let Some(address) = self.address_of(link) else {
            self.inlines(&link.content);
            return;
        };
        self.open_link(link, &address);
        self.inside = Inside::Link;
        self.inlines(&link.content);
        self.inside = Inside::Text;
        self.out.close();
        for (held, mut call) in std::mem::take(&mut self.held_calls).into_iter().enumerate() {
            // What stood between the calls of a link stands before them all now.
            call.follows_call = held > 0;
            self.note_call(call);
        }
    }
}

/// Identifier of a text node that the index leads to.
pub(super) fn mention_anchor(text: crate::book::TextId) -> String {
    format!("mention_{}", text.number)
}
