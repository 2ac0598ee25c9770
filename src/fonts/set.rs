//! The font set: the faces of a book by role and style, and those that are asked for what the others lack.

use super::{
    data::FontData,
    embedded,
    face::Face,
    family::{FaceId, FamilyRole},
    words::{WordShaper, WordShaperPool},
};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    source::{SourceMap, Span, stand_in},
};
use std::{
    collections::BTreeMap,
    hash::{Hash, Hasher},
    sync::Arc,
};

/// Extensions of font files that are not read: compressed ones, collections, and the formats of other systems.
const OTHER_FORMATS: [&str; 9] = [".woff", ".woff2", ".ttc", ".otc", ".eot", ".pfb", ".pfa", ".dfont", ".suit"];

/// The file and the licence of a face.
#[derive(Clone, Debug)]
pub struct Origin {
    /// The file of the project; none for a face in the program.
    pub span: Option<Span>,
    /// The licence that came with it, when there is one.
    pub licence: Option<Arc<str>>,
}

/// Every face of the book: the project's own fonts/ first, then the embedded ones.
#[derive(Clone, Debug, Default)]
pub struct FontSet {
    faces: Vec<Face>,
    /// By face.
    origins: Vec<Origin>,
    /// By role: regular, italic, bold, bold italic; the regular one where a style is missing.
    families: [[FaceId; 4]; 3],
    /// The faces to try, in order, for a character that the chosen one lacks: of each family that in its plainest style.
    fallbacks: Vec<FaceId>,
    /// By face: its family in the four styles, as in `families`.
    styles: Vec<[FaceId; 4]>,
    /// Shared by all clones of the set.
    word_shapers: WordShaperPool,
}

impl FontSet {
    /// The project's fonts (`fonts/*.otf|ttf` of `sources`), then the embedded families.
    #[must_use]
    pub fn load(sources: &SourceMap, sink: &mut Diagnostics) -> Self {
        let mut set = Self::default();
        for source in sources.under("fonts/") {
            let path = source.path().to_ascii_lowercase();
            let report = |code| Diagnostic::new(code, Span::whole(source.id())).with("path", source.path());
            if !(path.ends_with(".ttf") || path.ends_with(".otf")) {
                if OTHER_FORMATS.iter().any(|format| path.ends_with(format)) {
                    sink.push(report(Code::UnreadFont));
                }
                continue;
            }
            match Face::read_whole(FontData::Shared(source.bytes().load())) {
                Ok((face, changed)) => {
                    if !changed.is_empty() {
                        let names: Vec<_> = changed.iter().map(|name| String::from_utf8_lossy(name)).collect();
                        let names: Vec<_> = names.iter().map(|name| name.trim()).collect();
                        sink.push(report(Code::ChangedFont).with("tables", names.join(", ")));
                    }
                    let origin = Origin { span: Some(Span::whole(source.id())), licence: licence_beside(sources, source.path()) };
                    set.push(face, origin);
                }
                Err(fault) => {
                    let reason = stand_in(&source.bytes().read()).unwrap_or(fault.name());
                    sink.push(report(Code::DamagedFont).with("reason", reason));
                }
            }
        }
        let own = set.faces.len();
        for embedded in embedded::FACES {
            // The test of provenance reads every embedded face.
            let face = Face::read(FontData::Static(embedded.data)).expect("an embedded font is sound");
            let same = |(_, other): &(usize, &Face)| other.family == face.family && other.style_index() == face.style_index();
            let own_face = set.faces[..own].iter().enumerate().filter(same).min_by_key(|(_, other)| other.weight_off());
            let id = match own_face {
                Some((index, _)) => FaceId(index as u16),
                None => {
                    set.push(face, Origin { span: None, licence: Some(Arc::from(embedded.licence)) });
                    FaceId((set.faces.len() - 1) as u16)
                }
            };
            match embedded.role {
                Some(role) => set.families[role as usize][set.face(id).style_index()] = id,
                None => set.fallbacks.push(id),
            }
        }
        // One face is enough for literal text.
        set.families[FamilyRole::Mono as usize] = [set.families[FamilyRole::Mono as usize][0]; 4];
        let chosen = |id: &FaceId| set.families.iter().flatten().any(|used| used == id);
        let others: Vec<FaceId> =
            (0..own).map(|index| FaceId(index as u16)).filter(|id| !chosen(id) && !set.fallbacks.contains(id)).collect();
        let roles = [FamilyRole::Text, FamilyRole::Sans, FamilyRole::Mono].map(|role| set.families[role as usize][0]);
        set.styles = styles(&set.faces);
        // The other faces of a family serve where its style is asked for, and after all families if they have more characters.
        let is_plainest = |id: &FaceId| set.styles[usize::from(id.0)][0] == *id;
        let parted = |ids: Vec<FaceId>| ids.into_iter().partition::<Vec<FaceId>, _>(is_plainest);
        let ((own_plain, own_rest), (plain, rest)) = (parted(others), parted(std::mem::take(&mut set.fallbacks)));
        set.fallbacks = own_plain.into_iter().chain(roles).chain(plain).chain(own_rest).chain(rest).collect();
        set
    }

    fn push(&mut self, face: Face, origin: Origin) {
        self.faces.push(face);
        self.origins.push(origin);
    }

    /// The file and the licence of a face.
    #[must_use]
    pub fn origin(&self, id: FaceId) -> &Origin {
        &self.origins[usize::from(id.0)]
    }

    /// The face of an identifier.
    #[must_use]
    pub fn face(&self, id: FaceId) -> &Face {
        &self.faces[usize::from(id.0)]
    }

    /// Every face with its identifier.
    pub fn faces(&self) -> impl ExactSizeIterator<Item = (FaceId, &Face)> {
        self.faces.iter().enumerate().map(|(index, face)| (FaceId(index as u16), face))
    }

    /// The face of a role in a style.
    #[must_use]
    pub const fn choose(&self, role: FamilyRole, bold: bool, italic: bool) -> FaceId {
        self.families[role as usize][(bold as usize) * 2 + italic as usize]
    }

    /// The faces to try, in order, for a character that the chosen one lacks.
    pub fn fallbacks(&self) -> impl Iterator<Item = FaceId> {
        self.fallbacks.iter().copied()
    }

    /// The first face that has `character`, where the chosen one lacks it.
    #[must_use]
    pub fn fallback(&self, character: char) -> Option<FaceId> {
        self.fallbacks().find(|&id| self.face(id).covers(character))
    }

    /// The face of the same family as `id` in a style; the plainest one where the family lacks the style.
    #[must_use]
    pub fn in_style(&self, id: FaceId, bold: bool, italic: bool) -> FaceId {
        self.styles.get(usize::from(id.0)).map_or(id, |styles| styles[(bold as usize) * 2 + italic as usize])
    }

    /// The first fallback that has emoji.
    #[must_use]
    pub fn emoji(&self) -> Option<FaceId> {
        self.fallback('😀')
    }

    /// Takes a word shaper, with the words that it remembers, for one thread; see [`FontSet::return_word_shaper`].
    #[must_use]
    pub fn word_shaper(&self) -> WordShaper {
        self.word_shapers.take()
    }

    /// Puts a word shaper back for the next thread.
    pub fn return_word_shaper(&self, shaper: WordShaper) {
        self.word_shapers.put(shaper);
    }
}

/// By face: its family in the four styles. Of faces of one style the one nearest to the usual weight is taken, a bold one where the bold
/// italic is missing, else the plainest.
fn styles(faces: &[Face]) -> Vec<[FaceId; 4]> {
    let family = |name: &str| {
        let of_style = |style: usize| {
            let known = faces.iter().enumerate().filter(|(_, face)| face.family == name && face.style_index() == style);
            known.min_by_key(|(_, face)| face.weight_off()).map(|(index, _)| FaceId(index as u16))
        };
        let [regular, italic, bold, bold_italic] = [0, 1, 2, 3].map(of_style);
        let plain = regular.or(italic).or(bold).or(bold_italic).unwrap_or_default();
        [plain, italic.unwrap_or(plain), bold.unwrap_or(plain), bold_italic.or(bold).unwrap_or(plain)]
    };
    let mut known: BTreeMap<&str, [FaceId; 4]> = BTreeMap::new();
    faces.iter().map(|face| *known.entry(&face.family).or_insert_with(|| family(&face.family))).collect()
}

/// Whether a character makes one emoji of those beside it (UTS 51, 1.4): the joiner, the key cap, a skin tone, a tag. The characters of
/// such a sequence are drawn by one face, or not as one sign.
#[must_use]
pub const fn joins_emoji(character: char) -> bool {
    matches!(character, '\u{200d}' | '\u{20e3}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0020}'..='\u{e007f}')
}

/// Hashes the files of the project's faces, and only the names of the embedded ones, which are a part of the program.
impl Hash for FontSet {
    fn hash<H: Hasher>(&self, state: &mut H) {
        for (id, face) in self.faces() {
            face.postscript_name.hash(state);
            if self.origin(id).span.is_some() {
                face.data[..].hash(state);
            }
        }
    }
}

/// The text of the licence beside a font file, found by the usual names of such files.
fn licence_beside(sources: &SourceMap, path: &str) -> Option<Arc<str>> {
    let folder = &path[..=path.rfind('/')?];
    let is_licence = |name: &str| {
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        ["OFL", "LICENSE", "LICENCE", "UFL", "COPYING"].iter().any(|known| stem.eq_ignore_ascii_case(known))
    };
    let found = sources.under(folder).find(|source| source.path().strip_prefix(folder).is_some_and(is_licence))?;
    (!found.text().is_empty()).then(|| Arc::from(found.text()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_has_its_face_and_a_character_a_fallback() {
        let mut sink = Diagnostics::new();
        let fonts = FontSet::load(&SourceMap::new(), &mut sink);
        let name = |id: FaceId| fonts.face(id).postscript_name.clone();
        assert_eq!(name(fonts.choose(FamilyRole::Text, false, true)), "EBGaramond-Italic");
        assert_eq!(name(fonts.choose(FamilyRole::Sans, true, true)), "AlegreyaSans-BoldItalic");
        assert_eq!(name(fonts.choose(FamilyRole::Mono, true, false)), "SourceCodePro-Regular");
        assert_eq!(fonts.fallback('😀').map(name), Some("NotoEmoji-Regular".to_owned()));
        assert_eq!(fonts.fallback('م').map(name), Some("NotoNaskhArabic-Regular".to_owned()));
        assert_eq!(fonts.fallback('\u{e123}'), None);
        assert!(sink.is_empty());
    }

    #[test]
    fn texts_may_be_shaped_side_by_side() {
        const fn shared<T: Send + Sync>() {}
        shared::<FontSet>();
    }

    #[test]
    fn a_face_of_the_project_takes_the_place_of_the_embedded_one() {
        let (mut sources, mut sink) = (SourceMap::new(), Diagnostics::new());
        let regular = embedded::FACES[0].data;
        sources.add_binary("fonts/Mine.otf", regular);
        let fonts = FontSet::load(&sources, &mut sink);
        assert_eq!(fonts.choose(FamilyRole::Text, false, false), FaceId(0));
        assert_eq!(fonts.faces().len(), embedded::FACES.len());
    }

    #[test]
    fn the_embedded_files_are_those_of_the_provenance() {
        use sha2::Digest as _;
        let provenance = include_str!("../../fonts/provenance.yaml");
        for (index, embedded) in embedded::FACES.iter().enumerate() {
            let sum = crate::source::hexadecimal(&sha2::Sha256::digest(embedded.data));
            assert!(provenance.contains(&sum), "face {index} has another sum: {sum}");
        }
    }

    #[test]
    fn a_fallback_is_chosen_by_style_and_not_by_the_order_of_files() {
        let (mut sources, mut sink) = (SourceMap::new(), Diagnostics::new());
        let file = |name: &str| {
            let mut faces =
                embedded::FACES.iter().filter_map(|embedded| Some((embedded.data, Face::read(FontData::Static(embedded.data))?)));
            faces.find(|(_, face)| face.postscript_name == name).map(|(data, _)| data).expect("an embedded face")
        };
        sources.add_binary("fonts/a.ttf", file("NotoNaskhArabic-Bold"));
        sources.add_binary("fonts/b.ttf", file("NotoNaskhArabic-Regular"));
        for fonts in [FontSet::load(&sources, &mut sink), FontSet::load(&SourceMap::new(), &mut sink)] {
            let plain = fonts.fallback('م').expect("a face of Arabic");
            let styles = [(false, false), (false, true), (true, false), (true, true)];
            let weights = styles.map(|(bold, italic)| fonts.face(fonts.in_style(plain, bold, italic)).weight);
            assert_eq!((fonts.face(plain).weight, weights), (400, [400, 400, 700, 700]));
        }
    }

    #[test]
    fn a_damaged_font_is_reported_and_skipped() {
        let (mut sources, mut sink) = (SourceMap::new(), Diagnostics::new());
        sources.add_binary("fonts/mine.ttf", vec![0_u8; 12]);
        let fonts = FontSet::load(&sources, &mut sink);
        assert_eq!(sink.iter().map(|diagnostic| diagnostic.code.name()).collect::<Vec<_>>(), ["F002"]);
        assert_eq!(fonts.face(fonts.choose(FamilyRole::Text, false, false)).postscript_name, "EBGaramond-Regular");
    }
}
