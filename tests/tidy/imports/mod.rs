//! Which file of a crate imports which, read from its sources: `tokens` → `items` → `module_tree` → `cycles`. Only paths count:
//! the call of a method is not an import.

pub(crate) mod cycles;
mod items;
pub(crate) mod module_tree;
mod tokens;

mod tests;
