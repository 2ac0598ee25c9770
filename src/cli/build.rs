//! `make-book tome1`: builds the files of one or more tomes.

use super::{
    arguments::{BookFormat, Build, General},
    build_stamp::{self, BuildStamp, BuildSummary},
    environment, memo,
    open_project::{OpenProject, disk_arguments, no_project},
    outcome::{Failure, Outcome},
    progress::Progress,
    report::ReportFile,
    selection::{self, Selection},
    terminal::{Terminal, said},
    thread_pool,
};
use crate::{
    compile::{self, Anchors, BuildOutput, Options},
    diagnostic::{Diagnostics, Severity},
    epub,
    locale::Argument,
    memo::Memo,
    project,
    report::Report,
    source::SourceMap,
};
use std::path::Path;

/// Builds the tomes asked for and writes their files into output/. Of a tome with errors nothing is written.
pub(super) fn run(general: &General, build: &Build, terminal: &Terminal) -> Result<Outcome, Failure> {
    if build.tomes.is_empty() && !build.all && general.root.is_none() && project::find_root(Path::new(".")).is_none() {
        // Whoever has no book yet is told how to begin one.
        return Err(no_project(Path::new("."), terminal));
    }
    if build.tomes.is_empty() && !build.all {
        return Err(terminal.failure("no-tome", &[]));
    }
    if build.all && !build.tomes.is_empty() {
        return Err(terminal.failure("all-and-tomes", &[("tomes", Argument::Text(&build.tomes.join(" ")))]));
    }
    if let [word] = build.tomes.as_slice()
        && general.root.is_none()
        && project::find_root(Path::new(".")).is_none()
        && word.chars().all(|sign| sign.is_ascii_alphabetic())
    {
        // A command of another program, perhaps: here a word alone is the folder of a volume.
        let Failure(here) = no_project(Path::new("."), terminal);
        return Err(Failure(format!("{here}\n  {}", terminal.say("no-project-word", &[("word", Argument::Text(word))]))));
    }
    let Some(selection) = Selection::open(general, &build.tomes, terminal)? else { return Ok(Outcome::HasErrors) };
    let Selection { project, manifest, tomes, found } = selection;
    let report_file = build.report.as_deref().map(|path| ReportFile::from_path(path, &project, terminal)).transpose()?;
    let tomes = selection::part(tomes, build.shard, &manifest, terminal)?;
    let file_date = environment::file_date(terminal)?;
    let progress = Progress::new(terminal);
    let show_progress = |stage, title: &str| progress.stage(stage, title);
    let anchors = Anchors::default();
    let cache = memo::Cache::open(&project, terminal)?;
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
        anchors: Some(&anchors),
        progress: &show_progress,
    };
    thread_pool::init(thread_count(project.sources(), &options));
    project.sweep_output();
    let mut all = found.clone();
    let mut written = Written::default();
    let digest = build_stamp::digest(project.sources());
    let count = tomes.len();
    for (place, tome) in tomes.into_iter().enumerate() {
        let id = manifest.tomes[tome].id.as_str();
        let stamp = BuildStamp::new(id, &digest, &options);
        let current = if report_file.is_none() { stamp.up_to_date(&project) } else { None };
        // The warnings are shown again. `--strict` makes them errors, with which nothing is written.
        if let Some((summary, messages)) = current.filter(|(summary, _)| summary.warnings == 0 || !general.strict) {
            all.append(messages);
            written.earlier_notes += summary.notes;
            written.tomes.push(WrittenTome { id: id.to_owned(), summary, errors: 0, is_earlier: true });
            continue;
        }
        progress.tome(id);
        let mut sink = found.clone();
        let memo = cache.read(&project, id);
        let options = Options { memo: &memo, ..options };
        let mut edition = compile::compile(project.sources(), &manifest, tome, options, &mut sink);
        project.check_unchanged(terminal)?;
        let is_laid_out = edition.pages.is_some();
        let notes = sink.count(Severity::Note) - found.count(Severity::Note);
        let sink = general.apply_strict(sink);
        if !sink.has_errors() || build.draft {
            written.reports.extend(edition.report.take().map(|report| (id.to_owned(), report)));
            // A draft with errors gets no stamp: it is built again each time, so that its errors are reported again.
            let stamp = (!sink.has_errors()).then_some(&stamp);
            written.write(&project, &mut edition, &sink.clone().without_notes(), notes, stamp, terminal);
        }
        all.append(sink);
        // After the book, with the room that it leaves; a later book that finds none takes it.
        if is_laid_out {
            written.cache_errors.extend(cache.write(&project, id, &memo).err());
        }
        if place + 1 == count {
            // The process is about to end, which frees all memory at once; freeing it piece by piece takes time.
            std::mem::forget((memo, edition));
        }
    }
    written.cache_errors.extend(cache.end());
    drop(progress);
    let all = general.apply_strict(all);
    let mut notes = all.count(Severity::Note);
    let all = all.without_notes();
    terminal.report(&all, project.sources())?;
    notes += written.earlier_notes;
    written.report(&project, report_file.as_ref(), terminal)?;
    if all.has_errors() {
        terminal.print_totals(&all)?;
    }
    if notes > 0 && !terminal.writes_json() {
        terminal.print_message(&terminal.say("build-notes", &[("notes", notes.into())]))?;
    }
    let outcome = Outcome::of(&all);
    // Not freed, as in the loop.
    std::mem::forget((project, manifest, all));
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

/// A tome whose files are in output/.
struct WrittenTome {
    id: String,
    summary: BuildSummary,
    errors: usize,
    /// Whether they were up to date.
    is_earlier: bool,
}

/// What came of the tomes so far. Of each only what is to be printed stays in memory: a catalogue may have a thousand.
#[derive(Default)]
struct Written {
    tomes: Vec<WrittenTome>,
    /// The typographic reports, if they were asked for.
    reports: Vec<(String, Report)>,
    /// The number of notes of the tomes that are up to date.
    earlier_notes: usize,
    /// One for each file or group of files that could not be written.
    failures: Vec<Failure>,
    /// Failures to write into the cache. The books do not depend on it.
    cache_errors: Vec<project::Error>,
}

impl Written {
    /// Writes the files of an edition, and its stamp with the messages `found`. A failure does not keep other tomes from being written.
    fn write(
        &mut self,
        project: &OpenProject,
        edition: &mut BuildOutput,
        found: &Diagnostics,
        notes: usize,
        stamp: Option<&BuildStamp>,
        terminal: &Terminal,
    ) {
        let artifacts = std::mem::take(&mut edition.artifacts);
        let Some(book) = &edition.book else { return };
        let files: Vec<_> = artifacts.into_iter().map(|artifact| (artifact.name, artifact.bytes)).collect();
        if let Err(failure) = project.write_output(&files, terminal) {
            self.failures.push(failure);
            return;
        }
        let summary = BuildSummary {
            files: files.iter().map(|(name, bytes)| (name.clone(), bytes.size())).collect(),
            pages: edition.pages,
            words: book.sections.iter().map(|section| section.words).sum(),
            warnings: found.count(Severity::Warning),
            notes,
        };
        if let Some(stamp) = stamp.filter(|_| !files.is_empty()) {
            self.cache_errors.extend(stamp.write(&summary, found, &files, project).err());
        }
        let (id, errors) = (book.tome.id.to_string(), found.count(Severity::Error));
        self.tomes.push(WrittenTome { id, summary, errors, is_earlier: false });
    }

    /// Prints what was written, writes the typographic report, and says what could not be written, each thing once.
    fn report(mut self, project: &OpenProject, report_file: Option<&ReportFile>, terminal: &Terminal) -> Result<(), Failure> {
        for tome in &self.tomes {
            self.failures.extend(print_summary(tome, terminal).err());
        }
        if let Some(report_file) = report_file.filter(|_| !self.reports.is_empty()) {
            self.failures.extend(report_file.write(&self.reports, project, terminal).err());
        }
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

/// Prints which files a tome has, in spite of its errors.
fn print_summary(WrittenTome { id, summary, errors, is_earlier }: &WrittenTome, terminal: &Terminal) -> Result<(), Failure> {
    if terminal.writes_json() {
        let path = |name: &str| format!("output/{name}");
        let files: Vec<_> =
            summary.files.iter().map(|(name, bytes)| serde_json::json!({ "path": path(name), "bytes": bytes })).collect();
        let object = serde_json::json!({
            "tome": id, "files": files, "pages": summary.pages, "words": summary.words, "warnings": summary.warnings,
        });
        return terminal.print_output(&format!("{object}\n"));
    }
    if *is_earlier {
        let arguments = [("tome", Argument::Text(id)), ("warnings", summary.warnings.into())];
        terminal.print_message(&terminal.say("build-current", &arguments))?;
    } else {
        let pages = summary.pages.map_or_else(String::new, |pages| terminal.say("build-pages", &[("pages", pages.into())]));
        terminal.print_message(&terminal.say(
            "build-done",
            &[
                ("tome", Argument::Text(id)),
                ("files", summary.files.len().into()),
                ("pages", Argument::Text(&pages)),
                ("words", summary.words.into()),
                ("errors", (*errors).into()),
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
