//! Rewriting a rich text: each wanted inline is replaced by any number of others, which the visitors of `book::walk` cannot do.
//!
//! It knows no rule of the book.

use crate::book::{Inline, Link, RichText, walk::find_inline};

/// Replaces every inline that is `wanted` by the result of `replace`, inner ones before outer ones. A rich text without a wanted
/// inline, which is the usual case, is not copied.
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

/// Replaces every link by the result of `replace`, as [`rewrite`] does.
pub(super) fn rewrite_links(inlines: &mut RichText, replace: &mut impl FnMut(Link) -> RichText) {
    rewrite(inlines, &|inline| matches!(inline, Inline::Link(_)), &mut |inline| match inline {
        Inline::Link(link) => replace(*link),
        other => vec![other],
    });
}

/// A title as it stands in the contents or in a cross-reference: links are replaced by their words, notes and pictures removed, and
/// line breaks replaced by spaces.
pub(super) fn plain_title(title: &[Inline]) -> RichText {
    let mut copy = title.to_vec();
    rewrite(&mut copy, &|_| true, &mut |inline| match inline {
        Inline::Link(link) => link.content,
        Inline::NoteCall(_) | Inline::Image(_) => Vec::new(),
        Inline::LineBreak(span) => vec![Inline::text(" ", span)],
        Inline::Text(_) | Inline::Styled(_) | Inline::Code(_) => vec![inline],
    });
    copy
}
