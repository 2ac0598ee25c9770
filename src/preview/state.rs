//! What all answers of the desk are made from: the last view, and what was asked of the pages.

use super::{guard::Guard, last::LastVolume, view::View};
use std::sync::Arc;
use tokio::sync::watch;

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
    pub(super) last: Vec<LastVolume>,
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
        self.told.borrow().last.iter().find_map(|volume| volume.drawing(sum)).map(str::to_owned)
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
