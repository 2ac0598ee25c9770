//! Picture files.

use crate::source::{Blob, Span};
use std::sync::Arc;

/// A picture file.
#[derive(Clone, Debug)]
pub struct Asset {
    /// Path from the project's root.
    pub path: Arc<str>,
    /// The file's bytes.
    pub bytes: Blob,
    /// The format, found in the bytes, not in the name.
    pub format: ImageFormat,
    /// Width and height of the upright picture in pixels (for an SVG, in CSS pixels of its view box).
    pub size: (u32, u32),
    /// How the file stores what it shows.
    pub stored: Stored,
    /// The file as a whole.
    pub span: Span,
}

/// How the file stores its pixels, where that differs from what a reader should see.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Stored {
    /// Rotated or mirrored, with an orientation in the header (Exif).
    pub turned: bool,
    /// In the inks of printing (CMYK), which screens cannot show.
    pub cmyk: bool,
    /// The file says which colours its numbers stand for (a colour profile), or need not.
    pub profiled: bool,
    /// Sixteen bits per channel.
    pub deep: bool,
    /// More than one frame.
    pub animated: bool,
    /// It has transparent pixels.
    pub transparent: bool,
}

impl Stored {
    /// Whether the file can be shown as it is.
    #[must_use]
    pub const fn as_shown(self) -> bool {
        !(self.turned || self.cmyk || self.deep || self.animated)
    }
}

impl Default for Stored {
    fn default() -> Self {
        Self { turned: false, cmyk: false, profiled: true, deep: false, animated: false, transparent: false }
    }
}

/// Formats of pictures that a book may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum ImageFormat {
    Jpeg,
    Png,
    Gif,
    WebP,
    Svg,
}
