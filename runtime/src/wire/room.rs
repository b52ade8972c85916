//! The memory that a message is written into, from its end to its start: the unsafe code of
//! encoding, together with `delimited`, `fill`, `forwards`, `packed`, [`copy`](super::copy) and
//! [`pieces`](super::pieces); [`target`](super::target) says to other buffers what is wished.
//!
//! Backwards, because then the length of a message is known when its prefix is written: one pass,
//! no sizes to compute or remember. Most messages are small, and fit a block on the stack. What
//! does not fit goes into one on the heap, and a big value is not copied at all but referred to. In
//! the end the pieces are put together where they belong.
//!
//! A message that is too long for that, or has too many big values, is only measured, and then
//! written again into memory of its length. More blocks would take as much memory as the message,
//! and allocators give so much memory back to the system each time, which takes longer than to
//! write twice.

use alloc::vec::Vec;
use core::mem::MaybeUninit;
use core::ptr::NonNull;

use super::binary_writer::BinaryWriter;
use super::copy::SHORT;
use super::pieces::{FEW, List, Pieces};
use super::target::Wish;
use super::varint;

mod delimited;
mod fill;
mod forwards;
mod packed;

use delimited::BLOB;
pub(crate) use fill::{fill_buf, fill_vec};

/// A message, whatever its type.
pub(crate) trait Source {
    fn write<'w>(&'w self, writer: BinaryWriter<'w>) -> BinaryWriter<'w>;
}

/// Whether limits are small: fuzzers and Miri get to know all that happens to long messages from
/// short ones.
pub(crate) const SMALL: bool = cfg!(any(fuzzing, miri));
/// Bytes on the stack.
const SCRATCH: usize = if SMALL { 256 } else { 2048 };
/// Bytes on the heap.
const BLOCK: usize = if SMALL { 512 } else { 64 * 1024 };
/// The longest number, and a key as it is written: eight bytes at once, though it has five at most.
/// So much is kept free, not what a value really needs, because that is quicker to check.
const FIELD: usize = 10 + 8;

/// A message that is no longer never needs to be measured: it cannot have too many big values.
const ONE_PASS: usize = if BLOCK < FEW * BLOB { BLOCK } else { FEW * BLOB };
/// Bytes that are used again and again to measure: too few for a short value, so that all values
/// are counted instead.
const MEASURE: usize = SHORT + FIELD - 1;

/// The purpose of writing a message.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Purpose {
    /// To have it. What is too long is measured, from where that is noticed.
    Encode,
    /// To know its length. What has been written is counted and forgotten.
    Measure,
    /// To have it, where there is as much room as it takes.
    Fill,
}

/// The block on the stack.
pub(crate) type Scratch = [MaybeUninit<u8>; SCRATCH];

/// Invariant: `start..end` lies in one allocation, which `top` is the end of and which is valid for
/// writes as long as the room lives: the scratch, the block, or what is to be filled. What `pieces`
/// refer to is not written to any more.
pub(crate) struct Room<'w> {
    start: NonNull<u8>,
    end: NonNull<u8>,
    top: NonNull<u8>,
    /// The pieces of the message from `end` on.
    pieces: List<'w>,
    /// Bytes from `end` on.
    behind: usize,
    block: Vec<u8>,
    /// The memory for the very first bytes of the message if the room is to be filled, because
    /// `FIELD` bytes of the room are kept free.
    spare: Option<&'w mut [MaybeUninit<u8>]>,
    purpose: Purpose,
    wish: Wish,
    /// Whether something was left out, because it was too deep.
    too_deep: bool,
}

/// A message that has been written, or measured.
pub(crate) enum Encoded<'w> {
    Pieces(Pieces<'w>),
    /// It has so many bytes.
    Long(usize),
    /// It is deeper than it may be.
    TooDeep,
}

/// An empty block for [`encode`].
#[inline(always)]
pub(crate) const fn scratch() -> Scratch {
    [const { MaybeUninit::uninit() }; SCRATCH]
}

/// A room that begins with `scratch`.
#[inline]
pub(crate) fn room<'w>(scratch: &'w mut Scratch, wish: Wish) -> Room<'w> {
    Room::new(scratch, Purpose::Encode, wish)
}

/// Writes `source` into an empty room.
#[inline]
pub(crate) fn encode<'w>(source: &'w dyn Source, room: &'w mut Room<'w>) -> Encoded<'w> {
    let back = Back { at: room.end, room };
    // What comes back is a writer of this room: `write` is generic over a lifetime in which
    // `BinaryWriter` is invariant, so the writer it is given is the only one it can return.
    let back = source.write(BinaryWriter(back)).0;
    if back.room.too_deep {
        return Encoded::TooDeep;
    }
    let (first, length) = (back.since_the_last_piece(), back.all());
    match back.room.purpose {
        Purpose::Encode => Encoded::Pieces(Pieces { first, rest: &mut back.room.pieces, length }),
        _ => {
            // It is not needed any more, and to write the message again takes memory too.
            back.room.block = Vec::new();
            Encoded::Long(length)
        }
    }
}

/// The length of `source`.
pub(crate) fn measure(source: &dyn Source) -> usize {
    let mut memory = [MaybeUninit::uninit(); MEASURE];
    let mut room = Room::new(&mut memory, Purpose::Measure, Wish::NONE);
    let back = Back { at: room.end, room: &mut room };
    source.write(BinaryWriter(back)).0.all()
}

/// The position in a [`Room`], which moves towards its start.
///
/// Invariant: `room.start <= at <= room.end`, and `at..room.end` has been written.
pub(crate) struct Back<'r, 'w> {
    at: NonNull<u8>,
    room: &'r mut Room<'w>,
}

impl<'w> Back<'_, 'w> {
    /// Bytes written so far, to be compared with what this says later.
    #[inline(always)]
    pub(crate) fn written(&self) -> usize {
        self.room.behind + self.not_in_pieces()
    }

    /// The same in the end, checked: a big value that is referred to may take almost all addresses.
    #[inline(always)]
    fn all(&self) -> usize {
        self.room.behind.checked_add(self.not_in_pieces()).expect("a message fits the memory")
    }

    /// Begins a message, a group or an entry of a map, within one another. `false` if there may be
    /// no more: then it is left out.
    #[inline(always)]
    pub(crate) fn enter(&mut self) -> bool {
        match self.room.wish.levels.checked_sub(1) {
            Some(levels) => {
                self.room.wish.levels = levels;
                true
            }
            None => {
                self.room.too_deep = true;
                false
            }
        }
    }

    /// Ends it.
    #[inline(always)]
    pub(crate) fn leave(&mut self) {
        self.room.wish.levels += 1;
    }

    /// Whether the entries of maps are to be in the order of their keys.
    #[inline(always)]
    pub(crate) fn is_sorted(&self) -> bool {
        self.room.wish.sorted
    }

    #[inline(always)]
    fn not_in_pieces(&self) -> usize {
        self.room.end.as_ptr() as usize - self.at.as_ptr() as usize
    }

    /// Bytes free before `at`.
    #[inline(always)]
    fn free(&self) -> usize {
        self.at.as_ptr() as usize - self.room.start.as_ptr() as usize
    }

    /// Makes sure that `FIELD` bytes are free before `at`.
    #[inline(always)]
    fn ensure_field(&mut self) {
        const { assert!(FIELD <= SCRATCH) }
        if self.free() < FIELD {
            self.at = more(self.by_value(), FIELD);
        }
    }

    /// Moves the position by `length` bytes, which the caller writes. `None` where they are only
    /// counted.
    #[inline(always)]
    fn take(&mut self, length: usize) -> Option<NonNull<u8>> {
        if self.free() < length && self.room.purpose != Purpose::Measure {
            self.at = more(self.by_value(), length);
        }
        if self.room.purpose == Purpose::Measure {
            self.room.count(length);
            return None;
        }
        // SAFETY: so many bytes are free, now that the room does not only measure.
        self.at = unsafe { self.at.sub(length) };
        Some(self.at)
    }

    /// The same position as a pair of registers, for functions that are not inlined: a reference to
    /// it would force the caller's writer into memory.
    #[inline(always)]
    fn by_value(&mut self) -> Back<'_, 'w> {
        Back { at: self.at, room: self.room }
    }

    /// Writes a key and a varint before what has been written.
    #[inline(always)]
    pub(crate) fn varint(&mut self, key: u32, value: u64) {
        self.ensure_field();
        // SAFETY: room for both has been made.
        unsafe {
            self.put_varint(value);
            self.put_varint(key.into());
        }
    }

    /// Writes a varint without a key.
    #[inline(always)]
    pub(crate) fn bare_varint(&mut self, value: u64) {
        self.ensure_field();
        // SAFETY: room for it has been made.
        unsafe { self.put_varint(value) }
    }

    /// Writes a key and `N` bytes, 8 at most.
    #[inline(always)]
    pub(crate) fn array<const N: usize>(&mut self, key: u32, value: [u8; N]) {
        const { assert!(N <= 8) }
        self.ensure_field();
        // SAFETY: room for both has been made.
        unsafe {
            self.put_array(value);
            self.put_varint(key.into());
        }
    }

    /// # Safety
    /// As many bytes are free as it takes, and 8 at least.
    #[inline(always)]
    unsafe fn put_varint(&mut self, value: u64) {
        if value < 0x80 {
            // SAFETY: the caller's promise.
            unsafe { self.put_array([value as u8]) }
        } else if value < 0x4000 {
            // SAFETY: the caller's promise.
            unsafe { self.put_array([value as u8 | 0x80, (value >> 7) as u8]) }
        } else {
            // SAFETY: the caller's promise.
            self.at = unsafe { put_long_varint(self.at, value) };
        }
    }

    /// # Safety
    /// `N` bytes are free.
    #[inline(always)]
    unsafe fn put_array<const N: usize>(&mut self, value: [u8; N]) {
        // SAFETY: the caller's promise; a byte array has no alignment.
        unsafe {
            self.at = self.at.sub(N);
            self.at.cast::<[u8; N]>().write(value);
        }
    }

    /// Returns the bytes that have been written since the last piece.
    #[inline(always)]
    fn since_the_last_piece(&self) -> &'w [u8] {
        // SAFETY: by the invariant, `at..end` has been written, and its allocation lives as long as
        // the room. Writes go before `at`, so it stays as it is, unless the room only measures from
        // now on: then nobody reads it.
        unsafe { NonNull::slice_from_raw_parts(self.at, self.not_in_pieces()).as_ref() }
    }
}

impl<'w> Room<'w> {
    #[inline(always)]
    fn new(memory: &'w mut [MaybeUninit<u8>], purpose: Purpose, wish: Wish) -> Self {
        let (start, top) = ends(memory);
        let (pieces, block) = (List::new(), Vec::new());
        Room {
            start,
            end: top,
            top,
            pieces,
            behind: 0,
            block,
            spare: None,
            purpose,
            wish,
            too_deep: false,
        }
    }

    #[inline(always)]
    fn count(&mut self, length: usize) {
        self.behind = self.behind.checked_add(length).expect("a message fits the memory");
    }

    /// Gives up to encode in one pass.
    fn only_measure(&mut self) {
        if self.purpose == Purpose::Encode {
            self.purpose = Purpose::Measure;
            // They are written over from now on.
            self.pieces = List::new();
        }
    }
}

/// Returns the start and the end of the memory.
#[inline(always)]
fn ends(memory: &mut [MaybeUninit<u8>]) -> (NonNull<u8>, NonNull<u8>) {
    let (start, length) = (NonNull::from(&mut *memory).cast(), memory.len());
    // SAFETY: one past its end.
    (start, unsafe { start.add(length) })
}

/// Makes `need` bytes free, unless the room measures then; returns the new position.
#[cold]
#[inline(never)]
fn more(back: Back<'_, '_>, need: usize) -> NonNull<u8> {
    let written = back.since_the_last_piece();
    let room = back.room;
    match room.purpose {
        Purpose::Encode
            if need <= BLOCK && room.block.capacity() == 0 && room.pieces.push(&[], written) =>
        {
            let mut block = Vec::with_capacity(BLOCK);
            (room.start, room.top) = ends(block.spare_capacity_mut());
            room.block = block;
        }
        // What has been written is counted, and not needed any more.
        Purpose::Encode | Purpose::Measure => {
            const { assert!(FIELD <= MEASURE && MEASURE <= SCRATCH && MEASURE <= BLOCK) }
            room.only_measure();
            // SAFETY: no memory is smaller than that.
            room.start = unsafe { room.top.sub(MEASURE) };
        }
        Purpose::Fill => {
            let spare = room.spare.take().filter(|spare| need <= spare.len());
            (room.start, room.top) = ends(spare.expect(fill::CHANGED));
        }
    }
    room.count(written.len());
    room.end = room.top;
    room.end
}

/// Writes a varint before `at`; returns the new position.
///
/// # Safety
/// Before `at`, as many bytes can be written as it takes, and 8 at least.
#[inline(never)]
unsafe fn put_long_varint(at: NonNull<u8>, value: u64) -> NonNull<u8> {
    let length = varint::len(value);
    // SAFETY: the caller's promise.
    let start = unsafe { at.sub(length) };
    if length <= 8 {
        // All but the last byte say that there is more. What stands before the varint is
        // overwritten by what comes before it.
        let bytes =
            (varint::spread(value) << (64 - 8 * length) | 0x0080_8080_8080_8080).to_le_bytes();
        // SAFETY: the caller's promise; a byte array has no alignment.
        unsafe { at.sub(8).cast::<[u8; 8]>().write(bytes) };
        return start;
    }
    let all = varint::nine_or_ten(value);
    // SAFETY: the caller's promise. The first eight bytes and the last eight are all of them.
    unsafe {
        start.cast::<[u8; 8]>().write((all as u64).to_le_bytes());
        at.sub(8).cast::<[u8; 8]>().write(((all >> (8 * (length - 8))) as u64).to_le_bytes());
    }
    start
}
