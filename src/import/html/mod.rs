//! Reads a web page: the headings, paragraphs, lists, quotations, tables, links and emphasis of its article.
//!
//! Scripts, styles and navigation are skipped without a message; a picture, a form or an embedded player is reported, because a
//! reader would miss it. The parser keeps no offsets, so every diagnostic points to the whole file.
//! Read next: `blocks`, then `inlines`.

mod blocks;
mod dom;
mod inlines;
mod reader;

use super::scraped::{BlockKind, ScrapedPage};
use crate::{
    diagnostic::Diagnostics,
    source::{Source, Span},
};
use dom::{attribute, name, text_content};
use html5ever::{driver::ParseOpts, parse_document, tendril::TendrilSink as _};
use markup5ever_rcdom::{Handle, RcDom};
use reader::Reader;

/// Reads a page.
pub(super) fn read(source: &Source, sink: &mut Diagnostics) -> ScrapedPage {
    let dom = parse_document(RcDom::default(), ParseOpts::default()).one(source.text());
    let mut page = ScrapedPage::default();
    let mut article = None;
    find_article(&dom.document, &mut page, &mut article);
    let root = article.map_or_else(|| dom.document.clone(), |(_, node)| node);
    let mut reader = Reader::new(Span::whole(source.id()), sink);
    reader.read_blocks(&root, 0);
    reader.finish_block(BlockKind::Paragraph);
    page.blocks = reader.blocks;
    page
}

/// Finds the page's metadata, and the element with the article: the one with the highest rank, and of equals the first.
fn find_article(document: &Handle, page: &mut ScrapedPage, article: &mut Option<(u8, Handle)>) {
    let mut waiting = vec![document.clone()];
    while let Some(node) = waiting.pop() {
        let value = |name: &str| attribute(&node, name);
        match name(&node) {
            "title" if page.title.is_none() => page.title = non_empty(text_content(&node)),
            "meta" => match (value("name").or_else(|| value("property")).as_deref(), value("content")) {
                (Some("author"), Some(content)) => page.author = non_empty(content),
                (Some("og:title"), Some(content)) => page.title = non_empty(content).or_else(|| page.title.take()),
                (Some("og:url"), Some(content)) if page.address.is_none() => page.address = non_empty(content),
                _ => {}
            },
            "link" if value("rel").as_deref() == Some("canonical") => page.address = value("href").and_then(non_empty),
            tag => {
                let class = value("class").unwrap_or_default();
                let content = class.split_whitespace().any(|c| matches!(c, "entry-content" | "post-content" | "article-content"));
                let rank = match tag {
                    _ if content => 4,
                    "article" => 3,
                    "main" => 2,
                    _ if value("role").as_deref() == Some("main") => 2,
                    "body" => 1,
                    _ => 0,
                };
                if rank > article.as_ref().map_or(0, |(best, _)| *best) {
                    *article = Some((rank, node.clone()));
                }
            }
        }
        waiting.extend(node.children.borrow().iter().rev().cloned());
    }
}

/// Trimmed text; none when nothing is left.
fn non_empty(text: String) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}
