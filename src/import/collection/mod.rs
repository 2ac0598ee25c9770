//! Files that hold several texts: an e-mail with its attachments, a page saved with its pictures, the export of a blog. Each is taken
//! apart into files that the readers of single texts read; a message and a post become a web page.
//!
//! Read next: `mail`, `blog`.

mod blog;
mod classic;
mod item;
mod letter;
mod mail;
mod marked;
mod shortcodes;
mod wordpress;

pub use item::{Choice, Contents, Item, Post};

use super::foreign::FileKind;
use crate::{
    diagnostic::Diagnostics,
    source::{Source, Span},
};

/// Takes a collection apart; what is left out is reported to `sink`. None when `kind` is that of a single text.
#[must_use]
pub fn unpack(kind: FileKind, source: &Source, choice: Choice<'_>, sink: &mut Diagnostics) -> Option<Contents> {
    let bytes = source.bytes().read();
    let whole = Span::whole(source.id());
    match kind {
        FileKind::Text(_) => None,
        FileKind::Mail => Some(Contents::Items(mail::read(&bytes, whole, sink))),
        FileKind::Blog => Some(blog::read(&bytes, choice, whole, sink)),
    }
}

#[cfg(test)]
mod tests;
