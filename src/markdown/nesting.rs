//! The limit of nesting, which every step of the parser keeps.

/// How deep blocks and inlines may nest. No book needs ten levels; the limit keeps later stages, which are recursive, from
/// overflowing the stack.
pub(super) const MAX_DEPTH: usize = 100;
