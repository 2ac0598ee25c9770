//! The navigation document and the NCX, completed: `epub-builder` writes neither page list, nor landmarks, nor languages.
//!
//! The tree of the contents is `epub-builder`'s in both, so they are identical; the page list is the same list in both, in the
//! order of the text.

use super::{
    document::direction,
    edit::{self, Edit},
    markup::{Markup, escape},
    places::COVER,
};
use crate::{
    book::{Lang, direction::parts},
    locale::Words,
};
use quick_xml::events::Event;
use std::collections::BTreeMap;

/// A page in the page list.
#[derive(Clone, Debug)]
pub(super) struct PageTarget {
    /// The folio.
    pub(super) label: String,
    /// Where the page begins.
    pub(super) href: String,
}

/// A landmark.
#[derive(Clone, Debug)]
pub(super) struct Landmark {
    /// `epub:type`.
    pub(super) epub_type: &'static str,
    /// Where it is.
    pub(super) href: String,
    /// What it is called.
    pub(super) title: String,
}

/// How a title of a text is marked that is not in the language of the book, or does not run as it does.
#[derive(Clone, Debug, Default)]
pub(super) struct TitleMarking {
    pub(super) lang: Option<Lang>,
    /// Its direction where that is another: `rtl` or `ltr`.
    pub(super) direction: Option<&'static str>,
    /// The title, where words of the other direction stand in it.
    pub(super) mixed: Option<String>,
    /// The parts of the title, each with its language, where some are in another than the rest.
    pub(super) phrases: Vec<(String, Option<Lang>)>,
}

/// What both files are written from.
pub(super) struct Navigation<'a> {
    pub(super) lang: &'a Lang,
    pub(super) title: &'a str,
    pub(super) identifier: &'a str,
    /// How deep the contents goes, from 1.
    pub(super) depth: u8,
    pub(super) pages: &'a [PageTarget],
    pub(super) landmarks: &'a [Landmark],
    pub(super) styles: &'a [&'static str],
    /// The documents whose titles are labels of the program.
    pub(super) labels: &'a [&'a str],
    /// The addresses of the entries of the contents, in order.
    pub(super) entries: &'a [&'a str],
    /// By the address of a document, how its title is marked where it needs to be.
    pub(super) titles: &'a BTreeMap<&'a str, TitleMarking>,
}

impl Navigation<'_> {
    /// Whether the title of what is at `href` is a label of the program.
    fn is_label(&self, href: &str) -> bool {
        href == COVER || self.labels.contains(&href)
    }

    /// How the title of what is at `href` is marked; a label of the program is in the language of its words.
    fn marking(&self, href: &str, words: &Words) -> TitleMarking {
        match words.foreign().and_then(Lang::new).filter(|_| self.is_label(href)) {
            Some(lang) => TitleMarking { lang: Some(lang), direction: Some("ltr"), ..TitleMarking::default() },
            None => self.titles.get(href).cloned().unwrap_or_default(),
        }
    }
}

/// Completes the navigation document.
pub(super) fn complete_document(document: &str, navigation: &Navigation<'_>, words: &Words) -> String {
    edit::events(document, |event| match event {
        Event::Start(element) => match (element.name().as_ref(), element.attributes_raw()) {
            ("html", _) => {
                let mut html = Markup::new();
                html.open("html")
                    .attr("xmlns", "http://www.w3.org/1999/xhtml")
                    .attr("xmlns:epub", "http://www.idpf.org/2007/ops");
                html.attr("lang", navigation.lang.as_str()).attr("xml:lang", navigation.lang.as_str());
                html.attr("dir", direction(navigation.lang));
                Edit::Replace(html.finish().replace("></html>", ">"))
            }
            ("nav", attributes) if attributes.contains("landmarks") => {
                Edit::ReplaceElement(format!("{}{}", landmarks(navigation, words), page_list(navigation, words)))
            }
            ("nav", _) => {
                Edit::Replace("<nav epub:type=\"toc\" role=\"doc-toc\" id=\"toc\" aria-labelledby=\"toc-title\">".to_owned())
            }
            // The only title of the document: « Contents ».
            ("h1" | "h2", attributes) if words.foreign().is_some() => {
                Edit::Replace(foreign_title(element.name().as_ref(), attributes, words))
            }
            ("a", _) => match element.try_get_attribute("href") {
                Ok(Some(href)) => {
                    let marking = navigation.marking(&href.value, words);
                    let mut out = Markup::new();
                    out.open("a").attr("href", &href.value);
                    marking.attributes(&mut out);
                    if marking.mixed.is_some() || !marking.phrases.is_empty() {
                        marking.text(marking.mixed.as_deref().unwrap_or_default(), navigation.lang, &mut out);
                        return Edit::ReplaceElement(out.finish());
                    }
                    Edit::Replace(out.finish().replace("></a>", ">"))
                }
                Ok(None) | Err(_) => Edit::Keep,
            },
            (_, _) => Edit::Keep,
        },
        Event::Empty(element) if element.name().as_ref() == "link" => {
            let mut links = Markup::new();
            for style in navigation.styles {
                links.open("link").attr("rel", "stylesheet").attr("type", "text/css").attr("href", style).close();
            }
            Edit::Replace(links.finish())
        }
        _ => Edit::Keep,
    })
}

impl TitleMarking {
    /// Marks the element just opened.
    fn attributes(&self, out: &mut Markup) {
        let lang = self.lang.as_ref().map(Lang::as_str);
        out.attr_if("lang", lang).attr_if("xml:lang", lang).attr_if("dir", self.direction);
    }

    /// Writes a title, in which words of the other direction are isolated. The words around it are in `around`.
    fn text(&self, title: &str, around: &Lang, out: &mut Markup) {
        if !self.phrases.is_empty() {
            for (phrase, lang) in &self.phrases {
                match lang {
                    Some(lang) => {
                        out.open("span").attr("lang", lang.as_str()).attr("xml:lang", lang.as_str()).attr("dir", direction(lang));
                        out.text(phrase).close();
                    }
                    None => {
                        out.text(phrase);
                    }
                }
            }
            return;
        }
        if self.mixed.is_none() {
            out.text(title);
            return;
        }
        let right_to_left = self.direction.map_or(around.is_right_to_left(), |direction| direction == "rtl");
        for (part, is_other) in parts(title, right_to_left) {
            if is_other {
                out.open("bdi").attr("dir", if right_to_left { "ltr" } else { "rtl" }).text(part).close();
            } else {
                out.text(part);
            }
        }
    }
}

/// The start of an element whose text is a label in another language than the book's.
fn foreign_title(name: &str, attributes: &str, words: &Words) -> String {
    let lang = words.foreign().unwrap_or_default();
    format!("<{name}{} lang=\"{lang}\" xml:lang=\"{lang}\" dir=\"ltr\">", attributes.trim_end())
}

/// Gives the element just opened the language of our labels, where it is not the book's.
fn label_attributes(out: &mut Markup, words: &Words) {
    if let Some(lang) = words.foreign() {
        out.attr("lang", lang).attr("xml:lang", lang).attr("dir", "ltr");
    }
}

fn landmarks(navigation: &Navigation<'_>, words: &Words) -> String {
    let mut out = Markup::new();
    // The document is not in the reading order, so that no list of it need be hidden.
    out.open("nav").attr("epub:type", "landmarks").attr("id", "landmarks");
    out.attr("aria-labelledby", "landmarks-title").line();
    out.open("h2").attr("id", "landmarks-title");
    label_attributes(&mut out, words);
    out.text(&words.word("landmarks-title")).close().line().open("ol").line();
    for landmark in navigation.landmarks {
        out.open("li").open("a").attr("epub:type", landmark.epub_type).attr("href", &landmark.href);
        let marking = navigation.marking(&landmark.href, words);
        marking.attributes(&mut out);
        marking.text(&landmark.title, navigation.lang, &mut out);
        out.close().close().line();
    }
    out.close().line().close().line();
    out.finish()
}

fn page_list(navigation: &Navigation<'_>, words: &Words) -> String {
    if navigation.pages.is_empty() {
        return String::new();
    }
    let mut out = Markup::new();
    out.open("nav").attr("epub:type", "page-list").attr("role", "doc-pagelist").attr("id", "page-list");
    out.attr("aria-labelledby", "page-list-title").line();
    out.open("h2").attr("id", "page-list-title");
    label_attributes(&mut out, words);
    out.text(&words.word("page-list-title")).close().line().open("ol").line();
    for page in navigation.pages {
        out.open("li").open("a").attr("href", &page.href).text(&page.label).close().close().line();
    }
    out.close().line().close().line();
    out.finish()
}

/// Completes the NCX.
pub(super) fn complete_ncx(ncx: &str, navigation: &Navigation<'_>, words: &Words) -> String {
    let mut in_title = false;
    let mut entries = navigation.entries.iter();
    edit::events(ncx, |event| match event {
        Event::Start(element) => match element.name().as_ref() {
            "ncx" => {
                let lang = escaped(navigation.lang.as_str());
                Edit::Replace(format!(
                    "<ncx xmlns=\"http://www.daisy.org/z3986/2005/ncx/\" version=\"2005-1\" xml:lang=\"{lang}\">"
                ))
            }
            "head" => Edit::ReplaceElement(head(navigation)),
            "docTitle" => {
                in_title = true;
                Edit::Keep
            }
            "text" if in_title => {
                in_title = false;
                Edit::ReplaceElement(format!("<text>{}</text>", escaped(navigation.title)))
            }
            // Two targets at one place must have one play order, and the page list would shift all the others: without the
            // attribute, which is optional, the order is that of the file.
            "navPoint" => match element.try_get_attribute("id") {
                Ok(Some(id)) => Edit::Replace(format!("<navPoint id=\"{}\">", id.value)),
                Ok(None) | Err(_) => Edit::Keep,
            },
            // The label of the entry that comes next.
            "navLabel" => {
                let marking = entries.next().map(|href| navigation.marking(href, words)).unwrap_or_default();
                Edit::Replace(nav_label(&marking))
            }
            _ => Edit::Keep,
        },
        Event::End(element) if element.name().as_ref() == "navMap" => {
            Edit::Replace(format!("</navMap>{}", ncx_pages(navigation, words)))
        }
        _ => Edit::Keep,
    })
}

/// The start of a label of the NCX, in a language and direction of its own.
fn nav_label(marking: &TitleMarking) -> String {
    let mut out = Markup::new();
    out.open("navLabel").attr_if("xml:lang", marking.lang.as_ref().map(Lang::as_str)).attr_if("dir", marking.direction);
    out.finish().replace("></navLabel>", ">").replace("/>", ">")
}

fn head(navigation: &Navigation<'_>) -> String {
    let largest = navigation.pages.iter().filter_map(|page| page.label.parse::<u32>().ok()).max().unwrap_or(0);
    let mut out = Markup::new();
    out.open("head").line();
    for (name, value) in [
        ("dtb:uid", navigation.identifier.to_owned()),
        ("dtb:depth", navigation.depth.to_string()),
        ("dtb:totalPageCount", navigation.pages.len().to_string()),
        ("dtb:maxPageNumber", largest.to_string()),
    ] {
        out.open("meta").attr("name", name).attr("content", &value).close().line();
    }
    out.finish()
}

fn ncx_pages(navigation: &Navigation<'_>, words: &Words) -> String {
    if navigation.pages.is_empty() {
        return String::new();
    }
    let mut out = Markup::new();
    // The NCX schema wants a class here and says nothing of its value.
    out.line().open("pageList").attr("id", "pages").attr("class", "pages").line();
    out.open("navLabel").attr_if("xml:lang", words.foreign()).element("text", &words.word("page-list-title")).close().line();
    for (position, page) in navigation.pages.iter().enumerate() {
        let number = page.label.parse::<u32>().ok();
        out.open("pageTarget").attr("id", &format!("pageTarget-{}", position + 1));
        out.attr("type", if number.is_some() { "normal" } else { "front" });
        out.attr_if("value", number.map(|number| number.to_string()).as_deref());
        out.open("navLabel").element("text", &page.label).close();
        out.open("content").attr("src", &page.href).close().close().line();
    }
    out.finish()
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    escape(text, &mut out);
    out
}
