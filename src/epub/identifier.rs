//! Identifiers of a volume and of what belongs to it: the ISBN, else one made from the collection's name, the same at each build.

use crate::book::Book;
use uuid::Uuid;

/// Namespace of the identifiers of books without ISBN; of our own making, and never to change.
const NAMESPACE: Uuid = Uuid::from_u128(0x9b1f_52c6_7a0e_4d43_8f6a_2f0d_6d61_6b65);

/// The book's identifier: its ISBN, else one made from collection and volume number, the same at each build.
pub(super) fn identifier(book: &Book) -> (String, Uuid) {
    let name = format!("{}\n{}", book.work.collection, book.tome.number);
    let uuid = Uuid::new_v5(&NAMESPACE, name.as_bytes());
    let urn =
        book.tome.isbn.epub.as_ref().map_or_else(|| format!("urn:uuid:{uuid}"), |isbn| format!("urn:isbn:{}", isbn.digits()));
    (urn, uuid)
}

/// The identifier of the EPUB, a URN.
#[must_use]
pub fn urn(book: &Book) -> String {
    identifier(book).0
}

/// The identifier of another product of the volume that has no ISBN: `of` names it.
#[must_use]
pub fn derived_identifier(book: &Book, of: &str) -> Uuid {
    Uuid::new_v5(&NAMESPACE, format!("{}\n{}\n{of}", book.work.collection, book.tome.number).as_bytes())
}

/// The identifier of something that belongs to all volumes: `of` names it.
#[must_use]
pub fn set_identifier(book: &Book, of: &str) -> Uuid {
    Uuid::new_v5(&NAMESPACE, format!("{}\n\n{of}", book.work.collection).as_bytes())
}
