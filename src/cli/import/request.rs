//! What an import is asked for.

use std::path::PathBuf;

/// Arguments of the command.
pub(in crate::cli) struct Import<'a> {
    /// The files, or folders of files.
    pub(in crate::cli) files: &'a [PathBuf],
    /// The tome for the texts.
    pub(in crate::cli) tome: &'a str,
    /// The author, as an id of people.yaml or a name; overrides the page's. Of a blog, whose posts are taken, unless they are
    /// named.
    pub(in crate::cli) author: Option<&'a str>,
    /// The title, as text; overrides the page's, which then stays in the text.
    pub(in crate::cli) title: Option<&'a str>,
    /// Whether tracked changes are rejected; else they are accepted.
    pub(in crate::cli) reject_changes: bool,
    /// The posts and the categories of a blog that are taken.
    pub(in crate::cli) posts: &'a [String],
    pub(in crate::cli) categories: &'a [String],
    /// Whether a text that exists gets a new body.
    pub(in crate::cli) again: bool,
    /// Whether to write the files.
    pub(in crate::cli) write: bool,
}
