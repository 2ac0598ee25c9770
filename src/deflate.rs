//! Deflate (RFC 1951): streams of a PDF and files of an EPUB, one compressor a thread for all of them.
//!
//! The tables of a compressor weigh more than a page: one that is set back costs a tenth of one that is made anew.

use flate2::{Compress, Compression, FlushCompress, Status};
use std::sync::{Mutex, PoisonError};

/// Of 9. An EPUB of 306 texts and their portraits becomes a thousandth smaller by 4, and takes 2 % more time. On a book of 1,284 pages
/// level 6 takes two fifths more time than 3 for a PDF that is 5 % smaller without its pictures.
const LEVEL: u32 = 3;
/// For pixels, of which there are few and large: those of a book of pictures are 4 % smaller by it than by 3.
const LEVEL_OF_PIXELS: u32 = 6;

/// Compressors of one kind: whoever packs takes one that nobody uses, and puts it back.
pub(crate) struct Deflaters {
    zlib: bool,
    level: u32,
    idle: Mutex<Vec<Deflater>>,
}

impl Deflaters {
    /// Make streams as a ZIP file has them.
    #[must_use]
    pub(crate) fn bare() -> Self {
        Self { zlib: false, level: LEVEL, idle: Mutex::default() }
    }

    /// Make streams with the head and the sum of the zlib format (RFC 1950), as a PDF has them.
    #[must_use]
    pub(crate) fn zlib() -> Self {
        Self { zlib: true, level: LEVEL, idle: Mutex::default() }
    }

    /// Make streams of pixels, as a PDF has them.
    #[must_use]
    pub(crate) fn pixels() -> Self {
        Self { level: LEVEL_OF_PIXELS, ..Self::zlib() }
    }

    /// `bytes` packed.
    #[must_use]
    pub(crate) fn deflate(&self, bytes: &[u8]) -> Vec<u8> {
        let idle = || self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let known = idle().pop();
        let mut deflater = known.unwrap_or_else(|| Deflater::new(self.zlib, self.level));
        let packed = deflater.deflate(bytes);
        idle().push(deflater);
        packed
    }
}

/// A compressor for many streams.
struct Deflater {
    compressor: Compress,
    /// Where a stream is packed before its size is known.
    room: Vec<u8>,
}

impl Deflater {
    fn new(zlib: bool, level: u32) -> Self {
        Self { compressor: Compress::new(Compression::new(level), zlib), room: Vec::new() }
    }

    /// `bytes` packed, whatever was packed before.
    fn deflate(&mut self, bytes: &[u8]) -> Vec<u8> {
        let Self { compressor, room } = self;
        compressor.reset();
        room.clear();
        room.reserve(bytes.len() / 2 + 64);
        loop {
            let done = usize::try_from(compressor.total_in()).unwrap_or(usize::MAX);
            let rest = bytes.get(done..).unwrap_or_default();
            let status = compressor.compress_vec(rest, room, FlushCompress::Finish);
            // Only what is unpacked can be malformed.
            if status.expect("packing takes any bytes") == Status::StreamEnd {
                return room.clone();
            }
            room.reserve(bytes.len() / 4 + 64);
        }
    }
}
