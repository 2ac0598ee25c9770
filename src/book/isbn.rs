//! ISBN-13 (ISO 2108), and the numbers of a volume's formats.

use super::isbn_ranges;
use std::fmt;

/// An ISBN-13, checksum verified (ISO 2108).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Isbn {
    digits: String,
    written: String,
}

impl Isbn {
    /// Accepts 13 digits with hyphens or spaces anywhere, prefix 978 or 979, checksum right. Numbers with 979-0 are those of printed music
    /// (ISMN, ISO 10957).
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits: String = text.chars().filter(|c| !matches!(c, '-' | ' ' | '\u{a0}' | '\u{202f}')).collect();
        let values: Vec<u32> = digits.chars().map(|c| c.to_digit(10)).collect::<Option<_>>()?;
        let sum: u32 = values.iter().enumerate().map(|(i, value)| if i.is_multiple_of(2) { *value } else { 3 * value }).sum();
        let prefix = digits.starts_with("978") || digits.starts_with("979") && !digits.starts_with("9790");
        (values.len() == 13 && prefix && sum.is_multiple_of(10)).then(|| Self { digits, written: text.trim().to_owned() })
    }

    /// The ISBN-13 of the same book as an ISBN-10, whose checksum is right.
    #[must_use]
    pub fn of_ten(text: &str) -> Option<Self> {
        let signs: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
        let values: Vec<u32> =
            signs.iter().map(|c| if matches!(c, 'X' | 'x') { Some(10) } else { c.to_digit(10) }).collect::<Option<_>>()?;
        let sum: u32 = values.iter().rev().zip(1..).map(|(value, weight)| value * weight).sum();
        if values.len() != 10 || values[..9].contains(&10) || !sum.is_multiple_of(11) {
            return None;
        }
        let nine: String = signs[..9].iter().collect();
        ('0'..='9').find_map(|check| Self::parse(&format!("978{nine}{check}")))
    }

    /// The 13 digits.
    #[must_use]
    pub fn digits(&self) -> &str {
        &self.digits
    }
}

impl fmt::Display for Isbn {
    /// With a hyphen between its parts (ISO 2108, 5.1); as the editor wrote it when they are not known.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match isbn_ranges::parts(&self.digits) {
            Some(parts) => f.write_str(&parts.join("-")),
            None => f.write_str(&self.written),
        }
    }
}

/// One ISBN per format (one product, one number).
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Isbns {
    /// Of the EPUB.
    pub epub: Option<Isbn>,
    /// Of the PDF.
    pub pdf: Option<Isbn>,
    /// Of the printed book.
    pub print: Option<Isbn>,
}

#[cfg(test)]
mod tests {
    use super::Isbn;

    #[test]
    fn isbn_needs_its_checksum() {
        assert_eq!(Isbn::parse("978-2-9550378-6-7").map(|isbn| isbn.digits().to_owned()), Some("9782955037867".to_owned()));
        assert!(Isbn::parse("978-2-9550378-6-8").is_none());
        assert!(Isbn::parse("979-0-2600-0043-8").is_none(), "printed music");
        assert_eq!(Isbn::of_ten("2-07-036002-4").map(|isbn| isbn.to_string()).as_deref(), Some("978-2-07-036002-4"));
        assert_eq!(Isbn::of_ten("2-07-036002-5"), None);
    }

    #[test]
    fn hyphens_stand_where_the_ranges_of_the_agency_have_them() {
        let shown = |text: &str| Isbn::parse(text).map(|isbn| isbn.to_string());
        for (written, wanted) in [
            ("9782955037867", "978-2-9550378-6-7"),
            ("978-2-1234-5680-3", "978-2-12-345680-3"),
            ("9782070360024", "978-2-07-036002-4"),
            ("979 10 90648 00 5", "979-10-90648-00-5"),
            ("9780306406157", "978-0-306-40615-7"),
            // The group 605 (Turkey) is not in the list.
            ("978-605-384-057-2", "978-605-384-057-2"),
        ] {
            assert_eq!(shown(written).as_deref(), Some(wanted), "{written}");
        }
    }
}
