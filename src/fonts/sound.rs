//! Whether a font file is whole: its tables lie within it and are as its maker wrote them, and its letters have outlines and widths.
//!
//! A download that was cut is often readable and draws nothing, and no validator of books would notice. It does not know which characters
//! the book needs: a blank letter counts as one that the face lacks ([`super::Face::glyph`]), so that another face serves.

use super::sums::{Tag as Name, changed_tables};
use skrifa::{
    FontRef, GlyphId, MetadataProvider as _,
    instance::{LocationRef, Size},
    outline::{DrawSettings, OutlinePen},
    raw::{TableProvider as _, types::Tag},
};
use std::collections::BTreeSet;

/// What is wrong with a font file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// Several faces in one file; which is meant cannot be known.
    Collection,
    /// A table ends after the file does.
    Cut,
    /// A table that drawing needs is missing or cannot be read.
    Damaged,
    /// A table that drawing needs is not as its maker wrote it.
    Changed,
    /// Letters have no outlines.
    Blank,
}

impl Fault {
    /// The word that messages choose by.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Collection => "collection",
            Self::Cut => "cut",
            Self::Damaged => "damaged",
            Self::Changed => "changed",
            Self::Blank => "blank",
        }
    }
}

/// Letters that are blank by their nature (Unicode: Hangul fillers, inherent vowels of Khmer).
const BLANK_LETTERS: [u32; 6] = [0x115f, 0x1160, 0x17b4, 0x17b5, 0x3164, 0xffa0];

/// Tables with glyphs of another kind than outlines: a face that has one may have letters without outlines.
const OTHER_GLYPHS: [&[u8; 4]; 5] = [b"COLR", b"CBDT", b"EBDT", b"SVG ", b"sbix"];

/// Tables from which no glyph is chosen, placed or drawn: names, permissions, signatures, notes of programs. Some programs change them and
/// leave the sum as it was, which spoils no page.
const BESIDE_GLYPHS: [&[u8; 4]; 11] =
    [b"DSIG", b"FFTM", b"LTSH", b"OS/2", b"PCLT", b"VDMX", b"gasp", b"hdmx", b"meta", b"name", b"post"];

/// What is to be known of a file that can be used.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Soundness {
    /// The glyphs of letters, figures and signs that draw nothing, in order.
    pub(super) blank: Vec<u16>,
    /// The tables that are not as its maker wrote them.
    pub(super) changed: Vec<Name>,
}

/// Looks at a file; its fault when it should not be used.
pub(super) fn soundness(data: &[u8]) -> Result<Soundness, Fault> {
    if data.starts_with(b"ttcf") {
        return Err(Fault::Collection);
    }
    // The versions of a font file (OpenType 1.9, table directory), and Apple's.
    if data.len() >= 4 && ![b"\0\x01\0\0", b"OTTO", b"true"].iter().any(|version| data.starts_with(*version)) {
        return Err(Fault::Damaged);
    }
    tables_lie_within(data)?;
    let changed = changed_tables(data);
    if changed.iter().any(|name| !BESIDE_GLYPHS.contains(&name)) {
        return Err(Fault::Changed);
    }
    Ok(Soundness { blank: blank_glyphs(data)?, changed })
}

/// The glyphs of letters, figures and signs that draw nothing, in order.
fn blank_glyphs(data: &[u8]) -> Result<Vec<u16>, Fault> {
    let font = FontRef::new(data).map_err(|_| Fault::Damaged)?;
    let glyphs = font.maxp().map_err(|_| Fault::Damaged)?.num_glyphs();
    let metrics = font.hhea().map_err(|_| Fault::Damaged)?.number_of_h_metrics();
    let length = |name: &[u8; 4]| font.table_data(Tag::new(name)).map_or(0, |table| table.as_bytes().len());
    // Four bytes for each advance, two for each further side bearing (OpenType 1.9, hmtx).
    if length(b"hmtx") < usize::from(metrics) * 4 || metrics == 0 || font.head().is_err() || font.cmap().is_err() {
        return Err(Fault::Damaged);
    }
    let long = font.head().is_ok_and(|head| head.index_to_loc_format() != 0);
    let has_quadratic = length(b"glyf") > 0 && length(b"loca") >= (usize::from(glyphs) + 1) * if long { 4 } else { 2 };
    let has_outlines = has_quadratic || length(b"CFF ") > 0 || length(b"CFF2") > 0;
    if OTHER_GLYPHS.iter().any(|name| length(name) > 0) {
        return Ok(Vec::new());
    }
    if !has_outlines {
        return Err(Fault::Blank);
    }
    blank_letters(&font)
}

fn blank_letters(font: &FontRef<'_>) -> Result<Vec<u16>, Fault> {
    let outlines = font.outline_glyphs();
    let metrics = font.glyph_metrics(Size::unscaled(), LocationRef::default());
    let (mut letters, mut blank) = (0_usize, BTreeSet::new());
    for (code, glyph) in font.charmap().mappings() {
        // Signs that have no width would be drawn over each other.
        if char::from_u32(code).is_some_and(is_spaced) && glyph != GlyphId::NOTDEF && metrics.advance_width(glyph) == Some(0.0) {
            return Err(Fault::Damaged);
        }
        let Some(character) = char::from_u32(code) else { continue };
        if BLANK_LETTERS.contains(&code) || glyph == GlyphId::NOTDEF {
            continue;
        }
        if !character.is_alphanumeric() {
            // A sign that cannot be drawn is one that the face lacks; so is one that shows nothing though it should.
            if draws(&outlines, glyph).is_none_or(|draws| !draws && is_shown(character)) {
                blank.extend(u16::try_from(glyph.to_u32()));
            }
            continue;
        }
        letters += 1;
        if draws(&outlines, glyph).ok_or(Fault::Damaged)? {
            continue;
        }
        if character.is_ascii() {
            return Err(Fault::Blank);
        }
        blank.extend(u16::try_from(glyph.to_u32()));
    }
    // A face made for a few letters may have placeholders; a face that is mostly blank is no face.
    if blank.len() * 2 > letters { Err(Fault::Blank) } else { Ok(blank.into_iter().collect()) }
}

/// Whether a character is a sign that shows in every face: of punctuation, of sums of money, of arithmetic.
fn is_shown(character: char) -> bool {
    character.is_ascii_graphic() || "«»‹›–—‘’‚“”„…•·¡¿§¶†‡°±×÷©®€£¥¢".contains(character)
}

/// Whether a character has a width in every face: a space, a Latin letter, a figure, a sign of punctuation.
fn is_spaced(character: char) -> bool {
    (character <= '\u{24f}' && character.is_alphanumeric()) || " .,;:!?()«»–—‘’“”…".contains(character)
}

/// Whether a glyph has an outline; none when it cannot be read.
pub(crate) fn draws(outlines: &skrifa::outline::OutlineGlyphCollection<'_>, glyph: GlyphId) -> Option<bool> {
    let mut pen = Ink(false);
    outlines.get(glyph)?.draw(DrawSettings::unhinted(Size::unscaled(), LocationRef::default()), &mut pen).ok()?;
    Some(pen.0)
}

/// Whether anything was drawn.
struct Ink(bool);

impl OutlinePen for Ink {
    fn move_to(&mut self, _: f32, _: f32) {}

    fn line_to(&mut self, _: f32, _: f32) {
        self.0 = true;
    }

    fn quad_to(&mut self, _: f32, _: f32, _: f32, _: f32) {
        self.0 = true;
    }

    fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, _: f32, _: f32) {
        self.0 = true;
    }

    fn close(&mut self) {}
}

/// Compares the table directory with the length of the file (OpenType 1.9, table directory).
fn tables_lie_within(data: &[u8]) -> Result<(), Fault> {
    let number = |at: usize, length: usize| -> Option<usize> {
        let bytes = data.get(at..at + length)?;
        Some(bytes.iter().fold(0, |number, &byte| number << 8 | usize::from(byte)))
    };
    let tables = number(4, 2).ok_or(Fault::Cut)?;
    for table in 0..tables {
        let record = 12 + 16 * table;
        let (offset, length) = number(record + 8, 4).zip(number(record + 12, 4)).ok_or(Fault::Cut)?;
        // A tag is made of printing characters (OpenType 1.9, data types).
        if data[record..record + 4].iter().any(|byte| !matches!(byte, b' '..=b'~')) {
            return Err(Fault::Damaged);
        }
        if offset.checked_add(length).is_none_or(|end| end > data.len()) {
            return Err(Fault::Cut);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Fault, soundness};
    use crate::fonts::embedded;

    const FACE: &[u8] = embedded::FACES[4].data;

    /// The place of a table's record, and its offset and length.
    fn table(name: &[u8; 4]) -> (usize, usize, usize) {
        let number = |at: usize| FACE[at..at + 4].iter().fold(0, |number, &byte| number << 8 | usize::from(byte));
        let record = (12..).step_by(16).find(|&at| &FACE[at..at + 4] == name).expect("the table");
        (record, number(record + 8), number(record + 12))
    }

    fn without(name: &[u8; 4]) -> Vec<u8> {
        let mut face = FACE.to_vec();
        face[table(name).0..][..4].copy_from_slice(b"zzzz");
        face
    }

    /// The face after a change, with the sum of each table as a program would write it that saves what it has read.
    fn saved(mut face: Vec<u8>) -> Vec<u8> {
        for record in face[12..].chunks_exact_mut(16).take(COUNT) {
            record[4..8].fill(0);
        }
        face
    }

    const COUNT: usize = (FACE[4] as usize) << 8 | FACE[5] as usize;

    #[test]
    fn the_faces_of_the_program_are_whole() {
        for (index, embedded) in embedded::FACES.iter().enumerate() {
            assert_eq!(soundness(embedded.data), Ok(super::Soundness::default()), "face {index}");
        }
    }

    #[test]
    fn a_table_that_is_not_as_it_was_made_is_told() {
        for name in [b"glyf", b"cmap", b"GSUB", b"GPOS", b"hmtx", b"loca"] {
            let (_, offset, length) = table(name);
            let mut face = FACE.to_vec();
            face[offset + length / 2] ^= 1;
            assert_eq!(soundness(&face), Err(Fault::Changed), "{name:?}");
        }
        let (_, offset, length) = table(b"OS/2");
        let mut face = FACE.to_vec();
        face[offset + length / 2] ^= 1;
        assert_eq!(soundness(&face).map(|sound| sound.changed), Ok(vec![*b"OS/2"]));
        face = FACE.to_vec();
        face[12 + 16 * 3..][..16].fill(0);
        assert_eq!(soundness(&face), Err(Fault::Damaged), "a hole in the directory");
    }

    /// Saved again after the damage, the sums are right: what the glyphs show is looked at.
    #[test]
    fn signs_and_accented_letters_without_an_outline_count_as_missing() {
        let (_, offset, _) = table(b"loca");
        let font = skrifa::FontRef::new(FACE).expect("a face of ours");
        let glyph = |character: char| skrifa::MetadataProvider::charmap(&font).map(character).expect("a glyph").to_u32();
        let long = skrifa::raw::TableProvider::head(&font).expect("a table").index_to_loc_format() != 0;
        let width = if long { 4 } else { 2 };
        for character in ['»', 'ê', '!'] {
            let glyph = glyph(character);
            let place = offset + glyph as usize * width;
            let mut face = FACE.to_vec();
            // It ends where it begins.
            face.copy_within(place..place + width, place + width);
            let blank = soundness(&saved(face)).expect("a face that can be used").blank;
            assert!(blank.contains(&u16::try_from(glyph).expect("a number")), "{character}: {blank:?}");
        }
    }

    #[test]
    fn a_file_that_was_cut_is_known_by_its_directory() {
        for share in [1, 30, 60, 99] {
            assert_eq!(soundness(&FACE[..FACE.len() * share / 100]), Err(Fault::Cut), "{share} %");
        }
        assert_eq!(soundness(b""), Err(Fault::Cut));
        assert_eq!(soundness(b"ttcf\0\x01\0\0"), Err(Fault::Collection));
    }

    #[test]
    fn tables_that_drawing_needs_are_asked_for() {
        for name in [b"hhea", b"hmtx", b"maxp", b"head", b"cmap"] {
            assert_eq!(soundness(&saved(without(name))), Err(Fault::Damaged), "{name:?}");
        }
        for name in [b"glyf", b"loca"] {
            assert_eq!(soundness(&saved(without(name))), Err(Fault::Blank), "{name:?}");
        }
    }

    #[test]
    fn outlines_that_are_all_empty_are_no_outlines() {
        let (_, offset, length) = table(b"loca");
        let mut face = FACE.to_vec();
        face[offset..offset + length].fill(0);
        assert_eq!(soundness(&saved(face)), Err(Fault::Blank));
    }
}
