//! What a draft says of itself in the EPUB; in the PDF each page does (`layout::mark_as_draft`).

use crate::{book::Book, locale::Words, source::Spanned};

/// Puts the word « brouillon » above each text of the EPUB.
pub fn mark_as_draft(book: &mut Book) {
    let mark = Words::of_book(book.work.lang.as_str()).word("draft-mark");
    let rule = format!("body::before {{ content: \"{mark}\"; display: block; text-align: center; font-variant: small-caps }}\n");
    book.design.css.push(Spanned::new(rule.into(), book.tome.span));
}
