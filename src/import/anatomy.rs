//! What is what in a page: sponsors over it, who signs, the title, the text, the announcements under it.
//!
//! The page of the book's blog is the pattern: rules frame short banners (« Texte de … », « Les 2 tomes : », « un extrait : »).
//! A page without any of that is a title and a text.

use super::{FoundSponsor, KnownSponsor, Page, Piece, Role, Scraped, fold::fold, sponsors};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    source::{Source, Span},
};

/// Longest title that we believe in, in characters: what is longer is a paragraph.
const TITLE: usize = 200;

/// Blocks in which a text says that it is a preface.
const OPENING: usize = 2;

/// What a short line of a page announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign<'a> {
    /// « Gold sponsor du blog », « sponsors »: logos of this tier follow.
    Sponsors(&'static str),
    /// « Extrait du livre blanc … ».
    Book,
    /// « Texte de … ».
    Author(&'a str),
    /// « Les 2 tomes : », « un extrait : »: what follows is not the text.
    Announcement,
}

pub(super) fn page(scraped: Scraped, source: &Source, known: &[KnownSponsor], sink: &mut Diagnostics) -> Page {
    let Scraped { pieces, title, author, address } = scraped;
    let mut page = Page { title: None, author, address, ..Page::default() };
    let head = head_length(&pieces);
    read_head(&pieces[..head], &mut page, known, sink);
    let mut text: Vec<&Piece> = Vec::new();
    let mut announced = false;
    for piece in &pieces[head..] {
        announced |= sign(piece) == Some(Sign::Announcement);
        match (piece.role, announced) {
            (Role::Rule, _) => {}
            (Role::Paragraph | Role::Heading(_) | Role::Other, true) => drop_piece(piece, sink),
            (Role::Paragraph | Role::Heading(_) | Role::Other, false) => text.push(piece),
        }
    }
    take_title(&mut text, title, head > 0, &mut page);
    let opening = text.iter().take(OPENING).map(|piece| fold(&piece.plain)).collect::<Vec<_>>().join(" ");
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

/// How many blocks stand over the title: up to the banner that names the author, else the one that names the book.
fn head_length(pieces: &[Piece]) -> usize {
    let last = |wanted: fn(Sign<'_>) -> bool| pieces.iter().position(|piece| sign(piece).is_some_and(wanted));
    let author = last(|sign| matches!(sign, Sign::Author(_)));
    let book = last(|sign| sign == Sign::Book);
    let end = author.or(book).map_or(0, |at| at + 1);
    let announcement = last(|sign| sign == Sign::Announcement).unwrap_or(pieces.len());
    end.min(announcement)
}

fn read_head(head: &[Piece], page: &mut Page, known: &[KnownSponsor], sink: &mut Diagnostics) {
    let mut tier = None;
    for piece in head {
        match sign(piece) {
            Some(Sign::Author(name)) => page.author = Some(name.to_owned()),
            Some(Sign::Sponsors(named)) => {
                // « sponsor du blog » under the logos is the alternative text of a frame, not a new tier.
                tier = if tier.is_some_and(|(current, filled)| current == named && filled) { None } else { Some((named, false)) };
            }
            Some(Sign::Book | Sign::Announcement) => tier = None,
            None if piece.role == Role::Rule => tier = None,
            None => match &mut tier {
                Some((tier, filled)) => {
                    *filled = true;
                    let lines = if piece.pictures.is_empty() { std::slice::from_ref(&piece.plain) } else { &piece.pictures };
                    for line in lines {
                        add(&mut page.sponsors, sponsors::read(line, tier, known, piece.span, sink));
                    }
                }
                None => drop_piece(piece, sink),
            },
        }
    }
}

/// Adds sponsors that the page has not named yet.
fn add(sponsors: &mut Vec<FoundSponsor>, found: Vec<FoundSponsor>) {
    for sponsor in found {
        if sponsors.iter().all(|other| fold(&other.name) != fold(&sponsor.name)) {
            sponsors.push(sponsor);
        }
    }
}

fn sign(piece: &Piece) -> Option<Sign<'_>> {
    let plain = piece.plain.trim();
    if plain.chars().count() > TITLE || plain.contains('\n') {
        return None;
    }
    let folded = fold(plain);
    let folded = folded.trim_end_matches([':', ' ', '.']);
    match folded {
        "gold sponsor" | "gold sponsors" | "gold sponsor du blog" | "gold sponsors du blog" | "sponsors gold" => {
            Some(Sign::Sponsors("gold"))
        }
        "sponsor" | "sponsors" | "sponsor du blog" | "sponsors du blog" => Some(Sign::Sponsors("sponsor")),
        "les 2 tomes" | "les deux tomes" | "un extrait" => Some(Sign::Announcement),
        _ if folded.starts_with("extrait du livre blanc") => Some(Sign::Book),
        _ if folded.starts_with("texte de ") || folded.starts_with("texte d'") => {
            let at = plain.char_indices().nth(if folded.starts_with("texte de ") { 9 } else { 8 })?.0;
            let name = plain[at..].trim();
            // A name, not a sentence that happens to begin so.
            let fits = !name.ends_with(['.', '!', '?', '…']) && name.split_whitespace().count() <= 6;
            fits.then_some(Sign::Author(name))
        }
        _ => None,
    }
}

/// The title: under banners the first block; else the first heading of level 1, the page's own title, or a short first line.
fn take_title(text: &mut Vec<&Piece>, declared: Option<String>, banners: bool, page: &mut Page) {
    let short = |piece: &&Piece| piece.role != Role::Other && piece.plain.chars().count() <= TITLE;
    let heading = text.iter().position(|piece| piece.role == Role::Heading(1));
    if !banners && heading.is_none() && declared.is_some() {
        page.title = declared;
        // The page's title is often printed over the text, too.
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

/// The blocks as Markdown, an empty line between them; headings begin at level 2, the title being level 1.
fn body(text: &[&Piece]) -> String {
    let top = text.iter().filter_map(|piece| if let Role::Heading(level) = piece.role { Some(level) } else { None }).min();
    let mut body = String::new();
    for piece in text {
        if !body.is_empty() {
            body.push('\n');
        }
        if let (Role::Heading(level), Some(top)) = (piece.role, top) {
            let level = usize::from(level - top + 2).min(6);
            body.push_str(&"#".repeat(level));
            body.push(' ');
        }
        body.push_str(&piece.markdown);
        body.push('\n');
    }
    body
}

/// A line that is not the contributor's: left out, and said so.
fn drop_piece(piece: &Piece, sink: &mut Diagnostics) {
    if sign(piece).is_none() && piece.plain.contains(char::is_alphanumeric) {
        let shown: String = piece.plain.chars().take(60).collect();
        sink.push(Diagnostic::new(Code::ImportLineLeftOut, piece.span).with("line", shown));
    }
}
