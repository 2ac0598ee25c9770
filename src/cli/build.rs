//! `make-book tome1`: the files of one or more tomes.

use super::{
    Failure, Status,
    arguments::{BookFormat, Build, General},
    environment, memo,
    progress::Progress,
    report::Wanted,
    root::Root,
    seal::{self, Made, Seal},
    share,
    terminal::Terminal,
};
use crate::{
    compile::{self, Edition, Options},
    diagnostic::{Diagnostics, Severity, nearest},
    epub,
    locale::Argument,
    manifest::{self, Manifest},
    memo::Memo,
    source::SourceMap,
};

/// Builds the tomes asked for and writes their files into output/; of a tome with errors nothing is written.
pub(super) fn run(general: &General, build: &Build, terminal: &Terminal) -> Result<Status, Failure> {
    if build.tomes.is_empty() && !build.all {
        return Err(terminal.failure("no-tome", &[]));
    }
    let root = Root::open(general, terminal)?;
    let mut found = root.found.clone();
    let Some(manifest) = manifest::read(root.sources(), &mut found) else {
        terminal.report(&found, root.sources())?;
        return Ok(Status::Faulty);
    };
    let wanted = build.report.as_deref().map(|path| Wanted::read(path, &root, terminal)).transpose()?;
    let tomes = chosen_of(&manifest, &build.tomes, &found, root.sources(), terminal)?;
    let date = environment::file_date(terminal)?;
    let progress = Progress::new(terminal);
    let tell = |stage, piece: &str| progress.stage(stage, piece);
    let options = Options {
        epub: matches!(build.format, BookFormat::Epub | BookFormat::Both),
        pdf: matches!(build.format, BookFormat::Pdf | BookFormat::Both),
        print: build.format == BookFormat::Print,
        page_list: matches!(build.format, BookFormat::Epub | BookFormat::Both) && !build.no_page_list,
        report: wanted.is_some(),
        draft: build.draft,
        file_date: date,
        memo: &Memo::default(),
        progress: &tell,
    };
    share(threads(root.sources(), &options));
    let mut all = found.clone();
    let mut editions = Vec::new();
    let sum = seal::sum(root.sources());
    for tome in tomes {
        let seal = Seal::new(manifest.tomes[tome].id.as_str(), &sum, &options);
        let made = if wanted.is_none() { seal.unbroken(&root) } else { None };
        // Only a person can be told in a word that there are warnings; a program waits for each.
        if let Some(made) = made.filter(|made| made.warnings == 0 || (terminal.is_for_people() && !general.strict)) {
            editions.push(Done::Before(manifest.tomes[tome].id.to_string(), made));
            continue;
        }
        progress.tome(manifest.tomes[tome].id.as_str());
        let mut sink = found.clone();
        let memo = memo::read(&root, manifest.tomes[tome].id.as_str());
        let options = Options { memo: &memo, ..options };
        let edition = compile::compile(root.sources(), &manifest, tome, options, &mut sink);
        root.confirm(terminal)?;
        if edition.pages.is_some() {
            memo::write(&root, manifest.tomes[tome].id.as_str(), &memo, terminal);
        }
        let notes = sink.count(Severity::Note) - found.count(Severity::Note);
        let sink = judged(sink, general);
        if !sink.has_errors() || build.draft {
            // A draft with errors is made again each time, and its errors told.
            let seal = (!sink.has_errors()).then_some(seal);
            editions.push(Done::Now(seal, Box::new(edition), sink.count(Severity::Warning), notes));
        }
        all.append(sink);
    }
    drop(progress);
    let all = judged(all, general);
    let mut notes = all.count(Severity::Note);
    let all = all.without_notes();
    terminal.report(&all, root.sources())?;
    let mut reports = Vec::new();
    for done in editions {
        match done {
            Done::Before(tome, made) => {
                notes += made.notes;
                tell_made(&tome, &made, true, terminal)?;
            }
            Done::Now(seal, mut edition, warnings, own_notes) => {
                if let (Some(book), Some(report)) = (&edition.book, edition.report.take()) {
                    reports.push((book.tome.id.to_string(), report));
                }
                finish(&root, *edition, (warnings, own_notes), seal.as_ref(), terminal)?;
            }
        }
    }
    if let Some(wanted) = wanted.filter(|_| !reports.is_empty()) {
        wanted.write(&reports, &root, terminal)?;
    }
    if all.has_errors() {
        count(&all, terminal)?;
    }
    if notes > 0 && !terminal.speaks_json() {
        let notes = Argument::Number(i64::try_from(notes).unwrap_or(i64::MAX));
        terminal.tell(&terminal.say("build-notes", &[("notes", notes)]))?;
    }
    let status = Status::of(&all);
    // As in `finish`: the process is about to end.
    std::mem::forget((root, manifest, all));
    Ok(status)
}

/// How many threads share the work; none for all that there are.
///
/// A text is read, set and packed in half a millisecond. Of a book without pages that has few of them, and no picture to be made anew, a
/// second thread spares a fifteenth of the time by the clock and costs a fifth more of the processors' (`tests/bench`).
fn threads(sources: &SourceMap, options: &Options<'_>) -> Option<usize> {
    let few = sources.iter().map(|source| source.text().len()).sum::<usize>() < 4 << 20;
    let light = sources.iter().all(|source| source.bytes().length() < epub::HEAVY);
    (few && light && !options.lays_out()).then_some(1)
}

/// What came of a tome.
enum Done {
    /// Nothing was to be done.
    Before(String, Made),
    /// It was made; its seal, its warnings and its notes.
    Now(Option<Seal>, Box<Edition>, usize, usize),
}

/// The diagnostics as `--strict` sees them.
pub(super) fn judged(found: Diagnostics, general: &General) -> Diagnostics {
    if general.strict { found.strict() } else { found }
}

/// Indices of the tomes named, or of all when none is; each once, in the order of the book.
pub(super) fn chosen(manifest: &Manifest, names: &[String], terminal: &Terminal) -> Result<Vec<usize>, Failure> {
    let mut chosen = Vec::new();
    for name in names {
        // A shell's completion writes the folder with its slash.
        let wanted = name.trim_end_matches(['/', '\\']);
        match manifest.tomes.iter().position(|tome| tome.id.as_str() == wanted) {
            Some(index) => chosen.push(index),
            None => return Err(unknown(manifest, wanted, terminal)),
        }
    }
    if names.is_empty() {
        chosen.extend(0..manifest.tomes.len());
    }
    chosen.sort_unstable();
    chosen.dedup();
    Ok(chosen)
}

/// As [`chosen`]; a tome may be unknown because of what is wrong with the files, so that is told first.
pub(super) fn chosen_of(
    manifest: &Manifest,
    names: &[String],
    found: &Diagnostics,
    sources: &SourceMap,
    terminal: &Terminal,
) -> Result<Vec<usize>, Failure> {
    let chosen = chosen(manifest, names, terminal);
    if chosen.is_err() {
        terminal.report(found, sources)?;
    }
    chosen
}

fn unknown(manifest: &Manifest, name: &str, terminal: &Terminal) -> Failure {
    const COMMANDS: [&str; 8] = ["check", "status", "import", "new", "schema", "explain", "completions", "man"];
    let tomes: Vec<&str> = manifest.tomes.iter().map(|tome| tome.id.as_str()).collect();
    match nearest(name, tomes.iter().copied().chain(COMMANDS)) {
        Some(near) => {
            terminal.failure("unknown-tome-near", &[("tome", Argument::Text(name)), ("suggestion", Argument::Text(near))])
        }
        None => terminal.failure("unknown-tome", &[("tome", Argument::Text(name)), ("tomes", Argument::Text(&tomes.join(", ")))]),
    }
}

/// Writes the files of an edition, seals them and says what they are; `counts` are its warnings and notes.
fn finish(
    root: &Root,
    edition: Edition,
    counts: (usize, usize),
    seal: Option<&Seal>,
    terminal: &Terminal,
) -> Result<(), Failure> {
    let Some(book) = &edition.book else { return Ok(()) };
    let files: Vec<_> = edition.artifacts.into_iter().map(|artifact| (artifact.name, artifact.bytes)).collect();
    root.write_output(&files, terminal)?;
    let made = Made {
        files: files.iter().map(|(name, bytes)| (name.clone(), bytes.size())).collect(),
        pages: edition.pages,
        words: book.sections.iter().map(|section| section.words).sum(),
        warnings: counts.0,
        notes: counts.1,
    };
    if let Some(seal) = seal.filter(|_| !files.is_empty()) {
        seal.put(&made, &files, root, terminal)?;
    }
    let told = tell_made(book.tome.id.as_str(), &made, false, terminal);
    // The process is about to end, and gives all its memory back at once; piece by piece, a book takes its time.
    std::mem::forget(edition.book);
    told
}

/// Says what the files of a tome are; `before` says that they were there already.
fn tell_made(tome: &str, made: &Made, before: bool, terminal: &Terminal) -> Result<(), Failure> {
    if terminal.speaks_json() {
        let path = |name: &str| format!("output/{name}");
        let files: Vec<_> =
            made.files.iter().map(|(name, bytes)| serde_json::json!({ "path": path(name), "bytes": bytes })).collect();
        let object = serde_json::json!({
            "tome": tome, "files": files, "pages": made.pages, "words": made.words, "warnings": made.warnings,
        });
        return terminal.product(&format!("{object}\n"));
    }
    let count = |number: usize| Argument::Number(i64::try_from(number).unwrap_or(i64::MAX));
    if before {
        terminal.tell(&terminal.say("build-current", &[("tome", Argument::Text(tome)), ("warnings", count(made.warnings))]))?;
    } else {
        let pages = made.pages.map_or_else(String::new, |pages| terminal.say("build-pages", &[("pages", count(pages))]));
        terminal.tell(&terminal.say(
            "build-done",
            &[
                ("tome", Argument::Text(tome)),
                ("files", count(made.files.len())),
                ("pages", Argument::Text(&pages)),
                ("words", count(made.words)),
                ("warnings", count(made.warnings)),
            ],
        ))?;
    }
    for (name, bytes) in &made.files {
        let (path, kilobytes) = (format!("output/{name}"), count(bytes.div_ceil(1000)));
        terminal.tell(&terminal.say("build-file", &[("path", Argument::Text(&path)), ("kilobytes", kilobytes)]))?;
    }
    Ok(())
}

/// How many errors and warnings there are, after the last of them.
pub(super) fn count(found: &Diagnostics, terminal: &Terminal) -> Result<(), Failure> {
    if terminal.speaks_json() {
        return Ok(());
    }
    let number = |severity| Argument::Number(i64::try_from(found.count(severity)).unwrap_or(i64::MAX));
    let arguments = [("errors", number(Severity::Error)), ("warnings", number(Severity::Warning))];
    terminal.tell(&terminal.say("found", &arguments))
}
