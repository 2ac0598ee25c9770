//! Notes: numbered by their first call, each called in a way that ends.
//!
//! A note may call notes of its own. One that calls itself, or a chain of notes too long for any page, would never be set: such a
//! call is reported and taken out, so that whoever walks from note to note comes back. It knows labels and ranks, no Markdown.

use super::parser::Parser;
use crate::{
    book::{Block, Inline, Note, NoteId, walk},
    diagnostic::{Code, Diagnostic},
    source::Span,
};

/// How many notes may stand inside one another.
const MOST_NESTED: usize = 8;

/// Numbers the notes by their first call, in `blocks` and then in the notes themselves.
pub(super) fn number(parser: &mut Parser<'_>, blocks: &mut [Block]) -> Vec<Note> {
    let mut order = Order { rank_of: vec![None; parser.labels.len()], met: Vec::new() };
    renumber(blocks, &mut order);
    let mut numbered = Vec::new();
    while let Some(&index) = order.met.get(numbered.len()) {
        let Some(call) = parser.labels.get(index) else { break };
        // A definition written where blocks are not read (in verse, or too deep) is recognised, but gives no note.
        let mut note = parser.notes.remove(&call.value).unwrap_or_else(|| {
            parser.sink.push(Diagnostic::new(Code::MissingNote, call.span).with("label", &call.value));
            Note { blocks: Vec::new(), span: call.span }
        });
        renumber(&mut note.blocks, &mut order);
        numbered.push(note);
    }
    for (label, note) in std::mem::take(&mut parser.notes) {
        parser.sink.push(Diagnostic::new(Code::UncalledNote, note.span).with("label", label));
    }
    let calls: Vec<Vec<(usize, Span)>> = numbered.iter().map(|note| calls(&note.blocks)).collect();
    for Refused { from, to, span, code } in refused(&calls) {
        let label = order.met.get(to).and_then(|index| parser.labels.get(*index)).map_or("", |label| label.value.as_str());
        parser.sink.push(Diagnostic::new(code, span).with("label", label).with("limit", MOST_NESTED));
        take_out(&mut numbered[from].blocks, span);
    }
    numbered
}

/// The ranks given so far.
struct Order {
    /// The rank of each label, once it was met.
    rank_of: Vec<Option<usize>>,
    /// The label of each rank.
    met: Vec<usize>,
}

impl Order {
    fn rank(&mut self, label: usize) -> usize {
        let next = self.met.len();
        match self.rank_of.get_mut(label) {
            Some(Some(rank)) => *rank,
            Some(unmet) => {
                *unmet = Some(next);
                self.met.push(label);
                next
            }
            None => usize::MAX,
        }
    }
}

/// Replaces each call's provisional index by the rank of its note.
fn renumber(blocks: &mut [Block], order: &mut Order) {
    walk::rich_texts_mut(blocks, &mut |rich| {
        walk::inlines_mut(rich, &mut |inline| {
            if let Inline::NoteCall(call) = inline {
                call.note = NoteId(u32::try_from(order.rank(call.note.0 as usize)).unwrap_or(u32::MAX));
            }
        });
    });
}

/// The notes that `blocks` call, each with the place of the call.
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

/// Takes out the call written at `span`.
fn take_out(blocks: &mut [Block], span: Span) {
    fn inlines(list: &mut Vec<Inline>, span: Span) {
        list.retain(|inline| !matches!(inline, Inline::NoteCall(call) if call.span == span));
        list.iter_mut().filter_map(Inline::content_mut).for_each(|content| inlines(content, span));
    }
    walk::rich_texts_mut(blocks, &mut |rich| inlines(rich, span));
}

/// A call that cannot stand.
#[derive(Debug, PartialEq, Eq)]
struct Refused {
    from: usize,
    to: usize,
    span: Span,
    code: Code,
}

/// Which of the calls between notes cannot stand: those that close a circle, and those that go too deep.
///
/// `calls` holds, for each note, the notes that it calls. A depth-first search finds the circles: a call of a note that is still
/// open leads back to it. What remains has an order, in which the depth of each note follows from those that call it.
fn refused(calls: &[Vec<(usize, Span)>]) -> Vec<Refused> {
    let mut refused = Vec::new();
    let mut state = vec![State::Unmet; calls.len()];
    let mut finished = Vec::with_capacity(calls.len());
    for root in 0..calls.len() {
        // Each open note, and how many of its calls were followed.
        let mut open = if state[root] == State::Unmet { vec![(root, 0)] } else { Vec::new() };
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
                    Some(State::Unmet) => open.push((to, 0)),
                    Some(State::Open) => refused.push(Refused { from: note, to, span, code: Code::NoteCallsItself }),
                    Some(State::Done) | None => {}
                },
            }
        }
    }
    let mut depth = vec![1; calls.len()];
    for &note in finished.iter().rev() {
        for &(to, span) in &calls[note] {
            let circular = refused.iter().any(|call| call.from == note && call.span == span);
            if circular || to >= calls.len() {
                continue;
            }
            if depth[note] == MOST_NESTED {
                refused.push(Refused { from: note, to, span, code: Code::NotesTooDeep });
            } else {
                depth[to] = depth[to].max(depth[note] + 1);
            }
        }
    }
    refused
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Unmet,
    /// Met, and what it calls is being followed.
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
        refused(&calls).into_iter().map(|Refused { from, to, code, .. }| (from, to, code)).collect()
    }

    #[test]
    fn a_circle_is_cut_once_and_notes_called_twice_are_none() {
        assert_eq!(graph(&[&[0]]), [(0, 0, Code::NoteCallsItself)]);
        assert_eq!(graph(&[&[1], &[2], &[0]]), [(2, 0, Code::NoteCallsItself)]);
        assert_eq!(graph(&[&[1, 2], &[3], &[3], &[]]), []);
        assert_eq!(graph(&[&[], &[0]]), []);
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
