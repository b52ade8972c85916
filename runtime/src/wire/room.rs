//! The memory that a message is written into, from its end to its start: the unsafe code of encoding, together with
//! [`copy`](super::copy) and [`target`](super::target).
//!
//! Backwards, because then the length of a message is known when its prefix is written: one pass, no sizes to compute or
//! remember. Most messages are small, and fit a block on the stack. What does not fit goes into more blocks, and a big value is
//! not copied at all but referred to. In the end the pieces are put together where they belong, so that no byte is copied more
//! than twice and no big one more than once.

use alloc::vec::Vec;
use core::mem::MaybeUninit;
use core::ptr::NonNull;

use super::copy::copy_to;
use super::kind::{Scalar, Width};
use super::pieces::{List, Pieces};
use super::target::Wish;
use super::varint;
use super::writer::Writer;

/// A message, whatever its type.
pub(crate) trait Source {
    fn write<'w>(&'w self, writer: Writer<'w>) -> Writer<'w>;
}

/// Bytes on the stack.
const SCRATCH: usize = 2048;
/// The first block on the heap. The next ones are twice as big each, up to the limit.
const BLOCK: usize = 8 * 1024;
const MAX_BLOCK: usize = 256 * 1024;
/// A value this long is cheaper to refer to than to copy.
const BLOB: usize = 768;
/// The longest number, and a key as it is written: eight bytes at once, though it has five at most.
/// So much is kept free, not what a value really needs, because that is quicker to check.
const FIELD: usize = 10 + 8;

/// What a message is written for.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Purpose {
    /// To have it.
    Encode,
    /// To know its length. What does not fit the scratch is counted and forgotten.
    Measure,
}

/// The block on the stack.
pub(crate) type Scratch = [MaybeUninit<u8>; SCRATCH];

/// Invariant: `start..end` lies in one allocation that is valid for writes as long as the room lives: the scratch, which is all
/// that a measuring room has, or the last block. `pieces` are not written to any more.
pub(crate) struct Room<'w> {
    start: NonNull<u8>,
    end: NonNull<u8>,
    /// What comes behind `end`, the last first.
    pieces: List<'w>,
    /// Bytes behind `end`.
    behind: usize,
    blocks: Vec<Vec<u8>>,
    purpose: Purpose,
    pub(crate) wish: Wish,
    /// Whether something was left out, because it was too deep.
    pub(crate) too_deep: bool,
}

/// An empty block for [`encode`].
#[inline(always)]
pub(crate) const fn scratch() -> Scratch {
    [const { MaybeUninit::uninit() }; SCRATCH]
}

/// A room that begins with `scratch`.
#[inline]
pub(crate) fn room<'w>(scratch: &'w mut Scratch, purpose: Purpose) -> Room<'w> {
    let start = NonNull::from(scratch).cast::<u8>();
    // SAFETY: one past the end of the array.
    let end = unsafe { start.add(SCRATCH) };
    Room { start, end, pieces: List::new(), behind: 0, blocks: Vec::new(), purpose, wish: Wish::NONE, too_deep: false }
}

/// Writes `source` into an empty room.
#[inline]
pub(crate) fn encode<'w>(source: &'w dyn Source, room: &'w mut Room<'w>) -> Pieces<'w> {
    let back = Back { at: room.end, room };
    // What comes back is a writer of this room: `write` is generic over a lifetime in which `Writer` is invariant, so the writer
    // it is given is the only one it can return.
    let back = source.write(Writer(back)).0;
    // SAFETY: as in `cut`.
    let first = unsafe { NonNull::slice_from_raw_parts(back.at, back.not_in_pieces()).as_ref() };
    Pieces::new(first, back.all(), back.room.too_deep, &mut back.room.pieces)
}

/// The length of `source`.
pub(crate) fn measure(source: &dyn Source) -> usize {
    let mut scratch = scratch();
    let mut room = room(&mut scratch, Purpose::Measure);
    let back = Back { at: room.end, room: &mut room };
    source.write(Writer(back)).0.all()
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

    /// What is written into.
    #[inline(always)]
    pub(crate) fn room(&mut self) -> &mut Room<'w> {
        self.room
    }

    #[inline(always)]
    fn not_in_pieces(&self) -> usize {
        self.room.end.as_ptr() as usize - self.at.as_ptr() as usize
    }

    /// Makes sure that `need` bytes are free before `at`: of a measuring room not more than the scratch has.
    #[inline(always)]
    fn ensure(&mut self, need: usize) {
        let free = self.at.as_ptr() as usize - self.room.start.as_ptr() as usize;
        if free < need {
            self.at = more(self.by_value(), need);
        }
    }

    /// The same position as a pair of registers, for functions that are not inlined: a reference to it would force the caller's
    /// writer into memory.
    #[inline(always)]
    fn by_value(&mut self) -> Back<'_, 'w> {
        Back { at: self.at, room: self.room }
    }

    /// Writes a key and a varint before what has been written.
    #[inline(always)]
    pub(crate) fn varint(&mut self, key: u32, value: u64) {
        self.ensure(FIELD);
        // SAFETY: room for both has been made.
        unsafe {
            self.put_varint(value);
            self.put_varint(key.into());
        }
    }

    /// Writes a varint without a key.
    #[inline(always)]
    pub(crate) fn bare_varint(&mut self, value: u64) {
        self.ensure(FIELD);
        // SAFETY: room for it has been made.
        unsafe { self.put_varint(value) }
    }

    /// Writes a key and `N` bytes, 8 at most.
    #[inline(always)]
    pub(crate) fn array<const N: usize>(&mut self, key: u32, value: [u8; N]) {
        const { assert!(N <= 8) }
        self.ensure(FIELD);
        // SAFETY: room for both has been made.
        unsafe {
            self.put_array(value);
            self.put_varint(key.into());
        }
    }

    /// Writes a key, a length and the bytes.
    #[inline(always)]
    pub(crate) fn delimited(&mut self, key: u32, bytes: &'w [u8]) {
        self.at = delimited(self.by_value(), key, bytes);
    }

    /// Writes a key, a length and the elements of a packed field.
    #[inline(always)]
    pub(crate) fn packed<K: Scalar>(&mut self, key: u32, values: &[K::Value]) {
        self.at = packed::<K>(self.by_value(), key, values);
    }

    /// Writes bytes as they are: most often none.
    #[inline]
    pub(crate) fn raw(&mut self, bytes: &'w [u8]) {
        if !bytes.is_empty() {
            self.at = raw(self.by_value(), bytes);
        }
    }

    /// Lets `fill` write `length` bytes, forwards. It is given memory that may be uninitialised, and returns how much is left.
    ///
    /// # Panics
    /// If anything is left.
    #[inline]
    pub(crate) fn forwards(&mut self, length: usize, fill: impl FnOnce(&mut [MaybeUninit<u8>]) -> usize) {
        if self.room.purpose == Purpose::Measure {
            self.room.count(length);
            return;
        }
        self.ensure(length);
        // SAFETY: `length` bytes before `at` have just been made free.
        let start = unsafe { self.at.sub(length) };
        // SAFETY: they are valid for writes, nothing else refers to them, and `MaybeUninit` needs no initialisation.
        let free = unsafe { NonNull::slice_from_raw_parts(start.cast(), length).as_mut() };
        assert_eq!(fill(free), 0, "a message wrote less than its `encoded_len`");
        self.at = start;
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

    /// # Safety
    /// As many bytes are free.
    #[inline(always)]
    unsafe fn put_slice(&mut self, bytes: &[u8]) {
        // SAFETY: the caller's promise. A free byte belongs to this room alone, so no slice that can be read overlaps it.
        unsafe {
            self.at = self.at.sub(bytes.len());
            let _ = copy_to(bytes, self.at.as_ptr());
        }
    }

    /// Makes a piece of what has been written since the last one.
    fn cut(&mut self) {
        let length = self.not_in_pieces();
        // SAFETY: by the invariant, `at..end` has been written. Writes go before `at`, so it stays as it is.
        let piece = unsafe { NonNull::slice_from_raw_parts(self.at, length).as_ref() };
        if length > 0 {
            self.room.push(piece);
        }
        self.room.end = self.at;
    }
}

impl<'w> Room<'w> {
    #[inline(always)]
    fn push(&mut self, piece: &'w [u8]) {
        if self.purpose == Purpose::Encode {
            self.pieces.push(piece);
        }
        self.count(piece.len());
    }

    fn count(&mut self, length: usize) {
        self.behind = self.behind.checked_add(length).expect("a message fits the memory");
    }
}

/// Writes a key, a length and the bytes; returns the new position.
#[inline(never)]
fn delimited<'w>(mut back: Back<'_, 'w>, key: u32, bytes: &'w [u8]) -> NonNull<u8> {
    const { assert!(BLOB + FIELD <= SCRATCH) }
    if bytes.len() < BLOB {
        back.ensure(bytes.len() + FIELD);
        // SAFETY: room for it has been made.
        unsafe { back.put_slice(bytes) };
    } else {
        back.at = refer(back.by_value(), bytes);
        back.ensure(FIELD);
    }
    // SAFETY: room for both has been made.
    unsafe {
        back.put_varint(bytes.len() as u64);
        back.put_varint(key.into());
    }
    back.at
}

/// Writes bytes as they are; returns the new position.
#[inline(never)]
fn raw<'w>(mut back: Back<'_, 'w>, bytes: &'w [u8]) -> NonNull<u8> {
    if bytes.len() >= BLOB {
        return refer(back, bytes);
    }
    back.ensure(bytes.len());
    // SAFETY: room for them has been made.
    unsafe { back.put_slice(bytes) };
    back.at
}

/// Makes a value a piece of its own.
#[inline(never)]
fn refer<'w>(mut back: Back<'_, 'w>, bytes: &'w [u8]) -> NonNull<u8> {
    back.cut();
    back.room.push(bytes);
    back.at
}

/// Writes a key, a length and the elements of a packed field; returns the new position.
#[inline(never)]
fn packed<K: Scalar>(mut back: Back<'_, '_>, key: u32, values: &[K::Value]) -> NonNull<u8> {
    let before = back.written();
    match K::WIDTH {
        Width::Varint => {
            for value in values.iter().rev() {
                back.bare_varint(K::to_bits(*value));
            }
        }
        Width::Four => {
            back.forwards(4 * values.len(), |free| {
                let (elements, rest) = free.as_chunks_mut::<4>();
                for (element, value) in elements.iter_mut().zip(values) {
                    let bytes = (K::to_bits(*value) as u32).to_le_bytes();
                    *element = bytes.map(MaybeUninit::new);
                }
                rest.len()
            });
        }
        Width::Eight => {
            back.forwards(8 * values.len(), |free| {
                let (elements, rest) = free.as_chunks_mut::<8>();
                for (element, value) in elements.iter_mut().zip(values) {
                    *element = K::to_bits(*value).to_le_bytes().map(MaybeUninit::new);
                }
                rest.len()
            });
        }
    }
    back.varint(key, (back.written() - before) as u64);
    back.at
}

/// Makes `need` bytes free; returns the new position.
#[cold]
#[inline(never)]
fn more(mut back: Back<'_, '_>, need: usize) -> NonNull<u8> {
    back.cut();
    let room = back.room;
    if room.purpose == Purpose::Measure {
        debug_assert!(need <= SCRATCH);
        // What stands in the scratch has been counted.
        // SAFETY: one past its end.
        room.end = unsafe { room.start.add(SCRATCH) };
        return room.end;
    }
    let double = room.blocks.last().map_or(BLOCK, |block| (2 * block.capacity()).min(MAX_BLOCK));
    let mut block = Vec::with_capacity(double.max(need));
    room.start = NonNull::from(block.spare_capacity_mut()).cast();
    // SAFETY: the block has that capacity.
    room.end = unsafe { room.start.add(block.capacity()) };
    room.blocks.push(block);
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
        // All but the last byte say that there is more. What stands before the varint is overwritten by what comes before it.
        let bytes = (varint::spread(value) << (64 - 8 * length) | 0x0080_8080_8080_8080).to_le_bytes();
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
