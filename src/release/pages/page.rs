//! A whole page of the web: its head, the style sheet, structured data.

use crate::{book::Lang, epub::Markup};

const STYLE: &str = include_str!("style.css");

/// What the head of a page says.
pub(super) struct Head<'a> {
    pub(super) title: &'a str,
    pub(super) description: &'a str,
    /// The page's own address, where it is known.
    pub(super) address: Option<String>,
    /// Names and contents of `meta` elements.
    pub(super) meta: Vec<(&'static str, String)>,
    /// Objects of schema.org, each with its context and one type.
    pub(super) data: serde_json::Value,
}

/// A whole page around `body`.
pub(super) fn page(lang: &Lang, head: &Head<'_>, body: &str) -> Vec<u8> {
    let direction = if lang.is_right_to_left() { "rtl" } else { "ltr" };
    let mut out = Markup::new();
    out.raw("<!DOCTYPE html>\n");
    out.open("html").attr("lang", lang.as_str()).attr("dir", direction).line().open("head").line();
    out.open("meta").attr("charset", "utf-8").close().line();
    out.open("meta").attr("name", "viewport").attr("content", "width=device-width, initial-scale=1").close().line();
    out.element("title", head.title).line();
    if !head.description.is_empty() {
        out.open("meta").attr("name", "description").attr("content", head.description).close().line();
    }
    if let Some(address) = &head.address {
        out.open("link").attr("rel", "canonical").attr("href", address).close().line();
    }
    for (name, content) in &head.meta {
        out.open("meta").attr("name", name).attr("content", content).close().line();
    }
    // In a script, only the sign that could end it has to be hidden (HTML, 4.12.1.3).
    let data = head.data.to_string().replace('<', "\\u003c");
    out.raw(&format!("<script type=\"application/ld+json\">{data}</script>\n<style>\n{STYLE}</style>\n"));
    out.close().line().open("body").line().raw(body).close().line().close().line();
    out.finish().into_bytes()
}
