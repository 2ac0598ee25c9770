//! Titles: the levels of headings in a section, of which none may be skipped (WCAG 2.2, 1.3.1; ISO 14289-1, 7.4.2), and their length.

use crate::{
    book::{Block, HeadingLevel, Inline, RichText, plain_text, walk},
    diagnostic::{Code, Diagnostic, Diagnostics},
    source::Span,
};

/// Raises each heading that skips a level to the level below its parent, and the headings under it with it. The first is reported, with
/// the number of the others.
pub(super) fn close_gaps(blocks: &mut [Block], sink: &mut Diagnostics) {
    // The headings above the current one: their levels as written and as corrected.
    let mut open: Vec<(HeadingLevel, HeadingLevel)> = Vec::new();
    let mut skipped: Option<(Diagnostic, usize)> = None;
    walk::blocks_mut(blocks, &mut |block| {
        let Block::Heading(heading) = block else { return };
        shorten(&mut heading.content, heading.span, sink);
        let written = heading.level;
        while open.last().is_some_and(|(above, _)| *above >= written) {
            open.pop();
        }
        let corrected = open.last().map_or(HeadingLevel::H2, |(_, above)| below(*above));
        if corrected < written {
            match &mut skipped {
                Some((_, others)) => *others += 1,
                None => {
                    let (written, expected) = (written as usize, corrected as usize);
                    let report = Diagnostic::new(Code::SkippedHeading, heading.span).with("count", written - expected);
                    skipped = Some((report.with("written", written).with("expected", expected), 0));
                }
            }
            heading.level = corrected;
        }
        open.push((written, heading.level));
    });
    if let Some((report, others)) = skipped {
        sink.push(report.with("others", others));
    }
}

/// Most characters of a title. It stands in the contents, in the outline, at the head of pages: each of them holds it as a whole, and a
/// PDF names nothing longer than that.
const LONGEST: usize = 1_000;

/// Reports a title that is no title by its length, and keeps its beginning.
pub(super) fn shorten(title: &mut RichText, span: Span, sink: &mut Diagnostics) {
    let words = plain_text(title);
    let characters = words.chars().count();
    if characters > LONGEST {
        sink.push(Diagnostic::new(Code::EndlessTitle, span).with("count", characters).with("most", LONGEST));
        *title = vec![Inline::text(words.chars().take(LONGEST).collect::<String>(), span)];
    }
}

/// The next lower level.
const fn below(level: HeadingLevel) -> HeadingLevel {
    match level {
        HeadingLevel::H2 => HeadingLevel::H3,
        HeadingLevel::H3 => HeadingLevel::H4,
        HeadingLevel::H4 => HeadingLevel::H5,
        HeadingLevel::H5 | HeadingLevel::H6 => HeadingLevel::H6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        book::{Heading, Slug},
        source::SourceId,
    };

    #[test]
    fn skipped_levels_close_up_and_siblings_stay_siblings() {
        use HeadingLevel::{H2, H3, H4, H5};
        let span = Span::whole(SourceId::from_index(0));
        let mut blocks: Vec<Block> = [H3, H2, H4, H5, H4, H3, H2]
            .map(|level| Block::Heading(Heading { level, anchor: Slug::from_text("a"), content: Vec::new(), span }))
            .into();
        let mut sink = Diagnostics::new();
        close_gaps(&mut blocks, &mut sink);
        let levels: Vec<HeadingLevel> = blocks
            .iter()
            .filter_map(|block| if let Block::Heading(heading) = block { Some(heading.level) } else { None })
            .collect();
        assert_eq!(levels, [H2, H2, H3, H4, H3, H3, H2]);
        assert!(!sink.is_empty());
    }

    #[test]
    fn a_text_in_the_place_of_a_title_is_shortened() {
        let span = Span::whole(SourceId::from_index(0));
        let mut sink = Diagnostics::new();
        let mut title = vec![Inline::text("é".repeat(1_000), span)];
        shorten(&mut title, span, &mut sink);
        assert!(sink.is_empty() && plain_text(&title).chars().count() == 1_000);
        title.push(Inline::text("x", span));
        shorten(&mut title, span, &mut sink);
        assert!(sink.iter().all(|found| found.code == Code::EndlessTitle) && !sink.is_empty());
        assert_eq!(plain_text(&title), "é".repeat(1_000));
    }
}
