//! An assembled book as text: people, pictures, and sections in reading order.

use super::blocks;
use crate::book::{BiographyPlace, Book, Section, ShortBiography};
use std::fmt::Write as _;

/// The text view of `book`.
#[must_use]
pub fn dump(book: &Book) -> String {
    let mut text = String::new();
    let mut line = |line: String| {
        text.push_str(line.trim_end());
        text.push('\n');
    };
    line(format!("book {} / {}", blocks::inlines(&book.work.title), book.author_statement()));
    line(format!("volume {} {} {}", book.tome.number, blocks::inlines(&book.tome.title), book.tome.date));
    for (index, person) in book.people.iter().enumerate() {
        line(format!("person {index} {}: {} / {}", person.slug, person.name.display(), person.name.file_as()));
    }
    for (index, asset) in book.assets.iter().enumerate() {
        line(format!("picture {index} {} {:?} {}×{}", asset.path, asset.format, asset.size.0, asset.size.1));
    }
    for (index, section) in book.sections.iter().enumerate() {
        line(String::new());
        head(index, section, &mut line);
        let content = blocks::dump(&section.blocks, &section.notes);
        content.lines().for_each(|content| line(format!("    {content}")));
    }
    text
}

fn head(index: usize, section: &Section, line: &mut impl FnMut(String)) {
    let mut marks = String::new();
    for (mark, shown) in [(" untitled", !section.title_shown), (" listed", section.in_contents)] {
        if shown {
            marks.push_str(mark);
        }
    }
    let depth = "> ".repeat(usize::from(section.depth));
    line(format!("{index} {depth}{} {:?} {:?} {}{marks}", section.slug, section.matter, section.kind, section.lang));
    for (name, rich) in [
        ("title", &section.title),
        ("short", &section.short_title),
        ("subtitle", &section.subtitle),
        ("summary", &section.summary),
        ("source", &section.source),
    ] {
        if !rich.is_empty() {
            line(format!("  {name}: {}", blocks::inlines(rich)));
        }
    }
    let mut signs = String::new();
    for credit in &section.byline {
        // Writing to a string does not fail.
        let _ = write!(signs, " {:?} {}", credit.role, credit.person.0);
    }
    if !signs.is_empty() {
        line(format!("  byline:{signs}"));
    }
    if !section.biographies.is_empty() {
        let people: Vec<String> = section.biographies.iter().map(biography).collect();
        line(format!("  biographies: {}", people.join(" ")));
    }
}

/// Whose biography it is, and where it stands: `1`, `1#anchor`, or `1 → section#anchor`.
fn biography(biography: &ShortBiography) -> String {
    let person = biography.person.0;
    match &biography.place {
        BiographyPlace::Here(None) => person.to_string(),
        BiographyPlace::Here(Some(anchor)) => format!("{person}#{anchor}"),
        BiographyPlace::Elsewhere { target, .. } => format!("{person} → {}", blocks::target(target)),
    }
}
