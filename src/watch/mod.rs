//! Watching: when the files of a project may have changed.
//!
//! It owns which folders the system is asked about, and when it is time to look at the files. It does not know what is in them, and
//! trusts no kind of event: whoever is called reads the files, and their contents decide. Folders are watched, not files, because an
//! editor that renames a new file over the old one ends the watch of the old one; and each by itself, because a new folder may hold
//! files before anybody can watch it. Read next: `gather` for the times, `snapshot` for what is compared without the system's help.
#![expect(clippy::disallowed_methods, reason = "`watch` waits, which needs a clock")]

mod gather;
mod snapshot;

use crate::project::FileIdentity;
use gather::Debounce;
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _, event::AccessKind, event::AccessMode};
use snapshot::{Snapshot, identity, snapshot};
use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    time::{Duration, Instant},
};

/// How often it is looked whether the root is still the same folder, which the system does not tell.
const ROOT: Duration = Duration::from_secs(1);
/// How often the folders are compared where the system does not tell of changes.
const POLL: Duration = Duration::from_millis(500);

/// A watch over the folders of a project.
pub struct Watch {
    root: PathBuf,
    /// Which folder the root was when it was last looked at.
    identity: Option<FileIdentity>,
    folders: BTreeSet<PathBuf>,
    method: Method,
    gathering: Debounce,
    start: Instant,
    /// Whether events were lost, so that the system must be asked anew.
    is_lost: bool,
}

/// How changes are noticed.
enum Method {
    /// The system tells of them.
    Events { watcher: RecommendedWatcher, events: Receiver<notify::Result<Event>> },
    /// The folders are looked at again and again.
    Polls(Snapshot),
}

impl Watch {
    /// A watch over the project in `root`, so far without folders. With `polls` it compares the folders itself, as network drives need;
    /// so it does where the system cannot watch.
    #[must_use]
    pub fn new(root: &Path, polls: bool) -> Self {
        let method = if polls { Method::Polls(Snapshot::new()) } else { Method::new() };
        Self {
            root: root.to_owned(),
            identity: identity(root),
            folders: BTreeSet::new(),
            method,
            gathering: Debounce::default(),
            start: Instant::now(),
            is_lost: false,
        }
    }

    /// Whether it compares the folders itself.
    #[must_use]
    pub const fn polls(&self) -> bool {
        matches!(self.method, Method::Polls(_))
    }

    /// Watches these folders and no others. Returns whether there are some that were not watched until now: what happened in them meanwhile
    /// may have been missed, so that the caller must look again.
    pub fn follow(&mut self, folders: &BTreeSet<PathBuf>) -> bool {
        if self.folders == *folders {
            return false;
        }
        let added: BTreeSet<PathBuf> = folders.difference(&self.folders).cloned().collect();
        let removed: Vec<PathBuf> = self.folders.difference(folders).cloned().collect();
        self.folders.clone_from(folders);
        match &mut self.method {
            // What has changed in the other folders since they were last looked at is still to be noticed.
            Method::Polls(before) => {
                before.retain(|entry, _| entry.parent().is_some_and(|folder| self.folders.contains(folder)));
                before.extend(snapshot(&added));
            }
            Method::Events { watcher, .. } => {
                for folder in removed {
                    // It may be gone, and its watch with it.
                    let _ = watcher.unwatch(&folder);
                }
                self.add(&added);
            }
        }
        !added.is_empty()
    }

    /// Has the system watch these folders. If it cannot, they are compared from now on. A folder that is gone by now is no failure: its
    /// parent tells of that.
    fn add(&mut self, folders: &BTreeSet<PathBuf>) {
        let Method::Events { watcher, .. } = &mut self.method else { return };
        let is_gone = |error: &notify::Error| match &error.kind {
            notify::ErrorKind::PathNotFound => true,
            notify::ErrorKind::Io(error) => error.kind() == std::io::ErrorKind::NotFound,
            _ => false,
        };
        let mut added = folders.iter().map(|folder| watcher.watch(folder, RecursiveMode::NonRecursive));
        if added.any(|added| added.is_err_and(|error| !is_gone(&error))) {
            self.method = Method::Polls(snapshot(&self.folders));
        }
    }

    /// Waits until it is time to look at the files, and at most for `longest`, if that is given. Returns whether something has happened.
    pub fn wait(&mut self, longest: Option<Duration>) -> bool {
        let end = longest.map(|longest| self.now() + longest);
        loop {
            let now = self.now();
            let due = [self.gathering.due(), end].into_iter().flatten().min();
            if due.is_some_and(|due| due <= now) {
                break;
            }
            let tick = if self.polls() { POLL } else { ROOT };
            let pause = due.map_or(tick, |due| tick.min(due - now));
            self.listen(pause);
        }
        match std::mem::take(&mut self.is_lost) {
            true => self.begin_again(),
            // The watch of a folder that was taken away ended with that, even if another has its name by now.
            false => self.add(&self.folders.clone()),
        }
        let (now, has_happened) = (self.now(), self.gathering.due().is_some());
        self.gathering.look(now);
        has_happened
    }

    /// Whether something has happened since the last look.
    pub fn is_overtaken(&mut self) -> bool {
        self.listen(Duration::ZERO);
        self.gathering.due().is_some()
    }

    /// Takes the first event within `pause`, and all that wait behind it.
    fn listen(&mut self, pause: Duration) {
        let mut is_closed = false;
        let is_noted = match &mut self.method {
            Method::Polls(before) => {
                std::thread::sleep(pause);
                let after = snapshot(&self.folders);
                let is_changed = *before != after;
                *before = after;
                is_changed
            }
            Method::Events { events, .. } => {
                let first = match events.recv_timeout(pause) {
                    Ok(event) => Some(event),
                    Err(RecvTimeoutError::Disconnected) => Some(Err(notify::Error::generic("no more events"))),
                    Err(RecvTimeoutError::Timeout) => None,
                };
                let mut is_noted = false;
                for event in first.into_iter().chain(events.try_iter()) {
                    let is_lost = event.as_ref().map_or(true, Event::need_rescan);
                    self.is_lost |= is_lost;
                    if is_lost || event.as_ref().is_ok_and(|event| may_change(event.kind)) {
                        is_noted = true;
                        is_closed = !is_lost && event.is_ok_and(|event| is_close(event.kind));
                    }
                }
                is_noted
            }
        };
        let is_moved = self.identity != identity(&self.root);
        self.is_lost |= is_moved;
        if is_noted || is_moved {
            let now = self.now();
            self.gathering.note(now, is_closed && !is_moved);
        }
    }

    /// Asks the system anew about all folders, after events were lost or the root has become another folder.
    fn begin_again(&mut self) {
        self.identity = identity(&self.root);
        if matches!(self.method, Method::Events { .. }) {
            self.method = Method::new();
        }
        match &mut self.method {
            Method::Polls(before) => *before = snapshot(&self.folders),
            Method::Events { .. } => self.add(&self.folders.clone()),
        }
    }

    fn now(&self) -> Duration {
        self.start.elapsed()
    }
}

impl Method {
    /// The system's events; comparing, where it has none to give.
    fn new() -> Self {
        let (sender, events): (Sender<notify::Result<Event>>, _) = channel();
        match notify::recommended_watcher(sender) {
            Ok(watcher) => Self::Events { watcher, events },
            Err(_) => Self::Polls(Snapshot::new()),
        }
    }
}

/// Whether an event may mean that a file has changed: all but those of reading, which our own looks cause too.
const fn may_change(kind: EventKind) -> bool {
    !matches!(kind, EventKind::Access(AccessKind::Read | AccessKind::Open(_) | AccessKind::Close(AccessMode::Read)))
}

/// Whether an event says that a file which was open to be written is closed.
const fn is_close(kind: EventKind) -> bool {
    matches!(kind, EventKind::Access(AccessKind::Close(AccessMode::Write)))
}

#[cfg(test)]
mod tests;
