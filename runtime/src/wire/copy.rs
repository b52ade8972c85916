//! Copies of short bytes: `memcpy` jumps by the length, and most strings are short, of lengths that cannot be foreseen.

use alloc::vec::Vec;

/// The same bytes in memory of their own.
#[inline(always)]
pub(super) fn owned(bytes: &[u8]) -> Vec<u8> {
    // Not left to `copy_to`: around an allocation, so it is a little faster.
    if !(2..=64).contains(&bytes.len()) {
        return Vec::from(bytes);
    }
    let mut copy = Vec::with_capacity(bytes.len());
    // SAFETY: there is memory for them, which is new. Then they are there.
    unsafe {
        copy_to(bytes, copy.as_mut_ptr());
        copy.set_len(bytes.len());
    }
    copy
}

/// Copies bytes. `memcpy` jumps by the length, which cannot be foreseen, so it is given only what is long.
///
/// # Safety
/// As many can be written, and are not among those that are read.
#[inline(always)]
pub(super) unsafe fn copy_to(bytes: &[u8], to: *mut u8) {
    let (from, length) = (bytes.as_ptr(), bytes.len());
    // SAFETY: the caller's promise; the lengths are those that the pieces cover.
    unsafe {
        match length {
            2..8 => copy_four::<2>(from, to, length),
            8..=32 => copy_four::<8>(from, to, length),
            33..=64 => copy_four::<16>(from, to, length),
            _ => to.copy_from_nonoverlapping(from, length),
        }
    }
}

/// # Safety
/// `N` to `4 * N` bytes can be read and written.
#[inline(always)]
unsafe fn copy_four<const N: usize>(from: *const u8, to: *mut u8, length: usize) {
    for at in four::<N>(length) {
        // SAFETY: the caller's promise.
        unsafe { to.add(at).cast::<[u8; N]>().write(from.add(at).cast::<[u8; N]>().read()) };
    }
}

/// Where four pieces of `N` bytes start that cover `length` bytes, of which there are `N` to `4 * N`. They overlap, so that no
/// jump depends on the length.
#[inline(always)]
pub(super) const fn four<const N: usize>(length: usize) -> [usize; 4] {
    let last = length - N;
    [0, if N < last { N } else { last }, last.saturating_sub(N), last]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_is_the_same_at_every_length() {
        let bytes: Vec<u8> = (0..100).collect();
        for length in 0..bytes.len() {
            let copy = owned(&bytes[..length]);
            assert_eq!((&*copy, copy.capacity()), (&bytes[..length], length));
        }
    }
}
