//! The faces that a book is really set in, for its colophon: known when the fonts are.

use crate::{
    assemble,
    book::{Book, Inline, MadePage, SectionKind, walk},
    fonts::{FaceId, FamilyRole, FontSet},
};
use std::collections::BTreeMap;

/// A family with a smaller share of the letters is not named: one word in Greek does not make a book set in its face.
const LEAST_SHARE: usize = 50;

/// Has the colophon name the families of the book's letters, where the text face has not nearly all of them.
pub(super) fn name_in_colophon(book: &mut Book, fonts: &FontSet) {
    if !book.sections.iter().any(|section| section.kind == SectionKind::Made(MadePage::Colophon)) {
        return;
    }
    let text = fonts.choose(FamilyRole::Text, false, false);
    let (mut latin, mut letters) = (0_usize, BTreeMap::<FaceId, usize>::new());
    let mut count = |words: &str| {
        // Nearly all letters are these, which bytes tell.
        latin += words.bytes().filter(u8::is_ascii_alphabetic).count();
        for letter in words.chars().filter(|character| !character.is_ascii() && character.is_alphabetic()) {
            // The text face has all letters of Latin.
            let face = if letter < '\u{250}' || fonts.face(text).covers(letter) { None } else { fonts.fallback(letter) };
            match face {
                Some(face) => *letters.entry(face).or_default() += 1,
                None => latin += 1,
            }
        }
    };
    // Generated pages are mostly labels of the program.
    for section in book.sections.iter().filter(|section| !matches!(section.kind, SectionKind::Made(_))) {
        walk::rich_texts(&section.blocks, &mut |rich| {
            walk::inlines(rich, &mut |inline| {
                if let Inline::Text(text) = inline {
                    count(&text.text);
                }
            });
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
