//! Rewriting of a rich text: inlines are replaced by others, any number of them.
//!
//! It knows no rule of the book. `book::walk` visits inlines; replacing one by many is what a visitor cannot do.

use crate::book::{Inline, Link, RichText, walk::find_inline};

/// Replaces every inline that is `wanted` by what `replace` makes of it, the inner before the outer. A rich text that holds none,
/// as most do, stays where it is.
pub(super) fn rewrite(inlines: &mut RichText, wanted: &impl Fn(&Inline) -> bool, replace: &mut impl FnMut(Inline) -> RichText) {
    if find_inline(inlines, &mut |inline| wanted(inline).then_some(())).is_none() {
        return;
    }
    *inlines = std::mem::take(inlines)
        .into_iter()
        .flat_map(|mut inline| {
            if let Some(content) = inline.content_mut() {
                rewrite(content, wanted, replace);
            }
            if wanted(&inline) { replace(inline) } else { vec![inline] }
        })
        .collect();
}

/// Replaces every link by what `replace` makes of it, as [`rewrite`] does.
pub(super) fn rewrite_links(inlines: &mut RichText, replace: &mut impl FnMut(Link) -> RichText) {
    rewrite(inlines, &|inline| matches!(inline, Inline::Link(_)), &mut |inline| match inline {
        Inline::Link(link) => replace(link),
        other => vec![other],
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
