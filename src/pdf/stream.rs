//! Stream objects (ISO 32000-1, 7.3.8), and the bodies that replace objects of the library's file.

use super::{
    image_xobjects::ImageStream,
    scan::{find, number, split},
};
use crate::source::Blob;
use std::borrow::Cow;

/// A stream object of the library's file.
#[derive(Clone, Copy)]
pub(super) struct Stream<'a> {
    /// The entries of its dictionary, without the brackets.
    dictionary: &'a [u8],
    pub(super) data: &'a [u8],
}

impl<'a> Stream<'a> {
    /// The stream in the `body` of an object; none when it has another form.
    pub(super) fn parse(body: &'a [u8]) -> Option<Self> {
        let (dictionary, data) = split(body.strip_prefix(b"<<")?, b">>\nstream\n")?;
        Some(Self { dictionary, data: data.strip_suffix(b"\nendstream")? })
    }

    /// Whether it is an image XObject (8.9.5).
    pub(super) fn is_image(&self) -> bool {
        find(self.dictionary, b"/Subtype/Image").is_some()
    }

    /// Whether it is to be compressed: it has no filter yet. Metadata stay uncompressed, for programs that cannot read PDF.
    pub(super) fn is_uncompressed(&self) -> bool {
        find(self.dictionary, b"/Filter").is_none() && find(self.dictionary, b"/Type/Metadata").is_none()
    }

    /// The body of an object with the same stream, whose data are compressed to `data`.
    pub(super) fn with_compressed(&self, data: &[u8]) -> Option<Body> {
        let head = self.head(data.len(), "/Filter/FlateDecode")?;
        Some(Body::Owned([&head, data, END].concat()))
    }

    /// The body of an object with the image `image`, for which this stream is a placeholder.
    pub(super) fn with_image(&self, image: &ImageStream) -> Option<Body> {
        let ImageStream { size: (width, height), filter, data } = image;
        let head = self.head(data.length(), "")?;
        let (before, after) = split(&head, b"/FlateDecode/Width ")?;
        let (_, after) = split(after, b"/ColorSpace")?;
        let size = format!("{filter}/Width {width}/Height {height}/ColorSpace");
        Some(Body::Shared { head: [before, size.as_bytes(), after].concat(), data: data.clone() })
    }

    /// What precedes the data of a stream of `length` bytes, with `more` entries in its dictionary.
    fn head(&self, length: usize, more: &str) -> Option<Vec<u8>> {
        let rest = self.dictionary.strip_prefix(b"/Length ")?;
        let (_, digits) = number(rest)?;
        Some([format!("<</Length {length}{more}").as_bytes(), &rest[digits..], b">>\nstream\n"].concat())
    }
}

/// What follows the data of a stream.
pub(super) const END: &[u8] = b"\nendstream";

/// A new body for an object of the library's file.
pub(super) enum Body {
    Owned(Vec<u8>),
    /// A stream whose data are shared with the book.
    Shared {
        head: Vec<u8>,
        data: Blob,
    },
}

impl Body {
    /// Its bytes, in three parts.
    pub(super) fn parts(&self) -> [Cow<'_, [u8]>; 3] {
        match self {
            Self::Owned(bytes) => [bytes.into(), Cow::default(), Cow::default()],
            Self::Shared { head, data } => [head.into(), data.read(), END.into()],
        }
    }

    /// Its bytes up to the data that are shared with the book.
    pub(super) fn owned(&self) -> &[u8] {
        match self {
            Self::Owned(bytes) => bytes,
            Self::Shared { head, .. } => head,
        }
    }
}
