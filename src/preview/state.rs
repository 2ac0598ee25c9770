//! What all answers of the desk are made from: the last view, and what was asked of the pages.
#![expect(clippy::disallowed_methods, reason = "a page that loads is waited for, which needs a clock")]

use super::{guard::Guard, last::LastVolume, view::View};
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};
use tokio::sync::watch;

/// How soon a browser asks for the page, if it runs already and is told its address.
const OPENED: Duration = Duration::from_millis(200);
/// How long it is waited at most until a page has painted something.
const PAINTED: Duration = Duration::from_secs(1);

/// Opens a file in the editor: its path in the project, line, column. Returns whether the editor could be started.
pub type Editor = Arc<dyn Fn(&str, usize, usize) -> bool + Send + Sync>;

/// A view, and what the page is told of it.
#[derive(Default)]
pub(super) struct PublishedView {
    pub(super) view: View,
    pub(super) revision: u64,
    /// Empty before the first view.
    pub(super) json: String,
    /// Before the first view: what the desk before showed last.
    pub(super) last: Vec<Arc<LastVolume>>,
}

/// What all answers are made from.
#[derive(Clone)]
pub(super) struct Shared {
    pub(super) guard: Guard,
    pub(super) html: Arc<str>,
    pub(super) told: watch::Receiver<Arc<PublishedView>>,
    /// The place that was asked for last, with the number of the asking.
    pub(super) asked: Arc<watch::Sender<(u64, String)>>,
    pub(super) editor: Editor,
    pub(super) page: Arc<PageProgress>,
}

/// How far a page has come that shows what the desk before showed.
#[derive(Debug, Default)]
pub(super) struct PageProgress {
    is_opened: AtomicBool,
    is_painted: AtomicBool,
}

impl PageProgress {
    /// A page was asked for.
    pub(super) fn opened(&self) {
        self.is_opened.store(true, Ordering::Relaxed);
    }

    /// A page has painted what it was told.
    pub(super) fn painted(&self) {
        self.is_painted.store(true, Ordering::Relaxed);
    }

    /// Waits until a page has painted something, as long as one may be on its way.
    pub(super) fn wait(&self) {
        let start = Instant::now();
        let limit = || if self.is_opened.load(Ordering::Relaxed) { PAINTED } else { OPENED };
        while !self.is_painted.load(Ordering::Relaxed) && start.elapsed() < limit() {
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Shared {
    /// The last view; while the first one is made, and pages show those of the desk before, the first one as soon as it is there.
    pub(super) async fn view(&self) -> Viewed {
        let mut told = self.told.clone();
        // It fails when the builder is gone, and the server with it.
        let _ = told.wait_for(|told| told.last.is_empty()).await;
        Viewed(Arc::clone(&told.borrow()))
    }

    /// The drawing of a spread that the desk before showed.
    pub(super) fn last_drawing(&self, sum: &str) -> Option<String> {
        let told = self.told.borrow();
        let mut last = told.last.iter().chain(told.view.kept.iter().map(|(_, volume)| volume));
        last.find_map(|volume| volume.drawing(sum)).map(str::to_owned)
    }

    /// Has every page show a place. Returns how many there are.
    pub(super) fn show_place(&self, place: String) -> usize {
        self.asked.send_modify(|asked| *asked = (asked.0 + 1, place));
        self.asked.receiver_count()
    }

    /// Opens a file in the editor; false when it cannot be started.
    pub(super) fn edit(&self, path: &str, line: usize, column: usize) -> bool {
        (self.editor)(path, line, column)
    }
}

/// The view at the time of a request.
pub(super) struct Viewed(Arc<PublishedView>);

impl std::ops::Deref for Viewed {
    type Target = View;

    fn deref(&self) -> &View {
        &self.0.view
    }
}
