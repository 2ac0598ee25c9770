//! Characters that nobody sees, copied with a key or a value from a page or a message: found, and left out.
//!
//! In a key, an identifier or an address none has a use; between the words of a text some have (`source::of_no_use`).

use crate::source::{is_invisible, of_no_use};

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
    without(key, |_, _| true)
}

/// A value without the invisible characters that have no use in it, and the first of them; none when it has none.
pub(super) fn without_in_value(value: &str) -> Option<(String, char)> {
    // An address, an identifier, a number: a single word, in letters without accents.
    let is_code = value.trim().chars().all(|sign| sign.is_ascii_graphic() || is_invisible(sign));
    let is_alone = || value.chars().all(is_invisible);
    let useless = of_no_use(value);
    let is_useless = |at: usize| useless.binary_search_by_key(&at, |(offset, _)| *offset).is_ok();
    without(value, |at, sign| is_never_wanted(sign) || is_code || is_useless(at) || is_alone())
}

/// `text` without the invisible characters that `is_dropped` says of, each with its offset, and the first of them.
fn without(text: &str, is_dropped: impl Fn(usize, char) -> bool) -> Option<(String, char)> {
    if text.is_ascii() || !text.contains(is_invisible) {
        return None;
    }
    let (mut kept, mut first) = (String::with_capacity(text.len()), None);
    for (at, sign) in text.char_indices() {
        if is_invisible(sign) && is_dropped(at, sign) {
            first.get_or_insert(sign);
            // They end a line.
            if matches!(sign, '\u{2028}' | '\u{2029}') {
                kept.push(' ');
            }
        } else {
            kept.push(sign);
        }
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
            ("Un *été\u{200b}* ici", "Un *été* ici"),
        ];
        for (written, read) in mended {
            assert_eq!(without_in_value(written).map(|(read, _)| read).as_deref(), Some(read), "{written:?}");
        }
        assert_eq!(without_in_key("ti\u{ad}tle"), Some(("title".to_owned(), '\u{ad}')));
    }
}
