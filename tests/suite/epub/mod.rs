//! The EPUB. Conformance is judged by `tests/conformance`, on the files that `writer` leaves.

// What the EPUB claims, and why.
mod accessibility;
mod archive;
// A project → every file of its EPUB.
mod cases;
mod everything;
// Links to other places of the book, and to the other volume.
mod navigation;
mod nodes;
// The metadata of the package document.
mod package;
mod two_volumes;
// What a writer does with every kind of block, and with large ones.
mod writer;
