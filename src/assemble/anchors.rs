//! The anchors of a text: what a link can point to inside it.

use crate::book::{
    Block, Slug,
    walk::{self, Part},
};
use std::collections::BTreeSet;

/// The anchors of headings, figures, tables and charts.
pub(super) fn anchors(blocks: &[Block]) -> BTreeSet<Slug> {
    let mut found = BTreeSet::new();
    walk::blocks(blocks, &mut |block| {
        walk::parts(block, &mut |part| {
            if let Part::Anchor(anchor) = part {
                found.insert(anchor.clone());
            }
        });
    });
    found
}
