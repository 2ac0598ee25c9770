//! Page breaking of columns made of plain heights.

use super::*;
use crate::{
    book::{Design, NoteId},
    layout::{
        page::plan::{PlacedStrip, StripSource},
        strip::{BreakPenalty, ParagraphVariant},
    },
};

mod properties;

fn geometry() -> Geometry {
    Geometry::new(&Design::default())
}

fn leading() -> Length {
    geometry().leading
}

fn line() -> Strip {
    Strip { on_grid: true, ..Strip::blank(leading()) }
}

/// How many lines a page has.
fn full() -> usize {
    usize::try_from(geometry().lines()).expect("few lines")
}

fn column(lines: usize) -> Column {
    Column { strips: vec![line(); lines], ..Column::default() }
}

/// The strips of the text on each page, the first page on `side`.
fn pages_from(column: &Column, side: Side) -> Vec<Vec<usize>> {
    break_pages(column, &geometry(), side).pages.iter().map(text_of).collect()
}

fn pages(column: &Column) -> Vec<Vec<usize>> {
    pages_from(column, Side::Recto)
}

fn text_of(plan: &PagePlan) -> Vec<usize> {
    let text = |placed: &PlacedStrip| if let StripSource::Text(index) = placed.source { Some(index) } else { None };
    plan.placed.iter().filter_map(text).collect()
}

fn sizes(pages: &[Vec<usize>]) -> Vec<usize> {
    pages.iter().map(Vec::len).collect()
}

/// Where the last strip of a page ends.
fn foot(column: &Column, plan: &PagePlan) -> Length {
    let ends = plan.placed.iter().map(|placed| match placed.source {
        StripSource::Text(index) => placed.y + column.strips[index].height,
        StripSource::Head(head, index) => placed.y + column.heads[head][index].height,
        StripSource::Note(note, index) => placed.y + column.notes[note.0 as usize][index].height,
    });
    ends.max().unwrap_or_default()
}

#[test]
fn a_page_is_filled_and_the_rest_follows() {
    assert_eq!(sizes(&pages(&column(full() + 6))), [full(), 6]);
}

#[test]
fn kept_strips_stay_together_and_last_pages_are_not_short() {
    let mut kept = column(full() + 6);
    kept.strips[full()].break_before = BreakPenalty::Never;
    assert_eq!(pages(&kept)[0].len(), full() - 1);
    assert_eq!(pages(&column(full() + 1))[1].len(), 4);
}

#[test]
fn facing_pages_end_on_the_same_line() {
    let mut column = column(full() * 3 - 9);
    column.strips[full()].break_before = BreakPenalty::Never;
    // The verso is a line short, and so is the recto beside it.
    assert_eq!(sizes(&pages_from(&column, Side::Verso))[..2], [full() - 1, full() - 1]);
    // A recto that opens a section need not be as deep as the verso beside it.
    assert_eq!(sizes(&pages_from(&column, Side::Recto))[..2], [full() - 1, full()]);
}

#[test]
fn the_space_above_a_heading_opens_to_level_a_page() {
    let mut column = column(full() * 3 - 9);
    let half = leading() / 2;
    // The heading has a line and a half above and half a line below: three lines in all.
    column.strips[full() + 9] = Strip { space: half * 3, phase: half, ..line() };
    column.strips[full() + 10].space = half;
    // The verso cannot be a line short. The recto has two strips fewer, and cannot end where it would be full.
    column.strips[full() - 1].break_before = BreakPenalty::Never;
    column.strips[full() * 2 - 2].break_before = BreakPenalty::Never;
    let plans = break_pages(&column, &geometry(), Side::Verso).pages;
    assert_eq!(text_of(&plans[1]).len(), full() - 3);
    assert_eq!(foot(&column, &plans[1]), foot(&column, &plans[0]));
    assert_eq!(foot(&column, &plans[1]), geometry().text.height);
}

#[test]
fn a_list_at_the_foot_ends_on_the_last_line() {
    let mut column = column(full() * 3 - 9);
    for strip in &mut column.strips[full() - 5..full() + 5] {
        strip.on_grid = false;
    }
    column.strips[full() - 5].space = leading() / 2;
    let plans = break_pages(&column, &geometry(), Side::Verso).pages;
    assert_eq!(foot(&column, &plans[0]), geometry().text.height);
    assert_eq!(plans[0].placed[full() - 5].y - plans[0].placed[full() - 6].y, leading() * 2);
}

#[test]
fn no_recto_ends_inside_a_word() {
    let mut column = column(full() * 3 - 9);
    column.strips[full() - 1].hyphenated = true;
    assert_eq!(sizes(&pages_from(&column, Side::Recto))[0], full() - 1);
    // On a verso a hyphen costs less than a short page.
    for strip in &mut column.strips[full() - 5..full()] {
        strip.break_before = BreakPenalty::Never;
    }
    assert_eq!(sizes(&pages_from(&column, Side::Verso))[0], full());
    assert_eq!(sizes(&pages_from(&column, Side::Recto))[0], full() - 6);
}

#[test]
fn a_paragraph_a_line_shorter_saves_a_page() {
    let mut column = column(full() + 1);
    assert!(!break_pages(&column, &geometry(), Side::Recto).faulty.is_empty());
    column.variants = vec![ParagraphVariant { replaces: 4..10, lines: vec![line(); 5], cost: 300 }];
    let breaks = break_pages(&column, &geometry(), Side::Recto);
    assert_eq!((breaks.pages.len(), &breaks.variants[..]), (1, &[0][..]));
    column.apply_variants(&breaks.variants);
    assert_eq!(text_of(&breaks.pages[0]), (0..full()).collect::<Vec<_>>());
    assert_eq!(column.strips.len(), full());
}

#[test]
fn a_page_may_end_inside_a_variant() {
    let mut column = column(full() * 2 + 2);
    // The only good break is in this paragraph, and only after its third line when it has seven.
    column.strips.iter_mut().for_each(|strip| strip.break_before = BreakPenalty::Never);
    let mut lines = vec![Strip { break_before: BreakPenalty::Never, ..line() }; 7];
    lines[3].break_before = BreakPenalty::Free;
    column.variants = vec![ParagraphVariant { replaces: full() - 3..full() + 3, lines, cost: 300 }];
    let breaks = break_pages(&column, &geometry(), Side::Recto);
    assert_eq!(breaks.pages.iter().map(|plan| text_of(plan).len()).collect::<Vec<_>>()[0], full());
    assert_eq!(breaks.pages.iter().flat_map(text_of).collect::<Vec<_>>(), (0..full() * 2 + 3).collect::<Vec<_>>());
}

#[test]
fn a_note_is_at_the_foot_of_its_page() {
    let mut column = column(full() * 2);
    column.notes = vec![vec![line(); 3]];
    column.strips[5].notes.push(NoteId(0));
    let plans = break_pages(&column, &geometry(), Side::Recto).pages;
    assert!(plans[0].notes.is_some() && plans.iter().skip(1).all(|plan| plan.notes.is_none()));
    assert!(plans.iter().all(|plan| plan.excess == Length::ZERO));
    assert_eq!(foot(&column, &plans[0]), geometry().text.height);
}

#[test]
fn a_long_note_goes_on_with_two_lines_on_each_page() {
    let mut column = column(full() * 2);
    column.notes = vec![vec![line(); full() * 2 + 3]];
    column.strips[full() - 6].notes.push(NoteId(0));
    let plans = break_pages(&column, &geometry(), Side::Recto).pages;
    let notes = |plan: &PagePlan| plan.placed.iter().filter(|p| matches!(p.source, StripSource::Note(..))).count();
    assert_eq!(plans.iter().map(notes).sum::<usize>(), full() * 2 + 3);
    assert!(plans.iter().map(notes).all(|count| count != 1));
    assert_eq!(pages(&column).concat().len(), full() * 2);
    // While the note continues, a third of the page is text, except for the gap between the two.
    let goes_on = plans.windows(2).skip(1).filter(|two| two[0].notes.is_some() && two[1].notes.is_some());
    assert!(
        goes_on.clone().count() > 0 && goes_on.clone().all(|two| text_of(&two[0]).len() + 2 >= full() / 3),
        "{:?}",
        pages(&column)
    );
}

#[test]
fn a_note_of_paragraphs_leaves_no_line_of_one_alone() {
    for first in 5..20 {
        let mut column = column(full() * 2);
        // Two paragraphs; the second begins anywhere near the foot of the first page.
        let mut note = vec![line(); first + 12];
        for alone in [1, first - 1, first + 1, first + 11] {
            note[alone].break_before = BreakPenalty::Never;
        }
        column.notes = vec![note];
        column.strips[full() - 16].notes.push(NoteId(0));
        for plan in break_pages(&column, &geometry(), Side::Recto).pages {
            let starts =
                plan.placed.iter().find_map(|p| if let StripSource::Note(_, strip) = p.source { Some(strip) } else { None });
            assert!(starts.is_none_or(|strip| column.notes[0][strip].break_before != BreakPenalty::Never), "{first}: {starts:?}");
        }
    }
}

#[test]
fn text_above_a_note_that_goes_on_is_three_lines_at_least() {
    let mut column = column(20);
    column.notes = vec![vec![line(); full() * 3], vec![line(); 3]];
    column.strips[1].notes.push(NoteId(0));
    // The second note cannot begin before the first has ended, so that little text can stand above the first.
    column.strips[13].notes.push(NoteId(1));
    let plans = break_pages(&column, &geometry(), Side::Recto).pages;
    let text: Vec<_> = plans.iter().map(|plan| text_of(plan).len()).collect();
    assert!(text.iter().all(|&lines| lines >= 3), "{text:?}");
}

#[test]
fn the_room_before_a_large_block_is_not_shared_out_among_pages_of_text() {
    for lines in 10..20 {
        let mut column = column(full() + lines);
        // This strip does not float and needs nearly a page: the room that it cannot use is left in one place.
        column.strips.push(Strip::blank(leading() * (geometry().lines() - 4)));
        column.strips.extend(vec![line(); 4]);
        let sizes = sizes(&pages(&column));
        assert!(sizes[0] >= full() - 3 && sizes[1] <= lines + 3, "{sizes:?}");
    }
}

#[test]
fn two_figures_after_each_other_wait_together() {
    let mut column = column(full() * 2);
    for (index, lines) in [(full() - 3, 24), (full() - 2, 2)] {
        column.strips[index] = Strip { floats: true, ..Strip::blank(leading() * lines) };
    }
    let pages = pages(&column);
    assert!(pages[0].len() >= full() - 1, "{pages:?}");
    assert_eq!(pages[1][..2], [full() - 3, full() - 2]);
}

#[test]
fn the_paragraph_after_a_very_long_note_leaves_no_line_alone() {
    for lines in 200..240 {
        let mut column = column(8);
        column.notes = vec![vec![line(); lines]];
        column.strips[1].notes.push(NoteId(0));
        for index in [1, 3, 5, 7] {
            column.strips[index].break_before = BreakPenalty::Never;
        }
        let plans = break_pages(&column, &geometry(), Side::Recto).pages;
        let starts: Vec<_> = plans.iter().filter_map(|plan| text_of(plan).first().copied()).collect();
        assert!(starts.iter().all(|start| column.strips[*start].break_before != BreakPenalty::Never), "{lines}: {starts:?}");
        assert!(plans.iter().all(|plan| plan.excess == Length::ZERO), "{lines}");
    }
}

#[test]
fn a_float_waits_for_the_next_page_while_text_goes_on() {
    let mut column = column(full() * 2);
    column.strips[full() - 3] = Strip { floats: true, ..Strip::blank(leading() * 10) };
    let pages = pages(&column);
    assert!(!pages[0].contains(&(full() - 3)) && pages[0].len() >= full() - 1);
    assert_eq!(pages[1][0], full() - 3);
}

#[test]
fn what_closes_a_text_comes_after_its_floats() {
    // Where the page before would not be much shorter for it.
    for lines in 6..12 {
        let mut column = column(full() + lines);
        let (float, closing) = (full() + lines - 6, full() + lines - 4);
        column.strips[float] = Strip { floats: true, ..Strip::blank(leading() * (geometry().lines() - 6)) };
        column.closing = Some(closing);
        let printed = pages(&column).concat();
        let place = |index: usize| printed.iter().position(|&other| other == index);
        assert!(place(float) < place(closing), "{lines}: {printed:?}");
    }
}

#[test]
fn no_float_stands_among_what_closes_a_text() {
    for lines in 6..full() {
        let mut column = column(full() + lines);
        let (float, closing) = (full() + lines - 6, full() + lines - 4);
        // A float that leaves no room on its page.
        column.strips[float] = Strip { floats: true, ..Strip::blank(leading() * geometry().lines()) };
        column.closing = Some(closing);
        let printed = pages(&column).concat();
        let place = printed.iter().position(|&other| other == float).expect("it is printed");
        let after = &printed[place + 1..];
        assert!(!after.contains(&(column.strips.len() - 1)) || after.contains(&closing), "{lines}: {printed:?}");
    }
}

#[test]
fn a_heading_does_not_stay_behind_a_figure_that_waits() {
    let mut column = column(full() * 2);
    let heading = full() - 1;
    column.strips[heading + 1] = Strip { floats: true, break_before: BreakPenalty::Never, ..Strip::blank(leading() * 10) };
    assert_eq!(pages(&column)[1][..2], [heading, heading + 1]);
}

#[test]
fn a_strip_higher_than_a_page_is_printed_and_reported() {
    let column = Column { strips: vec![line(), Strip::blank(Length::points(5000)), line()], ..Column::default() };
    let plans = break_pages(&column, &geometry(), Side::Recto).pages;
    assert_eq!(pages(&column).concat(), [0, 1, 2]);
    assert!(plans.iter().any(|plan| plan.excess > Length::ZERO));
}
