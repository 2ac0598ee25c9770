//! `make-book tome1/02-histoire.md`: one text alone, as a draft for its author, with what is wrong in it and nothing else.

use super::{
    arguments::{BookFormat, Build, General},
    open_project::OpenProject,
    outcome::{Failure, Outcome},
    progress::Progress,
    terminal::Terminal,
};
use crate::{
    compile::{self, Options},
    diagnostic::Diagnostics,
    locale::Argument,
    manifest::{self, Manifest, OrderEntry},
    memo::Memo,
    source::{SourceMap, Spanned},
};

/// Whether an argument of a build names a text, not a tome.
pub(super) fn is_text(name: &str) -> bool {
    name.to_lowercase().ends_with(".md")
}

/// Builds the text `name` of one of the tomes, in spite of errors. Its files have its name in theirs.
pub(super) fn run(general: &General, build: &Build, name: &str, terminal: &Terminal) -> Result<Outcome, Failure> {
    let project = OpenProject::open(general, terminal)?;
    let sources = project.sources();
    let mut found = project.found.clone();
    let Some(manifest) = manifest::read(sources, &mut found) else {
        terminal.report(&found, sources)?;
        return Ok(Outcome::HasErrors);
    };
    let unknown = || terminal.failure("unknown-text", &[("text", Argument::Text(name))]);
    let path = path_of(name, sources).ok_or_else(unknown)?;
    let (tome, text) = listed(&path, &manifest).ok_or_else(unknown)?;
    let source = sources.by_path(&path).ok_or_else(unknown)?.id();
    let progress = Progress::new(terminal);
    let show_progress = |stage, title: &str| progress.stage(stage, title);
    let memo = Memo::default();
    let options = Options {
        epub: matches!(build.format, BookFormat::Epub | BookFormat::Both),
        pdf: matches!(build.format, BookFormat::Pdf | BookFormat::Both),
        print: build.format == BookFormat::Print,
        page_list: !build.no_page_list,
        report: false,
        draft: true,
        exhaustive: false,
        file_date: None,
        memo: &memo,
        anchors: None,
        progress: &show_progress,
    };
    // What is wrong is told by the whole tome, in which its links lead somewhere; what only pages and files show, by the text alone.
    let _ = compile::prepare(sources, &manifest, tome, options, &mut found);
    found.retain(|found| found.span.source == source);
    let mut alone = manifest.clone();
    let entry = &mut alone.tomes[tome];
    (entry.front, entry.body, entry.back) = (Vec::new(), vec![OrderEntry::Text(text)], Vec::new());
    let mut of_pages = Diagnostics::new();
    let edition = compile::compile(sources, &alone, tome, options, &mut of_pages);
    project.check_unchanged(terminal)?;
    of_pages.retain(|found| found.span.source == source && found.code.name().starts_with(['F', 'L', 'P', 'E']));
    found.append(of_pages);
    drop(progress);
    let found = general.apply_strict(found).without_notes();
    terminal.report(&found, sources)?;
    let stem = path.rsplit('/').next().and_then(|name| name.strip_suffix(".md")).unwrap_or_default();
    let id = manifest.tomes[tome].id.as_str();
    let named = |name: &str| format!("{id}-{stem}{}", name.strip_prefix(id).unwrap_or(name));
    let files: Vec<_> = edition.artifacts.into_iter().map(|file| (named(&file.name), file.bytes)).collect();
    let places = project.write_output(&files, terminal)?;
    for (place, (_, bytes)) in places.iter().zip(&files) {
        let arguments = [("path", Argument::Text(place)), ("kilobytes", bytes.size().div_ceil(1000).into())];
        terminal.print_message(&terminal.say("build-file", &arguments))?;
    }
    terminal.print_totals(&found)?;
    Ok(Outcome::of(&found))
}

/// The path of a text from the root: as it is given, or the only one that ends with it.
fn path_of(name: &str, sources: &SourceMap) -> Option<String> {
    let name = name.replace('\\', "/");
    let name = name.trim_start_matches("./");
    if sources.by_path(name).is_some() {
        return Some(name.to_owned());
    }
    let end = format!("/{name}");
    let mut found = sources.iter().map(crate::source::Source::path).filter(|path| path.ends_with(&end));
    found.next().filter(|_| found.next().is_none()).map(str::to_owned)
}

/// The first tome that lists the text, by its index, with the entry of the order.
fn listed(path: &str, manifest: &Manifest) -> Option<(usize, Spanned<String>)> {
    manifest.tomes.iter().enumerate().find_map(|(index, tome)| {
        let entries = tome.front.iter().chain(&tome.body).chain(&tome.back);
        let mut texts = entries.flat_map(|entry| match entry {
            OrderEntry::Made(_) => &[][..],
            OrderEntry::Text(text) => std::slice::from_ref(text),
            OrderEntry::Part { texts, .. } => texts.as_slice(),
        });
        texts.find(|text| text.value == path).map(|text| (index, text.clone()))
    })
}
