//! Line breaking over plain numbers: a letter is ten wide, a space ten, a hyphen five.

use super::*;
use proptest::prelude::*;

/// Items of `text`: spaces are glue, `-` a break inside a word, `=` one in a name, `|` a forced break.
fn items(text: &str) -> Vec<Item> {
    let mut items = Vec::new();
    let mut letters = 0;
    let penalty = |resort| Item::Penalty { width: Length(5), right: Length::ZERO, cost: 50, hyphen: true, resort };
    for character in text.chars().chain(['|']) {
        let item = match character {
            ' ' => Item::Glue { width: Length(10), stretch: Length(5), shrink: Length(3), breaks: true },
            '~' => Item::Glue { width: Length(10), stretch: Length(5), shrink: Length(3), breaks: false },
            '-' => penalty(Resort::Words),
            '=' => penalty(Resort::Last),
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

fn widths(line: &dyn Fn(usize) -> Length) -> Widths<'_> {
    Widths { line, even_from: 0, ragged: None, min_last: Length::ZERO, resort: Resort::Last }
}

/// Number of letters on each line, and whether one is too long.
fn lines(text: &str, width: i64) -> (Vec<i64>, bool) {
    let items = items(text);
    let line = |_| Length(width);
    let breaks = breaks(&items, &widths(&line));
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
    let points = breaks(&items, &widths(&line)).points;
    let hyphens: Vec<bool> = points.iter().map(|point| matches!(items[point.item], Item::Penalty { .. })).collect();
    assert!(!hyphens.windows(3).any(|three| three == [true; 3]), "{hyphens:?}");
}

#[test]
fn the_first_lines_may_be_narrower() {
    let items = items(&"aa ".repeat(9));
    let line = |index| if index < 2 { Length(50) } else { Length(80) };
    let points = breaks(&items, &Widths { even_from: 2, ..widths(&line) }).points;
    let starts: Vec<usize> = points.iter().map(|point| point.start).collect();
    assert_eq!(starts, [0, 4, 8, 14]);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever the text and the measure, each box is on one line, in order; nothing but spaces and unused breaks falls between.
    #[test]
    fn every_item_is_set_once(text in "[a ~=|-]{0,80}", width in 1_i64..200) {
        let items = items(&text);
        let line = |_| Length(width);
        let points = breaks(&items, &widths(&line)).points;
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
}
