//! The glyphs of a run, packed.
//!
//! A tome has two million glyphs. At 40 bytes each they would take more memory than the rest of a laid out book. Nearly all of them
//! show the next few bytes of their text and have no offset, so that six bytes are enough. It knows no font. [`Glyphs::iter`] reads
//! them, `collect` writes them.

use crate::typeset::length::Length;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::{fmt, ops::Range, sync::Arc};

/// A glyph in its run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyph {
    /// Its number in the face.
    pub id: u16,
    /// Its advance, after justification and expansion.
    pub advance: Length,
    /// Its offset to the right.
    pub dx: Length,
    /// Its offset upwards from the baseline.
    pub dy: Length,
    /// First byte of `GlyphRun::text` that it shows: the start of its cluster.
    pub start: u32,
    /// Byte after its cluster.
    pub end: u32,
}

/// Glyphs from left to right; copies share them.
///
/// For each glyph: a byte with the length of its cluster and two flags, the glyph's number (two bytes), its advance; then the numbers
/// that the flags announce. Numbers are variable-length (LEB128) in zigzag encoding: seven bits a byte, the sign in the lowest bit.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Glyphs(Arc<[u8]>);

/// Reads the glyphs in order.
#[derive(Clone, Debug)]
pub struct Iter<'a> {
    rest: &'a [u8],
    /// Byte of the text after the last glyph read.
    end: u32,
}

/// In place of the cluster's length: it is this or more, and follows as a number.
const LONG: u8 = 0x3f;
/// Flag: the cluster does not start where the one before it ends. The distance follows.
const APART: u8 = 0x40;
/// Bytes of a glyph without flags whose advance takes three.
const SHORT_FORM: usize = 6;
/// Advances that are written in three bytes.
const THREE_BYTES: Range<i64> = 0x2000..0x10_0000;
/// Flag: the glyph has an offset. It follows.
const OFFSET: u8 = 0x80;

impl Glyphs {
    /// The glyphs from left to right.
    #[must_use]
    pub fn iter(&self) -> Iter<'_> {
        Iter { rest: &self.0, end: 0 }
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.iter().count()
    }

    /// The sum of their advances.
    #[must_use]
    pub fn width(&self) -> Length {
        self.iter().map(|glyph| glyph.advance).sum()
    }
}

impl FromIterator<Glyph> for Glyphs {
    fn from_iter<I: IntoIterator<Item = Glyph>>(glyphs: I) -> Self {
        let glyphs = glyphs.into_iter();
        // Filled from the start on; what is left at the end is cut off.
        let mut packed = vec![0; glyphs.size_hint().0 * SHORT_FORM];
        let (mut at, mut last) = (0, 0);
        let mut long_form = Vec::new();
        for Glyph { id, advance, dx, dy, start, end } in glyphs {
            let apart = start != last;
            let has_offset = (dx.0 | dy.0) != 0;
            let shown = end.wrapping_sub(start);
            if shown < u32::from(LONG)
                && !apart
                && !has_offset
                && THREE_BYTES.contains(&advance.0)
                && let Some(room) = packed.get_mut(at..).and_then(<[u8]>::first_chunk_mut::<SHORT_FORM>)
            {
                // Nearly all.
                let [low, high] = id.to_le_bytes();
                let number = zigzag(advance.0);
                *room = [shown as u8, low, high, number as u8 | 0x80, (number >> 7) as u8 | 0x80, (number >> 14) as u8];
                (at, last) = (at + SHORT_FORM, end);
                continue;
            }
            let shown = i64::from(end) - i64::from(start);
            let short = u8::try_from(shown).ok().filter(|&shown| shown < LONG);
            long_form.clear();
            long_form.push(short.unwrap_or(LONG) | if apart { APART } else { 0 } | if has_offset { OFFSET } else { 0 });
            long_form.extend_from_slice(&id.to_le_bytes());
            write(advance.0, &mut long_form);
            if short.is_none() {
                write(shown, &mut long_form);
            }
            if apart {
                write(i64::from(start) - i64::from(last), &mut long_form);
            }
            if has_offset {
                write(dx.0, &mut long_form);
                write(dy.0, &mut long_form);
            }
            let next = at + long_form.len();
            if packed.len() < next {
                packed.resize(next + 8 * SHORT_FORM, 0);
            }
            packed[at..next].copy_from_slice(&long_form);
            (at, last) = (next, end);
        }
        Self(packed[..at].into())
    }
}

impl Iterator for Iter<'_> {
    type Item = Glyph;

    #[inline]
    fn next(&mut self) -> Option<Glyph> {
        // Nearly all: no flag, an advance of three bytes.
        if let &[mark @ 0..LONG, low, high, first @ 0x80..=0xff, second @ 0x80..=0xff, third @ 0..=0x7f, ref rest @ ..] =
            self.rest
        {
            let number = u64::from(first & 0x7f) | u64::from(second & 0x7f) << 7 | u64::from(third) << 14;
            let (advance, start) = (Length(unzigzag(number)), self.end);
            let end = start.checked_add(u32::from(mark))?;
            (self.rest, self.end) = (rest, end);
            let (dx, dy) = (Length::ZERO, Length::ZERO);
            return Some(Glyph { id: u16::from_le_bytes([low, high]), advance, dx, dy, start, end });
        }
        self.next_of_any_form()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        // A glyph takes at least four bytes; at most three and five numbers of ten bytes each.
        (self.rest.len() / 53, Some(self.rest.len() / 4))
    }
}

impl Iter<'_> {
    /// The next glyph, whatever its flags and the length of its numbers.
    fn next_of_any_form(&mut self) -> Option<Glyph> {
        let (&[mark, low, high], rest) = self.rest.split_first_chunk()?;
        self.rest = rest;
        let advance = Length(read(&mut self.rest)?);
        let shown = if mark & LONG == LONG { read(&mut self.rest)? } else { i64::from(mark & LONG) };
        let start = i64::from(self.end) + if mark & APART != 0 { read(&mut self.rest)? } else { 0 };
        let (dx, dy) = if mark & OFFSET == 0 { (0, 0) } else { (read(&mut self.rest)?, read(&mut self.rest)?) };
        let id = u16::from_le_bytes([low, high]);
        let (start, end) = (u32::try_from(start).ok()?, u32::try_from(start.checked_add(shown)?).ok()?);
        self.end = end;
        Some(Glyph { id, advance, dx: Length(dx), dy: Length(dy), start, end })
    }
}

impl<'a> IntoIterator for &'a Glyphs {
    type Item = Glyph;
    type IntoIter = Iter<'a>;

    fn into_iter(self) -> Iter<'a> {
        self.iter()
    }
}

/// A number with its sign in the lowest bit.
const fn zigzag(number: i64) -> u64 {
    (number.wrapping_shl(1) ^ (number >> 63)).cast_unsigned()
}

/// The number that [`zigzag`] was given.
const fn unzigzag(number: u64) -> i64 {
    (number >> 1).cast_signed() ^ -(number & 1).cast_signed()
}

fn write(number: i64, out: &mut Vec<u8>) {
    let mut rest = zigzag(number);
    while rest >= 0x80 {
        out.push(rest as u8 | 0x80);
        rest >>= 7;
    }
    out.push(rest as u8);
}

#[inline]
fn read(bytes: &mut &[u8]) -> Option<i64> {
    let mut number = 0_u64;
    for (at, &byte) in bytes.iter().enumerate().take(10) {
        number |= u64::from(byte & 0x7f) << (7 * at);
        if byte < 0x80 {
            *bytes = &bytes[at + 1..];
            return Some(unzigzag(number));
        }
    }
    None
}

impl fmt::Debug for Glyphs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self).finish()
    }
}

impl Serialize for Glyphs {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Glyphs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Bytes;
        impl de::Visitor<'_> for Bytes {
            type Value = Glyphs;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the bytes of glyphs")
            }
            fn visit_bytes<E: de::Error>(self, bytes: &[u8]) -> Result<Glyphs, E> {
                Ok(Glyphs(bytes.into()))
            }
        }
        deserializer.deserialize_bytes(Bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn glyph() -> impl Strategy<Value = Glyph> {
        let length = || prop_oneof![Just(0), -3_000_000..3_000_000_i64, any::<i64>()].prop_map(Length);
        let byte = || prop_oneof![0..90_u32, any::<u32>()];
        (any::<u16>(), length(), length(), length(), byte(), byte()).prop_map(|(id, advance, dx, dy, start, end)| Glyph {
            id,
            advance,
            dx,
            dy,
            start,
            end,
        })
    }

    proptest! {
        #[test]
        fn what_is_packed_comes_out_again(glyphs in prop::collection::vec(glyph(), 0..40)) {
            let packed: Glyphs = glyphs.iter().copied().collect();
            prop_assert_eq!(packed.iter().collect::<Vec<_>>(), glyphs);
        }

        #[test]
        fn any_bytes_are_read_to_an_end(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
            let count = bytes.len();
            prop_assert!(Glyphs(bytes.into()).iter().count() <= count / 4);
        }
    }

    #[test]
    fn letters_in_a_row_take_six_bytes_each() {
        let letter =
            |start| Glyph { id: 900, advance: Length::points(5), dx: Length::ZERO, dy: Length::ZERO, start, end: start + 1 };
        let packed: Glyphs = (0..100).map(letter).collect();
        assert_eq!(packed.0.len(), 600);
        assert_eq!(packed.width(), Length::points(500));
    }
}
