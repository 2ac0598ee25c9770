//! Characters that nobody sees, and which of them have no use where they stand: they come with what is copied from pages and messages,
//! and divide words for those who search or listen.
//!
//! Some have a use between the words of a text: a soft hyphen, a joiner, the marks of direction of Arabic and Hebrew, the zero-width space
//! that parts words in Thai or lets a line end after a slash. Those stay.

use super::scan::any_pair;

/// Whether nobody sees `sign`.
#[must_use]
pub const fn is_invisible(sign: char) -> bool {
    matches!(
        sign,
        '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}'
    )
}

/// Where an invisible character stands.
#[derive(Clone, Copy, Debug)]
struct Surroundings {
    /// The visible character before it, beyond signs of Markdown; none at the beginning of the text.
    before: Option<char>,
    /// The visible character after it, beyond them.
    after: Option<char>,
    /// The character just before it, invisible or not.
    last: Option<char>,
    /// Whether the text has letters that are written from right to left.
    has_right_to_left: bool,
}

/// Whether `sign` has no use in a text where it stands. Of those that no text may contain nothing is said here.
fn is_of_no_use(sign: char, at: Surroundings) -> bool {
    let is_edge = |side: Option<char>| side.is_none_or(char::is_whitespace);
    let is_at_edge = is_edge(at.before) || is_edge(at.after);
    let is = |side: Option<char>, fits: fn(char) -> bool| side.is_some_and(fits);
    match sign {
        // Words in Latin, Greek and Cyrillic letters are parted by spaces that one sees.
        '\u{200b}' | '\u{2060}' => is_at_edge || is(at.before, is_western) && is(at.after, is_western) || is_after_hyphen(at),
        '\u{ad}' => is_at_edge || at.last == Some('\u{ad}') || is(at.before, is_stop) || is(at.after, is_stop),
        '\u{200c}' | '\u{200d}' => {
            is_edge(at.before) && at.after.is_none_or(is_western) || is_edge(at.after) && at.before.is_none_or(is_western)
        }
        '\u{200e}' | '\u{200f}' | '\u{61c}' => !at.has_right_to_left,
        '\u{180e}' => !is(at.before, is_mongolian) && !is(at.after, is_mongolian),
        '\u{2061}'..='\u{2064}' | '\u{3164}' | '\u{ffa0}' => true,
        _ => false,
    }
}

/// Whether it stands after the hyphen of a word, where a line may end anyway.
fn is_after_hyphen(at: Surroundings) -> bool {
    matches!(at.before, Some('-' | '\u{2010}')) && at.after.is_some_and(|after| after.is_alphabetic() && is_western(after))
}

/// Where a neighbour stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    After,
}

/// Most signs of Markdown and quotation marks beyond which a neighbour is looked for.
const MOST_SIGNS: usize = 8;

/// The visible character on a side of an invisible one, whatever signs of Markdown and quotation marks stand between: of `*mot* ici` that
/// after `t` is the space. None at the beginning and the end of the text, of a cell, and of the words of a link; and before a mark that
/// ends a phrase.
fn neighbour(signs: impl Iterator<Item = char>, side: Side) -> Option<char> {
    let is_edge = |next: Option<&char>| next.is_none_or(|next| next.is_whitespace() || is_sign(*next) || *next == '_');
    let mut signs = signs.peekable();
    let mut last = None;
    for _ in 0..MOST_SIGNS {
        let sign = signs.next()?;
        match sign {
            '|' => return None,
            ']' if side == Side::After && matches!(signs.peek(), Some('(' | '[' | '{')) => return None,
            '_' if is_edge(signs.peek()) => {}
            ',' | ';' | ':' | '!' | '?' | '…' | '.' | ')' if side == Side::After && is_edge(signs.peek()) => return None,
            '(' if side == Side::Before && is_edge(signs.peek()) => return None,
            _ if is_sign(sign) => {}
            _ => return Some(sign),
        }
        last = Some(sign);
    }
    // Beyond so many signs nothing is sure.
    last
}

/// Whether `sign` is one of Markdown around words, or a quotation mark.
const fn is_sign(sign: char) -> bool {
    matches!(sign, '*' | '~' | '[' | ']' | '{' | '}' | '"' | '«' | '»' | '“' | '”')
}

/// Those with which programs let an address be divided. The others have a meaning in some scripts.
const fn is_dropped_from_addresses(sign: char) -> bool {
    matches!(sign, '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}')
}

/// Most characters of an address that are looked at.
const LONGEST_ADDRESS: usize = 400;

/// Whether `text` ends within an address, or within the target of a link: no invisible character leads anywhere.
fn ends_in_address(text: &str) -> bool {
    let is_outside = |sign: char| sign.is_whitespace() || matches!(sign, '(' | '<' | '>' | '"' | '[' | ']');
    let near = text.char_indices().rev().take(LONGEST_ADDRESS).find(|(_, sign)| is_outside(*sign));
    let Some((start, opening)) = near else { return text.contains("://") && text.len() < LONGEST_ADDRESS };
    let word = &text[start + opening.len_utf8()..];
    word.contains("://") || word.starts_with("www.") || opening == '(' && text[..start].ends_with(']')
}

fn is_western(sign: char) -> bool {
    sign.is_alphanumeric() && sign < '\u{530}'
}

/// Whether no word goes on at `sign`: a hyphen, or a mark at the end of a sentence.
fn is_stop(sign: char) -> bool {
    matches!(sign, '-' | '\u{2010}'..='\u{2015}' | '.' | ',' | ';' | ':' | '!' | '?' | '…' | '«' | '»' | '“' | '”' | ')')
}

const fn is_mongolian(sign: char) -> bool {
    matches!(sign, '\u{1800}'..='\u{18af}')
}

/// Whether a text has a letter that is written from right to left.
fn has_right_to_left(text: &str) -> bool {
    let is_letter = |sign: char| {
        matches!(sign, '\u{590}'..='\u{61b}' | '\u{61d}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
            | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
    };
    !text.is_ascii() && text.chars().any(is_letter)
}

/// The invisible characters of `text` that have no use where they stand, with their offsets.
#[must_use]
pub fn of_no_use(text: &str) -> Vec<(usize, char)> {
    // Nearly no text has one, and this test of bytes saves a test of each character. In UTF-8: U+200B to U+200F end with 80 8B to 80 8F,
    // U+2060 to U+2064 with 81 A0 to 81 A4; then U+00AD, U+061C, U+180E, U+3164 and U+FFA0.
    let may_be_one = |byte: u8, next: u8| {
        ((byte == 0x80) & (next.wrapping_sub(0x8b) < 5))
            | ((byte == 0x81) & (next.wrapping_sub(0xa0) < 5))
            | ((byte == 0xc2) & (next == 0xad))
            | ((byte == 0xd8) & (next == 0x9c))
            | ((byte == 0xa0) & (next == 0x8e))
            | ((byte == 0x85) & (next == 0xa4))
            | ((byte == 0xbe) & (next == 0xa0))
    };
    if !any_pair(text, may_be_one) {
        return Vec::new();
    }
    let has_right_to_left = has_right_to_left(text);
    let (mut found, mut last) = (Vec::new(), None);
    // The visible characters around a run of invisible ones are sought once.
    let mut run: Option<(Option<char>, Option<char>)> = None;
    for (offset, sign) in text.char_indices() {
        if is_invisible(sign) {
            let (before, after) = *run.get_or_insert_with(|| {
                let rest = text[offset..].trim_start_matches(is_invisible);
                (neighbour(text[..offset].chars().rev(), Side::Before), neighbour(rest.chars(), Side::After))
            });
            let is_dropped = is_of_no_use(sign, Surroundings { before, after, last, has_right_to_left });
            if is_dropped || is_dropped_from_addresses(sign) && ends_in_address(&text[..offset]) {
                found.push((offset, sign));
            }
        } else {
            run = None;
        }
        last = Some(sign);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_divides_words_has_no_use() {
        for (text, expected) in [
            ("mon\u{200b}tagne", 1),
            ("le\u{200b} mot", 1),
            ("\u{200b}Le mot.\u{2060}\n", 2),
            ("chaud/\u{200b}froid", 0),
            ("mot-\u{200b}clé, 1914-\u{200b}1918", 1),
            ("https://exemple.fr/\u{200b}a/\u{200b}b, puis chaud/\u{200b}froid", 2),
            ("[lien](images/\u{200b}a.png) (ou/\u{200b}bien)", 1),
            ("ไทย\u{200b}ไทย", 0),
            ("anti\u{ad}constitution", 0),
            ("anti\u{ad}\u{ad}constitution", 1),
            ("mot\u{ad} suite, mot-\u{ad}clé", 2),
            ("le \u{200e}12 mars", 1),
            ("שלום\u{200e} (12)", 0),
            ("می\u{200c}خواهم", 0),
            ("Auf\u{200c}lage", 0),
            ("mot\u{200d} 👩\u{200d}🚀", 1),
            ("f\u{2061}(x)", 1),
            ("ᠠ\u{180e}ᠠ", 0),
            ("Un *mot\u{200b}* ici, **gras\u{2060}**.", 2),
            ("_mot\u{200b}_ ici, *\u{200b}mot*, *mot\u{200b}*s, *mot\u{ad}* ici", 4),
            ("[lien\u{200b}](a.md), [\u{200b}](a.md), « mot\u{200b} » et «\u{200b}mot»", 4),
            ("mot\u{200b}, suite ; (\u{200b}mot), (mot\u{200b})", 3),
            ("```chart {caption=\"C\u{200b}\"}", 1),
            ("| a |\u{200b}b\u{200b}| c |", 2),
            ("*extra\u{ad}*ordinaire, fichier\u{200b}.txt, nom\u{200b}_de_/\u{200b}*x*, *ไทย*\u{200b}ไทย", 0),
            ("mot*********\u{200b}*********mot", 0),
        ] {
            assert_eq!(of_no_use(text).len(), expected, "{text:?}");
        }
    }
}
