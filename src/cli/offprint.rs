//! `make-book offprint`: the pages of a text and its EPUB, for whoever wrote it and whoever asks for it.

use super::{
    arguments::General,
    environment,
    extract::{section, sizes},
    memo,
    outcome::{Failure, Outcome},
    progress::Progress,
    release::report,
    selection::Selection,
    terminal::Terminal,
};
use crate::{
    compile::{self, Options},
    locale::Argument,
    release,
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
    let Some(selection) = Selection::open(general, &[request.tome.to_owned()], terminal)? else {
        return Ok(Outcome::HasErrors);
    };
    let Selection { project, manifest, tomes: selected, mut found } = selection;
    let [tome] = selected[..] else { return Ok(Outcome::HasErrors) };
    let progress = Progress::new(terminal);
    let show_progress = |stage, title: &str| progress.stage(stage, title);
    progress.tome(request.tome);
    let cache = memo::Cache::open(&project, terminal)?;
    let memo = cache.read(&project, manifest.tomes[tome].id.as_str());
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
    cache.end_in_silence();
    project.check_unchanged(terminal)?;
    drop(progress);
    let found = general.apply_strict(found).without_notes();
    terminal.report(&found, project.sources())?;
    let Some(files) = files.filter(|_| !found.has_errors()) else {
        terminal.print_totals(&found)?;
        return Ok(Outcome::HasErrors);
    };
    let folder = project.write_folder(request.to, "offprint", &files, terminal)?;
    report("offprint-done", &folder, &sizes(&files), terminal)?;
    Ok(Outcome::Done)
}
