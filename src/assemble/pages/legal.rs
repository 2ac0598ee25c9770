//! The legal page: the statements that law and trade require, in the order of `legal` in book.yaml.

use super::{
    credits,
    display::{line, plain_line},
    links::url_link,
};
use crate::{
    assemble::dates,
    book::{Block, Book, Date, DisplayRole, EditionRole, Inline, Isbn, RichText, direction},
    locale::{Argument, Words},
    source::Span,
};

pub(super) fn blocks(book: &Book, words: &Words, span: Span) -> Vec<Block> {
    let legal = &book.work.legal;
    let small = |content: RichText| line(DisplayRole::SmallPrint, content);
    let small_text = |text: String| small(vec![Inline::label(text, words.foreign(), span)]);
    let dated = |label: &str, date: Date| words.say(label, &[("date", Argument::Text(&dates::format(date, words)))]);
    let mut blocks = vec![small(publisher(book, span))];
    blocks.extend((!book.work.rights.is_empty()).then(|| small(book.work.rights.clone())));
    blocks.extend(isbns(book, words).into_iter().map(small_text));
    blocks.push(small_text(dated("published", book.tome.date)));
    blocks.extend(legal.printer.as_ref().map(|printer| {
        let mut content = vec![Inline::label(format!("{} ", words.word("printed-by")), words.foreign(), span)];
        content.extend(printer.iter().cloned());
        small(content)
    }));
    blocks.extend(legal.printed.map(|date| {
        let label = if date.day.is_some() { "printed-on" } else { "printed-in" };
        small_text(dated(label, date))
    }));
    blocks.extend(legal.deposit.map(|date| small_text(dated("legal-deposit", date))));
    blocks.extend(price(book, words).map(small_text));
    blocks.extend(legal.credits.iter().filter(|credit| !credit.people.is_empty()).map(|credit| {
        let names: Vec<String> = credit.people.iter().map(|&person| book.person(person).name.display()).collect();
        let who = words.enumeration(&names);
        let text = words.say(credit_label(credit.role), &[("names", Argument::Text(&who))]);
        small(direction::label(&text, names.iter().map(String::as_str), (words.foreign(), &book.work.lang), span))
    }));
    blocks.extend(credits::lines(book, words));
    blocks.extend(legal.data_mining_reserved.then(|| small_text(words.word("data-mining-reserved"))));
    blocks.extend(legal.notices.iter().cloned().map(small));
    blocks.extend(contact(book, words, span).map(small));
    blocks
        .extend(book.work.hashtag.as_ref().map(|hashtag| plain_line(DisplayRole::Hashtag, hashtag.value.as_str(), hashtag.span)));
    blocks
}

/// « Prix : 12 € », or the statement that the copy is not for sale. Of a book with an ISBN, which is in trade, only the editor can say
/// that it is not for sale.
pub(super) fn price(book: &Book, words: &Words) -> Option<String> {
    let isbn = &book.tome.isbn;
    match book.work.legal.price.as_deref() {
        Some("not-for-sale") => Some(words.word("not-for-sale")),
        Some(price) => Some(words.say("price", &[("price", Argument::Text(price))])),
        None if isbn.print.is_some() || isbn.pdf.is_some() || isbn.epub.is_some() => None,
        None => Some(words.word("not-for-sale")),
    }
}

/// Name, address, site and e-mail of the publisher, each on a line. Without a publisher, the editors.
fn publisher(book: &Book, span: Span) -> RichText {
    let publisher = &book.work.publisher;
    let name = if publisher.name.is_empty() { book.author_statement() } else { publisher.name.clone() };
    let mut lines = vec![Inline::text(name, span)];
    lines.extend(publisher.address.iter().map(|line| Inline::text(line, span)));
    lines.extend(publisher.url.as_ref().map(|url| url_link(url, bare_url(url), span)));
    lines.extend(publisher.email.as_ref().map(|email| url_link(format!("mailto:{email}"), email, span)));
    let mut content = Vec::new();
    for line in lines {
        if !content.is_empty() {
            content.push(Inline::LineBreak(span));
        }
        content.push(line);
    }
    content
}

/// The ISBNs, each with the name of its format.
fn isbns(book: &Book, words: &Words) -> Vec<String> {
    let isbn = &book.tome.isbn;
    let labelled = |label: &str, isbn: &Option<Isbn>| {
        isbn.as_ref().map(|isbn| words.say(label, &[("isbn", Argument::Text(&isbn.to_string()))]))
    };
    [labelled("isbn-print", &isbn.print), labelled("isbn-pdf", &isbn.pdf), labelled("isbn-epub", &isbn.epub)]
        .into_iter()
        .flatten()
        .collect()
}

fn contact(book: &Book, words: &Words, span: Span) -> Option<RichText> {
    let contact = book.work.contact.as_ref()?;
    let email = contact.email.as_ref().map(|email| url_link(format!("mailto:{email}"), email, span));
    let page = contact.url.as_ref().map(|url| url_link(url, bare_url(url), span));
    let mut content = vec![Inline::label(format!("{} ", words.word("contact")), words.foreign(), span)];
    for (index, link) in email.into_iter().chain(page).enumerate() {
        if index > 0 {
            content.push(Inline::text(", ", span));
        }
        content.push(link);
    }
    Some(content)
}

/// A URL as a page prints it: without the scheme and the final slash.
fn bare_url(url: &str) -> &str {
    let bare = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")).unwrap_or(url);
    bare.trim_end_matches('/')
}

const fn credit_label(role: EditionRole) -> &'static str {
    match role {
        EditionRole::Cover => "credit-cover",
        EditionRole::Illustration => "credit-illustration",
        EditionRole::Translation => "credit-translation",
        EditionRole::Proofreading => "credit-proofreading",
        EditionRole::Layout => "credit-layout",
        EditionRole::Photography => "credit-photography",
    }
}
