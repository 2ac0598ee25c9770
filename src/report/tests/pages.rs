//! Faults of pages: hyphens and headings at the foot, short pages, spreads.
#![expect(clippy::unwrap_used, reason = "the values that a test builds are there")]

use super::test_book::{BROKEN, FULL, TestBook, good_pages};
use crate::layout::structure::{Structure, StructureType};

#[test]
fn a_hyphen_at_the_foot_is_found_on_each_side() {
    for (page, name) in [(1, "verso-hyphen"), (2, "recto-hyphen")] {
        let mut book = TestBook::new();
        book.add_pages(4);
        let foot = book.lines() - 1;
        (1..=3).filter(|other| *other != page).for_each(|page| book.fill(page, 0..=foot));
        book.fill(4, 0..=9);
        let paragraph = book.text();
        (0..foot).for_each(|line| book.full_line(paragraph, page, line, FULL));
        book.full_line(paragraph, page, foot, BROKEN);
        book.full_line(paragraph, page + 1, 0, FULL);
        book.last_line(paragraph, page + 1, 1, "Une dernière ligne.");
        assert_eq!(book.findings(), [(name, page, 1)]);
    }
}

#[test]
fn a_heading_needs_two_lines_or_a_picture_below_it() {
    let heading = |below: i64, picture: bool| {
        let mut book = TestBook::new();
        book.add_pages(2);
        let foot = book.lines() - 1;
        book.fill(1, 0..=foot - 8);
        let element = book.element(Structure::ROOT, StructureType::Heading(2));
        let paragraph = book.pages.structure.mark(element);
        book.last_line(paragraph, 1, foot - below, "Un intertitre");
        if below > 0 && !picture {
            book.fill(1, foot - below + 1..=foot);
        }
        if picture {
            book.picture(1, foot - below + 1..foot + 1);
        }
        book.fill(2, 0..=9);
        book.findings().into_iter().filter(|(kind, ..)| *kind != "hole").collect::<Vec<_>>()
    };
    assert_eq!(heading(0, false), [("heading-at-foot", 1, 0)]);
    assert_eq!(heading(1, false), [("heading-at-foot", 1, 1)]);
    assert_eq!(heading(2, false), []);
    assert_eq!(heading(5, true), []);
}

#[test]
fn a_last_page_has_four_lines() {
    for (lines, found) in [(3, vec![("short-last-page", 4, 3)]), (4, vec![])] {
        let mut book = TestBook::new();
        book.add_pages(4);
        let foot = book.lines() - 1;
        (1..=3).for_each(|page| book.fill(page, 0..=foot));
        book.fill(4, 0..=lines - 1);
        assert_eq!(book.findings(), found);
    }
    // A section of one page may be short.
    let mut book = TestBook::new();
    book.add_pages(1);
    book.fill(1, 0..=1);
    assert_eq!(book.findings(), []);
}

#[test]
fn facing_pages_end_at_the_same_height() {
    // Pages 1 and 2 face each other, and so do 3 and 4. The text ends on 4, so that these two are not compared.
    let with = |verso: i64, recto: i64| {
        let mut book = TestBook::new();
        book.add_pages(4);
        let foot = book.lines() - 1;
        book.fill(1, 0..=foot - verso);
        book.fill(2, 0..=foot - recto);
        book.fill(3, 0..=foot);
        book.fill(4, 0..=9);
        book.findings()
    };
    assert_eq!(with(0, 0), []);
    assert_eq!(with(1, 1), [], "both are one line short");
    assert_eq!(with(1, 0), [("uneven-spread", 1, 1_000)]);
    assert_eq!(with(0, 2), [("uneven-spread", 2, 2_000)]);
}

#[test]
fn notes_and_pictures_at_the_foot_end_a_page_as_text_does() {
    let mut book = TestBook::new();
    book.add_pages(4);
    let foot = book.lines() - 1;
    book.fill(1, 0..=foot - 6);
    book.picture(1, foot - 5..foot + 1);
    book.fill(2, 0..=foot - 3);
    let note = book.paragraph(StructureType::Note);
    book.full_line(note, 2, foot - 1, FULL);
    book.last_line(note, 2, foot, "Une note.");
    book.fill(3, 0..=foot);
    book.fill(4, 0..=9);
    assert_eq!(book.findings(), []);
    assert_eq!(book.report().volume.level_spreads, 1);
}

#[test]
fn a_page_more_than_two_lines_short_is_found_above_notes_too() {
    let mut book = good_pages();
    let foot = book.lines() - 1;
    book.pages.pages[3].items.clear();
    book.fill(3, 0..=foot - 3);
    assert_eq!(book.findings(), [("hole", 3, 3_000)]);
    book.pages.pages[3].items.clear();
    book.fill(3, 0..=foot - 2);
    assert_eq!(book.findings(), []);
    book.pages.pages[3].items.clear();
    book.fill(3, 0..=foot - 6);
    let note = book.paragraph(StructureType::Note);
    book.last_line(note, 3, foot, "Une note.");
    assert_eq!(book.findings().iter().map(|(kind, page, _)| (*kind, *page)).collect::<Vec<_>>(), [("hole", 3)]);
}

#[test]
fn generated_pages_are_not_compared() {
    let mut book = TestBook::new();
    (0..4).for_each(|_| _ = book.add_page(Some(1)));
    (1..=4).for_each(|page| book.fill(page, 0..=4 + i64::try_from(page).unwrap()));
    assert_eq!(book.findings(), []);
    assert_eq!(book.report().volume.spreads, 0);
}
