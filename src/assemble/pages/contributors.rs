//! The contributors' page: everyone in the volume in alphabetical order, with biography and texts.

use super::links::url_link;
use crate::{
    assemble::collation::Collation,
    book::{
        Biography, Block, Book, Contributor, ContributorId, Heading, HeadingLevel, Inline, Name, Network, RichText,
        account_address,
    },
    memo::Resident,
    source::Span,
};
use std::collections::BTreeMap;

pub(super) fn blocks(book: &Book, also_by: &BTreeMap<ContributorId, RichText>, resident: Option<&Resident>) -> Vec<Block> {
    let mut signed = signed(book);
    let biographies = in_order(book, resident)
        .into_iter()
        .map(|(id, person)| biography(id, person, signed.remove(&id).unwrap_or_default(), also_by.get(&id)))
        .map(|biography| Block::Biography(Box::new(biography)));
    biographies.collect()
}

/// Everyone in the volume, in alphabetical order, which `resident` may have.
pub(super) fn in_order<'b>(book: &'b Book, resident: Option<&Resident>) -> Vec<(ContributorId, &'b Contributor)> {
    let names: Vec<&Name> = book.people.iter().map(|person| &person.name).collect();
    let sort = || -> Vec<ContributorId> {
        let numbered = (0..).map(ContributorId).zip(&names).collect();
        Collation::new(&book.work.lang).sort(numbered, |(_, name)| name).into_iter().map(|(id, _)| id).collect()
    };
    let key = || Resident::key("order of people", &(&book.work.lang, &names));
    let order = Resident::take_or_make(resident, key, sort);
    order.into_iter().map(|id| (id, book.person(id))).collect()
}

/// The sections that each person signs or conducts an interview in, in order.
pub(super) fn signed(book: &Book) -> BTreeMap<ContributorId, Vec<usize>> {
    let mut signed: BTreeMap<ContributorId, Vec<usize>> = BTreeMap::new();
    for (index, section) in book.sections.iter().enumerate() {
        for credit in &section.byline {
            let sections = signed.entry(credit.person).or_default();
            if sections.last() != Some(&index) {
                sections.push(index);
            }
        }
    }
    signed
}

fn biography(id: ContributorId, person: &Contributor, texts: Vec<usize>, also_by: Option<&RichText>) -> Biography {
    let mut blocks = match (&person.long_bio, &person.bio) {
        (long, _) if !long.is_empty() => long.clone(),
        (_, short) if !short.is_empty() => vec![Block::paragraph(short.clone(), person.span)],
        (_, _) => Vec::new(),
    };
    blocks.extend(also_by.map(|sentence| Block::paragraph(sentence.clone(), person.span)));
    let content = vec![Inline::text(person.name.display(), person.span)];
    let heading = Heading { level: HeadingLevel::H2, anchor: person.slug.clone(), content, span: person.span };
    Biography { person: id, blocks, texts, heading, lines: lines(person) }
}

/// A line « role, organisation » and one of handles. The writers add the sites, one on each line.
fn lines(person: &Contributor) -> Vec<RichText> {
    let span = person.span;
    let texts = |parts: &[&RichText]| joined(parts.iter().filter(|part| !part.is_empty()).map(|part| (*part).clone()), span);
    let handles = person.handles.iter().map(|handle| vec![account(handle.network, &handle.handle, span)]);
    [texts(&[&person.role, &person.organisation]), joined(handles, span)].into_iter().filter(|line| !line.is_empty()).collect()
}

/// The parts, separated by commas.
fn joined(parts: impl Iterator<Item = RichText>, span: Span) -> RichText {
    let mut line: RichText = Vec::new();
    for part in parts {
        if !line.is_empty() {
            line.push(Inline::text(", ", span));
        }
        line.extend(part);
    }
    line
}

/// A handle, linked to the account where the URL follows from it.
fn account(network: Network, handle: &str, span: Span) -> Inline {
    // A name, or half of an address, is printed without a link, as has been told.
    match account_address(network, handle).ok() {
        Some(address) => url_link(address, handle, span),
        None => Inline::text(handle, span),
    }
}
