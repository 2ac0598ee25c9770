//! Picture files: their headers, their pixels ready to show, their drawings sanitized.
//!
//! [`read_header`] decodes nothing; [`mod@decode`] gives pixels upright, in sRGB, of eight bits a channel; [`svg`] removes from
//! drawings what a book must not hold. The module knows neither projects nor pages: `assemble` reports what is wrong with a picture,
//! `epub` and `pdf` decide how large it must be and how it is written.

mod chunks;
mod cmyk;
mod decode;
mod foreign;
mod gps;
mod header;
mod icc;
mod jpeg;
pub mod svg;

pub use decode::decode;
pub use gps::strip_gps;
pub use header::{Header, HeaderError, format_name, format_of_extension, read_header};
pub use jpeg::decode_jpeg_headers;

#[cfg(test)]
mod tests;
