//! The content items of each mark (ISO 32000-1, 14.7.4): what pages show for it, and `structure_tree` puts under its element.

use super::marked_content::Piece;
use crate::typeset::mark::MarkId;
use pdf_writer::Ref;
use std::{collections::BTreeMap, ops::Range};

/// The content items of all marks, on all pages.
///
/// A book has a hundred thousand marks, and nearly all of them one sequence each, so that all are in one list.
#[derive(Default)]
pub(super) struct ContentItems {
    /// Marked-content sequences: as they were added, then ordered by mark and, for each mark, as they were drawn.
    sequences: Vec<Sequence>,
    /// Link annotations, likewise.
    annotations: Vec<(MarkId, Annotation)>,
    /// The text and the bounding box of the marks of which the structure tree needs them.
    shown: BTreeMap<MarkId, Shown>,
    /// For each mark, whether its items were taken.
    taken: Vec<bool>,
}

/// A marked-content sequence of a mark, or several one after the other.
#[derive(Clone, Copy)]
struct Sequence {
    mark: MarkId,
    page: u32,
    /// The first identifier, and the one after the last.
    identifiers: (u32, u32),
}

/// A link annotation.
#[derive(Clone, Copy)]
pub(super) struct Annotation {
    /// The index of its page.
    pub(super) page: usize,
    pub(super) object: Ref,
    /// Its key in the parent tree.
    pub(super) key: i32,
}

/// What a mark shows.
#[derive(Default)]
pub(super) struct Shown {
    pub(super) text: String,
    /// The page and the bounding box (left, bottom, right, top) in points; none when there is no box.
    pub(super) bbox: Option<(usize, [f64; 4])>,
}

impl ContentItems {
    /// Those of `marks` marks, none of which has any yet.
    pub(super) fn new(marks: u32) -> Self {
        Self { taken: vec![false; marks as usize], ..Self::default() }
    }

    /// Whether there is such a mark.
    pub(super) fn contains(&self, mark: MarkId) -> bool {
        (mark.0 as usize) < self.taken.len()
    }

    /// Adds what the page at index `page` shows of a mark; `bbox` is its box in points.
    pub(super) fn add(&mut self, page: usize, piece: &Piece, bbox: Option<[f64; 4]>) {
        let Range { start, end } = piece.identifiers;
        self.sequences.push(Sequence {
            mark: piece.mark,
            page: u32::try_from(page).unwrap_or(u32::MAX),
            identifiers: (start, end),
        });
        if let Some(part) = piece.shown.as_deref() {
            let shown = self.shown.entry(piece.mark).or_default();
            shown.text.push_str(&part.text);
            let bbox = bbox.map(|bbox| (page, bbox));
            // Content on two pages has the box of the last.
            shown.bbox = union(shown.bbox, bbox).unwrap_or(bbox);
        }
    }

    /// Adds a link annotation of `mark`.
    pub(super) fn annotate(&mut self, mark: MarkId, annotation: Annotation) {
        if self.contains(mark) {
            self.annotations.push((mark, annotation));
        }
    }

    /// Puts them in order; to be called when all pages are added, in their order.
    pub(super) fn sort(&mut self) {
        self.sequences.sort_unstable_by_key(|sequence| (sequence.mark, sequence.page, sequence.identifiers));
        self.annotations.sort_unstable_by_key(|(mark, annotation)| (*mark, annotation.key));
        self.sequences.shrink_to_fit();
    }

    /// Takes the items of a mark: its sequences, each with its page, and its annotations. There are none the second time.
    pub(super) fn take(
        &mut self,
        mark: MarkId,
    ) -> (impl Iterator<Item = (usize, Range<u32>)>, impl ExactSizeIterator<Item = Annotation>) {
        let is_first = self.taken.get_mut(mark.0 as usize).is_some_and(|taken| !std::mem::replace(taken, true));
        let (mut sequences, mut annotations) = (&self.sequences[..], &self.annotations[..]);
        if is_first {
            sequences = equal(sequences, |sequence| sequence.mark.cmp(&mark));
            annotations = equal(annotations, |(of, _)| of.cmp(&mark));
        } else {
            (sequences, annotations) = (&[], &[]);
        }
        let sequences = sequences.iter().map(|sequence| {
            let (start, end) = sequence.identifiers;
            (sequence.page as usize, start..end)
        });
        (sequences, annotations.iter().map(|(_, annotation)| *annotation))
    }

    /// What a mark shows, where the structure tree needs it.
    pub(super) fn shown(&self, mark: MarkId) -> Option<&Shown> {
        self.shown.get(&mark)
    }
}

/// The elements of a sorted slice that `compare` finds equal.
fn equal<T>(sorted: &[T], compare: impl Fn(&T) -> std::cmp::Ordering) -> &[T] {
    let start = sorted.partition_point(|one| compare(one).is_lt());
    let count = sorted[start..].iter().take_while(|one| compare(one).is_eq()).count();
    &sorted[start..start + count]
}

/// `text` on one line: without soft hyphens and other marks of possible line breaks, with single plain spaces.
pub(super) fn one_line(text: &str) -> String {
    text.replace(['\u{ad}', '\u{200b}', '\u{2060}'], "").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a character is for private use: it means something in one face only.
pub(super) const fn is_private(character: &char) -> bool {
    matches!(character, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{ffffd}' | '\u{100000}'..='\u{10fffd}')
}

/// The smallest box around two; none when they are on different pages.
pub(super) fn union(a: Option<(usize, [f64; 4])>, b: Option<(usize, [f64; 4])>) -> Option<Option<(usize, [f64; 4])>> {
    match (a, b) {
        (None, other) | (other, None) => Some(other),
        (Some((page, a)), Some((other, b))) if page == other => {
            Some(Some((page, [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])])))
        }
        (Some(_), Some(_)) => None,
    }
}
