//! Colours: grey values for greys, RGB for all others.

use crate::typeset::color::Color;
use krilla::{
    color::{luma, rgb},
    num::NormalizedF32,
    paint::{Fill, FillRule, Paint},
};

/// An opaque fill.
pub(super) fn fill(color: Color) -> Fill {
    Fill { paint: paint(color), opacity: NormalizedF32::ONE, rule: FillRule::NonZero }
}

/// A colour in DeviceGray or DeviceRGB. Greys are written as grey values, so that a press prints them with one ink instead of four.
pub(super) fn paint(color: Color) -> Paint {
    let [red, green, blue] = color.rgb;
    if is_grey(color) { luma::Color::new(red).into() } else { rgb::Color::new(red, green, blue).into() }
}

/// Whether the colour is written as a grey value.
pub(super) fn is_grey(color: Color) -> bool {
    let [red, green, blue] = color.rgb;
    red == green && green == blue
}
