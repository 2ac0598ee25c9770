//! Gradients of a drawing (ISO 32000-1, 8.7.4): shading patterns, and masks where their colours are not opaque.

use super::form::{Form, MaskKind, Parts, matrix};
use crate::pdf::objects::chunk;
use pdf_writer::{Finish as _, Ref, types};
use resvg::usvg::{self, LinearGradient, Opacity, RadialGradient, SpreadMethod, Stop, Transform};

/// The geometry of a gradient.
pub(super) enum Axis {
    /// From one point to another.
    Linear([f32; 4]),
    /// From one circle to another.
    Radial([f32; 6]),
}

impl Axis {
    pub(super) fn linear(linear: &LinearGradient) -> Self {
        Self::Linear([linear.x1(), linear.y1(), linear.x2(), linear.y2()])
    }

    pub(super) fn radial(radial: &RadialGradient) -> Self {
        let (inner, outer) = (radial.fr().get(), radial.r().get());
        Self::Radial([radial.fx(), radial.fy(), inner, radial.cx(), radial.cy(), outer])
    }
}

impl Parts<'_> {
    /// Sets a gradient as the colour of fills or strokes. It lies in the coordinates of `transform`.
    pub(super) fn gradient(
        &mut self,
        gradient: &usvg::BaseGradient,
        axis: &Axis,
        is_stroke: bool,
        transform: Transform,
        out: &mut Form,
    ) {
        // Only a function in PostScript could say it, which archival PDF excludes.
        self.faults.repeats_gradient |= gradient.spread_method() != SpreadMethod::Pad;
        let placed = matrix(transform.pre_concat(gradient.transform()));
        if gradient.stops().iter().any(|stop| stop.opacity() != Opacity::ONE) {
            let alpha = self.shading(gradient, axis, placed, |stop| vec![stop.opacity().get()]);
            let mut mask = Form::group(out.bounds);
            mask.pattern(alpha, false);
            let [left, top, right, bottom] = out.bounds.map(f64::from);
            mask.out.put(&[left, top, right - left, bottom - top], "re");
            mask.out.raw("f\n");
            let mask = self.form(mask);
            let state = self.mask_state(mask, MaskKind::Luminosity);
            out.state(state);
        }
        let colors = self.shading(gradient, axis, placed, |stop| {
            [stop.color().red, stop.color().green, stop.color().blue].map(|channel| f32::from(channel) / 255.0).to_vec()
        });
        out.pattern(colors, is_stroke);
    }

    /// The pattern of a gradient, with the values that `channels` takes of its stops: three colours, or one grey value.
    fn shading(&mut self, gradient: &usvg::BaseGradient, axis: &Axis, placed: [f32; 6], channels: fn(&Stop) -> Vec<f32>) -> Ref {
        let stops: Vec<(f32, Vec<f32>)> = gradient.stops().iter().map(|stop| (stop.offset().get(), channels(stop))).collect();
        let is_grey = stops.first().is_none_or(|(_, values)| values.len() == 1);
        let function = self.ramp(stops);
        let id = self.reserve();
        let mut one = chunk();
        let mut pattern = one.shading_pattern(id);
        pattern.matrix(placed);
        let mut shading = pattern.function_shading();
        shading.shading_type(match axis {
            Axis::Linear(_) => types::FunctionShadingType::Axial,
            Axis::Radial(_) => types::FunctionShadingType::Radial,
        });
        if is_grey {
            shading.color_space().device_gray();
        } else {
            shading.color_space().device_rgb();
        }
        match axis {
            Axis::Linear(points) => shading.coords(*points),
            Axis::Radial(circles) => shading.coords(*circles),
        };
        shading.function(function).extend([true, true]);
        shading.finish();
        pattern.finish();
        self.objects.push(one);
        id
    }

    /// The function from 0 to 1 through the values of stops (7.10).
    fn ramp(&mut self, mut stops: Vec<(f32, Vec<f32>)>) -> Ref {
        // The ends of the gradient have the values of the outermost stops.
        if let Some((0.0.., values)) = stops.first().cloned()
            && stops[0].0 > 0.0
        {
            stops.insert(0, (0.0, values));
        }
        if let Some((end, values)) = stops.last().cloned()
            && end < 1.0
        {
            stops.push((1.0, values));
        }
        let (mut parts, mut bounds) = (Vec::new(), Vec::new());
        for pair in stops.windows(2) {
            let [(start, from), (end, to)] = pair else { continue };
            if end <= start {
                continue;
            }
            let id = self.reserve();
            let mut one = chunk();
            one.exponential_function(id).domain([0.0, 1.0]).c0(from.iter().copied()).c1(to.iter().copied()).n(1.0);
            self.objects.push(one);
            parts.push(id);
            bounds.push(*end);
        }
        bounds.pop();
        if let [only] = parts[..] {
            return only;
        }
        let id = self.reserve();
        let mut one = chunk();
        let count = parts.len();
        one.stitching_function(id).domain([0.0, 1.0]).functions(parts).bounds(bounds).encode([0.0, 1.0].repeat(count));
        self.objects.push(one);
        id
    }
}
