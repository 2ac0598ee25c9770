//! Sections: one for each item of the order, with its slug, title, byline and text. Generated pages are filled later by `pages`.

use super::{
    headings,
    order::{self, ItemKind, OrderItem},
    people::Registry,
    rewrite,
    texts::Text,
};
use crate::{
    book::{
        Block, Credit, Inline, Lang, LinkTarget, MadePage, RichText, Section, SectionKind, SharedKind, Slug, UniqueSlugs,
        plain_text, walk,
    },
    diagnostic::{Code, Diagnostic, Diagnostics, Severity},
    locale::Words,
    manifest::{Manifest, Markup, Status, TextKind},
    markdown::{self, Document},
    source::{Span, Spanned},
};
use std::collections::BTreeMap;

/// The sections of a volume.
pub(super) struct Sections<'a> {
    pub(super) list: Vec<Section>,
    /// The paths of the pictures in each section, as written.
    pub(super) pictures: Vec<Vec<Spanned<String>>>,
    /// The slug of each text by its path.
    pub(super) slugs: BTreeMap<&'a str, Slug>,
}

/// Builds a section from every item. Takes the documents out of `texts`.
pub(super) fn build<'a>(
    items: &[OrderItem<'_>],
    texts: &mut [Text<'a>],
    manifest: &Manifest,
    words: &Words,
    registry: &mut Registry<'_>,
    sink: &mut Diagnostics,
) -> Sections<'a> {
    let lang = &manifest.work.language.value;
    let mut taken = UniqueSlugs::default();
    let mut sections = Sections { list: Vec::new(), pictures: Vec::new(), slugs: BTreeMap::new() };
    for item in items {
        let (mut section, pictures) = match &item.kind {
            ItemKind::Made(page, span) => (generated_page(*page, *span, lang, words), Vec::new()),
            ItemKind::Part { number, title, id } => (part(*number, title, *id, lang, sink), Vec::new()),
            ItemKind::Text(index) => {
                let text = &mut texts[*index];
                let document = std::mem::take(&mut text.document);
                text_section(text, document, lang, registry, sink)
            }
        };
        section.matter = item.matter;
        section.depth = item.depth;
        section.slug = taken.take(section.slug);
        if let ItemKind::Text(index) = &item.kind {
            sections.slugs.insert(texts[*index].listed.value.as_str(), section.slug.clone());
        }
        sections.list.push(section);
        sections.pictures.push(pictures);
    }
    // Expected texts have no section, but the authors that they name must exist.
    for text in texts.iter().filter(|text| text.is_expected()) {
        registry.byline(&text.header, sink);
        let code = if text.has_words { Code::ReceivedButExpected } else { Code::ExpectedText };
        sink.push(Diagnostic::new(code, text.header.status.span).with("path", text.path()));
    }
    sections
}

/// Resolves the links of a section, then the speakers of its exchanges.
pub(super) fn resolve_links(section: &mut Section, resolve: &mut impl FnMut(&mut RichText)) {
    walk::section_mut(section, &mut |_, rich| resolve(rich));
    let byline = section.byline.clone();
    walk::blocks_mut(&mut section.blocks, &mut |block| {
        if let Block::Exchange(exchange) = block {
            unlink_signer(&mut exchange.speaker, &byline);
        }
    });
}

/// Replaces the link of a speaker who signs the text by its words: it would lead from every question to the same page.
fn unlink_signer(speaker: &mut RichText, byline: &[Credit]) {
    rewrite::rewrite_links(speaker, &mut |link| match link.target {
        LinkTarget::Person(person) if byline.iter().any(|credit| credit.person == person) => link.content,
        LinkTarget::Person(_)
        | LinkTarget::Url(_)
        | LinkTarget::Section(_)
        | LinkTarget::Anchor { .. }
        | LinkTarget::OtherTome { .. }
        | LinkTarget::Unresolved(_) => vec![Inline::link(link)],
    });
}

fn generated_page(page: MadePage, span: Span, lang: &Lang, words: &Words) -> Section {
    let label = match page {
        MadePage::HalfTitle => "half-title-title",
        MadePage::Title => "title-page-title",
        MadePage::Legal => "legal-title",
        MadePage::Supporters => "supporters-title",
        MadePage::Sponsors => "sponsors-title",
        MadePage::Contents => "contents-title",
        MadePage::Contributors => "contributors-title",
        MadePage::Index => "index-title",
        MadePage::Accessibility => "accessibility-title",
        MadePage::Colophon => "colophon-title",
        MadePage::BackCover => "back-cover-title",
    };
    let slug = Slug::from_text(order::page_name(page));
    let title = vec![Inline::label(words.word(label), words.foreign(), span)];
    // Pages that are all labels are in the language of these.
    let is_all_labels = matches!(page, MadePage::Colophon | MadePage::Accessibility);
    let own = words.foreign().filter(|_| is_all_labels).and_then(Lang::new);
    let mut section = Section::new(slug, SectionKind::Made(page), own.unwrap_or_else(|| lang.clone()), title, span);
    // A page that is composed as a whole prints its title as one of its lines, or not at all.
    section.in_contents = match page {
        MadePage::Supporters | MadePage::Sponsors | MadePage::Contributors | MadePage::Index | MadePage::Accessibility => true,
        MadePage::HalfTitle
        | MadePage::Title
        | MadePage::Legal
        | MadePage::Contents
        | MadePage::Colophon
        | MadePage::BackCover => false,
    };
    section.title_shown = section.in_contents || page == MadePage::Contents;
    section
}

fn part(number: u32, title: &Markup, id: Option<&Spanned<Slug>>, lang: &Lang, sink: &mut Diagnostics) -> Section {
    let mut rich = markdown::parse_inline(&title.value, title.span, sink);
    headings::shorten(&mut rich, title.span, sink);
    let slug = id.map_or_else(|| Slug::from_text(&plain_text(&rich)), |id| id.value.clone());
    Section::new(slug, SectionKind::Part { number }, lang.clone(), rich, title.span)
}

fn text_section(
    text: &Text<'_>,
    document: Document,
    lang: &Lang,
    registry: &mut Registry<'_>,
    sink: &mut Diagnostics,
) -> (Section, Vec<Spanned<String>>) {
    let header = &text.header;
    let optional = |markup: &Option<Markup>, sink: &mut Diagnostics| {
        markup.as_ref().map(|markup| markdown::parse_inline(&markup.value, markup.span, sink)).unwrap_or_default()
    };
    let a_title = |markup: &Option<Markup>, sink: &mut Diagnostics| {
        let mut title = optional(markup, sink);
        markup.iter().for_each(|markup| headings::shorten(&mut title, markup.span, sink));
        title
    };
    let kind = match header.kind.value {
        TextKind::Contribution(kind) => SectionKind::Contribution(kind),
        TextKind::Shared(kind) => SectionKind::Shared(kind),
    };
    let mut title = text.title.clone();
    headings::shorten(&mut title, header.title.span, sink);
    if plain_text(&title).trim().is_empty() {
        title = vec![Inline::text(text.slug.as_str(), header.title.span)];
    }
    let unknown = sink.reports(&[Code::UnknownChoice], header.span.source);
    if matches!(header.status.value, Status::Draft | Status::Review) && !unknown {
        sink.push(Diagnostic::new(Code::NotApproved, header.status.span).with("path", text.path()));
    }
    // A text in `fr` of a book in `fr-FR` is in the book's own language (SNE charter: `fr-FR` throughout).
    let own = header.language.as_ref().map(|own| &own.value).filter(|own| own.as_str() != lang.primary());
    let lang = own.unwrap_or(lang).clone();
    let mut section = Section::new(text.slug.clone(), kind, lang, title, header.span);
    // A dedication is a few lines on a page without a heading.
    let dedication = kind == SectionKind::Shared(SharedKind::Dedication);
    section.title_shown = !dedication;
    section.in_contents = !dedication;
    section.short_title = a_title(&header.short_title, sink);
    section.subtitle.clone_from(&text.subtitle);
    if let Some(subtitle) = &header.subtitle {
        headings::shorten(&mut section.subtitle, subtitle.span, sink);
    }
    section.summary = optional(&header.summary, sink);
    section.source = header.source.as_ref().map(|source| source_statement(source, sink)).unwrap_or_default();
    section.date = header.date.as_ref().map(|date| date.value);
    section.licence = header.licence.as_ref().map(|licence| licence.value.clone());
    section.byline = registry.byline(header, sink);
    section.blocks = document.blocks;
    section.notes = document.notes;
    section.words = text.words;
    headings::close_gaps(&mut section.blocks, sink);
    (section, document.pictures)
}

/// The statement of where a text first appeared. A bare URL becomes a link.
fn source_statement(source: &Markup, sink: &mut Diagnostics) -> RichText {
    let address = source.value.trim();
    let bare = (address.starts_with("https://") || address.starts_with("http://")) && !address.contains(char::is_whitespace);
    if bare {
        let target = LinkTarget::Url(address.to_owned());
        let content = vec![Inline::text(address, source.span)];
        return vec![Inline::link(crate::book::Link { target, content, span: source.span })];
    }
    if let Some(problem) = nearly_address(address) {
        let mut report = Diagnostic::new(Code::BadUrl, source.span).with("value", address);
        // Any text may stand here: it is printed as it is.
        report.severity = Severity::Warning;
        sink.push(if problem == "space" { report.hint("space") } else { report });
    }
    markdown::parse_inline(&source.value, source.span, sink)
}

/// Why a text that looks like a web address becomes no link: it has no scheme, or a space.
fn nearly_address(text: &str) -> Option<&'static str> {
    let mut words = text.split_whitespace();
    let (first, second) = (words.next()?, words.next());
    if let Some(rest) = first.strip_prefix("https://").or_else(|| first.strip_prefix("http://")) {
        // « https://exemple.fr, le 3 mai » is a sentence, and « https://exemple.fr/un livre » is not.
        let goes_on = second.is_some_and(|word| word.starts_with(|sign: char| sign.is_lowercase()));
        return (goes_on && rest.contains('/') && rest.ends_with(char::is_alphanumeric)).then_some("space");
    }
    let (host, path) = first.split_once('/').map_or((first, None), |(host, path)| (host, Some(path)));
    let labels: Vec<&str> = host.split('.').collect();
    let is_label = |label: &&str| !label.is_empty() && label.chars().all(|sign| sign.is_alphanumeric() || sign == '-');
    let ends = labels.last().is_some_and(|end| (2..=8).contains(&end.len()) && end.bytes().all(|byte| byte.is_ascii_lowercase()));
    // « LeMonde.fr » is the name of a newspaper.
    let is_host = labels.iter().all(is_label) && ends && (path.is_some() || !host.contains(char::is_uppercase));
    (second.is_none() && labels.len() > 1 && is_host).then_some("scheme")
}

#[cfg(test)]
mod tests {
    use super::nearly_address;

    #[test]
    fn what_looks_like_an_address_is_told() {
        for text in ["www.exemple.fr/a", "exemple.fr", "blog.exemple.fr/2020"] {
            assert_eq!(nearly_address(text), Some("scheme"), "{text}");
        }
        assert_eq!(nearly_address("https://exemple.fr/a b"), Some("space"));
        for text in ["LeMonde.fr", "Le Monde, 12 mai", "s.d.", "https://exemple.fr/a, consulté hier", "n.1", "Inédit"] {
            assert_eq!(nearly_address(text), None, "{text}");
        }
    }
}
