//! The export of a blog by WordPress (WXR, a feed with what WordPress adds to it): each post becomes a web page, with its notes.
//!
//! Read next: `classic`, for posts without blocks, `wordpress`, for those with blocks, and `shortcodes`.

use super::{
    classic,
    item::{Choice, Contents, Head, Item, Post, file_stem, page},
    shortcodes, wordpress,
};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    import::{
        escape_html::escape_html,
        fold::fold,
        xml::{Element, Ns, Xml},
    },
    source::Span,
};
use std::collections::HashMap;

/// An entry of the export.
struct Entry<'a> {
    element: Element<'a>,
    number: String,
    name: String,
    title: String,
    author: String,
    login: String,
    date: String,
    is_published: bool,
}

/// Takes the posts that were chosen out of an export; without a choice, lists them.
pub(super) fn read(bytes: &[u8], choice: Choice<'_>, whole: Span, sink: &mut Diagnostics) -> Contents {
    let text = String::from_utf8_lossy(bytes);
    let xml = match Xml::parse(&text) {
        Ok(xml) => xml,
        Err(damage) => {
            sink.push(damage.diagnostic(whole));
            return Contents::Items(Vec::new());
        }
    };
    let authors = authors(xml.root());
    let entries: Vec<Entry<'_>> =
        xml.root().descendants().filter(|node| node.is(Ns::Other, "item")).filter_map(|item| entry(item, &authors)).collect();
    if choice.is_empty() && entries.iter().filter(|entry| entry.is_published).count() != 1 {
        return Contents::Posts(entries.iter().map(listed).collect());
    }
    let reusable = reusable(xml.root());
    let mut items = Vec::new();
    for entry in entries.iter().filter(|entry| is_chosen(entry, choice)) {
        let content = child_text(entry.element, Ns::Feed, "encoded");
        let notes = notes(entry.element);
        let content = wordpress::shown(&content, &reusable, whole, sink);
        let html = html(&content, &notes, whole, sink);
        let link = child_text(entry.element, Ns::Other, "link");
        let author = Some(entry.author.as_str()).filter(|author| !author.is_empty());
        let stem = if entry.name.is_empty() { file_stem(&entry.title) } else { file_stem(&entry.name) };
        let head = Head { title: &entry.title, author, address: Some(link.trim()), date: Some(&entry.date) };
        let item = Item::new(format!("{stem}.html"), page(head, &html));
        items.push(Item { is_by_wanted: choice.author.is_some_and(|author| is_by(entry, author)), ..item });
    }
    for wanted in choice.posts.iter().filter(|wanted| !entries.iter().any(|entry| is_named(entry, wanted))) {
        sink.push(Diagnostic::new(Code::ImportNoSuchPost, whole).with("post", wanted));
    }
    if items.is_empty() && choice.posts.is_empty() {
        let wanted = choice.categories.first().map(String::as_str).or(choice.author).unwrap_or_default();
        sink.push(Diagnostic::new(Code::ImportNoSuchPost, whole).with("post", wanted));
    }
    Contents::Items(items)
}

/// The names of the authors, by their logins.
fn authors(root: Element<'_>) -> HashMap<String, String> {
    let found = root.descendants().filter(|node| node.is(Ns::WordPress, "author"));
    found
        .map(|author| {
            let part = |name| child_text(author, Ns::WordPress, name).trim().to_owned();
            let whole = format!("{} {}", part("author_first_name"), part("author_last_name"));
            let shown = part("author_display_name");
            // A display name is often the login; the two names are the author's own.
            let name = if fold(&shown) == fold(&part("author_login")) && whole.trim().contains(' ') {
                whole.trim().to_owned()
            } else {
                shown
            };
            (part("author_login"), name)
        })
        .collect()
}

/// An item of the feed that is a post or a page.
fn entry<'a>(item: Element<'a>, authors: &HashMap<String, String>) -> Option<Entry<'a>> {
    let part = |ns, name| child_text(item, ns, name).trim().to_owned();
    if !matches!(part(Ns::WordPress, "post_type").as_str(), "post" | "page") {
        return None;
    }
    let login = part(Ns::Dc, "creator");
    Some(Entry {
        element: item,
        number: part(Ns::WordPress, "post_id"),
        name: part(Ns::WordPress, "post_name"),
        title: part(Ns::Other, "title"),
        author: authors.get(&login).cloned().filter(|name| !name.is_empty()).unwrap_or_else(|| login.clone()),
        login,
        date: part(Ns::WordPress, "post_date").chars().take(10).collect(),
        is_published: part(Ns::WordPress, "status") == "publish",
    })
}

/// Blocks that posts show by their numbers, as the blog keeps them.
fn reusable(root: Element<'_>) -> HashMap<String, String> {
    let items = root.descendants().filter(|node| node.is(Ns::Other, "item"));
    let blocks = items.filter(|item| child_text(*item, Ns::WordPress, "post_type").trim() == "wp_block");
    let part = |item, ns, name| child_text(item, ns, name).trim().to_owned();
    blocks.map(|item| (part(item, Ns::WordPress, "post_id"), part(item, Ns::Feed, "encoded"))).collect()
}

fn listed(entry: &Entry<'_>) -> Post {
    let words = child_text(entry.element, Ns::Feed, "encoded").split_whitespace().count();
    Post {
        number: entry.number.clone(),
        date: entry.date.clone(),
        author: entry.author.clone(),
        title: entry.title.clone(),
        words,
    }
}

/// Whether a post is one of those wanted. A draft is taken only when it is named.
fn is_chosen(entry: &Entry<'_>, choice: Choice<'_>) -> bool {
    if !choice.posts.is_empty() {
        return choice.posts.iter().any(|wanted| is_named(entry, wanted));
    }
    let in_category = |wanted: &String| {
        let categories = entry.element.children().filter(|node| node.is(Ns::Other, "category"));
        categories.filter(|node| node.attribute(Ns::Other, "domain") != Some("post_tag")).any(|node| {
            node.attribute(Ns::Other, "nicename").is_some_and(|name| fold(name) == fold(wanted))
                || fold(&node.text()) == fold(wanted)
        })
    };
    entry.is_published
        && (choice.categories.is_empty() || choice.categories.iter().any(in_category))
        && choice.author.is_none_or(|author| is_by(entry, author))
}

/// Whether a post is by the author of this name or login.
fn is_by(entry: &Entry<'_>, author: &str) -> bool {
    fold(author) == fold(&entry.author) || fold(author) == fold(&entry.login)
}

/// Whether a post has this number, short name or title.
fn is_named(entry: &Entry<'_>, wanted: &str) -> bool {
    wanted == entry.number || wanted == entry.name || fold(wanted) == fold(&entry.title)
}

/// The text of an element directly in another one.
fn child_text(element: Element<'_>, ns: Ns, name: &str) -> String {
    element.child(ns, name).map(Element::text).unwrap_or_default()
}

/// The notes of a post: WordPress keeps those of its block editor beside the text, as JSON.
fn notes(item: Element<'_>) -> Vec<(String, String)> {
    let meta = item.children().filter(|node| node.is(Ns::WordPress, "postmeta"));
    let kept = meta.filter(|node| child_text(*node, Ns::WordPress, "meta_key").trim() == "footnotes");
    let Some(json) = kept.map(|node| child_text(node, Ns::WordPress, "meta_value")).next() else { return Vec::new() };
    let Ok(serde_json::Value::Array(notes)) = serde_json::from_str::<serde_json::Value>(&json) else { return Vec::new() };
    let text = |note: &serde_json::Value, key: &str| Some(note.get(key)?.as_str()?.to_owned());
    notes.iter().filter_map(|note| Some((text(note, "id")?, text(note, "content")?))).collect()
}

/// The HTML of a post.
fn html(content: &str, notes: &[(String, String)], whole: Span, sink: &mut Diagnostics) -> String {
    let has_blocks = content.contains("<!-- wp:");
    let (content, mut below) = shortcodes::expand(content, whole, sink);
    let mut html = if has_blocks { classic::around_blocks(&content) } else { classic::paragraphs(&content) };
    for (id, text) in notes {
        let id = escape_html(id);
        below.push_str(&format!("<li id=\"{id}\">{text} <a href=\"#{id}-link\">↩︎</a></li>\n"));
    }
    if !below.is_empty() {
        html.push_str(&format!("\n<ol class=\"wp-block-footnotes\">\n{below}</ol>\n"));
    }
    html
}
