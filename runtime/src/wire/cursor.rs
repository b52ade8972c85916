//! The read position in a contiguous slice.
//!
//! A cursor holds a pointer and an end pointer, instead of a slice, so that the hot loop of a
//! generated message updates one register per step. Decoding has no unsafe code but that of this
//! file, of `or_end`, and of [`capacity`](super::capacity), [`copy`](super::copy) and
//! [`text`](super::text).

use core::marker::PhantomData;
use core::ptr::NonNull;

use super::copy::TOP_BITS;
use super::error::Error;
use super::varint;

mod or_end;

/// The greatest length of a key. C++ and upb refuse longer keys, whatever their value is.
const MAX_KEY: usize = 5;

/// A position in a slice of `'a`.
///
/// Invariant: `at..end` is a part of one slice that is borrowed for `'a`. So both pointers come
/// from the same allocation, `at <= end`, and all bytes between them may be read during `'a`.
/// [`Cursor::new`] establishes the invariant. The fields are private, so only the functions of
/// this file and of `or_end` can change them, and each function keeps the invariant.
#[derive(Clone, Copy)]
pub struct Cursor<'a> {
    at: NonNull<u8>,
    end: NonNull<u8>,
    slice: PhantomData<&'a [u8]>,
}

// SAFETY: by the invariant, a cursor gives the access that `&[u8]` gives, and `&[u8]` is `Send`.
unsafe impl Send for Cursor<'_> {}
// SAFETY: by the invariant, a cursor gives the access that `&[u8]` gives, and `&[u8]` is `Sync`.
unsafe impl Sync for Cursor<'_> {}

impl<'a> Cursor<'a> {
    /// Creates a cursor at the start of `bytes`.
    #[inline(always)]
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        let at = NonNull::from(bytes).cast::<u8>();
        // SAFETY: `at` is the start of `bytes`, so the sum is the end of the slice, which is in
        // bounds of its allocation.
        let end = unsafe { at.add(bytes.len()) };
        Cursor { at, end, slice: PhantomData }
    }

    /// Whether no bytes are left.
    #[inline(always)]
    pub(crate) fn is_empty(self) -> bool {
        self.at == self.end
    }

    /// Returns the number of bytes left.
    #[inline(always)]
    pub(crate) fn remaining(self) -> usize {
        self.end.as_ptr() as usize - self.at.as_ptr() as usize
    }

    /// Returns the bytes left as a slice.
    #[inline(always)]
    pub(crate) fn rest(self) -> &'a [u8] {
        // SAFETY: by the invariant, `at..end` is part of a slice borrowed for `'a`.
        unsafe { core::slice::from_raw_parts(self.at.as_ptr(), self.remaining()) }
    }

    /// Returns the position at the end of the input.
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
        // SAFETY: the check above leaves `length` bytes, so the slice lies in `at..end`, which by
        // the invariant is borrowed for `'a`.
        let taken = unsafe { core::slice::from_raw_parts(self.at.as_ptr(), length) };
        // SAFETY: the check above leaves `length` bytes, so the new position is at most `end`.
        self.at = unsafe { self.at.add(length) };
        Ok(taken)
    }

    /// Reads exactly `N` bytes: the value of a fixed-width field.
    #[inline(always)]
    pub(crate) fn array<const N: usize>(&mut self) -> Result<[u8; N], Error> {
        if N > self.remaining() {
            return Err(Error::underflow());
        }
        // SAFETY: the check above leaves `N` bytes, and a byte array has alignment 1.
        let value = unsafe { self.at.cast::<[u8; N]>().read() };
        // SAFETY: the check above leaves `N` bytes, so the new position is at most `end`.
        self.at = unsafe { self.at.add(N) };
        Ok(value)
    }

    /// Reads a length prefix and as many bytes.
    #[inline(always)]
    pub(crate) fn delimited(&mut self) -> Result<&'a [u8], Error> {
        let length = match self.one_byte() {
            Some(length) => length,
            // Most longer lengths have two bytes.
            None => self.varint_without_guess().ok_or_else(Error::varint)?,
        };
        if length > self.remaining() as u64 {
            return Err(Error::underflow());
        }
        self.take(length as usize)
    }

    /// Reads a length prefix. Most lengths have one byte, and most longer ones have two.
    #[inline(always)]
    pub(crate) fn length(&mut self) -> Option<u64> {
        match self.one_byte() {
            Some(length) => Some(length),
            None => self.varint_without_guess(),
        }
    }

    /// Reads a varint of at most ten bytes whose value fits 64 bits.
    #[inline(always)]
    pub(crate) fn varint(&mut self) -> Result<u64, Error> {
        match self.one_byte() {
            Some(value) => Ok(value),
            None => self.varint_by_word().ok_or_else(Error::varint),
        }
    }

    /// Reads a varint like [`varint`](Cursor::varint), for code that must be small. Returns `None`
    /// if the varint is malformed.
    #[inline(always)]
    pub(crate) fn varint_by_call(&mut self) -> Option<u64> {
        match self.one_byte() {
            Some(value) => Some(value),
            None => {
                let (value, next) = self.long_varint_by_call();
                self.at = next?;
                Some(value)
            }
        }
    }

    /// Returns what [`long_varint`](Cursor::long_varint) returns, in registers.
    #[inline(never)]
    fn long_varint_by_call(self) -> (u64, Option<NonNull<u8>>) {
        self.long_varint()
    }

    /// Reads a varint like [`varint`](Cursor::varint), for many varints in a row. Varints of one
    /// and of two bytes take the same branch, because a branch between them is hard to predict.
    /// Returns `None` if the varint is malformed. The caller creates the error.
    #[inline(always)]
    pub(crate) fn varint_without_guess(&mut self) -> Option<u64> {
        if self.remaining() >= 2 {
            // SAFETY: the check above leaves two bytes, and a byte array has alignment 1.
            let [first, second] = unsafe { self.at.cast::<[u8; 2]>().read() };
            let more = first >> 7;
            if more & second >> 7 == 0 {
                let high = u64::from(second) << 7 & 0_u64.wrapping_sub(more.into());
                // SAFETY: the check above leaves two bytes, and `more`, the top bit, is at most 1.
                self.at = unsafe { self.at.add(1 + usize::from(more)) };
                return Some(u64::from(first & 0x7f) | high);
            }
        }
        match self.one_byte() {
            Some(value) => Some(value),
            None => self.varint_by_word(),
        }
    }

    /// Reads a varint like [`varint`](Cursor::varint), for many longer varints in a row. All
    /// varints of up to eight bytes take the same branch. Returns `None` if the varint is
    /// malformed.
    #[inline(always)]
    pub(crate) fn varint_by_word(&mut self) -> Option<u64> {
        let (value, next) = self.long_varint();
        self.at = next?;
        Some(value)
    }

    /// Moves over a varint. Returns `None` if it is malformed.
    #[inline(always)]
    pub(crate) fn skip_varint(&mut self) -> Option<()> {
        match self.first()? < 0x80 {
            true => drop(self.split(1)?),
            false => *self = self.behind_long_varint()?,
        }
        Some(())
    }

    #[inline(never)]
    fn behind_long_varint(mut self) -> Option<Self> {
        match !self.up_to_eight() & TOP_BITS {
            0 => drop(self.varint_by_word()?),
            stops => drop(self.split(u64::from(stops.trailing_zeros() / 8) + 1)?),
        }
        Some(self)
    }

    /// Reads a varint of a single byte. Returns `None` if the varint is longer, or the input empty.
    #[inline(always)]
    fn one_byte(&mut self) -> Option<u64> {
        if self.is_empty() {
            return None;
        }
        // SAFETY: the check above leaves one byte.
        let first = unsafe { self.at.read() };
        if first >= 0x80 {
            return None;
        }
        // SAFETY: the check above leaves one byte, so the new position is at most `end`.
        self.at = unsafe { self.at.add(1) };
        Some(u64::from(first))
    }

    /// Reads the key of one or two bytes (field number and wire type) of a field. The caller checks
    /// both. Returns `None` if the key is longer, or is the last byte of the input.
    #[inline(always)]
    pub(crate) fn short_key(&mut self) -> Option<u32> {
        if self.remaining() < 2 {
            return None;
        }
        // SAFETY: the check above leaves two bytes, and a byte array has alignment 1.
        let [first, second] = unsafe { self.at.cast::<[u8; 2]>().read() };
        if first < 0x80 {
            // SAFETY: the check above leaves two bytes, so the new position is at most `end`.
            self.at = unsafe { self.at.add(1) };
            return Some(u32::from(first));
        }
        if second < 0x80 {
            // SAFETY: the check above leaves two bytes, so the new position is at most `end`.
            self.at = unsafe { self.at.add(2) };
            return Some(u32::from(first & 0x7f) | u32::from(second) << 7);
        }
        None
    }

    /// Reads a field's key, which has at most five bytes. The caller checks field number and wire
    /// type.
    pub(crate) fn key(&mut self) -> Result<u32, Error> {
        match self.short_key() {
            Some(key) => Ok(key),
            None => {
                let start = self.remaining();
                let key = self.any_key()?;
                if start - self.remaining() > MAX_KEY { Err(Error::long_key()) } else { Ok(key) }
            }
        }
    }

    /// Reads a field's key as prost reads it, for messages that prost decodes. The key has at most
    /// ten bytes, and its value fits 32 bits.
    pub(crate) fn any_key(&mut self) -> Result<u32, Error> {
        let key = self.varint()?;
        u32::try_from(key).map_err(|_| Error::key(key))
    }

    /// Returns the next byte.
    #[inline(always)]
    pub(crate) fn first(self) -> Option<u8> {
        // SAFETY: the condition leaves one byte, which by the invariant may be read.
        (!self.is_empty()).then(|| unsafe { self.at.read() })
    }

    /// Returns the address of the next byte.
    pub(crate) fn address(self) -> usize {
        self.at.as_ptr() as usize
    }

    /// Splits off a cursor over the next `length` bytes. Returns `None` if fewer bytes are left.
    #[inline(always)]
    pub(crate) fn split(&mut self, length: u64) -> Option<Self> {
        if length > self.remaining() as u64 {
            return None;
        }
        // SAFETY: the check above leaves `length` bytes, so the position is at most `self.end`.
        let end = unsafe { self.at.add(length as usize) };
        let taken = Cursor { end, ..*self };
        self.at = end;
        Some(taken)
    }

    /// Returns the next varint and the position after it. The function is made for varints of two
    /// bytes or more. The position is `None` if the varint is cut off, longer than ten bytes or
    /// more than 64 bits wide.
    #[inline(always)]
    fn long_varint(self) -> (u64, Option<NonNull<u8>>) {
        match self.up_to_56_bits() {
            Ok((value, length)) if length <= self.remaining() => {
                // SAFETY: the guard of this arm leaves `length` bytes.
                (value, Some(unsafe { self.at.add(length) }))
            }
            Ok(_) => (0, None),
            Err(value) => self.very_long_varint(value),
        }
    }

    /// Returns the value and the length of the next varint if it has at most eight bytes. They may
    /// reach beyond the end of the input, which the caller checks. If the varint is longer, returns
    /// the value of its first eight bytes as an error.
    #[inline(always)]
    fn up_to_56_bits(self) -> Result<(u64, usize), u64> {
        // `up_to_eight` returns zeros for bytes beyond the end. They look like the end of a varint.
        let low = self.up_to_eight();
        // The top bit of each byte that ends a varint. The lowest of these bits ends this varint.
        let stops = !low & TOP_BITS;
        let value = varint::gather(low & (stops ^ stops.wrapping_sub(1)));
        if stops == 0 { Err(value) } else { Ok((value, stops.trailing_zeros() as usize / 8 + 1)) }
    }

    /// Returns a varint of nine or ten bytes and the position after it. `value` is the value of its
    /// first eight bytes. The position is `None` if the varint is malformed.
    #[cold]
    fn very_long_varint(self, value: u64) -> (u64, Option<NonNull<u8>>) {
        match *self.rest() {
            [_, _, _, _, _, _, _, _, ninth, ..] if ninth < 0x80 => {
                // SAFETY: the pattern matches slices of at least nine bytes.
                let end = unsafe { self.at.add(9) };
                (value | u64::from(ninth) << 56, Some(end))
            }
            [_, _, _, _, _, _, _, _, ninth, tenth, ..] if tenth <= 1 => {
                // SAFETY: the pattern matches slices of at least ten bytes.
                let end = unsafe { self.at.add(10) };
                (value | u64::from(ninth & 0x7f) << 56 | u64::from(tenth) << 63, Some(end))
            }
            _ => (0, None),
        }
    }

    /// Returns the next eight bytes as a little-endian number, if so many are left.
    #[inline(always)]
    pub(crate) fn eight(self) -> Option<u64> {
        if self.remaining() < 8 {
            return None;
        }
        // SAFETY: the check above leaves eight bytes, and a byte array has alignment 1.
        Some(u64::from_le_bytes(unsafe { self.at.cast::<[u8; 8]>().read() }))
    }

    /// Returns the next eight bytes as a little-endian number. Bytes beyond the end count as zeros.
    #[inline(always)]
    pub(crate) fn up_to_eight(self) -> u64 {
        if let Some(bytes) = self.eight() {
            return bytes;
        }
        let remaining = self.remaining();
        // Two overlapping loads of four bytes read four to seven bytes without a loop.
        if remaining >= 4 {
            // SAFETY: the check above leaves four bytes, and a byte array has alignment 1.
            let first = u32::from_le_bytes(unsafe { self.at.cast::<[u8; 4]>().read() });
            // SAFETY: the check above leaves four bytes, so the last four of `remaining` bytes
            // begin at `remaining - 4` and end at `end`.
            let last =
                u32::from_le_bytes(unsafe { self.at.add(remaining - 4).cast::<[u8; 4]>().read() });
            return u64::from(first) | u64::from(last) << (8 * (remaining - 4));
        }
        // The first, the middle and the last byte are all bytes of an input of one to three bytes.
        // Two of them can be the same byte, at the same position, which `|` leaves unchanged.
        let bytes = self.rest();
        let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else { return 0 };
        let middle = remaining / 2;
        u64::from(*first)
            | u64::from(bytes[middle]) << (8 * middle)
            | u64::from(*last) << (8 * (remaining - 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;

    #[test]
    fn a_varint_is_the_same_however_it_is_read() {
        const BYTES: [u8; 5] = [0x00, 0x01, 0x7f, 0x80, 0xff];
        for length in 0..=3 {
            for number in 0..BYTES.len().pow(length) {
                let bytes: Vec<u8> = (0..length)
                    .map(|index| BYTES[number / BYTES.len().pow(index) % BYTES.len()])
                    .collect();
                let read = |read: fn(&mut Cursor<'_>) -> Option<u64>| {
                    let mut cursor = Cursor::new(&bytes);
                    let value = read(&mut cursor)?;
                    Some((value, cursor.remaining()))
                };
                let expected = read(|cursor| cursor.varint().ok());
                assert_eq!(read(|cursor| cursor.varint_without_guess()), expected, "{bytes:?}");
                assert_eq!(read(|cursor| cursor.varint_by_word()), expected, "{bytes:?}");
                assert_eq!(read(|cursor| cursor.varint_by_call()), expected, "{bytes:?}");
                let skipped = read(|cursor| cursor.skip_varint().map(|()| 0));
                assert_eq!(skipped, expected.map(|(_, rest)| (0, rest)), "{bytes:?}");
            }
        }
    }
}
