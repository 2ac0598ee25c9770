//! Setting type: rich text → justified lines at a measure.
//!
//! It knows no block, no page and no theme: what it needs of them comes down to it as values. Read in the order of the steps:
//! `paragraph` drives them; `leaves` makes one string of the inlines, `shape` makes glyphs of it, `pieces` cuts it into boxes, glue
//! and penalties, `linebreak` chooses the breaks, `justify` sets the lines between them.

pub mod color;
pub mod context;
pub mod glyphs;
pub mod hyphenate;
mod justify;
mod leaves;
pub mod length;
pub mod line;
pub mod linebreak;
pub mod mark;
pub mod paragraph;
mod pieces;
pub mod run;
mod shape;
pub mod style;
