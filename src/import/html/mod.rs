//! Reads a web page: the headings, paragraphs, lists, quotations, tables, links and emphasis of its article.
//!
//! Scripts, styles and navigation are skipped without a message; a picture, a form or an embedded player is reported, because a
//! reader would miss it. The parser keeps no offsets, so every diagnostic points to the whole file.
//! Read next: `blocks`, then `inlines`.

mod blocks;
mod inlines;
mod notes;
mod page;
mod reader;
mod styles;
mod tree;

use super::{
    links::resolve_links,
    scraped::ScrapedPage,
    tree::{Block, Tree},
    write::write,
};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    source::{Source, Span},
};
use notes::Notes;
use page::Node;
use reader::Reader;
use styles::Styles;

/// Reads a page.
pub(super) fn read(source: &Source, sink: &mut Diagnostics) -> ScrapedPage {
    let parsed = page::parse(source.text());
    if parsed.is_cut {
        sink.push(Diagnostic::new(Code::ImportTreeTooLarge, Span::whole(source.id())));
        return ScrapedPage::default();
    }
    let mut page = ScrapedPage::default();
    let article = find_article(parsed.document(), &mut page);
    let span = Span::whole(source.id());
    let tree = read_tree(parsed.document(), article, span, sink);
    (page.blocks, page.notes) = write(&tree, span);
    (page.pictures, page.remarks) = (tree.pictures, tree.remarks);
    page
}

/// The blocks of a piece of HTML, and the pictures in it.
pub(super) fn piece(text: &str, span: Span, sink: &mut Diagnostics) -> Tree {
    let parsed = page::parse(text);
    if parsed.is_cut {
        sink.push(Diagnostic::new(Code::ImportTreeTooLarge, span));
        return Tree::default();
    }
    read_tree(parsed.document(), parsed.document(), span, sink)
}

/// The tree of what stands in `root`.
fn read_tree(document: Node<'_>, root: Node<'_>, span: Span, sink: &mut Diagnostics) -> Tree {
    let mut reader = Reader::new(Notes::find(document), Styles::find(document), span, sink);
    let pages = document.find_all("html");
    reader.language =
        pages.first().and_then(|page| page.attribute("lang").or_else(|| page.attribute("xml:lang"))).and_then(non_empty);
    reader.read_blocks(root, 0);
    reader.finish_paragraph();
    let blocks = std::mem::take(&mut reader.blocks);
    for body in reader.notes.take_bodies() {
        reader.read_block(body, 0);
        reader.finish_paragraph();
        let mut note = std::mem::take(&mut reader.blocks);
        // The item of a list of notes is a note and no item.
        note.retain(|block| *block != Block::Rule);
        reader.tree.notes.push(note);
    }
    let mut tree = reader.tree;
    tree.blocks = blocks;
    resolve_links(&mut tree, span);
    tree
}

/// Finds the page's metadata, and the element with the article: the one with the highest rank, and of equals the first.
fn find_article<'p>(document: Node<'p>, page: &mut ScrapedPage) -> Node<'p> {
    let (mut best, mut article) = (0, document);
    document.walk(|node| {
        let value = |name: &str| node.attribute(name);
        match node.name() {
            "title" if page.title.is_none() => page.title = non_empty(&node.text_content()),
            "meta" => match (value("name").or_else(|| value("property")), value("content")) {
                (Some("author"), Some(content)) => page.author = non_empty(content),
                (Some("og:title"), Some(content)) => page.title = non_empty(content).or_else(|| page.title.take()),
                (Some("og:url"), Some(content)) if page.address.is_none() => page.address = non_empty(content),
                _ => {}
            },
            "link" if value("rel") == Some("canonical") => page.address = value("href").and_then(non_empty),
            tag => {
                let class = value("class").unwrap_or_default();
                let content = class.split_whitespace().any(|c| matches!(c, "entry-content" | "post-content" | "article-content"));
                let rank = match tag {
                    _ if content => 4,
                    "article" => 3,
                    "main" => 2,
                    _ if value("role") == Some("main") => 2,
                    "body" => 1,
                    _ => 0,
                };
                if rank > best {
                    (best, article) = (rank, node);
                }
            }
        }
        true
    });
    article
}

/// Trimmed text; none when nothing is left.
fn non_empty(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}
