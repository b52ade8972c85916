//! The check of packed varints.

use super::bits::{LOAD, large, more};
use crate::wire::cursor::Cursor;

/// The number of bytes that one step looks at.
const STEP: usize = 64;

/// Whether `bytes` are whole varints: each has at most ten bytes, and fits 64 bits.
///
/// The function looks at 64 bytes a step, with a bit for each byte: whether another byte of the
/// varint follows. A step for each eight bytes took five times as many instructions (packed
/// signed, `bench -- views --instructions`).
#[inline(always)]
pub(super) fn are_varints(bytes: &[u8]) -> bool {
    // A varint that is too long has ten bytes. So most short records need no more than this.
    bytes.last().is_none_or(|last| *last < 0x80) && (bytes.len() < 10 || are_short(bytes))
}

/// Whether no varint of `bytes`, of which the last is whole, is too long.
#[inline(never)]
fn are_short(bytes: &[u8]) -> bool {
    let mut seen = Seen::default();
    let (steps, rest) = bytes.as_chunks::<STEP>();
    for step in steps {
        let (loads, _) = step.as_chunks::<LOAD>();
        let more = loads.iter().rev().fold(0, |bits, load| bits << LOAD | u64::from(more(*load)));
        let tenth = seen.tenth_of(more);
        if tenth != 0 {
            let bits =
                loads.iter().rev().fold(0, |bits, load| bits << LOAD | u64::from(large(*load)));
            if tenth & bits != 0 {
                return false;
            }
        }
    }
    let (loads, rest) = rest.as_chunks::<LOAD>();
    let (mut more_bits, mut large_bits, mut at) = (0, 0, 0);
    let mut add = |load: [u8; LOAD]| {
        more_bits |= u64::from(more(load)) << at;
        large_bits |= u64::from(large(load)) << at;
        at += LOAD;
    };
    loads.iter().for_each(|load| add(*load));
    if !rest.is_empty() {
        // Zeros are varints of one byte.
        let (low, high) = rest.split_at(rest.len().min(8));
        let words = [Cursor::new(low).up_to_eight(), Cursor::new(high).up_to_eight()];
        add((u128::from(words[0]) | u128::from(words[1]) << 64).to_le_bytes());
    }
    seen.tenth_of(more_bits) & large_bits == 0
}

/// The bits of the step before. Each number has a bit for each byte that is the last one of a run
/// of so many bytes. Another byte of the varint follows each byte of a run.
#[derive(Default)]
struct Seen {
    one: u64,
    two: u64,
    four: u64,
    nine: u64,
}

impl Seen {
    /// Returns the bytes of a step that come after nine bytes in a row that have a bit in `more`.
    /// The first byte of the step has the lowest bit.
    #[inline(always)]
    fn tenth_of(&mut self, more: u64) -> u64 {
        let two = more & (more << 1 | self.one >> 63);
        let four = two & (two << 2 | self.two >> 62);
        let eight = four & (four << 4 | self.four >> 60);
        let nine = eight & (more << 8 | self.one >> 56);
        let tenth = nine << 1 | self.nine >> 63;
        *self = Seen { one: more, two, four, nine };
        tenth
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec;
    use alloc::vec::Vec;

    use super::*;

    /// Reads the varints one by one.
    fn are_varints_one_by_one(bytes: &[u8]) -> bool {
        let mut cursor = Cursor::new(bytes);
        while !cursor.is_empty() {
            if cursor.varint().is_err() {
                return false;
            }
        }
        true
    }

    #[test]
    fn varints_are_checked_as_the_cursor_reads_them() {
        const BYTES: [u8; 6] = [0x00, 0x01, 0x02, 0x7f, 0x80, 0xff];
        // A xorshift generator. Most bytes continue a varint, so that long varints occur.
        let mut state = 0x9e37_79b9_7f4a_7c15_u64;
        let mut next = move || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state
        };
        let (mut good, mut bad) = (0, 0);
        let rounds = if cfg!(miri) { 300 } else { 60_000 };
        for _ in 0..rounds {
            let length = next() % 200;
            let bytes: Vec<u8> = (0..length)
                .map(|_| match next() % 16 {
                    0..3 => BYTES[(next() % 6) as usize],
                    _ => 0x80 | next() as u8,
                })
                .chain([1])
                .collect();
            let expected = are_varints_one_by_one(&bytes);
            assert_eq!(are_varints(&bytes), expected, "{bytes:x?}");
            if expected { good += 1 } else { bad += 1 }
        }
        assert!(good > 10 && bad > 10, "{good} {bad}");
        assert!(are_varints(&[]));
        assert!(!are_varints(&[0x80]));
    }

    /// The first wrong byte is at each position of a step, and the bytes before it are whole.
    #[test]
    fn a_tenth_byte_is_checked_at_every_position() {
        for before in (0..150).step_by(if cfg!(miri) { 37 } else { 1 }) {
            for (tenth, is_good) in [(0, true), (1, true), (2, false), (0x81, false)] {
                for behind in [0, 1, 70] {
                    let bytes =
                        [&vec![1; before][..], &[0xff; 9], &[tenth], &vec![0; behind], &[1]]
                            .concat();
                    assert_eq!(are_varints(&bytes), is_good, "{before} {tenth} {behind}");
                }
            }
        }
    }
}
