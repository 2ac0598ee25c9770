//! `make-book offprint`: the pages of a text and its EPUB, for whoever wrote it and whoever asks for it.

use super::{
    arguments::General,
    environment,
    extract::section,
    memo,
    open_project::{OpenProject, disk_failure},
    outcome::{Failure, Outcome},
    progress::Progress,
    release::report,
    selection::select_tomes_or_report,
    terminal::Terminal,
};
use crate::{
    compile::{self, Options},
    locale::Argument,
    manifest, project, release,
    source::Parts,
};
use std::path::Path;

/// What the command line asks for.
pub(super) struct Request<'a> {
    /// Folder of the tome.
    pub(super) tome: &'a str,
    /// The text: its file, or its name in addresses.
    pub(super) text: &'a str,
    /// Folder to write, if it is not output/offprint.
    pub(super) to: Option<&'a Path>,
}

/// Lays out the volume and writes the files of one of its texts. Of a book with errors nothing is written.
pub(super) fn run(general: &General, request: &Request<'_>, terminal: &Terminal) -> Result<Outcome, Failure> {
    let project = OpenProject::open(general, terminal)?;
    let mut found = project.found.clone();
    let Some(manifest) = manifest::read(project.sources(), &mut found) else {
        terminal.report(&found, project.sources())?;
        return Ok(Outcome::HasErrors);
    };
    let named = [request.tome.to_owned()];
    let selected = select_tomes_or_report(&manifest, &named, &found, project.sources(), terminal)?;
    let Some(&[tome]) = selected.as_deref() else { return Ok(Outcome::HasErrors) };
    let progress = Progress::new(terminal);
    let show_progress = |stage, title: &str| progress.stage(stage, title);
    progress.tome(request.tome);
    let memo = memo::read(&project, manifest.tomes[tome].id.as_str());
    let options = Options::for_readers(environment::file_date(terminal)?, &memo, &show_progress);
    let volume = compile::lay_out(project.sources(), &manifest, tome, options, &mut found);
    let files = match &volume {
        None => None,
        Some(volume) => {
            let section = section(&volume.book, project.sources(), request.text).ok_or_else(|| {
                let arguments = [("text", Argument::Text(request.text)), ("tome", Argument::Text(request.tome))];
                terminal.failure("extract-no-text", &arguments)
            })?;
            let slug = &volume.book.sections[section].slug;
            let stem = format!("{}_{slug}", release::stem(&volume.book, None));
            let laid_out = (&volume.book, &volume.pages, &volume.fonts);
            compile::offprint(laid_out, section, &stem, options, &mut found)
        }
    };
    project.check_unchanged(terminal)?;
    drop(progress);
    let found = general.apply_strict(found).without_notes();
    terminal.report(&found, project.sources())?;
    let Some(files) = files.filter(|_| !found.has_errors()) else {
        terminal.print_totals(&found)?;
        return Ok(Outcome::HasErrors);
    };
    let folder = match request.to {
        Some(folder) => {
            let failed = |error: project::Error| disk_failure(&error, terminal);
            project::Folder::shared(folder).and_then(|folder| folder.write(&files)).map_err(failed)?;
            folder.display().to_string()
        }
        None => {
            let inside: Vec<(String, Parts)> =
                files.iter().map(|(name, parts)| (format!("offprint/{name}"), parts.clone())).collect();
            project.write_output(&inside, terminal)?;
            "output/offprint".to_owned()
        }
    };
    report("offprint-done", &folder, &files, terminal)?;
    Ok(Outcome::Done)
}
