//! The numbers of a list as they were typed: it is numbered from the first on, whatever the others say.

use std::ops::Range;

/// The numbers of a list so far.
#[derive(Debug, Default)]
pub(super) struct TypedNumbers {
    first: Option<u64>,
    count: u64,
    /// Whether a number is another than the first. Who types the same before each item leaves the numbers to the program.
    differs: bool,
    /// The first number that does not follow the one before it.
    leap: Option<Range<usize>>,
}

impl TypedNumbers {
    /// Adds the number with which the item at `range` of `text` begins; nothing where it begins with none.
    pub(super) fn push(&mut self, text: &str, range: &Range<usize>) {
        let Some(written) = text.get(range.clone()) else { return };
        let start = range.start + written.len() - written.trim_start().len();
        let digits = text[start..range.end].bytes().take_while(u8::is_ascii_digit).count();
        let Ok(number) = text[start..start + digits].parse::<u64>() else { return };
        let first = *self.first.get_or_insert(number);
        self.differs |= number != first;
        if number != first + self.count && self.leap.is_none() {
            self.leap = Some(start..start + digits + 1);
        }
        self.count += 1;
    }

    /// The first number that is not printed as typed.
    pub(super) fn renumbered(&self) -> Option<Range<usize>> {
        self.leap.clone().filter(|_| self.differs)
    }
}
