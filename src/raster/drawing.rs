//! Drawings (SVG) read for drawing: the same tree for the PDF and for pixels.
//!
//! A drawing sees the book's fonts and no file, so that it looks the same on every machine. What the EPUB keeps of it is
//! `epub`'s business.

use crate::{
    book::Asset,
    fonts::{FamilyRole, FontData, FontSet},
};
use resvg::usvg;
use std::sync::Arc;

/// The faces that the texts of drawings are set in.
pub(crate) type DrawingFonts = Arc<usvg::fontdb::Database>;

/// The book's faces for the texts in drawings: no font of the machine, so that the book is the same everywhere.
pub(crate) fn fonts(fonts: &FontSet) -> DrawingFonts {
    let mut database = usvg::fontdb::Database::new();
    for (_, face) in fonts.faces() {
        let data: Arc<dyn AsRef<[u8]> + Send + Sync> = match &face.data {
            FontData::Static(bytes) => Arc::new(*bytes),
            FontData::Shared(bytes) => Arc::<Vec<u8>>::clone(bytes),
        };
        database.load_font_source(usvg::fontdb::Source::Binary(data));
    }
    let family = |role| fonts.face(fonts.choose(role, false, false)).family.clone();
    database.set_serif_family(family(FamilyRole::Text));
    database.set_sans_serif_family(family(FamilyRole::Sans));
    database.set_monospace_family(family(FamilyRole::Mono));
    Arc::new(database)
}

/// Reads a drawing. It gets the book's fonts and no other file: what it linked was taken out when it was cleaned.
pub(crate) fn read(asset: &Asset, fonts: &DrawingFonts) -> Result<usvg::Tree, String> {
    read_with(asset, fonts, |_| None)
}

/// The same, with a PNG in place of the pictures within the drawing for which `replaced` has one.
pub(crate) fn read_with(
    asset: &Asset,
    fonts: &DrawingFonts,
    replaced: impl Fn(&[u8]) -> Option<Vec<u8>> + Send + Sync,
) -> Result<usvg::Tree, String> {
    let bytes = asset.bytes.read();
    let text = std::str::from_utf8(&bytes).map_err(|error| error.to_string())?;
    let document = usvg::roxmltree::Document::parse(text).map_err(|error| error.to_string())?;
    let mut options = usvg::Options { fontdb: Arc::clone(fonts), ..usvg::Options::default() };
    // An unknown family falls back to the face of captions, as in the rest of the book.
    fonts.family_name(&usvg::fontdb::Family::SansSerif).clone_into(&mut options.font_family);
    let as_it_is = usvg::ImageHrefResolver::default_data_resolver();
    options.image_href_resolver = usvg::ImageHrefResolver {
        resolve_data: Box::new(move |kind, data, options| match replaced(&data) {
            Some(png) => Some(usvg::ImageKind::PNG(Arc::new(png))),
            None => as_it_is(kind, data, options),
        }),
        resolve_string: Box::new(|_, _| None),
    };
    usvg::Tree::from_xmltree(&document, &options).map_err(|error| error.to_string())
}
