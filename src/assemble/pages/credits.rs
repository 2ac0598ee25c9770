//! The credits of pictures that have no caption: the cover and the logos. They stand on the legal page, or in the colophon of a volume
//! that has none.

use super::display::line;
use crate::{
    assemble::unshown::shown_sponsors,
    book::{Block, Book, DisplayRole, Inline, Name},
    locale::{Argument, Language, Words},
};

/// A line for each credit: « Image de couverture : Zoé Cas », « Logo de La Tasse verte : Zoé Cas ».
pub(super) fn lines(book: &Book, words: &Words) -> Vec<Block> {
    let cover = book.tome.cover.iter().map(|cover| (words.word("cover-picture"), cover));
    let logos = shown_sponsors(book).filter_map(|sponsor| {
        let name = Name::Group(sponsor.name.clone());
        let whose = if words.language() == Language::French { name.after_de() } else { name.display() };
        Some((words.say("logo-of", &[("whose", Argument::Text(&whose))]), sponsor.logo.as_ref()?))
    });
    let credited = cover.chain(logos).filter(|(_, picture)| !picture.credit.is_empty());
    let lines = credited.map(|(label, picture)| {
        let mut content = vec![Inline::label(format!("{label} "), words.foreign(), picture.span)];
        content.extend(picture.credit.iter().cloned());
        line(DisplayRole::SmallPrint, content)
    });
    lines.collect()
}
