//! Reads the letters of a line whose emphasis is plain to see: each phrase begins and ends at a letter, and holds no other phrase.
//!
//! Of such a line every reader of CommonMark says the same, and it is read ten times as fast. Nothing is guessed: what is not surely so is
//! left to the reader of CommonMark (`read_back`).

/// The sign of emphasis, and how many of it stand there: two for strong emphasis.
const SIGN: u8 = b'*';

/// The words of a line, that is letters and digits without a sign between them, each with its emphasis, one after the other;
/// [`Letters::are_sure`] tells at the end whether they are what a reader of CommonMark finds. Digits in the calls of notes are left out.
pub(super) struct Letters<'w> {
    text: &'w str,
    at: usize,
    /// The signs that opened the phrase that is read: one or two; none outside of phrases.
    open: usize,
    /// Whether a link is read, whose end is still to come.
    is_in_link: bool,
    /// Whether the character before is a letter.
    is_after_letter: bool,
    is_sure: bool,
}

impl<'w> Letters<'w> {
    pub(super) fn of(text: &'w str) -> Self {
        let is_sure = begins_a_paragraph(text);
        Self { text, at: 0, open: 0, is_in_link: false, is_after_letter: false, is_sure }
    }

    /// Whether the letters are those that a reader of CommonMark finds, in the same emphasis. It is known when all were asked for.
    pub(super) const fn are_sure(&self) -> bool {
        self.is_sure && self.open == 0 && !self.is_in_link && self.at == self.text.len()
    }

    /// What marks the emphasis of a letter: 1 in a strong phrase, 2 in an emphasised one.
    const fn flags(&self) -> u8 {
        match self.open {
            0 => 0,
            1 => 2,
            _ => 1,
        }
    }

    /// Opens or closes a phrase. CommonMark 0.31, 6.2: signs before a letter open one when none is open, signs of the same number after a
    /// letter close it.
    fn sign(&mut self, rest: &[u8]) -> bool {
        let length = rest.iter().take_while(|byte| **byte == SIGN).count();
        let next = self.text[self.at + length..].chars().next();
        let fits = match self.open {
            0 => next.is_some_and(is_letter),
            open => open == length && self.is_after_letter,
        };
        if length > 2 || !fits || self.is_in_link {
            return false;
        }
        self.open = if self.open == 0 { length } else { 0 };
        self.at += length;
        true
    }

    /// Goes past the call of a note, or into a link.
    fn bracket(&mut self, rest: &[u8]) -> bool {
        if self.is_in_link {
            return false;
        }
        if rest.get(1) != Some(&b'^') {
            self.is_in_link = true;
            self.at += 1;
            return true;
        }
        let digits = rest[2..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let end = 2 + digits;
        let is_call = digits > 0 && rest.get(end) == Some(&b']') && !matches!(rest.get(end + 1), Some(b'(' | b'[' | b':'));
        self.at += end + 1;
        is_call
    }

    /// Goes past the end of a link and its address.
    fn address(&mut self, rest: &[u8]) -> bool {
        if !self.is_in_link || rest.get(1) != Some(&b'(') {
            return false;
        }
        let Some(length) = rest[2..].iter().position(|byte| *byte <= b' ' || b"()<>\\\"'\x7f".contains(byte)) else {
            return false;
        };
        self.is_in_link = false;
        self.at += 2 + length + 1;
        rest[2 + length] == b')'
    }
}

impl<'w> Iterator for Letters<'w> {
    type Item = (&'w str, u8);

    fn next(&mut self) -> Option<Self::Item> {
        while self.is_sure {
            let rest = &self.text.as_bytes()[self.at..];
            let first = *rest.first()?;
            let word = first_word(&self.text[self.at..]);
            if let Some(last) = word.chars().next_back() {
                self.at += word.len();
                self.is_after_letter = is_letter(last);
                return Some((word, self.flags()));
            }
            let goes_on = match first {
                SIGN => self.sign(rest),
                b'[' => self.bracket(rest),
                b']' => self.address(rest),
                b'\\' => {
                    self.at += 1 + usize::from(rest.get(1).is_some_and(u8::is_ascii_punctuation));
                    true
                }
                b'!' => {
                    self.at += 1;
                    rest.get(1) != Some(&b'[')
                }
                // Other markup, ends of lines, and what only spaces of an unusual kind could mean.
                b'<' | b'>' | b'&' | b'`' | b'_' | b'~' | 0..=0x1f | 0x7f => false,
                0x80.. => {
                    let character = self.text[self.at..].chars().next()?;
                    self.at += character.len_utf8();
                    true
                }
                _ => {
                    self.at += 1;
                    true
                }
            };
            self.is_after_letter = false;
            self.is_sure = goes_on;
        }
        None
    }
}

/// Which bytes are letters or digits of ASCII.
const ALPHANUMERIC: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 0x80 {
        table[byte] = (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    table
};

/// The text from its first letter or digit.
pub(super) fn from_word(text: &str) -> &str {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        if ALPHANUMERIC[usize::from(*byte)] {
            break;
        }
        let character = if byte.is_ascii() { None } else { text[at..].chars().next() };
        if character.is_some_and(char::is_alphanumeric) {
            break;
        }
        at += character.map_or(1, char::len_utf8);
    }
    &text[at..]
}

/// The letters and digits with which a text begins.
pub(super) fn first_word(text: &str) -> &str {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        if ALPHANUMERIC[usize::from(*byte)] {
            at += 1;
            continue;
        }
        match text[at..].chars().next() {
            Some(character) if !byte.is_ascii() && character.is_alphanumeric() => at += character.len_utf8(),
            _ => break,
        }
    }
    &text[..at]
}

/// A character that CommonMark takes neither for a space nor for punctuation; others may be such too.
fn is_letter(character: char) -> bool {
    character.is_ascii_alphanumeric() || (matches!(character, '\u{c0}'..='\u{24f}') && !matches!(character, '×' | '÷'))
}

/// Whether a line can begin nothing but a paragraph.
fn begins_a_paragraph(text: &str) -> bool {
    let after_digits = text.trim_start_matches(|character: char| character.is_ascii_digit());
    match text.chars().next() {
        Some('0'..='9') => !after_digits.starts_with(['.', ')']),
        Some('*') => !text.starts_with("* "),
        Some('(' | '"' | '\'' | '«' | '“' | '‘' | '–' | '—' | '…') => true,
        Some(first) => is_letter(first),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::Letters;

    /// The letters of a line, strong ones in capitals, emphasised ones before an apostrophe; none when it is left to the other reader.
    fn read(text: &str) -> Option<String> {
        let mut letters = Letters::of(text);
        let mut shown = String::new();
        for (letter, flags) in letters.by_ref().flat_map(|(word, flags)| word.chars().map(move |letter| (letter, flags))) {
            match flags {
                1 => shown.extend(letter.to_uppercase()),
                2 => shown.extend([letter, '\'']),
                _ => shown.push(letter),
            }
        }
        letters.are_sure().then_some(shown)
    }

    #[test]
    fn plain_phrases_are_read() {
        for (text, shown) in [
            ("un *mot* et **deux mots**.", "unm'o't'etDEUXMOTS"),
            ("l’*été*, dit-on", "lé't'é'diton"),
            ("pré*fix*é", "préf'i'x'é"),
            ("*a[^12]*b", ""),
            ("un *m* [lien](https://example.org/a_b?c=1&d=2#e) et[^3] note[^4].", "unm'lienetnote"),
            ("un *mot et [un lien](x) puis b*", "unm'o't'e't'u'n'l'i'e'n'p'u'i's'b'"),
            ("trois \\* quatre *a*", "troisquatrea'"),
            ("2024 *a*", "2024a'"),
        ] {
            assert_eq!(read(text), Some(shown.to_owned()).filter(|shown| !shown.is_empty()), "{text}");
        }
    }

    #[test]
    fn what_is_not_plain_is_left_to_the_other_reader() {
        for text in [
            "*a",
            "a*",
            "* a",
            "*a *b",
            "**a*",
            "***a***",
            "*a **b** c*",
            "*a.* b",
            "a *,b*",
            "_a_",
            "~~a~~",
            "`*a*`",
            "<i>*a*</i>",
            "&amp; *a*",
            "[*a*](b)",
            "[a] *b*",
            "[a](b c) *d*",
            "![a](b) *c*",
            "a\n*b*",
            "- *a*",
            "1. *a*",
            "# *a*",
            "> *a*",
            "[^1]: *a*",
            "*Ⓐ*",
            "",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
