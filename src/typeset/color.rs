//! Colours in which text and drawings are painted.

use serde::{Deserialize, Serialize};

/// A colour; text is grey, charts may use more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Color {
    /// Red, green, blue, sRGB.
    pub rgb: [u8; 3],
}

impl Color {
    /// Black.
    pub const BLACK: Self = Self { rgb: [0, 0, 0] };
    /// White.
    pub const WHITE: Self = Self { rgb: [255, 255, 255] };
}
