//! Links to addresses of the Web and of electronic mail that generated pages print.

use crate::{
    book::{Inline, Link, LinkTarget},
    source::Span,
};

/// A link to `url` that shows `text`.
pub(super) fn url_link(url: impl Into<String>, text: &str, span: Span) -> Inline {
    Inline::link(Link { target: LinkTarget::Url(url.into()), content: vec![Inline::text(text, span)], span })
}
