//! The memory that a message is written into, from its end to its start.
//!
//! Messages are written backwards, because then the length of a message is known when its prefix is
//! written. So one pass suffices, and no lengths are computed or stored. Most messages are small
//! and fit a block on the stack. Longer messages continue in a block on the heap, and a big value
//! is referred to instead of copied. In the end the pieces are concatenated.
//!
//! A message that is too long for the blocks, or has too many big values, is only measured, and
//! then written again into memory of its length. More blocks would take as much memory as the
//! message, and allocators return so much memory to the system each time, which takes longer than
//! writing twice.

use alloc::vec::Vec;
use core::mem::MaybeUninit;
use core::ptr::NonNull;

use super::pieces::List;
use super::request::Request;

mod delimited;
pub(crate) mod encode;
pub(crate) mod fill;
mod forwards;
mod packed;
pub(super) mod sizes;
mod varint;

use sizes::{BLOCK, FIELD, MEASURE, SCRATCH};

/// The panic message if a message changes its length while it is encoded, e.g. a shared message
/// with interior mutability.
const CHANGED: &str = "a message changed its length while it was encoded";

/// The purpose of writing a message.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Purpose {
    /// The message is written. If it is too long, it is measured from that point on.
    Encode,
    /// The message is measured. Its bytes are counted and dropped.
    Measure,
    /// The message is written into memory of its length.
    Fill,
}

/// The memory that a message is written into.
///
/// Invariants:
/// 1. `start <= end <= top`, and `start..top` lies in one allocation that ends at `top`.
///    [`Buffer::new`] and [`more`] establish this from the slices that `ends` is given.
/// 2. `start..top` is valid for writes as long as the buffer lives: it is borrowed for `'w`, or is
///    the memory of `block`, which is neither grown nor freed before the message has been written.
/// 3. Bytes that `pieces` refer to are not written to any more: `end` is at or before them, and a
///    write goes before `end`.
pub(crate) struct Buffer<'w> {
    start: NonNull<u8>,
    end: NonNull<u8>,
    top: NonNull<u8>,
    /// The pieces of the message from `end` on.
    pieces: List<'w>,
    /// The number of bytes from `end` on.
    after_end: usize,
    block: Vec<u8>,
    /// The memory for the very first bytes of a message that fills the buffer, because `FIELD`
    /// bytes of the buffer are kept free.
    spare: Option<&'w mut [MaybeUninit<u8>]>,
    purpose: Purpose,
    request: Request,
    /// Whether a message has been omitted because it was too deep.
    too_deep: bool,
}

/// The position in a [`Buffer`], which moves towards its start.
///
/// Invariant: `buffer.start <= at <= buffer.end`, and all bytes of `at..buffer.end` have been
/// written. [`Position::at_end`] establishes it.
pub(crate) struct Position<'r, 'w> {
    at: NonNull<u8>,
    buffer: &'r mut Buffer<'w>,
}

impl<'r, 'w> Position<'r, 'w> {
    /// Returns the position at the end of an empty buffer.
    #[inline(always)]
    fn at_end(buffer: &'r mut Buffer<'w>) -> Self {
        Position { at: buffer.end, buffer }
    }
}

impl<'w> Position<'_, 'w> {
    /// Returns the number of bytes written so far. Callers compare it with a later number.
    #[inline(always)]
    pub(crate) fn written(&self) -> usize {
        self.buffer.after_end + self.not_in_pieces()
    }

    /// Returns the number of all bytes, checked, because big values that are referred to may have
    /// more bytes than there are addresses.
    #[inline(always)]
    fn total(&self) -> usize {
        self.buffer.after_end.checked_add(self.not_in_pieces()).expect("a message fits the memory")
    }

    /// Enters a message, a group or a map entry. Returns `false` at the greatest nesting depth: the
    /// caller then omits the value, and encoding fails.
    #[inline(always)]
    pub(crate) fn enter(&mut self) -> bool {
        match self.buffer.request.levels.checked_sub(1) {
            Some(levels) => {
                self.buffer.request.levels = levels;
                true
            }
            None => {
                self.buffer.too_deep = true;
                false
            }
        }
    }

    /// Leaves a message, a group or a map entry.
    #[inline(always)]
    pub(crate) fn leave(&mut self) {
        self.buffer.request.levels += 1;
    }

    /// Whether the entries of maps are written in the order of their keys.
    #[inline(always)]
    pub(crate) fn is_sorted(&self) -> bool {
        self.buffer.request.sorted
    }

    #[inline(always)]
    fn not_in_pieces(&self) -> usize {
        self.buffer.end.as_ptr() as usize - self.at.as_ptr() as usize
    }

    /// Returns the number of free bytes before `at`.
    #[inline(always)]
    fn free(&self) -> usize {
        self.at.as_ptr() as usize - self.buffer.start.as_ptr() as usize
    }

    /// Ensures that at least `FIELD` bytes are free before `at`.
    #[inline(always)]
    fn ensure_field(&mut self) {
        const { assert!(FIELD <= SCRATCH) }
        if self.free() < FIELD {
            self.at = more(self.by_value(), FIELD);
        }
    }

    /// Moves the position by `length` bytes, which the caller writes. Returns `None` if the bytes
    /// are only counted.
    #[inline(always)]
    fn take(&mut self, length: usize) -> Option<NonNull<u8>> {
        if self.free() < length && self.buffer.purpose != Purpose::Measure {
            self.at = more(self.by_value(), length);
        }
        if self.buffer.purpose == Purpose::Measure {
            self.buffer.count(length);
            return None;
        }
        // SAFETY: either `length` bytes were free, or `more` has made them free: it does so unless
        // the purpose is `Measure` afterwards. So the new position is at least `buffer.start`.
        self.at = unsafe { self.at.sub(length) };
        Some(self.at)
    }

    /// Returns the position as a pair of registers, for functions that are not inlined. A reference
    /// to the position would force the caller's writer into memory.
    #[inline(always)]
    fn by_value(&mut self) -> Position<'_, 'w> {
        Position { at: self.at, buffer: self.buffer }
    }

    /// Returns the bytes that have been written since the last piece.
    #[inline(always)]
    fn since_the_last_piece(&self) -> &'w [u8] {
        // SAFETY: by the invariant of `Position`, all bytes of `at..end` have been written. By
        // invariant 2 of `Buffer`, they stay allocated as long as the buffer. Later writes go
        // before `at`, so the bytes do not change, unless the buffer only measures from now on:
        // then `only_measure` or `more` has dropped the pieces, and no caller reads the slice.
        unsafe { NonNull::slice_from_raw_parts(self.at, self.not_in_pieces()).as_ref() }
    }
}

impl<'w> Buffer<'w> {
    #[inline(always)]
    fn new(memory: &'w mut [MaybeUninit<u8>], purpose: Purpose, request: Request) -> Self {
        let (start, top) = ends(memory);
        let (pieces, block) = (List::new(), Vec::new());
        Buffer {
            start,
            end: top,
            top,
            pieces,
            after_end: 0,
            block,
            spare: None,
            purpose,
            request,
            too_deep: false,
        }
    }

    #[inline(always)]
    fn count(&mut self, length: usize) {
        self.after_end = self.after_end.checked_add(length).expect("a message fits the memory");
    }

    /// Stops encoding in one pass.
    fn only_measure(&mut self) {
        if self.purpose == Purpose::Encode {
            self.purpose = Purpose::Measure;
            // Later writes overwrite the bytes of the pieces.
            self.pieces = List::new();
        }
    }
}

/// Returns the start and the end of the memory.
#[inline(always)]
fn ends(memory: &mut [MaybeUninit<u8>]) -> (NonNull<u8>, NonNull<u8>) {
    let (start, length) = (NonNull::from(&mut *memory).cast(), memory.len());
    // SAFETY: `start` is the start of `memory`, so the sum is the end of the slice, which is in
    // bounds of its allocation.
    (start, unsafe { start.add(length) })
}

/// Makes `need` bytes free, unless the buffer only measures afterwards. Returns the new position.
#[cold]
#[inline(never)]
fn more(position: Position<'_, '_>, need: usize) -> NonNull<u8> {
    let written = position.since_the_last_piece();
    let buffer = position.buffer;
    match buffer.purpose {
        Purpose::Encode
            if need <= BLOCK
                && buffer.block.capacity() == 0
                && buffer.pieces.push(&[], written) =>
        {
            let mut block = Vec::with_capacity(BLOCK);
            (buffer.start, buffer.top) = ends(block.spare_capacity_mut());
            buffer.block = block;
        }
        // The bytes that have been written are counted and dropped.
        Purpose::Encode | Purpose::Measure => {
            const { assert!(FIELD <= MEASURE && MEASURE <= SCRATCH && MEASURE <= BLOCK) }
            buffer.only_measure();
            // SAFETY: the memory that ends at `top` is an array of `MEASURE` or `SCRATCH` bytes, or
            // the block of `BLOCK` bytes. By the assertion above, none of them is smaller than
            // `MEASURE`, so the new start lies in it.
            buffer.start = unsafe { buffer.top.sub(MEASURE) };
        }
        Purpose::Fill => {
            let spare = buffer.spare.take().filter(|spare| need <= spare.len());
            (buffer.start, buffer.top) = ends(spare.expect(CHANGED));
        }
    }
    buffer.count(written.len());
    buffer.end = buffer.top;
    buffer.end
}
