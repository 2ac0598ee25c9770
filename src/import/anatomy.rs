//! Which part of a page is what: sponsors at the top, the author, the title, the text, announcements at the end.
//!
//! The pattern is the page of the book's blog, where short banners stand between rules (« Texte de … », « Les 2 tomes : »,
//! « un extrait : »). A page without banners is a title and a text.

use super::{
    fold::fold,
    page::{KnownSponsor, Page},
    scraped::{BlockKind, ScrapedBlock, ScrapedPage},
    sponsors,
};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    source::{Source, Span},
};
use std::collections::BTreeSet;

/// Maximal length of a title, in characters; a longer one is a paragraph.
const MAX_TITLE: usize = 200;

/// Number of blocks at the beginning in which a text may say that it is a preface.
const OPENING: usize = 2;

/// A short line that says what the next blocks are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Banner<'a> {
    /// « Gold sponsor du blog », « sponsors »: logos of this tier.
    Sponsors(&'static str),
    /// « Extrait du livre blanc … ».
    Book,
    /// « Texte de … ».
    Author(&'a str),
    /// « Les 2 tomes : », « un extrait : »: nothing after it belongs to the text.
    Announcement,
}

/// Sorts the blocks of a page. Blocks that are not the author's are dropped and reported.
pub(super) fn page(scraped: ScrapedPage, source: &Source, known: &[KnownSponsor], sink: &mut Diagnostics) -> Page {
    let ScrapedPage { blocks, title, author, address } = scraped;
    let mut page = Page { title: None, author, address, ..Page::default() };
    let head = head_length(&blocks);
    read_head(&blocks[..head], &mut page, known, sink);
    let mut text: Vec<&ScrapedBlock> = Vec::new();
    let mut announced = false;
    for block in &blocks[head..] {
        announced |= banner(block) == Some(Banner::Announcement);
        match (block.kind, announced) {
            (BlockKind::Rule, _) => {}
            (BlockKind::Paragraph | BlockKind::Heading(_) | BlockKind::Other, true) => drop_block(block, sink),
            (BlockKind::Paragraph | BlockKind::Heading(_) | BlockKind::Other, false) => text.push(block),
        }
    }
    take_title(&mut text, title, head > 0, &mut page);
    let opening = text.iter().take(OPENING).map(|block| fold(&block.plain)).collect::<Vec<_>>().join(" ");
    page.preface = opening.split(|c: char| !c.is_alphanumeric()).any(|word| word.starts_with("prefac"));
    page.body = body(&text);
    let whole = Span::whole(source.id());
    if page.title.is_none() {
        sink.push(Diagnostic::new(Code::ImportWithoutTitle, whole));
    }
    if page.author.is_none() {
        sink.push(Diagnostic::new(Code::ImportWithoutAuthor, whole));
    }
    if page.body.is_empty() {
        sink.push(Diagnostic::new(Code::ImportWithoutText, whole));
    }
    page
}

/// The number of blocks above the title: up to the banner with the author, else the one with the book.
fn head_length(blocks: &[ScrapedBlock]) -> usize {
    let first = |wanted: fn(Banner<'_>) -> bool| blocks.iter().position(|block| banner(block).is_some_and(wanted));
    let author = first(|banner| matches!(banner, Banner::Author(_)));
    let book = first(|banner| banner == Banner::Book);
    let end = author.or(book).map_or(0, |at| at + 1);
    let announcement = first(|banner| banner == Banner::Announcement).unwrap_or(blocks.len());
    end.min(announcement)
}

/// Reads the author and the sponsors from the blocks above the title.
fn read_head(head: &[ScrapedBlock], page: &mut Page, known: &[KnownSponsor], sink: &mut Diagnostics) {
    let known = sponsors::Registry::new(known);
    let mut named = BTreeSet::new();
    let mut tier = None;
    for block in head {
        match banner(block) {
            Some(Banner::Author(name)) => page.author = Some(name.to_owned()),
            Some(Banner::Sponsors(next)) => {
                // « sponsor du blog » below the logos is the alternative text of a frame and not a new tier.
                tier = if tier.is_some_and(|(current, filled)| current == next && filled) { None } else { Some((next, false)) };
            }
            Some(Banner::Book | Banner::Announcement) => tier = None,
            None if block.kind == BlockKind::Rule => tier = None,
            None => match &mut tier {
                Some((tier, filled)) => {
                    *filled = true;
                    let lines = if block.pictures.is_empty() { std::slice::from_ref(&block.plain) } else { &block.pictures };
                    for line in lines {
                        let found = sponsors::read(line, tier, &known, block.span, sink);
                        page.sponsors.extend(found.into_iter().filter(|sponsor| named.insert(fold(&sponsor.name))));
                    }
                }
                None => drop_block(block, sink),
            },
        }
    }
}

/// The banner that a block is, if its text is one.
fn banner(block: &ScrapedBlock) -> Option<Banner<'_>> {
    let plain = block.plain.trim();
    if plain.chars().count() > MAX_TITLE || plain.contains('\n') {
        return None;
    }
    let folded = fold(plain);
    let folded = folded.trim_end_matches([':', ' ', '.']);
    match folded {
        "gold sponsor" | "gold sponsors" | "gold sponsor du blog" | "gold sponsors du blog" | "sponsors gold" => {
            Some(Banner::Sponsors("gold"))
        }
        "sponsor" | "sponsors" | "sponsor du blog" | "sponsors du blog" => Some(Banner::Sponsors("sponsor")),
        "les 2 tomes" | "les deux tomes" | "un extrait" => Some(Banner::Announcement),
        _ if folded.starts_with("extrait du livre blanc") => Some(Banner::Book),
        _ if folded.starts_with("texte de ") || folded.starts_with("texte d'") => {
            let at = plain.char_indices().nth(if folded.starts_with("texte de ") { 9 } else { 8 })?.0;
            let name = plain[at..].trim();
            // A name and not a sentence that begins with the same words.
            let fits = !name.ends_with(['.', '!', '?', '…']) && name.split_whitespace().count() <= 6;
            fits.then_some(Banner::Author(name))
        }
        _ => None,
    }
}

/// Sets the title, and removes it from `text`. Below banners it is the first block; else the first heading of level 1, the title
/// that the page declares, or a short first line.
fn take_title(text: &mut Vec<&ScrapedBlock>, declared: Option<String>, banners: bool, page: &mut Page) {
    let short = |block: &&ScrapedBlock| block.kind != BlockKind::Other && block.plain.chars().count() <= MAX_TITLE;
    let heading = text.iter().position(|block| block.kind == BlockKind::Heading(1));
    if !banners && heading.is_none() && declared.is_some() {
        page.title = declared;
        // The declared title is often repeated above the text.
        let repeated =
            text.first().is_some_and(|first| page.title.as_deref().is_some_and(|title| fold(title) == fold(&first.plain)));
        if repeated {
            text.remove(0);
        }
        return;
    }
    let at = if banners { 0 } else { heading.unwrap_or(0) };
    if text.get(at).is_some_and(short) {
        page.title = Some(text.remove(at).markdown.clone());
    } else {
        page.title = declared;
    }
}

/// The blocks as Markdown, separated by empty lines. The highest heading gets level 2, because the title has level 1.
fn body(text: &[&ScrapedBlock]) -> String {
    let top = text.iter().filter_map(|block| if let BlockKind::Heading(level) = block.kind { Some(level) } else { None }).min();
    let mut body = String::new();
    // A block of pictures only is empty here, because pictures are left out.
    for block in text.iter().filter(|block| !block.markdown.is_empty()) {
        if !body.is_empty() {
            body.push('\n');
        }
        if let (BlockKind::Heading(level), Some(top)) = (block.kind, top) {
            let level = usize::from(level - top + 2).min(6);
            body.push_str(&"#".repeat(level));
            body.push(' ');
        }
        body.push_str(&block.markdown);
        body.push('\n');
    }
    body
}

/// Reports a block that is left out, because it is not part of the author's text.
fn drop_block(block: &ScrapedBlock, sink: &mut Diagnostics) {
    if banner(block).is_none() && block.plain.contains(char::is_alphanumeric) {
        let line: String = block.plain.chars().take(60).collect();
        sink.push(Diagnostic::new(Code::ImportLineLeftOut, block.span).with("line", line));
    }
}
