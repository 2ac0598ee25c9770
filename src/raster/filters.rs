//! The filters of drawings: refused before they are computed when they take too long or too much memory.
//!
//! The drawing library computes whatever a filter asks for, pixel by pixel, and may panic. A filter is measured first, then tried apart
//! from the PDF at the scale that the PDF will have.

use resvg::{
    tiny_skia::{NonZeroRect, Pixmap, Transform},
    usvg::{self, Group, Node, filter::Kind},
};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Pixels of a filter for each unit of its drawing.
pub(crate) const SCALE: f32 = 4.0;
/// The longest side of a filter in pixels; those of the PDF are no larger than five thousand ([`pixels`]).
const MAX_SIDE: f32 = 8_192.0;
/// The most pixels that one filter may hold at once, in all its primitives: half a gigabyte.
const MAX_PIXELS: f64 = 128e6;
/// The most steps that all filters of a drawing may take, some nanoseconds each.
const MAX_STEPS: f64 = 1.5e9;

/// Why the filters of a drawing are refused: they take too much, or the library fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Refused;

/// Measures and tries the filters of `tree` as the PDF will have them.
pub(crate) fn check(tree: &usvg::Tree) -> Result<(), Refused> {
    if tree.filters().is_empty() {
        return Ok(());
    }
    measure(tree, SCALE)?;
    let mut failed = false;
    groups(tree.root(), &mut |group| failed = failed || (!group.filters().is_empty() && pixels(group).is_none()));
    if failed { Err(Refused) } else { Ok(()) }
}

/// Draws `tree`; nothing when its filters are refused.
pub(crate) fn render(tree: &usvg::Tree, transform: Transform, pixels: &mut Pixmap) -> Option<()> {
    let (x, y) = transform.get_scale();
    measure(tree, x.max(y)).ok()?;
    catch_unwind(AssertUnwindSafe(|| resvg::render(tree, transform, &mut pixels.as_mut()))).ok()
}

fn measure(tree: &usvg::Tree, scale: f32) -> Result<(), Refused> {
    let (mut steps, mut fits) = (0.0, true);
    groups(tree.root(), &mut |group| {
        let (x, y) = group.abs_transform().get_scale();
        for filter in group.filters() {
            let scale = scale * x.max(y);
            let (width, height) = (filter.rect().width() * scale, filter.rect().height() * scale);
            // The library makes those that are too large for it smaller, so that they take no longer.
            let capped = (MAX_SIDE / width.max(height)).min(1.0);
            let pixels = f64::from(width * capped) * f64::from(height * capped);
            let per_pixel: f64 = filter.primitives().iter().map(|primitive| steps_of(primitive.kind(), scale * capped)).sum();
            steps += pixels * per_pixel;
            fits &= pixels.is_finite() && pixels * (filter.primitives().len() + 3) as f64 <= MAX_PIXELS;
        }
    });
    if fits && steps <= MAX_STEPS { Ok(()) } else { Err(Refused) }
}

/// The steps of a primitive for each pixel.
fn steps_of(kind: &Kind, scale: f32) -> f64 {
    match kind {
        Kind::GaussianBlur(_) => 20.0,
        Kind::DropShadow(_) => 30.0,
        Kind::Turbulence(turbulence) => 60.0 * f64::from(turbulence.num_octaves()),
        Kind::ConvolveMatrix(matrix) => 6.0 * f64::from(matrix.matrix().columns()) * f64::from(matrix.matrix().rows()),
        Kind::Morphology(fe) => {
            8.0 * f64::from((fe.radius_x().get() * scale).ceil()) * f64::from((fe.radius_y().get() * scale).ceil())
        }
        Kind::DiffuseLighting(_) | Kind::SpecularLighting(_) => 60.0,
        Kind::Merge(merge) => 4.0 * merge.inputs().len() as f64,
        Kind::Image(image) => 4.0 * (1 + image.root().children().len()) as f64,
        Kind::Blend(_)
        | Kind::ColorMatrix(_)
        | Kind::ComponentTransfer(_)
        | Kind::Composite(_)
        | Kind::DisplacementMap(_)
        | Kind::Flood(_)
        | Kind::Offset(_)
        | Kind::Tile(_) => 10.0,
    }
}

/// A filtered group as pixels for the PDF, and the area that they cover in the coordinates of its parent. None when nothing can be drawn,
/// or the library panics.
pub(crate) fn pixels(group: &Group) -> Option<(Pixmap, NonZeroRect)> {
    const LIMIT: f32 = 5_000.0;
    let bounds = group.layer_bounding_box().transform(group.transform())?;
    let (x, y) = group.abs_transform().get_scale();
    let (own_x, own_y) = group.transform().get_scale();
    let around = (x / own_x.max(f32::EPSILON)).max(y / own_y.max(f32::EPSILON));
    let scale = (SCALE * around.max(1.0)).min(LIMIT / bounds.width()).min(LIMIT / bounds.height());
    let side = |length: f32| (length * scale).round().clamp(1.0, LIMIT) as u32;
    let mut pixels = Pixmap::new(side(bounds.width()), side(bounds.height()))?;
    let all = group.abs_layer_bounding_box();
    // The library moves a group to the origin by its place in the whole drawing.
    let transform = Transform::from_scale(scale, scale)
        .pre_concat(Transform::from_translate(-bounds.x(), -bounds.y()))
        .pre_concat(Transform::from_translate(all.x(), all.y()));
    let node = Node::Group(Box::new(group.clone()));
    catch_unwind(AssertUnwindSafe(|| resvg::render_node(&node, transform, &mut pixels.as_mut()))).ok().flatten()?;
    Some((pixels, bounds))
}

/// Visits every group, also those inside masks, patterns and filters.
fn groups(group: &Group, visit: &mut dyn FnMut(&Group)) {
    visit(group);
    for child in group.children() {
        if let Node::Group(inner) = child {
            groups(inner, visit);
        } else {
            child.subroots(|root| groups(root, visit));
        }
    }
    let mut roots = Vec::new();
    roots.extend(group.mask().map(usvg::Mask::root));
    roots.extend(group.clip_path().map(usvg::ClipPath::root));
    for filter in group.filters() {
        for primitive in filter.primitives() {
            if let Kind::Image(image) = primitive.kind() {
                roots.push(image.root());
            }
        }
    }
    roots.into_iter().for_each(|root| groups(root, visit));
}

#[cfg(test)]
mod tests {
    use super::{Refused, check};
    use resvg::usvg;

    fn checked(filter: &str, shapes: &str) -> Result<(), Refused> {
        let svg = format!(
            "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 400 300'><filter id='f'>{filter}</filter>{shapes}</svg>"
        );
        check(&usvg::Tree::from_str(&svg, &usvg::Options::default()).expect("a drawing"))
    }

    const SHAPE: &str = "<rect width='40' height='40' filter='url(#f)'/>";

    #[test]
    fn shadows_are_drawn_and_what_takes_long_is_refused() {
        let shadow = "<feDropShadow dx='2' dy='2' stdDeviation='3'/>";
        assert_eq!(checked(shadow, SHAPE), Ok(()));
        assert_eq!(checked(shadow, &SHAPE.repeat(2_000)), Err(Refused));
        assert_eq!(checked("<feMorphology radius='2'/>", SHAPE), Ok(()));
        assert_eq!(checked("<feTurbulence baseFrequency='0.1' numOctaves='2000'/>", SHAPE), Err(Refused));
        let patterned =
            format!("<pattern id='p' width='1' height='1'>{SHAPE}</pattern><rect fill='url(#p)' width='9' height='9'/>");
        assert_eq!(checked("<feTurbulence baseFrequency='0.1' numOctaves='2000'/>", &patterned), Err(Refused));
    }
}
