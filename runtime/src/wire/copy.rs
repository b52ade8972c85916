//! Copies of short values. `memcpy` jumps by the length, and most strings are short and of lengths
//! that are hard to predict.

use alloc::vec::Vec;

/// The top bits of eight bytes.
pub(super) const TOP_BITS: u64 = 0x8080_8080_8080_8080;

/// The bitwise OR of all bytes, eight or two at a time, computed while the bytes were copied. It is
/// unknown unless there are 2 to 64 bytes.
#[derive(Clone, Copy)]
pub(crate) struct Seen(u64);

impl Seen {
    /// The value for bytes that have not been looked at.
    const UNKNOWN: Self = Seen(TOP_BITS);

    /// Whether the bytes are known to be ASCII.
    #[inline(always)]
    pub(super) const fn is_ascii(self) -> bool {
        self.0 & TOP_BITS == 0
    }
}

/// Returns a copy of `bytes` in new memory.
#[inline(always)]
pub(super) fn owned(bytes: &[u8]) -> (Vec<u8>, Seen) {
    let mut copy = Vec::with_capacity(bytes.len());
    // SAFETY: the vector has capacity for `bytes.len()` bytes. Its memory is new, so it does not
    // overlap `bytes`.
    let seen = unsafe { copy_to(bytes, copy.as_mut_ptr()) };
    // SAFETY: `copy_to` has initialised `bytes.len()` bytes, for which the vector has capacity.
    unsafe { copy.set_len(bytes.len()) };
    (copy, seen)
}

/// The greatest length that is copied without `memcpy`.
pub(super) const SHORT: usize = 64;

/// Copies `bytes` to `to`. Only long values are given to `memcpy`.
///
/// # Safety
/// `to` is valid for writes of `bytes.len()` bytes, which do not overlap `bytes`.
#[inline(always)]
pub(super) unsafe fn copy_to(bytes: &[u8], to: *mut u8) -> Seen {
    if bytes.len() > SHORT {
        // SAFETY: `bytes` is valid for reads. The caller establishes that `to` is valid for writes
        // of as many bytes, and that they do not overlap.
        unsafe { to.copy_from_nonoverlapping(bytes.as_ptr(), bytes.len()) };
        return Seen::UNKNOWN;
    }
    // SAFETY: the caller establishes what `copy_short` requires of `to`, and the length is checked
    // above.
    unsafe { copy_short(bytes, to) }
}

/// Copies `bytes` to `to`.
///
/// # Safety
/// There are at most [`SHORT`] bytes. `to` is valid for writes of `bytes.len()` bytes, which do not
/// overlap `bytes`.
#[inline(always)]
pub(crate) unsafe fn copy_short(bytes: &[u8], to: *mut u8) -> Seen {
    let (from, length) = (bytes.as_ptr(), bytes.len());
    // SAFETY: `from` is valid for reads of `length` bytes, and the caller establishes that `to` is
    // valid for writes of as many and that `length` is at most 64. So each arm calls
    // `copy_four::<N>` with a length between `N` and `4 * N`.
    unsafe {
        match length {
            0 => Seen::UNKNOWN,
            1 => {
                to.write(from.read());
                Seen::UNKNOWN
            }
            2..8 => copy_four::<2>(from, to, length),
            8..=32 => copy_four::<8>(from, to, length),
            _ => copy_four::<16>(from, to, length),
        }
    }
}

/// Copies `length` bytes as four parts of `N` bytes.
///
/// # Safety
/// `length` is between `N` and `4 * N`. `from` is valid for reads and `to` for writes of `length`
/// bytes, and they do not overlap.
#[inline(always)]
unsafe fn copy_four<const N: usize>(from: *const u8, to: *mut u8, length: usize) -> Seen {
    let mut seen = 0;
    for at in four::<N>(length) {
        // SAFETY: `four` returns starts of at most `length - N`, so the `N` bytes lie in the
        // `length` bytes that the caller has made valid for reads. A byte array has alignment 1.
        let part = unsafe { from.add(at).cast::<[u8; N]>().read() };
        // SAFETY: the `N` bytes lie in the `length` bytes that the caller has made valid for
        // writes.
        unsafe { to.add(at).cast::<[u8; N]>().write(part) };
        seen |= fold(part);
    }
    Seen(seen)
}

/// Returns the bitwise OR of all bytes, eight or two at a time.
#[inline(always)]
pub(super) fn fold<const N: usize>(bytes: [u8; N]) -> u64 {
    const { assert!(N.is_multiple_of(2), "no byte is left out") }
    let (words, rest) = bytes.as_chunks::<8>();
    let words = words.iter().fold(0, |all, word| all | u64::from_ne_bytes(*word));
    rest.as_chunks::<2>()
        .0
        .iter()
        .fold(words, |all, pair| all | u64::from(u16::from_ne_bytes(*pair)))
}

/// Returns the starts of four parts of `N` bytes that cover `length` bytes. The length is between
/// `N` and `4 * N`. The parts overlap, so that no jump depends on the length.
#[inline(always)]
const fn four<const N: usize>(length: usize) -> [usize; 4] {
    let last = length - N;
    [0, if N < last { N } else { last }, last.saturating_sub(N), last]
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use super::*;

    #[test]
    fn a_copy_is_the_same_at_every_length() {
        let bytes: Vec<u8> = (0..100).collect();
        for length in 0..bytes.len() {
            let (copy, _) = owned(&bytes[..length]);
            assert_eq!((&*copy, copy.capacity()), (&bytes[..length], length));
        }
    }

    #[test]
    fn a_top_bit_is_seen_at_every_index() {
        for length in 2..=64 {
            let mut bytes = vec![b'a'; length];
            assert!(owned(&bytes).1.is_ascii(), "{length}");
            for index in 0..length {
                bytes[index] = 0x80;
                assert!(!owned(&bytes).1.is_ascii(), "{index} of {length}");
                bytes[index] = b'a';
            }
        }
    }
}
