//! Punctuation that several languages have, each with marks of its own: apostrophes, ellipses, quotation marks, dashes.

use super::{
    characters::{NBSP, NOTE_CALL, is_blank, is_space},
    line::{Line, Rules},
};

/// Replaces `'`: between or after letters by an apostrophe, in pairs around words by single quotation marks.
pub(super) fn replace_apostrophes(line: &mut Line) {
    let mut opened = false;
    for number in 0..line.triggers.len() {
        let index = line.triggers[number];
        let character = line.characters[index];
        if !matches!(character, '\'' | '´' | '`') || line.is_protected(index) {
            continue;
        }
        let (before, after) = (line.before(index), line.after(index));
        let is_straight = character == '\'';
        if before.is_alphabetic() && (after.is_alphanumeric() || matches!(after, '«' | '“' | '"' | '(' | '[')) {
            line.set(index, '’');
        } else if !is_straight || line.rules(index) == Rules::Other {
            if before.is_alphabetic() && is_straight {
                line.set(index, '’');
            }
        } else if (is_blank(before) || matches!(before, '(' | '[' | '"' | '“' | '«')) && !is_blank(after) {
            let closes = line.triggers[number + 1..].iter().any(|&at| {
                at >= index + 2
                    && line.characters[at] == '\''
                    && !is_blank(line.before(at))
                    && !line.after(at).is_alphanumeric()
                    && !line.is_protected(at)
            });
            let elided = after.is_ascii_digit() || !closes;
            line.set(index, if elided { '’' } else { '‘' });
            opened = !elided;
        } else if !is_blank(before) && !before.is_ascii_digit() && !after.is_alphanumeric() {
            line.set(index, '’');
            opened = false;
        } else if before.is_ascii_digit() && std::mem::take(&mut opened) {
            line.set(index, '’');
        }
    }
}

/// Replaces three or more full stops by `…`.
pub(super) fn replace_ellipses(line: &mut Line) {
    let mut number = 0;
    while let Some(index) = line.trigger(number) {
        number += 1;
        let points = (index..).take_while(|at| line.at(Some(*at)) == '.' && !line.is_protected(*at)).count();
        if points >= 3 {
            line.replace(index, index + points, '…');
        }
    }
}

/// Replaces pairs of straight quotation marks by those of the language. A mark without a partner stays.
pub(super) fn replace_quotes(line: &mut Line) {
    // The open marks, and whether each is straight; then the pairs, each with its depth.
    let mut open: Vec<(usize, bool)> = Vec::new();
    let mut pairs: Vec<(usize, usize, usize)> = Vec::new();
    for &index in &line.triggers {
        match line.characters[index] {
            '«' | '“' => open.push((index, false)),
            '»' | '”' => {
                if let Some(at) = open.iter().rposition(|(_, straight)| !straight) {
                    open.truncate(at);
                }
            }
            '"' if !line.is_protected(index) && line.rules(index) != Rules::Other => {
                let (before, after) = (line.before(index), line.after(index));
                let can_open = !is_blank(after)
                    && (is_blank(before) || matches!(before, '(' | '[' | '’' | '\'' | '«' | '“' | '"' | '–' | '—' | '-' | '‘'));
                match open.last().copied() {
                    Some((start, true)) if !is_blank(before) => {
                        open.pop();
                        pairs.push((start, index, open.len()));
                    }
                    Some(_) | None if can_open => open.push((index, true)),
                    Some(_) | None => {}
                }
            }
            _ => {}
        }
    }
    for (start, end, depth) in pairs {
        let (opening, closing) = match (line.rules(start), depth) {
            (Rules::French, 0) => ('«', '»'),
            (Rules::English | Rules::Other, depth) if depth % 2 == 1 => ('‘', '’'),
            (Rules::French | Rules::English | Rules::Other, _) => ('“', '”'),
        };
        line.set(start, opening);
        line.set(end, closing);
    }
}

/// Replaces two or three hyphens, and a hyphen between spaces, by dashes. In French, no-break spaces join a pair of dashes to the
/// words between them.
pub(super) fn replace_dashes(line: &mut Line) {
    let mut number = 0;
    let mut inside = false;
    while let Some(index) = line.trigger(number) {
        number += 1;
        let character = line.characters[index];
        if matches!(character, '.' | '!' | '?' | '…' | '\n') && is_blank(line.after(index)) {
            inside = false;
        }
        let rules = line.rules(index);
        if !matches!(character, '-' | '–' | '—') || rules == Rules::Other || line.is_protected(index) {
            continue;
        }
        let hyphens = (index..).take_while(|at| line.at(Some(*at)) == '-' && !line.is_protected(*at)).count();
        let after = line.at(Some(index + hyphens.max(1)));
        let before = line.before(index);
        let spaced = is_blank(before) && is_blank(after);
        let at_start = index == 0 || before == '\n';
        let alone = line.characters.len() == hyphens;
        let between_words = before.is_alphabetic() && after.is_alphabetic();
        let between_digits = line.at(index.checked_sub(2)).is_ascii_digit() && line.at(Some(index + 2)).is_ascii_digit();
        match hyphens {
            1 if spaced && !at_start && index + 1 < line.characters.len() && !between_digits => line.set(index, '–'),
            2 if (spaced || between_words) && !alone => {
                let long = at_start || (rules == Rules::English && between_words);
                line.replace(index, index + 2, if long { '—' } else { '–' });
            }
            3 if (spaced || between_words) && !alone => line.replace(index, index + 3, '—'),
            0..=3 => {}
            _ => {
                number = line.trigger_from(index + hyphens, number);
                continue;
            }
        }
        if rules == Rules::French && matches!(line.characters[index], '–' | '—') {
            let (before, after) = (line.before(index), line.after(index));
            let at_end = index + 1 >= line.characters.len();
            if index == 0 || before == '\n' {
                if is_space(after) && !at_end {
                    line.space_after(index, NBSP, false);
                }
            } else if is_space(before) && !at_end && (is_blank(after) || after == NOTE_CALL || !after.is_alphanumeric()) {
                if inside {
                    line.space_before(index, NBSP, false);
                } else if is_space(after) {
                    line.space_after(index, NBSP, false);
                }
                inside = !inside;
            }
        }
    }
}
