//! Copies of short bytes: `memcpy` jumps by the length, and most strings are short, of lengths that
//! cannot be foreseen.

use alloc::vec::Vec;

/// The top bit of each byte.
pub(super) const TOP_BITS: u64 = 0x8080_8080_8080_8080;

/// The bitwise OR of all bytes, eight or two at a time, computed while the bytes were copied. It is
/// unknown unless there are 2 to 64 bytes.
#[derive(Clone, Copy)]
pub(crate) struct Seen(u64);

impl Seen {
    /// The value if the bytes are not known.
    const UNKNOWN: Self = Seen(TOP_BITS);

    /// Whether they are known to be ASCII.
    #[inline(always)]
    pub(super) const fn is_ascii(self) -> bool {
        self.0 & TOP_BITS == 0
    }
}

/// The same bytes in memory of their own.
#[inline(always)]
pub(super) fn owned(bytes: &[u8]) -> (Vec<u8>, Seen) {
    let mut copy = Vec::with_capacity(bytes.len());
    // SAFETY: there is memory for them, which is new.
    let seen = unsafe { copy_to(bytes, copy.as_mut_ptr()) };
    // SAFETY: they have been copied.
    unsafe { copy.set_len(bytes.len()) };
    (copy, seen)
}

/// So many bytes are copied without `memcpy`.
pub(super) const SHORT: usize = 64;

/// Copies bytes. `memcpy` jumps by the length, which cannot be foreseen, so it is given only what
/// is long.
///
/// # Safety
/// As many can be written, and are not among those that are read.
#[inline(always)]
pub(super) unsafe fn copy_to(bytes: &[u8], to: *mut u8) -> Seen {
    if bytes.len() > SHORT {
        // SAFETY: the caller's promise.
        unsafe { to.copy_from_nonoverlapping(bytes.as_ptr(), bytes.len()) };
        return Seen::UNKNOWN;
    }
    // SAFETY: the caller's promise.
    unsafe { copy_short(bytes, to) }
}

/// Copies 64 bytes at most.
///
/// # Safety
/// As many can be written, and are not among those that are read.
#[inline(always)]
pub(crate) unsafe fn copy_short(bytes: &[u8], to: *mut u8) -> Seen {
    let (from, length) = (bytes.as_ptr(), bytes.len());
    // SAFETY: the caller's promise; the lengths are those that the pieces cover.
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

/// # Safety
/// `N` to `4 * N` bytes can be read and written.
#[inline(always)]
unsafe fn copy_four<const N: usize>(from: *const u8, to: *mut u8, length: usize) -> Seen {
    let mut seen = 0;
    for at in four::<N>(length) {
        // SAFETY: the caller's promise.
        let piece = unsafe { from.add(at).cast::<[u8; N]>().read() };
        // SAFETY: as above.
        unsafe { to.add(at).cast::<[u8; N]>().write(piece) };
        seen |= fold(piece);
    }
    Seen(seen)
}

/// All bytes, one on top of the other, eight or two at a time.
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

/// Returns the starts of four pieces of `N` bytes that cover `length` bytes. The length is between
/// `N` and `4 * N`. The pieces overlap, so that no jump depends on the length.
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
    fn a_top_bit_is_seen_at_every_place() {
        for length in 2..=64 {
            let mut bytes = vec![b'a'; length];
            assert!(owned(&bytes).1.is_ascii(), "{length}");
            for place in 0..length {
                bytes[place] = 0x80;
                assert!(!owned(&bytes).1.is_ascii(), "{place} of {length}");
                bytes[place] = b'a';
            }
        }
    }
}
