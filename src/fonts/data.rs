//! The bytes of a font file.

use std::{fmt, ops::Deref, sync::Arc};

/// The bytes of a font file: in the program, or of the project; cheap to clone.
#[derive(Clone)]
pub enum FontData {
    /// In the program.
    Static(&'static [u8]),
    /// Of the project.
    Shared(Arc<Vec<u8>>),
}

impl Deref for FontData {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Self::Static(bytes) => bytes,
            Self::Shared(bytes) => bytes,
        }
    }
}

impl AsRef<[u8]> for FontData {
    fn as_ref(&self) -> &[u8] {
        self
    }
}

impl fmt::Debug for FontData {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bytes", self.len())
    }
}
