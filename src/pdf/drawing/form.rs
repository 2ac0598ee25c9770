//! The objects of a drawing while they are written: forms with their content and resources, and graphics states for masks, opacity and
//! blending.

use crate::{
    deflate::CompressorPool,
    pdf::{image_xobjects::ImageXObject, objects::chunk, operators::Operators},
};
use pdf_writer::{Chunk, Finish as _, Name, Rect, Ref, types, writers};
use resvg::usvg::{self, BlendMode};

/// The objects of a drawing, which are not yet part of a file.
pub(super) struct Parts<'a> {
    /// Its objects, under their own numbers. The first is the form.
    pub(super) objects: Vec<Chunk>,
    /// How many numbers are used.
    pub(super) count: i32,
    /// Numbers that stand for images.
    pub(super) images: Vec<(i32, ImageXObject)>,
    pub(super) faults: Faults,
    pub(super) compressors: &'a CompressorPool,
}

/// What an archival PDF cannot hold of a drawing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::pdf) struct Faults {
    /// A gradient that is repeated or reflected.
    pub(in crate::pdf) repeats_gradient: bool,
    /// Clips are nested too deeply.
    pub(in crate::pdf) nests_too_deeply: bool,
}

/// A form XObject being written.
pub(super) struct Form {
    pub(super) out: Operators,
    /// Left, top, right and bottom of what can be seen of it.
    pub(super) bounds: [f32; 4],
    pub(super) matrix: Option<[f32; 6]>,
    /// Whether it is one object when it is mixed with what is below it (ISO 32000-1, 11.6.6).
    is_group: bool,
    pub(super) resources: Resources,
    /// How many graphics states are saved.
    pub(super) depth: usize,
}

/// What a content stream calls by name.
#[derive(Default)]
pub(super) struct Resources {
    objects: Vec<Ref>,
    pub(super) patterns: Vec<Ref>,
    states: Vec<Ref>,
}

/// What of a form is the mask (11.5).
#[derive(Clone, Copy)]
pub(super) enum MaskKind {
    Alpha,
    Luminosity,
}

impl MaskKind {
    pub(super) const fn of(kind: usvg::MaskType) -> Self {
        match kind {
            usvg::MaskType::Luminance => Self::Luminosity,
            usvg::MaskType::Alpha => Self::Alpha,
        }
    }
}

impl Form {
    pub(super) fn new(bounds: [f32; 4]) -> Self {
        Self { out: Operators::default(), bounds, matrix: None, is_group: false, resources: Resources::default(), depth: 0 }
    }

    /// A form that is one object when it is mixed with what is below it.
    pub(super) fn group(bounds: [f32; 4]) -> Self {
        Self { is_group: true, ..Self::new(bounds) }
    }

    /// Draws an XObject.
    pub(super) fn object(&mut self, id: Ref) {
        let name = place(&mut self.resources.objects, id);
        self.out.raw(&format!("/x{name} Do\n"));
    }

    /// Sets a graphics state.
    pub(super) fn state(&mut self, id: Ref) {
        let name = place(&mut self.resources.states, id);
        self.out.raw(&format!("/g{name} gs\n"));
    }

    /// Sets a pattern as colour.
    pub(super) fn pattern(&mut self, id: Ref, is_stroke: bool) {
        let name = place(&mut self.resources.patterns, id);
        self.out.raw(&if is_stroke { format!("/Pattern CS /p{name} SCN\n") } else { format!("/Pattern cs /p{name} scn\n") });
    }
}

impl Resources {
    /// Writes the resource dictionary (7.8.3).
    pub(super) fn write(&self, mut resources: writers::Resources<'_>) {
        if !self.objects.is_empty() {
            let mut names = resources.x_objects();
            for (index, id) in self.objects.iter().enumerate() {
                names.pair(Name(format!("x{index}").as_bytes()), *id);
            }
        }
        if !self.patterns.is_empty() {
            let mut names = resources.patterns();
            for (index, id) in self.patterns.iter().enumerate() {
                names.pair(Name(format!("p{index}").as_bytes()), *id);
            }
        }
        if !self.states.is_empty() {
            let mut names = resources.ext_g_states();
            for (index, id) in self.states.iter().enumerate() {
                names.pair(Name(format!("g{index}").as_bytes()), *id);
            }
        }
    }
}

impl<'a> Parts<'a> {
    pub(super) fn new(compressors: &'a CompressorPool) -> Self {
        Self { objects: Vec::new(), count: 0, images: Vec::new(), faults: Faults::default(), compressors }
    }

    /// The next number.
    pub(super) fn reserve(&mut self) -> Ref {
        self.count += 1;
        Ref::new(self.count)
    }

    /// The number that stands for an image.
    pub(super) fn image(&mut self, image: ImageXObject) -> Ref {
        let id = self.reserve();
        self.images.push((id.get(), image));
        id
    }

    /// Writes a form under the next number.
    pub(super) fn form(&mut self, form: Form) -> Ref {
        let id = self.reserve();
        self.write_form(id, form);
        id
    }

    /// Writes a form.
    pub(super) fn write_form(&mut self, id: Ref, form: Form) {
        let data = self.compressors.deflate(&form.out.bytes);
        let mut one = chunk();
        let mut written = one.form_xobject(id, &data);
        written.filter(pdf_writer::Filter::FlateDecode);
        let [left, top, right, bottom] = form.bounds;
        written.bbox(Rect::new(left, top, right, bottom));
        if let Some(matrix) = form.matrix {
            written.matrix(matrix);
        }
        form.resources.write(written.resources());
        if form.is_group {
            let mut group = written.group();
            group.transparency().isolated(true);
            group.color_space().device_rgb();
        }
        written.finish();
        self.objects.push(one);
    }

    /// The graphics state with a form as soft mask.
    pub(super) fn mask_state(&mut self, mask: Ref, kind: MaskKind) -> Ref {
        let id = self.reserve();
        let mut one = chunk();
        let mut state = one.ext_graphics(id);
        state.soft_mask().group(mask).subtype(match kind {
            MaskKind::Alpha => types::MaskType::Alpha,
            MaskKind::Luminosity => types::MaskType::Luminosity,
        });
        state.finish();
        self.objects.push(one);
        id
    }

    /// The graphics state with an opacity and a blend mode.
    pub(super) fn blend_state(&mut self, opacity: f32, mode: BlendMode) -> Ref {
        let id = self.reserve();
        let mut one = chunk();
        let mut state = one.ext_graphics(id);
        if opacity < 1.0 {
            state.non_stroking_alpha(opacity).stroking_alpha(opacity);
        }
        if mode != BlendMode::Normal {
            state.blend_mode(blend_mode(mode));
        }
        state.finish();
        self.objects.push(one);
        id
    }
}

/// The place of `id` in a list of names, at whose end it is put if it is not there.
fn place(names: &mut Vec<Ref>, id: Ref) -> usize {
    names.iter().position(|other| *other == id).unwrap_or_else(|| {
        names.push(id);
        names.len() - 1
    })
}

const fn blend_mode(mode: BlendMode) -> types::BlendMode {
    match mode {
        BlendMode::Normal => types::BlendMode::Normal,
        BlendMode::Multiply => types::BlendMode::Multiply,
        BlendMode::Screen => types::BlendMode::Screen,
        BlendMode::Overlay => types::BlendMode::Overlay,
        BlendMode::Darken => types::BlendMode::Darken,
        BlendMode::Lighten => types::BlendMode::Lighten,
        BlendMode::ColorDodge => types::BlendMode::ColorDodge,
        BlendMode::ColorBurn => types::BlendMode::ColorBurn,
        BlendMode::HardLight => types::BlendMode::HardLight,
        BlendMode::SoftLight => types::BlendMode::SoftLight,
        BlendMode::Difference => types::BlendMode::Difference,
        BlendMode::Exclusion => types::BlendMode::Exclusion,
        BlendMode::Hue => types::BlendMode::Hue,
        BlendMode::Saturation => types::BlendMode::Saturation,
        BlendMode::Color => types::BlendMode::Color,
        BlendMode::Luminosity => types::BlendMode::Luminosity,
    }
}

/// A transformation as a matrix of the format.
pub(super) const fn matrix(transform: usvg::Transform) -> [f32; 6] {
    [transform.sx, transform.ky, transform.kx, transform.sy, transform.tx, transform.ty]
}
