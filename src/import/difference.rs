//! What a corrected version changes: words taken out and put in, paragraph by paragraph, with notes where they are called.
//!
//! Paragraphs are compared first, then the words of those that differ. Both go by the words that occur once on both sides (patience
//! diff); what lies between is compared in full only where it is short, so that the work grows as n log n.

use std::collections::HashMap;

/// Longest product of two lengths that are compared word by word.
const SMALL: usize = 10_000;

/// How deep ranges are divided.
const MAX_DEPTH: usize = 40;

/// Words around a change that are shown.
const AROUND: usize = 6;

/// A piece of a changed paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Words of both versions.
    Kept(String),
    /// Words of the old version only.
    Removed(String),
    /// Words of the new version only.
    Added(String),
}

/// A changed place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its line in the old text, from 1.
    pub line: usize,
    /// What stands there, in order.
    pub pieces: Vec<Piece>,
}

/// What differs between two versions of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// The changed places, in order.
    pub changes: Vec<Change>,
    /// Words of the old version only, and of the new one.
    pub words: (usize, usize),
    /// Notes of the old version, and of the new one.
    pub notes: (usize, usize),
    /// Pictures of the old version, and of the new one.
    pub pictures: (usize, usize),
}

/// What differs between two Markdown texts.
#[must_use]
pub fn difference(before: &str, after: &str) -> Difference {
    let (old, old_notes) = paragraphs(before);
    let (new, new_notes) = paragraphs(after);
    let mut names = HashMap::new();
    let numbers = |paragraphs: &[(usize, String)], names: &mut HashMap<String, u32>| {
        paragraphs.iter().map(|(_, text)| number(text, names)).collect::<Vec<u32>>()
    };
    let (a, b) = (numbers(&old, &mut names), numbers(&new, &mut names));
    let mut found = Difference {
        notes: (old_notes, new_notes),
        pictures: (before.matches("![").count(), after.matches("![").count()),
        ..Difference::default()
    };
    for range in changed_ranges(&a, &b) {
        compare(&old[range.0..range.1], &new[range.2..range.3], &mut found);
    }
    found
}

/// Compares the words of paragraphs.
fn compare(old: &[(usize, String)], new: &[(usize, String)], found: &mut Difference) {
    let words = |paragraphs: &[(usize, String)]| {
        let mut words: Vec<(usize, String)> = Vec::new();
        for (line, text) in paragraphs {
            if !words.is_empty() {
                words.push((*line, "¶".to_owned()));
            }
            words.extend(text.split_whitespace().map(|word| (*line, word.to_owned())));
        }
        words
    };
    let (a, b) = (words(old), words(new));
    let mut names = HashMap::new();
    let mut numbers = |words: &[(usize, String)]| words.iter().map(|(_, word)| number(word, &mut names)).collect::<Vec<u32>>();
    let (x, y) = (numbers(&a), numbers(&b));
    let ranges = changed_ranges(&x, &y);
    let text = |words: &[(usize, String)]| words.iter().map(|(_, word)| word.as_str()).collect::<Vec<_>>().join(" ");
    let first_line = old.first().or(new.first()).map_or(1, |(line, _)| *line);
    let mut end = 0;
    for (at, range) in ranges.iter().enumerate() {
        let line = a.get(range.0).or_else(|| a.last()).map_or(first_line, |(line, _)| *line);
        let near = at > 0 && range.0 - end <= 2 * AROUND;
        if !near {
            let from = range.0.saturating_sub(AROUND).max(end);
            let lead = if from > end || (at == 0 && from > 0) { "… " } else { "" };
            let kept = format!("{lead}{}", text(&a[from..range.0]));
            found.changes.push(Change { line, pieces: Vec::new() });
            push(found, Piece::Kept(kept));
        } else {
            push(found, Piece::Kept(text(&a[end..range.0])));
        }
        let count = |words: &[(usize, String)]| words.iter().filter(|(_, word)| word != "¶").count();
        found.words.0 += count(&a[range.0..range.1]);
        found.words.1 += count(&b[range.2..range.3]);
        push(found, Piece::Removed(text(&a[range.0..range.1])));
        push(found, Piece::Added(text(&b[range.2..range.3])));
        end = range.1;
        let next = ranges.get(at + 1).map(|next| next.0);
        if next.is_none_or(|next| next - end > 2 * AROUND) {
            let until = (end + AROUND).min(a.len());
            let tail = if until < a.len() { " …" } else { "" };
            push(found, Piece::Kept(format!("{}{tail}", text(&a[end..until]))));
        }
    }
}

fn push(found: &mut Difference, piece: Piece) {
    let (Piece::Kept(text) | Piece::Removed(text) | Piece::Added(text)) = &piece;
    if let Some(change) = found.changes.last_mut().filter(|_| !text.trim().is_empty()) {
        change.pieces.push(piece);
    }
}

/// The paragraphs of a text with their lines, with each note where it is called, and the number of notes.
fn paragraphs(text: &str) -> (Vec<(usize, String)>, usize) {
    let mut notes: HashMap<&str, String> = HashMap::new();
    let mut kept: Vec<(usize, String)> = Vec::new();
    let mut open: Option<&str> = None;
    let mut ended = true;
    let mut count = 0;
    for (at, line) in text.lines().enumerate() {
        if line.trim().is_empty() {
            ended = true;
            continue;
        }
        if let Some((label, rest)) = line.strip_prefix("[^").and_then(|rest| rest.split_once("]:")) {
            (open, ended) = (Some(label), false);
            count += 1;
            notes.insert(label, rest.trim().to_owned());
            continue;
        }
        if let Some(note) = open.filter(|_| line.starts_with("    ") || !ended).and_then(|label| notes.get_mut(label)) {
            note.push(' ');
            note.push_str(line.trim());
            ended = false;
            continue;
        }
        open = None;
        match kept.last_mut().filter(|_| !ended) {
            Some((_, paragraph)) => {
                paragraph.push(' ');
                paragraph.push_str(line);
            }
            None => kept.push((at + 1, line.to_owned())),
        }
        ended = false;
    }
    // A note stands where it is called, so that a new one does not change the numbers of all that follow.
    for (_, paragraph) in &mut kept {
        *paragraph = with_notes(paragraph, &mut notes);
    }
    (kept, count)
}

/// A paragraph with its notes in it.
fn with_notes(paragraph: &str, notes: &mut HashMap<&str, String>) -> String {
    let mut out = String::with_capacity(paragraph.len());
    let mut rest = paragraph;
    while let Some((before, after)) = rest.split_once("[^") {
        out.push_str(before);
        let note = after.split_once(']').and_then(|(label, after)| Some((notes.remove(label)?, after)));
        match note {
            Some((text, after)) => {
                out.push_str(&format!(" [^ {text} ^] "));
                rest = after;
            }
            None => {
                out.push_str("[^");
                rest = after;
            }
        }
    }
    out + rest
}

fn number(text: &str, names: &mut HashMap<String, u32>) -> u32 {
    let next = u32::try_from(names.len()).unwrap_or(u32::MAX);
    *names.entry(text.to_owned()).or_insert(next)
}

/// A range of the old sequence and one of the new, which differ: first and end of each.
type Range = (usize, usize, usize, usize);

/// The ranges in which two sequences differ, in order.
fn changed_ranges(a: &[u32], b: &[u32]) -> Vec<Range> {
    let mut ranges = Vec::new();
    divide(a, b, (0, a.len(), 0, b.len()), 0, &mut ranges);
    // Neighbours are one.
    let mut joined: Vec<Range> = Vec::new();
    for range in ranges {
        match joined.last_mut().filter(|last| last.1 == range.0 && last.3 == range.2) {
            Some(last) => (last.1, last.3) = (range.1, range.3),
            None => joined.push(range),
        }
    }
    joined
}

fn divide(a: &[u32], b: &[u32], range: Range, depth: usize, ranges: &mut Vec<Range>) {
    let (mut a0, mut a1, mut b0, mut b1) = range;
    while a0 < a1 && b0 < b1 && a[a0] == b[b0] {
        (a0, b0) = (a0 + 1, b0 + 1);
    }
    while a0 < a1 && b0 < b1 && a[a1 - 1] == b[b1 - 1] {
        (a1, b1) = (a1 - 1, b1 - 1);
    }
    if a0 == a1 && b0 == b1 {
        return;
    }
    if a0 == a1 || b0 == b1 {
        ranges.push((a0, a1, b0, b1));
        return;
    }
    if (a1 - a0).saturating_mul(b1 - b0) <= SMALL {
        longest_common(&a[a0..a1], &b[b0..b1], (a0, b0), ranges);
        return;
    }
    let anchors = if depth < MAX_DEPTH { anchors(&a[a0..a1], &b[b0..b1]) } else { Vec::new() };
    if anchors.is_empty() {
        ranges.push((a0, a1, b0, b1));
        return;
    }
    let (mut a_from, mut b_from) = (a0, b0);
    for (x, y) in anchors {
        divide(a, b, (a_from, a0 + x, b_from, b0 + y), depth + 1, ranges);
        (a_from, b_from) = (a0 + x + 1, b0 + y + 1);
    }
    divide(a, b, (a_from, a1, b_from, b1), depth + 1, ranges);
}

/// Places of what occurs once in both, in the longest order that both share.
fn anchors(a: &[u32], b: &[u32]) -> Vec<(usize, usize)> {
    let mut seen: HashMap<u32, (usize, usize, usize)> = HashMap::new();
    for (at, value) in a.iter().enumerate() {
        let entry = seen.entry(*value).or_insert((0, at, 0));
        entry.0 += 1;
    }
    let mut twice: HashMap<u32, (usize, usize)> = HashMap::new();
    for (at, value) in b.iter().enumerate() {
        let entry = twice.entry(*value).or_insert((0, at));
        entry.0 += 1;
    }
    let mut pairs = Vec::new();
    for (at, value) in a.iter().enumerate() {
        let once = seen.get(value).is_some_and(|entry| entry.0 == 1);
        if let Some((1, other)) = twice.get(value).filter(|_| once) {
            pairs.push((at, *other));
        }
    }
    // The longest increasing sequence of places in `b`, by patience sorting.
    let mut piles: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; pairs.len()];
    for (index, (_, place)) in pairs.iter().enumerate() {
        let pile = piles.partition_point(|top| pairs[*top].1 < *place);
        before[index] = pile.checked_sub(1).map(|pile| piles[pile]);
        if pile == piles.len() { piles.push(index) } else { piles[pile] = index }
    }
    let mut sequence = Vec::with_capacity(piles.len());
    let mut at = piles.last().copied();
    while let Some(index) = at {
        sequence.push(pairs[index]);
        at = before[index];
    }
    sequence.reverse();
    sequence
}

/// Compares two short sequences in full.
fn longest_common(a: &[u32], b: &[u32], offsets: (usize, usize), ranges: &mut Vec<Range>) {
    let width = b.len() + 1;
    let mut lengths = vec![0_u32; (a.len() + 1) * width];
    for x in (0..a.len()).rev() {
        for y in (0..b.len()).rev() {
            lengths[x * width + y] = if a[x] == b[y] {
                lengths[(x + 1) * width + y + 1] + 1
            } else {
                lengths[(x + 1) * width + y].max(lengths[x * width + y + 1])
            };
        }
    }
    let (mut x, mut y) = (0, 0);
    while x < a.len() || y < b.len() {
        if x < a.len() && y < b.len() && a[x] == b[y] {
            (x, y) = (x + 1, y + 1);
            continue;
        }
        let (from_x, from_y) = (x, y);
        while (x < a.len() || y < b.len()) && !(x < a.len() && y < b.len() && a[x] == b[y]) {
            let down = if x < a.len() { Some(lengths[(x + 1) * width + y]) } else { None };
            let right = if y < b.len() { Some(lengths[x * width + y + 1]) } else { None };
            if down >= right { x += 1 } else { y += 1 }
        }
        ranges.push((offsets.0 + from_x, offsets.0 + x, offsets.1 + from_y, offsets.1 + y));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(before: &str, after: &str) -> Vec<String> {
        let line = |change: &Change| {
            let pieces = change.pieces.iter().map(|piece| match piece {
                Piece::Kept(text) => text.clone(),
                Piece::Removed(text) => format!("[-{text}-]"),
                Piece::Added(text) => format!("{{+{text}+}}"),
            });
            format!("{}: {}", change.line, pieces.collect::<Vec<_>>().join(" "))
        };
        difference(before, after).changes.iter().map(line).collect()
    }

    #[test]
    fn words_that_differ_are_shown_in_their_place() {
        let before = "Un deux trois.\n\nQuatre cinq six sept huit neuf dix onze douze.\n\nFin.\n";
        let after = "Un deux trois.\n\nQuatre cinq six sept huit NEUF dix onze.\n\nUn alinéa neuf.\n\nFin.\n";
        assert_eq!(
            shown(before, after),
            ["3: Quatre cinq six sept huit [-neuf-] {+NEUF+} dix [-onze douze.-] {+onze. ¶ Un alinéa neuf.+}"]
        );
        assert!(shown(before, before).is_empty());
    }

    #[test]
    fn a_new_note_does_not_change_those_after_it() {
        let before = "Un mot.[^1]\n\nUn autre.[^2]\n\n[^1]: Première.\n[^2]: Deuxième,\n    longue.\n";
        let after = "Un[^1] mot.[^2]\n\nUn autre.[^3]\n\n[^1]: Nouvelle.\n[^2]: Première.\n[^3]: Deuxième, longue.\n";
        assert_eq!(shown(before, after), ["1: Un {+[^ Nouvelle. ^]+} mot. [^ Première. ^]"]);
        assert_eq!(difference(before, after).notes, (2, 3));
    }

    #[test]
    fn long_texts_are_compared_in_little_time() {
        let text = |seed: usize| (0..60_000).map(|n| format!("m{} ", n * seed % 977)).collect::<String>();
        // Nothing occurs once: there is no anchor, and the whole differs.
        assert_eq!(difference(&text(1), &text(3)).changes.len(), 1);
        let words: Vec<String> = (0..60_000).map(|n| format!("mot{n}")).collect();
        let mut changed = words.clone();
        for at in (0..60_000).step_by(1_000) {
            changed[at] = "autre".to_owned();
        }
        assert_eq!(difference(&words.join(" "), &changed.join(" ")).words, (60, 60));
    }
}
