//! Memory for the pictures that are held: one piece, which the system gives in large pages where it can.
//!
//! Pictures are most of what a book weighs. In memory that is given in small pieces each four kilobytes of them cost a fault, and
//! all faults together more than to read the files (`tests/bench`).
#![expect(clippy::disallowed_methods, reason = "`project` is the module that touches the disk")]

use crate::source::Blob;
use memmap2::MmapMut;
use std::{
    fs::{self, File},
    io::{self, Read as _},
    ops::Range,
    path::Path,
    sync::Arc,
};

/// The pictures that are held, while they are read.
pub(super) struct Held {
    /// How many bytes there may be.
    most: usize,
    /// As many, none of which the system has to find before it is written to; none where the system does not give them.
    memory: Option<MmapMut>,
    used: usize,
}

/// Where the bytes of a picture are.
pub(super) enum Place {
    /// In the memory of all.
    Here(Range<usize>),
    /// In memory of its own: it was longer or shorter than the disk had said.
    Apart(Vec<u8>),
}

impl Held {
    pub(super) const fn new(most: usize) -> Self {
        Self { most, memory: None, used: 0 }
    }

    /// Whether there is room for `length` bytes more.
    pub(super) fn has_room(&self, length: u64) -> bool {
        usize::try_from(length).is_ok_and(|length| length <= self.most - self.used)
    }

    /// The file at `path`, which has `length` bytes, for which there is room.
    pub(super) fn read(&mut self, path: &Path, length: u64) -> io::Result<Place> {
        if self.memory.is_none() {
            self.memory = memory(self.most);
        }
        let range = self.used..self.used.saturating_add(usize::try_from(length).unwrap_or(usize::MAX));
        let Some(room) = self.memory.as_mut().and_then(|memory| memory.get_mut(range.clone())) else {
            return fs::read(path).map(Place::Apart);
        };
        let mut file = File::open(path)?;
        let whole = match file.read_exact(room) {
            Ok(()) => file.take(1).read_to_end(&mut Vec::new())? == 0,
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => false,
            Err(error) => return Err(error),
        };
        if !whole {
            // It has just changed: what it is now.
            return fs::read(path).map(Place::Apart);
        }
        self.used = range.end;
        Ok(Place::Here(range))
    }

    /// What gives each picture its bytes, once all are read.
    pub(super) fn into_blobs(self) -> impl Fn(Place) -> Blob {
        let memory: Arc<dyn AsRef<[u8]> + Send + Sync> = match self.memory {
            Some(memory) => Arc::new(memory),
            None => Arc::new([]),
        };
        move |place| match place {
            Place::Here(range) => Blob::part(Arc::clone(&memory), range),
            Place::Apart(bytes) => bytes.into(),
        }
    }
}

fn memory(length: usize) -> Option<MmapMut> {
    let memory = MmapMut::map_anon(length).ok()?;
    // Advice: without large pages it takes a little longer.
    #[cfg(target_os = "linux")]
    let _ = memory.advise(memmap2::Advice::HugePage);
    Some(memory)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_found_where_it_was_put() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("a.jpg");
        let mut held = Held::new(1000);
        let mut read = |bytes: &[u8], said: u64| {
            fs::write(&path, bytes).expect("a file");
            assert!(held.has_room(said));
            held.read(&path, said).expect("readable")
        };
        // As long as the disk has said; then longer, shorter and empty.
        let places = [read(&[1; 600], 600), read(&[2; 300], 299), read(&[3; 300], 301), read(&[], 0), read(&[4; 400], 400)];
        assert!(!held.has_room(1));
        let blob = held.into_blobs();
        let lengths = places.map(blob).map(|blob| (blob.length(), blob.read().first().copied()));
        assert_eq!(lengths, [(600, Some(1)), (300, Some(2)), (300, Some(3)), (0, None), (400, Some(4))]);
    }
}
