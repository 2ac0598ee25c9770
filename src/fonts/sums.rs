//! The sums of a font's tables: whether each is as its maker wrote it (OpenType 1.9.1, “Calculating checksums”).
//!
//! A hole in a file, such as a disk or an interrupted transfer leaves, is often readable: letters vanish, or lose their accents, and
//! nothing else shows it. It does not know what a table is for (`sound`).

/// The tag of a table.
pub(super) type Tag = [u8; 4];

/// The table that holds a sum of the whole file, which is written after all other sums (`checkSumAdjustment`).
const WITH_ADJUSTMENT: &Tag = b"head";

/// Where that sum stands in it.
const ADJUSTMENT: std::ops::Range<usize> = 8..12;

/// The tables whose contents have another sum than the table directory records, in its order. A table that is not whole counts as one; a
/// recorded sum of zero says nothing, because some programs leave it out.
pub(super) fn changed_tables(data: &[u8]) -> Vec<Tag> {
    let number = |bytes: Option<&[u8]>| bytes?.try_into().ok().map(u32::from_be_bytes);
    let count = data.get(4..6).map_or(0, |bytes| usize::from(bytes[0]) << 8 | usize::from(bytes[1]));
    let records = data.get(12..).unwrap_or_default().chunks_exact(16).take(count);
    let is_changed = |record: &&[u8]| {
        let field = |at: usize| number(record.get(at..at + 4));
        let (Some(recorded), Some(offset), Some(length)) = (field(4), field(8), field(12)) else { return true };
        let start = offset as usize;
        let Some(table) = start.checked_add(length as usize).and_then(|end| data.get(start..end)) else { return true };
        recorded != 0 && recorded != sum(table) && (record[..4] != *WITH_ADJUSTMENT || recorded != sum_without_adjustment(table))
    };
    records.filter(is_changed).map(|record| [record[0], record[1], record[2], record[3]]).collect()
}

/// The sum of a table's numbers of four bytes each; the last is filled up with zeros.
fn sum(table: &[u8]) -> u32 {
    let (whole, rest) = table.as_chunks::<4>();
    let mut last = [0; 4];
    last[..rest.len()].copy_from_slice(rest);
    whole.iter().chain([&last]).fold(0, |sum, bytes| sum.wrapping_add(u32::from_be_bytes(*bytes)))
}

/// The sum of `head` as it was before the sum of the file was known.
fn sum_without_adjustment(table: &[u8]) -> u32 {
    let adjustment = table.get(ADJUSTMENT).map_or(0, sum);
    sum(table).wrapping_sub(adjustment)
}

#[cfg(test)]
mod tests {
    use super::{changed_tables, sum};
    use crate::fonts::embedded;

    #[test]
    fn the_faces_of_the_program_are_as_they_were_made() {
        for (index, embedded) in embedded::FACES.iter().enumerate() {
            assert!(changed_tables(embedded.data).is_empty(), "face {index}");
        }
    }

    #[test]
    fn a_sum_fills_the_last_number_with_zeros() {
        assert_eq!(sum(&[0, 0, 0, 1, 0, 0, 0, 2, 1]), 0x0100_0003);
        assert_eq!(sum(&[0xff, 0xff, 0xff, 0xff, 0, 0, 0, 2]), 1);
        assert_eq!(sum(&[]), 0);
    }

    /// A hole of 4 KiB anywhere is told, unless nothing but zeros stood there.
    #[test]
    fn a_hole_is_told_wherever_it_is() {
        let face = embedded::FACES[4].data;
        for start in (0..face.len()).step_by(4096) {
            let end = face.len().min(start + 4096);
            let mut holed = face.to_vec();
            holed[start.max(400)..end].fill(0);
            assert!(!changed_tables(&holed).is_empty() || holed == face, "a hole at {start}");
        }
    }

    #[test]
    fn a_table_without_a_recorded_sum_is_not_judged() {
        let mut face = embedded::FACES[4].data.to_vec();
        for record in face[12..].chunks_exact_mut(16).take(20) {
            record[4..8].fill(0);
        }
        assert!(changed_tables(&face).is_empty());
        assert!(changed_tables(&[]).is_empty() && changed_tables(b"\0\x01\0\0\0\x09").is_empty());
    }
}
