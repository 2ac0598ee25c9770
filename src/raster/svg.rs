//! Parsing SVG drawings: the same tree for the PDF and for pixels.
//!
//! A drawing gets the book's fonts, and neither other files nor fonts of the machine, so that it looks the same everywhere. The EPUB
//! contains the drawing itself (`epub`).

use crate::{
    book::{Asset, Book, ImageFormat},
    diagnostic::Diagnostics,
    fonts::{Face, FamilyRole, FontData, FontSet, missing_glyphs},
};
use rayon::prelude::*;
use resvg::usvg;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex, PoisonError},
};

/// The fonts for the texts of drawings.
#[derive(Clone)]
pub(crate) struct FontDatabase {
    database: Arc<usvg::fontdb::Database>,
    /// The faces to try for a character that the chosen one lacks, in the order of the book's text.
    fallbacks: Vec<(usvg::fontdb::ID, Face)>,
    /// All faces.
    faces: Vec<Face>,
}

/// The characters of a drawing that no face has.
pub(crate) type Missing = Mutex<BTreeSet<char>>;

/// The font database with the book's faces, and no others.
pub(crate) fn font_database(fonts: &FontSet) -> FontDatabase {
    let mut database = usvg::fontdb::Database::new();
    let mut identifiers = BTreeMap::new();
    for (id, face) in fonts.faces() {
        let data: Arc<dyn AsRef<[u8]> + Send + Sync> = match &face.data {
            FontData::Static(bytes) => Arc::new(*bytes),
            FontData::Shared(bytes) => Arc::<Vec<u8>>::clone(bytes),
        };
        let loaded = database.load_font_source(usvg::fontdb::Source::Binary(data));
        identifiers.extend(loaded.first().map(|loaded| (id, *loaded)));
    }
    let family = |role| fonts.face(fonts.choose(role, false, false)).family.clone();
    database.set_serif_family(family(FamilyRole::Text));
    database.set_sans_serif_family(family(FamilyRole::Sans));
    database.set_monospace_family(family(FamilyRole::Mono));
    let fallbacks = fonts.fallbacks().filter_map(|id| Some((*identifiers.get(&id)?, fonts.face(id).clone()))).collect();
    let faces = fonts.faces().map(|(_, face)| face.clone()).collect();
    FontDatabase { database: Arc::new(database), fallbacks, faces }
}

/// Whether a character without a glyph is seen all the same: the shaper draws nothing for it, or another in its place.
fn needs_no_glyph(character: char) -> bool {
    character.is_whitespace()
        || character.is_control()
        || matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
}

/// Parses a drawing. The error is the parser's message.
pub(crate) fn parse(asset: &Asset, fonts: &FontDatabase) -> Result<usvg::Tree, String> {
    parse_with_images(asset, fonts, &Missing::default(), |_| None)
}

/// The same; `replaced` may give a PNG for a picture inside the drawing. `missing` gets the characters that no face has.
pub(crate) fn parse_with_images(
    asset: &Asset,
    fonts: &FontDatabase,
    missing: &Missing,
    replaced: impl Fn(&[u8]) -> Option<Vec<u8>> + Send + Sync,
) -> Result<usvg::Tree, String> {
    let bytes = asset.bytes.read();
    let text = std::str::from_utf8(&bytes).map_err(|error| error.to_string())?;
    let document = usvg::roxmltree::Document::parse(text).map_err(|error| error.to_string())?;
    let mut options = usvg::Options { fontdb: Arc::clone(&fonts.database), ..usvg::Options::default() };
    // An unknown family falls back to the sans-serif face.
    fonts.database.family_name(&usvg::fontdb::Family::SansSerif).clone_into(&mut options.font_family);
    options.font_resolver.select_fallback = Box::new(move |character, tried, _| {
        let covers = |(id, face): &&(usvg::fontdb::ID, Face)| !tried.contains(id) && face.covers(character);
        let found = fonts.fallbacks.iter().find(covers).map(|(id, _)| *id);
        // A face that has the character was tried: the shaper needs another one for its neighbours only.
        let had = || fonts.fallbacks.iter().any(|(_, face)| face.covers(character));
        if found.is_none() && !needs_no_glyph(character) && !had() {
            missing.lock().unwrap_or_else(PoisonError::into_inner).insert(character);
        }
        found
    });
    let unchanged = usvg::ImageHrefResolver::default_data_resolver();
    options.image_href_resolver = usvg::ImageHrefResolver {
        resolve_data: Box::new(move |kind, data, options| match replaced(&data) {
            Some(png) => Some(usvg::ImageKind::PNG(Arc::new(png))),
            None => unchanged(kind, data, options),
        }),
        resolve_string: Box::new(|_, _| None),
    };
    let tree = usvg::Tree::from_xmltree(&document, &options).map_err(|error| error.to_string());
    drop(options);
    let mut missing = missing.lock().unwrap_or_else(PoisonError::into_inner);
    // The shaper asks for the first one of a text only.
    if !missing.is_empty() {
        missing.extend(lacking(&document, &fonts.faces));
    }
    tree
}

/// The characters of a document's texts that none of these faces has, drawn or not.
fn lacking(document: &usvg::roxmltree::Document<'_>, faces: &[Face]) -> BTreeSet<char> {
    let texts = document.descendants().filter(|node| node.is_text() && node.ancestors().any(|above| above.has_tag_name("text")));
    let is_lacking = |sign: &char| !needs_no_glyph(*sign) && !faces.iter().any(|face| face.covers(*sign));
    texts.filter_map(|node| node.text()).flat_map(str::chars).filter(is_lacking).collect()
}

/// Reports the characters of the book's drawings that no face has.
pub(crate) fn report_missing(book: &Book, fonts: &FontSet, sink: &mut Diagnostics) {
    let faces: Vec<Face> = fonts.faces().map(|(_, face)| face.clone()).collect();
    let is_drawing = |asset: &&Asset| asset.format == ImageFormat::Svg && lacks(asset, &faces);
    let drawings: Vec<&Asset> = book.assets.par_iter().filter(is_drawing).collect();
    if drawings.is_empty() {
        return;
    }
    // What is not drawn lacks nothing: only who draws it knows.
    let database = font_database(fonts);
    for asset in drawings {
        let missing = Missing::default();
        // One that cannot be read is told elsewhere.
        let _ = parse_with_images(asset, &database, &missing, |_| None);
        let missing: Vec<char> = missing.into_inner().unwrap_or_else(PoisonError::into_inner).into_iter().collect();
        if !missing.is_empty() {
            sink.push(missing_glyphs(asset.span, &missing));
        }
    }
}

/// Whether a drawing's texts, drawn or not, have a character that none of these faces has.
fn lacks(asset: &Asset, faces: &[Face]) -> bool {
    let bytes = asset.bytes.read();
    let document = std::str::from_utf8(&bytes).ok().and_then(|text| usvg::roxmltree::Document::parse(text).ok());
    document.is_some_and(|document| !lacking(&document, faces).is_empty())
}
