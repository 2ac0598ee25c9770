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

    /// The grey that is as light (luma of ITU-R BT.709).
    #[must_use]
    pub fn to_grey(self) -> Self {
        let weighted = self.rgb.into_iter().zip([2_126_u32, 7_152, 722]).map(|(channel, weight)| u32::from(channel) * weight);
        let grey = u8::try_from((weighted.sum::<u32>() + 5_000) / 10_000).unwrap_or(u8::MAX);
        Self { rgb: [grey; 3] }
    }
}

#[cfg(test)]
mod tests {
    use super::Color;

    #[test]
    fn a_grey_is_as_light_as_its_colour() {
        let greys = [[0, 0, 0], [255, 255, 255], [0x6b, 0x6b, 0x6b], [0xf4, 0xf2, 0xed], [255, 0, 0]]
            .map(|rgb| Color { rgb }.to_grey().rgb[0]);
        assert_eq!(greys, [0, 255, 0x6b, 0xf2, 54]);
    }
}
