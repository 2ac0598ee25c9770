//! The typography pass: `Book` → `Book`, Unicode only.
//!
//! Each rich text is read as one line of characters, across emphasis and links (`read`, `line`). The rules of each phrase's language
//! edit it: `punctuation` (apostrophes, ellipses, quotation marks, dashes), `french` (spaces, ordinals, centuries), `numbers` and
//! `names` (what stays together on a line). Verse is set as one phrase (`verse`). Then it is written back (`write`). Addresses, handles and code stay as typed
//! (`protect`). A second application changes nothing. The module does not know how wide a space is: that is decided by `typeset`.

mod characters;
mod french;
mod line;
mod names;
mod numbers;
mod protect;
mod punctuation;
mod read;
mod roman;
mod triggers;
mod verse;
mod write;

use crate::{
    book::{Block, Book, Contributor, Inline, Lang, Name, RichText, Section, Sponsor, numbering, plain_text, walk},
    memo::Resident,
};
use line::Line;
use rayon::prelude::*;
use std::any::Any;
use triggers::Classes;

/// Applies the rules to every rich text of the book, then numbers its text nodes again: a rule may have split one.
#[must_use]
pub fn apply(book: Book) -> Book {
    apply_with(book, None)
}

/// As [`apply`], and with the same result, but takes people and sections that have not changed from the build before in the same process.
#[must_use]
pub fn apply_with(mut book: Book, resident: Option<&Resident>) -> Book {
    let (mut people, mut sections) = (std::mem::take(&mut book.people), std::mem::take(&mut book.sections));
    let mut line = Line::default();
    walk::book_mut(&mut book, &mut |lang, rich| apply_in(&mut line, lang, rich));
    let lang = &book.work.lang;
    people.par_iter_mut().for_each(|person| {
        let key = resident.map(|resident| (resident, Resident::key("typography of a person", &(lang, &*person))));
        take_or_apply(key, person, |person| apply_to_person(lang, person));
    });
    sections.par_iter_mut().for_each(|section| {
        let key = resident.map(|resident| (resident, Resident::key("typography", section)));
        take_or_apply(key, section, apply_to_section);
    });
    (book.people, book.sections) = (people, sections);
    set_names(&mut book);
    numbering::number(&mut book);
    book
}

/// Applies the rules to a part of the book, unless the build before has done so and its result is kept under a key.
fn take_or_apply<T: Any + Clone + Send + Sync>(kept: Option<(&Resident, u128)>, part: &mut T, apply: impl FnOnce(&mut T)) {
    let Some((resident, key)) = kept else { return apply(part) };
    match resident.get::<T>(key) {
        Some(set) => part.clone_from(&set),
        None => {
            apply(part);
            resident.insert(key, part.clone());
        }
    }
}

fn apply_to_person(lang: &Lang, person: &mut Contributor) {
    // One line for all their texts: its buffers are allocated once.
    let mut line = Line::default();
    verse::set(&mut line, lang, &mut person.long_bio, apply_in);
    walk::person_mut(person, lang, &mut |lang, rich| apply_in(&mut line, lang, rich));
}

fn apply_to_section(section: &mut Section) {
    let mut line = Line::default();
    verse::set(&mut line, &section.lang, &mut section.blocks, apply_in);
    for note in &mut section.notes {
        verse::set(&mut line, &section.lang, &mut note.blocks, apply_in);
    }
    walk::section_mut(section, &mut |lang, rich| apply_in(&mut line, lang, rich));
    let Section { lang, blocks, .. } = section;
    walk::blocks_mut(blocks, &mut |block| {
        if let Block::Sponsors(group) = block {
            group.sponsors.iter_mut().for_each(|sponsor| set_words(&mut line, lang, sponsor));
        }
    });
}

/// Applies the rules to the name of a sponsor or supporter, which may be a firm, an association or a sentence.
fn set_words(line: &mut Line, lang: &Lang, sponsor: &mut Sponsor) {
    let mut rich = vec![Inline::text(std::mem::take(&mut sponsor.name), sponsor.span)];
    apply_in(line, lang, &mut rich);
    sponsor.name = plain_text(&rich);
}

/// Sets the names that are no rich text, those of people in their apostrophes only: titles, biographies, contents and metadata show one
/// name alike.
fn set_names(book: &mut Book) {
    for person in &mut book.people {
        match &mut person.name {
            Name::Person { given, family, sort } => [given, family, sort].into_iter().for_each(set_name),
            Name::Group(name) => set_name(name),
        }
    }
    let (lang, mut line) = (&book.work.lang, Line::default());
    let supporters = book.supporters.iter_mut().flat_map(|group| &mut group.members);
    let sponsors = book.tiers.iter_mut().flat_map(|tier| &mut tier.sponsors);
    sponsors.chain(supporters).for_each(|sponsor| set_words(&mut line, lang, sponsor));
    set_name(&mut book.work.publisher.name);
}

fn set_name(name: &mut String) {
    if !name.contains('\'') {
        return;
    }
    let letter = |character: Option<&char>| character.is_some_and(|character| character.is_alphabetic());
    let characters: Vec<char> = name.chars().collect();
    let curled = characters.iter().enumerate().map(|(at, &character)| {
        let follows_letter = at > 0 && letter(characters.get(at - 1));
        if character == '\'' && (follows_letter || letter(characters.get(at + 1))) { '’' } else { character }
    });
    *name = curled.collect();
}

/// Applies the rules to one rich text in the language `lang`.
///
/// Passes are repeated until one changes nothing, because a rule may make another applicable: a dash gets its space first.
pub fn apply_to_text(lang: &Lang, rich: &mut RichText) {
    apply_in(&mut Line::default(), lang, rich);
}

fn apply_in(line: &mut Line, lang: &Lang, rich: &mut RichText) {
    line.read(rich, lang);
    let mut is_written = true;
    // Two passes suffice for all but contrived strings of punctuation.
    for _ in 0..6 {
        pass(line);
        if !line.is_changed() {
            break;
        }
        is_written = line.has_variants();
        if is_written {
            line.write(rich);
            line.read(rich, lang);
        }
    }
    if !is_written {
        line.write(rich);
    }
}

fn pass(line: &mut Line) {
    let classes = line.start_pass();
    if classes.intersects(Classes::PROTECTED) {
        protect::protect(line);
    }
    if classes.intersects(Classes::APOSTROPHE) {
        punctuation::replace_apostrophes(line);
    }
    if classes.intersects(Classes::POINTS) {
        punctuation::replace_ellipses(line);
    }
    if classes.intersects(Classes::QUOTE) {
        punctuation::replace_quotes(line);
    }
    if classes.intersects(Classes::DASH) {
        punctuation::replace_dashes(line);
    }
    // Straight quotation marks may have been replaced by guillemets.
    if classes.intersects(Classes::SPACED) || classes.intersects(Classes::QUOTE) {
        french::set_spaces(line);
    }
    if classes.intersects(Classes::DIGIT) {
        numbers::set_numbers(line);
    }
    if classes.intersects(Classes::DIGIT) || classes.intersects(Classes::CAPITAL) {
        names::set_names(line);
    }
    if classes.intersects(Classes::DIGIT) || classes.intersects(Classes::NUMERAL) {
        french::set_ordinals(line);
    }
}
