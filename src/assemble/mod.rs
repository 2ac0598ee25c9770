//! From declared to resolved: manifest + blocks → `Book`.
//!
//! [`assemble`] is the only bridge between what authors wrote (names, paths, link targets) and the model, in which every reference
//! is resolved. It knows neither printed pages nor files of an EPUB. Its modules are its steps: `texts` reads the texts, `order`
//! flattens the volume's order, `sections` builds the sections, `links` and `pictures` resolve references, `people` keeps those who
//! appear, and `pages` generates the pages that nobody writes.

mod also_by;
mod anchors;
mod biographies;
mod collation;
mod cross_references;
mod dates;
mod draft;
mod headings;
mod index;
mod links;
mod order;
mod pages;
mod people;
mod pictures;
mod rewrite;
mod sections;
mod sponsors;
#[cfg(test)]
mod tests;
mod texts;
mod unshown;
mod unused;
mod work;

pub use cross_references::{Destination, Folios, cross_references, first_reference, resolve_cross_references};
pub use draft::mark_as_draft;
pub use index::update_index;
pub use pages::{accessibility::write_accessibility_page, colophon::name_faces};

use crate::{
    book::{Book, Inline, MadePage, Section, SectionKind, numbering, walk},
    diagnostic::{Code, Diagnostic, Diagnostics, Severity},
    locale::{Argument, Words},
    manifest::Manifest,
    memo::Resident,
    source::{SourceMap, Spanned},
};
use links::Targets;
use people::Registry;
use pictures::Pictures;

/// Makes the book of the volume at index `tome` of the manifest. None when the volume is empty; otherwise the best possible result,
/// with every mistake in `sink`.
///
/// Text nodes are numbered. Call [`update_index`] after typography, which numbers them again.
#[must_use]
pub fn assemble(sources: &SourceMap, manifest: &Manifest, tome: usize, sink: &mut Diagnostics) -> Option<Book> {
    assemble_with(sources, manifest, tome, None, sink)
}

/// As [`assemble`], and with the same result, but takes texts that have not changed from the build before in the same process.
#[must_use]
pub fn assemble_with(
    sources: &SourceMap,
    manifest: &Manifest,
    tome: usize,
    resident: Option<&Resident>,
    sink: &mut Diagnostics,
) -> Option<Book> {
    if manifest.tomes.len() > 1 {
        // The biographies of those who appear in other volumes alone are not read, unless one of them is needed all the same.
        let mut found = sink.clone();
        let may_appear = |person| manifest.may_appear(person, tome, sources);
        if let Ok(book) = assemble_of(sources, manifest, tome, resident, &may_appear, &mut found) {
            *sink = found;
            return book;
        }
    }
    assemble_of(sources, manifest, tome, resident, &|_| true, sink).ok().flatten()
}

/// A person appears whose entry was not read.
struct UnreadPerson;

/// As [`assemble_with`], with the entries of those people for whose index in people.yaml `is_wanted`.
fn assemble_of(
    sources: &SourceMap,
    manifest: &Manifest,
    tome: usize,
    resident: Option<&Resident>,
    is_wanted: &dyn Fn(usize) -> bool,
    sink: &mut Diagnostics,
) -> Result<Option<Book>, UnreadPerson> {
    let Some(entry) = manifest.tomes.get(tome) else { return Ok(None) };
    let words = Words::of_book(manifest.work.language.value.as_str());
    let mut texts = texts::read(sources, entry, resident, sink);
    let items = order::flatten(entry, &texts, sink);
    if items.is_empty() {
        // A listed text that cannot be read has been reported.
        if !sink.has_errors() {
            sink.push(Diagnostic::new(Code::EmptyTome, entry.number.span).with("tome", entry.id.as_str()));
        }
        return Ok(None);
    }

    let mut registry = Registry::read(manifest, is_wanted, resident, sink);
    let sections = sections::build(&items, &mut texts, manifest, &words, &mut registry, sink);
    let mut pictures = Pictures::new(sources, resident);
    let work = work::resolve_work(manifest, &mut registry, sink);
    let targets = Targets::collect(sources, manifest, tome, &texts, &sections.slugs, &registry, &words);
    let (people, biography_pictures) = registry.take_people();
    let mut book = Book {
        work,
        tome: work::resolve_tome(manifest, entry, &words, &mut pictures, sink),
        sections: sections.list,
        people,
        tiers: sponsors::resolve_tiers(manifest, &entry.id, &mut pictures, sink),
        supporters: sponsors::resolve_supporters(manifest, &entry.id, &mut pictures, sink),
        assets: Vec::new(),
        design: work::resolve_design(sources, &manifest.work),
    };

    resolve_links(&mut book, &targets, sink);
    let kept = people::retain_appearing(&mut book);
    if !registry.has_read(&kept) {
        return Err(UnreadPerson);
    }
    unused::report(sources, manifest, tome, |index| kept.binary_search(&index).is_ok() || registry.is_named(index), sink);
    resolve_pictures(&mut book, &mut pictures, manifest, (&sections.pictures, &biography_pictures), &kept, &words, sink);
    book.assets = pictures.into_assets();
    for portrait in book.people.iter_mut().filter_map(|person| person.portrait.as_mut()) {
        targets.resolve(&mut portrait.credit, sink);
        people::renumber_links(&mut portrait.credit, &kept);
        // In the PDF it stands below the biography, far from the portrait.
        if !portrait.credit.is_empty() {
            let label = format!("{} ", words.word("portrait-picture"));
            portrait.credit.insert(0, Inline::label(label, words.foreign(), portrait.span));
        }
    }
    dates::append_dates(&mut book, &words);
    remove_empty_pages(&mut book, manifest.people_are_known, sink);
    unshown::report(&book, sources, manifest, &kept, sink);
    biographies::assign(&mut book);
    let also_by = also_by::sentences(&book, sources, manifest, tome, &words);
    pages::fill(&mut book, &words, &also_by, resident, sink);
    also_by::append_to_biographies(&mut book, &also_by);
    numbering::number(&mut book);
    update_index(&mut book);
    Ok(Some(book))
}

fn resolve_links(book: &mut Book, targets: &Targets<'_>, sink: &mut Diagnostics) {
    for section in &mut book.sections {
        sections::resolve_links(section, &mut |rich| targets.resolve(rich, sink));
    }
    // This visits the sections a second time, but a resolved link stays as it is.
    walk::book_mut(book, &mut |_, rich| targets.resolve(rich, sink));
}

/// The paths of pictures as written in one text.
type PicturePaths = Vec<Spanned<String>>;

fn resolve_pictures(
    book: &mut Book,
    pictures: &mut Pictures<'_>,
    manifest: &Manifest,
    (of_sections, of_biographies): (&[PicturePaths], &[PicturePaths]),
    kept: &[usize],
    words: &Words,
    sink: &mut Diagnostics,
) {
    for (section, paths) in book.sections.iter_mut().zip(of_sections) {
        pictures.resolve(&mut section.blocks, &mut section.notes, paths, sink);
    }
    for (person, &index) in book.people.iter_mut().zip(kept) {
        pictures.resolve(&mut person.long_bio, &mut [], &of_biographies[index], sink);
        // The people of the registry come first; those named only in a header have no portrait.
        let portrait = manifest.people.get(index).and_then(|entry| entry.portrait.as_ref());
        let subject = words.say("portrait-alternative", &[("name", Argument::Text(&person.name.display()))]);
        person.portrait = portrait.and_then(|portrait| pictures.load_entry(portrait, &subject, Severity::Warning, sink));
    }
}

/// Removes generated pages that would be empty, and notes each, unless the people whom it would show could not be read.
fn remove_empty_pages(book: &mut Book, people_are_known: bool, sink: &mut Diagnostics) {
    let signed = book.sections.iter().any(|section| !section.byline.is_empty());
    let mentioned = !index::mentions(book).is_empty();
    let is_empty = |section: &Section| match section.kind {
        SectionKind::Made(MadePage::Supporters) => book.supporters.is_empty(),
        SectionKind::Made(MadePage::Sponsors) => book.tiers.iter().all(|tier| tier.sponsors.is_empty()),
        SectionKind::Made(MadePage::Contributors) => book.people.is_empty(),
        SectionKind::Made(MadePage::Index) => !signed && !mentioned,
        SectionKind::Made(
            MadePage::HalfTitle
            | MadePage::Title
            | MadePage::Legal
            | MadePage::Contents
            | MadePage::Accessibility
            | MadePage::Colophon
            | MadePage::BackCover,
        )
        | SectionKind::Part { .. }
        | SectionKind::Contribution(_)
        | SectionKind::Shared(_) => false,
    };
    let (removed, kept): (Vec<Section>, Vec<Section>) = std::mem::take(&mut book.sections).into_iter().partition(is_empty);
    book.sections = kept;
    let depends_on_people = |page| matches!(page, SectionKind::Made(MadePage::Contributors | MadePage::Index));
    for section in removed.into_iter().filter(|section| people_are_known || !depends_on_people(section.kind)) {
        sink.push(Diagnostic::new(Code::SilentPage, section.span).with("page", section.slug.as_str()));
    }
}
