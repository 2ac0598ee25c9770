//! One binary for all suites.

// The EPUB writer.
mod epub;
