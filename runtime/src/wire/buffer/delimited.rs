//! Writing of strings and `bytes`.

use core::ptr::NonNull;

use super::sizes::{BLOB, FIELD};
use super::{Position, Purpose};
use crate::wire::copy::{SHORT, copy_short, copy_to};
use crate::wire::varint;

/// The least key or length that takes more than two bytes.
const TWO_BYTES: usize = 0x4000;

impl<'w> Position<'_, 'w> {
    /// Writes a key, a length and the bytes.
    #[inline(always)]
    pub(crate) fn delimited(&mut self, key: u32, bytes: &'w [u8]) {
        self.at = delimited(self.by_value(), key, bytes);
    }

    /// Writes bytes without key and length. Most often there are none.
    #[inline]
    pub(crate) fn raw(&mut self, bytes: &'w [u8]) {
        if !bytes.is_empty() {
            self.at = raw(self.by_value(), bytes);
        }
    }

    /// Writes bytes, and copies them unless they are only counted.
    #[inline(always)]
    fn copy(&mut self, bytes: &[u8]) {
        if let Some(at) = self.take(bytes.len()) {
            // SAFETY: `take` has moved the position by `bytes.len()` bytes, which were free. So
            // they are valid for writes, and by invariant 3 of `Buffer` no slice overlaps them.
            let _ = unsafe { copy_to(bytes, at.as_ptr()) };
        }
    }

    /// Refers to a value, which becomes the next piece, together with the bytes written since the
    /// last piece. Returns `false` if the buffer is not encoding, or has too many pieces.
    #[inline(always)]
    fn refer(&mut self, value: &'w [u8]) -> bool {
        let after = self.since_the_last_piece();
        let Some(all) = self.buffer.after_end.checked_add(value.len() + after.len()) else {
            return false;
        };
        if self.buffer.purpose != Purpose::Encode || !self.buffer.pieces.push(value, after) {
            return false;
        }
        self.buffer.after_end = all;
        self.buffer.end = self.at;
        true
    }

    /// Writes a big value: refers to it, or only measures from now on.
    fn big(&mut self, value: &'w [u8]) {
        if !self.refer(value) {
            self.buffer.only_measure();
            self.copy(value);
        }
    }
}

/// Writes a key, a length and the bytes. Returns the new position.
///
/// Most values and most keys are short. Writing them takes no call, so that no register has to be
/// saved. Other functions write longer values.
#[inline(never)]
fn delimited<'w>(mut position: Position<'_, 'w>, key: u32, bytes: &'w [u8]) -> NonNull<u8> {
    if bytes.len() > SHORT || key as usize >= TWO_BYTES || position.free() < SHORT + FIELD {
        return match bytes.len() >= BLOB && position.buffer.purpose == Purpose::Encode {
            true => referred(position, key, bytes),
            false => copied(position, key, bytes),
        };
    }
    const { assert!(SHORT < 0x80, "the length is one byte") }
    // SAFETY: the check above leaves `SHORT + FIELD` free bytes. The value takes at most `SHORT`,
    // and does not overlap free bytes by invariant 3 of `Buffer`. The length takes 1 byte. So the
    // key, which takes at most 2 by the check above, has at least 17.
    unsafe {
        position.at = position.at.sub(bytes.len());
        let _ = copy_short(bytes, position.at.as_ptr());
        position.put_array([bytes.len() as u8]);
        position.put_varint(key.into());
    }
    position.at
}

/// Writes a key, a length and the bytes, which are copied or counted. Returns the new position.
#[inline(never)]
fn copied<'w>(mut position: Position<'_, 'w>, key: u32, bytes: &'w [u8]) -> NonNull<u8> {
    if position.buffer.purpose == Purpose::Measure {
        position
            .buffer
            .count(varint::len(key.into()) + varint::len(bytes.len() as u64) + bytes.len());
        return position.at;
    }
    position.copy(bytes);
    position.varint(key, bytes.len() as u64);
    position.at
}

/// Writes a key, a length and the bytes, which are referred to if possible. Returns the new
/// position.
#[inline(never)]
fn referred<'w>(mut position: Position<'_, 'w>, key: u32, bytes: &'w [u8]) -> NonNull<u8> {
    const { assert!(BLOB >= 0x80, "the length is two bytes") }
    let short = (key as usize) < TWO_BYTES && bytes.len() < TWO_BYTES && position.free() >= FIELD;
    if !short || !position.refer(bytes) {
        return long(position, key, bytes);
    }
    // SAFETY: `short` implies that `FIELD`, which is 18, bytes are free. The length takes 2 bytes,
    // so the key, which takes at most 2, has at least 16.
    unsafe {
        position.put_array([bytes.len() as u8 | 0x80, (bytes.len() >> 7) as u8]);
        position.put_varint(key.into());
    }
    position.at
}

/// Writes a key and a length of any size, and bytes that are referred to if possible. Returns the
/// new position.
#[inline(never)]
fn long<'w>(mut position: Position<'_, 'w>, key: u32, bytes: &'w [u8]) -> NonNull<u8> {
    position.big(bytes);
    position.varint(key, bytes.len() as u64);
    position.at
}

/// Writes bytes without key and length. Returns the new position.
#[inline(never)]
fn raw<'w>(mut position: Position<'_, 'w>, bytes: &'w [u8]) -> NonNull<u8> {
    match bytes.len() < BLOB {
        true => position.copy(bytes),
        false => position.big(bytes),
    }
    position.at
}
