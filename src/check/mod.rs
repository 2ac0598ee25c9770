//! Editorial and accessibility rules over a finished `Book`.
//!
//! It reports and changes nothing. A note says what a publishable book may lack; a warning, what would disturb a reader. `status`
//! answers another question from the declared files: who still owes what.

pub mod accessibility;
mod cover;
pub mod marks;
pub mod status;

use crate::{
    book::{Alt, Block, Book, ContributionKind, ContributorId, Inline, Name, Picture, Section, SectionKind, plain_text, walk},
    diagnostic::{Code, Diagnostic, Diagnostics},
};
use std::collections::{BTreeMap, BTreeSet};

/// The maximum length of an alternative text in characters (SNE charter, v1.3).
const MAX_ALTERNATIVE_LENGTH: usize = 145;

/// The width or height, and the height in pixels beyond which a picture is no icon.
const LARGEST_ICON: (u32, u32) = (150, 80);

/// Reports what an editor should know about the book before a reader does.
pub fn check(book: &Book, sink: &mut Diagnostics) {
    volume(book, sink);
    contributors(book, sink);
    sponsors(book, sink);
    titles(book, sink);
    for section in &book.sections {
        words_and_pictures(section, sink);
        pictures_in_lines(book, section, sink);
    }
    if let Some(picture) = &book.tome.cover {
        alternative(picture, sink);
        cover::check(book, sink);
    }
}

fn has_words(text: &str) -> bool {
    use unicode_segmentation::UnicodeSegmentation as _;
    text.unicode_words().next().is_some()
}

fn volume(book: &Book, sink: &mut Diagnostics) {
    let tome = &book.tome;
    // A value with a mistake is not missing: it has been reported.
    if sink.has_errors() {
        return;
    }
    let mut note = |code| sink.push(Diagnostic::new(code, tome.span));
    if tome.isbn.epub.is_none() && tome.isbn.pdf.is_none() && tome.isbn.print.is_none() {
        note(Code::NoIsbn);
    }
    if tome.summary.is_empty() {
        note(Code::NoTomeSummary);
    }
    if book.work.publisher.name.is_empty() || book.work.publisher.address.is_empty() {
        note(Code::NoPublisherAddress);
    }
}

/// Notes what is missing about those who sign, and whether they belong to a sponsor.
fn contributors(book: &Book, sink: &mut Diagnostics) {
    let sponsors: Vec<&str> = book.tiers.iter().flat_map(|tier| &tier.sponsors).map(|sponsor| sponsor.name.as_str()).collect();
    let signed = |keep: &dyn Fn(&Section) -> bool| -> BTreeSet<ContributorId> {
        book.sections
            .iter()
            .filter(|section| keep(section))
            .flat_map(|section| &section.byline)
            .map(|credit| credit.person)
            .collect()
    };
    let signers = signed(&|_| true);
    // A portrait presents the one who signs it.
    let unpresented = signed(&|section| section.kind != SectionKind::Contribution(ContributionKind::Portrait));
    let (mut without_biography, mut without_portrait) = (Vec::new(), Vec::new());
    for id in signers {
        let person = book.person(id);
        let name = person.name.display();
        let is_missed = unpresented.contains(&id) && !sink.has_errors_in(person.span.source);
        if is_missed && person.bio.is_empty() && person.long_bio.is_empty() {
            without_biography.push(person);
        }
        // A group needs no portrait.
        if is_missed && person.portrait.is_none() && matches!(person.name, Name::Person { .. }) {
            without_portrait.push(person);
        }
        if let Some(portrait) = &person.portrait {
            alternative(portrait, sink);
            let (width, height) = book.asset(portrait.asset).size;
            if width > height.saturating_mul(2) || height > width.saturating_mul(2) {
                let diagnostic = Diagnostic::new(Code::PortraitShape, portrait.span).with("name", &name);
                sink.push(diagnostic.with("width", width.to_string()).with("height", height.to_string()));
            }
        }
        // Qualebook 008: sponsored content must be labelled.
        let organisation = plain_text(&person.organisation);
        if let Some(sponsor) = sponsors.iter().find(|sponsor| organisation.eq_ignore_ascii_case(sponsor)) {
            sink.push(Diagnostic::new(Code::SponsoredText, person.span).with("name", &name).with("sponsor", *sponsor));
        }
    }
    for (code, people) in [(Code::NoBiography, without_biography), (Code::NoPortrait, without_portrait)] {
        if let [first, others @ ..] = people.as_slice() {
            let diagnostic = Diagnostic::new(code, first.span).with("name", first.name.display());
            sink.push(diagnostic.with("others", others.len()));
        }
    }
}

fn sponsors(book: &Book, sink: &mut Diagnostics) {
    for sponsor in book.tiers.iter().flat_map(|tier| &tier.sponsors) {
        match &sponsor.logo {
            Some(logo) => alternative(logo, sink),
            None if sink.has_errors_in(sponsor.span.source) => {}
            None => sink.push(Diagnostic::new(Code::NoLogo, sponsor.span).with("name", &sponsor.name)),
        }
    }
}

fn titles(book: &Book, sink: &mut Diagnostics) {
    let mut seen = BTreeMap::new();
    for section in &book.sections {
        let title = plain_text(&section.title);
        let span = section.title.first().map_or(section.span, Inline::span);
        if matches!(section.kind, SectionKind::Contribution(_) | SectionKind::Shared(_)) {
            let key = (title.to_lowercase(), plain_text(&section.subtitle).to_lowercase());
            match seen.get(&key) {
                Some(first) => sink.push(Diagnostic::new(Code::SameTitle, span).with("title", title).label(*first, "first")),
                None => drop(seen.insert(key, span)),
            }
        }
    }
}

fn words_and_pictures(section: &Section, sink: &mut Diagnostics) {
    let mut shows = contains_more_than_words(&section.blocks);
    walk::rich_texts(&section.blocks, &mut |rich| {
        shows = shows || has_words(&plain_text(rich)) || walk::find_inline(rich, &mut is_picture).is_some();
        images(rich, sink);
    });
    for note in &section.notes {
        walk::rich_texts(&note.blocks, &mut |rich| images(rich, sink));
    }
    figures(&section.blocks, sink);
    section.notes.iter().for_each(|note| figures(&note.blocks, sink));
    let pictures = [
        Code::PictureMissing,
        Code::PictureOutside,
        Code::PictureUnreadable,
        Code::PictureTooLarge,
        Code::MissingAlternative,
        Code::TooMuchText,
        Code::EmptyContainer,
    ];
    let shows = shows || sink.reports(&pictures, section.span.source);
    if !shows && matches!(section.kind, SectionKind::Contribution(_) | SectionKind::Shared(_)) {
        sink.push(Diagnostic::new(Code::TextWithoutWords, section.span));
    }
}

/// Reports the first of the pictures of a text that are set one line high though they are large. A decorative one is an icon.
fn pictures_in_lines(book: &Book, section: &Section, sink: &mut Diagnostics) {
    let mut found: Vec<&Picture> = Vec::new();
    let mut look = |rich| {
        walk::inlines(rich, &mut |inline| {
            if let Inline::Image(picture) = inline {
                let (across, down) = book.asset(picture.asset).size;
                if picture.alt != Alt::Decorative && across.max(down) > LARGEST_ICON.0 && down > LARGEST_ICON.1 {
                    found.push(picture);
                }
            }
        });
    };
    walk::rich_texts(&section.blocks, &mut |rich| look(rich));
    section.notes.iter().for_each(|note| walk::rich_texts(&note.blocks, &mut |rich| look(rich)));
    if let [first, others @ ..] = found.as_slice() {
        let (across, down) = book.asset(first.asset).size;
        let report =
            Diagnostic::new(Code::PictureInLine, first.span).with("width", across as usize).with("height", down as usize);
        sink.push(report.with("others", others.len()));
    }
}

/// A text may be a picture, a chart or code alone.
fn contains_more_than_words(blocks: &[Block]) -> bool {
    let mut found = false;
    walk::blocks(blocks, &mut |block| {
        found |= matches!(block, Block::Figure(_) | Block::Chart(_) | Block::Code(_) | Block::Table(_));
    });
    found
}

fn figures(blocks: &[Block], sink: &mut Diagnostics) {
    walk::blocks(blocks, &mut |block| {
        if let Block::Figure(figure) = block {
            alternative(&figure.picture, sink);
        }
    });
}

/// A picture among words, which is one that is looked at: two of them alone in a paragraph are no figure.
fn is_picture(inline: &Inline) -> Option<()> {
    matches!(inline, Inline::Image(_)).then_some(())
}

fn images(inlines: &[Inline], sink: &mut Diagnostics) {
    walk::inlines(inlines, &mut |inline| {
        if let Inline::Image(picture) = inline {
            alternative(picture, sink);
        }
    });
}

fn alternative(picture: &Picture, sink: &mut Diagnostics) {
    let Alt::Text(alt) = &picture.alt else { return };
    let length = alt.chars().count();
    if length > MAX_ALTERNATIVE_LENGTH {
        sink.push(Diagnostic::new(Code::LongAlternative, picture.span).with("length", length));
    }
    let extensions = [".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg"];
    let lower = alt.trim().to_lowercase();
    if extensions.iter().any(|extension| lower.ends_with(extension)) && !lower.contains(' ') {
        sink.push(Diagnostic::new(Code::AlternativeIsFileName, picture.span).with("alt", alt));
    }
}
