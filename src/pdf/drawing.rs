//! SVG drawings → form XObjects (ISO 32000-1, 8.10): fills, strokes, clips, masks, opacity and blending as vectors, filters as pixels.
//!
//! A drawing has object numbers of its own until the file adopts it, so that drawings are made in parallel. Its form is one unit wide and
//! high, as images are. Read next: `painter` (what it shows), `gradient`, `form` (its objects).

mod form;
mod gradient;
mod painter;

pub(super) use form::Faults;

use super::{
    image_xobjects::{ImageXObject, ImageXObjects},
    objects::Objects,
};
use crate::deflate::CompressorPool;
use form::{Form, Parts};
use painter::Painter;
use pdf_writer::{Chunk, Ref};
use resvg::usvg::{self, Transform};
use std::collections::BTreeMap;

/// A drawing, as objects that are not yet part of a file.
pub(super) struct Drawing {
    /// Its objects, under their own numbers. The first is the form.
    objects: Vec<Chunk>,
    /// How many numbers are used.
    count: i32,
    /// Numbers that stand for images.
    images: Vec<(i32, ImageXObject)>,
    pub(super) faults: Faults,
}

/// The form of one unit's size with the drawing `tree`. `embedded` reads a picture inside the drawing.
pub(super) fn draw(tree: &usvg::Tree, embedded: &dyn Fn(&[u8]) -> Option<ImageXObject>, compressors: &CompressorPool) -> Drawing {
    let (width, height) = (tree.size().width(), tree.size().height());
    let mut painter = Painter::new(embedded, compressors);
    let root = painter.parts.reserve();
    let mut form = Form::new([0.0, 0.0, width, height]);
    painter.group(tree.root(), Transform::identity(), &mut form);
    form.matrix = Some([1.0 / width, 0.0, 0.0, -1.0 / height, 0.0, 1.0]);
    painter.parts.write_form(root, form);
    let Parts { objects, count, images, faults, .. } = painter.parts;
    Drawing { objects, count, images, faults }
}

impl Drawing {
    /// Adds the drawing to the objects of a file. Returns its form.
    pub(super) fn adopt(self, images: &mut ImageXObjects, compressors: &CompressorPool, objects: &mut Objects) -> Ref {
        let mut new: BTreeMap<i32, Ref> = BTreeMap::new();
        for (number, image) in self.images {
            new.insert(number, images.add(image, compressors, objects));
        }
        for number in 1..=self.count {
            new.entry(number).or_insert_with(|| objects.reserve());
        }
        for object in &self.objects {
            objects.take(&object.renumber(|id| new.get(&id.get()).copied().unwrap_or(id)));
        }
        new.get(&1).copied().unwrap_or(Ref::new(1))
    }
}

#[cfg(test)]
mod tests;
