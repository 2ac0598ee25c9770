//! Characters that nobody sees, copied with a key or a value from a page or a message: found, and left out.
//!
//! In a key, an identifier or an address none has a use; between the words of a text some have (`source::is_of_no_use`).

use crate::source::{Surroundings, has_right_to_left, is_invisible, is_of_no_use};

/// Whether `sign` has no place in any text: marks of the beginning of a file, ends of lines, overrides of the direction of writing, and
/// letters that are empty.
const fn is_never_wanted(sign: char) -> bool {
    matches!(
        sign,
        '\u{180e}' | '\u{2028}'..='\u{202e}' | '\u{2061}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}'
    )
}

/// A key without the invisible characters in it, and the first of them; none when it has none.
pub(super) fn without_in_key(key: &str) -> Option<(String, char)> {
    without(key, |_, sign, _, _| is_invisible(sign))
}

/// A value without the invisible characters that have no use in it, and the first of them; none when it has none.
pub(super) fn without_in_value(value: &str) -> Option<(String, char)> {
    // An address, an identifier, a number: a single word, in letters without accents.
    let is_code = value.trim().chars().all(|sign| sign.is_ascii_graphic() || is_invisible(sign));
    let has_right_to_left = has_right_to_left(value);
    without(value, |before, sign, after, last| {
        is_never_wanted(sign)
            || is_invisible(sign) && is_code
            || is_of_no_use(sign, Surroundings { before, after, last, has_right_to_left })
            || is_invisible(sign) && before.is_none() && after.is_none()
    })
}

/// `text` without the characters that `is_dropped` says of, which is told the visible neighbours of each, and what stands just before it.
fn without(text: &str, is_dropped: impl Fn(Option<char>, char, Option<char>, Option<char>) -> bool) -> Option<(String, char)> {
    if text.is_ascii() || !text.contains(is_invisible) {
        return None;
    }
    let (mut kept, mut first) = (String::with_capacity(text.len()), None);
    let (mut before, mut last) = (None, None);
    for (at, sign) in text.char_indices() {
        let is_hidden = is_invisible(sign);
        let after = || text[at..].chars().find(|next| !is_invisible(*next));
        if is_hidden && is_dropped(before, sign, after(), last) {
            first.get_or_insert(sign);
            // They end a line.
            if matches!(sign, '\u{2028}' | '\u{2029}') {
                kept.push(' ');
            }
        } else {
            kept.push(sign);
        }
        if !is_hidden {
            before = Some(sign);
        }
        last = Some(sign);
    }
    first.map(|first| (kept, first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_a_use_stays() {
        for kept in ["anti\u{ad}constitutionnellement oui", "chaud/\u{200b}froid été", "ไทย\u{200b}ไทย", "می\u{200c}خواهم", "a b"]
        {
            assert_eq!(without_in_value(kept), None, "{kept:?}");
        }
        let mended = [
            ("We\u{200b}i Zhang", "Wei Zhang"),
            ("\u{200b}Le titre", "Le titre"),
            ("Le\u{200b} titre", "Le titre"),
            ("Le titre\u{2060}", "Le titre"),
            ("2026-\u{200e}11-30", "2026-11-30"),
            ("https://exemple.fr\u{200b}", "https://exemple.fr"),
            ("Le \u{feff}titre", "Le titre"),
            ("\u{200e}", ""),
            ("Le mot\u{ad} juste", "Le mot juste"),
            ("Le \u{200e}12 mars, été", "Le 12 mars, été"),
        ];
        for (written, read) in mended {
            assert_eq!(without_in_value(written).map(|(read, _)| read).as_deref(), Some(read), "{written:?}");
        }
        assert_eq!(without_in_key("ti\u{ad}tle"), Some(("title".to_owned(), '\u{ad}')));
    }
}
