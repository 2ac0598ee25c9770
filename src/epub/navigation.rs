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
use crate::{book::Lang, locale::Words};
use quick_xml::events::Event;

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
}

impl Navigation<'_> {
    /// Whether the title of what is at `href` is a label of the program.
    fn is_label(&self, href: &str) -> bool {
        href == COVER || self.labels.contains(&href)
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
            ("a", attributes) if words.foreign().is_some() => match element.try_get_attribute("href") {
                Ok(Some(href)) if navigation.is_label(&href.value) => Edit::Replace(foreign_title("a", attributes, words)),
                Ok(_) | Err(_) => Edit::Keep,
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
        if navigation.is_label(&landmark.href) {
            label_attributes(&mut out, words);
        }
        out.text(&landmark.title).close().close().line();
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
            _ => Edit::Keep,
        },
        Event::End(element) if element.name().as_ref() == "navMap" => {
            Edit::Replace(format!("</navMap>{}", ncx_pages(navigation, words)))
        }
        _ => Edit::Keep,
    })
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
    out.open("navLabel").element("text", &words.word("page-list-title")).close().line();
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
