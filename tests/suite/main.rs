//! The suite: one test binary, with a module for each kind of case.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "tests read their cases"
)]

// A small project → the assembled book; the sample has no warning.
mod assemble;
// What stands under the texts: biographies, and where those of co-signers are.
mod biographies;
// The EPUB: its files, its metadata, what it claims, where its links lead.
mod epub;
// A project that breaks one rule → its diagnostics.
mod diagnostics;
// A text on small pages → the position of each line.
mod layout;
// A text → the structure tree of its PDF.
mod pdf;
// A text → its blocks and notes.
mod markdown;
// A phrase → the same with French spaces, quotation marks, dashes and ordinals.
mod typography;
// Letters typed with their accents apart → the same book.
mod unicode;
// A command line → its exit status, its output and the files that it writes.
mod cli;
// How the tests below run the program.
mod program;
// What contributors hand in → the text, read back from the EPUB.
mod import;
// Workflows for a book.
mod ci;
// What goes out with the files of a book.
mod release;
// The offprint of a text.
mod offprint;
// The pages of a release.
mod release_pages;
// Several texts at once, and corrected versions.
mod import_many;
// Texts of one import that depend on each other.
mod import_together;
// Documents of authors, damaged.
mod fuzz_documents;
// What a draft is, in spite of errors.
mod draft;
// The desk of `watch`: its page as the files are saved, asked over its socket.
mod watch;
mod watch_broken;
// What the desk does when it is asked: places, words, the EPUB, browser and editor.
mod desk;
// Edits one after the other: nothing of what is kept is stale.
mod watch_pages;
// A build when nothing has changed, and after an edit.
mod incremental;
// Volumes that cite each other, shards, a cache that machines share.
mod shared_cache;
// Input that a fuzzer found, and random texts.
mod fuzz;
// Harmful input.
mod hostile;
// Full disks, killed processes, files that change during a build.
mod faults;
// The guide in docs/.
mod documentation;
// What is said of the commonest slips of those who begin.
mod first_hour;
// The table of those slips with what is said of each.
mod first_hour_table;
