//! Line breaking over plain numbers: a letter is ten wide, a space ten, a hyphen five.

use crate::typeset::{
    expansion::Expansion,
    length::Length,
    linebreak::{breakpoint::Breakpoint, demerits::HYPHEN},
};

use super::*;
use proptest::prelude::*;

/// Items of `text`: spaces are glue, `-` a break inside a word, `=` one in a name, `|` a forced break.
fn items(text: &str) -> Vec<Item> {
    let mut items = Vec::new();
    let mut letters = 0;
    let penalty = |class| Item::Penalty { width: Length(5), right: Length::ZERO, cost: HYPHEN, hyphen: true, class };
    for character in text.chars().chain(['|']) {
        let item = match character {
            ' ' => Item::Glue { width: Length(10), stretch: Length(5), shrink: Length(3), breaks: true, hyphen: false },
            '~' => Item::Glue { width: Length(10), stretch: Length(5), shrink: Length(3), breaks: false, hyphen: false },
            '-' => penalty(BreakClass::Word),
            '=' => penalty(BreakClass::Name),
            '|' => Item::Break,
            _ => {
                letters += 1;
                continue;
            }
        };
        if letters > 0 {
            items.push(Item::Box { width: Length(10 * letters), left: Length::ZERO, right: Length::ZERO });
            letters = 0;
        }
        items.push(item);
    }
    items
}

fn parameters(line_width: &dyn Fn(usize) -> Length) -> BreakParameters<'_> {
    BreakParameters {
        line_width,
        uniform_from: 0,
        ragged: None,
        even_last: false,
        min_last_line: Length::ZERO,
        allowed: BreakClass::Name,
        expansion: Expansion::NONE,
    }
}

/// Number of letters on each line, and whether one is too long.
fn lines(text: &str, width: i64) -> (Vec<i64>, bool) {
    let items = items(text);
    let line = |_| Length(width);
    let breaks = break_lines(&items, &parameters(&line));
    let letters = |point: &Breakpoint| {
        items[point.start..point.item]
            .iter()
            .map(|item| match item {
                Item::Box { width, .. } => width.0 / 10,
                Item::Glue { .. } | Item::Penalty { .. } | Item::Break => 0,
            })
            .sum()
    };
    (breaks.points.iter().map(letters).collect(), breaks.points.iter().any(|point| point.excess > Length::ZERO))
}

#[test]
fn words_are_broken_only_when_they_must() {
    // Nine letters and two spaces fill 110.
    assert_eq!(lines("aaa bbb ccc ddd", 110), (vec![9, 3], false));
    assert_eq!(lines("aaaa bb-bbbb cc", 75), (vec![6, 6], false));
    assert_eq!(lines("aaaa bb=bbbb cc", 75), (vec![6, 6], false));
    assert!(lines("aaaa~bbbb cc", 45).1, "a held space never breaks");
    assert_eq!(lines("aa|bb", 100), (vec![2, 2], false));
}

#[test]
fn a_word_that_fits_nowhere_stands_alone_and_too_long() {
    assert_eq!(lines("aa bbbbbbbbbb cc", 50), (vec![2, 10, 2], true));
}

#[test]
fn no_three_hyphens_in_a_row() {
    let text = "aaaa-aaaa ".repeat(12);
    let items = items(text.trim_end());
    let line = |_| Length(130);
    let points = break_lines(&items, &parameters(&line)).points;
    let hyphens: Vec<bool> = points.iter().map(|point| matches!(items[point.item], Item::Penalty { .. })).collect();
    assert!(!hyphens.windows(3).any(|three| three == [true; 3]), "{hyphens:?}");
}

#[test]
fn the_first_lines_may_be_narrower() {
    let items = items(&"aa ".repeat(9));
    let line = |index| if index < 2 { Length(50) } else { Length(80) };
    let points = break_lines(&items, &BreakParameters { uniform_from: 2, ..parameters(&line) }).points;
    let starts: Vec<usize> = points.iter().map(|point| point.start).collect();
    assert_eq!(starts, [0, 4, 8, 14]);
}

#[test]
fn a_paragraph_may_be_a_line_longer_or_shorter_when_that_does_not_show() {
    let items = items(&"aaa aa aaaa aa aaa aaaa ".repeat(6));
    let line = |_| Length(300);
    let parameters = parameters(&line);
    let best = break_lines(&items, &parameters).points.len();
    let possible: Vec<usize> = (1..20).filter(|&lines| break_into(&items, &parameters, lines).is_some()).collect();
    assert_eq!((best, possible), (5, vec![5, 6]));
    for lines in 1..20 {
        let Some(other) = break_into(&items, &parameters, lines) else { continue };
        assert_eq!(other.points.len(), lines);
        assert!(other.points.iter().all(|point| (-1_000..=2_000).contains(&point.ratio)), "{other:?}");
    }
}

#[test]
fn a_hyphen_that_the_text_has_before_a_space_counts_as_one() {
    let hyphen = |breaks| Item::Glue { width: Length(10), stretch: Length(5), shrink: Length(3), breaks, hyphen: true };
    let plain = Item::Glue { width: Length(10), stretch: Length(5), shrink: Length(3), breaks: true, hyphen: false };
    let word = Item::Box { width: Length(90), left: Length::ZERO, right: Length::ZERO };
    let row = |glue: Item| [[word, glue].repeat(4), vec![word]].concat();
    let line = |_| Length(95);
    let cost = |glue| break_lines(&row(glue), &parameters(&line)).demerits;
    assert!(cost(hyphen(true)) > cost(plain) + demerits::THIRD_HYPHEN, "the third in a row is refused as long as can be");
}

#[test]
fn no_syllable_stays_alone_on_the_last_line() {
    // With its last syllable carried over the line would be filled to the point; it is set loosely instead.
    assert_eq!(lines("aaaa aaaa aaaaaa-aa", 165), (vec![8, 8], false));
    assert_eq!(lines("aaaa aaaa aaaaaa-aa bbb", 165), (vec![14, 5], false));
}

#[test]
fn a_last_line_that_is_too_short_is_the_last_resort() {
    let items = items("aaaa aaaa aaaa aaaa aa");
    let line = |_| Length(190);
    let starts = |min_last_line| {
        let breaks = break_lines(&items, &BreakParameters { min_last_line, ..parameters(&line) });
        breaks.points.iter().map(|point| point.start).collect::<Vec<_>>()
    };
    // The first line is filled to the point, and two letters are left; looser, it leaves a word more.
    assert_eq!(starts(Length::ZERO), [0, 8]);
    assert_eq!(starts(Length(30)), [0, 6]);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever the text and the measure, each box is on one line, in order; nothing but spaces and unused breaks falls between.
    #[test]
    fn every_item_is_set_once(text in "[a ~=|-]{0,80}", width in 1_i64..200) {
        let items = items(&text);
        let line = |_| Length(width);
        let points = break_lines(&items, &parameters(&line)).points;
        let mut next = 0;
        for point in &points {
            prop_assert!(next <= point.start && point.start <= point.item, "{:?}", points);
            let dropped = items[next..point.start].iter();
            prop_assert!(dropped.clone().all(|item| !matches!(item, Item::Box { .. })), "a box fell between two lines");
            let within = items[point.start..point.item].iter();
            prop_assert!(within.clone().all(|item| *item != Item::Break), "a forced break was passed over");
            next = point.item;
        }
        prop_assert_eq!(points.last().map(|point| point.item), items.len().checked_sub(1));
    }

    /// Where every word fits a line, none is too long, no three lines in a row end in a hyphen, and the same comes out again.
    #[test]
    fn lines_keep_to_the_measure(words in proptest::collection::vec("[a]{1,4}(-[a]{2,4}){0,3}", 1..40), width in 190_i64..400) {
        let items = items(&words.join(" "));
        let line = |_| Length(width);
        let first = break_lines(&items, &parameters(&line));
        prop_assert!(first.points.iter().all(|point| point.excess == Length::ZERO), "{first:?}");
        let hyphens: Vec<bool> = first.points.iter().map(|point| matches!(items[point.item], Item::Penalty { .. })).collect();
        prop_assert!(!hyphens.windows(3).any(|three| three == [true; 3]), "{hyphens:?}");
        prop_assert_eq!(&first, &break_lines(&items, &parameters(&line)));
    }

    /// Asked for the number of lines it has, a paragraph keeps its breaks; asked for another, it has that many or none.
    #[test]
    fn another_length_is_kept_or_refused(words in proptest::collection::vec("[a]{1,5}(-[a]{2,4}){0,2}", 5..60), width in 200_i64..400) {
        let items = items(&words.join(" "));
        let line = |_| Length(width);
        let parameters = parameters(&line);
        let best = break_lines(&items, &parameters);
        for lines in 1..=best.points.len() + 2 {
            let Some(other) = break_into(&items, &parameters, lines) else { continue };
            prop_assert_eq!(other.points.len(), lines);
            prop_assert!(other.points.iter().all(|point| point.ratio <= 2_000 && point.excess == Length::ZERO));
            prop_assert!(other.demerits >= best.demerits || lines == best.points.len(), "{:?} beats {:?}", other, best);
        }
    }
}
