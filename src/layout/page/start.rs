//! Where each page of a section begins in reading order, for the page list.
//!
//! The page list follows the text, and its numbers ascend: who reads on meets the pages one after the other, and what stands after the
//! mark of a page is on that page. A page without text, one of figures that waited or of notes that go on, begins with what it shows,
//! unless that stands in the text before the beginning of an earlier page or after that of a later one: it then begins where the next
//! page with text does, and after the last of them at the end of the section.

use crate::layout::{
    page::plan::{PagePlan, StripSource},
    strip::{Column, StripStart},
};

/// Where a page begins.
struct Beginning {
    /// The strip of the text that it begins with; beyond the last for a page of notes.
    strip: usize,
    start: Option<StripStart>,
    has_text: bool,
}

/// Where each of the pages begins.
pub fn starts(column: &Column, plans: &[PagePlan]) -> Vec<Option<StripStart>> {
    let mut beginnings: Vec<Beginning> = plans.iter().map(|plan| beginning(column, plan)).collect();
    // From the last page on, the beginning of the next page with text.
    let (mut next, mut next_start) = (usize::MAX, Some(StripStart::End));
    let mut following = vec![(next, next_start); beginnings.len()];
    for (page, following) in beginnings.iter().zip(&mut following).rev() {
        *following = (next, next_start);
        if page.has_text {
            (next, next_start) = (page.strip, page.start);
        }
    }
    let mut latest = 0;
    for (page, (next, next_start)) in beginnings.iter_mut().zip(following) {
        // A page of bands of a table begins at no place.
        if page.start.is_some() && !page.has_text && !(latest..=next).contains(&page.strip) {
            (page.strip, page.start) = (next, next_start);
        }
        latest = latest.max(page.strip);
    }
    beginnings.into_iter().map(|page| page.start).collect()
}

/// Where a page begins, seen by itself. A float that waited for it belongs before text of an earlier page, so it does not count where
/// there is text. A page without text begins with its first float, or with the note that goes on there.
fn beginning(column: &Column, plan: &PagePlan) -> Beginning {
    let placed = || {
        plan.placed.iter().filter_map(|placed| match placed.source {
            StripSource::Text(index) => Some(index),
            StripSource::Head(..) | StripSource::Note(..) => None,
        })
    };
    let named = |strip: usize| Some((strip, column.strips[strip].start?));
    let (has_text, found) = match placed().find(|&index| !column.strips[index].floats) {
        Some(text) => {
            let waited =
                |index: usize| column.strips[index].floats && (index..text).any(|between| !column.strips[between].floats);
            (true, placed().filter_map(named).find(|(index, _)| !waited(*index)))
        }
        None => {
            let notes = plan.placed.iter().filter_map(|placed| match placed.source {
                StripSource::Note(note, index) => Some((usize::MAX, column.notes[note.0 as usize][index].start?)),
                StripSource::Text(_) | StripSource::Head(..) => None,
            });
            (false, placed().filter_map(named).chain(notes).next())
        }
    };
    let strip = found.map_or(0, |(strip, _)| strip);
    Beginning { strip, start: found.map(|(_, start)| start), has_text: has_text && found.is_some() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        book::BlockId,
        layout::{page::plan::PlacedStrip, strip::Strip},
        typeset::length::Length,
    };

    /// A column whose strips begin at blocks of their own numbers; `floats` are pictures.
    fn column(strips: u32, floats: &[u32]) -> Column {
        let strip = |number| Strip {
            start: Some(StripStart::Block(BlockId(number))),
            floats: floats.contains(&number),
            ..Strip::default()
        };
        Column { strips: (0..strips).map(strip).collect(), ..Column::default() }
    }

    fn starts_of(column: &Column, pages: &[&[usize]]) -> Vec<Option<u32>> {
        let placed = |&strip: &usize| PlacedStrip { source: StripSource::Text(strip), y: Length::ZERO };
        let plans: Vec<PagePlan> =
            pages.iter().map(|page| PagePlan { placed: page.iter().map(placed).collect(), ..PagePlan::default() }).collect();
        let number = |start| match start {
            Some(StripStart::Block(block)) => Some(block.0),
            _ => None,
        };
        starts(column, &plans).into_iter().map(number).collect()
    }

    #[test]
    fn pages_ascend_where_pictures_wait() {
        let column = column(6, &[1, 2]);
        // Beside text a picture that waited does not count.
        assert_eq!(starts_of(&column, &[&[0], &[1, 3], &[2, 4], &[5]]), [Some(0), Some(1), Some(4), Some(5)]);
        assert_eq!(starts_of(&column, &[&[0, 3], &[1, 4], &[2], &[5]]), [Some(0), Some(4), Some(5), Some(5)]);
        assert_eq!(starts_of(&column, &[&[0, 3], &[1, 4, 5], &[2]]), [Some(0), Some(4), None], "the end of the section");
        assert_eq!(starts_of(&column, &[&[0, 3], &[1], &[2], &[4, 5]]), [Some(0), Some(1), Some(2), Some(4)]);
    }
}
