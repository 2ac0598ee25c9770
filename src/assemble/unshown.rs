//! What is declared for a volume, and stands on none of its pages: sponsors, supporters, what people.yaml says of those who appear, credits
//! of pictures. It only reports; `pages` decides what is shown.

use crate::{
    book::{Book, Contributor, ContributorId, MadePage, SectionKind, Sponsor},
    diagnostic::{Code, Diagnostic, Diagnostics},
    manifest::{Manifest, OrderEntry, PersonEntry, TomeEntry},
    source::{SourceMap, Span},
};
use std::collections::BTreeSet;

/// Warns of what no page of the volume shows. `kept` are the indices of the book's people in people.yaml.
pub(super) fn report(book: &Book, sources: &SourceMap, manifest: &Manifest, kept: &[usize], sink: &mut Diagnostics) {
    sponsors(book, manifest, sink);
    credits(book, sink);
    // A text that cannot be read may be the one that shows them.
    if !has_page(book, MadePage::Contributors) && !sink.has_errors() {
        people(book, sources, manifest, kept, sink);
    }
}

/// Whether the volume has a generated page.
pub(super) fn has_page(book: &Book, page: MadePage) -> bool {
    book.sections.iter().any(|section| section.kind == SectionKind::Made(page))
}

/// The sponsors and supporters that pages of the volume show, in order.
pub(super) fn shown_sponsors(book: &Book) -> impl Iterator<Item = &Sponsor> {
    let tiers = has_page(book, MadePage::Sponsors).then(|| book.tiers.iter().flat_map(|tier| &tier.sponsors));
    let groups = has_page(book, MadePage::Supporters).then(|| book.supporters.iter().flat_map(|group| &group.members));
    tiers.into_iter().flatten().chain(groups.into_iter().flatten())
}

fn sponsors(book: &Book, manifest: &Manifest, sink: &mut Diagnostics) {
    // An entry that is no page may be the page that is missed.
    if sink.reports(&[Code::UnknownPage], book.tome.span.source) {
        return;
    }
    let sponsors: Vec<&Sponsor> = book.tiers.iter().flat_map(|tier| &tier.sponsors).collect();
    let supporters: Vec<&Sponsor> = book.supporters.iter().flat_map(|group| &group.members).collect();
    for (page, name, unshown) in [(MadePage::Sponsors, "sponsors", sponsors), (MadePage::Supporters, "supporters", supporters)] {
        if let Some(first) = unshown.first().filter(|_| !has_page(book, page)) {
            let diagnostic = Diagnostic::new(Code::UnshownSponsors, first.span).with("name", &first.name);
            let tomes = tomes_without(page, first.span, manifest);
            let diagnostic = diagnostic.with("count", tomes.len().max(1)).with("tomes", tomes.join(", "));
            sink.push(diagnostic.with("page", name).with("others", unshown.len() - 1));
        }
    }
}

/// The volumes that the sponsor or supporter whose name stands at `name` supports, and that lack this page: each of them says the same.
fn tomes_without(page: MadePage, name: Span, manifest: &Manifest) -> Vec<&str> {
    let declared = &manifest.sponsors;
    let groups = declared.supporters.iter().flat_map(|group| group.members.iter().map(move |entry| (Some(group), entry)));
    let mut all = declared.sponsors.iter().map(|entry| (None, entry)).chain(groups);
    let Some((group, entry)) = all.find(|(_, entry)| entry.name.span == name) else { return Vec::new() };
    let lacks = |tome: &&TomeEntry| {
        let supports = entry.supports(&tome.id) && group.is_none_or(|group| group.supports(&tome.id));
        supports && !lists(tome, page)
    };
    manifest.tomes.iter().filter(lacks).map(|tome| tome.id.as_str()).collect()
}

/// Whether the order of a volume has a generated page.
fn lists(entry: &TomeEntry, page: MadePage) -> bool {
    let is_page = |entry: &OrderEntry| matches!(entry, OrderEntry::Made(made) if made.value == page);
    [&entry.front, &entry.body, &entry.back].into_iter().flatten().any(is_page)
}

/// Credits of the cover and of logos stand on the legal page, or in the colophon.
fn credits(book: &Book, sink: &mut Diagnostics) {
    if has_page(book, MadePage::Legal) || has_page(book, MadePage::Colophon) {
        return;
    }
    let logos = shown_sponsors(book).filter_map(|sponsor| sponsor.logo.as_ref());
    let credits = book.tome.cover.iter().chain(logos).filter_map(|picture| picture.credit.first());
    credits.for_each(|credit| sink.push(Diagnostic::new(Code::UnshownCredit, credit.span())));
}

/// What people.yaml says of people stands on the page of contributors. A person whom that page of another volume shows is not missed.
fn people(book: &Book, sources: &SourceMap, manifest: &Manifest, kept: &[usize], sink: &mut Diagnostics) {
    let has_page_of = |other: &usize| lists(&manifest.tomes[*other], MadePage::Contributors);
    let with_page: Vec<usize> = (0..manifest.tomes.len()).filter(has_page_of).collect();
    let texts = book.sections.iter().filter(|section| matches!(section.kind, SectionKind::Contribution(_)));
    let signers: BTreeSet<ContributorId> = texts.flat_map(|section| &section.byline).map(|credit| credit.person).collect();
    let mut found: Vec<(&Contributor, Vec<(&str, Span)>)> = Vec::new();
    for ((id, person), &index) in (0..).map(ContributorId).zip(&book.people).zip(kept) {
        let Some(entry) = manifest.people.get(index) else { continue };
        let keys = unshown_keys(entry, signers.contains(&id), has_page(book, MadePage::Index));
        if !keys.is_empty() && !with_page.iter().any(|other| manifest.may_appear(index, *other, sources)) {
            found.push((person, keys));
        }
    }
    if let Some(((person, keys), others)) = found.split_first() {
        let span = keys.first().map_or(person.span, |(_, span)| *span);
        let names: Vec<&str> = keys.iter().map(|(key, _)| *key).collect();
        let diagnostic = Diagnostic::new(Code::UnshownPeople, span).with("name", person.name.display());
        sink.push(diagnostic.with("keys", names.join(", ")).with("others", others.len()));
    }
}

/// The keys of an entry that are on no page without that of contributors, each where it is written. The short biography stands at the end of
/// a text that the person signs.
fn unshown_keys(entry: &PersonEntry, signs: bool, in_index: bool) -> Vec<(&'static str, Span)> {
    let bio = entry.bio.as_ref().filter(|_| !signs).map(|bio| ("bio", bio.span));
    // The PDF shows the portrait, without its credit, at the head of a text that the person signs.
    let portrait = entry.portrait.as_ref().map(|portrait| match &portrait.credit {
        Some(credit) if signs => ("portrait (EPUB), credit", credit.span),
        _ if signs => ("portrait (EPUB)", portrait.file.span),
        _ => ("portrait", portrait.file.span),
    });
    let long = entry.long_bio.as_ref().map(|long| ("long-bio", long.span));
    let links = entry.links.first().map(|link| ("links", link.span));
    // The index prints one handle.
    let (shown, handles) = (usize::from(in_index), &entry.handles);
    let handles = handles.first().filter(|_| handles.len() > shown).map(|(_, handle)| ("handles", handle.span));
    [bio, portrait, long, links, handles].into_iter().flatten().collect()
}
