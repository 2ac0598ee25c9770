//! Cross-references: links to places in other volumes.
//!
//! Such a link ends with the number of the volume and, once its pages are known, the folio; both stand in its last text node. This
//! file knows no layout: `compile` finds the folios and gives them to [`resolve_cross_references`].

use crate::{
    book::{Book, Inline, Link, LinkTarget, SectionKind, Slug, walk},
    locale::{Argument, Words},
    source::Span,
};
use std::collections::{BTreeMap, BTreeSet};

/// A destination in another volume: the volume, and the name of the destination in its PDF.
pub type Destination = (Slug, String);

/// The folio of each destination.
pub type Folios = BTreeMap<Destination, String>;

/// The destinations in other volumes that the book refers to.
pub fn cross_references(book: &mut Book) -> BTreeSet<Destination> {
    let mut destinations = BTreeSet::new();
    each_cross_reference(book, &mut |link| destinations.extend(destination(&link.target)));
    destinations
}

/// Where the book refers to the volume `tome` first: in a text, or else in what is made of its people.
pub fn first_reference(book: &mut Book, tome: &Slug) -> Option<Span> {
    let mut spans: BTreeSet<Span> = BTreeSet::new();
    let leads_there = |link: &Link| matches!(&link.target, LinkTarget::OtherTome { tome: other, .. } if other == tome);
    for section in book.sections.iter_mut().filter(|section| !matches!(section.kind, SectionKind::Made(_))) {
        let mut note = |link: &mut Link| spans.extend(leads_there(link).then_some(link.span));
        walk::section_mut(section, &mut |_, rich| links_in(rich, &mut note));
    }
    if spans.is_empty() {
        each_cross_reference(book, &mut |link| spans.extend(leads_there(link).then_some(link.span)));
    }
    spans.into_iter().next()
}

/// Writes the folio of its destination into each cross-reference; one whose folio is unknown names the volume only.
pub fn resolve_cross_references(book: &mut Book, folios: &Folios) {
    let words = Words::of_book(book.work.lang.as_str());
    let numbers: BTreeMap<Slug, u32> = book.work.tomes.iter().map(|tome| (tome.id.clone(), tome.number)).collect();
    each_cross_reference(book, &mut |link| {
        let Some(destination) = destination(&link.target) else { return };
        let number = numbers.get(&destination.0).copied().unwrap_or_default();
        // The label is the last text, in a phrase of its own where it is in another language than the book.
        let mut last = link.content.last_mut();
        while let Some(Inline::Styled(styled)) = last {
            last = styled.content.last_mut();
        }
        if let Some(Inline::Text(last)) = last {
            last.text = label(number, folios.get(&destination).map(String::as_str), &words);
        }
    });
}

/// « (tome 2, p. 47) », or « (tome 2) » without a folio; begins with a space.
pub(super) fn label(number: u32, folio: Option<&str>, words: &Words) -> String {
    let number = ("number", Argument::Number(i64::from(number)));
    let label = match folio {
        Some(folio) => words.say("other-tome-page", &[number, ("folio", Argument::Text(folio))]),
        None => words.say("other-tome", &[number]),
    };
    format!(" {label}")
}

/// The destination of a link to another volume; none for other links.
fn destination(target: &LinkTarget) -> Option<Destination> {
    match target {
        LinkTarget::OtherTome { tome, section, anchor } => {
            let name = anchor.as_ref().map_or_else(|| section.to_string(), |anchor| format!("{section}.{anchor}"));
            Some((tome.clone(), name))
        }
        LinkTarget::Url(_)
        | LinkTarget::Section(_)
        | LinkTarget::Anchor { .. }
        | LinkTarget::Person(_)
        | LinkTarget::Unresolved(_) => None,
    }
}

fn each_cross_reference(book: &mut Book, visit: &mut impl FnMut(&mut Link)) {
    walk::book_mut(book, &mut |_, rich| links_in(rich, visit));
}

/// Visits the cross-references of a phrase.
fn links_in(rich: &mut [Inline], visit: &mut impl FnMut(&mut Link)) {
    walk::inlines_mut(rich, &mut |inline| {
        if let Inline::Link(link) = inline
            && matches!(link.target, LinkTarget::OtherTome { .. })
        {
            visit(link);
        }
    });
}
