//! Joins the lines of plain text that a program has broken, in e-mails and in files.

/// Fewest and most characters of a line that a program may have broken.
const BROKEN: std::ops::RangeInclusive<usize> = 60..=80;

/// Signs that begin an item of a list or a quoted line.
const OWN_LINES: [char; 9] = ['>', '-', '*', '•', '·', '–', '—', ' ', '\t'];

/// Whether a program broke a line before `next`: the line is long, and the next word found no place on it. A quotation, an item of a
/// list and an indented line begin a line of their own.
pub(super) fn is_broken(line: &str, next: &str) -> bool {
    let first = next.split_whitespace().next().unwrap_or_default();
    let length = line.chars().count();
    let is_item = first.strip_suffix(['.', ')']).is_some_and(|number| number.len() <= 3 && number.parse::<u16>().is_ok());
    BROKEN.contains(&length)
        && !next.trim().is_empty()
        && !next.starts_with(OWN_LINES)
        && !is_item
        && length + 1 + first.chars().count() > 72
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
        out.push(if !flowed && is_broken(line, next) { ' ' } else { '\n' });
    }
    out
}
