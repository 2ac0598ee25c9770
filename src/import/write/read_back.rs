//! Reads what was written again: whether a CommonMark reader sees the emphasis that was meant.

use super::{
    plainly::{Letters, first_word, from_word},
    signs::without_noncharacters,
};
use crate::import::tree::{Inline, Style};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// Whether a text has any emphasis.
pub(super) fn has_emphasis(content: &[Inline]) -> bool {
    content.iter().any(|inline| match inline {
        Inline::Styled(Style::Strong | Style::Emphasis | Style::Strike, _) => true,
        Inline::Styled(_, inner) | Inline::Link(_, inner) => has_emphasis(inner),
        Inline::Text(_) | Inline::Code(_) | Inline::Picture(_) | Inline::Note(_) | Inline::Break | Inline::Remark(_) => false,
    })
}

/// The same inlines without emphasis.
fn without_emphasis(content: &[Inline]) -> Vec<Inline> {
    let mut kept = Vec::new();
    for inline in content {
        match inline {
            Inline::Styled(Style::Strong | Style::Emphasis | Style::Strike, inner) => kept.extend(without_emphasis(inner)),
            Inline::Styled(style, inner) => kept.push(Inline::Styled(style.clone(), without_emphasis(inner))),
            Inline::Link(target, inner) => kept.push(Inline::Link(target.clone(), without_emphasis(inner))),
            Inline::Text(_) | Inline::Code(_) | Inline::Picture(_) | Inline::Note(_) | Inline::Break | Inline::Remark(_) => {
                kept.push(inline.clone());
            }
        }
    }
    kept
}

/// Whether a CommonMark reader sees every letter of `written` with the emphasis that it has in `content`. Punctuation may have lost it.
pub(super) fn reads_back(content: &[Inline], written: &str) -> bool {
    let wanted = || {
        let mut wanted = Vec::with_capacity(written.len());
        letters(content, 0, &mut wanted);
        wanted
    };
    let mut plainly = Plainly { letters: Letters::of(written), word: "", flags: 0, is_begun: false };
    let are_found = plainly.all(content, 0);
    plainly.letters.by_ref().for_each(drop);
    if are_found && plainly.letters.are_sure() {
        debug_assert!(are_seen(&wanted(), written), "a plain line is read as CommonMark reads it: {written}");
        return true;
    }
    are_seen(&wanted(), written)
}

/// The most tries at a text of which some emphasis cannot be expressed: each reads it again.
const MAX_TRIES: usize = 64;
/// The most characters of lost emphasis that are told.
const TOLD: usize = 60;

/// The inlines with as much of their emphasis as a CommonMark reader sees once `write` has written them, and the words of what is lost.
pub(super) fn expressible(content: &[Inline], write: impl Fn(&[Inline]) -> String) -> (Vec<Inline>, String) {
    let emphasized: Vec<usize> = (0..content.len()).filter(|&at| has_emphasis(&content[at..=at])).collect();
    let mut kept = vec![false; content.len()];
    // Halves of a part that cannot be expressed are tried by themselves.
    let mut waiting = vec![&emphasized[..]];
    let mut tries = 0;
    while let Some(part) = waiting.pop().filter(|_| tries < MAX_TRIES) {
        tries += 1;
        part.iter().for_each(|&at| kept[at] = true);
        let tried = with_emphasis_of(content, &kept);
        if reads_back(&tried, &write(&tried)) {
            continue;
        }
        part.iter().for_each(|&at| kept[at] = false);
        if part.len() > 1 {
            let (first, second) = part.split_at(part.len() / 2);
            waiting.extend([second, first]);
        }
    }
    let mut lost = String::new();
    for &at in emphasized.iter().filter(|&&at| !kept[at]) {
        if !lost.is_empty() {
            lost.push_str(" … ");
        }
        push_words(&content[at..=at], &mut lost);
    }
    if lost.chars().count() > TOLD {
        lost = lost.chars().take(TOLD).chain(['…']).collect();
    }
    (with_emphasis_of(content, &kept), lost)
}

/// The inlines, those without emphasis that are not `kept`.
fn with_emphasis_of(content: &[Inline], kept: &[bool]) -> Vec<Inline> {
    let part = |(inline, &kept): (&Inline, &bool)| {
        if kept { vec![inline.clone()] } else { without_emphasis(std::slice::from_ref(inline)) }
    };
    content.iter().zip(kept).flat_map(part).collect()
}

/// Adds the words of inlines, on one line.
fn push_words(content: &[Inline], words: &mut String) {
    for inline in content {
        match inline {
            Inline::Text(text) | Inline::Code(text) => {
                words.extend(without_noncharacters(text).chars().map(|c| if c.is_control() { ' ' } else { c }));
            }
            Inline::Styled(_, inner) | Inline::Link(_, inner) => push_words(inner, words),
            Inline::Break => words.push(' '),
            Inline::Picture(_) | Inline::Note(_) | Inline::Remark(_) => {}
        }
    }
}

/// Looks for the words of a text in those of a line, in their order.
struct Plainly<'w> {
    letters: Letters<'w>,
    /// What is left of the line's word that was reached.
    word: &'w str,
    flags: u8,
    /// Whether the beginning of that word was found in the text.
    is_begun: bool,
}

impl Plainly<'_> {
    /// Whether all words of `content` follow. The line may have others between them, such as those of a span's attributes.
    fn all(&mut self, content: &[Inline], flags: u8) -> bool {
        content.iter().all(|inline| match inline {
            Inline::Text(text) | Inline::Code(text) => self.words(text, flags),
            Inline::Styled(style, inner) => self.all(inner, flags | flag(style)),
            Inline::Link(_, inner) => self.all(inner, flags),
            Inline::Picture(_) | Inline::Note(_) | Inline::Break | Inline::Remark(_) => true,
        })
    }

    fn words(&mut self, text: &str, flags: u8) -> bool {
        let mut rest = text;
        loop {
            let mut word = first_word(rest);
            rest = &rest[word.len()..];
            while !word.is_empty() {
                if self.word.is_empty() {
                    let Some((next, flags)) = self.letters.next() else { return false };
                    (self.word, self.flags, self.is_begun) = (next, flags, false);
                }
                let length = word.len().min(self.word.len());
                if self.flags == flags && word.as_bytes()[..length] == self.word.as_bytes()[..length] {
                    // The same bytes, and the end of one of both: the end of a character.
                    (word, self.word, self.is_begun) = (&word[length..], &self.word[length..], true);
                } else if self.is_begun {
                    return false;
                } else {
                    self.word = "";
                }
            }
            rest = from_word(rest);
            if rest.is_empty() {
                return true;
            }
        }
    }
}

/// Whether a CommonMark reader sees these letters in a text, in this order.
fn are_seen(wanted: &[(char, u8)], written: &str) -> bool {
    let mut found = seen(written).into_iter();
    wanted.iter().all(|letter| found.any(|other| other == *letter))
}

/// The letters and digits that a CommonMark reader sees, each with its emphasis. The attributes of spans, which are not CommonMark, are
/// text for its reader.
fn seen(written: &str) -> Vec<(char, u8)> {
    let mut found = Vec::new();
    let mut open = [0_usize; 3];
    let mut pictures = 0_usize;
    for event in Parser::new_ext(written, Options::ENABLE_STRIKETHROUGH) {
        let index = |tag: &Tag<'_>| match tag {
            Tag::Strong => Some(0),
            Tag::Emphasis => Some(1),
            Tag::Strikethrough => Some(2),
            _ => None,
        };
        match event {
            Event::Start(Tag::Image { .. }) => pictures += 1,
            Event::End(TagEnd::Image) => pictures -= 1,
            Event::Start(tag) => {
                open.iter_mut().enumerate().for_each(|(at, count)| *count += usize::from(index(&tag) == Some(at)))
            }
            Event::End(TagEnd::Strong) => open[0] -= 1,
            Event::End(TagEnd::Emphasis) => open[1] -= 1,
            Event::End(TagEnd::Strikethrough) => open[2] -= 1,
            Event::Text(text) | Event::Code(text) if pictures == 0 => {
                let flags = open.iter().enumerate().map(|(at, count)| u8::from(*count > 0) << at).sum::<u8>();
                found.extend(text.chars().filter(|c| c.is_alphanumeric()).map(|c| (c, flags)));
            }
            _ => {}
        }
    }
    found
}

/// Letters and digits, each with its emphasis.
fn letters(content: &[Inline], flags: u8, found: &mut Vec<(char, u8)>) {
    for inline in content {
        match inline {
            Inline::Text(text) | Inline::Code(text) => {
                found.extend(text.chars().filter(|c| c.is_alphanumeric()).map(|c| (c, flags)));
            }
            Inline::Styled(style, inner) => letters(inner, flags | flag(style), found),
            Inline::Link(_, inner) => letters(inner, flags, found),
            Inline::Picture(_) | Inline::Note(_) | Inline::Break | Inline::Remark(_) => {}
        }
    }
}

/// What marks the emphasis that a style gives.
const fn flag(style: &Style) -> u8 {
    match style {
        Style::Strong => 1,
        Style::Emphasis => 2,
        Style::Strike => 4,
        Style::SmallCaps | Style::Superscript | Style::Subscript | Style::Language(_) | Style::Abbreviation(_) => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::{Letters, seen};
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(512))]

        /// What is plain to see is what the reader of CommonMark sees.
        #[test]
        fn a_plain_line_is_read_as_commonmark_reads_it(line in "(a|b|é|1|\\*|\\*|\\*\\*|\\*\\*| | |\\.|,|’|«|\\[|\\]|\\]\\(x\\)|\\[\\^1\\]|\\\\|!|_|~~|<|&|Ⓐ|²|\\(|\\)){1,24}") {
            let mut letters = Letters::of(&line);
            let found: Vec<(char, u8)> =
                letters.by_ref().flat_map(|(word, flags)| word.chars().map(move |letter| (letter, flags))).collect();
            if letters.are_sure() {
                let mut seen = seen(&line).into_iter();
                prop_assert!(found.iter().all(|letter| seen.any(|other| other == *letter)), "{line}");
            }
        }
    }
}
