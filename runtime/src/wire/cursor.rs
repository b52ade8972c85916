//! The read position in a contiguous slice: the only unsafe code of decoding, together with
//! [`text`](super::text), [`copy`](super::copy) and [`place`](super::place).
//!
//! A pointer and an end pointer, instead of a slice, so that the hot loop of a generated message
//! updates one register per step. Everything above this file is safe code.

use core::marker::PhantomData;
use core::ptr::NonNull;

use super::copy::TOP_BITS;
use super::error::Error;
use super::scope::Scope;
use super::varint;

/// The bytes that a key has at most. C++ and upb refuse longer ones, whatever their value is.
const MAX_KEY: usize = 5;

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

// SAFETY: a cursor is a shared slice of bytes in two pointers, and `&[u8]` is both.
unsafe impl Send for Cursor<'_> {}
// SAFETY: as above.
unsafe impl Sync for Cursor<'_> {}

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
        let length = match self.one_byte() {
            Some(length) => length,
            // Most of the others have two bytes.
            None => self.varint_without_guess().ok_or_else(Error::varint)?,
        };
        if length > self.remaining() as u64 {
            return Err(Error::underflow());
        }
        self.take(length as usize)
    }

    /// Reads a varint of at most ten bytes whose value fits 64 bits.
    #[inline(always)]
    pub(crate) fn varint(&mut self) -> Result<u64, Error> {
        match self.one_byte() {
            Some(value) => Ok(value),
            None => self.varint_by_word().ok_or_else(Error::varint),
        }
    }

    /// As [`varint`](Cursor::varint), for many in a row: whether it has one byte or two does not
    /// decide on a jump, which could not be foreseen. It leaves the error to the caller, who makes
    /// one for all of them.
    #[inline(always)]
    pub(crate) fn varint_without_guess(&mut self) -> Option<u64> {
        if self.remaining() >= 2 {
            // SAFETY: two bytes are left; a byte array has no alignment.
            let [first, second] = unsafe { self.at.cast::<[u8; 2]>().read() };
            let more = first >> 7;
            if more & second >> 7 == 0 {
                let high = u64::from(second) << 7 & 0_u64.wrapping_sub(more.into());
                // SAFETY: two bytes were left, and `more` is at most 1.
                self.at = unsafe { self.at.add(1 + usize::from(more)) };
                return Some(u64::from(first & 0x7f) | high);
            }
        }
        match self.one_byte() {
            Some(value) => Some(value),
            None => self.varint_by_word(),
        }
    }

    /// The same for many in a row that are longer: no jump depends on the length.
    #[inline(always)]
    pub(crate) fn varint_by_word(&mut self) -> Option<u64> {
        let (value, next) = self.long_varint();
        self.at = next?;
        Some(value)
    }

    /// As [`varint`](Cursor::varint), for code that must be small: a mistake is left in the scope,
    /// and nothing to read here.
    #[inline(always)]
    pub(crate) fn varint_or_end(&mut self, scope: &Scope<'_>) -> u64 {
        match self.one_byte() {
            Some(value) => value,
            None => self.wide_varint_or_end(scope),
        }
    }

    /// The same for values that are seldom short: no jump depends on how long they are.
    #[inline(always)]
    pub(crate) fn wide_varint_or_end(&mut self, scope: &Scope<'_>) -> u64 {
        let (value, at) = self.long_varint_or_end(scope);
        self.at = at;
        value
    }

    /// As [`array`](Cursor::array), likewise.
    #[inline(always)]
    pub(crate) fn array_or_end<const N: usize>(&mut self, scope: &Scope<'_>) -> [u8; N] {
        if N > self.remaining() {
            scope.fail(*self, Error::underflow);
            self.at = self.end;
            return [0; N];
        }
        // SAFETY: `N` bytes are left; a byte array has no alignment.
        let value = unsafe { self.at.cast::<[u8; N]>().read() };
        // SAFETY: as above, the new position is at most `end`.
        self.at = unsafe { self.at.add(N) };
        value
    }

    /// A varint of a single byte.
    #[inline(always)]
    fn one_byte(&mut self) -> Option<u64> {
        if self.is_empty() {
            return None;
        }
        // SAFETY: the cursor is not empty.
        let first = unsafe { self.at.read() };
        if first >= 0x80 {
            return None;
        }
        // SAFETY: one byte was left, so the new position is at most `end`.
        self.at = unsafe { self.at.add(1) };
        Some(u64::from(first))
    }

    /// A field's key of one or two bytes: number and wire type. The caller checks both. `None` if
    /// it is longer, or the very last byte.
    #[inline(always)]
    pub(crate) fn short_key(&mut self) -> Option<u32> {
        if self.remaining() < 2 {
            return None;
        }
        // SAFETY: two bytes are left; a byte array has no alignment.
        let [first, second] = unsafe { self.at.cast::<[u8; 2]>().read() };
        if first < 0x80 {
            // SAFETY: two bytes were left.
            self.at = unsafe { self.at.add(1) };
            return Some(u32::from(first));
        }
        if second < 0x80 {
            // SAFETY: two bytes were left.
            self.at = unsafe { self.at.add(2) };
            return Some(u32::from(first & 0x7f) | u32::from(second) << 7);
        }
        None
    }

    /// Reads a field's key, which has at most five bytes. The caller checks number and wire type.
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

    /// Reads a field's key as prost reads it: of at most ten bytes, if the value fits 32 bits. For
    /// messages that prost decodes.
    pub(crate) fn any_key(&mut self) -> Result<u32, Error> {
        let key = self.varint()?;
        u32::try_from(key).map_err(|_| Error::key(key))
    }

    /// The address of what comes next.
    pub(crate) fn address(self) -> usize {
        self.at.as_ptr() as usize
    }

    /// Takes the next `length` bytes.
    #[inline(always)]
    pub(crate) fn split(&mut self, length: u64) -> Option<Self> {
        if length > self.remaining() as u64 {
            return None;
        }
        // SAFETY: `length` bytes are left.
        let end = unsafe { self.at.add(length as usize) };
        let taken = Cursor { end, ..*self };
        self.at = end;
        Some(taken)
    }

    /// As [`long_varint`](Cursor::long_varint), but out of line, and a mistake is left in the
    /// scope. The value and the position are returned in registers.
    #[inline(never)]
    fn long_varint_or_end(self, scope: &Scope<'_>) -> (u64, NonNull<u8>) {
        match self.up_to_56_bits() {
            Ok((value, length)) if length <= self.remaining() => {
                // SAFETY: so many bytes are left.
                (value, unsafe { self.at.add(length) })
            }
            Ok(_) => self.no_varint(scope),
            Err(value) => self.very_long_varint_or_end(value, scope),
        }
    }

    /// The calls of it are the last thing that their callers do, so these need not keep anything.
    #[cold]
    #[inline(never)]
    fn very_long_varint_or_end(self, low: u64, scope: &Scope<'_>) -> (u64, NonNull<u8>) {
        match self.very_long_varint(low) {
            (value, Some(at)) => (value, at),
            (_, None) => self.no_varint(scope),
        }
    }

    #[cold]
    #[inline(never)]
    fn no_varint(self, scope: &Scope<'_>) -> (u64, NonNull<u8>) {
        scope.fail(self, Error::varint);
        (0, self.end)
    }

    /// A varint, best of two bytes or more, and the position behind it: `None` if it is cut off,
    /// longer than ten bytes or more than 64 bits wide.
    #[inline(always)]
    fn long_varint(self) -> (u64, Option<NonNull<u8>>) {
        match self.up_to_56_bits() {
            Ok((value, length)) if length <= self.remaining() => {
                // SAFETY: so many bytes are left.
                (value, Some(unsafe { self.at.add(length) }))
            }
            Ok(_) => (0, None),
            Err(value) => self.very_long_varint(value),
        }
    }

    /// The varint that comes next and how long it is, at most eight bytes, which need not all be
    /// there. If it is longer, what those eight say.
    #[inline(always)]
    fn up_to_56_bits(self) -> Result<(u64, usize), u64> {
        // Its first eight bytes, as far as they are there; zeros behind the end look like the end
        // of a varint.
        let low = self.up_to_eight();
        // The top bit of each byte that ends a varint; the lowest of them ends this one.
        let stops = !low & TOP_BITS;
        let value = varint::gather(low & (stops ^ stops.wrapping_sub(1)));
        if stops == 0 { Err(value) } else { Ok((value, stops.trailing_zeros() as usize / 8 + 1)) }
    }

    /// A varint of nine or ten bytes, of which `value` is what eight say.
    #[cold]
    fn very_long_varint(self, value: u64) -> (u64, Option<NonNull<u8>>) {
        match *self.rest() {
            [_, _, _, _, _, _, _, _, ninth, ..] if ninth < 0x80 => {
                // SAFETY: nine bytes are left.
                let end = unsafe { self.at.add(9) };
                (value | u64::from(ninth) << 56, Some(end))
            }
            [_, _, _, _, _, _, _, _, ninth, tenth, ..] if tenth <= 1 => {
                // SAFETY: ten bytes are left.
                let end = unsafe { self.at.add(10) };
                (value | u64::from(ninth & 0x7f) << 56 | u64::from(tenth) << 63, Some(end))
            }
            _ => (0, None),
        }
    }

    /// The next eight bytes as a little-endian number; of fewer, which are left, the others are
    /// zeros.
    #[inline(always)]
    pub(crate) fn up_to_eight(self) -> u64 {
        let remaining = self.remaining();
        if remaining >= 8 {
            // SAFETY: eight bytes are left.
            return u64::from_le_bytes(unsafe { self.at.cast::<[u8; 8]>().read() });
        }
        // Two loads that overlap, so that no loop over single bytes is needed.
        if remaining >= 4 {
            // SAFETY: four bytes are left.
            let first = u32::from_le_bytes(unsafe { self.at.cast::<[u8; 4]>().read() });
            // SAFETY: as above, so the last four lie in what is left.
            let last =
                u32::from_le_bytes(unsafe { self.at.add(remaining - 4).cast::<[u8; 4]>().read() });
            return u64::from(first) | u64::from(last) << (8 * (remaining - 4));
        }
        // The same for three or fewer: the first, the middle and the last one, which may be one and
        // the same.
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
                    .map(|place| BYTES[number / BYTES.len().pow(place) % BYTES.len()])
                    .collect();
                let read = |read: fn(&mut Cursor<'_>) -> Option<u64>| {
                    let mut cursor = Cursor::new(&bytes);
                    let value = read(&mut cursor)?;
                    Some((value, cursor.remaining()))
                };
                let expected = read(|cursor| cursor.varint().ok());
                assert_eq!(read(|cursor| cursor.varint_without_guess()), expected, "{bytes:?}");
                assert_eq!(read(|cursor| cursor.varint_by_word()), expected, "{bytes:?}");
            }
        }
    }
}
