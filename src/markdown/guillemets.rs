//! Guillemets typed as angle brackets, `<<words>>`: they are « and » before anything else reads the text.
//!
//! CommonMark would read `<words>` in them as HTML. Both signs are two bytes long, so every offset stays the same.

use std::{borrow::Cow, ops::Range};

/// `text` with guillemets for each pair of doubled angle brackets that stands within a paragraph. Brackets in code are replaced as well:
/// [`typed`] gives them back.
pub(super) fn replaced(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let mut opening = None;
    let mut pairs = Vec::new();
    // At the head of a line, signs are the marks of quotations.
    let mut at = head_end(bytes, 0);
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr::memchr3(b'<', b'>', b'\n', rest)) {
        at += found;
        let sign = bytes[at];
        if sign == b'\n' {
            at = head_end(bytes, at + 1);
            if bytes.get(at).is_none_or(|byte| *byte == b'\n') {
                opening = None;
            }
            continue;
        }
        let length = bytes[at..].iter().take_while(|byte| **byte == sign).count();
        if sign == b'<' {
            opening = (length == 2).then_some(at);
        } else if length == 2
            && let Some(opening) = opening.take()
        {
            pairs.push((opening, at));
        }
        at += length;
    }
    if pairs.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut replaced = String::with_capacity(text.len());
    let mut from = 0;
    for (opening, closing) in pairs {
        replaced.extend([&text[from..opening], "«", &text[opening + 2..closing], "»"]);
        from = closing + 2;
    }
    replaced.push_str(&text[from..]);
    Cow::Owned(replaced)
}

/// The offset after the blanks and the marks of quotations that begin the line at `start`.
fn head_end(bytes: &[u8], start: usize) -> usize {
    start + bytes[start..].iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'>')).count()
}

/// `code` as it was typed: the angle brackets of `typed` for the guillemets that replaced them in `replaced`, where the code stands at
/// `range`.
pub(super) fn typed<'c>(code: &'c str, replaced: &str, typed: &str, range: &Range<usize>) -> Cow<'c, str> {
    let (Some(now), Some(before)) = (replaced.get(range.clone()), typed.get(range.clone())) else { return Cow::Borrowed(code) };
    if now == before {
        return Cow::Borrowed(code);
    }
    // CommonMark takes line ends and marks out of code, and no guillemets.
    let mut signs = now.match_indices(['«', '»']).map(|(at, sign)| before.get(at..at + sign.len()).unwrap_or(sign));
    let mut given = String::with_capacity(code.len());
    for part in code.split_inclusive(['«', '»']) {
        given.push_str(part.trim_end_matches(['«', '»']));
        if part.ends_with(['«', '»']) {
            given.push_str(signs.next().unwrap_or_default());
        }
    }
    Cow::Owned(given)
}

#[cfg(test)]
mod tests {
    use super::{replaced, typed};

    #[test]
    fn doubled_brackets_are_guillemets_in_a_paragraph() {
        for (text, wanted) in [
            ("Il a dit <<Bonjour tout le monde>> puis <mot>.", "Il a dit «Bonjour tout le monde» puis <mot>."),
            ("<< Oui,\n> dit-il >>", "« Oui,\n> dit-il »"),
            ("a << b\n\nc >> d", "a << b\n\nc >> d"),
            ("<<a\n>> b", "<<a\n>> b"),
            ("<<<a>>> {{< x >}}", "<<<a>>> {{< x >}}"),
            ("cat <<EOF", "cat <<EOF"),
        ] {
            assert_eq!(replaced(text), wanted);
        }
    }

    #[test]
    fn code_has_its_brackets_back() {
        let text = "<<é>> `a << «b» >> c`";
        let now = replaced(text);
        let start = text.find('`').expect("code");
        assert_eq!(typed(&now[start + 1..now.len() - 1], &now, text, &(start..text.len())), "a << «b» >> c");
    }
}
