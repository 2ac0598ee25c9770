//! What the end of a text says of its author goes into their entry of people.yaml; what has no place there goes back into the text.

use super::{
    entries::{Entry, Place},
    holdings::Holdings,
    people::KnownAbout,
};
use crate::{
    book::Slug,
    diagnostic::{Code, Diagnostic, Diagnostics},
    import::{AboutAuthor, Page, Portrait, edits, fold},
    source::Span,
};
use sha2::{Digest as _, Sha256};

/// The folder of people.yaml, to which the files of portraits are relative.
const FOLDER: &str = "book/";

/// What a person's entry gets: new lines, and the file of the portrait when it is new.
pub(super) struct Addition {
    pub(super) entry: Entry,
    pub(super) picture: Option<(String, Vec<u8>)>,
}

/// What people.yaml says of something that a page's end says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Said {
    /// The page says nothing, or the same.
    Already,
    /// Nothing.
    Not,
    /// Something else.
    Otherwise,
}

/// The addition to the entry of the author, whose id is `id`, that a page's end asks for. What people.yaml says already is left out. What
/// differs from it, or has no place there, goes back into the body, and is reported.
pub(super) fn addition(
    page: &mut Page,
    id: Option<&Slug>,
    holdings: &mut Holdings<'_>,
    whole: Span,
    sink: &mut Diagnostics,
) -> Option<Addition> {
    let about = page.about.clone()?;
    let Some(id) = id else {
        page.put_back_about(true, true);
        return None;
    };
    let (biography, portrait) = said(&about, &holdings.people.about(id), holdings);
    let has_room = holdings.has_room(id);
    let is_kept = |said| said == Said::Otherwise || (said == Said::Not && !has_room);
    keep(page, is_kept(biography), is_kept(portrait), if has_room { "other" } else { "layout" }, whole, sink);
    let name = page.author.clone().unwrap_or_default();
    let (mut lines, mut picture, mut given) = (Vec::new(), None, KnownAbout::default());
    if let Some(portrait) = about.portrait.as_ref().filter(|_| portrait == Said::Not && has_room) {
        let file = file_name(portrait, id, holdings);
        lines.push(portrait_line(portrait, &file, &name));
        let path = format!("{FOLDER}{file}");
        picture = holdings.sources.by_path(&path).is_none().then(|| (path, portrait.bytes.clone()));
        (given.portrait, given.digest) = (Some(file), Some(Sha256::digest(&portrait.bytes).into()));
    }
    if biography == Said::Not && has_room {
        lines.push(biography_line(&about.biography()));
        given.biography = Some(folded(&about));
    }
    if lines.is_empty() {
        return None;
    }
    holdings.people.give(id, given);
    let from = if about.opening.is_empty() { "beside" } else { "end" };
    sink.push(Diagnostic::new(Code::ImportAboutTaken, whole).with("name", name).with("words", about.opening).with("from", from));
    let (path, place) = (format!("{FOLDER}people.yaml"), Place::Within(id.clone()));
    Some(Addition { entry: Entry { path, place, yaml: lines.join("\n"), is_repeated: false }, picture })
}

/// Leaves out of a corrected version what people.yaml says already of its author, whose id is `id`; the rest goes back into the body, and
/// is reported.
pub(super) fn settle(page: &mut Page, id: Option<&Slug>, holdings: &Holdings<'_>, whole: Span, sink: &mut Diagnostics) {
    let Some(about) = &page.about else { return };
    let known = id.map(|id| holdings.people.about(id)).unwrap_or_default();
    let (biography, portrait) = said(about, &known, holdings);
    keep(page, biography != Said::Already, portrait != Said::Already, "again", whole, sink);
}

/// What people.yaml says of the biography and of the portrait.
fn said(about: &AboutAuthor, known: &KnownAbout, holdings: &Holdings<'_>) -> (Said, Said) {
    let biography = folded(about);
    let biography = match &known.biography {
        _ if biography.is_empty() => Said::Already,
        Some(known) if *known == biography => Said::Already,
        Some(_) => Said::Otherwise,
        None => Said::Not,
    };
    let portrait = match (&about.portrait, &known.portrait) {
        (None, _) => Said::Already,
        (Some(_), None) => Said::Not,
        (Some(portrait), Some(file)) => {
            let is_same = match known.digest {
                Some(digest) => digest == *Sha256::digest(&portrait.bytes),
                None => is_file(portrait, file, holdings),
            };
            if is_same { Said::Already } else { Said::Otherwise }
        }
    };
    (biography, portrait)
}

/// Puts parts back into the body, and reports it.
fn keep(page: &mut Page, biography: bool, portrait: bool, reason: &'static str, whole: Span, sink: &mut Diagnostics) {
    if biography || portrait {
        let name = page.author.clone().unwrap_or_default();
        sink.push(Diagnostic::new(Code::ImportAboutKept, whole).with("name", name).with("reason", reason));
    }
    page.put_back_about(biography, portrait);
}

/// The biography, for a comparison.
fn folded(about: &AboutAuthor) -> String {
    fold(&about.biography().join(" "))
}

/// Whether a portrait is the file at a path below the folder of people.yaml.
fn is_file(portrait: &Portrait, file: &str, holdings: &Holdings<'_>) -> bool {
    let source = holdings.sources.by_path(&format!("{FOLDER}{file}"));
    source.is_some_and(|source| *source.bytes().read() == *portrait.bytes)
}

/// The path of a portrait below the folder of people.yaml: that of the same file, else a name that is free.
fn file_name(portrait: &Portrait, id: &Slug, holdings: &Holdings<'_>) -> String {
    let mut number = 1_usize;
    loop {
        let counted = if number == 1 { String::new() } else { format!("-{number}") };
        let file = format!("images/{id}{counted}.{}", portrait.extension);
        if holdings.sources.by_path(&format!("{FOLDER}{file}")).is_none() || is_file(portrait, &file, holdings) {
            return file;
        }
        number += 1;
    }
}

/// The key of a biography: a short one is one paragraph.
fn biography_line(paragraphs: &[String]) -> String {
    match paragraphs {
        [paragraph] => format!("bio: {}", edits::quote_scalar(paragraph)),
        several => {
            let lines: Vec<String> = several.iter().map(|paragraph| format!("  {paragraph}")).collect();
            format!("long-bio: |\n{}", lines.join("\n\n"))
        }
    }
}

/// The key of a portrait. One without a description shows its person.
fn portrait_line(portrait: &Portrait, file: &str, name: &str) -> String {
    let alternative = portrait.alternative.as_deref().unwrap_or(name);
    format!("portrait: {{ file: {}, alt: {} }}", edits::quote_scalar(file), edits::quote_scalar(alternative))
}
