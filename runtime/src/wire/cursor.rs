//! The read position in a contiguous slice: the only unsafe code of decoding, together with
//! [`text`](super::text).
//!
//! A pointer and an end pointer, instead of a slice, so that the hot loop of a generated message
//! updates one register per step. Everything above this file is safe code.

use core::marker::PhantomData;
use core::ptr::NonNull;

use super::error::Error;

/// A position in a slice of `'a`.
///
/// Invariant: `at..end` is a part of one slice that is borrowed for `'a`, so both pointers come
/// from the same allocation and `at <= end`.
#[derive(Clone, Copy)]
pub(crate) struct Cursor<'a> {
    at: NonNull<u8>,
    end: NonNull<u8>,
    slice: PhantomData<&'a [u8]>,
}

impl<'a> Cursor<'a> {
    #[inline(always)]
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        let at = NonNull::from(bytes).cast::<u8>();
        // SAFETY: one past the end of a slice is in bounds of its allocation.
        let end = unsafe { at.add(bytes.len()) };
        Cursor { at, end, slice: PhantomData }
    }

    #[inline(always)]
    pub(crate) fn is_empty(self) -> bool {
        self.at == self.end
    }

    /// Bytes left.
    #[inline(always)]
    pub(crate) fn remaining(self) -> usize {
        self.end.as_ptr() as usize - self.at.as_ptr() as usize
    }

    /// Everything left, as a slice.
    #[inline(always)]
    pub(crate) fn rest(self) -> &'a [u8] {
        // SAFETY: by the invariant, `at..end` is part of a slice borrowed for `'a`.
        unsafe { core::slice::from_raw_parts(self.at.as_ptr(), self.remaining()) }
    }

    /// The same input, with nothing left to read.
    #[inline(always)]
    pub(crate) fn at_end(self) -> Self {
        Cursor { at: self.end, ..self }
    }

    /// Reads `length` bytes.
    #[inline(always)]
    pub(crate) fn take(&mut self, length: usize) -> Result<&'a [u8], Error> {
        if length > self.remaining() {
            return Err(Error::underflow());
        }
        // SAFETY: `length` bytes are left, so the slice lies in `at..end`.
        let taken = unsafe { core::slice::from_raw_parts(self.at.as_ptr(), length) };
        // SAFETY: as above, the new position is at most `end`.
        self.at = unsafe { self.at.add(length) };
        Ok(taken)
    }

    /// Reads exactly `N` bytes: the value of a fixed-width field.
    #[inline(always)]
    pub(crate) fn array<const N: usize>(&mut self) -> Result<[u8; N], Error> {
        if N > self.remaining() {
            return Err(Error::underflow());
        }
        // SAFETY: `N` bytes are left; a byte array has no alignment.
        let value = unsafe { self.at.cast::<[u8; N]>().read() };
        // SAFETY: as above, the new position is at most `end`.
        self.at = unsafe { self.at.add(N) };
        Ok(value)
    }

    /// Reads a length prefix and as many bytes.
    #[inline(always)]
    pub(crate) fn delimited(&mut self) -> Result<&'a [u8], Error> {
        let length = self.varint()?;
        if length > self.remaining() as u64 {
            return Err(Error::underflow());
        }
        self.take(length as usize)
    }

    /// Reads a varint of at most ten bytes whose value fits 64 bits.
    #[inline(always)]
    pub(crate) fn varint(&mut self) -> Result<u64, Error> {
        if self.is_empty() {
            return Err(Error::varint());
        }
        // SAFETY: the cursor is not empty.
        let first = unsafe { self.at.read() };
        if first < 0x80 {
            // SAFETY: one byte was left, so the new position is at most `end`.
            self.at = unsafe { self.at.add(1) };
            return Ok(u64::from(first));
        }
        let (value, next) = self.long_varint();
        match next {
            Some(at) => {
                self.at = at;
                Ok(value)
            }
            None => Err(Error::varint()),
        }
    }

    /// Reads a field's key: number and wire type. The caller checks both.
    #[inline(always)]
    pub(crate) fn key(&mut self) -> Result<u32, Error> {
        if self.remaining() >= 2 {
            // SAFETY: two bytes are left; a byte array has no alignment.
            let [first, second] = unsafe { self.at.cast::<[u8; 2]>().read() };
            if first < 0x80 {
                // SAFETY: two bytes were left.
                self.at = unsafe { self.at.add(1) };
                return Ok(u32::from(first));
            }
            if second < 0x80 {
                // SAFETY: two bytes were left.
                self.at = unsafe { self.at.add(2) };
                return Ok(u32::from(first & 0x7f) | u32::from(second) << 7);
            }
        }
        let (key, next) = self.long_key()?;
        *self = next;
        Ok(key)
    }

    /// Keys of three bytes and more, over-long ones, and the very last byte of an input.
    #[cold]
    #[inline(never)]
    fn long_key(mut self) -> Result<(u32, Self), Error> {
        let key = self.varint()?;
        match u32::try_from(key) {
            Ok(key) => Ok((key, self)),
            Err(_) => Err(Error::key(key)),
        }
    }

    /// A varint of two bytes or more, and the position behind it: `None` if it is cut off, longer
    /// than ten bytes or more than 64 bits wide. Not a `Result`, because these two values are
    /// returned in registers.
    #[inline(never)]
    fn long_varint(self) -> (u64, Option<NonNull<u8>>) {
        if self.remaining() < 10 {
            return self.varint_bytewise();
        }
        // SAFETY: ten bytes are left.
        let low = u64::from_le_bytes(unsafe { self.at.cast::<[u8; 8]>().read() });
        // The top bit of each byte that ends a varint; the lowest of them ends this one.
        let stops = !low & 0x8080_8080_8080_8080;
        let mut value = low & (stops ^ stops.wrapping_sub(1)) & 0x7f7f_7f7f_7f7f_7f7f;
        // Closes the gaps between the eight groups of seven bits, pairwise.
        value = (value & 0x007f_007f_007f_007f) | ((value & 0x7f00_7f00_7f00_7f00) >> 1);
        value = (value & 0x0000_3fff_0000_3fff) | ((value & 0x3fff_0000_3fff_0000) >> 2);
        value = (value & 0x0fff_ffff) | ((value & 0x0fff_ffff_0000_0000) >> 4);
        if stops != 0 {
            let length = (stops.trailing_zeros() as usize + 1) / 8;
            // SAFETY: `length` is 1 to 8, and ten bytes are left.
            return (value, Some(unsafe { self.at.add(length) }));
        }
        // SAFETY: ten bytes are left.
        let [ninth, tenth] = unsafe { self.at.add(8).cast::<[u8; 2]>().read() };
        if ninth < 0x80 {
            // SAFETY: ten bytes are left.
            return (value | u64::from(ninth) << 56, Some(unsafe { self.at.add(9) }));
        }
        if tenth > 1 {
            return (0, None);
        }
        let value = value | u64::from(ninth & 0x7f) << 56 | u64::from(tenth) << 63;
        // SAFETY: ten bytes are left.
        (value, Some(unsafe { self.at.add(10) }))
    }

    /// The same within the last nine bytes of an input, where eight cannot be loaded at once. No
    /// varint of ten bytes fits, so none can be too wide.
    #[cold]
    #[inline(never)]
    fn varint_bytewise(self) -> (u64, Option<NonNull<u8>>) {
        let mut value = 0;
        for (index, byte) in self.rest().iter().take(9).enumerate() {
            value |= u64::from(byte & 0x7f) << (7 * index);
            if *byte < 0x80 {
                // SAFETY: `index` is below the number of bytes left.
                return (value, Some(unsafe { self.at.add(index + 1) }));
            }
        }
        (0, None)
    }
}
