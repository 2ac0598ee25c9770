//! The colours of text and drawings.

use serde::{Deserialize, Serialize};

/// A colour in sRGB. Text is black, white or grey; charts have colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Color {
    /// Red, green, blue.
    pub rgb: [u8; 3],
}

impl Color {
    /// Black.
    pub const BLACK: Self = Self { rgb: [0, 0, 0] };
    /// White.
    pub const WHITE: Self = Self { rgb: [255, 255, 255] };
}
