//! Which part of a page is what: sponsors at the top, the author, the title, the text, announcements at the end.
//!
//! The pattern is the page of the book's blog, where short banners stand between rules (« Texte de … », « Les 2 tomes : »,
//! « un extrait : »). A page without banners is a title and a text.

use super::{
    byline,
    escape::escape_signs,
    fold::fold,
    foot,
    options::Options,
    page::{Page, Unsettled},
    pictures::picture,
    scraped::{BlockKind, ScrapedBlock, ScrapedPage},
    shape::{is_interview, mark_other_texts},
    sponsors::{self, KnownSponsors},
    tree::Picture,
    write::PICTURE,
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
pub(super) fn page(scraped: ScrapedPage, source: &Source, options: &Options<'_>, sink: &mut Diagnostics) -> Page {
    let ScrapedPage {
        mut blocks,
        notes,
        mut pictures,
        mut remarks,
        title,
        subtitle,
        title_hint,
        language,
        author,
        address,
        facts,
    } = scraped;
    // The properties of a page, too, name who asked.
    let asked = author.as_deref().and_then(byline::asked_by);
    if let Some((name, count)) = &asked {
        sink.push(interviewer(name, *count, "properties", Span::whole(source.id())));
    }
    let author = author.filter(|_| asked.is_none());
    let mut page = Page { title: None, language, author, address, facts, ..Page::default() };
    mark_other_texts(&mut blocks, &mut remarks, Span::whole(source.id()));
    let head = head_length(&blocks);
    read_head(&blocks[..head], &mut page, options.known, sink);
    let mut text: Vec<&ScrapedBlock> = Vec::new();
    let banners = head > 0;
    let mut announced = false;
    for block in &blocks[head..] {
        announced |= banner(block) == Some(Banner::Announcement);
        match (block.kind, announced) {
            // A rule parts sections of a text; at its ends it belongs to the page.
            (BlockKind::Rule, true) => {}
            (BlockKind::Rule, false) if !banners || !text.is_empty() => text.push(block),
            (BlockKind::Rule, false) => {}
            (_, true) => drop_block(block, sink),
            (_, false) => text.push(block),
        }
    }
    if options.author.is_some() {
        // Above a title that no style tells from a paragraph.
        byline::take_name(&mut text, &mut page, options.author);
    }
    take_title(&mut text, title, banners, title_hint.is_some(), &mut page);
    page.subtitle = page.subtitle.or_else(|| subtitle.map(|subtitle| escape_signs(&subtitle)));
    if let (None, Some(hint), false) = (&page.title, title_hint, text.is_empty()) {
        sink.push(Diagnostic::new(Code::ImportTitleGuessed, Span::whole(source.id())).with("title", &hint));
        page.title = Some(escape_signs(&hint));
    }
    trim_rules(&mut text);
    byline::take(&mut text, &mut page);
    byline::take_name(&mut text, &mut page, options.author);
    let in_text = text.iter().find_map(|block| Some((byline::interviewer(block)?, block)));
    if let Some(((name, count), block)) =
        in_text.filter(|((name, _), _)| asked.as_ref().is_none_or(|(other, _)| fold(other) != fold(name)))
    {
        sink.push(interviewer(&name, count, "text", block.span));
    }
    trim_rules(&mut text);
    byline::leave_titles_out(&mut page, Span::whole(source.id()), sink);
    page.about = foot::take(&mut text, options.author.or(page.author.as_deref()), &pictures);
    trim_rules(&mut text);
    if let Some((file, bytes)) = options.portrait {
        let added = picture(bytes.to_vec()).is_ok_and(|portrait| foot::add_portrait(&mut page, portrait, &mut pictures));
        if !added {
            sink.push(
                Diagnostic::new(Code::ImportAttachmentLeftOut, Span::whole(source.id())).with("file", file).with("place", "none"),
            );
        }
    }
    let opening = text.iter().take(OPENING).map(|block| fold(&block.plain)).collect::<Vec<_>>().join(" ");
    page.preface = opening.split(|c: char| !c.is_alphanumeric()).any(|word| word.starts_with("prefac"));
    page.interview = !page.preface && is_interview(&text);
    page.body = body(&text);
    let end = page.body.len();
    append_pictures(options.pictures, &mut page.body, &mut pictures, Span::whole(source.id()), sink);
    let headline = format!("{}\n{}", page.title.as_deref().unwrap_or_default(), page.subtitle.as_deref().unwrap_or_default());
    append_notes(&notes, &headline, &mut page.body, Span::whole(source.id()), sink);
    if let Some(about) = &mut page.about {
        about.after += page.body.len() - end;
    }
    page.unsettled = Unsettled { pictures, remarks };
    let whole = Span::whole(source.id());
    if page.body.is_empty() && page.title.is_none() && page.author.is_none() {
        // What an empty page lacks is everything.
        sink.push(Diagnostic::new(Code::ImportWithoutText, whole).with("reason", "empty"));
        return page;
    }
    if page.title.is_none() {
        sink.push(Diagnostic::new(Code::ImportWithoutTitle, whole));
    }
    if let Some(language) = &page.language {
        sink.push(Diagnostic::new(Code::ImportLanguage, whole).with("language", language));
    }
    if page.author.is_none() {
        sink.push(Diagnostic::new(Code::ImportWithoutAuthor, whole));
    }
    if page.body.is_empty() {
        sink.push(Diagnostic::new(Code::ImportWithoutText, whole).with("reason", "other"));
    }
    page
}

/// Tells who asks, and does not sign.
fn interviewer(name: &str, count: usize, place: &'static str, span: Span) -> Diagnostic {
    Diagnostic::new(Code::ImportInterviewer, span).with("name", name).with("count", count).with("place", place)
}

/// The number of blocks above the title: up to the banner with the author, else the one with the book.
fn head_length(blocks: &[ScrapedBlock]) -> usize {
    let first = |wanted: fn(Banner<'_>) -> bool| blocks.iter().position(|block| banner(block).is_some_and(wanted));
    let book = first(|banner| banner == Banner::Book);
    // « Texte de … » below other banners, or above all, stands over the title. Below the title it is a byline.
    let others = first(|banner| matches!(banner, Banner::Book | Banner::Sponsors(_)));
    let above = blocks.iter().take_while(|block| block.kind == BlockKind::Rule).count();
    let author =
        first(|banner| matches!(banner, Banner::Author(_))).filter(|at| *at == above || others.is_some_and(|other| other < *at));
    let end = author.or(book).map_or(0, |at| at + 1);
    let announcement = first(|banner| banner == Banner::Announcement).unwrap_or(blocks.len());
    end.min(announcement)
}

/// Reads the author and the sponsors from the blocks above the title.
fn read_head(head: &[ScrapedBlock], page: &mut Page, known: &KnownSponsors, sink: &mut Diagnostics) {
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
                        let found = sponsors::read(line, tier, known, block.span, sink);
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
    // Nearly no block begins as one.
    let begins = plain.starts_with(['g', 's', 'l', 'u', 'e', 't', 'G', 'S', 'L', 'U', 'E', 'T']);
    if !begins || plain.chars().count() > MAX_TITLE || plain.contains('\n') {
        return None;
    }
    let first = fold(plain.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default());
    if !matches!(&*first, "gold" | "sponsor" | "sponsors" | "les" | "un" | "extrait" | "texte") {
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

/// Takes rules off both ends of a text: there they belong to the page.
fn trim_rules(text: &mut Vec<&ScrapedBlock>) {
    let is_rule = |block: &&ScrapedBlock| block.kind == BlockKind::Rule;
    while text.last().is_some_and(is_rule) {
        text.pop();
    }
    let leading = text.iter().take_while(|block| is_rule(block)).count();
    text.drain(..leading);
}

/// Sets the title and the subtitle, and removes them from `text`. Below banners the title is the first block; else what the document's
/// own style calls its title, a heading of level 1 that opens the text, the title that the page declares, or a short first line.
fn take_title(text: &mut Vec<&ScrapedBlock>, declared: Option<String>, banners: bool, hinted: bool, page: &mut Page) {
    let short = |block: &&ScrapedBlock| {
        !matches!(block.kind, BlockKind::Other | BlockKind::Rule)
            && !block.plain.is_empty()
            && block.plain.chars().count() <= MAX_TITLE
    };
    let styled = text.iter().position(|block| block.kind == BlockKind::Title);
    let heading = styled.or_else(|| opening_heading(text));
    if !banners && heading.is_none() && declared.is_some() {
        // The declared title is often repeated above the text.
        let repeated =
            text.first().is_some_and(|first| declared.as_deref().is_some_and(|title| fold(title) == fold(&first.plain)));
        page.title = declared.map(|title| escape_signs(&title));
        if repeated {
            text.remove(0);
        }
    } else {
        let at = if banners { 0 } else { heading.unwrap_or(0) };
        // A document need not show a title: its first paragraph is one only if it is no sentence.
        let sentence = |block: &&ScrapedBlock| {
            heading.is_none()
                && hinted
                && !banners
                && (block.plain.trim_end().ends_with(['.', ';', ',', ':']) || block.markdown.contains("[^"))
        };
        let alone = hinted && heading.is_none() && text.len() == 1;
        if !alone && text.get(at).is_some_and(|block| short(block) && !sentence(block)) {
            let block = text.remove(at);
            // A title has one line.
            page.title_block = Some(block.markdown.replace("\\\n", " "));
            page.title = page.title_block.clone();
        } else {
            page.title = declared.map(|title| escape_signs(&title));
        }
    }
    if let Some(at) = text.iter().position(|block| block.kind == BlockKind::Subtitle) {
        page.subtitle = Some(text.remove(at).markdown.clone());
    }
}

/// The place of the heading of level 1 that is the title of the whole text: one with hardly a word before it, and no other heading of
/// its level before it. A heading further down is one of a section, and stays in its place.
fn opening_heading(text: &[&ScrapedBlock]) -> Option<usize> {
    let at = text.iter().position(|block| block.kind == BlockKind::Heading(1))?;
    let before: usize = text[..at].iter().map(|block| block.plain.chars().count()).sum();
    (before <= MAX_TITLE).then_some(at)
}

/// The blocks as Markdown, separated by empty lines. The highest heading gets level 2, because the title has level 1.
fn body(text: &[&ScrapedBlock]) -> String {
    let level = |block: &ScrapedBlock| match block.kind {
        BlockKind::Heading(level) => Some(level),
        BlockKind::Title | BlockKind::Subtitle => Some(1),
        BlockKind::Paragraph | BlockKind::Rule | BlockKind::Other => None,
    };
    let top = text.iter().filter_map(|block| level(block)).min().unwrap_or(1);
    let mut body = String::new();
    // A block of pictures only is empty here if they are left out.
    for block in text.iter().filter(|block| !block.markdown.is_empty()) {
        if !body.is_empty() {
            body.push('\n');
        }
        if let Some(level) = level(block) {
            body.push_str(&"#".repeat(usize::from(level - top + 2).min(6)));
            body.push(' ');
        }
        body.push_str(&block.markdown);
        body.push('\n');
    }
    body
}

/// Appends pictures that came beside the text.
fn append_pictures(
    given: &[(String, Vec<u8>)],
    body: &mut String,
    pictures: &mut Vec<Picture>,
    whole: Span,
    sink: &mut Diagnostics,
) {
    for (file, bytes) in given {
        let Ok(picture) = picture(bytes.clone()) else { continue };
        let gap = if body.is_empty() { "" } else { "\n" };
        body.push_str(&format!("{gap}![]({}{}{})\n", PICTURE[0], pictures.len(), PICTURE[1]));
        pictures.push(picture);
        sink.push(Diagnostic::new(Code::ImportAttachmentLeftOut, whole).with("file", file).with("place", "end"));
    }
}

/// Adds the definitions of the notes that the headline or the body calls, directly or through each other. A note that lost its call is
/// reported.
fn append_notes(notes: &[String], headline: &str, body: &mut String, whole: Span, sink: &mut Diagnostics) {
    let mut called = vec![false; notes.len()];
    let mut waiting = note_calls(body);
    waiting.extend(note_calls(headline));
    while let Some(index) = waiting.pop() {
        if let Some(called) = called.get_mut(index).filter(|called| !**called) {
            *called = true;
            waiting.extend(note_calls(&notes[index]));
        }
    }
    for (note, called) in notes.iter().zip(called) {
        if called {
            body.push_str(&format!("\n{note}\n"));
        } else {
            let text = note.split_once("]:").map_or("", |(_, text)| text).trim();
            let line: String = text.chars().take(60).collect();
            sink.push(Diagnostic::new(Code::ImportLineLeftOut, whole).with("line", line));
        }
    }
}

/// The indices of the notes that a text calls.
fn note_calls(text: &str) -> Vec<usize> {
    let calls = memchr::memmem::find_iter(text.as_bytes(), "[^").filter(|at| !text[..*at].ends_with('\\'));
    let label = |at: usize| text[at + 2..].split_once(']')?.0.parse::<usize>().ok()?.checked_sub(1);
    calls.filter_map(label).collect()
}

/// Reports a block that is left out, because it is not part of the author's text.
fn drop_block(block: &ScrapedBlock, sink: &mut Diagnostics) {
    if banner(block).is_none() && block.plain.contains(char::is_alphanumeric) {
        let line: String = block.plain.chars().take(60).collect();
        sink.push(Diagnostic::new(Code::ImportLineLeftOut, block.span).with("line", line));
    }
}
