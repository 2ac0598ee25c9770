//! Changing blocks and inlines in place: each list of a tree, each block, each inline of a rich text.
//!
//! It knows only the shape of the model. `book::walk` visits rich texts in reading order; this module rewrites structure, which
//! walking does not allow.

use crate::book::{Block, Inline, Link, RichText, walk::nested_mut};

/// Calls `change` with every list of blocks, the outer before the inner: blocks may be replaced or removed.
pub(super) fn each_list(blocks: &mut Vec<Block>, change: &mut impl FnMut(&mut Vec<Block>)) {
    change(blocks);
    for list in blocks.iter_mut().flat_map(nested_mut) {
        each_list(list, change);
    }
}

/// Calls `visit` with every block in reading order, a container before what it holds.
pub(super) fn each_block(blocks: &mut [Block], visit: &mut impl FnMut(&mut Block)) {
    for block in blocks {
        visit(block);
        for list in nested_mut(block) {
            each_block(list, visit);
        }
    }
}

/// Replaces every inline that is `wanted` by what `replace` makes of it, the inner before the outer. A rich text that holds none,
/// as most do, stays where it is.
pub(super) fn rewrite(inlines: &mut RichText, wanted: &impl Fn(&Inline) -> bool, replace: &mut impl FnMut(Inline) -> RichText) {
    if !holds(inlines, wanted) {
        return;
    }
    *inlines = std::mem::take(inlines)
        .into_iter()
        .flat_map(|mut inline| {
            match &mut inline {
                Inline::Styled(styled) => rewrite(&mut styled.content, wanted, replace),
                Inline::Link(link) => rewrite(&mut link.content, wanted, replace),
                Inline::Text(_) | Inline::Code(_) | Inline::NoteCall(_) | Inline::Image(_) | Inline::LineBreak(_) => {}
            }
            if wanted(&inline) { replace(inline) } else { vec![inline] }
        })
        .collect();
}

/// Whether a rich text holds an inline that is `wanted`.
fn holds(inlines: &[Inline], wanted: &impl Fn(&Inline) -> bool) -> bool {
    inlines.iter().any(|inline| {
        wanted(inline)
            || match inline {
                Inline::Styled(styled) => holds(&styled.content, wanted),
                Inline::Link(link) => holds(&link.content, wanted),
                Inline::Text(_) | Inline::Code(_) | Inline::NoteCall(_) | Inline::Image(_) | Inline::LineBreak(_) => false,
            }
    })
}

/// Replaces every link by what `replace` makes of it, as [`rewrite`] does.
pub(super) fn rewrite_links(inlines: &mut RichText, replace: &mut impl FnMut(Link) -> RichText) {
    rewrite(inlines, &|inline| matches!(inline, Inline::Link(_)), &mut |inline| match inline {
        Inline::Link(link) => replace(link),
        Inline::Text(_) | Inline::Code(_) | Inline::Styled(_) | Inline::NoteCall(_) | Inline::Image(_) | Inline::LineBreak(_) => {
            vec![inline]
        }
    });
}

/// The words of a title for another place (contents, back cover): links become their words, notes and pictures go, and a
/// forced break becomes a space.
pub(super) fn quoted(title: &[Inline]) -> RichText {
    let mut copy = title.to_vec();
    rewrite(&mut copy, &|_| true, &mut |inline| match inline {
        Inline::Link(link) => link.content,
        Inline::NoteCall(_) | Inline::Image(_) => Vec::new(),
        Inline::LineBreak(span) => vec![Inline::text(" ", span)],
        Inline::Text(_) | Inline::Styled(_) | Inline::Code(_) => vec![inline],
    });
    copy
}
