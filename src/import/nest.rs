//! Formatted runs, as word processors keep them, become inlines within each other.
//!
//! A word processor formats each run by itself; Markdown has phrases in phrases. Of the formats that begin at a run, the one that
//! lasts longest becomes the outermost, and neighbours of one format become one phrase.

use super::{
    tree::{Inline, Style, text_of},
    xml::Element,
};
use std::rc::Rc;

/// The format of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Format {
    /// Where it leads.
    pub(super) link: Option<Rc<str>>,
    /// Its language, when it is not the document's.
    pub(super) language: Option<Rc<str>>,
    pub(super) strong: bool,
    pub(super) emphasis: bool,
    pub(super) strike: bool,
    pub(super) small_caps: bool,
    pub(super) superscript: bool,
    pub(super) subscript: bool,
    /// Whether it is set in a face of fixed width.
    pub(super) code: bool,
}

/// A run: what it shows, in one format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) content: Inline,
    pub(super) format: Format,
}

/// Where the runs of a passage go, and what they have in common: their look, as the format of the document says it, and the link around
/// them.
pub(super) struct Passage<'r, Look> {
    pub(super) look: &'r Look,
    pub(super) link: Option<&'r Rc<str>>,
    pub(super) out: &'r mut Vec<Run>,
}

impl<Look> Passage<'_, Look> {
    /// A part of it with a look of its own.
    pub(super) fn with_look<'s>(&'s mut self, look: &'s Look) -> Passage<'s, Look> {
        Passage { look, link: self.link, out: self.out }
    }

    /// A part of it in a link of its own; where that leads nowhere, in the one around it.
    pub(super) fn in_link<'s>(&'s mut self, link: Option<&'s Rc<str>>) -> Passage<'s, Look> {
        Passage { look: self.look, link: link.or(self.link), out: self.out }
    }

    /// Adds what has no format of its own.
    pub(super) fn push_plain(&mut self, content: Inline) {
        self.out.push(Run { content, format: Format::default() });
    }
}

/// What stands between paragraphs: its runs, which make a paragraph of their own, and whether it holds paragraphs (`is_block`), which
/// are to be read after them. `read` reads it as an inline, or, when it holds paragraphs (`true`), names it in a message if it must.
pub(super) fn between_paragraphs<'a>(
    element: Element<'a>,
    is_block: impl Fn(Element<'a>) -> bool,
    read: impl FnOnce(bool, &mut Vec<Run>),
) -> (Vec<Run>, bool) {
    let has_blocks = element.descendants().any(is_block);
    let mut runs = Vec::new();
    read(has_blocks, &mut runs);
    (runs, has_blocks)
}

/// Stand before and after a picture that hangs on a paragraph, wherever on the page it is.
const ANCHORED: [&str; 2] = ["\u{e}", "\u{f}"];

/// Marks the runs from `from` on as a picture that hangs on their paragraph, if they show one.
pub(super) fn anchor(runs: &mut Vec<Run>, from: usize) {
    if runs[from..].iter().any(|run| matches!(run.content, Inline::Picture(_))) {
        let [start, end] = ANCHORED.map(|mark| Run { content: Inline::Text(mark.to_owned()), format: Format::default() });
        runs.insert(from, start);
        runs.push(end);
    }
}

/// The runs of a paragraph, and the pictures that hang on it, which stand after it; where they cannot, they stay in it.
pub(super) fn without_anchored(runs: Vec<Run>, can_follow: bool) -> (Vec<Run>, Vec<Run>) {
    let (mut own, mut anchored) = (Vec::new(), Vec::new());
    let mut is_anchored = false;
    for run in runs {
        match &run.content {
            Inline::Text(text) if text == ANCHORED[0] => is_anchored = true,
            Inline::Text(text) if text == ANCHORED[1] => is_anchored = false,
            _ if is_anchored && can_follow => anchored.push(run),
            _ => own.push(run),
        }
    }
    (own, anchored)
}

/// The formats that nest, as questions to a run.
const ASPECTS: [fn(&Format) -> Option<Aspect>; 8] = [
    |format| format.link.clone().map(Aspect::Link),
    |format| format.language.clone().map(Aspect::Language),
    |format| format.small_caps.then_some(Aspect::Plain(0)),
    |format| format.strong.then_some(Aspect::Plain(1)),
    |format| format.emphasis.then_some(Aspect::Plain(2)),
    |format| format.strike.then_some(Aspect::Plain(3)),
    |format| format.superscript.then_some(Aspect::Plain(4)),
    |format| format.subscript.then_some(Aspect::Plain(5)),
];

/// One aspect of a format that a phrase can have.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Aspect {
    Link(Rc<str>),
    Language(Rc<str>),
    Plain(u8),
}

impl Aspect {
    fn wrap(self, content: Vec<Inline>) -> Inline {
        match self {
            Self::Link(target) => Inline::Link(target.to_string(), content),
            Self::Language(language) => Inline::Styled(Style::Language(language.to_string()), content),
            Self::Plain(index) => {
                let style = match index {
                    0 => Style::SmallCaps,
                    1 => Style::Strong,
                    2 => Style::Emphasis,
                    3 => Style::Strike,
                    4 => Style::Superscript,
                    _ => Style::Subscript,
                };
                Inline::Styled(style, content)
            }
        }
    }
}

/// The inlines of these runs.
pub(super) fn nest(mut runs: Vec<Run>) -> Vec<Inline> {
    join_neighbours(&mut runs);
    let mut content = Vec::new();
    nest_between(&mut runs, [true; ASPECTS.len()], &mut content);
    content
}

/// Gives spaces and remarks the format of what stands around them, so that they part no phrase, and takes superiors off ordinals.
fn join_neighbours(runs: &mut [Run]) {
    for at in 0..runs.len() {
        let blank = match &runs[at].content {
            Inline::Text(text) => text.chars().all(char::is_whitespace),
            Inline::Remark(_) => true,
            Inline::Styled(..) | Inline::Link(..) | Inline::Code(_) | Inline::Picture(_) | Inline::Note(_) | Inline::Break => {
                false
            }
        };
        if !blank {
            continue;
        }
        let before = at.checked_sub(1).map(|before| runs[before].format.clone());
        let after = runs.get(at + 1).map(|run| run.format.clone());
        runs[at].format = match (before, after) {
            (Some(before), Some(after)) => common(&before, &after),
            (Some(_) | None, _) => Format::default(),
        };
    }
    if !runs.iter().any(|run| run.format.superscript) {
        return;
    }
    let mut before = String::new();
    for run in runs {
        let Inline::Text(text) = &run.content else { continue };
        if run.format.superscript && is_ordinal(&before, text.trim()) {
            run.format.superscript = false;
        }
        // The word that a superior ends may be in several runs.
        before.push_str(text);
        let kept = before.char_indices().rev().nth(11).map_or(0, |(at, _)| at);
        before.drain(..kept);
    }
}

/// What two formats have in common.
fn common(one: &Format, other: &Format) -> Format {
    let same = |a: &Option<Rc<str>>, b: &Option<Rc<str>>| if a == b { a.clone() } else { None };
    Format {
        link: same(&one.link, &other.link),
        language: same(&one.language, &other.language),
        strong: one.strong && other.strong,
        emphasis: one.emphasis && other.emphasis,
        strike: one.strike && other.strike,
        small_caps: one.small_caps && other.small_caps,
        superscript: one.superscript && other.superscript,
        subscript: one.subscript && other.subscript,
        code: one.code && other.code,
    }
}

/// Whether superior letters after `before` end an ordinal number or an abbreviation, which the book's typography raises by itself.
fn is_ordinal(before: &str, letters: &str) -> bool {
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let number = !word.is_empty()
        && (word.chars().all(|c| c.is_ascii_digit())
            || word.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L' | 'C' | 'D' | 'M')));
    match letters {
        "e" | "er" | "re" | "es" | "ers" | "res" | "ème" | "èmes" | "ère" | "nd" | "nde" | "nds" | "ndes" | "st" | "th"
        | "rd" => number,
        "o" | "os" => number || matches!(word, "n" | "N"),
        "me" | "mes" | "lle" | "lles" => word == "M",
        "gr" => matches!(word, "M"),
        "r" | "rs" => matches!(word, "D" | "P"),
        _ => false,
    }
}

/// Adds the inlines of `runs`; `open` says which aspects may still be opened.
fn nest_between(runs: &mut [Run], open: [bool; ASPECTS.len()], content: &mut Vec<Inline>) {
    let mut at = 0;
    while at < runs.len() {
        let first = &runs[at];
        let mut longest: Option<(usize, usize, Aspect)> = None;
        for (index, aspect) in ASPECTS.iter().enumerate().filter(|(index, _)| open[*index]) {
            let Some(value) = aspect(&first.format) else { continue };
            let length = runs[at..].iter().take_while(|run| aspect(&run.format).as_ref() == Some(&value)).count();
            if longest.as_ref().is_none_or(|(best, _, _)| length > *best) {
                longest = Some((length, index, value));
            }
            // A link is always outside, because it cannot hold another one.
            if index == 0 {
                break;
            }
        }
        match longest {
            Some((length, index, aspect)) => {
                let mut still_open = open;
                still_open[index] = false;
                let mut inner = Vec::new();
                nest_between(&mut runs[at..at + length], still_open, &mut inner);
                content.push(aspect.wrap(inner));
                at += length;
            }
            None => {
                push(&mut runs[at], content);
                at += 1;
            }
        }
    }
}

/// Adds a run whose aspects are all open, to the text before it if it is text too.
fn push(run: &mut Run, content: &mut Vec<Inline>) {
    // Each run is added once.
    match (std::mem::replace(&mut run.content, Inline::Break), content.last_mut()) {
        (Inline::Text(text), Some(Inline::Code(before))) if run.format.code => before.push_str(&text),
        (Inline::Text(text), _) if run.format.code && !text.trim().is_empty() => content.push(Inline::Code(text)),
        (Inline::Text(text), Some(Inline::Text(before))) => before.push_str(&text),
        (inline, _) => content.push(inline),
    }
}

/// Whether a language makes a difference to a run: a letter or a sign alone is of none.
pub(super) fn has_language(content: &Inline) -> bool {
    match content {
        Inline::Text(text) => text.chars().filter(|character| character.is_alphabetic()).nth(1).is_some(),
        Inline::Styled(..)
        | Inline::Link(..)
        | Inline::Code(_)
        | Inline::Picture(_)
        | Inline::Note(_)
        | Inline::Break
        | Inline::Remark(_) => true,
    }
}

/// Whether all that inlines show is strong.
pub(super) fn is_all_strong(content: &[Inline]) -> bool {
    let shown = |inline: &&Inline| {
        !matches!(inline, Inline::Remark(_) | Inline::Break) && !text_of(std::slice::from_ref(inline)).trim().is_empty()
    };
    content.iter().any(|inline| shown(&inline))
        && content.iter().filter(shown).all(|inline| match inline {
            Inline::Styled(Style::Strong, _) => true,
            Inline::Styled(_, inner) => is_all_strong(inner),
            Inline::Text(_)
            | Inline::Link(..)
            | Inline::Code(_)
            | Inline::Picture(_)
            | Inline::Note(_)
            | Inline::Break
            | Inline::Remark(_) => false,
        })
}
