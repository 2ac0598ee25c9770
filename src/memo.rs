//! Memoization across builds: results of one build that the next one reuses.
//!
//! A result is stored under a key, the hash of all its inputs. A stage asks the memo for a key and inserts what it had to compute. The
//! memo knows neither what the results are nor where it is stored; `cli::memo` reads and writes the file, or gives it a store for them.
//! What a build computes waits outside memory until it is written, if `cli::memo` says where ([`Spill`]). Each entry has a checksum, so
//! that a damaged entry is computed again. New entries are appended to the file, and the last entry of a key counts. When a quarter of
//! the file is no longer used, it is rewritten without that part.

mod resident;

pub use resident::Resident;

use crate::source::{Blob, Part, Parts};
use serde::{Serialize, de::DeserializeOwned};
use sha2::{Digest as _, Sha256};
use std::{
    borrow::Cow,
    collections::BTreeMap,
    hash::{Hash, Hasher},
    ops::Range,
    sync::{Arc, Mutex, PoisonError},
};
use xxhash_rust::xxh3::Xxh3Default;

/// The SHA-256 of all inputs of a result: equal keys mean equal results.
pub type Key = [u8; 32];

/// Results of an earlier build, and those of this one.
#[derive(Debug, Default)]
pub struct Memo {
    /// The file of an earlier build, and the range of each key's result in it.
    previous: Vec<u8>,
    ranges: BTreeMap<Key, Range<usize>>,
    /// Whether the file ends with a complete entry, so that others may be appended.
    is_complete: bool,
    /// The entries of this build: reused or computed.
    used: Mutex<BTreeMap<Key, Entry>>,
    /// Values in memory, where builds follow each other in one process.
    resident: Option<Resident>,
    /// Where results are kept one by one, instead of in a file.
    store: Option<Arc<dyn Store>>,
    /// Where what this build computes waits until it is written; none for memory.
    spill: Option<Arc<dyn Spill>>,
    /// Where large results are kept one by one beside the file; none when they are not kept.
    apart: Option<Arc<dyn Store>>,
}

/// A place that keeps results one by one, for this process and for others. What it gives back may be damaged.
pub trait Store: std::fmt::Debug + Send + Sync {
    /// What was written under a key.
    fn read(&self, key: &Key) -> Option<Vec<u8>>;

    /// Keeps `bytes` under a key, if it can.
    fn write(&self, key: &Key, bytes: &[u8]);
}

/// A place outside memory for bytes of this build.
pub trait Spill: std::fmt::Debug + Send + Sync {
    /// Keeps `bytes`, in memory if there is no other room.
    fn keep(&self, bytes: Vec<u8>) -> Blob;
}

#[derive(Debug)]
enum Entry {
    Reused(Range<usize>),
    Computed { result: Blob, sum: [u8; CHECKSUM] },
}

/// From how many bytes on a result waits outside memory.
const LARGE: usize = 1 << 10;

/// The bytes before a result: key, length, checksum.
const HEADER: usize = 32 + 8 + CHECKSUM;
const CHECKSUM: usize = 16;

impl Memo {
    /// The memo in `bytes`, which [`Memo::to_bytes`] wrote for the same `program`; an empty one for any other bytes.
    #[must_use]
    pub fn from_bytes(bytes: Vec<u8>, program: &str) -> Self {
        let mut memo = Self::default();
        let Some(mut at) = bytes.strip_prefix(program.as_bytes()).map(|_| program.len()) else { return memo };
        while let Some(head) = bytes.get(at..at + HEADER) {
            let key = head.first_chunk::<32>().copied().unwrap_or_default();
            let length = head[32..].first_chunk().map_or(u64::MAX, |length| u64::from_le_bytes(*length));
            let end = usize::try_from(length).ok().and_then(|length| (at + HEADER).checked_add(length));
            let Some(end) = end.filter(|end| *end <= bytes.len()) else { break };
            memo.ranges.insert(key, at + HEADER..end);
            at = end;
        }
        memo.is_complete = at == bytes.len();
        memo.previous = bytes;
        memo
    }

    /// A memo whose results are all in `store`, from which others take them at once.
    #[must_use]
    pub fn of_store(store: Arc<dyn Store>) -> Self {
        Self { store: Some(store), ..Self::default() }
    }

    /// The same, whose new results wait in `spill` until they are written.
    #[must_use]
    pub fn with_spill(self, spill: Arc<dyn Spill>) -> Self {
        Self { spill: Some(spill), ..self }
    }

    /// The same, with a place for large results.
    #[must_use]
    pub fn with_store_apart(self, store: Arc<dyn Store>) -> Self {
        Self { apart: Some(store), ..self }
    }

    /// Whether results are kept where other builds take them.
    #[must_use]
    pub const fn is_shared(&self) -> bool {
        self.store.is_some()
    }

    /// The result of `key`, when an earlier build stored it and it is not damaged.
    #[must_use]
    pub fn get(&self, key: &Key) -> Option<Cow<'_, [u8]>> {
        if let Some(store) = &self.store {
            return taken(&**store, key).map(Cow::Owned);
        }
        let range = self.ranges.get(key)?.clone();
        let result = &self.previous[range.clone()];
        let sum = &self.previous[range.start - CHECKSUM..range.start];
        if sum != checksum(key, result) {
            return None;
        }
        self.entries().insert(*key, Entry::Reused(range));
        Some(Cow::Borrowed(result))
    }

    /// Stores a result for the next build.
    pub fn insert(&self, key: Key, result: Vec<u8>) {
        if let Some(store) = &self.store {
            return put(&**store, &key, &result);
        }
        let sum = checksum(&key, &result);
        let result = match &self.spill {
            Some(spill) if result.len() >= LARGE => spill.keep(result),
            Some(_) | None => result.into(),
        };
        self.entries().insert(key, Entry::Computed { result, sum });
    }

    /// A large result, which is not in memory with all others: that of an earlier build, or what `make` gives, which is stored for the next.
    /// Where there is no place for such, the key is not asked for.
    ///
    /// # Errors
    /// Those of `make`.
    pub fn apart<T: Serialize + DeserializeOwned, E>(
        &self,
        key: impl FnOnce() -> Key,
        make: impl FnOnce() -> Result<T, E>,
    ) -> Result<T, E> {
        if self.store_apart().is_none() {
            return make();
        }
        let key = key();
        if let Some(known) = self.get_apart(&key).and_then(|bytes| postcard::from_bytes(&bytes).ok()) {
            return Ok(known);
        }
        let made = make()?;
        // Writing to memory does not fail.
        if let Ok(bytes) = postcard::to_stdvec(&made) {
            self.insert_apart(key, &bytes);
        }
        Ok(made)
    }

    fn get_apart(&self, key: &Key) -> Option<Vec<u8>> {
        taken(&**self.store_apart()?, key)
    }

    fn insert_apart(&self, key: Key, result: &[u8]) {
        if let Some(store) = self.store_apart() {
            put(&**store, &key, result);
        }
    }

    fn store_apart(&self) -> Option<&Arc<dyn Store>> {
        self.store.as_ref().or(self.apart.as_ref())
    }

    /// Whether this build computed an entry or left one unused, so that the memo must be written again.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        let used = self.entries();
        used.len() != self.ranges.len() || used.values().any(|entry| matches!(entry, Entry::Computed { .. }))
    }

    /// The memo for the next build: all entries of this one, marked with the version of the `program`.
    #[must_use]
    pub fn to_parts(&self, program: &str) -> Parts {
        let mut out = Writer { written: program.as_bytes().to_vec(), parts: Parts::default() };
        self.entries().iter().for_each(|(key, entry)| self.write(key, entry, &mut out));
        out.finish()
    }

    /// The bytes of [`Memo::to_parts`].
    #[must_use]
    pub fn to_bytes(&self, program: &str) -> Vec<u8> {
        self.to_parts(program).to_vec()
    }

    /// The same for builds that follow each other in this process: values stay in memory, too.
    #[must_use]
    pub fn in_process(self) -> Self {
        Self { resident: Some(Resident::default()), ..self }
    }

    /// After a build that errors stopped: what it has made in memory is kept beside the results of the last whole build.
    pub fn keep_interrupted(&mut self) {
        self.resident.iter_mut().for_each(Resident::keep_interrupted);
    }

    /// Values in memory, where builds follow each other in one process.
    #[must_use]
    pub const fn resident(&self) -> Option<&Resident> {
        self.resident.as_ref()
    }

    /// The memo for the next build in the same process: all entries of this one, and no others.
    #[must_use]
    pub fn renewed(&self) -> Self {
        let resident = self.resident.as_ref().map(Resident::renewed);
        Self { resident, store: self.store.clone(), ..Self::from_bytes(self.to_bytes(""), "") }
    }

    /// What to append to the file that was read; none when it must be rewritten, because it is damaged or a quarter of it is unused.
    #[must_use]
    pub fn additions(&self) -> Option<Parts> {
        let used = self.entries();
        let live: usize =
            used.values().map(|entry| if let Entry::Reused(range) = entry { HEADER + range.len() } else { 0 }).sum();
        if !self.is_complete || live <= self.previous.len() / 4 * 3 {
            return None;
        }
        let mut out = Writer::default();
        for (key, entry) in used.iter().filter(|(_, entry)| matches!(entry, Entry::Computed { .. })) {
            self.write(key, entry, &mut out);
        }
        Some(out.finish())
    }

    /// Writes an entry.
    fn write(&self, key: &Key, entry: &Entry, out: &mut Writer) {
        match entry {
            Entry::Reused(range) => {
                let result = &self.previous[range.clone()];
                out.head(key, result.len(), checksum(key, result));
                out.written.extend_from_slice(result);
            }
            Entry::Computed { result, sum } => {
                out.head(key, result.length(), *sum);
                out.append(result);
            }
        }
    }

    fn entries(&self) -> std::sync::MutexGuard<'_, BTreeMap<Key, Entry>> {
        self.used.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A result in a store.
fn taken(store: &dyn Store, key: &Key) -> Option<Vec<u8>> {
    let mut bytes = store.read(key)?;
    if bytes.len() < CHECKSUM {
        return None;
    }
    let result = bytes.split_off(CHECKSUM);
    (bytes == checksum(key, &result)).then_some(result)
}

/// Puts a result into a store.
fn put(store: &dyn Store, key: &Key, result: &[u8]) {
    store.write(key, &[&checksum(key, result), result].concat());
}

/// Writes entries as parts of a file.
#[derive(Default)]
struct Writer {
    parts: Parts,
    /// What follows the parts.
    written: Vec<u8>,
}

impl Writer {
    /// Writes what stands before a result.
    fn head(&mut self, key: &Key, length: usize, sum: [u8; CHECKSUM]) {
        self.written.extend_from_slice(key);
        self.written.extend_from_slice(&(length as u64).to_le_bytes());
        self.written.extend_from_slice(&sum);
    }

    fn append(&mut self, result: &Blob) {
        if result.is_external() {
            self.parts.push(Part::Owned(std::mem::take(&mut self.written)));
            self.parts.push(Part::Shared(result.clone()));
        } else {
            self.written.extend_from_slice(&result.read());
        }
    }

    fn finish(mut self) -> Parts {
        self.parts.push(Part::Owned(self.written));
        self.parts
    }
}

/// The checksum of an entry. It guards against damage, not against attacks, so a fast one is enough.
fn checksum(key: &Key, result: &[u8]) -> [u8; CHECKSUM] {
    let mut sum = Xxh3Default::new();
    sum.update(key);
    sum.update(result);
    sum.digest128().to_le_bytes()
}

/// Computes a [`Key`]: the SHA-256 of what values feed to a [`Hasher`]. Different values never have the same key.
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
        let mut bytes = Bytes { sum: self.0, buffer: Vec::new() };
        value.hash(&mut bytes);
        Self(bytes.sum.chain_update(&bytes.buffer))
    }
}

/// A hasher that adds bytes to a sum. It collects some first: one update is faster than many small ones.
struct Bytes {
    sum: Sha256,
    buffer: Vec<u8>,
}

/// How many bytes are collected.
const COLLECTED: usize = 64 << 10;

impl Hasher for Bytes {
    fn write(&mut self, bytes: &[u8]) {
        self.buffer.extend_from_slice(bytes);
        if self.buffer.len() >= COLLECTED {
            self.sum.update(&self.buffer);
            self.buffer.clear();
        }
    }

    /// Not used: 64 bits are too few for a key.
    fn finish(&self) -> u64 {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_used_entries_are_kept() {
        let key = |name: &str| KeyHasher::default().with(name).key();
        let first = Memo::default();
        assert!(first.get(&key("a")).is_none());
        first.insert(key("a"), b"one".to_vec());
        first.insert(key("b"), Vec::new());
        let bytes = first.to_bytes("program");
        assert!(Memo::from_bytes(bytes.clone(), "another").get(&key("a")).is_none());
        let second = Memo::from_bytes(bytes.clone(), "program");
        assert!(second.is_changed(), "b was not asked for");
        assert_eq!(second.get(&key("a")).as_deref(), Some(&b"one"[..]));
        let third = Memo::from_bytes(second.to_bytes("program"), "program");
        assert_eq!(third.get(&key("a")).as_deref(), Some(&b"one"[..]));
        assert!(third.get(&key("b")).is_none() && !third.is_changed());
        let fourth = third.renewed();
        assert_eq!(fourth.get(&key("a")).as_deref(), Some(&b"one"[..]));
        assert!(fourth.renewed().get(&key("a")).is_some() && fourth.renewed().renewed().get(&key("a")).is_none());
    }

    #[test]
    fn new_entries_are_appended_until_too_much_is_unused() {
        let key = |name: &str| KeyHasher::default().with(name).key();
        let first = Memo::default();
        assert_eq!(first.additions(), None, "there is nothing to add to");
        for name in ["a", "b", "c", "d", "e"] {
            first.insert(key(name), name.as_bytes().repeat(100));
        }
        let mut bytes = first.to_bytes("program");
        let second = Memo::from_bytes(bytes.clone(), "program");
        for name in ["a", "b", "c", "d"] {
            assert!(second.get(&key(name)).is_some());
        }
        second.insert(key("e"), b"another".to_vec());
        bytes.extend(second.additions().expect("four of five entries are of use").to_vec());
        let third = Memo::from_bytes(bytes.clone(), "program");
        assert_eq!(third.get(&key("e")).as_deref(), Some(&b"another"[..]), "the last entry of a key counts");
        assert_eq!(third.get(&key("a")).as_deref(), Some(&b"a".repeat(100)[..]));
        assert_eq!(third.additions(), None, "most of it is old");
        // Nothing is appended to an incomplete entry.
        let cut = Memo::from_bytes(bytes[..bytes.len() - 1].to_vec(), "program");
        assert_eq!(cut.get(&key("e")).as_deref(), Some(&b"e".repeat(100)[..]));
        assert!(["a", "b", "c", "d"].iter().all(|name| cut.get(&key(name)).is_some()));
        assert_eq!(cut.additions(), None);
    }

    #[test]
    fn damaged_entries_are_not_used() {
        let key = KeyHasher::default().with("a").key();
        let memo = Memo::default();
        memo.insert(key, b"a result".to_vec());
        let bytes = memo.to_bytes("program");
        for at in 0..bytes.len() {
            let mut spoilt = bytes.clone();
            spoilt[at] ^= 1;
            assert!(Memo::from_bytes(spoilt, "program").get(&key).is_none(), "byte {at}");
            assert!(Memo::from_bytes(bytes[..at].to_vec(), "program").get(&key).is_none(), "cut at {at}");
        }
        assert!(Memo::from_bytes(bytes, "program").get(&key).is_some());
    }

    /// Bytes that are not counted as memory.
    #[derive(Debug)]
    struct Outside(Vec<u8>);

    impl crate::source::External for Outside {
        fn length(&self) -> usize {
            self.0.len()
        }

        fn checksum(&self) -> u128 {
            xxhash_rust::xxh3::xxh3_128(&self.0)
        }

        fn read(&self) -> Option<Vec<u8>> {
            Some(self.0.clone())
        }

        fn store(&self, derived: Vec<u8>) -> Blob {
            derived.into()
        }
    }

    #[derive(Debug)]
    struct Beside;

    impl Spill for Beside {
        fn keep(&self, bytes: Vec<u8>) -> Blob {
            Blob::external(Outside(bytes))
        }
    }

    #[test]
    fn results_that_wait_outside_memory_are_written_as_others_are() {
        let key = |name: &str| KeyHasher::default().with(name).key();
        let results = [("a", vec![1; 5000]), ("b", vec![2; 10]), ("c", vec![3; 9000])];
        let (within, beside) = (Memo::default(), Memo::default().with_spill(Arc::new(Beside)));
        for (name, result) in &results {
            within.insert(key(name), result.clone());
            beside.insert(key(name), result.clone());
        }
        let parts = beside.to_parts("program");
        assert_eq!(parts.to_vec(), within.to_bytes("program"));
        let held = parts.iter().filter_map(|part| if let Part::Owned(bytes) = part { Some(bytes.len()) } else { None });
        assert!(held.sum::<usize>() < 1000, "large results are not in memory");
        // They are appended in the same way.
        let read = || Memo::from_bytes(parts.to_vec(), "program").with_spill(Arc::new(Beside));
        let second = read();
        assert!(results.iter().all(|(name, result)| second.get(&key(name)).as_deref() == Some(result)));
        second.insert(key("d"), vec![4; 2000]);
        let added = second.additions().expect("all is of use");
        let third = Memo::from_bytes([parts.to_vec(), added.to_vec()].concat(), "program");
        assert_eq!(third.get(&key("d")).as_deref(), Some(&[4; 2000][..]));
        assert!(third.get(&key("c")).is_some());
    }

    /// A store in memory.
    #[derive(Debug, Default)]
    struct Shelf(Mutex<BTreeMap<Key, Vec<u8>>>);

    impl Store for Shelf {
        fn read(&self, key: &Key) -> Option<Vec<u8>> {
            self.0.lock().ok()?.get(key).cloned()
        }

        fn write(&self, key: &Key, bytes: &[u8]) {
            self.0.lock().expect("no panic").insert(*key, bytes.to_vec());
        }
    }

    #[test]
    fn what_a_store_gives_back_damaged_is_not_used() {
        let shelf = Arc::new(Shelf::default());
        let (key, other) = (KeyHasher::default().with("a").key(), KeyHasher::default().with("b").key());
        let memo = Memo::of_store(shelf.clone());
        assert!(memo.is_shared() && memo.get(&key).is_none());
        memo.insert(key, b"a result".to_vec());
        assert_eq!(Memo::of_store(shelf.clone()).get(&key).as_deref(), Some(&b"a result"[..]), "another process has it at once");
        assert!(!memo.is_changed(), "there is no file to write");
        let whole = shelf.read(&key).expect("kept");
        for at in 0..whole.len() {
            let mut spoilt = whole.clone();
            spoilt[at] ^= 1;
            shelf.write(&key, &spoilt);
            assert!(memo.get(&key).is_none(), "byte {at}");
            shelf.write(&key, &whole[..at]);
            assert!(memo.get(&key).is_none(), "cut at {at}");
        }
        // A file under the name of another.
        shelf.write(&other, &whole);
        assert!(memo.get(&other).is_none());
        memo.insert(key, b"a result".to_vec());
        assert!(memo.get(&key).is_some(), "it is made again");
        // Large results are there, too; beside a file they are in no other place.
        memo.insert_apart(key, b"a large result");
        let beside = Memo::default().with_store_apart(shelf);
        assert_eq!(beside.get_apart(&key).as_deref(), Some(&b"a large result"[..]));
        assert!(beside.get(&key).is_none() && !beside.is_changed() && Memo::default().get_apart(&key).is_none());
    }
}
