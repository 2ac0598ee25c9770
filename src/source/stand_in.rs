//! Files that stand in the place of others: the pointers that Git LFS and git-annex leave until the file itself is fetched, and pages of a
//! site that were saved under the name of what was asked for.

/// What stands in the place of a file that begins with `bytes`; none when it is the file itself. The word selects a variant of messages:
/// `lfs`, `annex`, `page`.
#[must_use]
pub fn stand_in(bytes: &[u8]) -> Option<&'static str> {
    // A pointer is a few lines: https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md.
    if bytes.starts_with(b"version https://git-lfs.github.com/spec/") || bytes.starts_with(b"version http://git-media.io/v/") {
        return Some("lfs");
    }
    let head = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let head = head[..head.len().min(HEAD)].trim_ascii_start();
    if head.starts_with(b"/annex/objects/")
        || bytes.len() < HEAD && head.starts_with(b"../") && holds(head, b".git/annex/objects/")
    {
        return Some("annex");
    }
    let is_markup = head.starts_with(b"<");
    (is_markup && !holds(head, b"<svg") && !holds(head, b":svg") && PAGES.iter().any(|sign| holds(head, sign))).then_some("page")
}

/// How much of a file is looked at: more than any comment before the first element.
const HEAD: usize = 4096;

/// The beginnings of a page, and of what a store answers where a file is not to be had.
const PAGES: [&[u8]; 6] = [b"<!doctype html", b"<html", b"<head", b"<body", b"<script", b"<error>"];

/// Whether `word`, in small letters, stands in `bytes`.
fn holds(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|window| window.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::stand_in;

    #[test]
    fn pointers_and_pages_are_known_by_their_first_bytes() {
        let known: [(&[u8], Option<&str>); 9] = [
            (b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n", Some("lfs")),
            (b"/annex/objects/SHA256E-s1--ab.png\n", Some("annex")),
            (b"../.git/annex/objects/xx/yy/SHA256E-s1--ab.png", Some("annex")),
            (b"\xef\xbb\xbf\n<!DOCTYPE HTML PUBLIC><html><body>Sign in</body>", Some("page")),
            (b"<?xml version=\"1.0\"?>\n<Error><Code>AccessDenied</Code></Error>", Some("page")),
            (b"<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"/>", None),
            (b"<svg><script/></svg>", None),
            (b"\x89PNG\r\n\x1a\n", None),
            (b"", None),
        ];
        for (bytes, found) in known {
            assert_eq!(stand_in(bytes), found, "{}", String::from_utf8_lossy(bytes));
        }
    }
}
