//! `make-book watch`: shows the pages while their texts are written.
//!
//! It joins what others know: `watch` says when files may have changed, `project` reads them, `compile` makes pages of them, `preview` shows
//! them. It owns when a build is worth showing. It ends with the process.

use super::{
    arguments::General,
    desk, memo,
    open_project::OpenProject,
    outcome::{Failure, Outcome},
    programs,
    progress::Progress,
    selection::{may_concern, select_tomes},
    terminal::Terminal,
};
use crate::{
    book::Slug,
    compile::{self, Options},
    diagnostic::{Diagnostics, Severity, render::json},
    locale::Argument,
    manifest::{self, Manifest},
    memo::Memo,
    preview::{LastVolume, Message, View, Volume},
    source::SourceMap,
    watch::Watch,
};
use serde_json::Value;
use std::{
    collections::BTreeMap,
    hash::{Hash as _, Hasher as _},
    sync::Arc,
    time::{Duration, Instant},
};
use xxhash_rust::xxh3::Xxh3Default;

/// What the user asked for.
pub(super) struct Watching<'a> {
    /// The tomes to show; all if there is none.
    pub(super) tomes: &'a [String],
    /// Whether the page is opened in the browser.
    pub(super) opens: bool,
    /// The port of the page.
    pub(super) port: Option<u16>,
    /// Whether folders are compared without the system's help.
    pub(super) polls: bool,
    /// The command that opens a file in the editor.
    pub(super) editor: Option<&'a str>,
}

/// How soon a project that cannot be read is tried again: a folder may be on its way to another place.
const AGAIN: Duration = Duration::from_millis(300);
/// How long a browser takes to paint what it is told, more or less.
const PAINTING: Duration = Duration::from_millis(60);
/// How soon all files are read again after those that had not changed were taken for granted.
const CERTAIN: Duration = Duration::from_secs(1);
/// How often the contents of all files are compared where folders are: no date tells of every change on every drive.
const CONTENTS: Duration = Duration::from_secs(2);
/// How many times as long as reading took the files are left alone then, so that a slow drive is free most of the time.
const REST: u32 = 20;
/// How many builds in a row may be dropped because files have changed meanwhile.
const DROPPED: usize = 3;

/// Opens the page, and keeps it as the files are, until the process is ended.
pub(super) fn run(general: &General, asked: &Watching<'_>, terminal: &Terminal) -> Result<Outcome, Failure> {
    let mut project = OpenProject::open(general, terminal)?;
    let mut resident = Resident::of(&project, asked, terminal)?;
    let desk = desk::open(&project, asked.port, asked.editor, terminal)?;
    let mut watch = Watch::new(project.path(), asked.polls);
    watch.follow(project.folders());
    // The browser loads the page while its first view is made.
    terminal.print_output(&format!("{}\n", desk.address()))?;
    if !terminal.writes_json() {
        terminal.print_message(&terminal.say("watch-hint", &[]))?;
        if watch.polls() && !asked.polls {
            terminal.print_message(&terminal.say("watch-polls", &[]))?;
        }
    }
    if asked.opens && !programs::open(desk.address()) {
        terminal.print_message(&terminal.say("watch-no-browser", &[]))?;
    }
    desk.show_last(resident.last());
    let mut view = resident.build(&project, asked, general, terminal)?;
    let mut shown = contents(&project);
    desk.show(view.clone());
    resident.renew();
    // What changed before the folders were watched is looked for at once.
    let (mut pause, mut dropped, mut outgoing) = (Some(Duration::ZERO), 0, None::<View>);
    loop {
        // The browser has the machine to itself while it paints; then what was shown before goes.
        let mut has_happened = outgoing.is_some() && watch.wait(Some(PAINTING));
        if outgoing.take().is_some() {
            resident.renew();
        }
        // Whoever waits for a save is served first, by what files look like; their contents are compared when nobody waits.
        has_happened = has_happened || watch.wait(pause.take());
        let trusts = has_happened && !watch.polls();
        let start = now();
        project = match project.read_again(trusts, terminal) {
            Ok(project) => project,
            Err(Failure(message)) => {
                pause = Some(AGAIN);
                if view.failure.as_ref() != Some(&message) {
                    (view.failure, view.is_outdated) = (Some(message), true);
                    shown = None;
                    desk.show(view.clone());
                    report(&view, start, terminal)?;
                }
                continue;
            }
        };
        if watch.follow(project.folders()) {
            pause = Some(Duration::ZERO);
        } else if watch.polls() {
            pause = Some(CONTENTS.max(start.elapsed() * REST));
        } else if trusts {
            pause = Some(CERTAIN);
        }
        let read = contents(&project);
        if read == shown {
            // Nobody waits.
            resident.keep_shown(&project);
            continue;
        }
        let built = match resident.build(&project, asked, general, terminal) {
            Ok(built) => built,
            Err(Failure(message)) => View { failure: Some(message), is_outdated: true, ..view.clone() },
        };
        let is_torn = project.check_unchanged(terminal).is_err();
        if is_torn {
            pause = Some(AGAIN);
        }
        if (is_torn || watch.is_overtaken()) && dropped < DROPPED {
            dropped += 1;
            continue;
        }
        dropped = 0;
        desk.show(built.clone());
        outgoing = Some(std::mem::replace(&mut view, built));
        shown = if is_torn { None } else { read };
        report(&view, start, terminal)?;
    }
}

/// A sum of all inputs and of what is wrong with their files, which tells whether anything has changed. None for what was never read.
type Contents = Option<(u128, Diagnostics)>;

fn contents(project: &OpenProject) -> Contents {
    let mut sum = Xxh3Default::new();
    for source in project.sources().iter() {
        (source.path(), source.is_refused(), source.checksum()).hash(&mut sum);
    }
    sum.write_u8(0);
    Some((sum.digest128(), project.found.clone()))
}

/// What stays in memory from one build to the next.
#[derive(Default)]
struct Resident {
    manifest: Option<ReadManifest>,
    /// By the identifier of a tome.
    tomes: BTreeMap<String, Kept>,
    /// What the desk before showed of the volumes asked for, by identifier, in the order of the book.
    last: Vec<(String, Arc<LastVolume>)>,
}

/// The manifest of a build, and what it was made of.
struct ReadManifest {
    inputs: u128,
    found_before: Diagnostics,
    manifest: Option<Arc<Manifest>>,
    found: Diagnostics,
}

/// What is kept of a tome.
struct Kept {
    memo: Memo,
    /// Whether a whole build has used the memo since it was made.
    is_used: bool,
    /// Its last good pages; those of a draft while it has had none.
    volume: Option<Arc<Volume>>,
    is_draft: bool,
    /// Whether what is shown of it lies in its file.
    is_shown_kept: bool,
}

impl Resident {
    /// What there is before the first build. Fails when a name that was asked for is no volume's.
    fn of(project: &OpenProject, asked: &Watching<'_>, terminal: &Terminal) -> Result<Self, Failure> {
        let mut resident = Self::default();
        let (manifest, found) = resident.manifest(project);
        let read = |id: &str| memo::read_shown(project, id).map(|last| (id.to_owned(), Arc::new(last)));
        let selected = manifest.as_ref().map(|manifest| select_tomes(manifest, asked.tomes, terminal)).transpose();
        if found.has_errors() {
            // Which volumes a broken book has is not sure: each that was asked for, or has a folder, may be one.
            let possible = manifest::possible_tomes(manifest.as_deref(), project.sources());
            let asked: Vec<&str> = asked.tomes.iter().map(|name| name.trim_end_matches(['/', '\\'])).collect();
            let is_asked = |id: &&Slug| asked.is_empty() || asked.contains(&id.as_str());
            resident.last = possible.iter().filter(is_asked).filter_map(|id| read(id.as_str())).collect();
            return if resident.last.is_empty() { selected.map(|_| resident) } else { Ok(resident) };
        }
        let Some((manifest, selected)) = manifest.zip(selected?) else { return Ok(resident) };
        // One that is new to the desk has the others wait for it.
        let last = selected.into_iter().map(|tome| read(manifest.tomes[tome].id.as_str()));
        resident.last = last.collect::<Option<Vec<_>>>().unwrap_or_default();
        Ok(resident)
    }

    /// Lays out the volumes asked for. A volume with errors keeps the pages that it had; one that never was without errors is shown as a
    /// draft.
    fn build(
        &mut self,
        project: &OpenProject,
        asked: &Watching<'_>,
        general: &General,
        terminal: &Terminal,
    ) -> Result<View, Failure> {
        let sources = project.sources();
        let (manifest, mut found) = self.manifest(project);
        let Some(manifest) = manifest else {
            return Ok(self.outdated(messages(&found, sources, terminal), None));
        };
        let selected = match select_tomes(&manifest, asked.tomes, terminal) {
            Ok(selected) => selected,
            Err(Failure(message)) => {
                let outdated = self.outdated(messages(&found, sources, terminal), Some(message.clone()));
                // A name that never was a tome's is a slip of the command line.
                let is_slip = outdated.volumes.is_empty() && outdated.kept.is_empty();
                return if is_slip { Err(Failure(message)) } else { Ok(outdated) };
            }
        };
        // A tome whose tome.yaml cannot be read is none of the manifest's; its pages stay.
        let place = |id: &str| manifest.work.tomes.iter().position(|tome| tome.value.as_str() == id);
        self.tomes.retain(|id, _| found.has_errors() || place(id).is_some());
        let is_read = |id: &str| manifest.tomes.iter().any(|tome| tome.id.as_str() == id);
        let is_torn = manifest.work.tomes.iter().any(|tome| !is_read(tome.value.as_str()));
        let mut view = View { is_outdated: is_torn, ..View::default() };
        found.retain(|found| may_concern(found, &manifest, &selected, sources));
        let mut all = found.clone();
        let progress = Progress::new(terminal);
        let show_progress = |stage, title: &str| progress.stage(stage, title);
        for tome in selected {
            let id = manifest.tomes[tome].id.as_str();
            progress.tome(id);
            let kept = self.tomes.entry(id.to_owned()).or_insert_with(|| Kept {
                memo: memo::read_own(project, id).in_process(),
                is_used: false,
                volume: None,
                is_draft: true,
                is_shown_kept: false,
            });
            let options = Options::for_readers(None, &kept.memo, &show_progress);
            let mut sink = found.clone();
            let laid_out = if kept.is_draft {
                compile::lay_out_or_draft(sources, &manifest, tome, options, &mut sink)
            } else {
                compile::lay_out(sources, &manifest, tome, options, &mut sink).map(|laid_out| (laid_out, false))
            };
            all.append(sink);
            match laid_out {
                Some((laid_out, is_draft)) => {
                    kept.volume = Some(Arc::new(Volume::new(laid_out, sources.clone(), kept.volume.as_deref())));
                    (kept.is_used, kept.is_draft, kept.is_shown_kept) = (true, is_draft, false);
                }
                None => {
                    view.is_outdated = true;
                    kept.memo.keep_interrupted();
                }
            }
        }
        let mut tomes: Vec<_> = self.tomes.iter().filter_map(|(id, kept)| Some((id, kept.volume.clone()?))).collect();
        tomes.sort_by_key(|(id, _)| place(id));
        // What is no volume of a whole book any more is not shown again.
        self.last.retain(|(id, _)| found.has_errors() || place(id).is_some());
        self.last.retain(|(id, _)| tomes.iter().all(|(other, _)| *other != id));
        let rank = |id: &str| tomes.iter().filter(|(other, _)| place(other) < place(id)).count();
        view.kept = (0..).zip(&self.last).map(|(before, (id, last))| (before + rank(id), Arc::clone(last))).collect();
        view.volumes = tomes.into_iter().map(|(_, volume)| volume).collect();
        view.is_outdated |= !view.kept.is_empty();
        view.messages = messages(&general.apply_strict(all), sources, terminal);
        Ok(view)
    }

    /// The last pages of volumes while nothing can be made of the book.
    fn outdated(&self, messages: Vec<Message>, failure: Option<String>) -> View {
        let volumes: Vec<_> = self.tomes.values().filter_map(|kept| kept.volume.clone()).collect();
        let kept = (volumes.len()..).zip(&self.last).map(|(place, (_, last))| (place, Arc::clone(last))).collect();
        View { volumes, kept, messages, failure, is_outdated: true }
    }

    /// What the desk before showed of the volumes asked for.
    fn last(&self) -> Vec<Arc<LastVolume>> {
        self.last.iter().map(|(_, last)| Arc::clone(last)).collect()
    }

    /// Keeps what is shown for the next desk.
    fn keep_shown(&mut self, project: &OpenProject) {
        for (id, kept) in self.tomes.iter_mut().filter(|(_, kept)| !kept.is_shown_kept) {
            kept.is_shown_kept = true;
            if let Some(volume) = &kept.volume {
                memo::write_shown(project, id, volume);
            }
        }
    }

    /// The manifest, and what is wrong so far; those of the build before, if they come from the same.
    fn manifest(&mut self, project: &OpenProject) -> (Option<Arc<Manifest>>, Diagnostics) {
        let inputs = manifest::sum_of_inputs(project.sources());
        let known = self.manifest.take().filter(|known| known.inputs == inputs && known.found_before == project.found);
        let known = known.unwrap_or_else(|| {
            let mut found = project.found.clone();
            let manifest = manifest::read(project.sources(), &mut found).map(Arc::new);
            ReadManifest { inputs, found_before: project.found.clone(), manifest, found }
        });
        let ReadManifest { manifest, found, .. } = self.manifest.insert(known);
        (manifest.clone(), found.clone())
    }

    /// Makes the results of the last builds ready for the next.
    fn renew(&mut self) {
        for kept in self.tomes.values_mut().filter(|kept| kept.is_used) {
            kept.memo = kept.memo.renewed();
            kept.is_used = false;
        }
    }
}

/// Messages as the page shows them: errors first, without notes, which `check` shows.
fn messages(found: &Diagnostics, sources: &SourceMap, terminal: &Terminal) -> Vec<Message> {
    let mut shown: Vec<_> = found.iter().filter(|message| message.severity != Severity::Note).collect();
    shown.sort_by_key(|message| std::cmp::Reverse(message.severity));
    let message = |message: &crate::diagnostic::Diagnostic| Message {
        shown: serde_json::from_str(&json::render(message, sources, &terminal.words)).unwrap_or(Value::Null),
        path: sources.get(message.span.source).path().to_owned(),
        range: message.span.range(),
    };
    shown.into_iter().map(message).collect()
}

/// Says at the terminal that the page has changed.
fn report(view: &View, start: Instant, terminal: &Terminal) -> Result<(), Failure> {
    if terminal.writes_json() {
        return Ok(());
    }
    if let Some(failure) = &view.failure {
        return terminal.print_message(failure);
    }
    let count = |severity: &str| view.messages.iter().filter(|message| message.shown["severity"] == severity).count();
    let milliseconds = i64::try_from(start.elapsed().as_millis()).unwrap_or(i64::MAX);
    terminal.print_message(&terminal.say(
        "watch-done",
        &[
            ("pages", view.volumes.iter().map(|volume| volume.page_count()).sum::<usize>().into()),
            ("errors", count("error").into()),
            ("warnings", count("warning").into()),
            ("milliseconds", Argument::Number(milliseconds)),
        ],
    ))
}

#[expect(clippy::disallowed_methods, reason = "`cli` measures time")]
fn now() -> Instant {
    Instant::now()
}
