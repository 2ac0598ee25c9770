//! Letters: which characters are alphabetic.
//!
//! Breaking and shaping ask it of each character of a book.

/// Whether a character is alphabetic (Unicode, `Alphabetic`). The letters of most European languages need no look into the tables.
#[inline]
pub(super) fn is_letter(character: char) -> bool {
    match character {
        'a'..='z' | 'A'..='Z' | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='\u{24f}' => true,
        ..='\u{a9}' | '\u{ab}'..='\u{b4}' | '\u{bb}'..='\u{bf}' | '\u{2000}'..='\u{206f}' => false,
        _ => character.is_alphabetic(),
    }
}

#[cfg(test)]
mod tests {
    use super::is_letter;

    #[test]
    fn letters_are_those_of_the_tables() {
        assert!(('\0'..='\u{3000}').all(|character| is_letter(character) == character.is_alphabetic()));
    }
}
