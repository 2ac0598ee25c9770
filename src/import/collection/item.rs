//! What is taken out of a collection: files, or posts to choose from.

use crate::import::escape_html::escape_html;

/// A file out of a collection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its name, with the extension of its format.
    pub name: String,
    /// The file.
    pub bytes: Vec<u8>,
    /// Whether its own author is the one that was asked for.
    pub is_by_wanted: bool,
    /// A picture of its author, which came beside it: its name and the file.
    pub portrait: Option<(String, Vec<u8>)>,
    /// Other pictures that came beside it.
    pub pictures: Vec<(String, Vec<u8>)>,
}

impl Item {
    /// A file alone.
    pub(super) const fn new(name: String, bytes: Vec<u8>) -> Self {
        Self { name, bytes, is_by_wanted: false, portrait: None, pictures: Vec::new() }
    }
}

/// Which posts of a blog are wanted; without any of these none is taken, and all are listed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Choice<'a> {
    /// Numbers, short names or titles of posts.
    pub posts: &'a [String],
    /// Names or short names of categories.
    pub categories: &'a [String],
    /// The name or the login of an author.
    pub author: Option<&'a str>,
}

impl Choice<'_> {
    /// Whether nothing is chosen.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.posts.is_empty() && self.categories.is_empty() && self.author.is_none()
    }
}

/// A post of a blog, to choose from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    /// Its number.
    pub number: String,
    /// The day of its publication, as the blog writes it.
    pub date: String,
    /// Who signs it.
    pub author: String,
    /// Its title.
    pub title: String,
    /// How many words it has.
    pub words: usize,
}

/// What a collection holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Contents {
    /// Texts to read.
    Items(Vec<Item>),
    /// The posts to choose from.
    Posts(Vec<Post>),
}

/// What a page says of itself.
#[derive(Clone, Copy, Default)]
pub(super) struct Head<'a> {
    pub(super) title: &'a str,
    pub(super) author: Option<&'a str>,
    pub(super) address: Option<&'a str>,
    /// The day of its publication.
    pub(super) date: Option<&'a str>,
}

/// A web page with this head and body.
pub(super) fn page(head: Head<'_>, body: &str) -> Vec<u8> {
    let Head { title, author, address, date } = head;
    let mut page = format!("<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>{}</title>", escape_html(title));
    if let Some(author) = author {
        page.push_str(&format!("<meta name=\"author\" content=\"{}\">", escape_html(author)));
    }
    if let Some(address) = address.filter(|address| !address.is_empty()) {
        page.push_str(&format!("<link rel=\"canonical\" href=\"{}\">", escape_html(address)));
    }
    if let Some(date) = date {
        page.push_str(&format!("<meta property=\"article:published_time\" content=\"{}\">", escape_html(date)));
    }
    let heading = if title.trim().is_empty() { String::new() } else { format!("<h1>{}</h1>", escape_html(title)) };
    page.push_str(&format!("</head><body><article>{heading}\n{body}</article></body></html>"));
    page.into_bytes()
}

/// A name for a file that no system refuses: a title without signs.
pub(super) fn file_stem(title: &str) -> String {
    let kept: String = title.chars().map(|c| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { ' ' }).collect();
    let stem: String = kept.split_whitespace().collect::<Vec<_>>().join("-").chars().take(80).collect();
    if stem.is_empty() { "texte".to_owned() } else { stem }
}
