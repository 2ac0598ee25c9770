//! What a text says, as a digest by which a later release knows whether it was rewritten.

use crate::{
    book::{Block, Book, Section, plain_text, walk},
    source::hexadecimal,
};
use sha2::{Digest as _, Sha256};

/// The digest of what a text says: title, subtitle, authors, words and code of its body and notes. Pictures and typography that changes
/// no character do not count.
pub(super) fn digest(book: &Book, section: &Section) -> String {
    let mut digest = Sha256::new();
    let mut take = |text: &str| {
        digest.update(text.as_bytes());
        digest.update([0]);
    };
    take(&plain_text(&section.title));
    take(&plain_text(&section.subtitle));
    for credit in &section.byline {
        take(&book.person(credit.person).name.display());
    }
    let notes = section.notes.iter().map(|note| &note.blocks);
    for blocks in std::iter::once(&section.blocks).chain(notes) {
        walk::rich_texts(blocks, &mut |text| take(&plain_text(text)));
        walk::blocks(blocks, &mut |block| {
            if let Block::Code(code) = block {
                take(&code.text);
            }
        });
    }
    hexadecimal(&digest.finalize())
}
