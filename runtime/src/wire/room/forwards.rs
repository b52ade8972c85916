//! The values that are written forwards, so that their length must be known first.

use core::mem::MaybeUninit;
use core::ptr::NonNull;

use super::super::target::{Asking, Wish};
use super::{Back, ONE_PASS};

impl Back<'_, '_> {
    /// Writes a message of which only `prost::Message` is known, without key and length.
    ///
    /// # Panics
    /// If the message does not write as much as its `encoded_len` says.
    #[inline(always)]
    pub(crate) fn message<M: prost::Message>(&mut self, message: &M) {
        // How deep it goes is its own business.
        let wish = Wish { levels: Wish::NONE.levels, ..self.room.wish };
        let length = message.encoded_len();
        // What may have to be measured in its turn is not written twice: among messages that are
        // foreign to one another, each would double the time.
        if length > ONE_PASS {
            self.room.only_measure();
        }
        let write = |free: &mut [MaybeUninit<u8>]| {
            // It may be a message of ours, of another crate, or one of those around one of ours.
            let mut free = Asking::new(free, wish);
            message.encode_raw(&mut free);
            free.into_inner().len()
        };
        // SAFETY: such a buffer moves on by `advance_mut`, whose callers promise that they have
        // initialised what is before.
        unsafe { self.forwards(length, write) }
    }

    /// Lets `fill` write `length` bytes, forwards. It is given memory that may be uninitialised,
    /// and returns how much is left.
    ///
    /// # Panics
    /// If anything is left.
    ///
    /// # Safety
    /// `fill` has initialised all that is not left.
    #[inline]
    pub(super) unsafe fn forwards(
        &mut self,
        length: usize,
        fill: impl FnOnce(&mut [MaybeUninit<u8>]) -> usize,
    ) {
        let Some(start) = self.take(length) else {
            return;
        };
        // SAFETY: they are valid for writes, nothing else refers to them, and `MaybeUninit` needs
        // no initialisation.
        let free = unsafe { NonNull::slice_from_raw_parts(start.cast(), length).as_mut() };
        assert_eq!(fill(free), 0, "a message wrote less than its `encoded_len`");
    }
}
