//! Searching the printed pages: where words stand, whatever their accents, capitals, hyphens at line ends and spaces.
//!
//! What is searched is what is printed, in the order of the pages, without running heads and folios. It knows no file.

use super::places::{union, word_bounds};
use crate::{
    layout::frame::{Content, Page, Shape},
    typeset::{length::Rect, run::GlyphRun},
};
use std::ops::Range;
use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

/// Most places that a search gives.
pub(super) const MOST: usize = 200;
/// How many letters of its surroundings are told with a place, before it and after it.
const AROUND: usize = 40;

/// The words of all pages, ready to be searched.
#[derive(Debug)]
pub(super) struct Words {
    /// Letters and digits without accents and capitals, with one space between words.
    folded: String,
    runs: Vec<Run>,
    /// For each letter of `folded`, in its order: its offset, and the byte of its run at which it stands.
    letters: Vec<(u32, u32)>,
}

/// A run of the pages.
#[derive(Debug)]
struct Run {
    /// Where it begins in the folded text.
    start: usize,
    page: usize,
    /// Which item of the page it is.
    index: usize,
    /// Whether a word ends before it.
    is_apart: bool,
}

/// A place in what is printed: the number of a run, and a byte of its text.
type Place = (usize, usize);

/// A place where the words stand.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) page: usize,
    pub(super) area: Rect,
    /// What is printed before it, itself, and what follows.
    pub(super) said: [String; 3],
}

impl Words {
    pub(super) fn of(pages: &[Page]) -> Self {
        let mut words = Self { folded: String::new(), runs: Vec::new(), letters: Vec::new() };
        let mut last: Option<(usize, &GlyphRun)> = None;
        for (page, sheet) in pages.iter().enumerate() {
            for (index, item) in sheet.items.iter().enumerate() {
                let (Shape::Glyphs(run), Content::Marked(_)) = (&item.shape, item.content) else { continue };
                let is_apart = last.is_some_and(|last| is_apart(last, (page, run)));
                if is_apart {
                    words.end_word();
                }
                words.runs.push(Run { start: words.folded.len(), page, index, is_apart });
                words.add(&run.text);
                last = Some((page, run));
            }
        }
        words
    }

    fn add(&mut self, text: &str) {
        for (at, character) in text.char_indices() {
            match Sort::of(character) {
                Sort::Letter => {
                    for letter in folded(character) {
                        self.letters.push((to_u32(self.folded.len()), to_u32(at)));
                        self.folded.push(letter);
                    }
                }
                Sort::Silent => {}
                Sort::Between => self.end_word(),
            }
        }
    }

    fn end_word(&mut self) {
        if !self.folded.is_empty() && !self.folded.ends_with(' ') {
            self.folded.push(' ');
        }
    }

    /// The first places of `wanted`, a part of a word or several words, and whether there are more than [`MOST`].
    pub(super) fn find(&self, pages: &[Page], wanted: &str) -> (Vec<Found>, bool) {
        let mut asked = Self { folded: String::new(), runs: Vec::new(), letters: Vec::new() };
        asked.add(wanted);
        let wanted = asked.folded.trim_end();
        if wanted.is_empty() {
            return (Vec::new(), false);
        }
        let mut places = self.folded.match_indices(wanted);
        let found: Vec<Found> =
            places.by_ref().take(MOST).filter_map(|(start, _)| self.found(pages, start..start + wanted.len())).collect();
        (found, places.next().is_some())
    }

    fn found(&self, pages: &[Page], place: Range<usize>) -> Option<Found> {
        let (begin, end) = (self.begin(place.start)?, self.end(pages, place.end)?);
        let first = self.run(pages, begin.0)?;
        let page = self.runs.get(begin.0)?.page;
        let is_same = |at: usize| {
            let other = self.run(pages, at).filter(|_| self.runs[at].page == page);
            other.filter(|other| other.rotated == first.rotated && other.start().y == first.start().y)
        };
        // Words on two lines are shown on the first.
        let parts = (begin.0..=end.0).map_while(|at| Some((at, is_same(at)?)));
        let bounds = parts.map(|(at, run)| {
            let from = if at == begin.0 { begin.1 } else { 0 };
            word_bounds(run, from..if at == end.0 { end.1 } else { run.text.len() })
        });
        let area = bounds.reduce(union)?;
        let before = self.folded[..place.start].char_indices().rev().take(AROUND).last().map_or(place.start, |(at, _)| at);
        let after = self.folded[place.end..].char_indices().nth(AROUND).map_or(self.folded.len(), |(at, _)| place.end + at);
        let (from, to) = (self.begin(before)?, self.end(pages, after)?);
        let said = [(from, begin), (begin, end), (end, to)].map(|(from, to)| self.printed(pages, from, to));
        Some(Found { page, area, said })
    }

    fn run<'a>(&self, pages: &'a [Page], at: usize) -> Option<&'a GlyphRun> {
        let Run { page, index, .. } = self.runs.get(at)?;
        match &pages.get(*page)?.items.get(*index)?.shape {
            Shape::Glyphs(run) => Some(run),
            Shape::Rule { .. } | Shape::Path(_) | Shape::Image { .. } | Shape::Link(_) => None,
        }
    }

    /// The run to which a letter of the folded text belongs.
    fn run_of(&self, letter: u32) -> Option<usize> {
        self.runs.partition_point(|run| run.start <= letter as usize).checked_sub(1)
    }

    /// Where the first letter from an offset of the folded text on is printed.
    fn begin(&self, offset: usize) -> Option<Place> {
        let (letter, byte) = *self.letters.get(self.letters.partition_point(|(start, _)| (*start as usize) < offset))?;
        Some((self.run_of(letter)?, byte as usize))
    }

    /// Where the last letter before an offset of the folded text ends.
    fn end(&self, pages: &[Page], offset: usize) -> Option<Place> {
        let last = self.letters.partition_point(|(start, _)| (*start as usize) < offset).checked_sub(1)?;
        let (letter, byte) = self.letters[last];
        let at = self.run_of(letter)?;
        let length = self.run(pages, at)?.text.get(byte as usize..)?.chars().next().map_or(0, char::len_utf8);
        Some((at, byte as usize + length))
    }

    /// What is printed from one place to another, without hyphens that divide words.
    fn printed(&self, pages: &[Page], from: Place, to: Place) -> String {
        let mut out = String::new();
        for at in from.0..=to.0 {
            let Some(run) = self.run(pages, at) else { continue };
            if at > from.0 && self.runs[at].is_apart {
                out.push(' ');
            }
            let start = if at == from.0 { from.1 } else { 0 };
            let end = if at == to.0 { to.1 } else { run.text.len() };
            out.extend(run.text.get(start..end).unwrap_or_default().chars().filter(|sign| *sign != '\u{ad}'));
        }
        out
    }
}

/// What a character is to a search.
enum Sort {
    Letter,
    /// It stands within words, and is not looked at.
    Silent,
    Between,
}

impl Sort {
    fn of(character: char) -> Self {
        match character {
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => Self::Silent,
            other if is_combining_mark(other) => Self::Silent,
            other if other.is_alphanumeric() => Self::Letter,
            _ => Self::Between,
        }
    }
}

/// A letter without accents and capitals, ligatures in two.
fn folded(character: char) -> impl Iterator<Item = char> {
    let bare = std::iter::once(character).nfkd().filter(|letter| !is_combining_mark(*letter));
    bare.flat_map(char::to_lowercase).flat_map(|letter| {
        let (first, second) = match letter {
            'œ' => ('o', Some('e')),
            'æ' => ('a', Some('e')),
            'ß' => ('s', Some('s')),
            other => (other, None),
        };
        std::iter::once(first).chain(second)
    })
}

/// Whether a word ends between two runs that follow each other.
fn is_apart((page, last): (usize, &GlyphRun), (next_page, next): (usize, &GlyphRun)) -> bool {
    if page == next_page && last.rotated == next.rotated && last.start().y == next.start().y {
        return next.start().x - last.end().x > next.size / 20;
    }
    !last.text.ends_with('\u{ad}')
}

fn to_u32(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        layout::structure::{Structure, StructureType},
        pagination::Folio,
        raster::test_pages::TestPages,
        typeset::length::Length,
    };

    fn pages(lines: &[&str]) -> Vec<Page> {
        let mut pages = TestPages::default();
        for (index, line) in lines.iter().enumerate() {
            if index == 2 {
                pages.page(Folio::Arabic(2));
            }
            let paragraph = pages.element(Structure::ROOT, StructureType::Paragraph);
            pages.line(paragraph, line);
        }
        pages.pages.pages
    }

    fn found(lines: &[&str], wanted: &str) -> Vec<(usize, String)> {
        let pages = pages(lines);
        let (found, _) = Words::of(&pages).find(&pages, wanted);
        found.into_iter().map(|found| (found.page, found.said[1].clone())).collect()
    }

    #[test]
    fn accents_capitals_spaces_and_hyphens_do_not_matter() {
        let lines = ["L’Été, l’œuvre «\u{a0}belle\u{a0}»", "se ter\u{ad}", "mine à l’été"];
        assert_eq!(found(&lines, "ETE"), [(0, "Été".to_owned()), (1, "été".to_owned())]);
        assert_eq!(found(&lines, "oeuvre   belle"), [(0, "œuvre «\u{a0}belle".to_owned())]);
        assert_eq!(found(&lines, "terminé").len(), 1);
        assert_eq!(found(&lines, "belle se"), [(0, "belle\u{a0}» se".to_owned())]);
        assert!(found(&lines, "l’absent").is_empty() && found(&lines, " – ").is_empty());
    }

    #[test]
    fn a_place_is_the_area_of_its_word_with_what_is_around_it() {
        let pages = pages(&["un deux trois", "quatre cinq"]);
        let words = Words::of(&pages);
        let (found, more) = words.find(&pages, "deux");
        assert_eq!((found.len(), more), (1, false));
        assert_eq!(found[0].said, ["un ", "deux", " trois quatre cinq"].map(str::to_owned));
        let Shape::Glyphs(run) = &pages[0].items[0].shape else { unreachable!("a line") };
        assert_eq!(found[0].area, word_bounds(run, 3..7));
        assert!(found[0].area.size.width > Length::ZERO);
    }

    #[test]
    fn no_more_places_are_told_than_anyone_reads() {
        let pages = pages(&["a ".repeat(MOST + 1).as_str()]);
        let (found, more) = Words::of(&pages).find(&pages, "a");
        assert_eq!((found.len(), more), (MOST, true));
    }
}
