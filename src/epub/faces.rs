//! Faces: the book's own fonts in the EPUB, reduced to its characters, and the rules that name them.
//!
//! A reader who has chosen a face keeps it: the rules define families, and one declaration on `body` (in style.css) proposes them.
//! All styles of the text face get every character of the book, because a theme or a reader may set anything in bold or
//! italic. It knows no markup beyond where literal text begins and ends.

use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    fonts::{
        FaceId, FamilyRole, FontData, FontSet, joins_emoji,
        subset::{self, Permission},
    },
    source,
};
use memchr::memmem;
use rayon::prelude::*;
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

/// The family of running text, as style.css names it.
const TEXT: &str = "Book Text";
/// Characters that the text face lacks.
const EXTRA: &str = "Book Extra";
/// Literal text.
const MONO: &str = "Book Mono";

/// Characters that style.css or a reading system adds: hyphens at line ends, marks of lists, of links and of separators.
const ADDED: &str = "\u{a0}\u{ad}\u{2002}\u{2003}\u{2010}\u{2011}\u{2013}\u{2022}";
/// What style.css sets after a link that leaves the book.
const OUTWARD: char = '\u{2197}';

/// A file of the EPUB.
#[derive(Debug)]
pub(super) struct FaceFile {
    pub(super) href: String,
    pub(super) media_type: &'static str,
    pub(super) bytes: Vec<u8>,
}

/// The faces of the EPUB.
#[derive(Debug, Default)]
pub(super) struct Faces {
    /// The rules that name them.
    pub(super) css: String,
    /// Fonts, then their licences.
    pub(super) files: Vec<FaceFile>,
}

/// A face to embed.
struct Wanted {
    id: FaceId,
    family: &'static str,
    name: String,
    /// What it is reduced to.
    characters: BTreeSet<char>,
    /// Whether the family has other faces for other characters.
    ranged: bool,
}

/// The faces for `documents` (markup) and `labels` (what the navigation says).
pub(super) fn embed<'a>(
    fonts: &FontSet,
    documents: impl Iterator<Item = &'a str>,
    labels: impl Iterator<Item = &'a str>,
    sink: &mut Diagnostics,
) -> Faces {
    if fonts.faces().len() == 0 {
        return Faces::default();
    }
    let (mut used, mut literal) = (common(), BTreeSet::new());
    let (mut met, mut joined) = (Met::default(), BTreeSet::new());
    let external = memmem::Finder::new("class=\"external\"");
    for document in documents {
        beyond_ascii(document, &mut met, &mut used);
        literal_text(document, &mut literal);
        joined_emoji(document, &mut joined);
        if !used.contains(&OUTWARD) && external.find(document.as_bytes()).is_some() {
            used.insert(OUTWARD);
        }
    }
    labels.for_each(|label| {
        beyond_ascii(label, &mut met, &mut used);
        joined_emoji(label, &mut joined);
    });

    let mut wanted = text_faces(fonts, &used);
    wanted.extend(extra_faces(fonts, &used, &joined));
    if !literal.is_empty() {
        literal.extend(common());
        let id = fonts.choose(FamilyRole::Mono, false, false);
        wanted.push(Wanted { id, family: MONO, name: "mono".to_owned(), characters: literal, ranged: false });
    }
    wanted.retain(|face| is_allowed(fonts, face.id, sink));
    write(fonts, &wanted)
}

/// ASCII, which any reader may meet in a reading system's own words, and what style sheets add.
fn common() -> BTreeSet<char> {
    (' '..='~').chain(ADDED.chars()).collect()
}

/// Which of the characters that books in Latin letters are made of were met: those below U+2100.
struct Met(Vec<bool>);

impl Default for Met {
    fn default() -> Self {
        Self(vec![false; 0x2100])
    }
}

fn beyond_ascii(text: &str, met: &mut Met, found: &mut BTreeSet<char>) {
    for (_, character) in source::beyond_ascii(text) {
        // Nearly every character of a book has been met before.
        match met.0.get_mut(character as usize) {
            Some(true) => continue,
            Some(met) => *met = true,
            None => {}
        }
        if !character.is_control() && found.insert(character) {
            // A theme may set words in capitals.
            found.extend(character.to_uppercase());
            found.extend(character.to_lowercase());
        }
    }
}

fn literal_text(document: &str, found: &mut BTreeSet<char>) {
    for start in memmem::find_iter(document.as_bytes(), "<code") {
        let rest = &document[start + "<code".len()..];
        let code = rest.split_once("</code>").map_or(rest, |(code, _)| code);
        found.extend(code.chars().filter(|character| !character.is_control()));
    }
}

fn text_faces(fonts: &FontSet, used: &BTreeSet<char>) -> Vec<Wanted> {
    let styles = [("regular", false, false), ("italic", false, true), ("bold", true, false), ("bold-italic", true, true)];
    let mut wanted: Vec<Wanted> = Vec::new();
    for (style, bold, italic) in styles {
        let id = fonts.choose(FamilyRole::Text, bold, italic);
        // A family without this style lends another, which is there already.
        if wanted.iter().all(|face| face.id != id) {
            let characters = used.iter().copied().filter(|&character| fonts.face(id).covers(character)).collect();
            wanted.push(Wanted { id, family: TEXT, name: format!("text-{style}"), characters, ranged: false });
        }
    }
    wanted
}

/// Adds the characters of emoji sequences: a reading system draws a sequence as one sign only if one face has all of it, joiners,
/// selectors and the digit of a key cap included (CSS Fonts 4, 5.3; UTS 51, 1.4).
fn joined_emoji(text: &str, found: &mut BTreeSet<char>) {
    let is_joint = |character: char| joins_emoji(character) || character == '\u{fe0f}';
    // In UTF-8 the joiner is E2 80 8D and the key cap E2 83 A3, beside apostrophes and dashes; skin tones begin with F0 9F 8F, tags with F3 A0.
    let joints: [&[u8]; 4] = [b"\xe2\x80\x8d", b"\xe2\x83\xa3", b"\xf0\x9f\x8f", b"\xf3\xa0"];
    if !joints.into_iter().any(|bytes| memmem::find(text.as_bytes(), bytes).is_some()) {
        return;
    }
    let mut before = ' ';
    let mut joins = false;
    for character in text.chars() {
        if joins_emoji(character) {
            found.extend([before, character]);
        }
        if joins || character == '\u{fe0f}' {
            found.insert(character);
        }
        joins = character == '\u{200d}';
        before = if is_joint(character) { before } else { character };
    }
}

/// The fallbacks for what the text face lacks, in the order of the font set; the face of emoji also gets what is `joined` to them.
fn extra_faces(fonts: &FontSet, used: &BTreeSet<char>, joined: &BTreeSet<char>) -> Vec<Wanted> {
    let text = fonts.face(fonts.choose(FamilyRole::Text, false, false));
    let mut by_face: BTreeMap<FaceId, BTreeSet<char>> = BTreeMap::new();
    for &character in used.iter().filter(|&&character| !text.covers(character)) {
        if !is_blank(character)
            && let Some(id) = fonts.fallback(character)
        {
            by_face.entry(id).or_default().insert(character);
        }
    }
    if let Some(emoji) = fonts.emoji() {
        let covered = |character: &char| fonts.face(emoji).covers(*character) && !character.is_alphabetic();
        let sequence: BTreeSet<char> = joined.iter().copied().filter(covered).collect();
        // Joiners of Persian or Indic text alone bring no face of emoji.
        if sequence.iter().any(|character| ('\u{20e3}'..'\u{fe00}').contains(character) || *character > '\u{ffff}') {
            // Of two faces of a family with the same character the later one counts (CSS Fonts 4, 4.5): the other is not needed.
            by_face.values_mut().for_each(|characters| characters.retain(|character| !sequence.contains(character)));
            by_face.entry(emoji).or_default().extend(sequence);
        }
    }
    by_face.retain(|_, characters| !characters.is_empty());
    by_face.into_iter().enumerate().flat_map(|(position, extra)| in_all_styles(fonts, position + 1, extra)).collect()
}

/// A face that is brought along for some characters, and the other styles of its family, for what is set in bold or italic.
fn in_all_styles(fonts: &FontSet, number: usize, (id, characters): (FaceId, BTreeSet<char>)) -> Vec<Wanted> {
    let mut wanted: Vec<Wanted> = Vec::new();
    for (style, bold, italic) in
        [("", false, false), ("-italic", false, true), ("-bold", true, false), ("-bold-italic", true, true)]
    {
        let styled = if style.is_empty() { id } else { fonts.in_style(id, bold, italic) };
        if wanted.iter().all(|face| face.id != styled) {
            let characters = characters.iter().copied().filter(|&character| fonts.face(styled).covers(character)).collect();
            wanted.push(Wanted { id: styled, family: EXTRA, name: format!("extra-{number}{style}"), characters, ranged: true });
        }
    }
    wanted
}

/// Spaces, which every reading system has, and in the width of its own face; controls of direction, joining and variation; the
/// soft hyphen: no font is brought along for them.
fn is_blank(character: char) -> bool {
    character.is_whitespace()
        || matches!(
            character,
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        )
}

fn is_allowed(fonts: &FontSet, id: FaceId, sink: &mut Diagnostics) -> bool {
    let face = fonts.face(id);
    let allowed = subset::permission(face) != Permission::None;
    if let (false, Some(span)) = (allowed, fonts.origin(id).span) {
        sink.push(Diagnostic::new(Code::FontNotEmbeddable, span).with("family", &face.family));
    }
    allowed
}

/// An entry for each face: its rule, its file; and each licence once.
fn write(fonts: &FontSet, wanted: &[Wanted]) -> Faces {
    let mut faces = Faces::default();
    let reduced: Vec<Vec<u8>> = wanted
        .par_iter()
        .map(|wanted| match subset::permission(fonts.face(wanted.id)) {
            Permission::Subset => subset::subset(fonts.face(wanted.id), &wanted.characters),
            Permission::Whole | Permission::None => fonts.face(wanted.id).data.to_vec(),
        })
        .collect();
    let mut licences: Vec<&str> = Vec::new();
    for (wanted, bytes) in wanted.iter().zip(reduced) {
        let face = fonts.face(wanted.id);
        let (extension, media_type) = format(&face.data);
        let href = format!("fonts/{}.{extension}", wanted.name);
        let style = if face.italic { "italic" } else { "normal" };
        let weight = if face.bold { "bold" } else { "normal" };
        let range = if wanted.ranged { format!(" unicode-range: {};", ranges(&wanted.characters)) } else { String::new() };
        let family = wanted.family;
        let _ = writeln!(
            faces.css,
            "@font-face {{ font-family: \"{family}\"; font-style: {style}; font-weight: {weight}; src: url(\"{href}\");{range} }}"
        );
        faces.files.push(FaceFile { href, media_type, bytes });
        if let Some(licence) = fonts.origin(wanted.id).licence.as_deref()
            && !licences.contains(&licence)
        {
            licences.push(licence);
        }
    }
    // OFL, clause 2: each copy comes with the notice and the licence.
    faces.files.extend(licences.into_iter().enumerate().map(|(position, licence)| FaceFile {
        href: format!("fonts/licence-{}.txt", position + 1),
        media_type: "text/plain",
        bytes: licence.as_bytes().to_vec(),
    }));
    faces
}

/// The extension and media type of a font (EPUB 3.3, core media types).
fn format(data: &FontData) -> (&'static str, &'static str) {
    if data.starts_with(b"OTTO") { ("otf", "font/otf") } else { ("ttf", "font/ttf") }
}

/// `U+627-62A, U+644`: the characters as CSS writes ranges.
fn ranges(characters: &BTreeSet<char>) -> String {
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for code in characters.iter().map(|&character| character as u32) {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == code => *last = code,
            Some(_) | None => ranges.push((code, code)),
        }
    }
    let written =
        |(first, last): (u32, u32)| if first == last { format!("U+{first:X}") } else { format!("U+{first:X}-{last:X}") };
    ranges.into_iter().map(written).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceMap;

    fn fonts(sources: &SourceMap) -> FontSet {
        FontSet::load(sources, &mut Diagnostics::new())
    }

    #[test]
    fn faces_follow_the_text() {
        let fonts = fonts(&SourceMap::new());
        let names = |text: &str| {
            let faces = embed(&fonts, std::iter::once(text), std::iter::empty(), &mut Diagnostics::new());
            let names: Vec<String> = faces.files.iter().map(|file| file.href.clone()).collect();
            (names.join(" "), faces.css)
        };
        let text = "fonts/text-regular.ttf fonts/text-italic.ttf fonts/text-bold.ttf fonts/text-bold-italic.ttf";
        assert_eq!(names("<p>Élan\u{202f}!</p>").0, format!("{text} fonts/licence-1.txt"));
        let (files, css) = names("<p>سلام</p><code>a → b</code>");
        assert_eq!(
            files,
            format!(
                "{text} fonts/extra-1.ttf fonts/extra-1-bold.ttf fonts/mono.ttf fonts/licence-1.txt fonts/licence-2.txt \
                 fonts/licence-3.txt"
            )
        );
        assert!(css.contains("unicode-range: U+627, U+633, U+644-645;"), "{css}");
        assert!(
            css.contains("\"Book Text\"; font-style: italic; font-weight: normal; src: url(\"fonts/text-italic.ttf\");"),
            "{css}"
        );
    }

    #[test]
    fn an_emoji_sequence_has_all_its_characters_in_one_face() {
        let fonts = fonts(&SourceMap::new());
        let emoji = |text: &str| {
            let faces = embed(&fonts, std::iter::once(text), std::iter::empty(), &mut Diagnostics::new());
            let rules: Vec<&str> = faces.css.lines().filter(|rule| rule.contains(EXTRA)).collect();
            rules.join(" ")
        };
        assert!(
            emoji("<p>a 👩🏽\u{200d}🚀 b 5\u{fe0f}\u{20e3}</p>")
                .ends_with("U+35, U+200D, U+20E3, U+FE0F, U+1F3FD, U+1F469, U+1F680; }")
        );
        assert_eq!(emoji("<p>#\u{20e3}</p>").matches("U+20E3").count(), 1);
        assert_eq!(emoji("<p>می\u{200c}خواهم ه\u{200d} x</p>").matches("@font-face").count(), 2, "regular and bold");
    }

    #[test]
    fn a_font_that_may_not_be_embedded_is_left_out_and_reported() {
        let mut data = fonts(&SourceMap::new()).face(FaceId(0)).data.to_vec();
        let table = (0..u16::from_be_bytes([data[4], data[5]]) as usize)
            .map(|index| 12 + 16 * index)
            .find(|&record| &data[record..record + 4] == b"OS/2")
            .expect("a font has an OS/2 table");
        let start = u32::from_be_bytes(data[table + 8..table + 12].try_into().expect("four bytes")) as usize;
        data[start + 9] = 2;
        let mut sources = SourceMap::new();
        sources.add_binary("fonts/mine.ttf", data);
        let mut sink = Diagnostics::new();
        let faces = embed(&fonts(&sources), std::iter::once("é"), std::iter::empty(), &mut sink);
        assert_eq!(sink.iter().map(|diagnostic| diagnostic.code.name()).collect::<Vec<_>>(), ["E060"]);
        assert!(faces.files.iter().all(|file| file.href != "fonts/text-regular.ttf"));
    }
}
