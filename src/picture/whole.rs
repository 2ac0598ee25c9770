//! Whether a PNG, GIF or WebP file goes on to its end, and whether it moves: read from its chunks, without decoding.

/// What the chunks of a file say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Chunks {
    /// The file reaches its end.
    pub(super) whole: bool,
    /// It has more than one frame.
    pub(super) animated: bool,
}

/// The chunks of a PNG (PNG 3, 5.3): length, type, data, checksum, down to IEND.
pub(super) fn png(bytes: &[u8]) -> Chunks {
    let mut chunks = Chunks::default();
    let mut at = 8;
    while let Some(length) = number(bytes, at, u32::from_be_bytes) {
        let kind = bytes.get(at + 4..at + 8).unwrap_or_default();
        let Some(end) = at.checked_add(length).and_then(|end| end.checked_add(12)).filter(|&end| end <= bytes.len()) else {
            break;
        };
        match kind {
            b"IEND" => {
                chunks.whole = true;
                break;
            }
            b"acTL" => chunks.animated = number(bytes, at + 8, u32::from_be_bytes).is_some_and(|frames| frames > 1),
            _ => {}
        }
        at = end;
    }
    chunks
}

/// The blocks of a GIF (GIF89a, 18 to 27). Many writers leave the trailer out: a file is whole when its last block is.
pub(super) fn gif(bytes: &[u8]) -> Chunks {
    let table = |at: usize| bytes.get(at).map_or(0, |flags| if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) });
    let (mut at, mut frames) = (13 + table(10), 0_u32);
    loop {
        let blocks = match bytes.get(at) {
            Some(0x21) => at + 2,
            Some(0x2c) => {
                frames += 1;
                at + 11 + table(at + 9)
            }
            Some(_) | None => return Chunks { whole: frames > 0, animated: frames > 1 },
        };
        match past_blocks(bytes, blocks) {
            Some(end) => at = end,
            None => return Chunks { whole: false, animated: frames > 1 },
        }
    }
}

/// Past the data sub-blocks at `at`: each is its length and so many bytes; an empty one is the last.
fn past_blocks(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let length = usize::from(*bytes.get(at)?);
        at += 1 + length;
        if length == 0 {
            return Some(at);
        }
    }
}

/// The RIFF header of a WebP and the flags of its extended form (RFC 9649, 2.5 and 2.7).
pub(super) fn webp(bytes: &[u8]) -> Chunks {
    let extended = bytes.get(12..16) == Some(b"VP8X".as_slice());
    Chunks {
        whole: number(bytes, 4, u32::from_le_bytes).is_some_and(|length| length.saturating_add(8) <= bytes.len()),
        animated: extended && bytes.get(20).is_some_and(|flags| flags & 0x02 != 0),
    }
}

fn number(bytes: &[u8], at: usize, read: fn([u8; 4]) -> u32) -> Option<usize> {
    usize::try_from(read(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?)).ok()
}
