//! The price of a book as records want it: an amount and a currency.

use crate::book::{Book, Price, price};

/// The price of a volume, as its legal page tells it: without a price, one with an ISBN is in trade, and one without is not for sale.
#[must_use]
pub(super) fn of_volume(book: &Book) -> Price {
    let isbn = &book.tome.isbn;
    match book.work.legal.price.as_deref() {
        Some(written) => price(written).unwrap_or(Price::Unknown),
        None if isbn.print.is_some() || isbn.pdf.is_some() || isbn.epub.is_some() => Price::Unknown,
        None => Price::Free,
    }
}

/// The relation of a file to its entry in an OPDS feed (OPDS 1.2, 5.2.1): open access is said only of what is free of charge.
#[must_use]
pub(super) fn acquisition(book: &Book) -> &'static str {
    match of_volume(book) {
        Price::Free => "http://opds-spec.org/acquisition/open-access",
        Price::Amount(..) | Price::Unknown => "http://opds-spec.org/acquisition",
    }
}
