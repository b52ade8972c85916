//! Writing of varints and fixed-width values.

use core::ptr::NonNull;

use super::Position;
use crate::wire::varint;

impl Position<'_, '_> {
    /// Writes a key and a varint.
    #[inline(always)]
    pub(crate) fn varint(&mut self, key: u32, value: u64) {
        self.ensure_field();
        // SAFETY: `ensure_field` has made 18 bytes free. The value takes at most 10 of them, so the
        // key, which takes at most 5, has at least 8.
        unsafe {
            self.put_varint(value);
            self.put_varint(key.into());
        }
    }

    /// Writes a varint without a key.
    #[inline(always)]
    pub(crate) fn bare_varint(&mut self, value: u64) {
        self.ensure_field();
        // SAFETY: `ensure_field` has made 18 bytes free, and a varint takes at most 10.
        unsafe { self.put_varint(value) }
    }

    /// Writes a key and `N` bytes, at most eight.
    #[inline(always)]
    pub(crate) fn array<const N: usize>(&mut self, key: u32, value: [u8; N]) {
        const { assert!(N <= 8) }
        self.ensure_field();
        // SAFETY: `ensure_field` has made 18 bytes free. The value takes at most 8 of them, by the
        // assertion above, so the key, which takes at most 5, has at least 10.
        unsafe {
            self.put_array(value);
            self.put_varint(key.into());
        }
    }

    /// Writes a varint.
    ///
    /// # Safety
    /// As many bytes are free as the varint takes, and at least 8.
    #[inline(always)]
    pub(super) unsafe fn put_varint(&mut self, value: u64) {
        if value < 0x80 {
            // SAFETY: the caller has made at least 8 bytes free.
            unsafe { self.put_array([value as u8]) }
        } else if value < 0x4000 {
            // SAFETY: the caller has made at least 8 bytes free.
            unsafe { self.put_array([value as u8 | 0x80, (value >> 7) as u8]) }
        } else {
            // SAFETY: the caller establishes what `put_long_varint` requires: free bytes belong to
            // the buffer and are valid for writes.
            self.at = unsafe { put_long_varint(self.at, value) };
        }
    }

    /// Writes `N` bytes.
    ///
    /// # Safety
    /// `N` bytes are free.
    #[inline(always)]
    pub(super) unsafe fn put_array<const N: usize>(&mut self, value: [u8; N]) {
        // SAFETY: the caller has made `N` bytes free, so the new position is at least
        // `buffer.start`, and the bytes are valid for writes. A byte array has alignment 1.
        unsafe {
            self.at = self.at.sub(N);
            self.at.cast::<[u8; N]>().write(value);
        }
    }
}

/// Writes a varint before `at`. Returns the new position.
///
/// # Safety
/// The bytes before `at` are valid for writes: as many as the varint takes, and at least 8.
#[inline(never)]
unsafe fn put_long_varint(at: NonNull<u8>, value: u64) -> NonNull<u8> {
    let length = varint::len(value);
    // SAFETY: the caller establishes that `length` bytes before `at` belong to its allocation.
    let start = unsafe { at.sub(length) };
    if length <= 8 {
        // All bytes but the last one have the continuation bit. The bytes before the varint are
        // overwritten by later writes.
        let bytes =
            (varint::spread(value) << (64 - 8 * length) | 0x0080_8080_8080_8080).to_le_bytes();
        // SAFETY: the caller establishes that 8 bytes before `at` are valid for writes, and a byte
        // array has alignment 1.
        unsafe { at.sub(8).cast::<[u8; 8]>().write(bytes) };
        return start;
    }
    let all = varint::nine_or_ten(value);
    // SAFETY: the caller establishes that `length` bytes before `at` are valid for writes. `length`
    // is 9 or 10, so the first eight bytes and the last eight lie in them, and a byte array has
    // alignment 1.
    unsafe {
        start.cast::<[u8; 8]>().write((all as u64).to_le_bytes());
        at.sub(8).cast::<[u8; 8]>().write(((all >> (8 * (length - 8))) as u64).to_le_bytes());
    }
    start
}
