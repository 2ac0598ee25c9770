//! A rich text as one line of characters, each with the leaf it belongs to, and the way back.

use crate::book::{Inline, InlineStyle, Lang, RichText};

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

/// A character of the line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cell {
    pub(super) character: char,
    /// The leaf it belongs to; none for what is no text. Half a `usize`: every rule walks over the cells, so their size counts.
    pub(super) leaf: Option<u32>,
    pub(super) rules: Rules,
    /// Part of an address or the like, or raised already: rules leave it alone.
    pub(super) fixed: bool,
    pub(super) form: Form,
}

/// A rich text as one line.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) cells: Vec<Cell>,
    leaves: u32,
}

impl Line {
    pub(super) fn read(rich: &RichText, lang: &Lang) -> Self {
        let mut line = Self { cells: Vec::new(), leaves: 0 };
        line.collect(rich, rules_of(lang), false);
        line
    }

    fn collect(&mut self, list: &[Inline], rules: Rules, fixed: bool) {
        let other = |character| Cell { character, leaf: None, rules, fixed: true, form: Form::Plain };
        for inline in list {
            match inline {
                Inline::Text(text) => {
                    let leaf = Some(self.leaves);
                    self.leaves += 1;
                    self.cells.reserve(text.text.len());
                    self.cells.extend(text.text.chars().map(|character| Cell {
                        character,
                        leaf,
                        rules,
                        fixed,
                        form: Form::Plain,
                    }));
                }
                Inline::Code(_) | Inline::Image(_) => self.cells.push(other(OBJECT)),
                Inline::NoteCall(_) => self.cells.push(other(CALL)),
                Inline::LineBreak(_) => self.cells.push(other('\n')),
                Inline::Link(link) => self.collect(&link.content, rules, fixed),
                Inline::Styled(styled) => match &styled.style {
                    InlineStyle::Language(lang) => self.collect(&styled.content, rules_of(lang), fixed),
                    InlineStyle::Superscript | InlineStyle::Subscript => self.collect(&styled.content, rules, true),
                    InlineStyle::Emphasis
                    | InlineStyle::Strong
                    | InlineStyle::Strikethrough
                    | InlineStyle::SmallCaps
                    | InlineStyle::Abbreviation(_) => self.collect(&styled.content, rules, fixed),
                },
            }
        }
    }

    /// Whether the line is what `rich` says, so that writing it back would change nothing.
    pub(super) fn says(&self, rich: &RichText) -> bool {
        let mut texts = Vec::with_capacity(self.leaves as usize);
        leaves(rich, &mut texts);
        self.cells.iter().all(|cell| {
            let Some(leaf) = cell.leaf else { return true };
            cell.form == Form::Plain && texts.get_mut(leaf as usize).and_then(Iterator::next) == Some(cell.character)
        }) && texts.iter_mut().all(|rest| rest.next().is_none())
    }

    /// Writes the characters back to their leaves. A leaf of which a part has a form is parted; none is joined or dropped.
    pub(super) fn write(&self, rich: &mut RichText) {
        let mut texts: Vec<Vec<(Form, String)>> = vec![Vec::new(); self.leaves as usize];
        for cell in &self.cells {
            let Some(leaf) = cell.leaf else { continue };
            let single = texts.len() == 1;
            let stretches = &mut texts[leaf as usize];
            match stretches.last_mut() {
                Some((form, text)) if *form == cell.form => text.push(cell.character),
                Some(_) | None => {
                    // Most leaves are one stretch of plain text, and this is all of it.
                    let mut text = String::with_capacity(if single { self.cells.len() + 16 } else { 16 });
                    text.push(cell.character);
                    stretches.push((cell.form, text));
                }
            }
        }
        write_back(rich, &mut texts.into_iter());
    }

    /// The character at an index; a space outside the line.
    pub(super) fn at(&self, index: Option<usize>) -> char {
        index.and_then(|index| self.cells.get(index)).map_or(' ', |cell| cell.character)
    }

    pub(super) fn before(&self, index: usize) -> char {
        self.at(index.checked_sub(1))
    }

    pub(super) fn after(&self, index: usize) -> char {
        self.at(Some(index + 1))
    }

    /// Whether the rules of `rules` may change the character at `index`.
    pub(super) fn is(&self, index: usize, rules: Rules) -> bool {
        self.cells.get(index).is_some_and(|cell| cell.rules == rules && !cell.fixed)
    }

    pub(super) fn set(&mut self, index: usize, character: char) {
        self.cells[index].character = character;
    }

    /// Makes the spaces before `index` one `space`; with `missing`, puts one where there is none. Returns the new index.
    pub(super) fn space_before(&mut self, index: usize, space: char, missing: bool) -> usize {
        let start =
            self.cells[..index].iter().rposition(|cell| !is_space(cell.character) || cell.leaf.is_none()).map_or(0, |at| at + 1);
        if start == index {
            if missing {
                let cell = Cell { character: space, ..self.cells[index] };
                self.cells.insert(index, cell);
                return index + 1;
            }
            return index;
        }
        self.set(start, space);
        self.cells.drain(start + 1..index);
        start + 1
    }

    /// The same after `index`.
    pub(super) fn space_after(&mut self, index: usize, space: char, missing: bool) {
        let from = index + 1;
        let end = from + self.cells[from..].iter().take_while(|cell| is_space(cell.character) && cell.leaf.is_some()).count();
        if end > from {
            self.set(from, space);
            self.cells.drain(from + 1..end);
        } else if missing {
            let cell = Cell { character: space, ..self.cells[index] };
            self.cells.insert(from, cell);
        }
    }

    /// Replaces the characters `from..to` by one.
    pub(super) fn replace(&mut self, from: usize, to: usize, character: char) {
        self.set(from, character);
        self.cells.drain(from + 1..to);
    }

    /// The characters from `index` as a string, at most `length`.
    pub(super) fn text(&self, index: usize, length: usize) -> String {
        self.cells.iter().skip(index).take(length).map(|cell| cell.character).collect()
    }
}

/// The characters of each leaf, in order.
fn leaves<'a>(rich: &'a [Inline], texts: &mut Vec<std::str::Chars<'a>>) {
    for inline in rich {
        match inline {
            Inline::Text(text) => texts.push(text.text.chars()),
            Inline::Link(link) => leaves(&link.content, texts),
            Inline::Styled(styled) => leaves(&styled.content, texts),
            Inline::Code(_) | Inline::Image(_) | Inline::NoteCall(_) | Inline::LineBreak(_) => {}
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
            Inline::Styled(mut styled) => {
                write_back(&mut styled.content, texts);
                rich.push(Inline::Styled(styled));
            }
            Inline::Link(mut link) => {
                write_back(&mut link.content, texts);
                rich.push(Inline::Link(link));
            }
            other @ (Inline::Code(_) | Inline::NoteCall(_) | Inline::Image(_) | Inline::LineBreak(_)) => rich.push(other),
        }
    }
}

/// A space that rules may replace: the word space and the no-break ones.
pub(super) const fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\t' | NO_BREAK | THIN | '\u{2009}')
}

/// A space, or an end of line.
pub(super) const fn is_blank(character: char) -> bool {
    is_space(character) || character == '\n'
}
