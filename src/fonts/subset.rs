//! Subsets: a face reduced to the characters of a book, for a file that carries its own fonts.
//!
//! A subset is a modified font, so what its maker allows is asked first ([`permission`]): the embedding bits of OS/2, and the reserved
//! names of the SIL Open Font License, which a modified font must not bear. Notices of copyright and licence stay in the file. It knows
//! no EPUB; the caller chooses the characters.

use super::face::Face;
use skera::{DEFAULT_DROP_TABLES, DEFAULT_LAYOUT_FEATURES, Plan, SubsetFlags, subset_font};
use skrifa::{
    MetadataProvider as _,
    raw::{
        FontRef, TableProvider as _,
        collections::IntSet,
        types::{NameId, Tag},
    },
    string::StringId,
};
use std::collections::BTreeSet;
use write_fonts::FontBuilder;

/// What the licence of a face allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
    /// To embed it reduced.
    Subset,
    /// To embed it as it is.
    Whole,
    /// Not to embed it.
    None,
}

/// Features that style sheets of books ask for besides the default ones: small capitals and the four kinds of figures.
const ASKED_FEATURES: [&[u8; 4]; 6] = [b"smcp", b"c2sc", b"onum", b"lnum", b"tnum", b"pnum"];

/// What the embedding bits of OS/2 allow (OpenType 1.9, fsType). A font without the table forbids nothing.
#[must_use]
pub fn permission(face: &Face) -> Permission {
    let bits = FontRef::new(&face.data).and_then(|font| font.os2()).map_or(0, |os2| os2.fs_type());
    // Of several usage bits the least restrictive counts, as in the first versions of the table.
    if bits & 0xf == 2 || bits & 0x200 != 0 {
        Permission::None
    } else if bits & 0x100 != 0 {
        Permission::Whole
    } else {
        Permission::Subset
    }
}

/// The face with the glyphs of `characters` and those that its features substitute for them, under its own name unless that is
/// reserved. A face that cannot be subset is returned whole.
#[must_use]
pub fn subset(face: &Face, characters: &BTreeSet<char>) -> Vec<u8> {
    reduced(face, characters).unwrap_or_else(|| face.data.to_vec())
}

fn reduced(face: &Face, characters: &BTreeSet<char>) -> Option<Vec<u8>> {
    let font = FontRef::new(&face.data).ok()?;
    let characters: IntSet<u32> = characters.iter().map(|&character| character as u32).collect();
    let dropped: IntSet<Tag> = DEFAULT_DROP_TABLES.iter().copied().collect();
    let asked = ASKED_FEATURES.iter().map(|name| Tag::new(name));
    let features: IntSet<Tag> = DEFAULT_LAYOUT_FEATURES.iter().copied().chain(asked).collect();
    // 0 to 14: copyright, names, version, trademark, makers, licence and its address.
    let mut names = IntSet::empty();
    names.insert_range(NameId::from(0)..=NameId::from(17));
    let languages: IntSet<u16> = std::iter::once(0x409).collect();
    // Hints are for coarse screens of the last century; without them the file is a third smaller.
    let flags = SubsetFlags::SUBSET_FLAGS_NO_HINTING;
    let none = IntSet::empty();
    let plan = Plan::new(&none, &characters, &font, flags, &dropped, &IntSet::all(), &features, &names, &languages);
    let bytes = subset_font(&font, &plan).ok()?;
    if is_name_reserved(&font) { renamed(&bytes, &font, face) } else { Some(bytes) }
}

/// Whether the font's notices reserve its name (OFL, clause 3).
fn is_name_reserved(font: &FontRef<'_>) -> bool {
    let notices = [StringId::COPYRIGHT_NOTICE, StringId::LICENSE_DESCRIPTION, StringId::TRADEMARK];
    notices.into_iter().flat_map(|id| font.localized_strings(id)).any(|notice| {
        let notice: String = notice.chars().collect();
        notice.to_lowercase().contains("reserved font name")
    })
}

/// The font under a name that no maker reserves, with the notices of the original.
fn renamed(bytes: &[u8], original: &FontRef<'_>, face: &Face) -> Option<Vec<u8>> {
    let style = match (face.bold, face.italic) {
        (false, false) => "Regular",
        (false, true) => "Italic",
        (true, false) => "Bold",
        (true, true) => "Bold Italic",
    };
    let notice = |id| original.localized_strings(id).english_or_first().map(|text| text.chars().collect::<String>());
    let records = [
        (0, notice(StringId::COPYRIGHT_NOTICE)),
        (1, Some("Book Face".to_owned())),
        (2, Some(style.to_owned())),
        (3, Some(format!("Book Face {style}, a subset"))),
        (4, Some(format!("Book Face {style}"))),
        (5, notice(StringId::VERSION_STRING)),
        (6, Some(format!("BookFace-{}", style.replace(' ', "")))),
        (13, notice(StringId::LICENSE_DESCRIPTION)),
        (14, notice(StringId::LICENSE_URL)),
    ];
    let records: Vec<(u16, String)> = records.into_iter().filter_map(|(id, text)| Some((id, text?))).collect();
    let mut builder = FontBuilder::new();
    builder.add_raw(Tag::new(b"name"), name_table(&records)?);
    builder.copy_missing_tables(FontRef::new(bytes).ok()?);
    Some(builder.build())
}

/// A naming table (OpenType 1.9, `name`, version 0) of English names for Windows, the platform that all readers of fonts know.
///
/// `names` are sorted by their identifier. None when they are longer than the table can hold.
fn name_table(names: &[(u16, String)]) -> Option<Vec<u8>> {
    const HEADER: usize = 6;
    const RECORD: usize = 12;
    const WINDOWS: u16 = 3;
    const UNICODE_BMP: u16 = 1;
    const AMERICAN_ENGLISH: u16 = 0x409;
    let mut table = Vec::new();
    let mut storage = Vec::new();
    let mut put = |number: u16| table.extend(number.to_be_bytes());
    put(0);
    put(u16::try_from(names.len()).ok()?);
    put(u16::try_from(HEADER + RECORD * names.len()).ok()?);
    for (id, name) in names {
        let offset = storage.len();
        storage.extend(name.encode_utf16().flat_map(u16::to_be_bytes));
        let length = u16::try_from(storage.len() - offset).ok()?;
        [WINDOWS, UNICODE_BMP, AMERICAN_ENGLISH, *id, length, u16::try_from(offset).ok()?].into_iter().for_each(&mut put);
    }
    table.extend(storage);
    Some(table)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fonts::{FamilyRole, FontData, FontSet};

    fn fonts() -> FontSet {
        FontSet::load(&crate::source::SourceMap::new(), &mut crate::diagnostic::Diagnostics::new())
    }

    fn reread(bytes: Vec<u8>) -> Face {
        Face::read(FontData::Shared(bytes.into())).expect("a subset is a font")
    }

    #[test]
    fn a_subset_has_its_characters_their_small_capitals_and_its_licence() {
        let fonts = fonts();
        let face = fonts.face(fonts.choose(FamilyRole::Text, false, false));
        assert_eq!(permission(face), Permission::Subset);
        let bytes = subset(face, &"fiél 2".chars().collect());
        assert_eq!(bytes, subset(face, &"fiél 2".chars().collect()), "the same each time");
        assert!(bytes.len() < 60_000, "{} bytes", bytes.len());
        let small = reread(bytes.clone());
        assert!("fiél 2".chars().all(|character| small.covers(character)));
        assert!(!small.covers('z') && !small.covers('Œ'));
        assert_eq!(small.family, "EB Garamond");
        let font = FontRef::new(&bytes).expect("a font");
        let features = font.gsub().and_then(|table| table.feature_list()).expect("substitutions");
        let kept: BTreeSet<String> = features.feature_records().iter().map(|record| record.feature_tag().to_string()).collect();
        assert!(["liga", "smcp", "onum"].iter().all(|feature| kept.contains(*feature)), "{kept:?}");
        let licence: String =
            font.localized_strings(StringId::LICENSE_DESCRIPTION).flat_map(|text| text.chars().collect::<Vec<_>>()).collect();
        assert!(licence.contains("Open Font License"), "{licence}");
    }

    #[test]
    fn a_changed_font_does_not_bear_a_reserved_name() {
        let fonts = fonts();
        let face = fonts.face(fonts.choose(FamilyRole::Mono, false, false));
        let bytes = subset(face, &"fn main".chars().collect());
        let font = FontRef::new(&bytes).expect("a font");
        let said = |id| font.localized_strings(id).flat_map(|text| text.chars().collect::<Vec<_>>()).collect::<String>();
        for id in [StringId::FAMILY_NAME, StringId::FULL_NAME, StringId::POSTSCRIPT_NAME, StringId::UNIQUE_ID] {
            assert!(!said(id).contains("Source") && !said(id).is_empty(), "{}", said(id));
        }
        assert!(said(StringId::COPYRIGHT_NOTICE).contains("Adobe"));
        assert!(reread(bytes.clone()).covers('m'));
    }
}
