//! The desk: the pages of a book in a browser on the same machine, as they are while their texts are being written.
//!
//! It is handed values, finished pages and what is wrong with them, and pushes to the page what has changed: spreads have sums of what is
//! on them, so that only new ones travel, and only when they come into view. It is the only module that opens a socket. It knows neither
//! YAML nor Markdown nor how pages are made, and touches no file: whatever it serves is in memory, under a name of a list. Read next:
//! [`server`] and [`guard`] for what may be asked and by whom, `view` for what is told and `shown` for how, [`answers`] for what is given, [`drawing`] for a
//! spread, [`places`] for the way from a word to its file and back, [`search`] for words, [`last`] for
//! what is shown before the first view, [`ask`] for how another process speaks to a desk.

mod address;
mod answers;
mod ask;
mod drawing;
mod guard;
mod last;
mod page;
mod places;
mod search;
mod server;
mod shown;
mod state;
mod view;
mod words;

pub use address::split_place;
pub use ask::{Shown, show_at};
pub use last::LastVolume;
pub use server::{Desk, Failure};
pub use state::Editor;
pub use view::{Message, View, Volume};
