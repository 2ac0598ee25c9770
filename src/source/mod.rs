//! Sources and positions: which file a thing comes from, and where in the file it was written.
//!
//! [`SourceMap`] holds the [`Source`]s of a project, [`Span`] is a position in one, [`Blob`] the bytes of a picture or a font,
//! [`Parts`] the content of an output file. The module knows neither how files are read (`project`) nor how positions are shown
//! (`diagnostic::render`).

mod base64;
mod blob;
mod bylines;
mod compose;
mod conflict;
mod entities;
mod file;
mod hexadecimal;
mod invisible;
mod legacy;
mod line_ends;
mod map;
mod mojibake;
mod names;
mod particles;
mod parts;
pub mod paths;
mod percent;
mod placeholder;
mod reference;
mod scan;
mod span;
mod stand_in;

pub use base64::to_base64;
pub use blob::{Blob, External};
pub use bylines::{bare_byline, is_title, names_of, without_titles};
pub use compose::{append_composed, composed};
pub use conflict::conflict_marker;
pub use entities::entities_decoded;
pub use file::Source;
pub use hexadecimal::hexadecimal;
pub use invisible::{is_invisible, of_no_use};
pub use legacy::legacy;
pub use line_ends::with_line_feeds;
pub use map::SourceMap;
pub use mojibake::mojibake;
pub use names::NameIndex;
pub use particles::{is_particle, opens_family_name};
pub use parts::{Part, Parts};
pub use percent::percent_decoded;
pub use placeholder::{PLACEHOLDERS, after_placeholder, is_placeholder};
pub use reference::Reference;
pub use scan::is_surely_clean;
pub use scan::{any_pair, beyond_ascii, may_be_unclean};
pub use span::{SourceId, Span, Spanned};
pub use stand_in::stand_in;
