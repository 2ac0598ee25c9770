//! The chunks of a PNG, GIF or WebP file: whether the file is complete, and whether it is animated. Nothing is decoded.

/// What the chunks of a file say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Chunks {
    /// The file is not truncated.
    pub(super) complete: bool,
    /// It has more than one frame.
    pub(super) animated: bool,
}

/// Walks the chunks of a PNG (PNG 3, 5.3): length, type, data, CRC, up to IEND.
pub(super) fn scan_png(bytes: &[u8]) -> Chunks {
    let mut chunks = Chunks::default();
    let mut at = 8;
    while let Some(length) = read_u32(bytes, at, u32::from_be_bytes) {
        let kind = bytes.get(at + 4..at + 8).unwrap_or_default();
        let Some(end) = at.checked_add(length).and_then(|end| end.checked_add(12)).filter(|&end| end <= bytes.len()) else {
            break;
        };
        match kind {
            b"IEND" => {
                chunks.complete = true;
                break;
            }
            b"acTL" => chunks.animated = read_u32(bytes, at + 8, u32::from_be_bytes).is_some_and(|frames| frames > 1),
            _ => {}
        }
        at = end;
    }
    chunks
}

/// Walks the blocks of a GIF (GIF89a, 18 to 27). Many writers leave out the trailer: a file is complete when its last block is.
pub(super) fn scan_gif(bytes: &[u8]) -> Chunks {
    let color_table_size =
        |at: usize| bytes.get(at).map_or(0, |flags| if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) });
    let (mut at, mut frames) = (13 + color_table_size(10), 0_u32);
    loop {
        let sub_blocks = match bytes.get(at) {
            Some(0x21) => at + 2,
            Some(0x2c) => {
                frames += 1;
                at + 11 + color_table_size(at + 9)
            }
            Some(_) | None => return Chunks { complete: frames > 0, animated: frames > 1 },
        };
        match end_of_sub_blocks(bytes, sub_blocks) {
            Some(end) => at = end,
            None => return Chunks { complete: false, animated: frames > 1 },
        }
    }
}

/// The end of the data sub-blocks that begin at `at` (GIF89a, 15 and 16): each is a length and as many bytes; the last is empty.
fn end_of_sub_blocks(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let length = usize::from(*bytes.get(at)?);
        at += 1 + length;
        if length == 0 {
            return Some(at);
        }
    }
}

/// Reads the RIFF header of a WebP and the flags of its extended form (RFC 9649, 2.5 and 2.7).
pub(super) fn scan_webp(bytes: &[u8]) -> Chunks {
    let extended = bytes.get(12..16) == Some(b"VP8X".as_slice());
    Chunks {
        complete: read_u32(bytes, 4, u32::from_le_bytes).is_some_and(|length| length.saturating_add(8) <= bytes.len()),
        animated: extended && bytes.get(20).is_some_and(|flags| flags & 0x02 != 0),
    }
}

fn read_u32(bytes: &[u8], at: usize, read: fn([u8; 4]) -> u32) -> Option<usize> {
    usize::try_from(read(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?)).ok()
}
