//! Reads a web page: the headings, paragraphs, lists, quotations, tables, links and emphasis of its article.
//!
//! Scripts, styles and navigation are skipped without a message; a picture, a form or an embedded player is reported, because a
//! reader would miss it. The parser keeps no offsets, so every diagnostic points to the whole file.
//! Read next: `blocks`, then `inlines`.

mod blocks;
mod filtered;
mod inlines;
mod left_out;
mod links;
mod notes;
mod page;
mod reader;
mod styles;
mod tables;
mod tree;
mod word;

use super::{
    dates::date,
    fold::fold,
    language::{is_same, language},
    links::resolve_links,
    options::Options,
    preformatted::{Kinds, as_lines},
    scraped::ScrapedPage,
    tree::{Block, Tree},
    undivided,
    write::write,
};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    source::{Source, Span},
};
use links::Base;
use notes::Notes;
use page::Node;
use reader::Reader;
use styles::Styles;

/// Reads a page.
pub(super) fn read(source: &Source, options: &Options<'_>, sink: &mut Diagnostics) -> ScrapedPage {
    let text = source.text();
    // WordPress marks its poems, and nobody else has elements for one.
    let poems = text.contains("wp-block-verse").then(|| as_lines(text, Kinds::Poems));
    let parsed = page::parse(poems.as_deref().unwrap_or(text));
    if parsed.is_cut {
        sink.push(Diagnostic::new(Code::ImportTreeTooLarge, Span::whole(source.id())));
        return ScrapedPage::default();
    }
    let mut page = ScrapedPage::default();
    let article = find_article(parsed.document(), &mut page);
    let span = Span::whole(source.id());
    let language = language_of(article, parsed.document());
    page.language = language.clone().filter(|language| !is_same(language, options.language));
    let tree = read_tree(parsed.document(), article, (language, page.address.as_deref()), options, span, sink);
    (page.blocks, page.notes) = write(&tree, span);
    (page.pictures, page.remarks) = (tree.pictures, tree.remarks);
    page
}

/// The blocks of a piece of HTML, and the pictures in it.
pub(super) fn piece(text: &str, options: &Options<'_>, span: Span, sink: &mut Diagnostics) -> Tree {
    let parsed = page::parse(text);
    if parsed.is_cut {
        sink.push(Diagnostic::new(Code::ImportTreeTooLarge, span));
        return Tree::default();
    }
    let language = language_of(parsed.document(), parsed.document());
    read_tree(parsed.document(), parsed.document(), (language, None), options, span, sink)
}

/// The tree of what stands in `root`, with the language and the address that the page declares.
fn read_tree(
    document: Node<'_>,
    root: Node<'_>,
    (language, address): (Option<String>, Option<&str>),
    options: &Options<'_>,
    span: Span,
    sink: &mut Diagnostics,
) -> Tree {
    let language = language.unwrap_or_else(|| options.language.to_owned());
    let mut reader = Reader::new(Notes::find(document), Styles::find(document), language, *options, span, sink);
    reader.base = Base::find(document, address);
    reader.read_blocks(root, 0);
    reader.finish_paragraph();
    reader.end_initial();
    let blocks = std::mem::take(&mut reader.blocks);
    for body in reader.notes.take_bodies() {
        reader.read_block(body, 0);
        reader.finish_paragraph();
        reader.end_initial();
        let mut note = std::mem::take(&mut reader.blocks);
        // The item of a list of notes is a note and no item.
        note.retain(|block| *block != Block::Rule);
        reader.tree.notes.push(note);
    }
    reader.report_left_out();
    let language = reader.language.clone();
    let mut tree = reader.tree;
    tree.blocks = blocks;
    undivided::join(&mut tree, &language, span);
    resolve_links(&mut tree, span);
    tree
}

/// The language that holds for `root`: its own, else that of the nearest element around it, else that of the page's body.
fn language_of(root: Node<'_>, document: Node<'_>) -> Option<String> {
    let declared = |node: Node<'_>| language(node.attribute("lang").or_else(|| node.attribute("xml:lang"))?);
    let mut node = Some(root);
    while let Some(current) = node {
        if let Some(language) = declared(current) {
            return Some(language);
        }
        node = current.parent();
    }
    ["body", "html"].iter().find_map(|name| document.find_all(name).first().copied().and_then(declared))
}

/// Finds the page's metadata, and the element with the article: the one with the highest rank, and of equals the first.
fn find_article<'p>(document: Node<'p>, page: &mut ScrapedPage) -> Node<'p> {
    let (mut best, mut article) = (0, document);
    let mut headings: Vec<Node<'p>> = Vec::new();
    document.walk(|node| {
        if node.name() == "h1" || is_title(node) {
            headings.push(node);
        }
        let value = |name: &str| node.attribute(name);
        match node.name() {
            "title" if page.title.is_none() => page.title = non_empty(&node.text_content()),
            "meta" => match (value("name").or_else(|| value("property")), value("content")) {
                (Some("author"), Some(content)) => page.author = non_empty(content),
                (Some("og:title"), Some(content)) => page.title = non_empty(content).or_else(|| page.title.take()),
                (Some("article:published_time"), Some(content)) if page.facts.is_empty() => {
                    page.facts.extend(date(content).map(|date| ("date", date)));
                }
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
    page.title = page.title.take().map(|title| without_site(title, &headings));
    article
}

/// Whether the site's own class calls an element the title of its text.
fn is_title(node: Node<'_>) -> bool {
    ["entry-title", "post-title", "article-title"].iter().any(|class| node.has_class(class))
}

/// The title that a page declares, without the name of its site: as the heading says it that is most surely the text's.
fn without_site(declared: String, headings: &[Node<'_>]) -> String {
    let is_in_text = |node: Node<'_>| {
        let above = std::iter::successors(node.parent(), |node| node.parent());
        above.into_iter().any(|node| matches!(node.name(), "article" | "main"))
    };
    // Of equals the first.
    let rank = |node: &&Node<'_>| if is_title(**node) { 0 } else { 1 + u8::from(!is_in_text(**node)) };
    let Some(heading) = headings.iter().min_by_key(rank) else { return declared };
    let heading = heading.text_content().split_whitespace().collect::<Vec<_>>().join(" ");
    let (whole, part) = (fold(&declared), fold(&heading));
    let parts = |sign: char| !sign.is_alphanumeric();
    let names_site = whole.strip_prefix(&part).is_some_and(|site| site.trim_start().starts_with(parts))
        || whole.strip_suffix(&part).is_some_and(|site| site.trim_end().ends_with(parts));
    if names_site && !part.is_empty() { heading } else { declared }
}

/// Trimmed text; none when nothing is left.
fn non_empty(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}
