//! The pipeline: from a project's sources to the files of a tome, about one screen.
