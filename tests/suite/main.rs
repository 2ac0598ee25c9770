//! The suite: one binary, a module a kind of case.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "tests read their cases"
)]

// A small project as an assembled book; the sample without a warning.
mod assemble;
// The EPUB: its files, its metadata, what it claims, where its links lead.
mod epub;
// What assembling and checking report, a folder a code.
mod diagnostics;
// A text on small pages: where each line stands.
mod layout;
// The structure of the PDF, as it is read out.
mod pdf;
// Blocks and notes of a text, as indented lines.
mod markdown;
// Spaces, quotation marks, dashes and ordinals, in pairs that a copy editor can read.
mod typography;
// Commands as they are typed, and what they answer.
mod cli;
// The program, run by those below.
mod program;
// A build of what has not changed.
mod seal;
// Input that a fuzzer found.
mod fuzz;
// Input that would harm, and what becomes of it.
mod hostile;
// What a machine does: full disks, kills, files that change.
mod faults;
