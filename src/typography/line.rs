//! A rich text as one line of characters, each with the leaf it belongs to, and the way back.

use super::signs::{self, Kinds};
use crate::book::{Inline, InlineStyle, Lang, RichText, walk};
use simdutf8::basic::from_utf8;

/// U+00A0.
pub(super) const NO_BREAK: char = '\u{a0}';
/// U+202F.
pub(super) const THIN: char = '\u{202f}';
/// Code or a picture in the line: it behaves like a word.
pub(super) const OBJECT: char = '\u{fffc}';
/// A call of a note: it behaves like a closing mark.
pub(super) const CALL: char = '\u{fffb}';

/// Rules of which language a character follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rules {
    French,
    English,
    Other,
}

/// A form that the typography gives to characters of a leaf.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Plain,
    Superscript,
    SmallCaps,
}

/// A stretch of the line that has in common all but its characters. Whole paragraphs are one.
#[derive(Clone, Copy, Debug)]
struct Run {
    /// Where it ends; it begins where the one before it ends.
    end: usize,
    /// The leaf it belongs to; none for what is no text.
    leaf: Option<usize>,
    rules: Rules,
    /// Raised or no text in the first place.
    kept: bool,
    /// Kept, or part of an address or the like: rules leave it alone.
    fixed: bool,
    form: Form,
}

/// A rich text as one line.
#[derive(Debug, Default)]
pub(super) struct Line {
    pub(super) characters: Vec<char>,
    /// Where a rule may begin, in order; see [`signs`]. Rules that replace a sign keep its place here.
    pub(super) signs: Vec<usize>,
    runs: Vec<Run>,
    /// Where a leaf is written before its size is known.
    room: Vec<u8>,
    leaves: usize,
    changed: bool,
    formed: bool,
}

impl Line {
    /// Becomes the line of a rich text.
    pub(super) fn read(&mut self, rich: &RichText, lang: &Lang) {
        let Self { characters, signs, runs, room: _, leaves, changed, formed } = self;
        characters.clear();
        signs.clear();
        runs.clear();
        (*leaves, *changed, *formed) = (0, false, false);
        self.collect(rich, rules_of(lang), false);
    }

    fn collect(&mut self, list: &[Inline], rules: Rules, kept: bool) {
        for inline in list {
            let (leaf, kept) = match inline {
                Inline::Text(text) => {
                    // Room for some spaces that are missing; one in twelve characters of a French text is a sign.
                    self.characters.reserve(text.text.len() + 8);
                    self.signs.reserve(text.text.len() / 8 + 8);
                    self.add(&text.text);
                    self.leaves += 1;
                    (Some(self.leaves - 1), kept)
                }
                Inline::Code(_) | Inline::Image(_) => {
                    self.characters.push(OBJECT);
                    (None, true)
                }
                Inline::NoteCall(_) => {
                    self.characters.push(CALL);
                    (None, true)
                }
                Inline::LineBreak(_) => {
                    self.signs.push(self.characters.len());
                    self.characters.push('\n');
                    (None, true)
                }
                Inline::Link(link) => {
                    self.collect(&link.content, rules, kept);
                    continue;
                }
                Inline::Styled(styled) => {
                    match &styled.style {
                        InlineStyle::Language(lang) => self.collect(&styled.content, rules_of(lang), kept),
                        InlineStyle::Superscript | InlineStyle::Subscript => self.collect(&styled.content, rules, true),
                        InlineStyle::Emphasis
                        | InlineStyle::Strong
                        | InlineStyle::Strikethrough
                        | InlineStyle::SmallCaps
                        | InlineStyle::Abbreviation(_) => self.collect(&styled.content, rules, kept),
                    }
                    continue;
                }
            };
            self.runs.push(Run { end: self.characters.len(), leaf, rules, kept, fixed: kept, form: Form::Plain });
        }
    }

    /// Adds the characters of a text.
    fn add(&mut self, text: &str) {
        for character in text.chars() {
            if signs::is_sign(character) {
                self.signs.push(self.characters.len());
            }
            self.characters.push(character);
        }
    }

    /// Begins a round of rules: forgets what was protected. Returns the kinds of the line's signs.
    ///
    /// They need not be looked for again: rules put nothing where no sign was but spaces.
    pub(super) fn begin(&mut self) -> Kinds {
        self.changed = false;
        self.runs.iter_mut().for_each(|run| run.fixed = run.kept);
        signs::seen(&self.characters, &self.signs)
    }

    /// Whether the round has changed anything.
    pub(super) const fn is_changed(&self) -> bool {
        self.changed
    }

    /// Whether characters have got a form: then they are leaves of their own once they are written.
    pub(super) const fn is_formed(&self) -> bool {
        self.formed
    }

    /// Writes the characters back to their leaves. A leaf of which a part has a form is parted; none is joined or dropped.
    pub(super) fn write(&mut self, rich: &mut RichText) {
        if !self.formed {
            let mut room = std::mem::take(&mut self.room);
            Leaves { line: self, room: &mut room, run: 0, start: 0, leaf: 0 }.write(rich);
            self.room = room;
            return;
        }
        let mut texts: Vec<Vec<(Form, String)>> = vec![Vec::new(); self.leaves];
        let mut start = 0;
        for run in &self.runs {
            let characters = &self.characters[start..run.end];
            start = run.end;
            let Some(stretches) = run.leaf.map(|leaf| &mut texts[leaf]).filter(|_| !characters.is_empty()) else { continue };
            match stretches.last_mut() {
                Some((form, text)) if *form == run.form => text.extend(characters),
                Some(_) | None => stretches.push((run.form, characters.iter().collect())),
            }
        }
        write_back(rich, &mut texts.into_iter());
    }

    /// The character at an index; a space outside the line.
    #[inline]
    pub(super) fn at(&self, index: Option<usize>) -> char {
        index.and_then(|index| self.characters.get(index)).copied().unwrap_or(' ')
    }

    #[inline]
    pub(super) fn before(&self, index: usize) -> char {
        self.at(index.checked_sub(1))
    }

    #[inline]
    pub(super) fn after(&self, index: usize) -> char {
        self.at(Some(index + 1))
    }

    /// The place of the sign of that number, when there are so many.
    #[inline]
    pub(super) fn sign(&self, number: usize) -> Option<usize> {
        self.signs.get(number).copied()
    }

    /// The number of the first sign at or after `index`, from the sign `number` on.
    pub(super) fn sign_from(&self, index: usize, number: usize) -> usize {
        number + self.signs.iter().skip(number).take_while(|&&at| at < index).count()
    }

    /// The run of the character at `index`, by its number.
    #[inline]
    fn run(&self, index: usize) -> usize {
        self.runs.partition_point(|run| run.end <= index)
    }

    /// The rules that the character at `index` follows.
    #[inline]
    pub(super) fn rules(&self, index: usize) -> Rules {
        self.runs.get(self.run(index)).map_or(Rules::Other, |run| run.rules)
    }

    /// Whether rules leave the character at `index` alone.
    #[inline]
    pub(super) fn is_fixed(&self, index: usize) -> bool {
        self.runs.get(self.run(index)).is_some_and(|run| run.fixed)
    }

    /// Whether the rules of `rules` may change the character at `index`.
    #[inline]
    pub(super) fn is(&self, index: usize, rules: Rules) -> bool {
        self.runs.get(self.run(index)).is_some_and(|run| run.rules == rules && !run.fixed)
    }

    /// Whether a space at `index` may be replaced by another.
    fn is_free_space(&self, index: usize) -> bool {
        is_space(self.at(Some(index))) && self.runs.get(self.run(index)).is_some_and(|run| run.leaf.is_some())
    }

    /// Rules leave `length` characters from `start` alone in this round.
    pub(super) fn fix(&mut self, start: usize, length: usize) {
        self.part(start, length, |run| run.fixed = true);
    }

    /// Gives a form to `length` characters from `start`.
    pub(super) fn form(&mut self, start: usize, length: usize, form: Form) {
        self.part(start, length, |run| run.form = form);
        (self.changed, self.formed) = (true, true);
    }

    /// Does something to the runs of `length` characters from `start`, which become runs of their own.
    fn part(&mut self, start: usize, length: usize, act: impl Fn(&mut Run)) {
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
        self.runs[first..].iter_mut().take_while(|run| run.end <= end).for_each(act);
    }

    pub(super) fn set(&mut self, index: usize, character: char) {
        let before = std::mem::replace(&mut self.characters[index], character);
        self.changed |= before != character;
    }

    /// Makes the spaces before `index` one `space`; with `missing`, puts one where there is none. Returns the new index.
    pub(super) fn space_before(&mut self, index: usize, space: char, missing: bool) -> usize {
        let spaces = (0..index).rev().take_while(|at| self.is_free_space(*at)).count();
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

    /// The same after `index`.
    pub(super) fn space_after(&mut self, index: usize, space: char, missing: bool) {
        let from = index + 1;
        let spaces = (from..self.characters.len()).take_while(|at| self.is_free_space(*at)).count();
        if spaces > 0 {
            self.replace(from, from + spaces, space);
        } else if missing {
            self.insert(from, space, self.run(index));
        }
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
        let (first, last) = (self.signs.partition_point(|at| *at < from), self.signs.partition_point(|at| *at < to));
        self.signs.drain(first..last);
        self.signs[first..].iter_mut().for_each(|at| *at -= to - from);
    }

    /// Puts a character at `index`, as part of a run that holds or ends at that place.
    fn insert(&mut self, index: usize, character: char, run: usize) {
        self.changed = true;
        self.characters.insert(index, character);
        self.runs[run..].iter_mut().for_each(|run| run.end += 1);
        let first = self.signs.partition_point(|at| *at < index);
        self.signs[first..].iter_mut().for_each(|at| *at += 1);
    }

    /// The characters from `index` as a string, at most `length`.
    pub(super) fn text(&self, index: usize, length: usize) -> String {
        self.characters.iter().skip(index).take(length).collect()
    }

    /// Whether `words` stand at `index`.
    pub(super) fn reads(&self, index: usize, words: &str) -> bool {
        let mut characters = self.characters.iter().skip(index);
        words.chars().all(|character| characters.next() == Some(&character))
    }
}

/// The leaves of a line without forms, which stay as they are but for their characters.
struct Leaves<'a> {
    line: &'a Line,
    room: &'a mut Vec<u8>,
    /// The run that comes next, where it starts, and the leaf whose turn it is.
    run: usize,
    start: usize,
    leaf: usize,
}

impl Leaves<'_> {
    fn write(&mut self, list: &mut [Inline]) {
        walk::inlines_mut(list, &mut |inline| {
            if let Inline::Text(text) = inline {
                self.write_leaf(&mut text.text);
            }
        });
    }

    fn write_leaf(&mut self, text: &mut String) {
        self.room.clear();
        while let Some(run) = self.line.runs.get(self.run).filter(|run| run.leaf.is_none_or(|leaf| leaf == self.leaf)) {
            if run.leaf.is_some() {
                write(&self.line.characters[self.start..run.end], self.room);
            }
            self.start = run.end;
            self.run += 1;
        }
        self.leaf += 1;
        // A new string has the size that it needs; the old one would grow to twice that.
        *text = from_utf8(self.room).expect("characters are encoded here").to_owned();
    }
}

/// Adds characters to a text: stretches of ASCII many at a time.
fn write(characters: &[char], bytes: &mut Vec<u8>) {
    let (stretches, rest) = characters.as_chunks::<8>();
    for stretch in stretches {
        let mut ascii = [0; 8];
        for (byte, &character) in ascii.iter_mut().zip(stretch) {
            *byte = character as u8;
        }
        if stretch.iter().fold(0, |all, &character| all | u32::from(character)) < 0x80 {
            bytes.extend_from_slice(&ascii);
        } else {
            encode(stretch, bytes);
        }
    }
    encode(rest, bytes);
}

fn encode(characters: &[char], bytes: &mut Vec<u8>) {
    for &character in characters {
        match character {
            '\0'..='\x7f' => bytes.push(character as u8),
            // Two bytes (RFC 3629, 3): most of what is not ASCII in French.
            '\u{80}'..='\u{7ff}' => bytes.extend([0xc0 | (character as u32 >> 6) as u8, 0x80 | (character as u8 & 0x3f)]),
            _ => bytes.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes()),
        }
    }
}

fn rules_of(lang: &Lang) -> Rules {
    match lang.primary() {
        "fr" => Rules::French,
        "en" => Rules::English,
        _ => Rules::Other,
    }
}

fn write_back(rich: &mut RichText, texts: &mut impl Iterator<Item = Vec<(Form, String)>>) {
    for inline in std::mem::take(rich) {
        match inline {
            Inline::Text(mut text) => {
                let parts = texts.next().unwrap_or_default();
                let span = text.span;
                if parts.iter().all(|(form, _)| *form == Form::Plain) {
                    text.text = parts.into_iter().map(|(_, part)| part).next().unwrap_or_default();
                    rich.push(Inline::Text(text));
                    continue;
                }
                rich.extend(parts.into_iter().map(|(form, part)| {
                    let part = Inline::text(part, span);
                    match form {
                        Form::Plain => part,
                        Form::Superscript => Inline::styled(InlineStyle::Superscript, vec![part], span),
                        Form::SmallCaps => Inline::styled(InlineStyle::SmallCaps, vec![part], span),
                    }
                }));
            }
            mut other => {
                if let Some(content) = other.content_mut() {
                    write_back(content, texts);
                }
                rich.push(other);
            }
        }
    }
}

/// A space that rules may replace: the word space and the no-break ones.
#[inline]
pub(super) const fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\t' | NO_BREAK | THIN | '\u{2009}')
}

/// A space, or an end of line.
#[inline]
pub(super) const fn is_blank(character: char) -> bool {
    is_space(character) || character == '\n'
}
