//! Changing blocks and inlines in place: the lists inside a block, each block of a tree, each inline of a rich text.
//!
//! It knows only the shape of the model. `book::walk` visits rich texts in reading order; this module rewrites structure, which
//! walking does not allow.

use crate::book::{Block, Inline, RichText};

/// The lists of blocks directly inside `block`, in reading order.
pub(super) fn child_lists(block: &mut Block) -> Vec<&mut Vec<Block>> {
    match block {
        Block::List(list) => list.items.iter_mut().map(|item| &mut item.blocks).collect(),
        Block::DefinitionList(list) => {
            list.entries.iter_mut().flat_map(|entry| &mut entry.definitions).map(|definition| &mut definition.blocks).collect()
        }
        Block::Quote(quote) => vec![&mut quote.blocks],
        Block::Epigraph(epigraph) => vec![&mut epigraph.blocks],
        Block::Aside(aside) => vec![&mut aside.blocks],
        Block::Exchange(exchange) => vec![&mut exchange.blocks],
        Block::Biography(biography) => vec![&mut biography.blocks],
        Block::Paragraph(_)
        | Block::Heading(_)
        | Block::Verse(_)
        | Block::Code(_)
        | Block::Figure(_)
        | Block::Table(_)
        | Block::Chart(_)
        | Block::Separator(_)
        | Block::Display(_)
        | Block::Contents(_)
        | Block::Sponsors(_)
        | Block::Index(_)
        | Block::BarCode(_) => Vec::new(),
    }
}

/// Calls `change` with every list of blocks, the outer before the inner: blocks may be replaced or removed.
pub(super) fn each_list(blocks: &mut Vec<Block>, change: &mut impl FnMut(&mut Vec<Block>)) {
    change(blocks);
    for list in blocks.iter_mut().flat_map(child_lists) {
        each_list(list, change);
    }
}

/// Calls `visit` with every block in reading order, a container before what it holds.
pub(super) fn each_block(blocks: &mut [Block], visit: &mut impl FnMut(&mut Block)) {
    for block in blocks {
        visit(block);
        for list in child_lists(block) {
            each_block(list, visit);
        }
    }
}

/// Replaces every inline by what `replace` makes of it, the inner before the outer.
pub(super) fn rewrite(inlines: &mut RichText, replace: &mut impl FnMut(Inline) -> RichText) {
    *inlines = std::mem::take(inlines)
        .into_iter()
        .flat_map(|mut inline| {
            match &mut inline {
                Inline::Styled(styled) => rewrite(&mut styled.content, replace),
                Inline::Link(link) => rewrite(&mut link.content, replace),
                Inline::Text(_) | Inline::Code(_) | Inline::NoteCall(_) | Inline::Image(_) | Inline::LineBreak(_) => {}
            }
            replace(inline)
        })
        .collect();
}

/// The words of a title for another place (contents, back cover): links become their words, notes and pictures go, and a
/// forced break becomes a space.
pub(super) fn quoted(title: &[Inline]) -> RichText {
    let mut copy = title.to_vec();
    rewrite(&mut copy, &mut |inline| match inline {
        Inline::Link(link) => link.content,
        Inline::NoteCall(_) | Inline::Image(_) => Vec::new(),
        Inline::LineBreak(span) => vec![Inline::text(" ", span)],
        Inline::Text(_) | Inline::Styled(_) | Inline::Code(_) => vec![inline],
    });
    copy
}
