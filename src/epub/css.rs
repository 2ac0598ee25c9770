//! The style sheets of a theme: their tokens (`tokens`), and what of them may stand in the book (`clean`, by the names in `known`).

mod clean;
mod known;
mod tokens;

pub(super) use clean::{Reason, Removed, clean};

#[cfg(test)]
mod tests;
