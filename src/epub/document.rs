//! XHTML documents of the publication: what is known of each, and the frame that all of them have.

use super::{markup::Markup, pagebreak::PageBreak};
use crate::book::{AssetId, Lang, TextId};
use std::collections::BTreeSet;

/// One XHTML document.
#[derive(Debug)]
pub(super) struct Document {
    /// Its file name.
    pub(super) href: String,
    /// The document.
    pub(super) xhtml: String,
    /// Whether it holds SVG, which the package must declare.
    pub(super) svg: bool,
    /// Whether it has a picture that is not decorative.
    pub(super) shows: bool,
    /// The printed pages that begin in it.
    pub(super) pages: Vec<PageBreak>,
    /// The pictures it shows.
    pub(super) pictures: BTreeSet<AssetId>,
    /// The text nodes of this document that the index leads to, each with its printed page.
    pub(super) mentions: Vec<(TextId, Option<String>)>,
    /// Anchors, in the order written.
    pub(super) anchors: Vec<String>,
    /// Where each block of the section begins: byte offset and index of the block.
    pub(super) cuts: Vec<(usize, usize)>,
}

impl Document {
    /// An empty document.
    pub(super) const fn new(href: String) -> Self {
        Self {
            href,
            xhtml: String::new(),
            svg: false,
            shows: false,
            pages: Vec::new(),
            pictures: BTreeSet::new(),
            mentions: Vec::new(),
            anchors: Vec::new(),
            cuts: Vec::new(),
        }
    }
}

/// The title of a document, as tabs and lists of documents show it.
#[derive(Clone, Copy, Debug)]
pub(super) struct DocumentTitle<'a> {
    pub(super) text: &'a str,
    /// Its language, where it is not that of the document.
    pub(super) lang: Option<&'a Lang>,
}

/// Writes the XML declaration, opens `html`, and writes its head: encoding, title, style sheets.
pub(super) fn open_document(out: &mut Markup, lang: &Lang, title: DocumentTitle<'_>, styles: &[&'static str]) {
    out.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n");
    out.open("html").attr("xmlns", "http://www.w3.org/1999/xhtml").attr("xmlns:epub", "http://www.idpf.org/2007/ops");
    out.attr("lang", lang.as_str()).attr("xml:lang", lang.as_str()).attr("dir", direction(lang)).line();
    out.open("head").line().open("meta").attr("charset", "utf-8").close().line().open("title");
    if let Some(lang) = title.lang {
        out.attr("lang", lang.as_str()).attr("xml:lang", lang.as_str()).attr("dir", direction(lang));
    }
    out.text(title.text).close().line();
    for style in styles {
        out.open("link").attr("rel", "stylesheet").attr("type", "text/css").attr("href", style).close().line();
    }
    out.close().line();
}

/// The base direction of a language's usual script, as a value of `dir`.
pub(super) fn direction(lang: &Lang) -> &'static str {
    if lang.is_right_to_left() { "rtl" } else { "ltr" }
}
