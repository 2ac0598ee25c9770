//! `make-book tome1`: the files of one or more tomes.

use super::{
    Failure, Status,
    arguments::{BookFormat, Build, General},
    environment,
    progress::Progress,
    root::Root,
    terminal::Terminal,
};
use crate::{
    check::status::status,
    compile::{self, Edition, Options},
    diagnostic::{Diagnostics, Severity, nearest},
    locale::Argument,
    manifest::{self, Manifest},
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
    let tomes = chosen_of(&manifest, &build.tomes, &found, root.sources(), terminal)?;
    let date = environment::file_date(terminal)?;
    let progress = Progress::new(terminal);
    let tell = |stage| progress.stage(stage);
    let options = Options {
        epub: build.format != BookFormat::Pdf,
        pdf: build.format != BookFormat::Epub,
        page_list: build.format != BookFormat::Pdf && !build.no_page_list,
        draft: build.draft,
        file_date: date,
        progress: &tell,
    };
    let mut all = found.clone();
    let mut editions = Vec::new();
    for tome in tomes {
        progress.tome(manifest.tomes[tome].id.as_str());
        let mut sink = found.clone();
        let edition = compile::compile(root.sources(), &manifest, tome, options, &mut sink);
        let sink = judged(sink, general);
        if !sink.has_errors() || build.draft {
            let texts = status(root.sources(), &manifest, tome).texts;
            let words = texts.iter().map(|text| text.words).sum();
            editions.push((edition, words, sink.count(Severity::Warning)));
        }
        all.append(sink);
    }
    drop(progress);
    let all = judged(all, general);
    let notes = all.count(Severity::Note);
    let all = all.without_notes();
    terminal.report(&all, root.sources())?;
    for (edition, words, warnings) in editions {
        finish(&root, edition, words, warnings, terminal)?;
    }
    if all.has_errors() {
        count(&all, terminal)?;
    }
    if notes > 0 && !terminal.speaks_json() {
        let notes = Argument::Number(i64::try_from(notes).unwrap_or(i64::MAX));
        terminal.tell(&terminal.say("build-notes", &[("notes", notes)]))?;
    }
    Ok(Status::of(&all))
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

/// Writes the files of an edition and says what they are; `words` are those of its texts.
fn finish(root: &Root, mut edition: Edition, words: usize, warnings: usize, terminal: &Terminal) -> Result<(), Failure> {
    let Some(book) = &edition.book else { return Ok(()) };
    let mut paths = Vec::new();
    let files: Vec<_> = edition.artifacts.drain(..).map(|artifact| (artifact.name, artifact.bytes)).collect();
    for (path, (_, bytes)) in root.write_output(&files, terminal)?.into_iter().zip(&files) {
        paths.push((path, bytes.len()));
    }
    if terminal.speaks_json() {
        let files: Vec<_> = paths.iter().map(|(path, bytes)| serde_json::json!({ "path": path, "bytes": bytes })).collect();
        let object = serde_json::json!({
            "tome": book.tome.id.as_str(), "files": files, "pages": edition.pages, "words": words, "warnings": warnings,
        });
        return terminal.product(&format!("{object}\n"));
    }
    let tome = book.tome.id.as_str();
    let count = |number: usize| Argument::Number(i64::try_from(number).unwrap_or(i64::MAX));
    let pages = edition.pages.map_or_else(String::new, |pages| terminal.say("build-pages", &[("pages", count(pages))]));
    terminal.tell(&terminal.say(
        "build-done",
        &[
            ("tome", Argument::Text(tome)),
            ("files", count(paths.len())),
            ("pages", Argument::Text(&pages)),
            ("words", count(words)),
            ("warnings", count(warnings)),
        ],
    ))?;
    for (path, bytes) in paths {
        let kilobytes = count(bytes.div_ceil(1000));
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
