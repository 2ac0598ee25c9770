//! A rich text as one line of characters that the rules edit.
//!
//! `read` makes the line and `write` takes it back into the rich text; this file owns the queries and the edits between the two.
//! It knows no rule.

use super::{
    characters::is_space,
    triggers::{self, Classes},
};

/// The language whose rules a character follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rules {
    French,
    English,
    /// Any other language: few rules apply.
    Other,
}

/// A variant that a rule gives to characters (compare `font-variant` in CSS).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Variant {
    Normal,
    Superscript,
    AllSmallCaps,
}

/// Consecutive characters that have everything else in common. Most paragraphs are one run.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    /// The index after its last character; it begins where the run before it ends.
    pub(super) end: usize,
    /// The number of the text node it belongs to; none for a placeholder or a line break.
    pub(super) node: Option<usize>,
    pub(super) rules: Rules,
    /// No rule ever changes it: it is raised or lowered already, or it is not text.
    pub(super) exempt: bool,
    /// No rule changes it in this pass: it is exempt, or part of an address, a handle or the like.
    pub(super) protected: bool,
    pub(super) variant: Variant,
}

/// A rich text as one line. Indices count characters.
#[derive(Debug, Default)]
pub(super) struct Line {
    pub(super) characters: Vec<char>,
    /// The indices where a rule may begin, in order; see [`triggers`]. They stay valid when a rule replaces a character.
    pub(super) triggers: Vec<usize>,
    pub(super) runs: Vec<Run>,
    /// The UTF-8 of a text node while it is written, before its length is known.
    pub(super) buffer: Vec<u8>,
    /// How many text nodes the rich text has.
    pub(super) text_nodes: usize,
    /// Whether this pass has changed anything.
    pub(super) changed: bool,
    /// Whether some characters have a variant.
    pub(super) has_variants: bool,
}

impl Line {
    /// Starts a pass of the rules: removes all protection. Returns the classes of the triggers.
    ///
    /// The triggers are not searched again between passes, because rules insert nothing but spaces.
    pub(super) fn start_pass(&mut self) -> Classes {
        self.changed = false;
        self.runs.iter_mut().for_each(|run| run.protected = run.exempt);
        triggers::classes_at(&self.characters, &self.triggers)
    }

    /// Whether this pass has changed anything.
    pub(super) const fn is_changed(&self) -> bool {
        self.changed
    }

    /// Whether some characters have a variant; they become text nodes of their own when the line is written.
    pub(super) const fn has_variants(&self) -> bool {
        self.has_variants
    }

    /// The character at `index`; a space outside the line.
    #[inline]
    pub(super) fn at(&self, index: Option<usize>) -> char {
        index.and_then(|index| self.characters.get(index)).copied().unwrap_or(' ')
    }

    /// The character before `index`; a space at the start of the line.
    #[inline]
    pub(super) fn before(&self, index: usize) -> char {
        self.at(index.checked_sub(1))
    }

    /// The character after `index`; a space at the end of the line.
    #[inline]
    pub(super) fn after(&self, index: usize) -> char {
        self.at(Some(index + 1))
    }

    /// The index of the trigger of that number; none after the last.
    #[inline]
    pub(super) fn trigger(&self, number: usize) -> Option<usize> {
        self.triggers.get(number).copied()
    }

    /// The number of the first trigger at or after `index`, searched from the trigger `number` on.
    pub(super) fn trigger_from(&self, index: usize, number: usize) -> usize {
        number + self.triggers.iter().skip(number).take_while(|&&at| at < index).count()
    }

    /// The number of the run that holds the character at `index`.
    #[inline]
    fn run(&self, index: usize) -> usize {
        self.runs.partition_point(|run| run.end <= index)
    }

    /// The rules that the character at `index` follows.
    #[inline]
    pub(super) fn rules(&self, index: usize) -> Rules {
        self.runs.get(self.run(index)).map_or(Rules::Other, |run| run.rules)
    }

    /// Whether rules must leave the character at `index` alone.
    #[inline]
    pub(super) fn is_protected(&self, index: usize) -> bool {
        self.runs.get(self.run(index)).is_some_and(|run| run.protected)
    }

    /// Whether the character at `index` follows `rules` and is not protected.
    #[inline]
    pub(super) fn follows(&self, index: usize, rules: Rules) -> bool {
        self.runs.get(self.run(index)).is_some_and(|run| run.rules == rules && !run.protected)
    }

    /// Whether a space stands at `index` that may be replaced by another.
    fn is_replaceable_space(&self, index: usize) -> bool {
        is_space(self.at(Some(index))) && self.runs.get(self.run(index)).is_some_and(|run| run.node.is_some())
    }

    /// Protects `length` characters from `start` on for this pass.
    pub(super) fn protect(&mut self, start: usize, length: usize) {
        self.change_runs(start, length, |run| run.protected = true);
    }

    /// Gives a variant to `length` characters from `start` on.
    pub(super) fn set_variant(&mut self, start: usize, length: usize, variant: Variant) {
        self.change_runs(start, length, |run| run.variant = variant);
        (self.changed, self.has_variants) = (true, true);
    }

    /// Applies `change` to `length` characters from `start` on, after splitting the runs at both ends.
    fn change_runs(&mut self, start: usize, length: usize, change: impl Fn(&mut Run)) {
        let end = (start + length).min(self.characters.len());
        if start >= end {
            return;
        }
        for bound in [start, end] {
            let run = self.run(bound);
            let begins = run.checked_sub(1).map_or(0, |before| self.runs[before].end);
            if begins < bound && run < self.runs.len() {
                self.runs.insert(run, Run { end: bound, ..self.runs[run] });
            }
        }
        let first = self.run(start);
        self.runs[first..].iter_mut().take_while(|run| run.end <= end).for_each(change);
    }

    /// Replaces the character at `index`.
    pub(super) fn set(&mut self, index: usize, character: char) {
        let before = std::mem::replace(&mut self.characters[index], character);
        self.changed |= before != character;
    }

    /// Replaces all spaces before `index` by one `space`; when there is none, inserts it if `missing`. Returns the new index.
    pub(super) fn space_before(&mut self, index: usize, space: char, missing: bool) -> usize {
        let spaces = (0..index).rev().take_while(|at| self.is_replaceable_space(*at)).count();
        if spaces == 0 {
            if missing {
                self.insert(index, space, self.run(index));
                return index + 1;
            }
            return index;
        }
        let start = index - spaces;
        self.replace(start, index, space);
        start + 1
    }

    /// Replaces all spaces after `index` by one `space`; when there is none, inserts it if `missing`.
    pub(super) fn space_after(&mut self, index: usize, space: char, missing: bool) {
        let from = index + 1;
        let spaces = (from..self.characters.len()).take_while(|at| self.is_replaceable_space(*at)).count();
        if spaces > 0 {
            self.replace(from, from + spaces, space);
        } else if missing {
            self.insert(from, space, self.run(index));
        }
    }

    /// Removes all spaces after `index`.
    pub(super) fn remove_spaces_after(&mut self, index: usize) {
        let spaces = (index + 1..self.characters.len()).take_while(|at| self.is_replaceable_space(*at)).count();
        self.remove(index + 1, index + 1 + spaces);
    }

    /// Removes all spaces before `index`.
    pub(super) fn remove_spaces_before(&mut self, index: usize) {
        let spaces = (0..index).rev().take_while(|at| self.is_replaceable_space(*at)).count();
        self.remove(index - spaces, index);
    }

    /// Replaces the characters `from..to` by one.
    pub(super) fn replace(&mut self, from: usize, to: usize, character: char) {
        self.set(from, character);
        self.remove(from + 1, to);
    }

    /// Removes the characters `from..to`.
    pub(super) fn remove(&mut self, from: usize, to: usize) {
        if from >= to {
            return;
        }
        self.changed = true;
        self.characters.drain(from..to);
        let shifted = |at: usize| if at >= to { at - (to - from) } else { at.min(from) };
        self.runs.iter_mut().for_each(|run| run.end = shifted(run.end));
        let (first, last) = (self.triggers.partition_point(|at| *at < from), self.triggers.partition_point(|at| *at < to));
        self.triggers.drain(first..last);
        self.triggers[first..].iter_mut().for_each(|at| *at -= to - from);
    }

    /// Inserts a character at `index`; it belongs to the run of that number, which holds `index` or ends there.
    fn insert(&mut self, index: usize, character: char, run: usize) {
        self.changed = true;
        self.characters.insert(index, character);
        self.runs[run..].iter_mut().for_each(|run| run.end += 1);
        let first = self.triggers.partition_point(|at| *at < index);
        self.triggers[first..].iter_mut().for_each(|at| *at += 1);
    }

    /// At most `length` characters from `index` on, as a string.
    pub(super) fn text(&self, index: usize, length: usize) -> String {
        self.characters.iter().skip(index).take(length).collect()
    }

    /// Whether the characters from `index` on begin with `text`.
    pub(super) fn has_text(&self, index: usize, text: &str) -> bool {
        let mut characters = self.characters.iter().skip(index);
        text.chars().all(|character| characters.next() == Some(&character))
    }
}
