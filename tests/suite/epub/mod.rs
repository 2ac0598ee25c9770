//! The EPUB. Whether it conforms to the standards is tested by tests/validators/conformance.

// Claims about accessibility.
mod accessibility;
mod archive;
// A small project → every file of its EPUB.
mod cases;
mod everything;
// Links within the book and to the other volume.
mod navigation;
mod nodes;
// The metadata of the package document.
mod package;
mod two_volumes;
// Every kind of node, and sections too large for one file.
mod writer;
