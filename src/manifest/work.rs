//! book.yaml → [`WorkEntry`].

use super::{
    declared::{CreditEntry, LegalEntry, PrintEntry, PublisherEntry, SignatureEntry, ThemeEntry, WorkEntry},
    format::{CANONS, DATA_MINING, EDITION_ROLES, JUSTIFICATIONS, OPENINGS, PDF_STANDARDS, lookup},
    node::Node,
    references::{Names, once, read_path},
    scalar::{parse_page_format, parse_positive, parse_thousandths},
    sizes::report_unlikely,
};
use crate::{
    book::{Date, Lang, ManualCheck, Slug, price as price_of},
    diagnostic::{Code, Diagnostic, Diagnostics},
    source::{SourceMap, Span, Spanned},
};

/// Reads a checked book.yaml. `tomes` are the listed volumes that exist. A required key that is missing has been reported, and gets an
/// empty value here so that the rest of the book can still be checked.
pub(super) fn read_work(
    node: &Node,
    span: Span,
    people: Names<'_>,
    tomes: Vec<Spanned<Slug>>,
    sources: &SourceMap,
    sink: &mut Diagnostics,
) -> WorkEntry {
    let signatures = node.get("accessibility").map_or_else(Vec::new, |node| {
        let known = Names { unknown: Code::UnknownTome, known: Some(&tomes) };
        node.list("signed", |item| read_signature(item, known, sink))
    });
    let page = node.get("page").and_then(|page| page.parsed("format", parse_page_format));
    let print = node.get("print").map_or_else(PrintEntry::default, read_print);
    let theme = node.get("theme").map_or_else(ThemeEntry::default, |theme| read_theme(theme, sources, sink));
    report_unlikely(&print, &theme, page, sink);
    WorkEntry {
        span,
        title: node.text_of("title").unwrap_or_else(|| Spanned::new(String::new(), span)),
        subtitle: node.text_of("subtitle"),
        language: node.parsed("language", Lang::new).unwrap_or_else(|| Spanned::new(Lang::french(), span)),
        editors: once(node, "editors", sink, |item, sink| people.resolve(item, sink)),
        collective: node.text_of("collective"),
        publisher: node.get("publisher").and_then(read_publisher),
        rights: node.text_of("rights"),
        date: node.parsed("date", Date::parse),
        hashtag: node.text_of("hashtag"),
        collection: node.text_of("collection"),
        summary: node.paragraphs_of("summary"),
        subjects: once(node, "subjects", sink, |item, _| item.text().map(|text| text.map(str::to_owned))),
        tomes,
        page,
        pdf_standard: node.get("pdf").and_then(|pdf| pdf.parsed("standard", |word| lookup(&PDF_STANDARDS, word))),
        print,
        theme,
        hyphenation: exceptions(node, sink),
        legal: node.get("legal").map_or_else(LegalEntry::default, |legal| read_legal(legal, people, sink)),
        contact_email: node.get("contact").and_then(|contact| contact.text_of("email")),
        contact_url: node.get("contact").and_then(|contact| contact.text_of("url")),
        signatures,
    }
}

fn read_signature(node: &Node, tomes: Names<'_>, sink: &mut Diagnostics) -> Option<SignatureEntry> {
    let tome = node.get("tome").and_then(|tome| tomes.resolve(tome, sink));
    Some(SignatureEntry {
        tome: tome?,
        by: node.text_of("by")?,
        date: node.parsed("date", Date::parse)?,
        checks: node.list("checks", |check| lookup(&ManualCheck::ALL, check.text()?.value)),
    })
}

fn read_publisher(node: &Node) -> Option<PublisherEntry> {
    Some(PublisherEntry {
        name: node.text_of("name")?,
        address: node.texts("address"),
        url: node.text_of("url"),
        email: node.text_of("email"),
    })
}

fn read_print(node: &Node) -> PrintEntry {
    let paper = node
        .get("paper")
        .and_then(|paper| Some((paper.parsed("weight", parse_positive)?, paper.parsed("bulk", parse_thousandths)?)));
    PrintEntry { bleed: node.parsed("bleed", parse_thousandths), signature: node.parsed("signature", parse_positive), paper }
}

fn read_theme(node: &Node, sources: &SourceMap, sink: &mut Diagnostics) -> ThemeEntry {
    ThemeEntry {
        openings: node.parsed("openings", |word| lookup(&OPENINGS, word)),
        canon: node.parsed("canon", |word| lookup(&CANONS, word)),
        justification: node.parsed("justification", |word| lookup(&JUSTIFICATIONS, word)),
        text_size: node.parsed("text-size", |size| within(size, 6, 30)),
        leading: node.parsed("leading", |leading| within(leading, 6, 60)),
        css: read_path(node, "css", "book/", sources, sink),
    }
}

/// A length within the bounds of `format`. Another one has been reported: pages set with it would be a hundred mistakes more.
fn within(text: &str, least: u32, most: u32) -> Option<u32> {
    parse_thousandths(text).filter(|thousandths| (least * 1000..=most * 1000).contains(thousandths))
}

fn read_legal(node: &Node, people: Names<'_>, sink: &mut Diagnostics) -> LegalEntry {
    let price = node.text_of("price");
    if let Some(price) = price.as_ref().filter(|written| price_of(&written.value).is_none()) {
        sink.push(Diagnostic::new(Code::BadPrice, price.span).with("price", &price.value));
    }
    LegalEntry {
        printer: node.text_of("printer"),
        printed: node.parsed("printed", Date::parse),
        deposit: node.parsed("deposit", Date::parse),
        price,
        data_mining_reserved: node.parsed("data-mining", |word| lookup(&DATA_MINING, word)),
        data_mining_policy: node.text_of("data-mining-policy"),
        notices: node.texts("notices"),
        credits: node.list("credits", |credit| {
            // The people are resolved even when the role is wrong, so that all mistakes are reported.
            let people = once(credit, "people", sink, |item, sink| people.resolve(item, sink));
            Some(CreditEntry { role: credit.parsed("role", |word| lookup(&EDITION_ROLES, word))?, people })
        }),
    }
}

/// The exceptions of hyphenation. One of several words is reported.
fn exceptions(node: &Node, sink: &mut Diagnostics) -> Vec<Spanned<String>> {
    let exceptions = node.get("hyphenation").map_or_else(Vec::new, |node| node.texts("exceptions"));
    for words in exceptions.iter().filter(|words| words.value.trim().contains(char::is_whitespace)) {
        let example = words.value.split_whitespace().collect::<Vec<_>>().join(", ");
        let report = Diagnostic::new(Code::HyphenationOfWords, words.span).with("words", words.value.trim());
        sink.push(report.with("example", format!("[{example}]")));
    }
    exceptions
}
