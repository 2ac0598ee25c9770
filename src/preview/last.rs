//! What a desk showed last of a volume, kept in a file: the next desk shows it at once, until its own first view is made.
//!
//! It holds what the page is told of the volume, and the drawings of the spreads that it asks for first. All else of the volume waits for
//! the first view; where the book is broken then, what is kept stays until there are pages again.

use serde::{Deserialize, Serialize, de::IgnoredAny};
use std::sync::Arc;
use xxhash_rust::xxh3::xxh3_128;

/// How many bytes at the beginning of the file are the sum of the others.
const SUM: usize = 16;

/// What a desk showed last of a volume.
#[derive(Debug, Deserialize, Serialize)]
pub struct LastVolume {
    /// The program that made it: another one may draw and tell in other ways.
    program: String,
    /// What the page was told of the volume, as JSON.
    shown: String,
    /// The sums of its first spreads, with their drawings.
    drawings: Vec<(String, String)>,
}

impl LastVolume {
    /// What a program shows of a volume, with some drawings by their sums, as the bytes of a file.
    pub(super) fn to_bytes(shown: &str, drawings: Vec<(String, String)>, program: &str) -> Vec<u8> {
        let kept = Self { program: program.to_owned(), shown: shown.to_owned(), drawings };
        // Texts are always JSON.
        let bytes = serde_json::to_vec(&kept).unwrap_or_default();
        [&xxh3_128(&bytes).to_le_bytes()[..], &bytes].concat()
    }

    /// Reads such a file; none when it is damaged, or another program's.
    #[must_use]
    pub fn from_bytes(bytes: &[u8], program: &str) -> Option<Self> {
        let (sum, bytes) = bytes.split_at_checked(SUM)?;
        let kept = (sum == xxh3_128(bytes).to_le_bytes()).then(|| serde_json::from_slice::<Self>(bytes).ok())??;
        let is_told = kept.program == program && is_json_in_one_line(&kept.shown);
        is_told.then_some(kept)
    }

    /// What the page is told of it, as JSON.
    pub(super) fn shown(&self) -> &str {
        &self.shown
    }

    /// Whether it has a spread with this sum, which may be one whose drawing is not kept.
    pub(super) fn has_spread(&self, sum: &str) -> bool {
        !sum.is_empty() && self.shown.contains(&format!("\"sum\":\"{sum}\""))
    }

    /// The drawing of the spread with this sum.
    pub(super) fn drawing(&self, sum: &str) -> Option<&str> {
        self.drawings.iter().find(|(other, _)| other == sum).map(|(_, drawing)| drawing.as_str())
    }
}

/// Whether a text can be told to the page as it is: the file may be anybody's.
fn is_json_in_one_line(text: &str) -> bool {
    !text.contains(char::is_control) && serde_json::from_str::<IgnoredAny>(text).is_ok()
}

/// What the page is told of volumes as they were, as JSON in one line.
pub(super) fn to_json(volumes: &[Arc<LastVolume>], revision: u64) -> String {
    let volumes: Vec<&str> = volumes.iter().map(|volume| volume.shown()).collect();
    let volumes = volumes.join(",");
    format!(
        "{{\"revision\":{revision},\"outdated\":true,\"last\":true,\"failure\":null,\"messages\":[],\"volumes\":[{volumes}]}}"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(program: &str, shown: &str) -> Vec<u8> {
        let kept = LastVolume {
            program: program.to_owned(),
            shown: shown.to_owned(),
            drawings: vec![("0a".to_owned(), "<svg/>".to_owned())],
        };
        let bytes = serde_json::to_vec(&kept).expect("JSON");
        [&xxh3_128(&bytes).to_le_bytes()[..], &bytes].concat()
    }

    #[test]
    fn what_was_shown_is_told_again() {
        let kept = LastVolume::from_bytes(&file("1", r#"{"id":"tome1"}"#), "1").expect("whole");
        assert_eq!((kept.drawing("0a"), kept.drawing("0b")), (Some("<svg/>"), None));
        assert!(!kept.has_spread("0a"), "its drawing alone is known");
        let told: serde_json::Value = serde_json::from_str(&to_json(&[Arc::new(kept)], 4)).expect("JSON");
        assert_eq!((&told["revision"], &told["last"], &told["volumes"][0]["id"]), (&4.into(), &true.into(), &"tome1".into()));
    }

    #[test]
    fn a_spread_may_be_known_without_its_drawing() {
        let kept = LastVolume::from_bytes(&file("1", r#"{"id":"tome1","spreads":[{"sum":"0c"}]}"#), "1").expect("whole");
        assert_eq!(["0c", "0d", "0", ""].map(|sum| kept.has_spread(sum)), [true, false, false, false]);
        assert_eq!(kept.drawing("0c"), None);
    }

    #[test]
    fn what_is_damaged_or_anothers_is_not() {
        let whole = file("1", "{}");
        assert!(LastVolume::from_bytes(&whole, "2").is_none(), "another program");
        for length in 0..whole.len() {
            assert!(LastVolume::from_bytes(&whole[..length], "1").is_none(), "cut at {length}");
        }
        for at in 0..whole.len() {
            let mut damaged = whole.clone();
            damaged[at] ^= 4;
            assert!(LastVolume::from_bytes(&damaged, "1").is_none(), "damaged at {at}");
        }
        for forged in ["{", "{}]", "{}\n", "{}\r{}", ""] {
            assert!(LastVolume::from_bytes(&file("1", forged), "1").is_none(), "{forged}");
        }
    }
}
