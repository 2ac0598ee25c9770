//! How serious a diagnostic is. Read next: `code`, which gives each rule its severity.

/// How serious a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Advice: shown by `check`, without effect on a build.
    Note,
    /// The book can be made, but a reader may notice. `--strict` makes it an error.
    Warning,
    /// The book cannot be made as written.
    Error,
}
