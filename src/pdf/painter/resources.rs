//! The resources of pages: fonts, pictures, colour spaces.
//!
//! The library names resources in the order of their use. So everything that a page uses is drawn once at the start of the page, in a
//! fixed order; the names are then the same whether the page itself is drawn or cached.

use super::{PagePainter, guard};
use crate::{
    book::AssetId,
    diagnostic::{Code, Diagnostic},
    fonts::{FaceId, FontData},
    layout::{
        frame::{FrameItem, Shape},
        theme::RULE_GREY,
    },
    pdf::{
        color::{fill, is_grey},
        path::draw_square,
        pictures::Picture,
    },
    raster::filters,
    typeset::color::Color,
};
use krilla::{
    Data,
    geom::{self, Transform},
    graphic::Graphic,
    surface::Surface,
    tagging::{Artifact, ArtifactType, ContentTag},
    text::Font,
};
use krilla_svg::{SurfaceExt as _, SvgSettings};
use std::{collections::BTreeSet, sync::Arc};

impl PagePainter<'_, '_> {
    /// Makes everything that `items` and the lines under links use a resource of the page, in the order of the items. What is drawn for that
    /// is removed from the content stream later (`content_streams`).
    pub(in crate::pdf) fn name_resources<'i>(
        &mut self,
        items: impl IntoIterator<Item = &'i FrameItem>,
        underlines: &[geom::Rect],
        surface: &mut Surface<'_>,
    ) {
        self.registry.begin_page();
        self.sequence_counts.clear();
        surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Other)));
        surface.set_stroke(None);
        let (mut color_spaces, mut faces, mut pictures) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        let mut name_color = |color: Color, surface: &mut Surface<'_>| {
            if color_spaces.insert(is_grey(color)) {
                surface.set_fill(Some(fill(color)));
                draw_square(surface);
            }
        };
        for item in items {
            match &item.shape {
                Shape::Glyphs(run) => {
                    name_color(run.color, surface);
                    let location = self.origins.location(item.span);
                    if faces.insert(run.face) && self.load_face(run.face, surface) {
                        self.registry.name_resource(run, self.fonts.face(run.face), location, surface);
                    }
                }
                Shape::Rule { color, .. } => name_color(*color, surface),
                Shape::Path(path) => {
                    path.fill.into_iter().chain(path.stroke.map(|(color, _)| color)).for_each(|color| name_color(color, surface));
                }
                Shape::Image { asset, .. } => {
                    surface.set_location(self.origins.location(item.span));
                    if pictures.insert(*asset)
                        && let Some(anywhere) = geom::Rect::from_xywh(0.0, 0.0, 1.0, 1.0)
                    {
                        self.draw_picture(*asset, anywhere, surface);
                    }
                }
                Shape::Link(_) => {}
            }
        }
        if !underlines.is_empty() {
            name_color(RULE_GREY, surface);
        }
        surface.end_tagged();
    }

    /// Gives a face to the library the first time. Returns whether the library can read it; one that it cannot is reported once, at its
    /// file.
    pub(super) fn load_face(&mut self, id: FaceId, surface: &mut Surface<'_>) -> bool {
        if let Some(font) = self.faces.get(&id) {
            return font.is_some();
        }
        let face = self.fonts.face(id);
        let data = match &face.data {
            FontData::Static(bytes) => Data::from(*bytes),
            FontData::Shared(bytes) => Data::from(Arc::<Vec<u8>>::clone(bytes) as Arc<dyn AsRef<[u8]> + Send + Sync>),
        };
        let font = Font::new(data, 0);
        if let Some(font) = &font {
            self.registry.add_face(id, face, font, surface);
        }
        let is_readable = font.is_some();
        if !is_readable {
            let span = self.fonts.origin(id).span.unwrap_or(self.origins.fallback);
            self.sink.push(Diagnostic::new(Code::PdfFontUnusable, span).with("reason", &face.postscript_name));
        }
        self.faces.insert(id, font);
        is_readable
    }

    /// Draws a picture into `area`; nothing for one that could not be read, which was reported.
    pub(super) fn draw_picture(&mut self, asset: AssetId, area: geom::Rect, surface: &mut Surface<'_>) {
        let Some(picture) = self.pictures.get(&asset) else { return };
        surface.push_transform(&Transform::from_translate(area.left(), area.top()));
        match picture {
            Picture::Raster(image) => {
                if let Some(size) = geom::Size::from_wh(area.width(), area.height()) {
                    surface.draw_image(image.clone(), size);
                }
            }
            Picture::Vector(tree) => {
                let (width, height) = (tree.size().width(), tree.size().height());
                let graphic = self.graphics.entry(asset).or_insert_with(|| {
                    let mut builder = surface.stream_builder();
                    guard::draw_stream(&mut builder, |inner| {
                        if let Some(size) = geom::Size::from_wh(width, height) {
                            inner.draw_svg(tree, size, SvgSettings { embed_text: false, filter_scale: filters::SCALE });
                        }
                    });
                    Graphic::new(builder.finish(), false)
                });
                surface.push_transform(&Transform::from_scale(area.width() / width, area.height() / height));
                surface.draw_graphic(graphic.clone());
                surface.pop();
            }
        }
        surface.pop();
    }
}
