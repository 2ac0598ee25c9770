//! Fonts: the faces of the book, what they measure, what they cover, and how they shape words.
//!
//! A face of the project takes the place of the embedded face of the same family and style; a face of another family serves
//! where the others lack a character. It knows neither paragraphs nor layout. Read next: [`set`], [`face`], [`words`], [`subset`].

mod data;
mod embedded;
mod face;
mod family;
mod ink;
mod missing;
mod set;
mod sound;
mod space;
pub mod subset;
mod sums;
mod words;

pub use data::FontData;
pub use face::Face;
pub use family::{FaceId, FamilyRole};
pub use ink::InkExtents;
pub use missing::{SHOWN, missing_glyphs};
pub use set::{FontSet, Origin, joins_emoji};
pub(crate) use sound::draws;
pub use words::{PlanId, PlanKey, UnscaledGlyph, WordShaper};
