//! Inlines → XHTML: text with page breaks at their byte, styles, links, note calls, pictures in the line.

use super::writer::{Inside, Writer};
use crate::{
    book::{Inline, InlineStyle, Link, LinkTarget, Text},
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
                    Inside::Text => self.note_call(call.note),
                    Inside::Link => self.held_calls.push(call.note),
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
        let mentioned = self.setting.mentioned.contains(&text.id);
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
            let offset = floor_boundary(&text.text, offset).max(written);
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
            InlineStyle::Abbreviation(expansion) => self.out.open("abbr").attr("title", expansion),
            InlineStyle::Language(lang) => {
                self.out.open("span");
                self.lang_attributes(Some(lang));
                &mut self.out
            }
        };
    }

    fn link(&mut self, link: &Link) {
        let address = match (&link.target, self.inside) {
            (_, Inside::Link | Inside::Label) => None,
            (LinkTarget::Url(url), Inside::Text) => {
                let address = address(url);
                if address.is_none() {
                    self.sink.push(Diagnostic::new(Code::UnusableAddress, link.span).with("address", url));
                }
                address
            }
            (LinkTarget::Section(slug), Inside::Text) => self.setting.places.by_slug(slug).map(str::to_owned),
            (LinkTarget::Anchor { section, anchor }, Inside::Text) => self.setting.places.anchor_by_slug(section, anchor),
            (LinkTarget::Person(person), Inside::Text) => self.setting.places.biography(*person),
            // Words of another volume stay words; an unresolved target was reported by `assemble`.
            (LinkTarget::OtherTome { .. } | LinkTarget::Unresolved(_), Inside::Text) => None,
        };
        let Some(address) = address else {
            self.inlines(&link.content);
            return;
        };
        self.out.open("a").attr("href", &address);
        if matches!(link.target, LinkTarget::Url(_)) {
            self.out.attr("class", "external");
        }
        self.inside = Inside::Link;
        self.inlines(&link.content);
        self.inside = Inside::Text;
        self.out.close();
        for note in std::mem::take(&mut self.held_calls) {
            self.note_call(note);
        }
    }
}

/// Identifier of a text node that the index leads to.
pub(super) fn mention_anchor(text: crate::book::TextId) -> String {
    format!("mention_{}", text.number)
}

/// The last character boundary at or before `offset`.
fn floor_boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// A web, mail or telephone address as RFC 3986 writes it: what it does not allow is percent-encoded. None for another scheme,
/// and for a web address without a host that could be.
pub(super) fn address(url: &str) -> Option<String> {
    let url = url.trim();
    let (scheme, rest) = url.split_once(':')?;
    let scheme = scheme.to_ascii_lowercase();
    let whole = match scheme.as_str() {
        "http" | "https" => rest.strip_prefix("//").is_some_and(has_host),
        "mailto" | "tel" => !rest.is_empty(),
        _ => false,
    };
    if !whole {
        return None;
    }
    let mut address = format!("{scheme}:");
    let bytes = rest.as_bytes();
    let mut fragment = false;
    for (position, &byte) in bytes.iter().enumerate() {
        let escape =
            byte == b'%' && bytes.get(position + 1..position + 3).is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit));
        let plain = byte.is_ascii_alphanumeric() || b"-._~:/?@!$&'()*+,;=".contains(&byte) || escape;
        if plain {
            address.push(char::from(byte));
        } else if byte == b'#' && !fragment {
            fragment = true;
            address.push('#');
        } else {
            address.push_str(&format!("%{byte:02X}"));
        }
    }
    Some(address)
}

/// Whether a web address names a host after its `//`, as the URL Standard reads it: labels of letters, digits and hyphens, none
/// empty (one point may end them), or the four numbers of IPv4; then perhaps a port. EPUBCheck refuses all else.
fn has_host(rest: &str) -> bool {
    let authority = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    let named = authority.rsplit_once('@').map_or(authority, |(_, named)| named);
    let (host, port) = named.split_once(':').unwrap_or((named, ""));
    let labels: Vec<&str> = host.strip_suffix('.').unwrap_or(host).split('.').collect();
    let word = |label: &&str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    // What ends in a number is an address of IPv4, and nothing else.
    let numeric = labels.last().is_some_and(|last| last.bytes().all(|byte| byte.is_ascii_digit()));
    let numbers = !numeric || (labels.len() == 4 && labels.iter().all(|label| label.parse::<u8>().is_ok()));
    labels.iter().all(word) && numbers && (port.is_empty() || port.parse::<u16>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn addresses_are_encoded_and_other_schemes_refused() {
        assert_eq!(address("https://a.fr/œuvre [1]#a#b").as_deref(), Some("https://a.fr/%C5%93uvre%20%5B1%5D#a%23b"));
        assert_eq!(address("HTTP://a.fr/100%25?50%").as_deref(), Some("http://a.fr/100%25?50%25"));
        for kept in ["https://café.fr:8080/a", "http://moi@a-b.fr?c", "http://127.0.0.1", "https://a.fr./"] {
            assert!(address(kept).is_some(), "{kept}");
        }
        for refused in ["javascript:alert(1)", "https:///x", "http://", "tel:", "a.fr"] {
            assert_eq!(address(refused), None, "{refused}");
        }
        for refused in [
            "https://../",
            "https://a..fr",
            "https://a b.fr",
            "https://a.fr:port",
            "http://1.2.3",
            "http://[::1]/",
            "http://a,b.fr",
        ] {
            assert_eq!(address(refused), None, "{refused}");
        }
    }
}
