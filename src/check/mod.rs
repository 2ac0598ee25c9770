//! Editorial and accessibility rules over a finished `Book`.

use crate::{book::Book, diagnostic::Diagnostics};

/// Reports what an editor should know about the book before a reader does.
pub fn check(_book: &Book, _sink: &mut Diagnostics) {}
