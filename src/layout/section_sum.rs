//! The sum of what a section prints: its own content, and of others only what it refers to.
//!
//! Where something stands (a line of a file, the number of a person, of a picture or of a text node) changes with edits elsewhere, and is
//! not printed. So each such reference counts as the number of its first occurrence in the section, and what it leads to is summed
//! behind. A section that is kept holds these numbers too, and gets the references of the day in their place.

use crate::{
    book::{Asset, AssetId, Book, Contributor, ContributorId, Section, TextId, without_calls},
    layout::{
        frame::{FrameItem, Shape},
        page::compose::ComposedPage,
        strip::StripStart,
        structure::Structure,
    },
    source::{Reference, SourceId, Span},
};
use std::{
    collections::HashMap,
    hash::{Hash, Hasher},
};

/// Things in the order of their first occurrence, each with its number.
struct Numbered<T> {
    list: Vec<T>,
    numbers: HashMap<T, u32, foldhash::fast::FixedState>,
}

impl<T> Default for Numbered<T> {
    fn default() -> Self {
        Self { list: Vec::new(), numbers: HashMap::default() }
    }
}

impl<T: Copy + Eq + Hash> Numbered<T> {
    fn reserve(&mut self, count: usize) {
        self.list.reserve(count);
        self.numbers.reserve(count);
    }

    /// The number of a thing, which is new or known.
    fn number(&mut self, thing: T) -> u32 {
        let next = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
        // What stands together was written together.
        if self.list.last() == Some(&thing) {
            return next - 1;
        }
        *self.numbers.entry(thing).or_insert_with(|| {
            self.list.push(thing);
            next
        })
    }

    /// The number of a known thing.
    fn known(&self, thing: T) -> Option<u32> {
        self.numbers.get(&thing).copied()
    }

    /// The thing with a number.
    fn at(&self, number: u32) -> Option<T> {
        self.list.get(number as usize).copied()
    }
}

/// The references in a section and in what it refers to.
#[derive(Default)]
pub(super) struct References {
    places: Numbered<Span>,
    texts: Numbered<TextId>,
    pictures: Numbered<AssetId>,
}

/// A reference in a section that is set.
enum Held<'a> {
    Place(&'a mut Span),
    Text(&'a mut TextId),
    Picture(&'a mut AssetId),
}

impl References {
    /// Asks at once for the room that the references of a section with so many words need, roughly: it costs less than room bit by bit.
    fn reserve(&mut self, words: usize) {
        let count = (words / WORDS_OF_REFERENCE).min(MOST_REFERENCES);
        self.places.reserve(count);
        self.texts.reserve(count);
    }

    /// Puts numbers in the place of references, or nothing if one is unknown.
    pub(super) fn number(&self, pages: &mut [ComposedPage], structure: &mut Structure) -> bool {
        let (mut count, mut is_known) = (0_usize, true);
        each(pages, structure, &mut |held| {
            is_known &= self.number_of(held).is_some();
            count += usize::from(is_known);
            is_known
        });
        if !is_known {
            each(pages, structure, &mut |held| {
                let is_numbered = count > 0;
                if is_numbered {
                    count -= 1;
                    let _ = self.refer(held);
                }
                is_numbered
            });
        }
        is_known
    }

    /// Puts references in the place of their numbers. Returns whether all numbers were known.
    pub(super) fn restore(&self, pages: &mut [ComposedPage], structure: &mut Structure) -> bool {
        let mut is_known = true;
        each(pages, structure, &mut |held| {
            is_known &= self.refer(held).is_some();
            is_known
        });
        is_known
    }

    fn number_of(&self, held: Held<'_>) -> Option<()> {
        match held {
            Held::Place(span) => {
                let number = self.places.known(*span)? as usize;
                *span = Span::new(SourceId::from_index(0), number..number);
            }
            Held::Text(text) if *text == TextId::default() => {}
            Held::Text(text) => *text = TextId { section: 0, number: self.texts.known(*text)? + 1 },
            Held::Picture(picture) => *picture = AssetId(self.pictures.known(*picture)?),
        }
        Some(())
    }

    fn refer(&self, held: Held<'_>) -> Option<()> {
        match held {
            Held::Place(span) => *span = self.places.at(u32::try_from(span.range()?.start).ok()?)?,
            Held::Text(text) if *text == TextId::default() => {}
            Held::Text(text) => *text = self.texts.at(text.number.checked_sub(1)?)?,
            Held::Picture(picture) => *picture = self.pictures.at(picture.0)?,
        }
        Some(())
    }
}

/// Visits all references in a section that is set, as long as `visit` wants more.
fn each(pages: &mut [ComposedPage], structure: &mut Structure, visit: &mut impl FnMut(Held<'_>) -> bool) -> bool {
    for ComposedPage { items, anchors: _, start, lines, excess } in pages {
        for FrameItem { shape, content: _, span } in items {
            if let Shape::Image { asset, rect: _ } = shape
                && !visit(Held::Picture(asset))
            {
                return false;
            }
            if !span.iter_mut().all(|span| visit(Held::Place(span))) {
                return false;
            }
        }
        if let Some(StripStart::Text(text, _)) = start
            && !visit(Held::Text(text))
        {
            return false;
        }
        let is_done = lines.iter_mut().all(|(text, _)| visit(Held::Text(text)))
            && excess.iter_mut().filter_map(|(_, span)| span.as_mut()).all(|span| visit(Held::Place(span)));
        if !is_done {
            return false;
        }
    }
    structure.elements.iter_mut().filter_map(|element| element.span.as_mut()).all(|span| visit(Held::Place(span)))
}

/// How many bytes a word and a section without words have in the sum, roughly: room that is asked for at once costs less.
const BYTES_OF_WORD: usize = 40;
const BYTES_OF_SECTION: usize = 4 << 10;
/// How many words stand for one place or one text node, roughly.
const WORDS_OF_REFERENCE: usize = 8;
/// At most so many bytes and references are asked for at once.
const MOST_BYTES: usize = 1 << 20;
const MOST_REFERENCES: usize = 1 << 14;

/// Collects what is printed.
struct Printed<'a> {
    book: &'a Book,
    bytes: Vec<u8>,
    references: References,
    people: Numbered<ContributorId>,
    sections: Numbered<u32>,
}

impl Hasher for Printed<'_> {
    fn write(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    fn write_u128(&mut self, number: u128) {
        let number = match Reference::unpacked(number) {
            Some(Reference::Place(numbers)) => match Span::of_numbers(numbers) {
                Some(span) => self.references.places.number(span),
                None => return self.bytes.extend_from_slice(&number.to_le_bytes()),
            },
            // A text node without a number.
            Some(Reference::Text(0, 0)) => u32::MAX,
            Some(Reference::Text(section, number)) => self.references.texts.number(TextId { section, number }),
            Some(Reference::Picture(picture)) => self.references.pictures.number(AssetId(picture)),
            Some(Reference::Person(person)) => self.people.number(ContributorId(person)),
            Some(Reference::Section(section)) => self.sections.number(section),
            None => return self.bytes.extend_from_slice(&number.to_le_bytes()),
        };
        self.bytes.extend_from_slice(&number.to_le_bytes());
    }

    /// Not used: the bytes themselves are.
    fn finish(&self) -> u64 {
        0
    }
}

/// The bytes of something that stands in no section, such as the design.
pub(super) fn bytes_of(book: &Book, what: &impl Hash) -> Vec<u8> {
    let mut printed = Printed::new(book);
    what.hash(&mut printed);
    printed.bytes
}

/// The bytes of all that a section prints but folios, and the references in it. One that `lists` others prints something of all.
pub(super) fn printed(book: &Book, section: &Section, lists: bool) -> (Vec<u8>, References) {
    let mut printed = Printed::new(book);
    printed.bytes.reserve((BYTES_OF_SECTION + BYTES_OF_WORD * section.words).min(MOST_BYTES));
    printed.references.reserve(section.words);
    section.hash(&mut printed);
    if lists {
        book.sections.iter().for_each(|other| printed.listed(other));
    }
    printed.what_is_referred_to();
    (printed.bytes, printed.references)
}

impl<'a> Printed<'a> {
    fn new(book: &'a Book) -> Self {
        let (people, sections) = (Numbered::default(), Numbered::default());
        Self { book, bytes: Vec::new(), references: References::default(), people, sections }
    }

    /// Adds the people, sections and pictures to which references lead.
    fn what_is_referred_to(&mut self) {
        let own = self.people.list.len();
        let (mut person, mut section) = (0, 0);
        loop {
            if let Some(id) = self.people.at(person) {
                self.person(self.book.person(id), (person as usize) < own);
                person += 1;
            } else if let Some(index) = self.sections.at(section) {
                let other = self.book.sections.get(index as usize);
                other.map(|other| (&other.slug, without_calls(&other.title))).hash(self);
                section += 1;
            } else {
                break;
            }
        }
        for number in 0.. {
            let Some(id) = self.references.pictures.at(number) else { break };
            let Asset { path, bytes: _, format, size, stored, span: _ } = self.book.asset(id);
            (path, format, size, stored).hash(self);
        }
    }

    /// Adds a person: the section's own with what openings and biographies print; of one to whom these link, where the link leads. A long
    /// biography is a block of its page.
    fn person(&mut self, person: &Contributor, is_own: bool) {
        let Contributor { slug, name, role, organisation, handles, links, portrait, bio, long_bio: _, span } = person;
        slug.hash(self);
        if is_own {
            (name, role, organisation, handles, links, portrait, bio, span).hash(self);
        }
    }

    /// Adds what contents and index print of a section.
    fn listed(&mut self, section: &Section) {
        let Section {
            slug,
            matter,
            kind,
            lang,
            title,
            title_shown,
            short_title,
            subtitle,
            depth,
            in_contents,
            byline: _,
            blocks: _,
            notes: _,
            words: _,
            source: _,
            date: _,
            licence: _,
            summary: _,
            biographies: _,
            span,
        } = section;
        (slug, matter, kind, lang, title, title_shown, short_title, subtitle).hash(self);
        (depth, in_contents, span).hash(self);
    }
}
