//! From declared to resolved: manifest + blocks → `Book`.
//!
//! [`assemble`] is the only bridge between what authors wrote (names, paths, targets) and the model, where everything exists.
//! It knows neither pages on paper nor files of an EPUB. Its steps are its modules: `texts` reads, `order` flattens, `sections`
//! builds, `links` and `pictures` resolve, `people` keeps those who appear, `pages` makes the pages that nobody writes.

mod alphabet;
mod anchors;
mod dates;
mod elsewhere;
mod headings;
mod index;
mod links;
mod order;
mod pages;
mod paths;
mod people;
mod pictures;
mod sections;
pub(crate) mod sponsors;
#[cfg(test)]
mod tests;
mod texts;
mod traverse;
mod unused;
mod work;

pub use elsewhere::{Folios, Place, refer, references};
pub use index::finish;
pub use pages::accessibility::describe;

use crate::{
    book::{Book, MadePage, Section, SectionKind, numbering, walk},
    diagnostic::{Code, Diagnostic, Diagnostics, Severity},
    locale::{Argument, Language, Words},
    manifest::Manifest,
    source::{SourceMap, Spanned},
};
use links::Targets;
use people::Registry;
use pictures::Pictures;

/// Resolves the tome at index `tome` of the manifest: order, people, notes, references, pictures, made pages.
/// None when there is nothing to set; otherwise the best result, with every mistake in `sink`.
///
/// Leaves are numbered. After typography, which numbers them anew, call [`finish`].
#[must_use]
pub fn assemble(sources: &SourceMap, manifest: &Manifest, tome: usize, sink: &mut Diagnostics) -> Option<Book> {
    let entry = manifest.tomes.get(tome)?;
    let words = Words::new(Language::of_tag(manifest.work.language.value.as_str()));
    let mut texts = texts::read(sources, entry, sink);
    let placed = order::flatten(entry, &texts, sink);
    if placed.is_empty() {
        // What is listed and cannot be read was reported where it fails.
        if !sink.has_errors() {
            sink.push(Diagnostic::new(Code::EmptyTome, entry.number.span).with("tome", entry.id.as_str()));
        }
        return None;
    }

    let mut registry = Registry::read(manifest, sink);
    let made = sections::make(&placed, &mut texts, manifest, &words, &mut registry, sink);
    let mut pictures = Pictures::new(sources);
    let work = work::work(manifest, &mut registry, sink);
    let targets = Targets::gather(sources, manifest, tome, &texts, &made.addresses, &registry, &words);
    let (everyone, biography_pictures) = registry.take_people();
    let mut book = Book {
        work,
        tome: work::tome(manifest, entry, &words, &mut pictures, sink),
        sections: made.list,
        people: everyone,
        tiers: sponsors::tiers(manifest, &entry.id, &mut pictures, sink),
        supporters: sponsors::supporters(manifest, &entry.id, &mut pictures, sink),
        assets: Vec::new(),
        design: work::design(sources, &manifest.work),
    };

    resolve_links(&mut book, &targets, sink);
    let kept = people::keep_those_who_appear(&mut book);
    unused::report(sources, manifest, tome, |index| kept.binary_search(&index).is_ok() || registry.is_named(index), sink);
    resolve_pictures(&mut book, &mut pictures, manifest, (&made.pictures, &biography_pictures), &kept, &words, sink);
    book.assets = pictures.into_assets();
    people::place_biographies(&mut book);
    dates::date_texts(&mut book, &words);
    leave_out_silent_pages(&mut book, sink);
    let same_author = elsewhere::same_author(&book, sources, manifest, tome, &words);
    pages::fill(&mut book, &words, &same_author);
    elsewhere::tell(&mut book, &same_author);
    numbering::number(&mut book);
    finish(&mut book);
    Some(book)
}

fn resolve_links(book: &mut Book, targets: &Targets<'_>, sink: &mut Diagnostics) {
    for section in &mut book.sections {
        sections::resolve_links(section, &mut |rich| targets.resolve(rich, sink));
    }
    // Sections are done, and resolving a resolved link changes nothing.
    walk::book_mut(book, &mut |_, rich| targets.resolve(rich, sink));
}

/// Paths of pictures as one text names them.
type Written = Vec<Spanned<String>>;

fn resolve_pictures(
    book: &mut Book,
    pictures: &mut Pictures<'_>,
    manifest: &Manifest,
    (of_sections, of_biographies): (&[Written], &[Written]),
    kept: &[usize],
    words: &Words,
    sink: &mut Diagnostics,
) {
    for (section, written) in book.sections.iter_mut().zip(of_sections) {
        pictures.settle(&mut section.blocks, &mut section.notes, written, sink);
    }
    for (person, &index) in book.people.iter_mut().zip(kept) {
        pictures.settle(&mut person.long_bio, &mut [], &of_biographies[index], sink);
        // People of the registry come first; those written out have no portrait.
        let portrait = manifest.people.get(index).and_then(|entry| entry.portrait.as_ref());
        let subject = words.say("portrait-alternative", &[("name", Argument::Text(&person.name.display()))]);
        person.portrait = portrait.and_then(|portrait| pictures.declared(portrait, &subject, Severity::Warning, sink));
    }
}

/// Removes made pages that would be empty, each with a note.
fn leave_out_silent_pages(book: &mut Book, sink: &mut Diagnostics) {
    let signed = book.sections.iter().any(|section| !section.byline.is_empty());
    let mentioned = !index::mentions(book).is_empty();
    let silent = |section: &Section| match section.kind {
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
    let (gone, left): (Vec<Section>, Vec<Section>) = std::mem::take(&mut book.sections).into_iter().partition(silent);
    book.sections = left;
    for section in gone {
        sink.push(Diagnostic::new(Code::SilentPage, section.span).with("page", section.slug.as_str()));
    }
}
