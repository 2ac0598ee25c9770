//! What a build keeps for the next: results by the sum of all that they come from.
//!
//! A memo knows neither what its results are nor where it is kept: stages ask it for the result of a sum, and give it what they had
//! to make. `cli::memo` reads and writes it. An entry has its own sum, so that what a disk has spoilt is made again. What is new is
//! added at the end, where the last entry of a key counts; when a quarter of a memo is what no build asks for any more, it is written
//! anew without that.

use sha2::{Digest as _, Sha256};
use std::{
    collections::BTreeMap,
    hash::{Hash, Hasher},
    ops::Range,
    sync::{Mutex, PoisonError},
};
use xxhash_rust::xxh3::Xxh3Default;

/// The sum of all that a result comes from (SHA-256): equal sums, equal results.
pub type Key = [u8; 32];

/// Results of an earlier build, and those of this one.
#[derive(Debug, Default)]
pub struct Memo {
    /// Bytes of an earlier memo, and where in them the result of each key lies.
    kept: Vec<u8>,
    known: BTreeMap<Key, Range<usize>>,
    /// Whether these bytes are entries to their end, so that more may follow.
    is_whole: bool,
    /// What this build asked for and found, and what it made.
    used: Mutex<BTreeMap<Key, Entry>>,
}

#[derive(Debug)]
enum Entry {
    Found(Range<usize>),
    Made(Vec<u8>),
}

/// Bytes of a key, of a length, of a sum.
const HEAD: usize = 32 + 8 + SUM;
const SUM: usize = 16;

impl Memo {
    /// The memo that [`Memo::bytes`] wrote for the same `program`; an empty one when these bytes are no such thing.
    #[must_use]
    pub fn read(bytes: Vec<u8>, program: &str) -> Self {
        let mut memo = Self::default();
        let Some(mut at) = bytes.strip_prefix(program.as_bytes()).map(|_| program.len()) else { return memo };
        while let Some(head) = bytes.get(at..at + HEAD) {
            let key = head.first_chunk::<32>().copied().unwrap_or_default();
            let length = head[32..].first_chunk().map_or(u64::MAX, |length| u64::from_le_bytes(*length));
            let end = usize::try_from(length).ok().and_then(|length| (at + HEAD).checked_add(length));
            let Some(end) = end.filter(|end| *end <= bytes.len()) else { break };
            memo.known.insert(key, at + HEAD..end);
            at = end;
        }
        memo.is_whole = at == bytes.len();
        memo.kept = bytes;
        memo
    }

    /// The result of `key`, when an earlier build left it whole.
    #[must_use]
    pub fn recall(&self, key: &Key) -> Option<&[u8]> {
        let range = self.known.get(key)?.clone();
        let result = &self.kept[range.clone()];
        let sum = &self.kept[range.start - SUM..range.start];
        if sum != sum_of(key, result) {
            return None;
        }
        self.entries().insert(*key, Entry::Found(range));
        Some(result)
    }

    /// Keeps a result for the next build.
    pub fn keep(&self, key: Key, result: Vec<u8>) {
        self.entries().insert(key, Entry::Made(result));
    }

    /// Whether this build made or left out anything, so that writing the memo again is worth it.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        let used = self.entries();
        used.len() != self.known.len() || used.values().any(|entry| matches!(entry, Entry::Made(_)))
    }

    /// What the next build reads: all that this one used.
    #[must_use]
    pub fn bytes(&self, program: &str) -> Vec<u8> {
        let used = self.entries();
        let length: usize = used.values().map(|entry| HEAD + self.result(entry).len()).sum();
        let mut bytes = Vec::with_capacity(program.len() + length);
        bytes.extend_from_slice(program.as_bytes());
        used.iter().for_each(|(key, entry)| write(key, self.result(entry), &mut bytes));
        bytes
    }

    /// What may be added to the bytes that were read instead, when most of them are still of use.
    #[must_use]
    pub fn additions(&self) -> Option<Vec<u8>> {
        let used = self.entries();
        let live: usize = used.values().map(|entry| if let Entry::Found(range) = entry { HEAD + range.len() } else { 0 }).sum();
        if !self.is_whole || live <= self.kept.len() / 4 * 3 {
            return None;
        }
        let mut added = Vec::new();
        for (key, entry) in &*used {
            if let Entry::Made(result) = entry {
                write(key, result, &mut added);
            }
        }
        Some(added)
    }

    fn result<'a>(&'a self, entry: &'a Entry) -> &'a [u8] {
        match entry {
            Entry::Found(range) => &self.kept[range.clone()],
            Entry::Made(result) => result,
        }
    }

    fn entries(&self) -> std::sync::MutexGuard<'_, BTreeMap<Key, Entry>> {
        self.used.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Writes an entry.
fn write(key: &Key, result: &[u8], out: &mut Vec<u8>) {
    out.extend_from_slice(key);
    out.extend_from_slice(&(result.len() as u64).to_le_bytes());
    out.extend_from_slice(&sum_of(key, result));
    out.extend_from_slice(result);
}

/// Whether a disk gives back what was written, a fast sum tells as well as a slow one.
fn sum_of(key: &Key, result: &[u8]) -> [u8; SUM] {
    let mut sum = Xxh3Default::new();
    sum.update(key);
    sum.update(result);
    sum.digest128().to_le_bytes()
}

/// Sums values: what `Hash` tells of them, by SHA-256, so that two different values never have one key.
#[derive(Clone, Default)]
pub struct KeyHasher(Sha256);

impl KeyHasher {
    /// The key of all that was added.
    #[must_use]
    pub fn key(self) -> Key {
        self.0.finalize().into()
    }

    /// Adds a value.
    #[must_use]
    pub fn with(self, value: &(impl Hash + ?Sized)) -> Self {
        // Many small parts are summed faster as one.
        let mut bytes = Bytes(Vec::new());
        value.hash(&mut bytes);
        Self(self.0.chain_update(&bytes.0))
    }
}

/// What `Hash` tells of a value.
struct Bytes(Vec<u8>);

impl Hasher for Bytes {
    fn write(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    /// Of no use here: a sum of eight bytes is none.
    fn finish(&self) -> u64 {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_used_is_kept_and_nothing_else() {
        let key = |name: &str| KeyHasher::default().with(name).key();
        let first = Memo::default();
        assert!(first.recall(&key("a")).is_none());
        first.keep(key("a"), b"one".to_vec());
        first.keep(key("b"), Vec::new());
        let bytes = first.bytes("program");
        assert!(Memo::read(bytes.clone(), "another").recall(&key("a")).is_none());
        let second = Memo::read(bytes.clone(), "program");
        assert!(second.is_changed(), "b was not asked for");
        assert_eq!(second.recall(&key("a")), Some(&b"one"[..]));
        let third = Memo::read(second.bytes("program"), "program");
        assert_eq!(third.recall(&key("a")), Some(&b"one"[..]));
        assert!(third.recall(&key("b")).is_none() && !third.is_changed());
    }

    #[test]
    fn what_is_new_is_added_until_too_much_is_old() {
        let key = |name: &str| KeyHasher::default().with(name).key();
        let first = Memo::default();
        assert_eq!(first.additions(), None, "there is nothing to add to");
        for name in ["a", "b", "c", "d", "e"] {
            first.keep(key(name), name.as_bytes().repeat(100));
        }
        let mut bytes = first.bytes("program");
        let second = Memo::read(bytes.clone(), "program");
        for name in ["a", "b", "c", "d"] {
            assert!(second.recall(&key(name)).is_some());
        }
        second.keep(key("e"), b"another".to_vec());
        bytes.extend(second.additions().expect("four of five entries are of use"));
        let third = Memo::read(bytes.clone(), "program");
        assert_eq!(third.recall(&key("e")), Some(&b"another"[..]), "the last entry of a key counts");
        assert_eq!(third.recall(&key("a")), Some(&b"a".repeat(100)[..]));
        assert_eq!(third.additions(), None, "most of it is old");
        // What was added in part is not added to.
        let cut = Memo::read(bytes[..bytes.len() - 1].to_vec(), "program");
        assert_eq!(cut.recall(&key("e")), Some(&b"e".repeat(100)[..]));
        assert!(["a", "b", "c", "d"].iter().all(|name| cut.recall(&key(name)).is_some()));
        assert_eq!(cut.additions(), None);
    }

    #[test]
    fn what_a_disk_has_spoilt_is_not_believed() {
        let key = KeyHasher::default().with("a").key();
        let memo = Memo::default();
        memo.keep(key, b"a result".to_vec());
        let bytes = memo.bytes("program");
        for at in 0..bytes.len() {
            let mut spoilt = bytes.clone();
            spoilt[at] ^= 1;
            assert!(Memo::read(spoilt, "program").recall(&key).is_none(), "byte {at}");
            assert!(Memo::read(bytes[..at].to_vec(), "program").recall(&key).is_none(), "cut at {at}");
        }
        assert!(Memo::read(bytes, "program").recall(&key).is_some());
    }
}
