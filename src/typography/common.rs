//! Rules that several languages share in kind: apostrophes, suspension points, quotation marks, dashes.

use super::line::{CALL, Line, NO_BREAK, Rules, is_blank, is_space};

/// `'` between or after letters is an apostrophe; in pairs around words it quotes.
pub(super) fn apostrophes(line: &mut Line) {
    let mut opened: Option<usize> = None;
    for index in 0..line.cells.len() {
        if line.cells[index].fixed || !matches!(line.cells[index].character, '\'' | '´' | '`') {
            continue;
        }
        let (before, after) = (line.before(index), line.after(index));
        let is_straight = line.cells[index].character == '\'';
        if before.is_alphabetic() && (after.is_alphanumeric() || matches!(after, '«' | '“' | '"' | '(' | '[')) {
            line.set(index, '’');
        } else if !is_straight || line.cells[index].rules == Rules::Other {
            if before.is_alphabetic() && is_straight {
                line.set(index, '’');
            }
        } else if (is_blank(before) || matches!(before, '(' | '[' | '"' | '“' | '«')) && !is_blank(after) {
            let closes = (index + 2..line.cells.len()).any(|at| {
                line.at(Some(at)) == '\''
                    && !is_blank(line.before(at))
                    && !line.after(at).is_alphanumeric()
                    && !line.cells[at].fixed
            });
            let elided = after.is_ascii_digit() || !closes;
            line.set(index, if elided { '’' } else { '‘' });
            opened = (!elided).then_some(index);
        } else if !is_blank(before) && !before.is_ascii_digit() && !after.is_alphanumeric() {
            line.set(index, '’');
            opened = None;
        } else if before.is_ascii_digit() && opened.take().is_some() {
            line.set(index, '’');
        }
    }
}

/// Three points or more are `…`.
pub(super) fn ellipses(line: &mut Line) {
    let mut index = 0;
    while index < line.cells.len() {
        if line.cells[index].character != '.' {
            index += 1;
            continue;
        }
        let points = line.cells[index..].iter().take_while(|cell| cell.character == '.' && !cell.fixed).count();
        if points >= 3 {
            line.replace(index, index + points, '…');
        }
        index += 1;
    }
}

/// Straight quotation marks become those of the language, when each has its other half.
pub(super) fn quotes(line: &mut Line) {
    let mut open: Vec<(usize, bool)> = Vec::new();
    let mut pairs: Vec<(usize, usize, usize)> = Vec::new();
    for index in 0..line.cells.len() {
        match line.cells[index].character {
            '«' | '“' => open.push((index, false)),
            '»' | '”' => {
                if let Some(at) = open.iter().rposition(|(_, straight)| !straight) {
                    open.truncate(at);
                }
            }
            '"' if !line.cells[index].fixed && line.cells[index].rules != Rules::Other => {
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
        let (opening, closing) = match (line.cells[start].rules, depth) {
            (Rules::French, 0) => ('«', '»'),
            (Rules::English | Rules::Other, depth) if depth % 2 == 1 => ('‘', '’'),
            (Rules::French | Rules::English | Rules::Other, _) => ('“', '”'),
        };
        line.set(start, opening);
        line.set(end, closing);
    }
}

/// Two or three hyphens, and a hyphen between spaces, are dashes; a French incise holds its dashes by no-break spaces.
pub(super) fn dashes(line: &mut Line) {
    let mut index = 0;
    let mut inside = false;
    while index < line.cells.len() {
        let (rules, character) = (line.cells[index].rules, line.cells[index].character);
        if matches!(character, '.' | '!' | '?' | '…' | '\n') && is_blank(line.after(index)) {
            inside = false;
        }
        if !matches!(character, '-' | '–' | '—') || rules == Rules::Other || line.cells[index].fixed {
            index += 1;
            continue;
        }
        let hyphens = line.cells[index..].iter().take_while(|cell| cell.character == '-' && !cell.fixed).count();
        let after = line.at(Some(index + hyphens.max(1)));
        let before = line.before(index);
        let spaced = is_blank(before) && is_blank(after);
        let at_start = index == 0 || before == '\n';
        let alone = line.cells.len() == hyphens;
        let between_words = before.is_alphabetic() && after.is_alphabetic();
        let between_digits = line.at(index.checked_sub(2)).is_ascii_digit() && line.at(Some(index + 2)).is_ascii_digit();
        match hyphens {
            1 if spaced && !at_start && index + 1 < line.cells.len() && !between_digits => line.set(index, '–'),
            2 if (spaced || between_words) && !alone => {
                let long = at_start || (rules == Rules::English && between_words);
                line.replace(index, index + 2, if long { '—' } else { '–' });
            }
            3 if (spaced || between_words) && !alone => line.replace(index, index + 3, '—'),
            0..=3 => {}
            _ => {
                index += hyphens;
                continue;
            }
        }
        if rules == Rules::French && matches!(line.cells[index].character, '–' | '—') {
            let (before, after) = (line.before(index), line.after(index));
            let at_end = index + 1 >= line.cells.len();
            if index == 0 || before == '\n' {
                if is_space(after) && !at_end {
                    line.space_after(index, NO_BREAK, false);
                }
            } else if is_space(before) && !at_end && (is_blank(after) || after == CALL || !after.is_alphanumeric()) {
                if inside {
                    index = line.space_before(index, NO_BREAK, false);
                } else if is_space(after) {
                    line.space_after(index, NO_BREAK, false);
                }
                inside = !inside;
            }
        }
        index += 1;
    }
}
