//! From a point of a page to the place in a file where its word was written, and back.
//!
//! Each run of glyphs knows the text node of which it shows a part. The runs of a node, in the order of the pages, are its printed text;
//! the same node may be printed several times, as a title is in its opening, in the contents and in running heads, and each printing counts
//! by itself.

use super::words::{Letters, word_at};
use crate::{
    layout::frame::{Artifact, Content, FrameItem, Page, Shape},
    source::{SourceMap, Span},
    typeset::{
        length::{Length, Point, Rect, Size},
        mark::MarkId,
        run::GlyphRun,
    },
};
use std::ops::Range;

/// A run of a page.
#[derive(Clone, Copy)]
struct Printed<'a> {
    page: usize,
    run: &'a GlyphRun,
    span: Span,
    content: Content,
}

/// What tells printings of one node from each other: its mark, or, for a running head, its page.
fn printing(printed: &Printed<'_>) -> (Option<MarkId>, Option<(usize, Artifact)>) {
    match printed.content {
        Content::Marked(mark) => (Some(mark), None),
        Content::Artifact(artifact) => (None, Some((printed.page, artifact))),
    }
}

fn runs<'a>(pages: &'a [Page]) -> impl Iterator<Item = Printed<'a>> {
    pages.iter().enumerate().flat_map(|(page, sheet)| {
        sheet.items.iter().filter_map(move |FrameItem { shape, content, span }| match shape {
            Shape::Glyphs(run) => Some(Printed { page, run, span: (*span)?, content: *content }),
            Shape::Rule { .. } | Shape::Path(_) | Shape::Image { .. } | Shape::Link(_) => None,
        })
    })
}

/// Where the word at a point of a page was written: a byte of its source. None where nothing with a place is near.
pub(super) fn source_of(pages: &[Page], sources: &SourceMap, page: usize, point: Point) -> Option<(Span, usize)> {
    let sheet = pages.get(page)?;
    let (_, index) = sheet
        .items
        .iter()
        .enumerate()
        .filter(|(_, item)| item.span.is_some())
        .filter_map(|(index, item)| Some((distance(bounds(item)?, point), index)))
        .min()?;
    let item = &sheet.items[index];
    let span = item.span?;
    let (Shape::Glyphs(run), Some(range)) = (&item.shape, span.range()) else {
        return Some((span, span.range().map_or(0, |range| range.start)));
    };
    let printed = printed_with(pages, Printed { page, run, span, content: item.content });
    let (text, starts) = joined(&printed);
    let own = printed.iter().position(|other| std::ptr::eq(other.run, run))?;
    let word = word_at(&text, starts[own] + byte_at(run, point));
    let written = sources.get(span.source).text().get(range.clone())?;
    let letters = Letters::of(written);
    let near = Letters::of(&text).before(word.start);
    // What is printed of a picture is its title, which stands behind its description and may begin as that does.
    let whole = letters.find_last(&text).map(|first| first + near);
    let found = whole.or_else(|| letters.find(&text[word], near)).or(Some(near)).and_then(|letter| letters.offset(letter));
    Some((span, range.start + found.unwrap_or(0)))
}

/// Where the word that was written at a byte of a source is printed first: the page, and the area of its line there. None when nothing is
/// printed of the node in which it stands, nor of any before it in the file.
pub(super) fn printed_at(pages: &[Page], sources: &SourceMap, path: &str, offset: usize) -> Option<(usize, Rect)> {
    let source = sources.by_path(path)?.id();
    // The smallest node that holds the place, or else the last that begins before it, or the first of all.
    let rank = |span: Span| {
        let range = span.range()?;
        let holds = range.contains(&offset) || range.end == offset;
        Some(if holds {
            (0, range.len())
        } else if range.start < offset {
            (1, offset - range.start)
        } else {
            (2, range.start - offset)
        })
    };
    let is_text = |printed: &Printed<'_>| matches!(printed.content, Content::Marked(_));
    let nodes = runs(pages).filter(|printed| printed.span.source == source);
    let (_, first) = nodes
        .filter_map(|printed| Some(((rank(printed.span)?, !is_text(&printed)), printed)))
        .reduce(|best, other| if other.0 < best.0 { other } else { best })?;
    let range = first.span.range()?;
    let written = sources.get(source).text().get(range.clone())?;
    let inside = offset.clamp(range.start, range.end) - range.start;
    let word = word_at(written, inside);
    let (near, word) = (Letters::of(written).before(word.start), &written[word]);
    let printed = printed_with(pages, first);
    let (text, starts) = joined(&printed);
    let letters = Letters::of(&text);
    let at = letters.find(word, near).or(Some(near)).and_then(|letter| letters.offset(letter)).unwrap_or(0);
    let word = word_at(&text, at);
    // A word may be in several runs, and on two lines, of which the first is shown.
    let mut parts = printed.iter().zip(&starts).filter(|(other, start)| {
        let end = *start + other.run.text.len();
        **start < word.end && end > word.start
    });
    let Some((begin, start)) = parts.next() else { return Some((first.page, run_bounds(first.run))) };
    let part = |run: &GlyphRun, start: usize| word_bounds(run, word.start.saturating_sub(start)..word.end - start);
    let rest = parts.take_while(|(other, _)| is_same_line(begin, other));
    let area = rest.fold(part(begin.run, *start), |area, (other, start)| union(area, part(other.run, *start)));
    Some((begin.page, area))
}

/// The runs of the printing to which a run belongs, in the order of the pages.
fn printed_with<'a>(pages: &'a [Page], one: Printed<'a>) -> Vec<Printed<'a>> {
    runs(pages).filter(|other| other.span == one.span && printing(other) == printing(&one)).collect()
}

fn is_same_line(one: &Printed<'_>, other: &Printed<'_>) -> bool {
    one.page == other.page && one.run.rotated == other.run.rotated && one.run.start().y == other.run.start().y
}

/// The text of runs, with a space where a line ends other than by a hyphen and where there is room between two, and the byte at which each
/// run begins in it.
fn joined(printed: &[Printed<'_>]) -> (String, Vec<usize>) {
    let (mut text, mut starts) = (String::new(), Vec::with_capacity(printed.len()));
    let mut last: Option<&Printed<'_>> = None;
    for one in printed {
        if let Some(last) = last {
            let is_apart = match is_same_line(last, one) {
                true => one.run.start().x - last.run.end().x > one.run.size / 20,
                false => !text.ends_with('\u{ad}'),
            };
            text.push_str(if is_apart { " " } else { "" });
        }
        starts.push(text.len());
        text.push_str(&one.run.text);
        last = Some(one);
    }
    (text, starts)
}

/// The smallest area that covers two.
pub(super) fn union(one: Rect, other: Rect) -> Rect {
    let right = |Rect { origin, size }: Rect| Point { x: origin.x + size.width, y: origin.y + size.height };
    let (end, other_end) = (right(one), right(other));
    let origin = Point { x: one.origin.x.min(other.origin.x), y: one.origin.y.min(other.origin.y) };
    let size = Size { width: end.x.max(other_end.x) - origin.x, height: end.y.max(other_end.y) - origin.y };
    Rect { origin, size }
}

/// The area of an item; none for what covers others or draws nothing.
fn bounds(item: &FrameItem) -> Option<Rect> {
    match &item.shape {
        Shape::Glyphs(run) => Some(run_bounds(run)),
        Shape::Image { rect, .. } => Some(*rect),
        Shape::Rule { .. } | Shape::Path(_) | Shape::Link(_) => None,
    }
}

/// The area of a run: from its ascenders to its descenders, nearly.
fn run_bounds(run: &GlyphRun) -> Rect {
    area(run, Length::ZERO, run.glyphs.width())
}

/// The area of a run from one distance along its baseline to another.
fn area(run: &GlyphRun, from: Length, to: Length) -> Rect {
    let (above, high, wide) = (run.size * 3 / 4, run.size, to - from);
    if run.rotated {
        let origin = Point { x: run.origin.x - above, y: run.origin.y - to };
        Rect { origin, size: Size { width: high, height: wide } }
    } else {
        let origin = Point { x: run.origin.x + from, y: run.origin.y - above };
        Rect { origin, size: Size { width: wide, height: high } }
    }
}

/// The area of some bytes of a run.
pub(super) fn word_bounds(run: &GlyphRun, word: Range<usize>) -> Rect {
    let (mut pen, mut from, mut to) = (Length::ZERO, None, Length::ZERO);
    for glyph in &run.glyphs {
        let next = pen + glyph.advance;
        if (glyph.start as usize) < word.end && glyph.end as usize > word.start {
            from = Some(from.map_or(pen, |from: Length| from.min(pen)));
            to = to.max(next);
        }
        pen = next;
    }
    from.map_or_else(|| run_bounds(run), |from| area(run, from, to))
}

/// The byte of the run's text that is shown at a point.
fn byte_at(run: &GlyphRun, point: Point) -> usize {
    let along = if run.rotated { run.origin.y - point.y } else { point.x - run.origin.x };
    let (mut pen, mut byte) = (Length::ZERO, 0);
    for glyph in &run.glyphs {
        byte = glyph.start as usize;
        pen += glyph.advance;
        if pen > along {
            break;
        }
    }
    byte.min(run.text.len())
}

/// How far a point is from an area.
fn distance(Rect { origin, size }: Rect, point: Point) -> Length {
    let outside = |from: Length, length: Length, at: Length| (from - at).max(at - from - length).max(Length::ZERO);
    // A line is wide and low: what lies on the same line is nearer than what lies above it.
    outside(origin.x, size.width, point.x) + outside(origin.y, size.height, point.y) * 4
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        layout::structure::{Structure, StructureType},
        raster::test_pages::TestPages,
    };

    /// Pages whose lines show the nodes of a source: for each line its words, and the bytes of its node.
    fn set(source: &str, lines: &[(&str, std::ops::Range<usize>)]) -> (Vec<Page>, SourceMap) {
        let mut sources = SourceMap::new();
        let id = sources.add("tome1/01.md", source);
        let mut pages = TestPages::default();
        let mut last = None;
        for (words, range) in lines {
            let mark = match last.clone() {
                Some((before, mark)) if before == *range => mark,
                _ => {
                    let paragraph = pages.element(Structure::ROOT, StructureType::Paragraph);
                    pages.pages.structure.mark(paragraph)
                }
            };
            last = Some((range.clone(), mark));
            pages.more(Content::Marked(mark), words);
            let item = pages.pages.pages.last_mut().and_then(|page| page.items.last_mut()).expect("a line");
            item.span = Some(Span::new(id, range.clone()));
        }
        (pages.pages.pages, sources)
    }

    /// What stands in the source where each word of the pages was written, and whether it leads back to the word's area.
    fn round_trips(source: &str, lines: &[(&str, std::ops::Range<usize>)]) {
        let (pages, sources) = set(source, lines);
        for (index, (words, _)) in lines.iter().enumerate() {
            let Shape::Glyphs(run) = &pages[0].items[index].shape else { unreachable!("a line") };
            for (at, _) in words.char_indices().filter(|(_, character)| character.is_alphanumeric()) {
                let word = word_at(words, at);
                let area = word_bounds(run, word.clone());
                let point = Point { x: area.origin.x + area.size.width / 2, y: area.origin.y + area.size.height / 2 };
                let (_, offset) = source_of(&pages, &sources, 0, point).expect("a place");
                let letters: String = words[word.clone()].chars().filter(|character| character.is_alphanumeric()).collect();
                let written: String = source[offset..].chars().filter(|character| character.is_alphanumeric()).collect();
                assert!(written.starts_with(&letters), "{letters}: {}", &source[offset..]);
                let (page, back) = printed_at(&pages, &sources, "tome1/01.md", offset).expect("printed");
                assert_eq!((page, back.origin, back.size), (0, area.origin, area.size), "{letters}");
            }
        }
    }

    #[test]
    fn each_word_leads_to_where_it_was_written_and_back() {
        round_trips("un deux un deux un\n", &[("un deux un", 0..18), ("deux un", 0..18)]);
        round_trips(
            "Il dit:\"oui\" a 3 heures; oui !",
            &[("Il\u{a0}dit\u{202f}: «\u{a0}oui\u{a0}» a 3\u{a0}heures\u{202f};", 0..30), ("oui\u{202f}!", 0..30)],
        );
        round_trips("# Fin\n\nfin et *fin* et fin", &[("Fin", 2..5), ("fin et", 7..14), ("fin", 15..18), ("et fin", 19..26)]);
    }

    #[test]
    fn the_title_of_a_picture_is_told_from_its_description() {
        let source = "![Le quai, vu du phare.](images/quai.jpg \"Le quai\")";
        let (pages, sources) = set(source, &[("Le quai", 0..source.len())]);
        let Shape::Glyphs(run) = &pages[0].items[0].shape else { unreachable!("a line") };
        let area = word_bounds(run, 3..7);
        let point = Point { x: area.origin.x + area.size.width / 2, y: area.origin.y + area.size.height / 2 };
        let found = source_of(&pages, &sources, 0, point).map(|(_, offset)| offset);
        assert_eq!(found, source.rfind("quai"));
    }

    #[test]
    fn a_place_that_is_not_printed_leads_to_what_is_printed_before_it() {
        let source = "---\ntitle: x\n---\n\nUn.\n\n<!-- rien -->\n\nDeux.\n";
        let (un, deux) = (source.find("Un").expect("there"), source.find("Deux").expect("there"));
        let (pages, sources) = set(source, &[("Un.", un..un + 3), ("Deux.", deux..deux + 5)]);
        let line = |offset| printed_at(&pages, &sources, "tome1/01.md", offset).map(|(_, area)| area.origin.y);
        assert_eq!(line(0), line(un));
        assert_eq!(line(source.find("rien").expect("there")), line(un));
        assert_eq!(line(source.len()), line(deux));
        assert_ne!(line(un), line(deux));
        assert_eq!(printed_at(&pages, &sources, "tome1/02.md", 0), None);
    }

    #[test]
    fn a_point_beside_a_line_means_the_line() {
        let (pages, sources) = set("Un mot.\nLoin.", &[("Un mot.", 0..7), ("Loin.", 8..13)]);
        let place =
            |x, y| source_of(&pages, &sources, 0, Point { x: Length::points(x), y: Length::points(y) }).map(|(_, offset)| offset);
        assert_eq!(place(290, 30), Some(3), "behind the first line");
        assert_eq!(place(0, 440), Some(8), "below the last");
        assert_eq!(source_of(&pages, &sources, 9, Point::default()), None);
    }
}
