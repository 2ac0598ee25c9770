//! Addresses of links as they were meant: without the redirects that editors put before them.

use crate::source::percent_decoded;

/// The target of a link that Google's editor leads through its own redirect.
pub(super) fn without_redirect(target: &str) -> String {
    let target = target.trim();
    let rest = ["https://www.google.com/url?", "http://www.google.com/url?"].iter().find_map(|lead| target.strip_prefix(lead));
    let wanted =
        rest.and_then(|query| query.split('&').find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("url="))));
    wanted.map_or_else(|| target.to_owned(), |wanted| percent_decoded(wanted).into_owned())
}
