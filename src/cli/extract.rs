//! `make-book extract`: the page that announces a text, and the same as a fragment for a page of somebody else.

use super::{
    arguments::General,
    outcome::{Failure, Outcome},
    release::{address, build, report, volume},
    selection::Selection,
    terminal::Terminal,
};
use crate::{
    book::{Book, MadePage, SectionKind},
    compile::BuildOutput,
    diagnostic::Diagnostics,
    epub::{self, Fragments},
    locale::Argument,
    release::{self, Extract, Release},
    source::{Parts, SourceMap},
};
use std::path::Path;

/// What the command line asks for.
pub(super) struct Request<'a> {
    /// Folder of the tome.
    pub(super) tome: &'a str,
    /// The text: its file, or its name in addresses.
    pub(super) text: &'a str,
    /// Folder to write, if it is not output/extract.
    pub(super) to: Option<&'a Path>,
    /// Address on the web of the folder that holds the release.
    pub(super) base: Option<&'a str>,
}

/// Builds the volumes and writes the page of a text. Of a book with errors nothing is written.
pub(super) fn run(general: &General, request: &Request<'_>, terminal: &Terminal) -> Result<Outcome, Failure> {
    let base = request.base.map(|base| address(base, terminal)).transpose()?;
    let Some(selection) = Selection::open(general, &[request.tome.to_owned()], terminal)? else {
        return Ok(Outcome::HasErrors);
    };
    let Selection { project, manifest, tomes: selected, found } = selection;
    let [tome] = selected[..] else { return Ok(Outcome::HasErrors) };
    let tomes: Vec<usize> = (0..manifest.tomes.len()).collect();
    let (mut shown, mut covers, mut volumes) = (None, Vec::new(), Vec::new());
    let mut take = |edition: BuildOutput| {
        if let (true, Some(book), Some(cover)) = (volumes.len() == tome, &edition.book, &edition.cover) {
            shown = Some(text(book, cover, request, project.sources(), terminal)?);
        }
        // Covers lie beside the page; its books are for the release.
        let mut cover = None;
        let mut keep = |name: String, bytes: &Parts| {
            cover = name.ends_with(".jpg").then(|| (name, bytes.clone()));
            Ok(())
        };
        volumes.extend(volume(edition, &mut keep)?);
        covers.extend(cover);
        Ok(())
    };
    if build(general, (&project, &manifest, &found), (&tomes, false), &mut take, terminal)?.is_none() {
        return Ok(Outcome::HasErrors);
    }
    let Some(Shown { section, stem, fragments }) = shown else { return Ok(Outcome::HasErrors) };
    let path = format!("{stem}.html");
    let [html, sponsors @ ..] = &fragments.html[..] else { return Ok(Outcome::HasErrors) };
    let text = Extract { volume: &volumes[tome], section, html, sponsors };
    let (page, fragment) = release::extract(Release { volumes: &volumes, base: base.as_deref() }, text, &path);
    let mut files: Vec<(String, Parts)> = vec![(path, page.into()), (format!("{stem}.fragment.html"), fragment.into())];
    files.extend(fragments.pictures.into_iter().map(|(name, bytes)| (name, bytes.into())));
    if base.is_none() {
        files.extend(covers);
    }
    let folder = project.write_folder(request.to, "extract", &files, terminal)?;
    report("extract-done", &folder, &sizes(&files), terminal)?;
    if base.is_none() && !terminal.writes_json() {
        terminal.print_message(&terminal.say("extract-relative", &[]))?;
    }
    Ok(Outcome::Done)
}

/// A text with the sponsors of its volume, as HTML.
struct Shown {
    /// Its index in `Book::sections`.
    section: usize,
    /// What the names of its files begin with.
    stem: String,
    fragments: Fragments,
}

/// The text that is asked for. Fails when the volume has none of that name.
fn text(
    book: &Book,
    cover: &epub::Cover,
    request: &Request<'_>,
    sources: &SourceMap,
    terminal: &Terminal,
) -> Result<Shown, Failure> {
    let section = section(book, sources, request.text).ok_or_else(|| {
        terminal.failure("extract-no-text", &[("text", Argument::Text(request.text)), ("tome", Argument::Text(request.tome))])
    })?;
    let stem = format!("{}-{}", book.tome.id, book.sections[section].slug);
    let sponsors = |kind| matches!(kind, SectionKind::Made(MadePage::Sponsors));
    let mut indices = vec![section];
    indices.extend(book.sections.iter().enumerate().filter(|(_, section)| sponsors(section.kind)).map(|(index, _)| index));
    let fragments = epub::fragments(book, cover, &indices, |name| format!("{stem}_{name}"), &mut Diagnostics::new());
    Ok(Shown { section, stem, fragments })
}

/// The names of files with their lengths in bytes.
pub(super) fn sizes(files: &[(String, Parts)]) -> Vec<(String, usize)> {
    files.iter().map(|(name, bytes)| (name.clone(), bytes.size())).collect()
}

/// The index of the text: by its path, its file in the tome, with or without `.md`, or its name in addresses.
pub(super) fn section(book: &Book, sources: &SourceMap, text: &str) -> Option<usize> {
    let wanted = text.trim_end_matches(".md");
    let prefix = format!("{}/", book.tome.id);
    book.sections.iter().position(|section| {
        let path = sources.get(section.span.source).path();
        let path = path.strip_suffix(".md").unwrap_or(path);
        matches!(section.kind, SectionKind::Contribution(_))
            && (path == wanted || path.strip_prefix(&prefix) == Some(wanted) || section.slug.as_str() == wanted)
    })
}
