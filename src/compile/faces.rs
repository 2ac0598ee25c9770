//! The faces that a book is really set in, for its colophon: known when the fonts are.

use crate::{
    assemble,
    book::{Book, Inline, MadePage, Section, SectionKind, walk},
    fonts::{FaceId, FamilyRole, FontSet},
    source,
};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// A family with a smaller share of the letters is not named: one word in Greek does not make a book set in its face.
const LEAST_SHARE: usize = 50;

/// Has the colophon name the families of the book's letters, where the text face has not nearly all of them.
pub(super) fn name_in_colophon(book: &mut Book, fonts: &FontSet) {
    if !book.sections.iter().any(|section| section.kind == SectionKind::Made(MadePage::Colophon)) {
        return;
    }
    let text = fonts.choose(FamilyRole::Text, false, false);
    // The face of a letter that is not ASCII, where it is not the text face, which has all letters of Latin.
    let other = |letter: char| {
        // Nearly all of these are apostrophes and dashes.
        let is_punctuation = ('\u{2000}'..='\u{206f}').contains(&letter);
        let is_other = letter >= '\u{250}' && !is_punctuation && letter.is_alphabetic() && !fonts.face(text).covers(letter);
        if is_other { fonts.fallback(letter) } else { None }
    };
    let of_sections: Vec<BTreeMap<FaceId, usize>> = book
        .sections
        .par_iter()
        .map(|section| {
            let mut letters = BTreeMap::new();
            each_text(section, &mut |words| {
                for face in source::beyond_ascii(words).filter_map(|(_, letter)| other(letter)) {
                    *letters.entry(face).or_default() += 1;
                }
            });
            letters
        })
        .collect();
    let mut letters = BTreeMap::<FaceId, usize>::new();
    for (face, count) in of_sections.into_iter().flatten() {
        *letters.entry(face).or_default() += count;
    }
    if letters.is_empty() {
        return;
    }
    let mut latin = 0_usize;
    for section in &book.sections {
        each_text(section, &mut |words| {
            latin += words.bytes().filter(u8::is_ascii_alphabetic).count();
            let letters = source::beyond_ascii(words).filter(|(_, letter)| letter.is_alphabetic());
            latin += letters.filter(|(_, letter)| other(*letter).is_none()).count();
        });
    }
    *letters.entry(text).or_default() += latin;
    let all: usize = letters.values().sum();
    let mut named: Vec<_> = letters.into_iter().filter(|(_, count)| count * LEAST_SHARE > all).collect();
    named.sort_by_key(|&(face, count)| (std::cmp::Reverse(count), face));
    if named.iter().all(|(face, _)| *face == text) {
        return;
    }
    let families: Vec<String> = named.iter().map(|(face, _)| fonts.face(*face).family.clone()).collect();
    let are_ours = named.iter().all(|(face, _)| fonts.origin(*face).span.is_none());
    assemble::name_faces(book, &families, are_ours);
}

/// Calls `visit` with each text of a section, if it is the book's own: generated pages are mostly labels of the program.
fn each_text(section: &Section, visit: &mut impl FnMut(&str)) {
    if matches!(section.kind, SectionKind::Made(_)) {
        return;
    }
    walk::rich_texts(&section.blocks, &mut |rich| {
        walk::inlines(rich, &mut |inline| {
            if let Inline::Text(text) = inline {
                visit(&text.text);
            }
        });
    });
}
