//! `make-book tome1`: builds the files of one or more tomes.

use super::{
    arguments::{BookFormat, Build, General},
    build_stamp::{self, BuildStamp, BuildSummary},
    environment, memo,
    open_project::{OpenProject, disk_arguments},
    outcome::{Failure, Outcome},
    progress::Progress,
    report::ReportFile,
    selection::Selection,
    terminal::{Terminal, said},
    thread_pool,
};
use crate::{
    compile::{self, BuildOutput, Options},
    diagnostic::{Diagnostics, Severity},
    epub,
    locale::Argument,
    memo::Memo,
    project,
    source::SourceMap,
};
use std::path::Path;

/// Builds the tomes asked for and writes their files into output/. Of a tome with errors nothing is written.
pub(super) fn run(general: &General, build: &Build, terminal: &Terminal) -> Result<Outcome, Failure> {
    if build.tomes.is_empty() && !build.all && general.root.is_none() && project::find_root(Path::new(".")).is_none() {
        // Whoever has no book yet is told how to begin one.
        return Err(terminal.failure("no-project", &[("path", Argument::Text("."))]));
    }
    if build.tomes.is_empty() && !build.all {
        return Err(terminal.failure("no-tome", &[]));
    }
    let Some(selection) = Selection::open(general, &build.tomes, terminal)? else { return Ok(Outcome::HasErrors) };
    let Selection { project, manifest, tomes, found } = selection;
    let report_file = build.report.as_deref().map(|path| ReportFile::from_path(path, &project, terminal)).transpose()?;
    let file_date = environment::file_date(terminal)?;
    let progress = Progress::new(terminal);
    let show_progress = |stage, title: &str| progress.stage(stage, title);
    let options = Options {
        epub: matches!(build.format, BookFormat::Epub | BookFormat::Both),
        pdf: matches!(build.format, BookFormat::Pdf | BookFormat::Both),
        print: build.format == BookFormat::Print,
        page_list: matches!(build.format, BookFormat::Epub | BookFormat::Both) && !build.no_page_list,
        report: report_file.is_some(),
        draft: build.draft,
        exhaustive: false,
        file_date,
        memo: &Memo::default(),
        progress: &show_progress,
    };
    thread_pool::init(thread_count(project.sources(), &options));
    project.sweep_output();
    let mut all = found.clone();
    let mut results = Vec::new();
    let mut memos = Vec::new();
    let digest = build_stamp::digest(project.sources());
    for tome in tomes {
        let id = manifest.tomes[tome].id.as_str();
        let stamp = BuildStamp::new(id, &digest, &options);
        let current = if report_file.is_none() { stamp.up_to_date(&project) } else { None };
        // The warnings are shown again. `--strict` makes them errors, with which nothing is written.
        if let Some((summary, messages)) = current.filter(|(summary, _)| summary.warnings == 0 || !general.strict) {
            all.append(messages);
            results.push(TomeResult::UpToDate(id.to_owned(), summary));
            continue;
        }
        progress.tome(id);
        let mut sink = found.clone();
        let memo = memo::read(&project, id);
        let options = Options { memo: &memo, ..options };
        let edition = compile::compile(project.sources(), &manifest, tome, options, &mut sink);
        project.check_unchanged(terminal)?;
        if edition.pages.is_some() {
            memos.push((id.to_owned(), memo));
        }
        let notes = sink.count(Severity::Note) - found.count(Severity::Note);
        let sink = general.apply_strict(sink);
        if !sink.has_errors() || build.draft {
            // A draft with errors gets no stamp: it is built again each time, so that its errors are reported again.
            let stamp = (!sink.has_errors()).then_some(stamp);
            let warnings = sink.count(Severity::Warning);
            let found = sink.clone().without_notes();
            results.push(TomeResult::Built { edition: Box::new(edition), stamp, found, warnings, notes });
        }
        all.append(sink);
    }
    drop(progress);
    let all = general.apply_strict(all);
    let mut notes = all.count(Severity::Note);
    let all = all.without_notes();
    terminal.report(&all, project.sources())?;
    let mut written = write_results(&project, results, report_file.as_ref(), terminal);
    notes += written.earlier_notes;
    // After all books, with the room that they leave.
    for (tome, memo) in &memos {
        written.cache_errors.extend(memo::write(&project, tome, memo).err());
    }
    written.report(terminal)?;
    if all.has_errors() {
        terminal.print_totals(&all)?;
    }
    if notes > 0 && !terminal.writes_json() {
        terminal.print_message(&terminal.say("build-notes", &[("notes", notes.into())]))?;
    }
    let outcome = Outcome::of(&all);
    // Not freed, as in `write_edition`: the process is about to end.
    std::mem::forget((project, manifest, all, memos));
    Ok(outcome)
}

/// The number of threads that share the work; none for one on each processor.
///
/// Reading, setting and packing a text takes half a millisecond. For a build without layout, with little text and no picture that
/// must be encoded again, a second thread saves a fifteenth of the time and costs a fifth more processor time (`tests/bench`).
fn thread_count(sources: &SourceMap, options: &Options<'_>) -> Option<usize> {
    let few = sources.iter().map(|source| source.text().len()).sum::<usize>() < 4 << 20;
    let light = sources.iter().all(|source| source.bytes().length() < epub::HEAVY);
    (few && light && !options.lays_out()).then_some(1)
}

/// What happened to a tome.
enum TomeResult {
    /// The files in output/ are up to date.
    UpToDate(String, BuildSummary),
    /// It was built, and its files are to be written.
    Built {
        edition: Box<BuildOutput>,
        /// None for a draft with errors.
        stamp: Option<BuildStamp>,
        /// The messages that the stamp keeps.
        found: Diagnostics,
        warnings: usize,
        notes: usize,
    },
}

/// What came of writing the files.
#[derive(Default)]
struct Written {
    /// The number of notes of the tomes that are up to date.
    earlier_notes: usize,
    /// One for each file or group of files that could not be written.
    failures: Vec<Failure>,
    /// Failures to write into the cache. The books do not depend on it.
    cache_errors: Vec<project::Error>,
}

impl Written {
    /// Says what could not be written, each thing once.
    fn report(mut self, terminal: &Terminal) -> Result<(), Failure> {
        // The note says that the books are complete. Where one could not be written, that is the message.
        if let Some(error) = self.cache_errors.first().filter(|_| self.failures.is_empty() && !terminal.writes_json()) {
            let arguments = disk_arguments(error, terminal);
            let arguments: Vec<_> = arguments.iter().map(|(name, text)| (*name, Argument::Text(text))).collect();
            self.failures.extend(terminal.print_message(&terminal.say("build-no-cache", &arguments)).err());
        }
        self.failures.dedup();
        let last = self.failures.pop();
        for Failure(message) in self.failures {
            let _ = terminal.print_message(&said(&message, &terminal.words));
        }
        last.map_or(Ok(()), Err)
    }
}

/// Writes the files of the tomes that were built, then the report. A failure with one tome does not keep the others from being
/// written.
fn write_results(
    project: &OpenProject,
    results: Vec<TomeResult>,
    report_file: Option<&ReportFile>,
    terminal: &Terminal,
) -> Written {
    let mut reports = Vec::new();
    let mut written = Written::default();
    for result in results {
        match result {
            TomeResult::UpToDate(tome, summary) => {
                written.earlier_notes += summary.notes;
                written.failures.extend(print_summary(&tome, &summary, 0, true, terminal).err());
            }
            TomeResult::Built { mut edition, stamp, found, warnings, notes } => {
                if let (Some(book), Some(report)) = (&edition.book, edition.report.take()) {
                    reports.push((book.tome.id.to_string(), report));
                }
                let stamp = stamp.as_ref().map(|stamp| (stamp, &found));
                let errors = found.count(Severity::Error);
                let result = write_edition(project, *edition, [errors, warnings, notes], stamp, &mut written, terminal);
                written.failures.extend(result.err());
            }
        }
    }
    if let Some(report_file) = report_file.filter(|_| !reports.is_empty()) {
        written.failures.extend(report_file.write(&reports, project, terminal).err());
    }
    written
}

/// Writes the files of an edition and its stamp with the messages that it keeps, and prints a summary; `counts` are the numbers of
/// errors, warnings and notes.
fn write_edition(
    project: &OpenProject,
    edition: BuildOutput,
    counts: [usize; 3],
    stamp: Option<(&BuildStamp, &Diagnostics)>,
    written: &mut Written,
    terminal: &Terminal,
) -> Result<(), Failure> {
    let Some(book) = &edition.book else { return Ok(()) };
    let files: Vec<_> = edition.artifacts.into_iter().map(|artifact| (artifact.name, artifact.bytes)).collect();
    project.write_output(&files, terminal)?;
    let summary = BuildSummary {
        files: files.iter().map(|(name, bytes)| (name.clone(), bytes.size())).collect(),
        pages: edition.pages,
        words: book.sections.iter().map(|section| section.words).sum(),
        warnings: counts[1],
        notes: counts[2],
    };
    if let Some((stamp, found)) = stamp.filter(|_| !files.is_empty()) {
        written.cache_errors.extend(stamp.write(&summary, found, &files, project).err());
    }
    let printed = print_summary(book.tome.id.as_str(), &summary, counts[0], false, terminal);
    // The process is about to end, which frees all memory at once; freeing a book piece by piece takes time.
    std::mem::forget(edition.book);
    printed
}

/// Prints which files a tome has, in spite of so many errors; `up_to_date` says that they existed before this build.
fn print_summary(
    tome: &str,
    summary: &BuildSummary,
    errors: usize,
    up_to_date: bool,
    terminal: &Terminal,
) -> Result<(), Failure> {
    if terminal.writes_json() {
        let path = |name: &str| format!("output/{name}");
        let files: Vec<_> =
            summary.files.iter().map(|(name, bytes)| serde_json::json!({ "path": path(name), "bytes": bytes })).collect();
        let object = serde_json::json!({
            "tome": tome, "files": files, "pages": summary.pages, "words": summary.words, "warnings": summary.warnings,
        });
        return terminal.print_output(&format!("{object}\n"));
    }
    if up_to_date {
        let arguments = [("tome", Argument::Text(tome)), ("warnings", summary.warnings.into())];
        terminal.print_message(&terminal.say("build-current", &arguments))?;
    } else {
        let pages = summary.pages.map_or_else(String::new, |pages| terminal.say("build-pages", &[("pages", pages.into())]));
        terminal.print_message(&terminal.say(
            "build-done",
            &[
                ("tome", Argument::Text(tome)),
                ("files", summary.files.len().into()),
                ("pages", Argument::Text(&pages)),
                ("words", summary.words.into()),
                ("errors", errors.into()),
                ("warnings", summary.warnings.into()),
            ],
        ))?;
    }
    for (name, bytes) in &summary.files {
        let path = format!("output/{name}");
        let arguments = [("path", Argument::Text(&path)), ("kilobytes", bytes.div_ceil(1000).into())];
        terminal.print_message(&terminal.say("build-file", &arguments))?;
    }
    Ok(())
}
