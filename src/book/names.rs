//! Checked scalars: slugs, languages, dates, ISBNs. A value of these types is right; where it was wrong, `manifest` said so.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A name for files, addresses and destinations: `a`–`z`, digits, single hyphens inside.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug(String);

impl Slug {
    /// Accepts `text` if it is a slug already.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        let shape = !text.is_empty() && !text.starts_with('-') && !text.ends_with('-') && !text.contains("--");
        (shape && text.bytes().all(allowed)).then(|| Self(text.to_owned()))
    }

    /// The slug nearest to `text`: accents dropped, œ and æ opened, all else a hyphen; `x` when nothing is left.
    #[must_use]
    pub fn from_text(text: &str) -> Self {
        use unicode_normalization::UnicodeNormalization as _;
        let mut slug = String::new();
        for character in text.nfkd().flat_map(char::to_lowercase) {
            match character {
                'a'..='z' | '0'..='9' => slug.push(character),
                'œ' => slug.push_str("oe"),
                'æ' => slug.push_str("ae"),
                'ß' => slug.push_str("ss"),
                '\u{300}'..='\u{36f}' => {}
                _ if slug.ends_with('-') || slug.is_empty() => {}
                _ => slug.push('-'),
            }
        }
        let slug = slug.trim_matches('-');
        Self(if slug.is_empty() { "x".to_owned() } else { slug.to_owned() })
    }

    /// The slug's characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A language, a BCP 47 tag in its usual letter case: `fr`, `fr-FR`, `en-GB`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Lang(std::sync::Arc<str>);

impl Lang {
    /// Accepts a well-formed tag whose first subtag has two or three letters (as every ISO 639 code has).
    #[must_use]
    pub fn new(tag: &str) -> Option<Self> {
        let parsed = oxilangtag::LanguageTag::parse_and_normalize(tag).ok()?;
        matches!(parsed.primary_language().len(), 2 | 3).then(|| Self(parsed.as_str().into()))
    }

    /// French.
    #[must_use]
    pub fn french() -> Self {
        Self("fr".into())
    }

    /// The whole tag.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first subtag: `fr` of `fr-FR`.
    #[must_use]
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or_default()
    }

    /// Without country and what follows it: `fr` of `fr-FR`, `zh-Hant` of `zh-Hant-TW`.
    #[must_use]
    pub fn without_region(&self) -> &str {
        let mut end = 0;
        for (position, subtag) in self.0.split('-').enumerate() {
            let region = matches!((subtag.len(), subtag.as_bytes()[0].is_ascii_digit()), (2, false) | (3, true));
            if position > 0 && (region || subtag.len() == 1) {
                break;
            }
            end += subtag.len() + usize::from(position > 0);
        }
        &self.0[..end]
    }

    /// Whether French rules of typography apply.
    #[must_use]
    pub fn is_french(&self) -> bool {
        self.primary() == "fr"
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A date that may be known to the year, the month or the day only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// Year, 1 to 9999.
    pub year: i16,
    /// Month, 1 to 12.
    pub month: Option<i8>,
    /// Day of the month; only with a month.
    pub day: Option<i8>,
}

impl Date {
    /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; none when it is no date of the calendar.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = |part: &str, length: usize| {
            (part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit())).then(|| part.parse::<i16>().ok()).flatten()
        };
        let mut parts = text.split('-');
        let year = digits(parts.next()?, 4).filter(|&year| year > 0)?;
        let (month, day) = (parts.next(), parts.next());
        if parts.next().is_some() {
            return None;
        }
        let month =
            month.map(|part| digits(part, 2).and_then(|month| i8::try_from(month).ok())).map_or(Some(None), |m| m.map(Some))?;
        let day = day.map(|part| digits(part, 2).and_then(|day| i8::try_from(day).ok())).map_or(Some(None), |d| d.map(Some))?;
        jiff::civil::Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
        Some(Self { year, month, day })
    }

    /// The first day that it may mean: (year, month, day).
    #[must_use]
    pub fn first_day(self) -> (i16, i8, i8) {
        (self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }
}

impl fmt::Display for Date {
    /// As ISO 8601 writes it, to the precision known.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

/// An ISBN-13, checksum verified (ISO 2108).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Isbn {
    digits: String,
    written: String,
}

impl Isbn {
    /// Accepts 13 digits with hyphens or spaces anywhere, prefix 978 or 979, checksum right.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits: String = text.chars().filter(|c| !matches!(c, '-' | ' ' | '\u{a0}' | '\u{202f}')).collect();
        let values: Vec<u32> = digits.chars().map(|c| c.to_digit(10)).collect::<Option<_>>()?;
        let sum: u32 = values.iter().enumerate().map(|(i, value)| if i.is_multiple_of(2) { *value } else { 3 * value }).sum();
        let prefix = digits.starts_with("978") || digits.starts_with("979");
        (values.len() == 13 && prefix && sum.is_multiple_of(10)).then(|| Self { digits, written: text.trim().to_owned() })
    }

    /// The 13 digits.
    #[must_use]
    pub fn digits(&self) -> &str {
        &self.digits
    }
}

impl fmt::Display for Isbn {
    /// As the editor wrote it, hyphens kept.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_lose_accents_and_open_ligatures() {
        assert_eq!(Slug::from_text("Œuvrer à « l’École » !").as_str(), "oeuvrer-a-l-ecole");
        assert_eq!(Slug::from_text("…").as_str(), "x");
        assert!(Slug::new("a--b").is_none() && Slug::new("je-twitte").is_some());
    }

    #[test]
    fn dates_are_of_the_calendar() {
        let shown = |text| Date::parse(text).map(|date| date.to_string());
        assert_eq!(shown("2016-09"), Some("2016-09".to_owned()));
        assert_eq!(shown("2016-02-29"), Some("2016-02-29".to_owned()));
        for wrong in ["2016-13", "2015-02-29", "16", "2016-9", "2016-09-01-02", "+016", ""] {
            assert_eq!(shown(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn isbn_needs_its_checksum() {
        assert_eq!(Isbn::parse("978-2-9550378-6-7").map(|isbn| isbn.digits().to_owned()), Some("9782955037867".to_owned()));
        assert!(Isbn::parse("978-2-9550378-6-8").is_none());
    }

    #[test]
    fn languages_are_bcp_47() {
        assert_eq!(Lang::new("FR-fr").map(|lang| lang.to_string()), Some("fr-FR".to_owned()));
        assert!(Lang::new("french").is_none() && Lang::new("fr_FR").is_none());
    }
}
