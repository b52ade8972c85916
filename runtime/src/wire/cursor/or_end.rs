//! Functions of the cursor for code that must be small.
//!
//! They return no error. They store it in the scope, and return a value and the end of the input.

use core::ptr::NonNull;

use super::Cursor;
use crate::wire::error::Error;
use crate::wire::scope::Scope;

impl Cursor<'_> {
    /// Reads a varint. Most of them have one byte.
    #[inline(always)]
    pub(crate) fn varint_or_end(&mut self, scope: &Scope<'_>) -> u64 {
        match self.one_byte() {
            Some(value) => value,
            None => self.wide_varint_or_end(scope),
        }
    }

    /// Reads a varint that seldom has one byte. No jump depends on its length.
    #[inline(always)]
    pub(crate) fn wide_varint_or_end(&mut self, scope: &Scope<'_>) -> u64 {
        let (value, at) = self.long_varint_or_end(scope);
        self.at = at;
        value
    }

    /// Reads exactly `N` bytes: the value of a fixed-width field.
    #[inline(always)]
    pub(crate) fn array_or_end<const N: usize>(&mut self, scope: &Scope<'_>) -> [u8; N] {
        if N > self.remaining() {
            scope.fail(*self, Error::underflow);
            self.at = self.end;
            return [0; N];
        }
        // SAFETY: the check above leaves `N` bytes, and a byte array has alignment 1.
        let value = unsafe { self.at.cast::<[u8; N]>().read() };
        // SAFETY: the check above leaves `N` bytes, so the new position is at most `end`.
        self.at = unsafe { self.at.add(N) };
        value
    }

    /// Returns the next varint and the position after it, in registers. The position is in bounds,
    /// as the invariant of [`Cursor`] requires.
    #[inline(never)]
    fn long_varint_or_end(self, scope: &Scope<'_>) -> (u64, NonNull<u8>) {
        match self.up_to_56_bits() {
            Ok((value, length)) if length <= self.remaining() => {
                // SAFETY: the guard of this arm leaves `length` bytes.
                (value, unsafe { self.at.add(length) })
            }
            Ok(_) => self.malformed_varint(scope),
            Err(value) => self.very_long_varint_or_end(value, scope),
        }
    }

    /// Returns a varint of nine or ten bytes and the position after it. Callers call this function
    /// last, so they need not save registers.
    #[cold]
    #[inline(never)]
    fn very_long_varint_or_end(self, low: u64, scope: &Scope<'_>) -> (u64, NonNull<u8>) {
        match self.very_long_varint(low) {
            (value, Some(at)) => (value, at),
            (_, None) => self.malformed_varint(scope),
        }
    }

    #[cold]
    #[inline(never)]
    fn malformed_varint(self, scope: &Scope<'_>) -> (u64, NonNull<u8>) {
        scope.fail(self, Error::varint);
        (0, self.end)
    }
}
