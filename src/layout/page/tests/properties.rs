//! What holds for any column: each strip is printed once and in order, and limits of cost change no page.

use super::*;
use proptest::prelude::*;

/// A strip of any kind, and how many strips the note that it calls has.
fn any_strip() -> impl Strategy<Value = (Strip, usize)> {
    let break_before = prop_oneof![
        4 => Just(BreakPenalty::Free),
        1 => Just(BreakPenalty::Slight),
        1 => Just(BreakPenalty::Avoid),
        2 => Just(BreakPenalty::Never),
    ];
    let note = prop_oneof![8 => Just(0), 1 => 1..4_usize, 1 => 1..90_usize];
    (break_before, 0..9_i64, 0..4_i64, any::<[bool; 3]>(), 0..20_u8, note).prop_map(
        |(break_before, height, space, [on_grid, hyphenated, floats], rare, note)| {
            let floats = floats && rare == 0;
            let halves = if rare < 2 { height + 1 } else { 2 };
            let on_grid = on_grid && halves == 2;
            let strip = Strip { break_before, on_grid, hyphenated, floats, ..Strip::blank(leading() * halves / 2) };
            (Strip { space: leading() * space / 4, ..strip }, if floats { 0 } else { note })
        },
    )
}

fn any_column() -> impl Strategy<Value = Column> {
    (prop::collection::vec(any_strip(), 1..120), any::<u32>()).prop_map(|(strips, seed)| {
        let mut column = Column::default();
        for (mut strip, note) in strips {
            if note > 0 {
                strip.notes.push(NoteId(u32::try_from(column.notes.len()).expect("few notes")));
                column.notes.push(vec![Strip::blank(leading() * 4 / 5); note]);
            }
            column.strips.push(strip);
        }
        // Some sequences of plain strips have variants.
        let plain = |strip: &Strip| !strip.floats && strip.notes.is_empty();
        for start in (0..column.strips.len().saturating_sub(5)).step_by(7) {
            if (seed >> (start / 7 % 32)) & 1 == 1 && column.strips[start..start + 5].iter().all(plain) {
                column.variants.push(ParagraphVariant { replaces: start..start + 5, lines: vec![line(); 4], cost: 100 });
                column.variants.push(ParagraphVariant { replaces: start..start + 5, lines: vec![line(); 6], cost: 100 });
            }
        }
        column
    })
}

/// The pages of a column as `break_pages` finds them; without a limit; within exactly their cost; within one less.
fn with_limits(column: &Column, side: Side) -> (PageBreaks, Option<PageBreaks>, Option<PageBreaks>, Option<PageBreaks>) {
    let geometry = geometry();
    let galley = Galley::new(column, geometry.text.height, geometry.leading);
    let found = |limit| break_within(&galley, side, limit);
    let best = found(i64::MAX);
    let cost = best.as_ref().map_or(0, |best| best.cost);
    (break_pages(column, &geometry, side), best, found(cost), found(cost - 1))
}

#[test]
fn a_short_page_that_stretches_three_spaces_is_found_within_its_cost() {
    for headings in 0..5 {
        let mut column = column(full() * 2);
        let half = leading() / 2;
        for heading in 0..headings {
            column.strips[5 * heading + 5] = Strip { space: half * 3, phase: half, ..line() };
            column.strips[5 * heading + 6].space = half;
        }
        // What follows is kept together on the next page, so that this one ends ten lines short.
        let end = full() - 10 - 2 * headings;
        column.strips[end + 1..end + 16].iter_mut().for_each(|strip| strip.break_before = BreakPenalty::Never);
        for side in [Side::Verso, Side::Recto] {
            let (divided, best, within, below) = with_limits(&column, side);
            assert_eq!(best.as_ref(), Some(&divided), "{headings} headings");
            assert_eq!((best, below), (within, None), "{headings} headings");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// Every strip is printed once and in order; floats not before their place, notes not before their call.
    #[test]
    fn every_strip_is_printed_once(column in any_column(), verso in any::<bool>()) {
        let breaks = break_pages(&column, &geometry(), if verso { Side::Verso } else { Side::Recto });
        let mut set = column.clone();
        set.apply_variants(&breaks.variants);
        let mut text = Vec::new();
        let mut floats = Vec::new();
        let mut notes = Vec::new();
        for plan in &breaks.pages {
            prop_assert!(!plan.placed.is_empty());
            for placed in &plan.placed {
                match placed.source {
                    StripSource::Text(index) if set.strips[index].floats => {
                        prop_assert!(index == 0 || text.contains(&(index - 1)) || floats.contains(&(index - 1)), "{index} too early");
                        floats.push(index);
                    }
                    StripSource::Text(index) => text.push(index),
                    StripSource::Note(note, strip) => {
                        prop_assert!(text.iter().any(|&index| set.strips[index].notes.contains(&note)));
                        notes.push((note.0, strip));
                    }
                    StripSource::Head(..) => {}
                }
            }
            if plan.excess == Length::ZERO {
                prop_assert!(foot(&set, plan) <= geometry().text.height);
            }
        }
        prop_assert!(text.is_sorted() && floats.is_sorted() && notes.is_sorted());
        prop_assert_eq!(text.len() + floats.len(), set.strips.len());
        prop_assert_eq!(notes.len(), column.notes.iter().map(Vec::len).sum::<usize>());
        text.extend(floats);
        text.sort_unstable();
        text.dedup();
        prop_assert_eq!(text.len(), set.strips.len());
    }

    /// Low limits spare time and change no page: neither the cost nor, among pages of equal cost, the choice.
    #[test]
    fn pages_within_a_limit_are_the_cheapest_of_all(column in any_column(), verso in any::<bool>()) {
        let (divided, best, within, below) = with_limits(&column, if verso { Side::Verso } else { Side::Recto });
        prop_assert!(best.is_some() && below.is_none());
        prop_assert_eq!(&best, &Some(divided));
        prop_assert_eq!(&best, &within);
    }
}
