//! HTML: tags as typed, and what is done with each element.
//!
//! It knows names and attributes only. Rich text is made of elements in `inline`.

use crate::{book::InlineStyle, source::entities_decoded};

/// A tag.
pub(super) struct Tag {
    /// The name, in small letters.
    pub(super) name: String,
    /// Whether it ends an element.
    pub(super) is_end: bool,
    attributes: Vec<(String, Option<String>)>,
}

/// What is done with an element.
pub(super) enum Meaning {
    /// It has a form in the book.
    Style(InlineStyle),
    /// It is code.
    Code,
    /// It is a link to this address.
    Link(String),
    /// A line ends.
    LineBreak,
    /// A picture, which HTML cannot place in a book.
    Picture,
    /// It is left out with all that it holds.
    Hidden,
    /// It holds nothing.
    Empty,
    /// It is a block: its words stand apart from those around it.
    Block,
    /// It is a cell of a table.
    Cell,
    /// Its words are kept.
    Words,
}

impl Tag {
    /// Reads a tag, `<` and `>` included. None if it is none of HTML: what stands between angle brackets is text then.
    pub(super) fn read(written: &str) -> Option<Self> {
        let inner = written.strip_prefix('<')?.strip_suffix('>')?;
        let (is_end, inner) = inner.strip_prefix('/').map_or((false, inner), |inner| (true, inner));
        let length = inner.find(|sign: char| !sign.is_ascii_alphanumeric()).unwrap_or(inner.len());
        let (name, rest) = inner.split_at(length);
        let name = name.to_ascii_lowercase();
        let rest = rest.trim_end_matches('/');
        let is_whole = rest.is_empty() || rest.starts_with([' ', '\t', '\n', '\r', '\u{c}']);
        let attributes = attributes(rest)?;
        (is_whole && is_element(&name)).then_some(Self { name, is_end, attributes })
    }

    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).and_then(|(_, value)| value.as_deref()).map(str::trim)
    }

    /// What is done with its element.
    pub(super) fn meaning(&self) -> Meaning {
        match self.name.as_str() {
            "em" | "i" => Meaning::Style(InlineStyle::Emphasis),
            "strong" | "b" => Meaning::Style(InlineStyle::Strong),
            "del" | "s" | "strike" => Meaning::Style(InlineStyle::Strikethrough),
            "sup" => Meaning::Style(InlineStyle::Superscript),
            "sub" => Meaning::Style(InlineStyle::Subscript),
            "abbr" => match self.attribute("title").filter(|title| !title.is_empty()) {
                Some(title) => Meaning::Style(InlineStyle::Abbreviation(title.to_owned())),
                None => Meaning::Words,
            },
            "code" => Meaning::Code,
            "a" => match self.attribute("href").filter(|target| !target.is_empty()) {
                Some(target) => Meaning::Link(target.to_owned()),
                None => Meaning::Words,
            },
            "br" => Meaning::LineBreak,
            "img" => Meaning::Picture,
            "script" | "style" | "template" | "head" | "svg" | "math" => Meaning::Hidden,
            "td" | "th" => Meaning::Cell,
            name if is_in(EMPTY, name) => Meaning::Empty,
            name if is_in(BLOCKS, name) => Meaning::Block,
            _ => Meaning::Words,
        }
    }

    /// The word that chooses the remedy in the message about its element.
    pub(super) fn remedy(&self) -> &'static str {
        match self.name.as_str() {
            "hr" => "break",
            "ul" | "ol" | "li" => "list",
            "dl" | "dt" | "dd" => "definition",
            "table" | "thead" | "tbody" | "tfoot" | "tr" | "td" | "th" => "table",
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => "heading",
            "blockquote" => "quotation",
            "pre" => "code",
            "p" | "div" | "section" | "article" | "center" => "paragraph",
            "figure" | "figcaption" => "figure",
            "span" => "language",
            "q" => "quotes",
            "a" => "link",
            _ => "other",
        }
    }
}

/// The attributes of a tag. None if none has a value, and one is none that goes without: prose between angle brackets.
fn attributes(written: &str) -> Option<Vec<(String, Option<String>)>> {
    let mut attributes = Vec::new();
    let mut rest = written.trim();
    while !rest.is_empty() {
        let length = rest.find(|sign: char| sign.is_whitespace() || sign == '=').unwrap_or(rest.len());
        let (name, after) = rest.split_at(length);
        let name = name.to_ascii_lowercase();
        match after.trim_start().strip_prefix('=') {
            Some(after) => {
                let after = after.trim_start();
                let quote = after.chars().next().filter(|sign| matches!(sign, '"' | '\''));
                let (value, left) = match quote {
                    Some(quote) => after[1..].split_once(quote)?,
                    None => after.split_at(after.find(char::is_whitespace).unwrap_or(after.len())),
                };
                attributes.push((name, Some(entities_decoded(value).into_owned())));
                rest = left.trim_start();
            }
            None => {
                attributes.push((name, None));
                rest = after.trim_start();
            }
        }
    }
    let is_sound =
        attributes.iter().any(|(_, value)| value.is_some()) || attributes.iter().all(|(name, _)| is_in(WITHOUT_VALUE, name));
    is_sound.then_some(attributes)
}

/// Whether HTML has an element with that name (HTML Living Standard, section 4, and the obsolete ones of section 16.2).
fn is_element(name: &str) -> bool {
    is_in(EMPTY, name) || is_in(BLOCKS, name) || is_in(PHRASES, name)
}

fn is_in(list: &str, name: &str) -> bool {
    !name.is_empty() && list.split(' ').any(|known| known == name)
}

/// Elements that hold nothing, or nothing that can be read.
const EMPTY: &str = "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr iframe object \
    video audio canvas map applet noembed frameset svg math progress meter";
/// Elements that begin and end a line.
const BLOCKS: &str = "address article aside blockquote body caption center colgroup dd details dialog dir div dl dt fieldset figcaption \
    figure footer form h1 h2 h3 h4 h5 h6 head header hgroup html legend li main menu nav noframes ol optgroup option p pre search section \
    select summary table tbody td template tfoot th thead title tr ul xmp plaintext listing";
/// Elements in a line.
const PHRASES: &str = "a abbr acronym b bdi bdo big blink button cite code data datalist del dfn em font i ins kbd label mark marquee \
    nobr noscript output picture q rb rp rt rtc ruby s samp script slot small span strike strong style sub sup textarea time tt u var";
/// Attributes that need no value.
const WITHOUT_VALUE: &str = "allowfullscreen async autofocus autoplay checked compact controls default defer disabled download formnovalidate \
    hidden inert ismap itemscope loop multiple muted nohref nomodule noshade novalidate nowrap open playsinline readonly required reversed \
    selected";

#[cfg(test)]
mod tests {
    use super::Tag;

    #[test]
    fn elements_are_those_of_html_and_prose_is_none() {
        for tag in ["<em>", "</EM>", "<br/>", "<a href='x' target=_blank>", "<td colspan=2 nowrap>", "<h2\nid=\"a\">"] {
            assert!(Tag::read(tag).is_some(), "{tag}");
        }
        for text in ["<mot>", "</mot>", "<b et c>", "<nom-du-fichier>", "<y>", "<Jean Dupont>", "<a.b>", "<>"] {
            assert!(Tag::read(text).is_none(), "{text}");
        }
        let link = Tag::read("<a href=\"x?a=1&amp;b=2\" title='d&#39;ici'>").expect("a tag");
        assert_eq!((link.attribute("href"), link.attribute("title")), (Some("x?a=1&b=2"), Some("d'ici")));
    }
}
