//! The end of a text that is about its author: « À propos de l’autrice », « Ann Ée est sociologue… », a portrait.
//!
//! It belongs to the registry of people and not to the text. Only what is surely so is taken: paragraphs and one picture at the very end,
//! under a heading that says so, or beginning with the author's name. Read next: `about`, which can put any part back.

use super::{
    about::{AboutAuthor, Portrait},
    byline,
    escape::escape_signs,
    fold::fold,
    page::Page,
    scraped::{BlockKind, ScrapedBlock},
    tree::Picture,
    write::{PICTURE, without_remarks},
};
use crate::source::without_titles;

/// Most blocks that an end about the author may have.
const MOST_BLOCKS: usize = 8;

/// In how many blocks below the title the author's name stands as a byline.
const NEAR_TITLE: usize = 3;

/// Most characters of a biography.
const LONGEST: usize = 4_000;

/// Most characters of a heading above a biography.
const LONGEST_HEADING: usize = 80;

/// Headings that say that what follows is about the author; folded.
const HEADINGS: [&str; 22] = [
    "l'auteur",
    "l'autrice",
    "l'auteure",
    "les auteurs",
    "auteur",
    "autrice",
    "a propos de l'auteur",
    "a propos de l'autrice",
    "a propos de l'auteure",
    "qui suis-je",
    "qui est l'auteur",
    "qui est l'autrice",
    "presentation de l'auteur",
    "presentation de l'autrice",
    "biographie de l'auteur",
    "biographie de l'autrice",
    "bio de l'auteur",
    "bio de l'autrice",
    "notice biographique",
    "about the author",
    "about me",
    "author bio",
];

/// Headings of a biography, which may be another person's.
const OPEN_HEADINGS: [&str; 10] = [
    "a propos",
    "about",
    "bio",
    "bio express",
    "biographie",
    "biography",
    "courte biographie",
    "en quelques mots",
    "mini-bio",
    "short bio",
];

/// What stands before the author's name in a heading; folded.
const LEADS: [&str; 12] = [
    "a propos de ",
    "a propos d'",
    "qui est ",
    "biographie de ",
    "biographie d'",
    "bio de ",
    "bio d'",
    "presentation de ",
    "presentation d'",
    "portrait de ",
    "portrait d'",
    "about ",
];

/// Words with which a paragraph begins that says who someone is; folded.
const PRONOUNS: [&str; 6] = ["il", "elle", "ne", "nee", "he", "she"];

/// Words that follow a name where a sentence says who someone is; folded.
const VERBS: [&str; 22] = [
    "est",
    "a",
    "fut",
    "etait",
    "dirige",
    "enseigne",
    "travaille",
    "vit",
    "anime",
    "preside",
    "milite",
    "exerce",
    "publie",
    "ecrit",
    "is",
    "has",
    "was",
    "works",
    "teaches",
    "lives",
    "leads",
    "writes",
];

/// Takes the end that is about the author off a text. `author` is their name, when it is known.
pub(super) fn take(text: &mut Vec<&ScrapedBlock>, author: Option<&str>, pictures: &[Picture]) -> Option<AboutAuthor> {
    // In Markdown the notes stand below all.
    let is_note = |block: &&&ScrapedBlock| block.markdown.starts_with("[^") && block.markdown.contains("]:");
    let notes = text.split_off(text.len() - text.iter().rev().take_while(is_note).count());
    let about = take_above(text, author, pictures).map(|about| {
        // Each with the empty line before it and the end of its own (`anatomy::body`).
        let after = notes.iter().map(|note| note.markdown.len() + 2).sum();
        AboutAuthor { after, ..about }
    });
    text.extend(notes);
    about
}

fn take_above(text: &mut Vec<&ScrapedBlock>, author: Option<&str>, pictures: &[Picture]) -> Option<AboutAuthor> {
    let start = under_a_heading(text, author).or_else(|| under_the_name(text, author?)).or_else(|| alone(text, author?))?;
    // What is left is a text.
    let is_text = |block: &&ScrapedBlock| block.kind != BlockKind::Rule && !block.markdown.is_empty();
    if !text[..start].iter().any(is_text) {
        return None;
    }
    let opening = text[start..].iter().map(|block| block.plain.trim()).find(|plain| !plain.is_empty()).unwrap_or_default();
    let mut about = AboutAuthor { opening: opening.chars().take(60).collect(), ..AboutAuthor::default() };
    for block in &text[start..] {
        match block.kind {
            BlockKind::Rule => {}
            _ if about.portrait.is_none() && portrait(block, pictures).is_some() => about.portrait = portrait(block, pictures),
            BlockKind::Paragraph if about.heading.is_some() || !is_heading(block, author) => {
                about.paragraphs.push(block.markdown.clone());
            }
            _ => about.heading = Some(block.markdown.clone()),
        }
    }
    if about.opening.is_empty() {
        about.opening = about.portrait.iter().filter_map(|portrait| portrait.alternative.clone()).collect();
    }
    text.truncate(start);
    Some(about)
}

/// Gives a page a portrait that came beside the text; false when the text has one. It has a place in the text, should it have none in
/// the registry.
pub(super) fn add_portrait(page: &mut Page, portrait: Picture, pictures: &mut Vec<Picture>) -> bool {
    let about = page.about.get_or_insert_default();
    let name = page.author.clone().unwrap_or_default();
    let is_first = about.portrait.is_none();
    if is_first {
        let markdown = format!("![{}]({}{}{})", escape_signs(&name), PICTURE[0], pictures.len(), PICTURE[1]);
        let Picture { bytes, extension } = portrait.clone();
        about.portrait = Some(Portrait { bytes, extension, alternative: None, markdown });
        pictures.push(portrait);
    }
    is_first
}

/// Where the end under a heading begins that says that it is about the author.
fn under_a_heading(text: &[&ScrapedBlock], author: Option<&str>) -> Option<usize> {
    let first = text.len().saturating_sub(MOST_BLOCKS);
    let start = (first..text.len()).rev().find(|at| is_heading(text[*at], author))?;
    let rest = &text[start + 1..];
    let is_open = OPEN_HEADINGS.contains(&heading_words(&text[start].plain).as_str());
    let names = |author: &str| {
        let family = fold(author.split_whitespace().next_back().unwrap_or(author));
        rest.iter().any(|block| fold(&block.plain).contains(&family))
    };
    let is_meant = (!is_open || author.is_some_and(names)) && (!is_name(text, start, author) || introduces(text, start, author));
    (is_meant && is_about(rest)).then_some(start)
}

/// Whether a heading is the author's name and nothing else, as those who speak are named in an interview.
fn is_name(text: &[&ScrapedBlock], at: usize, author: Option<&str>) -> bool {
    author.is_some_and(|author| heading_words(&text[at].plain) == fold(author))
}

/// Whether what stands under the author's name says who they are: it is set apart, or begins as such a paragraph does, and the name heads
/// nothing else of the text.
fn introduces(text: &[&ScrapedBlock], at: usize, author: Option<&str>) -> bool {
    let is_again = (NEAR_TITLE..at).any(|other| is_name(text, other, author));
    let is_ruled = at.checked_sub(1).is_some_and(|at| text[at].kind == BlockKind::Rule);
    let has_picture = text[at + 1..].iter().any(|block| picture(&block.markdown).is_some());
    let first = text[at + 1..].iter().find(|block| picture(&block.markdown).is_none()).map(|block| fold(&block.plain));
    let begins = |first: &String| {
        PRONOUNS.contains(&first.split(' ').next().unwrap_or_default())
            || author.is_some_and(|author| first.starts_with(&fold(author)))
    };
    !is_again && (is_ruled || has_picture || first.as_ref().is_some_and(begins))
}

/// Where the end begins whose first words are the author's name: a paragraph that says who they are, or anything below a rule or beside a
/// picture.
fn under_the_name(text: &[&ScrapedBlock], author: &str) -> Option<usize> {
    let first = text.len().saturating_sub(MOST_BLOCKS);
    let name = fold(author);
    let named = (first..text.len()).rev().find(|at| {
        let after = fold(without_titles(&text[*at].plain).1).strip_prefix(&name).map(str::to_owned);
        text[*at].kind == BlockKind::Paragraph
            && after.is_some_and(|after| !after.starts_with(|c: char| c.is_alphanumeric() || c == ':'))
    })?;
    let is_picture = |at: usize| text.get(at).is_some_and(|block| picture(&block.markdown).is_some());
    let before = named.checked_sub(1);
    let with_picture = before.filter(|at| is_picture(*at));
    let start = with_picture.unwrap_or(named);
    let is_ruled = start.checked_sub(1).is_some_and(|at| text[at].kind == BlockKind::Rule);
    let is_apart = is_ruled || with_picture.is_some() || is_picture(named + 1);
    let said = fold(without_titles(&text[named].plain).1)[name.len()..].trim_start().to_owned();
    let says_who = said.starts_with([',', '(', '–', '—']) || VERBS.iter().any(|verb| said.split(' ').next() == Some(verb));
    let is_single = text[named + 1..].iter().all(|block| picture(&block.markdown).is_some());
    let fits = !said.is_empty() && (is_apart || (says_who && is_single)) && (is_single || is_ruled);
    (fits && is_about(&text[start..])).then_some(start)
}

/// Where a portrait stands alone at the end: a picture that is described by the author's name.
fn alone(text: &[&ScrapedBlock], author: &str) -> Option<usize> {
    let at = text.len().checked_sub(1)?;
    let (_, alternative) = picture(&text[at].markdown)?;
    let (shown, name) = (fold(&alternative), fold(author));
    let is_portrait = shown == name || (shown.starts_with("portrait") && shown.contains(&name));
    (is_portrait && is_about(&text[at..])).then_some(at)
}

/// A heading without the signs that close it; folded.
fn heading_words(plain: &str) -> String {
    fold(without_titles(plain).1).trim_end_matches([':', '.', '?', ' ', '\u{a0}', '\u{202f}']).trim_matches('*').to_owned()
}

/// Whether a block is a heading, or a short line as one, that says that what follows is about someone.
fn is_heading(block: &ScrapedBlock, author: Option<&str>) -> bool {
    let is_line =
        matches!(block.kind, BlockKind::Heading(_) | BlockKind::Paragraph) && block.plain.chars().count() <= LONGEST_HEADING;
    if !is_line || is_unfit(&block.markdown) {
        return false;
    }
    let words = heading_words(&block.plain);
    let of_author = |name: &str| {
        let name = fold(name);
        words == name || LEADS.iter().any(|lead| words.strip_prefix(lead) == Some(&name))
    };
    HEADINGS.contains(&words.as_str()) || OPEN_HEADINGS.contains(&words.as_str()) || author.is_some_and(of_author)
}

/// Whether blocks are some paragraphs and at most one picture, of which the registry can hold all.
fn is_about(blocks: &[&ScrapedBlock]) -> bool {
    let shown: Vec<&&ScrapedBlock> = blocks.iter().filter(|block| block.kind != BlockKind::Rule).collect();
    let pictures = shown.iter().filter(|block| picture(&block.markdown).is_some()).count();
    let paragraphs =
        shown.iter().filter(|block| block.kind == BlockKind::Paragraph && picture(&block.markdown).is_none()).count();
    let length: usize = shown.iter().map(|block| block.plain.chars().count()).sum();
    !shown.is_empty()
        && pictures <= 1
        && pictures + paragraphs == shown.len()
        && length <= LONGEST
        && shown.iter().all(|block| picture(&block.markdown).is_some() || !is_unfit(&block.markdown))
}

/// Whether a text cannot stand in the registry: it has notes, pictures or remarks of its own, or leads to places of the document.
fn is_unfit(markdown: &str) -> bool {
    ["[^", "](#", "!["].iter().any(|sign| markdown.contains(sign)) || markdown.contains(PICTURE[0])
}

/// The index and the description of the picture that a block is, when it is nothing else. A caption must be its description again.
fn picture(markdown: &str) -> Option<(usize, String)> {
    let markdown = without_remarks(markdown);
    let (alternative, rest) = markdown.trim().strip_prefix("![")?.split_once("](")?;
    let (index, rest) = rest.strip_prefix(PICTURE[0])?.split_once(PICTURE[1])?;
    let (title, after) = rest.rsplit_once(')')?;
    let title = title.trim().trim_matches('"');
    let is_alone = matches!(after, "" | "{.decorative}") && !alternative.contains("](") && !title.contains("](");
    let is_said = title.is_empty() || alternative.is_empty() || fold(title) == fold(alternative);
    let said = if alternative.is_empty() { title } else { alternative };
    // What is no name would be lost, such as the photographer's.
    let is_caption = alternative.is_empty() && !title.is_empty() && !byline::is_name(title);
    if is_alone && is_said && !is_caption { Some((index.parse().ok()?, said.replace('\\', ""))) } else { None }
}

/// The portrait that a block is.
fn portrait(block: &ScrapedBlock, pictures: &[Picture]) -> Option<Portrait> {
    let (index, alternative) = picture(&block.markdown)?;
    let Picture { bytes, extension } = pictures.get(index)?.clone();
    let alternative = Some(alternative).filter(|alternative| !alternative.trim().is_empty());
    Some(Portrait { bytes, extension, alternative, markdown: block.markdown.clone() })
}
