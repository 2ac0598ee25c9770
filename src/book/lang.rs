//! Language tags (BCP 47).

use serde::{Deserialize, Serialize};
use std::fmt;

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

    /// No language in particular (ISO 639-2, `und`); it is written from left to right.
    #[must_use]
    pub fn undetermined() -> Self {
        Self("und".into())
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

    /// Whether its usual script runs from right to left; a script in the tag decides (`az-Arab`, `ur-Latn`).
    #[must_use]
    pub fn is_right_to_left(&self) -> bool {
        let script = self.0.split('-').skip(1).find(|subtag| subtag.len() == 4 && !subtag.as_bytes()[0].is_ascii_digit());
        match script {
            Some(script) => matches!(script, "Arab" | "Aran" | "Hebr" | "Syrc" | "Thaa" | "Nkoo"),
            None => {
                matches!(
                    self.primary(),
                    "ar" | "arc" | "ckb" | "dv" | "fa" | "he" | "nqo" | "ps" | "sd" | "syr" | "ug" | "ur" | "yi"
                )
            }
        }
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

#[cfg(test)]
mod tests {
    use super::Lang;

    #[test]
    fn the_script_of_a_tag_decides_its_direction() {
        let runs = |tag| Lang::new(tag).is_some_and(|lang| lang.is_right_to_left());
        assert!(runs("fa") && runs("he-IL") && runs("az-Arab-IR") && runs("ckb"));
        assert!(!runs("fr") && !runs("tr") && !runs("ur-Latn") && !runs("sr-Cyrl"));
    }

    #[test]
    fn languages_are_bcp_47() {
        assert_eq!(Lang::new("FR-fr").map(|lang| lang.to_string()), Some("fr-FR".to_owned()));
        assert!(Lang::new("french").is_none() && Lang::new("fr_FR").is_none());
    }
}
