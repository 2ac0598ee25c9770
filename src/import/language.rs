//! The languages that documents name.

/// A language as a BCP 47 tag; none when it is not written as one.
pub(super) fn language(name: &str) -> Option<String> {
    let tag = name.trim().replace('_', "-");
    let is_tag = (2..=3).contains(&primary(&tag).len()) && tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    is_tag.then_some(tag)
}

/// Whether two tags name one language, whatever its country.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    primary(one).eq_ignore_ascii_case(primary(other))
}

/// The first part of a tag.
fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or_default()
}
