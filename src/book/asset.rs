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
    /// What the bytes are (found in the bytes, not in the name).
    pub format: ImageFormat,
    /// Width and height of the upright picture in pixels (for an SVG, in CSS pixels of its view box).
    pub size: (u32, u32),
    /// How the file stores what it shows.
    pub stored: Stored,
    /// The file as a whole.
    pub span: Span,
}

/// Where the pixels of a file are not what a reader should see.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Stored {
    /// Lying on a side or mirrored, with a header that asks to turn them.
    pub turned: bool,
    /// Printers' inks, of which screens know nothing.
    pub cmyk: bool,
    /// Whether the file says which colours these numbers stand for, or need not.
    pub profiled: bool,
    /// Sixteen bits a channel.
    pub deep: bool,
    /// More than one frame.
    pub animated: bool,
    /// The page may show through.
    pub transparent: bool,
}

impl Stored {
    /// Whether the file shows, byte for byte, what a reader should see.
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
