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
    diagnostic::Diagnostics,
    epub,
    locale::Argument,
    release::{self, Extract, Release, Volume},
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
    let Some((editions, _)) = build(general, &project, &manifest, &tomes, &found, terminal)? else {
        return Ok(Outcome::HasErrors);
    };
    let edition = &editions[tome];
    let (Some(book), Some(cover)) = (&edition.book, &edition.cover) else { return Ok(Outcome::HasErrors) };
    let section = section(book, project.sources(), request.text).ok_or_else(|| {
        terminal.failure("extract-no-text", &[("text", Argument::Text(request.text)), ("tome", Argument::Text(request.tome))])
    })?;

    let stem = format!("{}-{}", book.tome.id, book.sections[section].slug);
    let sponsors = |kind| matches!(kind, SectionKind::Made(MadePage::Sponsors));
    let mut indices = vec![section];
    indices.extend(book.sections.iter().enumerate().filter(|(_, section)| sponsors(section.kind)).map(|(index, _)| index));
    let mut sink = Diagnostics::new();
    let fragments = epub::fragments(book, cover, &indices, |name| format!("{stem}_{name}"), &mut sink);
    let mut released = Vec::new();
    let volumes: Vec<Volume<'_>> = editions.iter().filter_map(|edition| volume(edition, &mut released)).collect();
    let path = format!("{stem}.html");
    let [html, sponsors @ ..] = &fragments.html[..] else { return Ok(Outcome::HasErrors) };
    let text = Extract { volume: &volumes[tome], section, html, sponsors };
    let (page, fragment) = release::extract(Release { volumes: &volumes, base: base.as_deref() }, text, &path);
    let mut files: Vec<(String, Parts)> = vec![(path, page.into()), (format!("{stem}.fragment.html"), fragment.into())];
    files.extend(fragments.pictures.into_iter().map(|(name, bytes)| (name, bytes.into())));
    // Covers lie beside the page, unless they are on the web.
    let small: Vec<&str> =
        volumes.iter().filter_map(|volume| volume.pictures.last()).map(|picture| picture.path.as_str()).collect();
    files.extend(released.into_iter().filter(|(name, _)| base.is_none() && small.contains(&name.as_str())));

    let folder = project.write_folder(request.to, "extract", &files, terminal)?;
    report("extract-done", &folder, &files, terminal)?;
    if base.is_none() && !terminal.writes_json() {
        terminal.print_message(&terminal.say("extract-relative", &[]))?;
    }
    Ok(Outcome::Done)
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
