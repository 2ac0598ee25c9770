//! The document of the cover.

use super::{
    document::{Document, DocumentTitle, open_document},
    markup::Markup,
    pictures::Pictures,
    places::COVER,
};
use crate::{
    book::{Alt, Book, Lang},
    locale::Words,
};

/// The document of the cover, with the editor's alternative text when the cover is a picture of the project.
pub(super) fn document(book: &Book, words: &Words, styles: &[&'static str], pictures: &Pictures) -> Document {
    let given = book.tome.cover.as_ref().and_then(|picture| match &picture.alt {
        Alt::Text(alt) if !alt.trim().is_empty() => Some(alt.clone()),
        Alt::Text(_) | Alt::Decorative => None,
    });
    let is_ours = given.is_none();
    let alternative = given.unwrap_or_else(|| words.word("cover-alt"));
    let mut out = Markup::new();
    let title = words.word("cover-title");
    let own = words.foreign().and_then(Lang::new);
    open_document(&mut out, &book.work.lang, DocumentTitle { text: &title, lang: own.as_ref() }, styles);
    out.open("body").attr("epub:type", "cover").line();
    out.open("section").attr("class", "cover").attr("epub:type", "cover").line();
    out.open("p").open("img").attr("role", "doc-cover").attr("src", pictures.cover().0);
    out.attr("alt", &alternative);
    if let Some(own) = own.as_ref().filter(|_| is_ours) {
        out.attr("lang", own.as_str()).attr("xml:lang", own.as_str());
    }
    out.close().close().line().close().line();
    let mut document = Document::new(COVER.to_owned());
    document.xhtml = out.finish();
    document.xhtml.push('\n');
    document
}
