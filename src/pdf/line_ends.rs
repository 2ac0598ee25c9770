//! What the text of a run does not say of the word at its end or start: boundaries between words, and words divided at the end of a line.
//!
//! Readers that follow the structure join the lines of a paragraph as they are: « un lien sur » and « deux lignes » would become
//! « surdeux ». PDF/A-2 (6.7, level A) requires word boundaries. Where a line ends without a space, as before a forced break, and after
//! each label of a chart, an invisible space is appended (`text`).
//!
//! A word that a hyphen divides between two lines of a page is written whole, as the replacement text (ISO 32000-1, 14.9.4) of its first
//! part; the replacement text of its second part is the space after the word. So it is found and read whole by all that know replacement
//! texts (poppler, PDFium, MuPDF); for the others, the hyphen of hyphenation is a plain one, which pdf.js joins, and the author's own is U+2010, which it keeps.
//! U+00AD, alone, is found by none of poppler, Okular and pdf.js. `tests/README.md` has the table of consumers.

use super::placement::Placement;
use crate::{
    layout::{
        frame::{Content, Pages, Shape},
        structure::ElementId,
    },
    typeset::{mark::MarkId, run::GlyphRun},
};
use std::{collections::HashMap, ops::Range};

/// What there is to know of the runs of a page that belong to the text. They are counted in drawing order.
#[derive(Default, Debug, PartialEq, Eq, Hash)]
pub(super) struct LineEnds {
    /// For each run: whether a space must be appended to it.
    pub(super) spaced: Vec<bool>,
    /// The parts of divided words, in the order of runs.
    pub(super) divided: Vec<DividedPart>,
}

/// A part of a divided word, at the start or the end of a run.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct DividedPart {
    run: usize,
    /// Which bytes of the run's text it is.
    pub(super) bytes: Range<u32>,
    /// What it is read as; as it is, if none.
    pub(super) text: Option<Box<str>>,
}

/// What there is to know of one run.
#[derive(Clone, Copy, Default)]
pub(super) struct RunEnds<'a> {
    /// Whether a space must be appended to it.
    pub(super) spaced: bool,
    /// The parts of divided words in it.
    pub(super) divided: &'a [DividedPart],
}

impl LineEnds {
    /// One run after the other.
    pub(super) fn runs(&self) -> impl Iterator<Item = RunEnds<'_>> {
        let mut rest = &*self.divided;
        self.spaced.iter().enumerate().map(move |(run, &spaced)| {
            let divided;
            (divided, rest) = rest.split_at(rest.iter().take_while(|part| part.run == run).count());
            RunEnds { spaced, divided }
        })
    }
}

/// A run that is drawn, and its place.
#[derive(Clone, Copy)]
struct Drawn<'a> {
    page: usize,
    block: ElementId,
    mark: MarkId,
    /// Among those of the page.
    index: usize,
    run: &'a GlyphRun,
}

impl Drawn<'_> {
    /// A part of its text, and what it is read as.
    fn part(&self, bytes: Range<usize>, text: Option<&str>) -> DividedPart {
        let bound = |byte| u32::try_from(byte).unwrap_or(u32::MAX);
        DividedPart { run: self.index, bytes: bound(bytes.start)..bound(bytes.end), text: text.map(Into::into) }
    }
}

/// Finds, for each page, what there is to know of its runs.
pub(super) fn line_ends(pages: &Pages, placement: &Placement) -> Vec<LineEnds> {
    let mut ends: Vec<LineEnds> = pages.pages.iter().map(|_| LineEnds::default()).collect();
    let mut previous: Option<Drawn<'_>> = None;
    // Of each mark, the run that ended with a hyphen. Its next run may be on the next page, after the notes of this one.
    let mut hyphenated: HashMap<MarkId, Drawn<'_>> = HashMap::new();
    for (page, sheet) in pages.pages.iter().enumerate() {
        for item in &sheet.items {
            let (Content::Marked(mark), Shape::Glyphs(run)) = (item.content, &item.shape) else { continue };
            let Some(block) = placement.block(mark) else { continue };
            let drawn = Drawn { page, block, mark, index: ends[page].spaced.len(), run };
            if let Some(ended) = previous {
                let LineEnds { spaced, divided } = &mut ends[ended.page];
                if let Some(last) = spaced.last_mut() {
                    *last = is_spaced(&ended, &drawn, placement);
                    if let Some(part) = divided.last_mut().filter(|part| part.run == ended.index) {
                        part.continue_with(&ended, &drawn, *last);
                    }
                }
                // The word goes on in another text node, as emphasis.
                if ended.mark != mark
                    && hyphenated.contains_key(&ended.mark)
                    && goes_on(&ended, &drawn)
                    && let Some(part) = own_hyphen(&ended)
                {
                    hyphenated.remove(&ended.mark);
                    divided.push(part);
                }
            }
            ends[page].spaced.push(false);
            if !hyphenated.is_empty()
                && let Some(ended) = hyphenated.remove(&mark)
                && let Some((first, second)) = divide(&ended, &drawn)
            {
                ends[ended.page].divided.push(first);
                ends[page].divided.extend(second);
            }
            if hyphen(&run.text).is_some() && !placement.needs_bbox(mark) {
                hyphenated.insert(mark, drawn);
            }
            previous = Some(drawn);
        }
    }
    for page in &mut ends {
        page.divided.sort_by_key(|part| (part.run, part.bytes.start));
    }
    ends
}

/// Whether a space must be appended to a run, given the next one.
fn is_spaced(ended: &Drawn<'_>, next: &Drawn<'_>, placement: &Placement) -> bool {
    // Inside a text node, spaces are written: a line that ends without one breaks a word, such as a URL.
    let wrapped = || ended.mark != next.mark && (ended.page != next.page || wraps(ended.run, next.run));
    // A label of a chart stands for itself, and what follows begins a word. The expensive tests come last.
    (placement.needs_bbox(ended.mark) || ended.block == next.block && (wrapped() || stands_apart(ended.run, next.run)))
        && ends_word(&ended.run.text)
}

/// Whether the word at the end of a run goes on in the next line, or on the next page, which another text node begins.
fn goes_on(ended: &Drawn<'_>, next: &Drawn<'_>) -> bool {
    ended.block == next.block
        && next.run.text.starts_with(char::is_alphanumeric)
        && (ended.page != next.page || wraps(ended.run, next.run))
}

/// The author's own hyphen at the end of a run, between two letters or digits: it must be told from one of hyphenation.
fn own_hyphen(ended: &Drawn<'_>) -> Option<DividedPart> {
    let text = &*ended.run.text;
    let hyphen = hyphen(text).filter(|hyphen| *hyphen != SOFT_HYPHEN)?;
    let start = text.len() - hyphen.len();
    text[..start].ends_with(char::is_alphanumeric).then(|| ended.part(start..text.len(), None))
}

/// The parts of a word that a hyphen divides, at the end of `ended` and at the start of `next`, which is of the same mark. The second part is
/// none if only the hyphen must be read in another way. None at all if no word is divided.
fn divide(ended: &Drawn<'_>, next: &Drawn<'_>) -> Option<(DividedPart, Option<DividedPart>)> {
    let (first, second) = (&*ended.run.text, &*next.run.text);
    let hyphen = hyphen(first)?;
    let begun = &first[..first.len() - hyphen.len()];
    let length = second.find(' ').unwrap_or(second.len());
    let rest = &second[..length];
    let is_divided = begun.ends_with(char::is_alphanumeric)
        && rest.starts_with(|character: char| !character.is_whitespace())
        && (ended.page != next.page || wraps(ended.run, next.run));
    if !is_divided {
        return None;
    }
    let is_read_forwards = |run: &GlyphRun| run.glyphs.iter().is_sorted_by_key(|glyph| glyph.start);
    // A word that goes on in a third line is left as it is, and so is one that is read from right to left.
    let is_last = length < second.len() || self::hyphen(rest).is_none();
    // So is one that goes on overleaf: poppler would take the first line of the next page for one that begins after its second part.
    let stays = ended.page == next.page;
    if !(is_last && stays && is_read_forwards(ended.run) && is_read_forwards(next.run)) {
        return Some((own_hyphen(ended)?, None));
    }
    let start =
        begun.rfind(char::is_whitespace).map_or(0, |space| space + begun[space..].chars().next().map_or(0, char::len_utf8));
    let written = if hyphen == SOFT_HYPHEN { "" } else { hyphen };
    let whole = [&begun[start..], written, rest].concat();
    let end = (length + 1).min(second.len());
    Some((ended.part(start..first.len(), Some(&whole)), Some(next.part(0..end, Some(" ")))))
}

impl DividedPart {
    /// Mends the replacement text of the second part of a word, if the word ends with its run, `ended`: a space only where a word ends.
    fn continue_with(&mut self, ended: &Drawn<'_>, next: &Drawn<'_>, is_spaced: bool) {
        let reaches_end = self.bytes.start == 0 && self.bytes.end as usize == ended.run.text.len();
        if reaches_end
            && !ended.run.text.ends_with(' ')
            && ended.block == next.block
            && !is_spaced
            && !next.run.text.starts_with(char::is_whitespace)
        {
            self.text = Some("\u{200b}".into());
        }
    }
}

/// A hyphen of hyphenation (`GlyphRun::text`).
const SOFT_HYPHEN: &str = "\u{ad}";

/// The hyphen at the end of a text.
fn hyphen(text: &str) -> Option<&str> {
    // The last byte of the three.
    if !matches!(text.as_bytes().last(), Some(b'-' | 0xad | 0x90)) {
        return None;
    }
    let before = text.strip_suffix(['-', '\u{ad}', '\u{2010}'])?;
    Some(&text[before.len()..])
}

/// Whether `next` begins a new line after `run`: lower, and further left. A superscript note call does neither.
fn wraps(run: &GlyphRun, next: &GlyphRun) -> bool {
    let (before, start) = (run.start(), next.start());
    start.y - before.y > run.size / 2 && start.x < run.end().x
}

/// Whether `next` is on the line of `run`, with a gap between: the folio in a table of contents.
fn stands_apart(run: &GlyphRun, next: &GlyphRun) -> bool {
    let (before, start) = (run.start(), next.start());
    start.y == before.y && start.x - run.end().x > run.size / 2
}

/// Whether a line with this text ends a word without a space. A hyphen continues the word, unless it follows another mark: then it is a
/// dash.
fn ends_word(text: &str) -> bool {
    let mut last = text.chars().rev();
    match (last.next(), last.next()) {
        (Some('-' | '\u{2010}'), before) => before.is_some_and(|before| !before.is_alphanumeric()),
        (Some(last), _) => !last.is_whitespace() && !matches!(last, '\u{ad}' | '’'),
        (None, _) => false,
    }
}
