//! The fonts of the file: one font program for each face, and a composite font (ISO 32000-1, 9.7) for each of its variants.
//!
//! A variant differs from another in its ToUnicode map only. The fonts of pages (`page_fonts`) are merged into as few as agree. Clauses are
//! of ISO 32000-1.

use super::{
    face_codes::{Codes, STEPS_PER_UNIT},
    objects::{Objects, StreamData, chunk},
    page_fonts::PageFont,
};
use crate::{
    deflate::CompressorPool,
    diagnostic::{Code, Diagnostic, Diagnostics},
    fonts::{Face, FaceId, FontSet},
    source::Span,
};
use pdf_writer::{
    Finish as _, Name, Rect, Ref, Str,
    types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap},
};
use rayon::prelude::*;
use skrifa::{
    FontRef, MetadataProvider as _,
    instance::{LocationRef, Size},
    raw::TableProvider as _,
};
use std::{collections::BTreeMap, fmt::Write as _};
use subsetter::GlyphRemapper;
use xxhash_rust::xxh3::xxh3_64;

/// The fonts of the file.
pub(super) struct FileFonts {
    faces: BTreeMap<FaceId, FileFace>,
}

/// A face in the file.
#[derive(Default)]
struct FileFace {
    variants: Vec<Variant>,
}

/// A composite font.
#[derive(Default)]
struct Variant {
    /// Its number; none while no page uses it.
    id: Option<Ref>,
    /// For each glyph, the characters for which it stands.
    texts: BTreeMap<u16, Box<str>>,
}

const SYSTEM_INFO: SystemInfo<'static> = SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };

impl FileFonts {
    pub(super) const fn new() -> Self {
        Self { faces: BTreeMap::new() }
    }

    /// The font of the file for a font of a page.
    pub(super) fn find(&mut self, font: &PageFont, objects: &mut Objects) -> Ref {
        let FileFace { variants } = self.faces.entry(font.face).or_default();
        let agrees = |variant: &&mut Variant| {
            font.glyphs.iter().all(|(glyph, text)| variant.texts.get(glyph).is_none_or(|known| known == text))
        };
        // The first variant of a page never agrees with a later one only by chance: hyphens and spaces keep their own texts there.
        let first = usize::from(font.variant.min(1));
        let index = match variants.iter_mut().skip(first).position(|variant| agrees(&variant)) {
            Some(index) => first + index,
            None => {
                // A place for the first variant, even where a page has only another.
                variants.resize_with(variants.len().max(first) + 1, Variant::default);
                variants.len() - 1
            }
        };
        for (glyph, text) in &font.glyphs {
            variants[index].texts.entry(*glyph).or_insert_with(|| text.clone());
        }
        *variants[index].id.get_or_insert_with(|| objects.reserve())
    }

    /// Writes the fonts. Faces that may not or cannot be embedded are reported at their files, or at `fallback`.
    pub(super) fn write(
        self,
        (fonts, codes): (&FontSet, &Codes<'_>),
        compressors: &CompressorPool,
        fallback: Span,
        objects: &mut Objects,
        sink: &mut Diagnostics,
    ) {
        let programs: Vec<(FaceId, FileFace, Result<Program, String>)> = self
            .faces
            .into_par_iter()
            .map(|(id, face)| {
                let mut glyphs: Vec<u16> = face.variants.iter().flat_map(|variant| variant.texts.keys().copied()).collect();
                glyphs.sort_unstable();
                glyphs.dedup();
                let program = Program::subset(fonts.face(id), &glyphs, compressors);
                (id, face, program)
            })
            .collect();
        for (id, face, program) in programs {
            let span = fonts.origin(id).span.unwrap_or(fallback);
            match program {
                Ok(program) => {
                    if !program.may_be_embedded {
                        sink.push(Diagnostic::new(Code::PdfFontRestricted, span).with("font", &fonts.face(id).postscript_name));
                    }
                    write_face((codes, id), &face, program, compressors, objects);
                }
                Err(reason) => {
                    let font = fonts.face(id);
                    let is_cff2 = FontRef::new(&font.data).is_ok_and(|font| font.cff2().is_ok());
                    let unusable = Diagnostic::new(Code::PdfFontUnusable, span).with("font", &font.postscript_name);
                    sink.push(unusable.with("reason", reason).with("format", if is_cff2 { "cff2" } else { "known" }));
                    // References stay valid in a draft.
                    for id in face.variants.iter().filter_map(|variant| variant.id) {
                        objects.add(|chunk| chunk.indirect(id).dict().pair(Name(b"Type"), Name(b"Font")).finish());
                    }
                }
            }
        }
    }
}

/// The reduced font program of a face, and what the file says of it.
struct Program {
    /// Compressed.
    data: Vec<u8>,
    /// The length of the uncompressed data.
    length: usize,
    is_cff: bool,
    /// The glyphs that are shown.
    glyphs: Vec<u16>,
    /// From glyph indices of the face to those of the program.
    remapper: GlyphRemapper,
    /// The name with the tag of a subset (9.6.4).
    name: String,
    may_be_embedded: bool,
}

impl Program {
    fn subset(face: &Face, glyphs: &[u16], compressors: &CompressorPool) -> Result<Self, String> {
        let font = FontRef::new(&face.data).map_err(|error| error.to_string())?;
        let remapper = GlyphRemapper::new_from_glyphs_sorted(glyphs);
        let subset = subsetter::subset(&face.data, 0, &remapper).map_err(|error| error.to_string())?;
        let is_cff = font.glyf().is_err();
        let reduced = FontRef::new(&subset).map_err(|error| error.to_string())?;
        // Of a font with cubic outlines only the outlines are embedded.
        let program = match reduced.data_for_tag(skrifa::Tag::new(b"CFF ")) {
            Some(table) if is_cff => table.as_bytes(),
            _ => &subset,
        };
        // OpenType, OS/2: of several embedding bits the most permissive counts.
        let may_be_embedded = font.os2().map_or(true, |os2| os2.fs_type() & 0xf != 2);
        let name = format!("{}+{}", tag(program), postscript_name(face));
        Ok(Self {
            data: compressors.deflate(program),
            length: program.len(),
            is_cff,
            glyphs: glyphs.to_vec(),
            remapper,
            name,
            may_be_embedded,
        })
    }
}

/// Six capitals that change with the font program.
fn tag(program: &[u8]) -> String {
    let mut hash = xxh3_64(program);
    let mut tag = String::new();
    for _ in 0..6 {
        tag.push(char::from(b'A' + (hash % 26) as u8));
        hash /= 26;
    }
    tag
}

/// The PostScript name of a face, short enough for a name of the format.
fn postscript_name(face: &Face) -> String {
    face.postscript_name.chars().filter(char::is_ascii_graphic).take(100).collect()
}

/// Writes the objects of a face.
fn write_face(
    (codes, id): (&Codes<'_>, FaceId),
    face: &FileFace,
    program: Program,
    compressors: &CompressorPool,
    objects: &mut Objects,
) {
    let [cid_font, descriptor, file] = [(); 3].map(|()| objects.reserve());
    let font = codes.font(id);
    let codes = codes.face(id);
    let new_glyph = |glyph: u16| program.remapper.get(glyph).unwrap_or(0);
    let cid = |glyph: u16| codes.glyph(glyph).map_or(0, |code| code.cid);
    // Codes are the same for all faces; a program with cubic outlines numbers its glyphs itself (9.7.4.2).
    let encoding = program.is_cff.then(|| objects.reserve());
    let glyph_map = (!program.is_cff).then(|| objects.reserve());
    if let Some(encoding) = encoding {
        let pairs: BTreeMap<u16, u16> = program.glyphs.iter().map(|&glyph| (cid(glyph), new_glyph(glyph))).collect();
        let data = compressors.deflate(encoding_map(&program.name, &pairs).as_bytes());
        let name = map_name(&program.name);
        let entries = format!(
            "/Filter/FlateDecode/Type/CMap/CMapName/{name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/WMode 0"
        );
        objects.add_stream(encoding, &entries, StreamData::Owned(data));
    }
    if let Some(glyph_map) = glyph_map {
        let mut map = Vec::new();
        for &glyph in &program.glyphs {
            let at = usize::from(cid(glyph)) * 2;
            if map.len() < at + 2 {
                map.resize(at + 2, 0);
            }
            map[at..at + 2].copy_from_slice(&new_glyph(glyph).to_be_bytes());
        }
        objects.add_stream(glyph_map, "/Filter/FlateDecode", StreamData::Owned(compressors.deflate(&map)));
    }
    for (variant, id) in face.variants.iter().filter_map(|variant| Some((variant, variant.id?))) {
        let map = objects.reserve();
        objects.add(|chunk| {
            let mut font = chunk.type0_font(id);
            font.base_font(Name(program.name.as_bytes())).descendant_font(cid_font).to_unicode(map);
            match encoding {
                Some(encoding) => font.encoding_cmap(encoding),
                None => font.encoding_predefined(Name(b"Identity-H")),
            };
        });
        let mut text = UnicodeCmap::new(Name(b"Custom"), SYSTEM_INFO);
        let by_cid: BTreeMap<u16, &str> =
            variant.texts.iter().filter(|(_, text)| !text.is_empty()).map(|(&glyph, text)| (cid(glyph), &**text)).collect();
        for (cid, characters) in by_cid {
            text.pair_with_multiple(cid, characters.chars());
        }
        let data = compressors.deflate(&text.finish());
        objects.add_stream(map, "/Filter/FlateDecode", StreamData::Owned(data));
    }

    let per_mille = |units: f32| units * 1000.0 / codes.units_per_em.max(1.0) as f32;
    // A code of a TrueType program is its CID; otherwise the encoding gives the program's own glyph number.
    let widths: BTreeMap<u16, f32> = program
        .glyphs
        .iter()
        .filter_map(|&glyph| {
            let advance = codes.glyph(glyph)?.advance as f32 / STEPS_PER_UNIT as f32;
            Some((if program.is_cff { new_glyph(glyph) } else { cid(glyph) }, per_mille(advance)))
        })
        .collect();
    objects.add(|chunk| {
        let mut written = chunk.cid_font(cid_font);
        written
            .subtype(if program.is_cff { CidFontType::Type0 } else { CidFontType::Type2 })
            .base_font(Name(program.name.as_bytes()))
            .system_info(SYSTEM_INFO)
            .font_descriptor(descriptor)
            .default_width(0.0);
        if let Some(glyph_map) = glyph_map {
            written.cid_to_gid_map_stream(glyph_map);
        }
        let mut list = written.widths();
        let mut widths = widths.into_iter().peekable();
        while let Some((first, width)) = widths.next() {
            let mut run = vec![width];
            while let Some((_, width)) = widths.next_if(|(cid, _)| usize::from(*cid) == usize::from(first) + run.len()) {
                run.push(width);
            }
            list.consecutive(first, run);
        }
    });
    write_descriptor(font, &program, (descriptor, file), objects);
    let (length, cff) = (program.length, program.is_cff);
    let entries = if cff {
        "/Filter/FlateDecode/Subtype/CIDFontType0C".to_owned()
    } else {
        format!("/Filter/FlateDecode/Length1 {length}")
    };
    objects.add_stream(file, &entries, StreamData::Owned(program.data));
}

/// Writes the font descriptor (9.8).
fn write_descriptor(face: &Face, program: &Program, (id, file): (Ref, Ref), objects: &mut Objects) {
    let Ok(font) = FontRef::new(&face.data) else { return };
    let metrics = font.metrics(Size::unscaled(), LocationRef::default());
    let per_mille = |units: f32| units * 1000.0 / f32::from(metrics.units_per_em.max(1));
    let bounds = font
        .head()
        .map_or([0; 4], |head| [head.x_min(), head.y_min(), head.x_max(), head.y_max()])
        .map(|units| per_mille(units.into()));
    let weight = font.attributes().weight.value();
    let mut flags = FontFlags::SYMBOLIC;
    flags.set(FontFlags::FIXED_PITCH, metrics.is_monospace);
    flags.set(FontFlags::ITALIC, metrics.italic_angle != 0.0);
    let mut one = chunk();
    let mut descriptor = one.font_descriptor(id);
    descriptor
        .name(Name(program.name.as_bytes()))
        .flags(flags)
        .bbox(Rect::new(bounds[0], bounds[1], bounds[2], bounds[3]))
        .italic_angle(metrics.italic_angle)
        .ascent(per_mille(metrics.ascent))
        .descent(per_mille(metrics.descent))
        .cap_height(per_mille(metrics.cap_height.unwrap_or(metrics.ascent)))
        // The width of stems grows with the weight; nobody measures it.
        .stem_v(10.0 + 0.244 * (weight - 50.0));
    if program.is_cff {
        descriptor.font_file3(file);
    } else {
        descriptor.font_file2(file);
    }
    descriptor.finish();
    objects.take(&one);
}

/// The name of the encoding of a font program.
fn map_name(program: &str) -> String {
    format!("{}-Codes", program.split('+').next().unwrap_or_default())
}

/// A CMap (9.7.5) from codes of two bytes to CIDs.
fn encoding_map(program: &str, pairs: &BTreeMap<u16, u16>) -> String {
    /// The most lines in a section of a CMap.
    const MOST: usize = 100;
    let name = map_name(program);
    let mut map = format!(
        "%!PS-Adobe-3.0 Resource-CMap\n/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo 3 dict dup begin\n/Registry (Adobe) def\n/Ordering (Identity) def\n/Supplement 0 def\nend def\n/CMapName /{name} def\n/CMapType 1 def\n/WMode 0 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
    );
    let pairs: Vec<(&u16, &u16)> = pairs.iter().collect();
    for section in pairs.chunks(MOST) {
        let _infallible = writeln!(map, "{} begincidchar", section.len());
        for (code, cid) in section {
            let _infallible = writeln!(map, "<{code:04X}> {cid}");
        }
        map.push_str("endcidchar\n");
    }
    map.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    map
}
