//! What a file offers to people with print disabilities, in the codes of ONIX (list 196, issue 75).
//!
//! A code is given only if a check of the program or the signature of a person is on record for it (`check::accessibility`).

use super::facts::{ReleasedFormat, Volume};
use crate::book::{Claim, Date, ManualCheck};

/// A code of list 196 with the text that belongs to it, if any.
pub(super) type Detail = (&'static str, Option<String>);

/// The details of a file of `volume`.
pub(super) fn details(volume: &Volume, format: ReleasedFormat) -> Vec<Detail> {
    let found = &volume.book.tome.accessibility;
    let signed = |check: ManualCheck| {
        let of_tome = |signature: &&crate::book::Signature| signature.tome == volume.book.tome.id;
        volume.book.work.signatures.iter().filter(of_tome).any(|signature| signature.checks.contains(&check))
    };
    let is_described = !found.pictures || !found.undescribed && signed(ManualCheck::Descriptions);
    let is_epub = format == ReleasedFormat::Epub;
    let conditions = [
        // Contents and bookmarks lead to every text, which the writers make sure of.
        (true, "11"),
        (found.index, "12"),
        (signed(ManualCheck::ScreenReader), "13"),
        (found.pictures && is_described, "14"),
        // The EPUB has a table under each chart.
        (is_epub && found.charts, "16"),
        // The pages are those of a printed book, which its ISBN names.
        (is_epub && found.pages && volume.book.tome.isbn.print.is_some(), "19"),
        (signed(ManualCheck::Languages), "22"),
        (signed(ManualCheck::Colours), "25"),
        (is_epub, "32"),
        (is_epub && !found.imposed && signed(ManualCheck::Enlarged), "36"),
        (signed(ManualCheck::Links), "40"),
        (is_epub && found.pages, "41"),
        (is_described && signed(ManualCheck::ScreenReader), "52"),
    ];
    let mut details: Vec<Detail> = conditions.into_iter().filter(|(holds, _)| *holds).map(|(_, code)| (code, None)).collect();
    if let Some(claim) = found.claim.as_ref().filter(|_| is_epub) {
        details.extend(conformity(claim));
    }
    if let Some(email) = contact(volume) {
        details.push(("99", Some(email.to_owned())));
    }
    details
}

/// EPUB Accessibility 1.1, WCAG 2.2, level AA, who vouches for it, and since when.
fn conformity(claim: &Claim) -> Vec<Detail> {
    let mut details = vec![("04", None), ("82", None), ("85", None)];
    details.extend(claim.by.iter().map(|by| ("90", Some(by.clone()))));
    // The date has the form YYYYMMDD, whatever its precision in the declaration.
    details.extend(full_date(claim.date).map(|date| ("91", Some(date))));
    details
}

/// A date known to the day as YYYYMMDD.
fn full_date(date: Date) -> Option<String> {
    Some(format!("{:04}{:02}{:02}", date.year, date.month?, date.day?))
}

/// The electronic mail for questions on accessibility.
fn contact(volume: &Volume) -> Option<&str> {
    let work = &volume.book.work;
    work.contact.as_ref().and_then(|contact| contact.email.as_deref()).or(work.publisher.email.as_deref())
}
