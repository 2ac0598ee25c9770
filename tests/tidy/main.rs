//! What a machine can check of how the code is laid out; one file a subject.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "tests read the sources")]

// Each diagnostic has a case, and each fixture a test.
mod cases;
// No two files import each other.
mod import_cycles;
// Each dependency says why it is there.
mod dependencies;
// Which file imports which.
mod imports;
// Each file opens with what it owns, and is short.
mod files;
// Modules import what the table of ARCHITECTURE.md lets them import.
mod modules;
// Where the sources are.
mod repository;
