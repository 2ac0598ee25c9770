//! Slugs: names for files, addresses and destinations.

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

    /// This slug, or the first of `slug-2`, `slug-3` … that is not taken.
    #[must_use]
    pub fn unique(self, is_taken: impl Fn(&Self) -> bool) -> Self {
        let numbered = (2..).map(|number: usize| Self::from_text(&format!("{self}-{number}")));
        std::iter::once(self.clone()).chain(numbered).find(|slug| !is_taken(slug)).unwrap_or(self)
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

#[cfg(test)]
mod tests {
    use super::Slug;

    #[test]
    fn slugs_lose_accents_and_open_ligatures() {
        assert_eq!(Slug::from_text("Œuvrer à « l’École » !").as_str(), "oeuvrer-a-l-ecole");
        assert_eq!(Slug::from_text("…").as_str(), "x");
        assert!(Slug::new("a--b").is_none() && Slug::new("je-twitte").is_some());
    }
}
