//! Strings and `bytes`.

use core::ptr::NonNull;

use super::super::copy::{SHORT, copy_short, copy_to};
use super::super::varint;
use super::{Back, FIELD, Purpose, SMALL};

/// A value this long is cheaper to refer to than to copy twice.
pub(super) const BLOB: usize = if SMALL { 128 } else { 256 };

/// Keys and lengths below it take two bytes at most.
const TWO_BYTES: usize = 0x4000;

impl<'w> Back<'_, 'w> {
    /// Writes a key, a length and the bytes.
    #[inline(always)]
    pub(crate) fn delimited(&mut self, key: u32, bytes: &'w [u8]) {
        self.at = delimited(self.by_value(), key, bytes);
    }

    /// Writes bytes as they are: most often none.
    #[inline]
    pub(crate) fn raw(&mut self, bytes: &'w [u8]) {
        if !bytes.is_empty() {
            self.at = raw(self.by_value(), bytes);
        }
    }

    /// Writes bytes, and copies them.
    #[inline(always)]
    fn copy(&mut self, bytes: &[u8]) {
        if let Some(at) = self.take(bytes.len()) {
            // SAFETY: `at` was free, and so belonged to this room alone: no slice that can be read
            // overlaps it.
            let _ = unsafe { copy_to(bytes, at.as_ptr()) };
        }
    }

    /// Refers to a value, which becomes the next piece, with what stands behind it. Returns whether
    /// it did: not if the room is not for pieces, or has too many.
    #[inline(always)]
    fn refer(&mut self, value: &'w [u8]) -> bool {
        let behind = self.since_the_last_piece();
        let Some(all) = self.room.behind.checked_add(value.len() + behind.len()) else {
            return false;
        };
        if self.room.purpose != Purpose::Encode || !self.room.pieces.push(value, behind) {
            return false;
        }
        self.room.behind = all;
        self.room.end = self.at;
        true
    }

    /// Writes a big value.
    fn big(&mut self, value: &'w [u8]) {
        if !self.refer(value) {
            self.room.only_measure();
            self.copy(value);
        }
    }
}

/// Writes a key, a length and the bytes; returns the new position.
///
/// Most values are short, and so are most keys. Writing them takes no call, so that no register has
/// to be saved: what takes one is left to other functions.
#[inline(never)]
fn delimited<'w>(mut back: Back<'_, 'w>, key: u32, bytes: &'w [u8]) -> NonNull<u8> {
    if bytes.len() > SHORT || key as usize >= TWO_BYTES || back.free() < SHORT + FIELD {
        return match bytes.len() >= BLOB && back.room.purpose == Purpose::Encode {
            true => referred(back, key, bytes),
            false => copied(back, key, bytes),
        };
    }
    const { assert!(SHORT < 0x80, "the length is one byte") }
    // SAFETY: there is room for a short value, and for a key and a length.
    unsafe {
        back.at = back.at.sub(bytes.len());
        let _ = copy_short(bytes, back.at.as_ptr());
        back.put_array([bytes.len() as u8]);
        back.put_varint(key.into());
    }
    back.at
}

/// The same for any value, which is copied or counted.
#[inline(never)]
fn copied<'w>(mut back: Back<'_, 'w>, key: u32, bytes: &'w [u8]) -> NonNull<u8> {
    if back.room.purpose == Purpose::Measure {
        back.room.count(varint::len(key.into()) + varint::len(bytes.len() as u64) + bytes.len());
        return back.at;
    }
    back.copy(bytes);
    back.varint(key, bytes.len() as u64);
    back.at
}

/// The same for a value that is referred to, if it can be.
#[inline(never)]
fn referred<'w>(mut back: Back<'_, 'w>, key: u32, bytes: &'w [u8]) -> NonNull<u8> {
    const { assert!(BLOB >= 0x80, "the length is two bytes") }
    let short = (key as usize) < TWO_BYTES && bytes.len() < TWO_BYTES && back.free() >= FIELD;
    if !short || !back.refer(bytes) {
        return long(back, key, bytes);
    }
    // SAFETY: there is room for both.
    unsafe {
        back.put_array([bytes.len() as u8 | 0x80, (bytes.len() >> 7) as u8]);
        back.put_varint(key.into());
    }
    back.at
}

/// The same with a key and a length of any size.
#[inline(never)]
fn long<'w>(mut back: Back<'_, 'w>, key: u32, bytes: &'w [u8]) -> NonNull<u8> {
    back.big(bytes);
    back.varint(key, bytes.len() as u64);
    back.at
}

/// Writes bytes as they are; returns the new position.
#[inline(never)]
fn raw<'w>(mut back: Back<'_, 'w>, bytes: &'w [u8]) -> NonNull<u8> {
    match bytes.len() < BLOB {
        true => back.copy(bytes),
        false => back.big(bytes),
    }
    back.at
}
