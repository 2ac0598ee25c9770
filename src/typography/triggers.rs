//! Triggers: the characters where a rule may begin. They are found once, so that no rule walks over all letters of a line.

use super::characters::is_blank;

/// A set of character classes. A rule runs only on lines that hold a class it begins with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Classes(u16);

impl Classes {
    pub(super) const APOSTROPHE: Self = Self(1);
    pub(super) const QUOTE: Self = Self(1 << 1);
    pub(super) const DASH: Self = Self(1 << 2);
    /// Punctuation that French sets off by a space.
    pub(super) const SPACED: Self = Self(1 << 3);
    pub(super) const DIGIT: Self = Self(1 << 4);
    pub(super) const CAPITAL: Self = Self(1 << 5);
    /// A capital that a Roman numeral may begin with.
    pub(super) const NUMERAL: Self = Self(1 << 6);
    /// A character that addresses, handles, emoticons and times have.
    pub(super) const PROTECTED: Self = Self(1 << 7);
    /// Two full stops in a row.
    pub(super) const POINTS: Self = Self(1 << 8);
    /// A character that no rule begins with but that some look for among the triggers.
    const OTHER: Self = Self(1 << 9);

    const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the two sets have a class in common.
    pub(super) const fn intersects(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// The classes of each ASCII character.
const ASCII: [Classes; 256] = {
    let mut classes = [Classes(0); 256];
    let mut at = 0;
    while at < 128 {
        classes[at] = match at as u8 {
            b'\'' | b'`' => Classes::APOSTROPHE,
            b'"' => Classes::QUOTE,
            b'-' => Classes::DASH,
            b'!' | b'?' => Classes::SPACED,
            b':' | b';' => Classes::SPACED.union(Classes::PROTECTED),
            b'@' | b'#' | b'<' | b'^' | b'=' => Classes::PROTECTED,
            b'0'..=b'9' => Classes::DIGIT,
            b'I' | b'V' | b'X' => Classes::CAPITAL.union(Classes::NUMERAL),
            b'A'..=b'Z' => Classes::CAPITAL,
            b'.' | b'\n' => Classes::OTHER,
            _ => Classes(0),
        };
        at += 1;
    }
    classes
};

/// The classes of a character; none when it is no trigger.
#[inline]
fn classes(character: char) -> Classes {
    match character {
        '\0'..='\x7f' => ASCII[character as usize],
        // The most frequent non-ASCII characters of French come first.
        'à'..='ÿ' => Classes(0),
        '´' => Classes::APOSTROPHE,
        '«' | '»' | '‹' | '›' => Classes::SPACED,
        '–' | '—' => Classes::DASH,
        '“' | '”' | '„' | '…' => Classes::OTHER,
        // The rest of general punctuation: a sign that is to be a trigger stands above this line.
        '\u{2000}'..='\u{206f}' => Classes(0),
        _ if character.is_uppercase() => Classes::CAPITAL,
        _ => Classes(0),
    }
}

/// Whether a rule may begin at `character`.
#[inline]
pub(super) fn is_trigger(character: char) -> bool {
    classes(character) != Classes(0)
}

/// The classes of the characters at the indices `triggers`.
pub(super) fn classes_at(characters: &[char], triggers: &[usize]) -> Classes {
    let mut found = Classes(0);
    for &index in triggers {
        let character = characters[index];
        found = found.union(classes(character));
        let at = |index: Option<usize>| index.and_then(|index| characters.get(index)).copied().unwrap_or(' ');
        let before = at(index.checked_sub(1));
        if character == '.' {
            if before == '.' {
                found = found.union(Classes::POINTS);
            }
            if !is_blank(at(Some(index + 1))) {
                found = found.union(Classes::PROTECTED);
            }
        } else if character == 'D' && matches!(before, 'x' | 'X') {
            found = found.union(Classes::PROTECTED);
        }
    }
    found
}
