//! Reads a project from disk and writes its output.
