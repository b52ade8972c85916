//! Writing of values forwards, whose length must be known first.

use core::mem::MaybeUninit;
use core::ptr::NonNull;

use super::Position;
use super::sizes::ONE_PASS;
use crate::wire::foreign::Foreign;
use crate::wire::request::Request;

impl Position<'_, '_> {
    /// Writes a foreign message without key and length.
    ///
    /// # Panics
    /// Panics if the message does not write as many bytes as its length says.
    #[inline(always)]
    pub(crate) fn foreign<M: Foreign>(&mut self, message: &M) {
        // The nesting depth of the message is not limited.
        let request = Request { levels: Request::NONE.levels, ..self.buffer.request };
        let length = message.foreign_len();
        // A message that may have to be measured itself is not written twice: among messages that
        // are foreign to one another, each level would double the time.
        if length > ONE_PASS {
            self.buffer.only_measure();
        }
        let write = |free: &mut [MaybeUninit<u8>]| message.write_forwards(free, request);
        // SAFETY: the contract of `Foreign` is that `write_forwards` has initialised all bytes that
        // are not left.
        unsafe { self.forwards(length, write) }
    }

    /// Lets `fill` write `length` bytes, forwards. `fill` is given memory that may be
    /// uninitialised, and returns how many bytes are left.
    ///
    /// # Panics
    /// Panics if any bytes are left.
    ///
    /// # Safety
    /// `fill` initialises all bytes but as many at the end as it returns.
    #[inline]
    pub(super) unsafe fn forwards(
        &mut self,
        length: usize,
        fill: impl FnOnce(&mut [MaybeUninit<u8>]) -> usize,
    ) {
        let Some(start) = self.take(length) else {
            return;
        };
        // SAFETY: `take` has moved the position by `length` bytes, which were free. So they are
        // valid for writes, and no slice refers to them. `MaybeUninit` needs no initialisation.
        let free = unsafe { NonNull::slice_from_raw_parts(start.cast(), length).as_mut() };
        assert_eq!(fill(free), 0, "a message wrote less than its `encoded_len`");
    }
}
