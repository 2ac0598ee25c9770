//! Faults of lines: widows and orphans, overfull lines, hyphens, word spaces, missing glyphs.
#![expect(clippy::unwrap_used, reason = "the values that a test builds are there")]

use super::test_book::{BROKEN, FULL, TestBook, good_pages};
use crate::{
    layout::{
        frame::{Artifact, Content, FrameItem, Shape},
        structure::StructureType,
    },
    report::finding::FindingKind,
    typeset::{glyphs::Glyph, length::Length, run::GlyphRun},
};

#[test]
fn a_line_alone_at_head_or_foot_is_a_widow_or_an_orphan() {
    let mut book = good_pages();
    let foot = book.lines() - 1;
    // Lines of other paragraphs stand on the same pages: they make no difference.
    let paragraph = book.text();
    book.full_line(paragraph, 1, foot, FULL);
    book.full_line(paragraph, 2, 0, FULL);
    book.last_line(paragraph, 2, 1, "La suite.");
    assert_eq!(book.findings(), [("orphan", 1, 1)]);
    let mut book = good_pages();
    let paragraph = book.text();
    book.full_line(paragraph, 2, foot - 1, FULL);
    book.full_line(paragraph, 2, foot, FULL);
    book.last_line(paragraph, 3, 0, "La suite.");
    assert_eq!(book.findings(), [("widow", 3, 1)]);
}

#[test]
fn a_note_that_continues_leaves_no_line_alone_either() {
    let mut book = good_pages();
    let foot = book.lines() - 1;
    let paragraph = book.paragraph(StructureType::Note);
    book.full_line(paragraph, 2, foot - 1, FULL);
    book.full_line(paragraph, 2, foot, FULL);
    book.last_line(paragraph, 3, foot, "La suite.");
    assert!(book.findings().contains(&("widow", 3, 1)), "{:?}", book.findings());
}

/// Widens the glyph at an index of a run.
fn widen(run: &mut GlyphRun, index: usize, by: Length) {
    let wider = |(at, mut glyph): (usize, Glyph)| {
        glyph.advance += if at == index { by } else { Length::ZERO };
        glyph
    };
    run.glyphs = run.glyphs.iter().enumerate().map(wider).collect();
}

#[test]
fn a_line_wider_than_the_measure_is_overfull_unless_it_protrudes() {
    let mut book = good_pages();
    let paragraph = book.text();
    book.full_line(paragraph, 1, 3, FULL);
    let y = book.baseline(4);
    let mut run = book.run("Justifications", 1, y);
    run.origin.x += Length::points(1);
    let width = run.glyphs.width();
    widen(&mut run, 3, book.geometry.text.width - width + Length::points(2));
    book.draw(paragraph, 1, run);
    assert_eq!(book.findings(), [("overfull", 1, 2_000)]);
    let mut book = good_pages();
    let paragraph = book.text();
    let mut run = book.run("mot-", 1, book.baseline(4));
    let width: Length = run.glyphs.iter().take(3).map(|glyph| glyph.advance).sum();
    widen(&mut run, 0, book.geometry.text.width - width);
    book.draw(paragraph, 1, run);
    assert_eq!(book.findings(), []);
}

#[test]
fn more_than_two_hyphens_in_a_row_are_a_run() {
    for (hyphens, found) in [(2, vec![]), (3, vec![("hyphen-run", 1, 3)])] {
        let mut book = TestBook::new();
        book.add_pages(1);
        let paragraph = book.text();
        (0..hyphens).for_each(|line| book.full_line(paragraph, 1, line, BROKEN));
        book.full_line(paragraph, 1, hyphens, FULL);
        book.last_line(paragraph, 1, hyphens + 1, "Une fin-");
        assert_eq!(book.findings(), found);
        let statistics = book.report().volume;
        let hyphens = usize::try_from(hyphens).unwrap();
        assert_eq!(
            (statistics.hyphens, statistics.longest_run),
            (hyphens, hyphens),
            "a hyphen at the end of a paragraph does not count"
        );
        assert_eq!(statistics.hyphen_runs, if hyphens == 2 { (1, 0) } else { (0, 1) });
    }
}

#[test]
fn spaces_are_measured_against_those_of_the_face() {
    let mut book = TestBook::new();
    book.add_pages(1);
    let paragraph = book.text();
    book.full_line(paragraph, 1, 0, "Une ligne de texte que l’on étire beaucoup trop jusqu’au bord");
    book.full_line(paragraph, 1, 1, FULL);
    book.full_line(paragraph, 1, 2, &format!("{FULL} et serrée"));
    book.last_line(paragraph, 1, 3, "Une dernière ligne a ses espaces.");
    if let Some(FrameItem { shape: Shape::Glyphs(run), .. }) = book.pages.pages[1].items.get_mut(1) {
        run.expansion = -120;
    }
    let report = book.report();
    assert_eq!(report.volume.expansion, (-120, 0));
    let spaces = &report.volume.spaces;
    assert_eq!(spaces.lines, 3, "the last line is not justified");
    assert_eq!((spaces.loose, spaces.tight), (1, 1));
    let (loosest, tightest) = report.volume.extremes.clone().unwrap();
    assert!(loosest.ratio > 2_000 && tightest.ratio < 700, "{loosest:?} {tightest:?}");
    assert!(tightest.text.ends_with("serrée"));
    assert_eq!(spaces.histogram.iter().sum::<usize>(), 3);
    assert_eq!(report.findings.iter().map(|found| found.kind).collect::<Vec<_>>(), [FindingKind::Loose, FindingKind::Tight]);
}

#[test]
fn a_last_line_of_one_syllable_is_found() {
    let mut book = TestBook::new();
    book.add_pages(1);
    let paragraph = book.text();
    book.full_line(paragraph, 1, 0, BROKEN);
    book.last_line(paragraph, 1, 1, "tion.");
    let found = book.findings();
    assert_eq!(found.iter().map(|(kind, ..)| *kind).collect::<Vec<_>>(), ["short-last-line"]);
}

#[test]
fn superscript_figures_do_not_begin_a_line() {
    let mut book = good_pages();
    let paragraph = book.text();
    book.full_line(paragraph, 1, 3, FULL);
    let y = book.baseline(4);
    for (text, up) in [("Un appel", 0), ("12", 4), (" de note", 0)] {
        let run = book.run(text, 1, y - Length::points(up));
        book.draw(paragraph, 1, run);
    }
    let before = good_pages().report().volume.lines;
    assert_eq!(book.report().volume.lines, before + 2);
}

#[test]
fn a_glyph_that_the_face_lacks_is_missing_wherever_it_stands() {
    let mut book = good_pages();
    let run = book.run("a\u{4e00}", 0, Length::points(50));
    let content = Content::Artifact(Artifact::Header);
    book.pages.pages[0].items.push(FrameItem { shape: Shape::Glyphs(run), content, span: None });
    assert_eq!(book.findings(), [("missing-glyph", 0, 1)]);
    assert_eq!(book.report().findings[0].section, None);
}
