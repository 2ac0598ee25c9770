//! Pages divided from plain heights.

use super::*;
use crate::{
    book::{Design, NoteId},
    layout::strip::{Parting, Strip},
};

fn geometry() -> Geometry {
    Geometry::new(&Design::default())
}

fn line() -> Strip {
    Strip { on_grid: true, ..Strip::blank(geometry().leading) }
}

fn pages(column: &Column) -> Vec<Vec<usize>> {
    divide(column, &geometry())
        .iter()
        .map(|plan| {
            plan.placed.iter().filter_map(|p| if let Source::Text(index) = p.source { Some(index) } else { None }).collect()
        })
        .collect()
}

fn lines() -> usize {
    usize::try_from(geometry().lines()).expect("few lines")
}

#[test]
fn a_page_is_filled_and_the_rest_follows() {
    let column = Column { strips: vec![line(); lines() + 6], ..Column::default() };
    assert_eq!(pages(&column).iter().map(Vec::len).collect::<Vec<_>>(), [lines(), 6]);
}

#[test]
fn bonds_hold_and_last_pages_are_not_lonely() {
    let mut column = Column { strips: vec![line(); lines() + 6], ..Column::default() };
    column.strips[lines()].parting = Parting::Never;
    assert_eq!(pages(&column)[0].len(), lines() - 1);
    let short = Column { strips: vec![line(); lines() + 1], ..Column::default() };
    assert_eq!(pages(&short)[1].len(), 4);
}

#[test]
fn a_note_is_at_the_foot_of_its_page() {
    let mut column = Column { strips: vec![line(); lines() * 2], notes: vec![vec![line(); 3]], ..Column::default() };
    column.strips[5].notes.push(NoteId(0));
    let plans = divide(&column, &geometry());
    assert!(plans[0].notes.is_some() && plans.iter().skip(1).all(|plan| plan.notes.is_none()));
    assert!(plans.iter().all(|plan| plan.excess == Length::ZERO));
}

#[test]
fn a_long_note_goes_on_without_losing_a_line() {
    let mut column = Column { strips: vec![line(); lines() * 2], notes: vec![vec![line(); lines() * 2]], ..Column::default() };
    column.strips[lines() - 6].notes.push(NoteId(0));
    let plans = divide(&column, &geometry());
    let printed = plans.iter().flat_map(|plan| &plan.placed).filter(|p| matches!(p.source, Source::Note(..))).count();
    assert_eq!(printed, lines() * 2);
    assert_eq!(pages(&column).concat().len(), lines() * 2);
}

#[test]
fn a_float_waits_for_the_next_page_while_text_goes_on() {
    let mut column = Column { strips: vec![line(); lines() * 2], ..Column::default() };
    column.strips[lines() - 3] = Strip { floats: true, ..Strip::blank(geometry().leading * 10) };
    let pages = pages(&column);
    assert!(!pages[0].contains(&(lines() - 3)) && pages[0].len() >= lines() - 1);
    assert_eq!(pages[1][0], lines() - 3);
}

#[test]
fn a_heading_does_not_stay_behind_a_figure_that_waits() {
    let mut column = Column { strips: vec![line(); lines() * 2], ..Column::default() };
    let heading = lines() - 1;
    column.strips[heading + 1] = Strip { floats: true, parting: Parting::Never, ..Strip::blank(geometry().leading * 10) };
    assert_eq!(pages(&column)[1][..2], [heading, heading + 1]);
}

#[test]
fn a_strip_higher_than_a_page_is_printed_and_reported() {
    let column = Column { strips: vec![line(), Strip::blank(Length::points(5000)), line()], ..Column::default() };
    let plans = divide(&column, &geometry());
    assert_eq!(pages(&column).concat(), [0, 1, 2]);
    assert!(plans.iter().any(|plan| plan.excess > Length::ZERO));
}
