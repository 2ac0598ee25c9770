//! Shards: the part of a catalogue that one machine of several builds.
//!
//! A volume belongs to a shard by its name alone, so that every machine parts the catalogue alike, and a new volume moves no other. It
//! knows no manifest: `selection` takes the volumes of a shard.

use sha2::{Digest as _, Sha256};
use std::{fmt, str::FromStr};

/// `I/N`: the part `I`, from 1, of `N`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shard {
    part: u32,
    of: u32,
}

/// Most parts: more than any engine runs jobs of one matrix (GitHub 256, GitLab 200).
const MOST: u32 = 10_000;

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // A sign is no digit: « +1/2 » is a slip.
        let number = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok()).flatten();
        let numbers = text.split_once('/').and_then(|(part, of)| Some((number(part)?, number(of)?)));
        match numbers {
            Some((part, of)) if (1..=MOST).contains(&of) && (1..=of).contains(&part) => Ok(Self { part, of }),
            _ => Err(text.to_owned()),
        }
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.part, self.of)
    }
}

impl Shard {
    /// Whether the volume `name` is in this part: the first eight bytes of the SHA-256 of its name, the first of most weight, leave
    /// `I - 1` when they are divided by `N`.
    pub(super) fn holds(self, name: &str) -> bool {
        let sum = Sha256::digest(name.as_bytes());
        let number = sum.first_chunk().map_or(0, |first| u64::from_be_bytes(*first));
        number % u64::from(self.of) == u64::from(self.part - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shard_is_two_numbers_the_first_not_above_the_second() {
        let good = ["1/1", "1/2", "2/2", "007/8", "10000/10000"];
        assert!(good.iter().all(|text| text.parse::<Shard>().is_ok()));
        let bad = [
            "",
            "/",
            "1",
            "1/",
            "/2",
            "0/2",
            "3/2",
            "1/0",
            "0/0",
            "-1/2",
            "+1/2",
            "1/2/3",
            "1 / 2",
            "1,5/2",
            "un/deux",
            "1/10001",
            "99999999999999999999/99999999999999999999",
            "１/２",
        ];
        for text in bad {
            assert!(text.parse::<Shard>().is_err(), "{text}");
        }
    }

    #[test]
    fn each_volume_is_in_one_shard_and_stays_there() {
        for of in [1, 2, 3, 7, 64] {
            let mut counts = vec![0_u32; of as usize];
            for name in (1..=1000).map(|number| format!("tome{number}")) {
                let holders: Vec<u32> = (1..=of).filter(|part| Shard { part: *part, of }.holds(&name)).collect();
                assert_eq!(holders.len(), 1, "{name}");
                counts[(holders[0] - 1) as usize] += 1;
            }
            let even = 1000 / of;
            assert!(counts.iter().all(|count| *count > even / 3 && *count < even * 3), "{counts:?}");
        }
        // What another program computes: the first 8 bytes of the SHA-256 of « tome1 » to « tome6 », modulo 4, and 1.
        let part = |name: &str| (1..=4).find(|part| Shard { part: *part, of: 4 }.holds(name));
        let parts: Vec<u32> = (1..=6).filter_map(|number| part(&format!("tome{number}"))).collect();
        assert_eq!(parts, [1, 3, 2, 1, 1, 2]);
    }
}
