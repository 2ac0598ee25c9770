//! Where rules may begin: one look at a line finds its marks, digits and capitals, so that no rule walks over all its letters.

/// Kinds of characters that a line holds, as a set: a rule that begins with none of them has nothing to do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Kinds(u16);

impl Kinds {
    pub(super) const APOSTROPHE: Self = Self(1);
    pub(super) const QUOTE: Self = Self(1 << 1);
    pub(super) const DASH: Self = Self(1 << 2);
    /// A mark that takes a space in French.
    pub(super) const SPACED: Self = Self(1 << 3);
    pub(super) const DIGIT: Self = Self(1 << 4);
    pub(super) const CAPITAL: Self = Self(1 << 5);
    /// A capital that Roman numerals begin with.
    pub(super) const NUMERAL: Self = Self(1 << 6);
    /// A sign without which nothing is an address, a handle, an emoticon or a time.
    pub(super) const PROTECTED: Self = Self(1 << 7);
    /// Two points in a row.
    pub(super) const POINTS: Self = Self(1 << 8);
    /// A sign that rules ask for, and that none begins with.
    const OTHER: Self = Self(1 << 9);

    const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether any of `kinds` is among these.
    pub(super) const fn any(self, kinds: Self) -> bool {
        self.0 & kinds.0 != 0
    }
}

/// The kinds of each byte; those that are not ASCII have none.
const ASCII: [Kinds; 256] = {
    let mut kinds = [Kinds(0); 256];
    let mut at = 0;
    while at < 128 {
        kinds[at] = match at as u8 {
            b'\'' | b'`' => Kinds::APOSTROPHE,
            b'"' => Kinds::QUOTE,
            b'-' => Kinds::DASH,
            b'!' | b'?' => Kinds::SPACED,
            b':' | b';' => Kinds::SPACED.or(Kinds::PROTECTED),
            b'@' | b'#' | b'<' | b'^' | b'=' => Kinds::PROTECTED,
            b'0'..=b'9' => Kinds::DIGIT,
            b'I' | b'V' | b'X' => Kinds::CAPITAL.or(Kinds::NUMERAL),
            b'A'..=b'Z' => Kinds::CAPITAL,
            b'.' | b'\n' => Kinds::OTHER,
            _ => Kinds(0),
        };
        at += 1;
    }
    kinds
};

/// Of which kinds a character is; of none when no rule begins with it.
#[inline]
fn kinds(character: char) -> Kinds {
    match character {
        '\0'..='\x7f' => ASCII[character as usize],
        // Most of what is not ASCII in French.
        'à'..='ÿ' => Kinds(0),
        '´' => Kinds::APOSTROPHE,
        '«' | '»' => Kinds::SPACED,
        '–' | '—' => Kinds::DASH,
        '“' | '”' | '…' => Kinds::OTHER,
        '\u{2000}'..='\u{206f}' => Kinds(0),
        _ if character.is_uppercase() => Kinds::CAPITAL,
        _ => Kinds(0),
    }
}

/// Whether a character is of some kind.
#[inline]
pub(super) fn is_sign(character: char) -> bool {
    kinds(character) != Kinds(0)
}

/// The kinds of the characters at `signs`.
pub(super) fn seen(characters: &[char], signs: &[usize]) -> Kinds {
    let mut seen = Kinds(0);
    for &index in signs {
        let character = characters[index];
        seen = seen.or(kinds(character));
        let at = |index: Option<usize>| index.and_then(|index| characters.get(index)).copied().unwrap_or(' ');
        let before = at(index.checked_sub(1));
        if character == '.' {
            if before == '.' {
                seen = seen.or(Kinds::POINTS);
            }
            if !super::line::is_blank(at(Some(index + 1))) {
                seen = seen.or(Kinds::PROTECTED);
            }
        } else if character == 'D' && matches!(before, 'x' | 'X') {
            seen = seen.or(Kinds::PROTECTED);
        }
    }
    seen
}
