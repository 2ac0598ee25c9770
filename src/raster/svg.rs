//! Parsing SVG drawings: the same tree for the PDF and for pixels.
//!
//! A drawing gets the book's fonts, and neither other files nor fonts of the machine, so that it looks the same everywhere. The EPUB
//! contains the drawing itself (`epub`).

use crate::{
    book::Asset,
    fonts::{FamilyRole, FontData, FontSet},
};
use resvg::usvg;
use std::sync::Arc;

/// The fonts for the texts of drawings.
pub(crate) type FontDatabase = Arc<usvg::fontdb::Database>;

/// The font database with the book's faces, and no others.
pub(crate) fn font_database(fonts: &FontSet) -> FontDatabase {
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

/// Parses a drawing. The error is the parser's message.
pub(crate) fn parse(asset: &Asset, fonts: &FontDatabase) -> Result<usvg::Tree, String> {
    parse_with_images(asset, fonts, |_| None)
}

/// The same; `replaced` may give a PNG for a picture inside the drawing.
pub(crate) fn parse_with_images(
    asset: &Asset,
    fonts: &FontDatabase,
    replaced: impl Fn(&[u8]) -> Option<Vec<u8>> + Send + Sync,
) -> Result<usvg::Tree, String> {
    let bytes = asset.bytes.read();
    let text = std::str::from_utf8(&bytes).map_err(|error| error.to_string())?;
    let document = usvg::roxmltree::Document::parse(text).map_err(|error| error.to_string())?;
    let mut options = usvg::Options { fontdb: Arc::clone(fonts), ..usvg::Options::default() };
    // An unknown family falls back to the sans-serif face.
    fonts.family_name(&usvg::fontdb::Family::SansSerif).clone_into(&mut options.font_family);
    let unchanged = usvg::ImageHrefResolver::default_data_resolver();
    options.image_href_resolver = usvg::ImageHrefResolver {
        resolve_data: Box::new(move |kind, data, options| match replaced(&data) {
            Some(png) => Some(usvg::ImageKind::PNG(Arc::new(png))),
            None => unchanged(kind, data, options),
        }),
        resolve_string: Box::new(|_, _| None),
    };
    usvg::Tree::from_xmltree(&document, &options).map_err(|error| error.to_string())
}
