//! Notes: numbers them by their first calls, and removes calls that no layout could follow.
//!
//! A note that another one calls is printed right after it, at the foot of the page and in the EPUB, and has the next number.
//!
//! A note may call other notes. A cycle of calls would never end, and no page has room for a long chain. Such a call is reported and
//! removed, so that later stages can follow calls without a limit. It knows labels and numbers, no Markdown.

use super::parser::Parser;
use crate::{
    book::{Block, Inline, Note, NoteId, RichText, plain_text, walk},
    diagnostic::{Code, Diagnostic},
    source::Span,
};
use std::collections::{BTreeMap, BTreeSet};

/// How many notes may call one another in a chain.
const MAX_CHAIN: usize = 8;

/// Numbers the notes by their first calls, in `titles` and in `blocks`; those that a note calls come right after it. Returns them in that
/// order.
pub(super) fn number_notes(parser: &mut Parser<'_>, titles: &mut [RichText], blocks: &mut [Block]) -> Vec<Note> {
    let mut order = Order { numbers: vec![None; parser.labels.len()], labels: Vec::new() };
    titles.iter_mut().for_each(|title| renumber_calls(title, &mut order));
    renumber(blocks, &mut order);
    let (mut numbered, mut missing) = (Vec::new(), Vec::new());
    while let Some(&index) = order.labels.get(numbered.len()) {
        let Some(call) = parser.labels.get(index) else { break };
        // A definition in verse or at too deep a level is recognised as such, but its blocks are not parsed.
        let mut note = parser.notes.remove(&call.value).unwrap_or_else(|| {
            missing.push(call.clone());
            Note { blocks: Vec::new(), span: call.span }
        });
        if missing.last().is_none_or(|missing| missing.value != call.value) && is_empty(&note.blocks) {
            let diagnostic = Diagnostic::new(Code::MissingNote, note.span).with("label", &call.value);
            parser.sink.push(diagnostic.hint("empty"));
        }
        renumber(&mut note.blocks, &mut order);
        numbered.push(note);
    }
    missing.iter().for_each(|call| parser.report_missing_note(&call.value, call.span));
    for (label, note) in std::mem::take(&mut parser.notes) {
        parser.sink.push(Diagnostic::new(Code::UncalledNote, note.span).with("label", label));
    }
    let calls: Vec<Vec<(usize, Span)>> = numbered.iter().map(|note| calls(&note.blocks)).collect();
    let mut removed: BTreeMap<usize, BTreeSet<Span>> = BTreeMap::new();
    for RejectedCall { from, to, span, code } in rejected_calls(&calls) {
        let label = order.labels.get(to).and_then(|index| parser.labels.get(*index)).map_or("", |label| label.value.as_str());
        parser.sink.push(Diagnostic::new(code, span).with("label", label).with("limit", MAX_CHAIN));
        removed.entry(from).or_default().insert(span);
    }
    for (from, spans) in removed {
        remove_calls(&mut numbered[from].blocks, &spans);
    }
    after_their_callers(titles, blocks, numbered)
}

/// Renumbers the notes so that those that a note calls follow it. They have no circle and no long chain any more.
fn after_their_callers(titles: &mut [RichText], blocks: &mut [Block], mut numbered: Vec<Note>) -> Vec<Note> {
    let calls: Vec<Vec<usize>> =
        numbered.iter().map(|note| calls(&note.blocks).into_iter().map(|(to, _)| to).collect()).collect();
    if calls.iter().all(Vec::is_empty) {
        return numbered;
    }
    let numbers = depth_first(&calls);
    let mut renumber = |rich: &mut RichText| {
        walk::inlines_mut(rich, &mut |inline| {
            if let Inline::NoteCall(call) = inline
                && let Some(number) = numbers.get(call.note.0 as usize)
            {
                call.note = NoteId(u32::try_from(*number).unwrap_or(u32::MAX));
            }
        });
    };
    titles.iter_mut().for_each(&mut renumber);
    walk::rich_texts_mut(blocks, &mut renumber);
    numbered.iter_mut().for_each(|note| walk::rich_texts_mut(&mut note.blocks, &mut renumber));
    let mut notes: Vec<(usize, Note)> = numbers.into_iter().zip(numbered).collect();
    notes.sort_by_key(|(number, _)| *number);
    notes.into_iter().map(|(_, note)| note).collect()
}

/// The number of each note when those that it calls follow it.
fn depth_first(calls: &[Vec<usize>]) -> Vec<usize> {
    fn visit(note: usize, calls: &[Vec<usize>], next: &mut usize, numbers: &mut [Option<usize>]) {
        let Some(number) = numbers.get_mut(note).filter(|number| number.is_none()) else { return };
        *number = Some(*next);
        *next += 1;
        calls[note].iter().for_each(|&to| visit(to, calls, next, numbers));
    }
    let (mut next, mut numbers) = (0, vec![None; calls.len()]);
    (0..calls.len()).for_each(|note| visit(note, calls, &mut next, &mut numbers));
    numbers.into_iter().flatten().collect()
}

/// Whether a note has nothing that a reader could see.
fn is_empty(blocks: &[Block]) -> bool {
    let mut shows =
        blocks.iter().any(|block| !matches!(block, Block::Paragraph(_) | Block::Quote(_) | Block::Aside(_) | Block::List(_)));
    walk::rich_texts(blocks, &mut |rich| {
        shows |= !plain_text(rich).trim().is_empty();
        walk::inlines(rich, &mut |inline| shows |= matches!(inline, Inline::Image(_) | Inline::NoteCall(_)));
    });
    !shows
}

/// The numbers given so far.
struct Order {
    /// The number of each label; none before its first call.
    numbers: Vec<Option<usize>>,
    /// The label of each number.
    labels: Vec<usize>,
}

impl Order {
    fn number(&mut self, label: usize) -> usize {
        let next = self.labels.len();
        match self.numbers.get_mut(label) {
            Some(Some(number)) => *number,
            Some(number) => {
                *number = Some(next);
                self.labels.push(label);
                next
            }
            None => usize::MAX,
        }
    }
}

/// Replaces the index of the label in each call by the number of the note, and says which calls follow another.
fn renumber(blocks: &mut [Block], order: &mut Order) {
    walk::rich_texts_mut(blocks, &mut |rich| renumber_calls(rich, order));
}

fn renumber_calls(rich: &mut RichText, order: &mut Order) {
    let mut after_call = false;
    walk::inlines_mut(rich, &mut |inline| match inline {
        Inline::NoteCall(call) => {
            call.note = NoteId(u32::try_from(order.number(call.note.0 as usize)).unwrap_or(u32::MAX));
            call.follows_call = std::mem::replace(&mut after_call, true);
        }
        Inline::Styled(_) | Inline::Link(_) => {}
        Inline::Text(text) | Inline::Code(text) => after_call &= text.text.is_empty(),
        Inline::Image(_) | Inline::LineBreak(_) => after_call = false,
    });
}

/// The notes that `blocks` call, each with the span of the call.
fn calls(blocks: &[Block]) -> Vec<(usize, Span)> {
    let mut found = Vec::new();
    walk::rich_texts(blocks, &mut |rich| {
        walk::inlines(rich, &mut |inline| {
            if let Inline::NoteCall(call) = inline {
                found.push((call.note.0 as usize, call.span));
            }
        });
    });
    found
}

/// Removes the calls written at these spans.
fn remove_calls(blocks: &mut [Block], spans: &BTreeSet<Span>) {
    fn inlines(list: &mut Vec<Inline>, spans: &BTreeSet<Span>) {
        // What the calls before the next inline, all removed, followed: the next call now follows that.
        let mut follows = None;
        list.retain_mut(|inline| match inline {
            Inline::NoteCall(call) if spans.contains(&call.span) => {
                follows.get_or_insert(call.follows_call);
                false
            }
            inline => {
                if let (Inline::NoteCall(call), Some(follows)) = (inline, follows.take()) {
                    call.follows_call = follows;
                }
                true
            }
        });
        list.iter_mut().filter_map(Inline::content_mut).for_each(|content| inlines(content, spans));
    }
    walk::rich_texts_mut(blocks, &mut |rich| inlines(rich, spans));
}

/// A call that must be removed.
#[derive(Debug, PartialEq, Eq)]
struct RejectedCall {
    from: usize,
    to: usize,
    span: Span,
    code: Code,
}

/// Which calls between notes must be removed: those that close a cycle, and those that make a chain too long.
///
/// `calls` holds, for each note, the notes that it calls. A depth-first search finds the back edges: calls of a note that is still
/// open. The other calls form an acyclic graph, and its topological order gives the depth of each note.
fn rejected_calls(calls: &[Vec<(usize, Span)>]) -> Vec<RejectedCall> {
    let mut rejected = Vec::new();
    let mut circular = BTreeSet::new();
    let mut state = vec![State::Unvisited; calls.len()];
    let mut finished = Vec::with_capacity(calls.len());
    for root in 0..calls.len() {
        // The open notes, each with the number of its calls followed so far.
        let mut open = if state[root] == State::Unvisited { vec![(root, 0)] } else { Vec::new() };
        while let Some(&mut (note, ref mut followed)) = open.last_mut() {
            state[note] = State::Open;
            let call = calls[note].get(*followed);
            *followed += 1;
            match call {
                None => {
                    state[note] = State::Done;
                    finished.push(note);
                    open.pop();
                }
                Some(&(to, span)) => match state.get(to) {
                    Some(State::Unvisited) => open.push((to, 0)),
                    Some(State::Open) => {
                        circular.insert((note, span));
                        rejected.push(RejectedCall { from: note, to, span, code: Code::NoteCallsItself });
                    }
                    Some(State::Done) | None => {}
                },
            }
        }
    }
    let mut depth = vec![1; calls.len()];
    for &note in finished.iter().rev() {
        for &(to, span) in &calls[note] {
            if circular.contains(&(note, span)) || to >= calls.len() {
                continue;
            }
            if depth[note] == MAX_CHAIN {
                rejected.push(RejectedCall { from: note, to, span, code: Code::NotesTooDeep });
            } else {
                depth[to] = depth[to].max(depth[note] + 1);
            }
        }
    }
    rejected
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Unvisited,
    /// Visited, and its calls are being followed.
    Open,
    Done,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceMap;

    fn graph(edges: &[&[usize]]) -> Vec<(usize, usize, Code)> {
        let mut sources = SourceMap::new();
        let id = sources.add("a.md", " ".repeat(2_000));
        let mut at = 0;
        let mut call = |to: &usize| {
            at += 1;
            (*to, sources.get(id).span(at..at + 1))
        };
        let calls: Vec<_> = edges.iter().map(|calls| calls.iter().map(&mut call).collect()).collect();
        rejected_calls(&calls).into_iter().map(|RejectedCall { from, to, code, .. }| (from, to, code)).collect()
    }

    #[test]
    fn a_circle_is_cut_once_and_notes_called_twice_are_none() {
        assert_eq!(graph(&[&[0]]), [(0, 0, Code::NoteCallsItself)]);
        assert_eq!(graph(&[&[1], &[2], &[0]]), [(2, 0, Code::NoteCallsItself)]);
        assert_eq!(graph(&[&[1, 2], &[3], &[3], &[]]), []);
        assert_eq!(graph(&[&[], &[0]]), []);
    }

    #[test]
    fn notes_follow_those_that_call_them_first() {
        assert_eq!(depth_first(&[vec![3], vec![], vec![3, 4], vec![], vec![1]]), [0, 2, 3, 1, 4]);
    }

    #[test]
    fn a_chain_is_cut_where_it_is_too_deep_and_every_part_of_it() {
        let chain: Vec<Vec<usize>> = (0..1_000).map(|note| if note < 999 { vec![note + 1] } else { Vec::new() }).collect();
        let chain: Vec<&[usize]> = chain.iter().map(Vec::as_slice).collect();
        let cut = graph(&chain);
        assert_eq!(cut[0], (7, 8, Code::NotesTooDeep));
        assert_eq!(cut.len(), 999 / 8);
    }
}
