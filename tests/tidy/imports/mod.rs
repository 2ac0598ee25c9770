//! Which file of a crate imports which, read from the sources: `tokens` → `items` → `module_tree` → `cycles`. What is not
//! written as a path is not seen, as the call of a method is not.

pub(crate) mod cycles;
mod items;
pub(crate) mod module_tree;
mod tokens;

mod tests;
