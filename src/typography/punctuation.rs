//! Punctuation that several languages have, each with marks of its own: apostrophes, ellipses, quotation marks, dashes.

use super::{
    characters::{NBSP, NOTE_CALL, is_blank, is_space},
    line::{Line, Rules},
};

/// Words whose beginning is left out: their `'` is an apostrophe, even if another `'` follows (Grevisse, Le Bon Usage, « Apostrophe »).
const CLIPPED: [&str; 20] = [
    "tain",
    "n",
    "t",
    "ttention",
    "spèce",
    "core",
    "videmment",
    "cause",
    "tis",
    "twas",
    "twere",
    "til",
    "em",
    "bout",
    "round",
    "neath",
    "cos",
    "kay",
    "fraid",
    "nother",
];

/// Replaces `'`: between or after letters by an apostrophe, in pairs around words by single quotation marks.
///
/// In languages whose quotation marks we do not know, both marks of such a pair stay straight.
pub(super) fn replace_apostrophes(line: &mut Line) {
    let mut opened = false;
    // The next mark that may close a pair. It is looked for once, however many marks might open one.
    let mut closing = 0;
    for number in 0..line.triggers.len() {
        let index = line.triggers[number];
        let character = line.characters[index];
        if !matches!(character, '\'' | '´' | '`') || line.is_protected(index) {
            continue;
        }
        let (before, after) = (line.before(index), line.after(index));
        let is_straight = character == '\'';
        let known = line.rules(index) != Rules::Other;
        // « '60-'70 »: the years of a century left out; « l''Étranger' »: a quotation after an elision.
        let begins = is_blank(before)
            || matches!(before, '(' | '[' | '"' | '“' | '«' | '„' | '/')
            || matches!(before, '-' | '–') && after.is_ascii_digit()
            || before == '’' && after.is_alphabetic() && known;
        let ends_phrase = matches!(after, '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']');
        let joins = after.is_alphanumeric() || matches!(after, '«' | '“' | '(' | '[') || after == '"' && !opened;
        if before.is_alphabetic() && joins {
            line.set(index, '’');
        } else if !is_straight {
        } else if begins && (!is_blank(after) || !opened && opens_with_space(line, index)) && !ends_phrase {
            let closes = |&at: &usize| {
                at >= index + 2
                    && line.characters[at] == '\''
                    && (!is_blank(line.before(at)) || closes_with_space(line, at))
                    && !line.after(at).is_alphanumeric()
                    && !line.is_protected(at)
            };
            closing = closing.max(number + 1);
            closing += line.triggers[closing..].iter().take_while(|at| !closes(at)).count();
            let elided = after.is_ascii_digit() || closing == line.triggers.len() || is_clipped(line, index);
            if elided && is_blank(after) {
                continue;
            }
            opened = !elided;
            if elided && (known || after.is_alphanumeric()) {
                line.set(index, '’');
            } else if known {
                line.set(index, '‘');
                line.remove_spaces_after(index);
            }
        } else if !known {
            // The mark that closes a pair stays straight as the one that opens it.
            if before.is_alphabetic() && !opened {
                line.set(index, '’');
            }
            opened &= is_blank(before);
        } else if before == '\'' && line.at(index.checked_sub(2)).is_ascii_digit() {
            // « 12'' »: inches or seconds.
        } else if opened && closes_with_space(line, index) {
            line.set(index, '’');
            line.remove_spaces_before(index);
            opened = false;
        } else if !is_blank(before) && !before.is_ascii_digit() && !after.is_alphanumeric() {
            line.set(index, '’');
            opened = false;
        } else if before.is_ascii_digit() && std::mem::take(&mut opened) {
            line.set(index, '’');
        }
    }
}

/// Whether the `'` at `index` may open a quotation with a space inside, as French writers type them at guillemets: « ' quoi ' ».
///
/// « l ' homme » and « 12 ' » have an apostrophe and a sign for minutes.
fn opens_with_space(line: &Line, index: usize) -> bool {
    let elision =
        matches!(line.at(index.checked_sub(2)).to_ascii_lowercase(), 'c' | 'd' | 'j' | 'l' | 'm' | 'n' | 's' | 't' | 'u')
            && !line.at(index.checked_sub(3)).is_alphabetic();
    let measure = line.at(index.checked_sub(2)).is_ascii_digit();
    is_space(line.after(index)) && index + 1 < line.characters.len() && !elision && !measure && line.follows(index, Rules::French)
}

/// Whether the `'` at `index` may close a quotation with a space inside.
fn closes_with_space(line: &Line, index: usize) -> bool {
    let after = line.after(index);
    let ends = is_blank(after) || matches!(after, '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '…' | '»' | '”' | NOTE_CALL);
    is_space(line.before(index)) && index > 0 && ends && line.follows(index, Rules::French)
}

/// Whether the `'` at `index` stands for the beginning of the word after it: « 'tain », « rock 'n' roll ».
fn is_clipped(line: &Line, index: usize) -> bool {
    let word: String = line.characters[index + 1..].iter().take(10).take_while(|character| character.is_alphabetic()).collect();
    // « 'cause' » is a quotation.
    let quoted = line.at(Some(index + 1 + word.chars().count())) == '\'';
    // « 'n' » of « rock 'n' roll », but not of « 'n'importe quoi' ».
    let is_and = matches!(word.as_str(), "n" | "N") && !line.at(Some(index + 3)).is_alphanumeric();
    CLIPPED.contains(&word.to_lowercase().as_str()) && (!quoted || is_and)
}

/// Replaces three full stops by `…`, and four by it and a full stop in English (Chicago Manual of Style, « Ellipses »), in French by it
/// alone, as in both languages more of them (Lexique, « Points de suspension »).
pub(super) fn replace_ellipses(line: &mut Line) {
    let mut number = 0;
    while let Some(index) = line.trigger(number) {
        number += 1;
        let points = (index..).take_while(|at| line.at(Some(*at)) == '.' && !line.is_protected(*at)).count();
        // After a space a row of points is a line to fill in.
        let is_leader = points > 4 && is_blank(line.before(index));
        match points {
            _ if is_leader => number = line.trigger_from(index + points, number),
            4 if line.rules(index) == Rules::English => line.replace(index + 1, index + points, '…'),
            3.. => line.replace(index, index + points, '…'),
            _ => {}
        }
    }
}

/// Replaces pairs of straight quotation marks by those of the language. A mark without a partner stays.
///
/// French writers type the spaces of guillemets also with straight marks: « " Au secours ! " » is a pair too (Lexique, « Guillemets »).
pub(super) fn replace_quotes(line: &mut Line) {
    // The open marks, and whether each is straight; then the pairs, each with its depth.
    let mut open: Vec<(usize, bool)> = Vec::new();
    let mut pairs: Vec<(usize, usize, usize)> = Vec::new();
    for &index in &line.triggers {
        let character = line.characters[index];
        // « „Ja“ » is how German quotes, « »Ja« » too: which marks open and close there is not known, and they part nothing of ours.
        if character != '"' && line.rules(index) == Rules::Other {
            continue;
        }
        let innermost = open.iter().rposition(|(_, straight)| !straight);
        match (character, innermost) {
            ('»' | '”', Some(at)) => open.truncate(at),
            ('“', Some(at)) if line.characters[open[at].0] == '„' => open.truncate(at),
            ('«' | '“' | '„', _) => open.push((index, false)),
            ('"', _) if !line.is_protected(index) && line.rules(index) != Rules::Other => {
                let can_open = opens_quote(line, index);
                match open.last().copied() {
                    Some((start, true)) if closes_quote(line, index) => {
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

/// Whether a straight quotation mark may open a quotation.
fn opens_quote(line: &Line, index: usize) -> bool {
    let (before, after) = (line.before(index), line.after(index));
    if !is_blank(after) {
        let may_follow =
            matches!(before, '(' | '[' | '’' | '\'' | '«' | '“' | '"' | '–' | '—' | '-' | '‘' | '/' | '°' | NOTE_CALL);
        // « "a","b" »: a list typed without spaces.
        let in_list = matches!(before, ',' | ';') && matches!(line.at(index.checked_sub(2)), '"' | '»' | '”');
        return is_blank(before) || may_follow || in_list;
    }
    // With the spaces of guillemets. « 12 " » is a measure.
    let measure = is_space(before) && line.at(index.checked_sub(2)).is_ascii_digit();
    is_blank(before) && !measure && line.rules(index) == Rules::French && index + 1 < line.characters.len()
}

/// Whether a straight quotation mark may close the quotation that another opened.
fn closes_quote(line: &Line, index: usize) -> bool {
    let (before, after) = (line.before(index), line.after(index));
    if is_blank(before) {
        let ends = is_blank(after) || matches!(after, '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '…' | NOTE_CALL);
        return line.rules(index) == Rules::French && ends;
    }
    // A quotation within the quotation begins after an opening mark, or after a dash that is glued to it.
    let dash = matches!(before, '–' | '—') || (before == '-' && line.at(index.checked_sub(2)) == '-');
    !(after.is_alphanumeric() && (dash || matches!(before, '(' | '[' | '«' | '“' | '‘')))
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
        let between_words = (before.is_alphabetic() || matches!(before, '»' | '”' | ')' | ']'))
            && (after.is_alphabetic() || matches!(after, '«' | '“' | '(' | '['));
        let between_digits = line.at(index.checked_sub(2)).is_ascii_digit() && line.at(Some(index + 2)).is_ascii_digit();
        // « 1914--1918 », « p. 12--15 ».
        let range = before.is_ascii_digit() && after.is_ascii_digit();
        match hyphens {
            1 if spaced && !at_start && index + 1 < line.characters.len() && !between_digits => line.set(index, '–'),
            2 if range => line.replace(index, index + 2, '–'),
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
