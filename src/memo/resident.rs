//! Values of one build that the next one in the same process takes over as they are, each under the sum of its inputs.
//!
//! What a build did not use is gone after the next, so that memory does not grow. The sums tell versions of one's own book apart, in one
//! process, and need resist no one.

use std::{
    any::Any,
    collections::BTreeMap,
    hash::{Hash, Hasher as _},
    sync::{Arc, Mutex, PoisonError},
};
use xxhash_rust::xxh3::Xxh3Default;

type Value = Arc<dyn Any + Send + Sync>;

/// Values in memory: those of the last whole build, those of a build after it that stopped early, and those of this one.
#[derive(Default)]
pub struct Resident {
    previous: BTreeMap<u128, Value>,
    stopped: BTreeMap<u128, Value>,
    used: Mutex<BTreeMap<u128, Value>>,
}

impl std::fmt::Debug for Resident {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Resident").field("previous", &self.previous.len()).finish_non_exhaustive()
    }
}

impl Resident {
    /// The sum of the inputs of a value of some `kind`.
    #[must_use]
    pub fn key(kind: &str, inputs: &(impl Hash + ?Sized)) -> u128 {
        let mut sum = Xxh3Default::new();
        kind.hash(&mut sum);
        inputs.hash(&mut sum);
        sum.write_u8(0);
        sum.digest128()
    }

    /// The value of a key, when a build before has used it.
    #[must_use]
    pub fn get<T: Any + Send + Sync>(&self, key: u128) -> Option<Arc<T>> {
        let value = self.previous.get(&key).or_else(|| self.stopped.get(&key))?;
        let typed = Arc::clone(value).downcast().ok()?;
        self.used().insert(key, Arc::clone(value));
        Some(typed)
    }

    /// Keeps a value for the next build.
    pub fn insert<T: Any + Send + Sync>(&self, key: u128, value: T) {
        self.used().insert(key, Arc::new(value));
    }

    /// The value of a key, or what `make` gives, which is kept for the next build.
    pub fn get_or_make<T: Any + Clone + Send + Sync>(&self, key: u128, make: impl FnOnce() -> T) -> T {
        if let Some(value) = self.get::<T>(key) {
            return (*value).clone();
        }
        let made = make();
        self.insert(key, made.clone());
        made
    }

    /// As [`Self::get_or_make`] where builds follow each other in one process; what `make` gives where there is nothing to keep.
    pub fn take_or_make<T: Any + Clone + Send + Sync>(
        resident: Option<&Self>,
        key: impl FnOnce() -> u128,
        make: impl FnOnce() -> T,
    ) -> T {
        match resident {
            Some(resident) => resident.get_or_make(key(), make),
            None => make(),
        }
    }

    /// For the next build: what this one has used or made.
    #[must_use]
    pub(super) fn renewed(&self) -> Self {
        Self { previous: self.used().clone(), ..Self::default() }
    }

    /// After a build that stopped early: its values stay beside those of the last whole build, and those of the one that stopped before
    /// it go.
    pub(super) fn keep_interrupted(&mut self) {
        self.stopped = std::mem::take(self.used.get_mut().unwrap_or_else(PoisonError::into_inner));
    }

    fn used(&self) -> std::sync::MutexGuard<'_, BTreeMap<u128, Value>> {
        self.used.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_build_used_is_there_for_the_next_and_nothing_else() {
        let (one, two) = (Resident::key("text", "un"), Resident::key("text", "deux"));
        assert_ne!(one, two);
        assert_ne!(one, Resident::key("other", "un"));
        let first = Resident::default();
        first.insert(one, String::from("set"));
        first.insert(two, 2_u32);
        assert!(first.get::<String>(one).is_none(), "it is for the next build");
        let second = first.renewed();
        assert_eq!(second.get::<String>(one).as_deref().map(String::as_str), Some("set"));
        assert!(second.get::<String>(two).is_none(), "another type");
        assert_eq!(second.get_or_make(one, || String::from("another")), "set");
        let mut third = second.renewed();
        assert!(third.get::<String>(one).is_some() && third.get::<u32>(two).is_none());
        third.insert(two, 2_u32);
        third.keep_interrupted();
        assert!(third.get::<String>(one).is_some() && third.get::<u32>(two).is_some(), "what stopped builds have made is of use");
        third.keep_interrupted();
        third.keep_interrupted();
        assert!(third.get::<u32>(two).is_none() && third.get::<String>(one).is_some(), "but only those of the last");
    }
}
