//! `make-book release`: builds the volumes and lays out a folder that can be put on any web server as it is.
//!
//! A release is refused as long as the book has errors, a text that nobody has approved, or one that is announced and not there.

use super::{
    arguments::General,
    environment, memo,
    open_project::{OpenProject, disk_failure},
    outcome::{Failure, Outcome},
    progress::Progress,
    selection::Selection,
    terminal::Terminal,
};
use crate::{
    book,
    compile::{self, Anchors, BuildOutput, Options},
    diagnostic::{Code, Diagnostic, Diagnostics, Severity},
    locale::Argument,
    manifest::{Manifest, Status},
    project,
    release::{self, COVER_SIDES, Files, Picture, PrintFile, PrintedPart, Release, ReleasedFile, ReleasedFormat, Volume},
    source::Parts,
};
use std::path::Path;

/// What the command line asks for.
pub(super) struct Request<'a> {
    /// Folders of the tomes; empty for all.
    pub(super) tomes: &'a [String],
    /// Folder of the release, if it is not output/release.
    pub(super) to: Option<&'a Path>,
    /// Address of the folder on the web.
    pub(super) base: Option<&'a str>,
    /// Folder of an earlier release to compare with.
    pub(super) since: Option<&'a Path>,
    /// Whether texts that nobody has approved may go out, and a volume without a text that it announces.
    pub(super) unapproved: bool,
    /// Whether the files for the printer go with it.
    pub(super) print: bool,
}

/// The list of a release's files, by which a later release knows its own folder.
const LIST: &str = "SHA256SUMS";
/// The longest release.json that is read, in bytes.
const LARGEST_LIST: u64 = 64 << 20;

/// Builds the tomes asked for, or all, and writes the release. Of a book with errors nothing is written.
pub(super) fn run(general: &General, request: &Request<'_>, terminal: &Terminal) -> Result<Outcome, Failure> {
    let base = request.base.map(|base| address(base, terminal)).transpose()?;
    // Read before anything is written: it may be the folder that is about to change.
    let earlier = request.since.map(|folder| earlier(folder, terminal)).transpose()?;
    let Some(selection) = Selection::open(general, request.tomes, terminal)? else { return Ok(Outcome::HasErrors) };
    let Selection { project, manifest, tomes, found } = selection;
    if let Some(price) = manifest.work.legal.price.as_ref().filter(|written| book::price(&written.value).is_none()) {
        // A warning of `check`; here it stands in the way.
        let mut found = Diagnostics::new();
        let report = Diagnostic::new(Code::BadPrice, price.span).with("price", &price.value);
        found.push(Diagnostic { severity: Severity::Error, ..report });
        terminal.report(&found, project.sources())?;
        terminal.print_totals(&found)?;
        return Ok(Outcome::HasErrors);
    }
    refuse_empty(&project, &manifest, &tomes, terminal)?;
    let waiting = Waiting::of(&project, &manifest, &tomes);
    if !request.unapproved {
        waiting.refuse(terminal)?;
    }
    let (mut folder, shown) = open(&project, request.to, terminal)?;
    let mut files: Vec<(String, usize)> = Vec::new();
    let mut add = |name: String, bytes: &Parts| {
        folder.add(&name, bytes).or_else(|error| {
            project.check_unchanged(terminal)?;
            Err(disk_failure(&error, terminal))
        })?;
        files.push((name, bytes.size()));
        Ok(())
    };
    let mut volumes: Vec<Volume> = Vec::new();
    let mut take = |edition| {
        volumes.extend(volume(edition, &mut add)?);
        Ok(())
    };
    let Some(all) = build(general, (&project, &manifest, &found), (&tomes, request.print), &mut take, terminal)? else {
        return Ok(Outcome::HasErrors);
    };
    let records = release::records(Release { volumes: &volumes, base: base.as_deref() }, earlier.as_deref());
    let Some(records) = records else {
        let since = request.since.map(|folder| folder.display().to_string()).unwrap_or_default();
        return Err(terminal.failure("release-since", &[("folder", Argument::Text(&since))]));
    };
    for (path, bytes) in records {
        add(path, &bytes.into())?;
    }
    folder.finish().map_err(|error| disk_failure(&error, terminal))?;
    report("release-done", &shown, &files, terminal)?;
    say_what_appears_later(&manifest, &tomes, terminal)?;
    // Links that lead nowhere, also to announced texts of other volumes, and parts without a text.
    let mut lost = all.clone();
    lost.retain(|found| matches!(found.code, Code::LinkToExpected | Code::EmptyPart));
    if !lost.is_empty() {
        terminal.report(&lost, project.sources())?;
    }
    if !waiting.expected.is_empty() {
        terminal.print_message(&Waiting::say(terminal, "release-without", &waiting.expected))?;
    }
    if all.count(Severity::Warning) > 0 {
        terminal.print_totals(&all)?;
    }
    Ok(Outcome::Done)
}

/// Builds EPUB and PDF of the tomes, with the files for the printer if they are asked for, and hands each over as soon as it is made, so that no more than one is in memory. Reports what is wrong
/// with them; none when there are errors, after the first of which nothing is handed over.
pub(super) fn build(
    general: &General,
    (project, manifest, found): (&OpenProject, &Manifest, &Diagnostics),
    (tomes, print): (&[usize], bool),
    take: &mut dyn FnMut(BuildOutput) -> Result<(), Failure>,
    terminal: &Terminal,
) -> Result<Option<Diagnostics>, Failure> {
    let progress = Progress::new(terminal);
    let show_progress = |stage, title: &str| progress.stage(stage, title);
    let file_date = environment::file_date(terminal)?;
    let (anchors, cache) = (Anchors::default(), memo::Cache::open(project, terminal)?);
    let (mut all, mut is_good) = (found.clone(), true);
    for &tome in tomes {
        let id = manifest.tomes[tome].id.as_str();
        progress.tome(id);
        let memo = cache.read(project, id);
        let options = Options { anchors: Some(&anchors), print, ..Options::for_readers(file_date, &memo, &show_progress) };
        let mut sink = found.clone();
        let edition = compile::compile(project.sources(), manifest, tome, options, &mut sink);
        project.check_unchanged(terminal)?;
        // What is published is not printed anew when the other volume is mended.
        let sink = general.apply_strict(sink.raise(|code| code == Code::UnnumberedReferences));
        is_good &= !sink.has_errors() && !edition.artifacts.is_empty();
        all.append(sink);
        if is_good {
            take(edition)?;
            project.check_unchanged(terminal)?;
        }
    }
    cache.end_in_silence();
    drop(progress);
    let all = general.apply_strict(all);
    terminal.report(&all.clone().without_notes(), project.sources())?;
    if !is_good || all.has_errors() {
        terminal.print_totals(&all)?;
        return Ok(None);
    }
    Ok(Some(all))
}

/// Names the volumes that appear after today, where the records cannot know: no byte of them depends on the clock.
fn say_what_appears_later(manifest: &Manifest, tomes: &[usize], terminal: &Terminal) -> Result<(), Failure> {
    if environment::file_date(terminal)?.is_some() {
        return Ok(());
    }
    let today = environment::today(terminal)?;
    for tome in tomes.iter().map(|&tome| &manifest.tomes[tome]) {
        let date = tome.date.or(manifest.work.date).map(|date| date.value);
        if let Some(date) = date.filter(|date| date.first_day() > today.first_day()) {
            let date = date.to_string();
            let arguments = [("tome", Argument::Text(tome.id.as_str())), ("date", Argument::Text(&date))];
            terminal.print_message(&terminal.say("release-later", &arguments))?;
        }
    }
    Ok(())
}

/// The address of the folder, with a slash at its end.
pub(super) fn address(base: &str, terminal: &Terminal) -> Result<String, Failure> {
    let rest = base.strip_prefix("https://").or_else(|| base.strip_prefix("http://"));
    let is_address = rest
        .is_some_and(|rest| !rest.is_empty() && !rest.contains(['?', '#', '"', '<', '>']) && !rest.contains(char::is_whitespace));
    if !is_address {
        return Err(terminal.failure("release-base", &[("base", Argument::Text(base))]));
    }
    Ok(format!("{}/", base.trim_end_matches('/')))
}

/// The release.json of the earlier release in `folder`.
fn earlier(folder: &Path, terminal: &Terminal) -> Result<Vec<u8>, Failure> {
    let shown = folder.display().to_string();
    let missing = || terminal.failure("release-since", &[("folder", Argument::Text(&shown))]);
    project::read_file(&folder.join("release.json"), LARGEST_LIST).ok().flatten().ok_or_else(missing)
}

/// Fails when a volume has texts, and none of them was received.
fn refuse_empty(project: &OpenProject, manifest: &Manifest, tomes: &[usize], terminal: &Terminal) -> Result<(), Failure> {
    for &tome in tomes {
        let status = crate::check::status::status(project.sources(), manifest, tome);
        if !status.texts.is_empty() && status.texts.iter().all(|text| text.status == Status::Expected) {
            let id = manifest.tomes[tome].id.as_str();
            return Err(terminal.failure("release-no-text", &[("tome", Argument::Text(id))]));
        }
    }
    Ok(())
}

/// The texts that are not ready to be published.
struct Waiting {
    /// Those that nobody has approved.
    unapproved: Vec<String>,
    /// Those that are announced and not there.
    expected: Vec<String>,
}

impl Waiting {
    fn of(project: &OpenProject, manifest: &Manifest, tomes: &[usize]) -> Self {
        let mut waiting = Self { unapproved: Vec::new(), expected: Vec::new() };
        for &tome in tomes {
            for text in crate::check::status::status(project.sources(), manifest, tome).texts {
                match text.status {
                    Status::Draft | Status::Review => waiting.unapproved.push(text.path),
                    Status::Expected => waiting.expected.push(text.path),
                    Status::Approved => {}
                }
            }
        }
        waiting
    }

    /// Fails when a text is not ready, naming all that are not.
    fn refuse(&self, terminal: &Terminal) -> Result<(), Failure> {
        let lists = [("release-unapproved", &self.unapproved), ("release-expected", &self.expected)];
        let mut sentences: Vec<String> =
            lists.iter().filter(|(_, texts)| !texts.is_empty()).map(|(id, texts)| Self::say(terminal, id, texts)).collect();
        if sentences.is_empty() {
            return Ok(());
        }
        sentences.push(terminal.say("release-anyway", &[]));
        Err(Failure(sentences.join(" ")))
    }

    fn say(terminal: &Terminal, id: &str, texts: &[String]) -> String {
        terminal.say(id, &[("count", texts.len().into()), ("texts", Argument::Text(&texts.join(", ")))])
    }
}

/// The facts of a volume that was built; its files and covers go to `add` under the names of the release.
pub(super) fn volume(
    edition: BuildOutput,
    add: &mut dyn FnMut(String, &Parts) -> Result<(), Failure>,
) -> Result<Option<Volume>, Failure> {
    let Some(book) = edition.book else { return Ok(None) };
    let artifact = |name: &str| edition.artifacts.iter().find(|artifact| artifact.name == name);
    let mut released = Vec::new();
    for format in ReleasedFormat::ALL {
        let Some(artifact) = artifact(&format!("{}.{}", book.tome.id, format.extension())) else { continue };
        let path = release::file_name(&book, format);
        let sha256 = release::sha256(&artifact.bytes);
        released.push(ReleasedFile { path: path.clone(), format, bytes: artifact.bytes.size(), sha256 });
        add(path, &artifact.bytes)?;
    }
    let mut print = Vec::new();
    for part in PrintedPart::ALL {
        let Some(artifact) = artifact(&format!("{}-{}.pdf", book.tome.id, part.name())) else { continue };
        let path = format!("{}_{}.pdf", release::stem(&book, book.tome.isbn.print.as_ref()), part.name());
        let sha256 = release::sha256(&artifact.bytes);
        print.push(PrintFile { path: path.clone(), part, bytes: artifact.bytes.size(), sha256 });
        add(path, &artifact.bytes)?;
    }
    let mut pictures = Vec::new();
    for (side, name) in COVER_SIDES.into_iter().zip(["cover", "cover-small"]) {
        let Some((bytes, size)) = edition.cover.as_ref().and_then(|cover| release::jpeg(&cover.picture, side).ok()) else {
            continue;
        };
        let path = format!("{}_{name}.jpg", release::stem(&book, None));
        let parts = Parts::from(bytes);
        pictures.push(Picture { path: path.clone(), size, bytes: parts.size(), sha256: release::sha256(&parts) });
        add(path, &parts)?;
    }
    let files = Files { released, print, pictures };
    Ok(Some(Volume::new(book, edition.pages.unwrap_or_default(), edition.folios, files)))
}

/// Opens the folder of the release; returns it also as the user knows it.
fn open(project: &OpenProject, to: Option<&Path>, terminal: &Terminal) -> Result<(project::Folder, String), Failure> {
    let failed = |error: project::Error| disk_failure(&error, terminal);
    let (path, shown) = match to {
        Some(folder) => (folder.to_owned(), folder.display().to_string()),
        None => (project::release_folder(project.path()).map_err(failed)?, "output/release".to_owned()),
    };
    Ok((project::open_folder(&path, LIST, listed).map_err(failed)?, shown))
}

/// The names in a list of checksums, with that of the list; none when it is no such list.
fn listed(bytes: &[u8]) -> Option<Vec<String>> {
    let text = std::str::from_utf8(bytes).ok()?;
    let name = |line: &str| {
        let (sum, name) = line.split_once("  ")?;
        (sum.len() == 64 && sum.bytes().all(|byte| byte.is_ascii_hexdigit())).then(|| name.to_owned())
    };
    let mut names: Vec<String> = text.lines().map(name).collect::<Option<_>>()?;
    names.push(LIST.to_owned());
    Some(names)
}

/// Prints which files were written, each with its length in bytes, under the message `message`.
pub(super) fn report(message: &str, folder: &str, files: &[(String, usize)], terminal: &Terminal) -> Result<(), Failure> {
    if terminal.writes_json() {
        let files: Vec<_> = files.iter().map(|(name, bytes)| serde_json::json!({ "path": name, "bytes": bytes })).collect();
        return terminal.print_output(&format!("{}\n", serde_json::json!({ "folder": folder, "files": files })));
    }
    let arguments = [("folder", Argument::Text(folder)), ("files", files.len().into())];
    terminal.print_message(&terminal.say(message, &arguments))?;
    for (name, bytes) in files {
        let arguments = [("path", Argument::Text(name)), ("kilobytes", bytes.div_ceil(1000).into())];
        terminal.print_message(&terminal.say("build-file", &arguments))?;
    }
    Ok(())
}
