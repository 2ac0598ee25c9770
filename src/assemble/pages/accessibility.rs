//! The page « Accessibilité »: tells the reader in words what the metadata of the EPUB tell catalogues.

use super::links::url_link;
use crate::{
    assemble::{dates, index},
    book::{Block, Book, Container, Inline, List, ListMarker, MadePage, RichText, SectionKind, numbering},
    locale::{Argument, Words},
    source::Span,
};

/// Fills the page, if the book has one, from `Tome::accessibility`. Numbers the text nodes again and updates the index.
pub fn write_accessibility_page(book: &mut Book) {
    let page = |kind: SectionKind| kind == SectionKind::Made(MadePage::Accessibility);
    let Some(index) = book.sections.iter().position(|section| page(section.kind)) else { return };
    let words = Words::of_book(book.work.lang.as_str());
    let span = book.sections[index].span;
    book.sections[index].blocks = blocks(book, &words, span);
    numbering::number(book);
    index::update_index(book);
}

fn blocks(book: &Book, words: &Words, span: Span) -> Vec<Block> {
    let found = &book.tome.accessibility;
    let paragraph = |text: String| Block::paragraph(vec![Inline::text(text, span)], span);
    let item = |id: &str| Container { blocks: vec![paragraph(words.word(id))], span };
    let items = found.statements().into_iter().map(item).collect();
    let conformity = match &found.claim {
        Some(claim) => {
            let date = dates::format(claim.date, words);
            let by = words.enumeration(&claim.by);
            words.say("accessibility-claim", &[("by", Argument::Text(&by)), ("date", Argument::Text(&date))])
        }
        None => words.word("accessibility-no-claim"),
    };
    let mut blocks = vec![
        paragraph(words.word("accessibility-opening")),
        Block::List(List { marker: ListMarker::Bullet, tight: true, items, span }),
        paragraph(conformity),
        paragraph(words.word("accessibility-pdf")),
    ];
    blocks.extend(contact(book, words, span).map(|content| Block::paragraph(content, span)));
    blocks
}

/// The paragraph that says whom to tell of an obstacle.
fn contact(book: &Book, words: &Words, span: Span) -> Option<RichText> {
    let contact = book.work.contact.as_ref()?;
    let (target, text) = match (&contact.email, &contact.url) {
        (Some(email), _) => (format!("mailto:{email}"), email.as_str()),
        (None, Some(url)) => (url.clone(), url.split_once("://").map_or(url.as_str(), |(_, rest)| rest).trim_end_matches('/')),
        (None, None) => return None,
    };
    Some(vec![Inline::text(format!("{} ", words.word("accessibility-contact")), span), url_link(target, text, span)])
}
