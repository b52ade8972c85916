//! Reading of many varints in a row.
//!
//! A varint begins where the one before it ends, so each read waits for the read before it. No jump
//! depends on the lengths, but no two reads run at once either. The numbers of a field often have
//! the same length on the wire. So the reader guesses that length, and checks the guess afterwards.

use super::copy::TOP_BITS;
use super::cursor::Cursor;
use super::varint;

/// The least number of varints that make a run.
const FEW: usize = 8;
/// The number of varints that are read one by one before the next search for a run.
const PATIENCE: usize = 120;

/// Fills `values` with the next varints, and returns the position after them. `long` says that they
/// have more than two bytes on average. Returns `None` if any varint is malformed.
#[inline(never)]
pub(crate) fn read<'a>(
    mut cursor: Cursor<'a>,
    mut values: &mut [u64],
    long: bool,
) -> Option<Cursor<'a>> {
    while !values.is_empty() {
        let run;
        (run, cursor) = same_length(cursor, values);
        values = &mut values[run..];
        if run < FEW {
            let (some, rest) = values.split_at_mut(PATIENCE.min(values.len()));
            for value in some {
                *value =
                    if long { cursor.varint_by_word()? } else { cursor.varint_without_guess()? };
            }
            values = rest;
        }
    }
    Some(cursor)
}

/// Reads the next varint, and those after it that have the same length. Returns their number and
/// the position after them. Varints of nine bytes, which are rare, are not read.
#[inline(always)]
fn same_length<'a>(mut cursor: Cursor<'a>, values: &mut [u64]) -> (usize, Cursor<'a>) {
    let stops = !cursor.up_to_eight() & TOP_BITS;
    if stops == 0 {
        return ten_bytes(cursor, values);
    }
    let length = u64::from(stops.trailing_zeros() / 8 + 1);
    // `bytes` has all bits of the varint, and `more` the top bits of all its bytes but the last.
    let bytes = stops ^ stops.wrapping_sub(1);
    let more = bytes >> 8 & TOP_BITS;
    for (count, value) in values.iter_mut().enumerate() {
        // The last varints of a record are not read in a run.
        let Some(word) = cursor.eight() else { return (count, cursor) };
        if word & bytes & TOP_BITS != more || cursor.split(length).is_none() {
            return (count, cursor);
        }
        *value = if length <= 4 {
            varint::gather_four(word & bytes)
        } else {
            varint::gather(word & bytes)
        };
    }
    (values.len(), cursor)
}

/// Reads varints of ten bytes, which negative numbers have, like [`same_length`].
/// The function is not inlined, so that its constants stay in registers.
#[inline(never)]
fn ten_bytes<'a>(mut cursor: Cursor<'a>, values: &mut [u64]) -> (usize, Cursor<'a>) {
    let (varints, _) = cursor.rest().as_chunks::<10>();
    let mut count = 0;
    for (value, [first @ .., ninth, tenth]) in values.iter_mut().zip(varints) {
        let first: [u8; 8] = *first;
        let (word, last) = (u64::from_le_bytes(first), u16::from_le_bytes([*ninth, *tenth]));
        // The ninth byte continues, and the tenth is 0 or 1.
        if word & TOP_BITS != TOP_BITS || last & 0xfe80 != 0x0080 {
            break;
        }
        let last = u64::from(last);
        *value = varint::gather(word) | (last & 0x7f) << 56 | last >> 8 << 63;
        count += 1;
    }
    cursor.split(10 * count as u64);
    (count, cursor)
}

#[cfg(test)]
mod tests {
    use alloc::vec;
    use alloc::vec::Vec;

    use super::*;

    fn encoded(values: &[u64]) -> Vec<u8> {
        let mut bytes = Vec::new();
        values.iter().for_each(|value| prost::encoding::encode_varint(*value, &mut bytes));
        bytes
    }

    #[test]
    fn runs_of_every_length() {
        for bits in 0..64 {
            let top = 1_u64 << bits;
            let run: Vec<u64> =
                (0..20).map(|value| top | ((value * 0x0001_0203_0405_0607) & (top - 1))).collect();
            for (first, last) in [(0, 20), (0, 3), (7, 20)] {
                // Other lengths stand before, between and after the runs.
                let values = [
                    &[1, 300][..],
                    &run[first..last],
                    &[1 << 20; 9],
                    &[u64::MAX; 12],
                    &run[..first],
                    &[5; 3],
                ]
                .concat();
                let bytes = encoded(&values);
                for long in [false, true] {
                    let mut read_values = vec![0; values.len()];
                    let behind =
                        read(Cursor::new(&bytes), &mut read_values, long).expect("varints");
                    assert_eq!(
                        (read_values, behind.remaining()),
                        (values.clone(), 0),
                        "{bits} {first}..{last}"
                    );
                }
            }
        }
    }

    #[test]
    fn a_run_that_is_cut_off_is_malformed() {
        for value in [1, 300, 1 << 20, 1 << 40, 1 << 60, u64::MAX] {
            let bytes = encoded(&[value; 40]);
            let cut = bytes.len() - 1;
            assert!(read(Cursor::new(&bytes[..cut]), &mut [0; 40], true).is_none(), "{value}");
            let bad = [&bytes[..cut], &[0xff; 11]].concat();
            assert!(
                read(Cursor::new(&bad), &mut [0; 40], true).is_none(),
                "{value} and too long a one"
            );
        }
    }
}
