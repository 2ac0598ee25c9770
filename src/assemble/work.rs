//! The work and the volume: the values of book.yaml and tome.yaml, with defaults applied.

use super::{people::Registry, pictures::Pictures};
use crate::{
    book::{
        Accessibility, Contact, Date, Design, EditionCredit, Isbns, Legal, Paper, Print, Publisher, RichText, Signature, Subject,
        Tome, TomeSummary, Work, plain_text,
    },
    diagnostic::{Code, Diagnostic, Diagnostics, Severity},
    locale::{Argument, Words},
    manifest::{LegalEntry, Manifest, Markup, SignatureEntry, TomeEntry, WorkEntry},
    markdown,
    source::{SourceMap, Span, Spanned, paths},
};
use std::sync::Arc;

/// The work, which all volumes share.
pub(super) fn resolve_work(manifest: &Manifest, registry: &mut Registry<'_>, sink: &mut Diagnostics) -> Work {
    let entry = &manifest.work;
    let title = rich(&entry.title, sink);
    let publisher = entry.publisher.as_ref().map(|publisher| Publisher {
        name: publisher.name.value.clone(),
        address: publisher.address.iter().map(|line| line.value.clone()).collect(),
        url: value(&publisher.url),
        email: value(&publisher.email),
    });
    let contact = Contact { email: value(&entry.contact_email), url: value(&entry.contact_url) };
    let tomes = manifest.tomes.iter().map(|tome| TomeSummary { id: tome.id.clone(), number: tome.number.value });
    let tomes = tomes.collect();
    Work {
        subtitle: optional(&entry.subtitle, sink),
        lang: entry.language.value.clone(),
        editors: registry.resolve(&entry.editors, sink),
        collective: value(&entry.collective),
        publisher: publisher.unwrap_or_default(),
        rights: optional(&entry.rights, sink),
        hashtag: entry.hashtag.clone(),
        collection: value(&entry.collection).unwrap_or_else(|| plain_text(&title)),
        subjects: entry.subjects.iter().map(|subject| Subject::parse(&subject.value)).collect(),
        legal: resolve_legal(&entry.legal, registry, sink),
        tomes,
        contact: (contact.email.is_some() || contact.url.is_some()).then_some(contact),
        signatures: entry.signatures.iter().map(signature).collect(),
        title,
    }
}

fn signature(entry: &SignatureEntry) -> Signature {
    Signature {
        tome: entry.tome.value.clone(),
        by: entry.by.value.clone(),
        date: entry.date.value,
        checks: entry.checks.clone(),
        span: entry.by.span,
    }
}

/// This volume.
pub(super) fn resolve_tome(
    manifest: &Manifest,
    entry: &TomeEntry,
    words: &Words,
    pictures: &mut Pictures<'_>,
    sink: &mut Diagnostics,
) -> Tome {
    let date = entry.date.as_ref().or(manifest.work.date.as_ref()).map(|date| date.value).unwrap_or_else(|| {
        // An invalid date has been reported.
        let files = [entry.span.source, manifest.work.title.span.source];
        if !files.into_iter().any(|file| sink.reports(&[Code::BadDate], file)) {
            sink.push(Diagnostic::new(Code::MissingDate, entry.number.span));
        }
        Date { year: 1, month: None, day: None }
    });
    let subject =
        plain_text(&markdown::parse_inline(&manifest.work.title.value, manifest.work.title.span, &mut Diagnostics::new()));
    let subject = words.say("cover-alternative", &[("title", Argument::Text(&subject))]);
    Tome {
        id: entry.id.clone(),
        number: entry.number.value,
        title: optional(&entry.title, sink),
        subtitle: optional(&entry.subtitle, sink),
        date,
        modified: date,
        isbn: Isbns { epub: value(&entry.isbn_epub), pdf: value(&entry.isbn_pdf), print: value(&entry.isbn_print) },
        cover: entry.cover.as_ref().and_then(|cover| pictures.load_entry(cover, &subject, Severity::Note, sink)),
        summary: entry
            .summary
            .as_ref()
            .or(manifest.work.summary.as_ref())
            .map_or_else(Vec::new, |summary| markdown::parse_paragraphs(&summary.value, summary.span, sink)),
        accessibility: Accessibility::default(),
        span: entry.span,
    }
}

/// Page and theme. `manifest` has checked that the style sheet exists.
pub(super) fn resolve_design(sources: &SourceMap, entry: &WorkEntry) -> Design {
    let default = Design::default();
    let css = match &entry.theme.css {
        Some(path) => paths::resolve(paths::folder(sources, path.span), &path.value)
            .and_then(|path| sources.by_path(&path).filter(|source| !source.is_refused()))
            .into_iter()
            .collect(),
        // Without an entry in book.yaml, all style sheets in the folder of the theme, in the order of their names.
        None => sources
            .under("book/theme/")
            .filter(|source| source.path().to_ascii_lowercase().ends_with(".css") && !source.is_refused())
            .collect::<Vec<_>>(),
    };
    let text_size = entry.theme.text_size.map_or(default.text_size, |size| size.value);
    let css = css.into_iter().map(|source| Spanned::new(Arc::from(source.text()), Span::whole(source.id()))).collect();
    Design {
        page: entry.page.map_or(default.page, |page| page.value),
        print: Print {
            bleed: entry.print.bleed.map_or(default.print.bleed, |bleed| bleed.value),
            // A leaf has two pages, so an odd number is doubled.
            signature: entry.print.signature.map_or(default.print.signature, |pages| {
                if pages.value.is_multiple_of(2) { pages.value } else { pages.value * 2 }
            }),
            paper: entry.print.paper.map(|(weight, bulk)| Paper { weight: weight.value, bulk: bulk.value }),
        },
        pdf: entry.pdf_standard.map_or(default.pdf, |standard| standard.value),
        openings: entry.theme.openings.map_or(default.openings, |openings| openings.value),
        canon: entry.theme.canon.map_or(default.canon, |canon| canon.value),
        justification: entry.theme.justification.map_or(default.justification, |justification| justification.value),
        text_size,
        leading: entry.theme.leading.map_or_else(|| leading_of(text_size), |leading| leading.value),
        css,
        hyphenation: entry.hyphenation.iter().map(|word| word.value.clone()).collect(),
    }
}

fn resolve_legal(entry: &LegalEntry, registry: &mut Registry<'_>, sink: &mut Diagnostics) -> Legal {
    Legal {
        printer: entry.printer.as_ref().map(|printer| rich(printer, sink)),
        printed: entry.printed.map(|date| date.value),
        deposit: entry.deposit.map(|date| date.value),
        price: value(&entry.price),
        data_mining_reserved: entry.data_mining_reserved.is_none_or(|reserved| reserved.value),
        data_mining_policy: value(&entry.data_mining_policy),
        notices: entry.notices.iter().map(|notice| rich(notice, sink)).collect(),
        credits: entry
            .credits
            .iter()
            .map(|credit| EditionCredit { role: credit.role.value, people: registry.resolve(&credit.people, sink) })
            .collect(),
    }
}

/// Inline Markdown as rich text.
fn rich(markup: &Markup, sink: &mut Diagnostics) -> RichText {
    markdown::parse_inline(&markup.value, markup.span, sink)
}

fn optional(markup: &Option<Markup>, sink: &mut Diagnostics) -> RichText {
    markup.as_ref().map(|markup| rich(markup, sink)).unwrap_or_default()
}

fn value<T: Clone>(spanned: &Option<Spanned<T>>) -> Option<T> {
    spanned.as_ref().map(|spanned| spanned.value.clone())
}

/// The distance of lines for a text of this size, both in thousandths of a point: in the proportion of the size and the distance that the
/// theme has, to a tenth of a point.
fn leading_of(text_size: u32) -> u32 {
    let default = Design::default();
    let tenths = u64::from(text_size) * u64::from(default.leading) / u64::from(default.text_size) / 100;
    u32::try_from(tenths * 100).unwrap_or(default.leading)
}
