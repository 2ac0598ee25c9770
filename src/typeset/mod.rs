//! Setting type: rich text → justified lines at a measure.
//!
//! It knows no block, no page and no theme: what it needs of them it gets as values. `paragraph` drives the steps. To change
//! something about a line, find its step:
//!
//! | Step | File | Owns |
//! |---|---|---|
//! | 1 | `styled_text` | the inlines of a paragraph as one string with styled runs |
//! | 2 | `bidi` | which parts run from right to left |
//! | 3 | `shape` | glyphs and their widths: faces (`shape::itemize`), OpenType features (`shape::features`), thin spaces, superscripts |
//! | 4 | `advances` | the width of any part of the text, pictures included |
//! | 5 | `items` | boxes, glue and penalties: what each break costs, words wider than a line |
//! |   | `items::opportunities` | where a line may end: words, names, addresses, numbers, dashes |
//! |   | `hyphenate` | where words are hyphenated |
//! |   | `items::phrase` | where a line of a title should end |
//! |   | `spaces` | which spaces stretch and shrink, and how far |
//! |   | `protrusion` | what hangs into the margin |
//! | 6 | `linebreak` | which breaks are chosen: tolerances, demerits (`linebreak::demerits`), last lines, the number of lines |
//! | 7 | `justify` | the lines between the breaks: spaces, hyphens, alignment, visual order |
//! |   | `expansion` | how letters and spaces share the room of a line |
//!
//! What goes in: `style`, `context`, `mark`. What comes out: `line`, with `run` and `glyphs`. What all share: `length`, `color`, `letters`.

mod advances;
mod bidi;
pub mod color;
pub mod context;
pub mod expansion;
pub mod glyphs;
pub mod hyphenate;
mod items;
mod justify;
pub mod length;
mod letters;
pub mod line;
pub mod linebreak;
pub mod mark;
pub mod paragraph;
mod protrusion;
pub mod run;
mod shape;
mod spaces;
pub mod style;
mod styled_text;
