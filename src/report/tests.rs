//! Small pages made by hand, with one fault on each: the report finds that fault, and finds none on good pages.
#![expect(clippy::unwrap_used, reason = "the values that a test builds are there")]

mod pages;
mod paragraphs;
mod test_book;

use test_book::good_pages;

#[test]
fn good_pages_have_no_findings() {
    let book = good_pages();
    assert_eq!(book.findings(), []);
    let report = book.report();
    assert_eq!((report.volume.pages, report.volume.spreads, report.volume.level_spreads), (5, 1, 1));
    assert_eq!(report.volume.lines, 3 * usize::try_from(book.lines()).unwrap() + 10);
    assert_eq!(report.sections.iter().map(|section| (&*section.slug, section.pages)).collect::<Vec<_>>(), [("a", (1, 4))]);
}
