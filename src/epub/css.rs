//! The style sheets of a theme: their tokens (`tokens`), and what of them may stand in the book (`clean`).

mod clean;
mod tokens;

pub(super) use clean::{Reason, Removed, clean};
