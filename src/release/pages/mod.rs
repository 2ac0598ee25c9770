//! Pages of the web: the download page of the book, and the page that announces a text. One small style sheet, no script.

mod download;
mod extract;
mod french;
mod linked_data;
mod page;
mod volumes;

pub use extract::{Extract, extract};

use super::facts::Release;

/// The download page.
pub(super) fn download(release: Release<'_>) -> Vec<u8> {
    download::page(release)
}
