//! The index of people: entries in two columns, consecutive folios merged into ranges.

use crate::{
    book::{Index, IndexEntry, Inline, Link, LinkTarget},
    layout::{
        flow::state::Flow,
        folios::{Folios, mention_folios},
        strip::{BreakPenalty, Strip},
        structure::{StructureElement, StructureType},
    },
    pagination::Folio,
    typeset::length::{Length, Point},
};
use std::collections::VecDeque;

/// The dash between the first and the last folio of a range, with word joiners: no line breaks there.
pub(super) const PAGE_RANGE_DASH: &str = "\u{2060}–\u{2060}";

impl<'a> Flow<'a> {
    /// Sets the index: all entries in one narrow column, which is then divided into pages of two columns.
    pub(super) fn index(&mut self, index: &'a Index) {
        let gap = self.theme().em(200);
        let narrow = (self.width - gap) / 2;
        let used = self.height_since(0);
        let outer = std::mem::take(&mut self.column.strips);
        let (space, bond, anchors) = (
            std::mem::take(&mut self.pending_space),
            std::mem::take(&mut self.pending_penalty),
            std::mem::take(&mut self.pending_anchors),
        );
        let hang = self.theme().em(100);
        let column = (self.left, self.width);
        // Entries have a hanging indent: their first lines begin at the left edge.
        (self.left, self.width) = (self.left + hang, narrow - hang);
        self.in_element(StructureType::Index, |flow| index.entries.iter().for_each(|entry| flow.index_entry(entry)));
        (self.left, self.width) = column;
        let strips = std::mem::replace(&mut self.column.strips, outer);
        (self.pending_space, self.pending_penalty, self.pending_anchors) = (space, bond, anchors);
        self.fold(strips, narrow + gap, used);
    }

    /// Sets an entry: the heading and its folios, each a link to its section.
    fn index_entry(&mut self, entry: &'a IndexEntry) {
        let style = self.theme().index();
        let span = entry.heading.first().map_or(self.section.span, Inline::span);
        let mut content = entry.heading.clone();
        for (position, (first, last)) in ranges(entry, self.folios).into_iter().enumerate() {
            let pages = if first == last { first.label() } else { format!("{}{PAGE_RANGE_DASH}{}", first.label(), last.label()) };
            content.push(Inline::text(if position == 0 { "\u{2002}" } else { ", " }, span));
            let text = Inline::text(pages, span);
            content.push(match section_at(self.folios, entry, first) {
                Some(section) => Inline::link(Link {
                    target: LinkTarget::Section(self.context.book.sections[section].slug.clone()),
                    content: vec![text],
                    span,
                }),
                None => text,
            });
        }
        let first = self.column.strips.len();
        self.set_text(&content, &style, StructureElement::new(StructureType::Paragraph));
        self.keep_together(first, BreakPenalty::Never);
    }

    /// Divides one column into two, page by page. The second begins at `second` from the left edge; `used` is the height already taken on
    /// the first page.
    fn fold(&mut self, strips: Vec<Strip>, second: Length, used: Length) {
        let full = self.context.geometry.text.height;
        let mut room = (full - used).max(self.theme().leading * 4);
        let mut entries = entries(strips);
        let mut opens = false;
        while !entries.is_empty() {
            let all: Length = entries.iter().flatten().map(|strip| strip.height).sum();
            let held = room - given_up(all, room, self.theme().index().text.leading);
            let mut left = take(&mut entries, held);
            let rest: Length = entries.iter().flatten().map(|strip| strip.height).sum();
            let right = if rest < held {
                // The columns of the last page are balanced.
                left.extend(entries.drain(..));
                let middle = left.len().div_ceil(2);
                left.split_off(middle)
            } else {
                take(&mut entries, held)
            };
            for mut row in rows(left, right, second) {
                row.break_before = if std::mem::take(&mut opens) { BreakPenalty::Forced } else { BreakPenalty::Free };
                self.push(row);
            }
            room = full;
            opens = true;
        }
    }
}

/// The strips of each entry.
fn entries(strips: Vec<Strip>) -> VecDeque<Vec<Strip>> {
    let mut entries: VecDeque<Vec<Strip>> = VecDeque::new();
    for strip in strips {
        match entries.back_mut() {
            Some(entry) if strip.break_before == BreakPenalty::Never => entry.push(strip),
            Some(_) | None => entries.push_back(vec![strip]),
        }
    }
    entries
}

/// How much of its height `room` a page leaves empty, so that the last page has at least four rows; `all` is the height of the entries
/// that are left.
fn given_up(all: Length, room: Length, leading: Length) -> Length {
    let (over, least) = (all - room * 2, leading * 8);
    let fits_poorly = over > Length::ZERO && over < least && room > leading * 12;
    if fits_poorly { leading * 4 } else { Length::ZERO }
}

/// Takes as many entries as `room` holds, at least one.
fn take(entries: &mut VecDeque<Vec<Strip>>, room: Length) -> Vec<Vec<Strip>> {
    let mut taken: Vec<Vec<Strip>> = Vec::new();
    let mut height = Length::ZERO;
    while let Some(entry) = entries.front() {
        height += entry.iter().map(|strip| strip.height).sum();
        if height > room && !taken.is_empty() {
            break;
        }
        taken.extend(entries.pop_front());
    }
    taken
}

/// Rows of two strips side by side, the second one at `second`.
fn rows(left: Vec<Vec<Strip>>, right: Vec<Vec<Strip>>, second: Length) -> Vec<Strip> {
    let mut right = right.into_iter().flatten();
    let mut rows: Vec<Strip> = left
        .into_iter()
        .flatten()
        .map(|mut row| {
            if let Some(beside) = right.next() {
                put_beside(&mut row, beside, second);
            }
            row
        })
        .collect();
    for beside in right {
        let mut row = Strip::blank(beside.height);
        put_beside(&mut row, beside, second);
        rows.push(row);
    }
    rows
}

fn put_beside(row: &mut Strip, mut beside: Strip, x: Length) {
    for item in &mut beside.items {
        item.shape.translate(Point { x, y: Length::ZERO });
    }
    row.height = row.height.max(beside.height);
    row.items.append(&mut beside.items);
}

/// The ranges of folios of an entry, consecutive ones merged.
fn ranges(entry: &IndexEntry, folios: &Folios) -> Vec<(Folio, Folio)> {
    let whole = entry.sections.iter().filter_map(|&section| folios.sections.get(section).copied().flatten());
    let mentions = mention_folios(entry, folios).into_iter().flatten().map(|folio| (folio, folio));
    let mut pages: Vec<_> = whole.chain(mentions).filter(|(first, _)| order(*first).0 < 2).collect();
    pages.sort_by_key(|&(first, last)| (order(first), order(last)));
    let mut merged: Vec<(Folio, Folio)> = Vec::new();
    for (first, last) in pages {
        match merged.last_mut() {
            Some(before) if order(first).0 == order(before.1).0 && order(first).1 <= order(before.1).1 + 1 => {
                if order(last) > order(before.1) {
                    before.1 = last;
                }
            }
            Some(_) | None => merged.push((first, last)),
        }
    }
    merged
}

/// The order of folios: front matter (roman), then body (arabic); unnumbered pages last.
const fn order(folio: Folio) -> (u8, u32) {
    match folio {
        Folio::Roman(number) => (0, number),
        Folio::Arabic(number) => (1, number),
        Folio::Unnumbered => (2, 0),
    }
}

/// The section among those of an entry that has the page numbered `folio`.
fn section_at(folios: &Folios, entry: &IndexEntry, folio: Folio) -> Option<usize> {
    let holds = |section: &usize| {
        folios
            .sections
            .get(*section)
            .copied()
            .flatten()
            .is_some_and(|(first, last)| order(first) <= order(folio) && order(folio) <= order(last))
    };
    entry.sections.iter().copied().chain(entry.mentions.iter().map(|(section, _)| *section)).find(|section| holds(section))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{ContributorId, TextId};

    #[test]
    fn neighbouring_pages_are_one_range() {
        let page = Folio::Arabic;
        let leaf = |number| TextId { section: 2, number };
        let folios = Folios {
            sections: vec![Some((page(3), page(5))), Some((page(6), page(9)))],
            lines: vec![Vec::new(), vec![(leaf(10), 0, page(6)), (leaf(20), 0, page(8))]],
        };
        let entry =
            |sections: Vec<usize>, mentions| IndexEntry { person: ContributorId(0), heading: Vec::new(), sections, mentions };
        assert_eq!(ranges(&entry(vec![0], vec![(1, leaf(12))]), &folios), [(page(3), page(6))]);
        assert_eq!(ranges(&entry(vec![0], vec![(1, leaf(25))]), &folios), [(page(3), page(5)), (page(8), page(8))]);
    }
}
