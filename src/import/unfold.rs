//! Joins the lines of plain text that a program has broken, in e-mails and in files.

use super::divided::halves;

/// Fewest and most characters of the longest line of a text that a program has broken.
const WIDTHS: std::ops::RangeInclusive<usize> = 60..=80;

/// The same in a text copied from a PDF, where words are divided.
const WIDTHS_OF_PAGES: std::ops::RangeInclusive<usize> = 40..=120;

/// Fewest divided words by which such a text is known.
const DIVIDED: usize = 2;

/// The width of e-mails, as their programs break them.
const MAIL: usize = 72;

/// Fewest characters of a line that is broken, however long the next word.
const SHORTEST: usize = 40;

/// Signs that begin an item of a list, a speech or a quoted line.
const OWN_LINES: [char; 9] = ['>', '-', '*', '•', '·', '–', '—', ' ', '\t'];

/// Whether a program that breaks lines at this width broke a line before `next`: the next word found no place on it. A quotation, an item
/// of a list and an indented line begin a line of their own.
pub(super) fn is_broken(line: &str, next: &str, width: usize) -> bool {
    let first = next.split_whitespace().next().unwrap_or_default();
    let length = line.chars().count();
    let is_item = first.strip_suffix(['.', ')']).is_some_and(|number| number.len() <= 3 && number.parse::<u16>().is_ok());
    length >= SHORTEST
        && length + 1 + first.chars().count() > width
        && !next.trim().is_empty()
        && !next.starts_with(OWN_LINES)
        && !is_item
        && !line.starts_with(['#', '|'])
}

/// Whether a sentence goes on in `next`, although its first word would have found a place on the line, in a text of this width: lines of a
/// PDF are not filled alike, least of all beside a picture. A line that is much shorter is one of its own, unless the lines around it are
/// prose: the next one is filled, or `goes_on` says that the line goes on with one above it.
pub(super) fn is_cut(line: &str, next: &str, width: usize, goes_on: bool) -> bool {
    let length = line.chars().count();
    let first = next.chars().next();
    let is_own = first.is_none() || next.starts_with(OWN_LINES) || line.starts_with(OWN_LINES) || line.starts_with(['#', '|']);
    let is_label = next.chars().nth(1).is_some_and(|second| matches!(second, ')' | '.'));
    let is_open = line.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | '’' | '\''));
    let is_among_prose = goes_on || next.chars().count() >= width * 4 / 5;
    let fewest = match first {
        Some(first) if first.is_lowercase() && is_among_prose => 1,
        Some(first) if first.is_lowercase() => width / 2,
        _ => width * 4 / 5,
    };
    !is_own && !is_label && is_open && length >= fewest && first.is_some_and(char::is_alphabetic)
}

/// The width at which a program has broken the lines of a text; none when it has not. Such a text has no longer line, its paragraphs are
/// parted by empty lines, and most of its lines go on in the middle of a sentence, as those of a poem do not.
pub(super) fn width(text: &str) -> Option<usize> {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    // A long address cannot be broken.
    let width = lines.iter().filter(|line| line.contains(' ')).map(|line| line.chars().count()).max()?;
    let is_divided = |pair: &&[&str]| halves(pair[0], pair[1]).is_some();
    let from_page = lines.windows(2).filter(is_divided).nth(DIVIDED - 1).is_some();
    let widths = if from_page { WIDTHS_OF_PAGES } else { WIDTHS };
    if !widths.contains(&width) || !(from_page || lines.iter().any(|line| line.is_empty())) {
        return None;
    }
    let (mut broken, mut going_on) = (0, 0);
    for pair in lines.windows(2).filter(|pair| is_broken(pair[0], pair[1], width)) {
        broken += 1;
        going_on +=
            usize::from(is_divided(&pair) || pair[1].starts_with(|c: char| c.is_lowercase() || matches!(c, '(' | '«' | '[')));
    }
    (going_on * 2 > broken).then_some(width)
}

/// Plain text with the lines of a paragraph joined: by the spaces at their ends (RFC 3676), else by their length, where a program has
/// broken them.
pub(super) fn unfolded(text: &str, flowed: bool, joins: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        // A line that began with a sign of its own was stuffed with a space.
        let line = if flowed { line.strip_prefix(' ').unwrap_or(line) } else { line };
        let next = lines.peek().copied().unwrap_or_default();
        // A quoted line goes on with none that the letter's author wrote.
        if flowed && line.ends_with(' ') && line != "-- " && !next.starts_with('>') {
            out.push_str(if joins { &line[..line.len() - 1] } else { line });
            continue;
        }
        out.push_str(if flowed { line.trim_end_matches(' ') } else { line });
        // A divided word is joined where its line ends (`undivided`).
        let divides = halves(line, next).is_some();
        let joins = !flowed && !divides && WIDTHS.contains(&line.chars().count()) && is_broken(line, next, MAIL);
        out.push(if joins { ' ' } else { '\n' });
    }
    out
}
