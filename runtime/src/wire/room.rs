//! The memory that a message is written into, from its end to its start: the unsafe code of
//! encoding, together with [`target`](super::target).
//!
//! Backwards, because then the length of a message is known when its prefix is written: one pass,
//! no sizes to compute or remember. Most messages are small, so it starts in a block on the stack,
//! whose end is copied out when the message is complete. For a bigger one, either the block is
//! replaced by twice as much, or the size is computed once and the rest written where it belongs.

use alloc::vec::Vec;
use core::mem::MaybeUninit;
use core::ptr::NonNull;

use super::kind::{Scalar, Width};
use super::target::Target;
use super::varint;
use super::writer::Writer;

/// A message, whatever its type.
pub(crate) trait Source {
    /// Bytes that [`write`](Source::write) will write; a wrong number costs time and memory, nothing
    /// else.
    fn size(&self) -> usize;
    fn write<'w>(&self, writer: Writer<'w>) -> Writer<'w>;
}

/// Bytes on the stack.
const SCRATCH: usize = 2048;
/// A value this long is worth computing the message's size, so as to copy the value only once.
const BLOB: usize = 768;
/// Memory that is doubled at most to this size. Beyond it the size is computed after all: a third
/// of the memory for a few per cent more time.
const DOUBLED: usize = 1 << 20;

/// Where the bytes stand at the moment.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    /// In the block on the stack, or in `heap`.
    Elsewhere,
    /// Where the target wants them.
    Target,
}

/// Invariant: `start..end` lies in one allocation that is valid for writes as long as the room is
/// not changed: of the scratch, of `heap`, or the target's.
pub(crate) struct Room<'w> {
    start: NonNull<u8>,
    end: NonNull<u8>,
    place: Place,
    heap: Vec<u8>,
    /// Whether the size has been computed.
    measured: bool,
    source: &'w dyn Source,
    target: &'w mut dyn Target,
}

/// Encodes `source` into `target`.
pub(crate) fn encode(source: &dyn Source, target: &mut dyn Target) {
    let mut scratch = [const { MaybeUninit::<u8>::uninit() }; SCRATCH];
    let start = NonNull::from(&mut scratch).cast::<u8>();
    // SAFETY: one past the end of the array.
    let end = unsafe { start.add(SCRATCH) };
    let mut room = Room { start, end, place: Place::Elsewhere, heap: Vec::new(), measured: false, source, target };
    // What comes back is a writer of this room: `write` is generic over a lifetime in which `Writer`
    // is invariant, so the writer it is given is the only one it can return.
    source.write(Writer(Back { at: end, room: &mut room })).0.finish();
}

/// The position in a [`Room`], which moves towards its start.
///
/// Invariant: `room.start <= at <= room.end`, and `at..room.end` has been written.
pub(crate) struct Back<'r, 'w> {
    at: NonNull<u8>,
    room: &'r mut Room<'w>,
}

impl<'w> Back<'_, 'w> {
    /// Bytes written so far.
    #[inline(always)]
    pub(crate) fn written(&self) -> usize {
        self.room.end.as_ptr() as usize - self.at.as_ptr() as usize
    }

    /// Bytes free before `at`.
    #[inline(always)]
    fn free(&self) -> usize {
        self.at.as_ptr() as usize - self.room.start.as_ptr() as usize
    }

    /// Makes sure that `need` bytes are free before `at`.
    #[inline(always)]
    fn ensure(&mut self, need: usize) {
        if self.free() < need {
            self.at = more(self.by_value(), need, false);
        }
    }

    /// The same position as a pair of registers, for functions that are not inlined: a reference
    /// to it would force the caller's writer into memory.
    #[inline(always)]
    fn by_value(&mut self) -> Back<'_, 'w> {
        Back { at: self.at, room: self.room }
    }

    /// Writes a key and a varint before what has been written.
    #[inline(always)]
    pub(crate) fn varint(&mut self, key: u32, value: u64) {
        let (width, key_width) = (varint::len(value), varint::len(key.into()));
        self.ensure(width + key_width);
        // SAFETY: room for both has been made.
        unsafe {
            self.put_varint(value, width);
            self.put_varint(key.into(), key_width);
        }
    }

    /// Writes a varint without a key.
    #[inline(always)]
    pub(crate) fn bare_varint(&mut self, value: u64) {
        let width = varint::len(value);
        self.ensure(width);
        // SAFETY: room for it has been made.
        unsafe { self.put_varint(value, width) }
    }

    /// Writes a key and `N` bytes.
    #[inline(always)]
    pub(crate) fn array<const N: usize>(&mut self, key: u32, value: [u8; N]) {
        let key_width = varint::len(key.into());
        self.ensure(N + key_width);
        // SAFETY: room for both has been made.
        unsafe {
            self.put_array(value);
            self.put_varint(key.into(), key_width);
        }
    }

    /// Writes a key, a length and the bytes.
    #[inline(always)]
    pub(crate) fn delimited(&mut self, key: u32, bytes: &[u8]) {
        self.at = delimited(self.by_value(), key, bytes);
    }

    /// Writes a key, a length and the elements of a packed field.
    #[inline(always)]
    pub(crate) fn packed<K: Scalar>(&mut self, key: u32, values: &[K::Value]) {
        self.at = packed::<K>(self.by_value(), key, values);
    }

    /// Writes bytes as they are.
    #[inline]
    pub(crate) fn raw(&mut self, bytes: &[u8]) {
        self.ensure(bytes.len());
        // SAFETY: room for them has been made.
        unsafe { self.put_slice(bytes) }
    }

    /// Lets `fill` write `length` bytes, forwards. It is given memory that may be uninitialised,
    /// and returns how much of it is left.
    ///
    /// # Panics
    /// If anything is left.
    #[inline]
    pub(crate) fn forwards(&mut self, length: usize, fill: impl FnOnce(&mut [MaybeUninit<u8>]) -> usize) {
        self.ensure(length);
        // SAFETY: `length` bytes before `at` have just been made free.
        let start = unsafe { self.at.sub(length) };
        // SAFETY: they are valid for writes, nothing else refers to them, and `MaybeUninit` needs
        // no initialisation.
        let free = unsafe { NonNull::slice_from_raw_parts(start.cast(), length).as_mut() };
        assert_eq!(fill(free), 0, "a message wrote less than its `encoded_len`");
        self.at = start;
    }

    /// # Safety
    /// `width` is the length of `value` as a varint, and as many bytes are free.
    #[inline(always)]
    unsafe fn put_varint(&mut self, value: u64, width: usize) {
        match width {
            // SAFETY: the caller's promise.
            1 => unsafe { self.put_array([value as u8]) },
            // SAFETY: the caller's promise.
            2 => unsafe { self.put_array([value as u8 | 0x80, (value >> 7) as u8]) },
            _ => {
                // SAFETY: the caller's promise.
                self.at = unsafe { self.at.sub(width) };
                // SAFETY: the `width` bytes from here on are the ones that were free.
                unsafe { put_long_varint(self.at, value, width) }
            }
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
        let source = NonNull::from(bytes).cast();
        // SAFETY: the caller's promise. A free byte belongs to this room alone, so no slice that
        // can be read overlaps it.
        unsafe {
            self.at = self.at.sub(bytes.len());
            self.at.copy_from_nonoverlapping(source, bytes.len());
        }
    }

    /// Hands the finished message to the target.
    fn finish(self) {
        let length = self.written();
        let room = self.room;
        if room.place == Place::Target && self.at == room.start {
            // SAFETY: the place that was asked for is `start..end`, and all of it is written.
            unsafe { room.target.commit(length) }
            return;
        }
        // SAFETY: by the invariant, `at..end` has been written and stays as it is: `message` is
        // dropped before anything that could change it.
        let message = unsafe { core::slice::from_raw_parts(self.at.as_ptr(), length) };
        if room.place == Place::Target {
            // The computed size was too big. The target must not be asked to copy within itself.
            let message = message.to_vec();
            room.target.put(&message);
        } else {
            room.target.put(message);
        }
    }
}

/// Writes a key, a length and the bytes; returns the new position.
#[inline(never)]
fn delimited(mut back: Back<'_, '_>, key: u32, bytes: &[u8]) -> NonNull<u8> {
    let length = bytes.len() as u64;
    let (width, key_width) = (varint::len(length), varint::len(key.into()));
    let need = bytes.len() + width + key_width;
    if bytes.len() >= BLOB && !back.room.measured {
        back.at = more(back.by_value(), need, true);
    } else {
        back.ensure(need);
    }
    // SAFETY: room for all three has been made.
    unsafe {
        back.put_slice(bytes);
        back.put_varint(length, width);
        back.put_varint(key.into(), key_width);
    }
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

/// Moves what has been written to where `need` more bytes are free before it; returns the new
/// position. `exact` asks for the size to be computed.
#[cold]
#[inline(never)]
fn more(back: Back<'_, '_>, need: usize, exact: bool) -> NonNull<u8> {
    let written = back.written();
    let capacity = written + back.free();
    let Back { at, room } = back;
    let required = written.checked_add(need).expect("a message fits the memory");

    let mut length = required.max(2 * capacity);
    let mut place = None;
    if !room.measured && (exact || capacity >= DOUBLED) {
        room.measured = true;
        let size = room.source.size();
        if size >= required {
            length = size;
            place = room.target.place(size);
        }
    }
    // The old memory is kept until its bytes are copied.
    let mut heap = Vec::new();
    let start = match place {
        Some(start) => start,
        None => {
            heap = Vec::with_capacity(length);
            NonNull::from(heap.spare_capacity_mut()).cast()
        }
    };
    // SAFETY: `length` bytes from `start` on have been allocated, or were handed out by the target.
    let end = unsafe { start.add(length) };
    // SAFETY: `written` is less than `length`.
    let position = unsafe { end.sub(written) };
    // SAFETY: `written` bytes from `at` on have been written; the new memory is not the old.
    unsafe { position.copy_from_nonoverlapping(at, written) };
    room.place = match place {
        Some(_) => Place::Target,
        None => Place::Elsewhere,
    };
    room.heap = heap;
    room.start = start;
    room.end = end;
    position
}

/// # Safety
/// `width` is the length of `value` as a varint, and as many bytes from `at` on can be written.
#[inline(never)]
unsafe fn put_long_varint(at: NonNull<u8>, mut value: u64, width: usize) {
    let last = width - 1;
    for index in 0..last {
        // SAFETY: `index` is below `width`.
        unsafe { at.add(index).write(value as u8 | 0x80) };
        value >>= 7;
    }
    // SAFETY: `last` is below `width`.
    unsafe { at.add(last).write(value as u8) };
}
