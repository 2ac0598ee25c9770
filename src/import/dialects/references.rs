//! The targets that a text defines by themselves, `[label]: address "title"`, and pictures that name one: `![words][label]`.

use std::{collections::HashMap, ops::Range};

/// Longest label, in bytes (CommonMark 0.31, 4.7, has characters).
const LONGEST: usize = 999;

/// A target.
#[derive(Clone, Copy)]
pub(super) struct Target<'t> {
    pub(super) address: &'t str,
    /// With its quotation marks; empty without one.
    pub(super) title: &'t str,
    /// How many lines it takes.
    pub(super) lines: usize,
}

/// The targets of a text.
#[derive(Default)]
pub(super) struct References<'t> {
    by_label: HashMap<String, Target<'t>>,
    /// The bytes of the text that is written where each is defined.
    written: Vec<(String, Range<usize>)>,
    /// How often each was put in the place of its label.
    placed: HashMap<String, usize>,
}

impl<'t> References<'t> {
    /// The targets that lines define; of one label the first counts.
    pub(super) fn find(lines: &[&'t str]) -> Self {
        let mut found = Self::default();
        for at in 0..lines.len() {
            if let Some((label, target)) = definition(lines, at) {
                found.by_label.entry(label).or_insert(target);
            }
        }
        found
    }

    /// The target of the picture whose words a text follows in brackets: `[label]`, or nothing when the words are the label. With it, its
    /// label and how many bytes name it.
    pub(super) fn target(&self, words: &str, after: &str) -> Option<(Target<'t>, String, usize)> {
        let named = after.strip_prefix('[').and_then(|inner| Some((inner.get(..inner.find(']')?)?, inner.find(']')? + 2)));
        let (name, length) = match named {
            Some(("", length)) => (words, length),
            Some(named) => named,
            None => (words, 0),
        };
        let label = folded(name)?;
        Some((*self.by_label.get(&label)?, label, length))
    }

    /// Notes that a label was replaced by its target.
    pub(super) fn place(&mut self, label: String) {
        *self.placed.entry(label).or_default() += 1;
    }

    /// Notes where a definition is written.
    pub(super) fn write(&mut self, label: String, range: Range<usize>) {
        self.written.push((label, range));
    }

    /// Takes the definitions out of `out` that `text` names nowhere else.
    pub(super) fn remove_placed(&self, text: &str, out: &mut String) {
        if self.placed.is_empty() {
            return;
        }
        let mut named: HashMap<String, usize> = HashMap::new();
        for at in memchr::memchr_iter(b'[', text.as_bytes()) {
            let end = text.as_bytes()[at + 1..].iter().take(LONGEST).position(|byte| matches!(byte, b'[' | b']'));
            let label = end.and_then(|end| folded(&text[at + 1..at + 1 + end]));
            *named.entry(label.unwrap_or_default()).or_default() += 1;
        }
        // Once by its own definition.
        let is_done =
            |label: &String| self.placed.get(label).is_some_and(|placed| named.get(label).copied().unwrap_or(0) <= placed + 1);
        let mut kept = String::with_capacity(out.len());
        let mut at = 0;
        for (_, range) in self.written.iter().filter(|(label, _)| is_done(label)) {
            kept.push_str(&out[at..range.start]);
            at = range.end;
        }
        kept.push_str(&out[at..]);
        *out = kept;
    }
}

/// The definition that begins at a line, if one does: the address may stand on the next line, and the title on the one after it.
pub(super) fn definition<'t>(lines: &[&'t str], at: usize) -> Option<(String, Target<'t>)> {
    let line = lines.get(at)?;
    let inner = line.trim_start_matches(' ').strip_prefix('[').filter(|inner| line.len() - inner.len() <= 4)?;
    let (name, rest) = inner.split_once("]:").filter(|(name, _)| !name.starts_with('^') && !name.contains(['[', ']']))?;
    let label = folded(name)?;
    let next = |count: usize| lines.get(at + count).map_or("", |line| line.trim());
    let (rest, taken) = if rest.trim().is_empty() { (next(1), 2) } else { (rest.trim(), 1) };
    let (address, rest) = match rest.strip_prefix('<') {
        Some(inner) => inner.split_once('>')?,
        None => rest.split_at(rest.find(char::is_whitespace).unwrap_or(rest.len())),
    };
    let is_title = |text: &str| {
        let close = match text.chars().next() {
            Some('(') => ')',
            Some(quote @ ('"' | '\'')) => quote,
            _ => return false,
        };
        text.len() > 1 && text.ends_with(close)
    };
    let (title, lines) = match rest.trim() {
        "" if is_title(next(taken)) => (next(taken), taken + 1),
        title => (title, taken),
    };
    let is_whole = !address.is_empty() && (title.is_empty() || is_title(title));
    is_whole.then_some((label, Target { address, title, lines }))
}

/// A label as labels are compared: without case, and with single spaces. None when it is none.
fn folded(label: &str) -> Option<String> {
    let words: Vec<String> = label.split_whitespace().map(str::to_lowercase).collect();
    (!words.is_empty() && label.len() <= LONGEST).then(|| words.join(" "))
}
