//! A picture file: what its bytes are, its pixels made ready to show, its drawing made safe.
//!
//! [`inspect`] reads headers and decodes nothing; [`mod@pixels`] gives what a reader should see, upright, in sRGB, eight bits a
//! channel; `svg` cleans drawings. It knows no project and no page: `assemble` reports what is wrong, `epub` and `pdf` decide how
//! large a picture must be and how it is written.

mod color;
mod header;
mod ink;
mod jpeg;
mod location;
mod pixels;
pub(crate) mod svg;
mod whole;

pub(crate) use header::{Facts, Unusable, inspect, name, of_extension};
pub(crate) use jpeg::headers as jpeg_headers;
pub(crate) use location::without_place;
pub(crate) use pixels::pixels;

#[cfg(test)]
mod tests;
