//! The desk: when the files of a project may have changed, and its pages in a browser on this machine. It is the only crate that opens a
//! socket, and the only one that stands on libraries for that.

pub mod watch;

pub mod preview;

pub use make_book_back::{compile, epub, fonts, layout, pagination, raster, typeset};
pub use make_book_base::{locale, source};
pub use make_book_front::{book, project};
