//! Pages of the web: the download page of the book, and the page that announces a text. One small style sheet, no script.

mod accessibility;
mod download;
mod extract;
mod history;
mod labels;
mod linked_data;
mod page;
mod volumes;

pub use extract::{Extract, extract};

use super::facts::Release;
use serde_json::Value;

/// The download page. `history` holds the versions of each volume.
pub(super) fn download(release: Release<'_>, history: &[Value]) -> Vec<u8> {
    download::page(release, history)
}
