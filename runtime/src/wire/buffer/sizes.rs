//! The sizes of the memory that a message is written into.

use crate::wire::copy::SHORT;

/// Whether the limits are small. Fuzzers and Miri then reach the code for long messages with short
/// messages.
const SMALL: bool = cfg!(any(fuzzing, miri));
/// The bytes of the block on the stack.
pub(super) const SCRATCH: usize = if SMALL { 256 } else { 2048 };
/// The bytes of the block on the heap.
pub(super) const BLOCK: usize = if SMALL { 512 } else { 64 * 1024 };
/// The bytes that a field keeps free: those of the longest varint, and those of a key. A key has at
/// most five bytes, but is written as eight bytes at once. The number is constant, because that is
/// quicker to check than the bytes that the value needs.
pub(super) const FIELD: usize = 10 + 8;
/// The least length of a value that is cheaper to refer to than to copy twice.
pub(super) const BLOB: usize = if SMALL { 128 } else { 256 };
/// The greatest number of pieces after the first.
pub(crate) const FEW: usize = if SMALL { 3 } else { 16 };
/// The greatest length of a message that never needs to be measured: it cannot have too many big
/// values.
pub(super) const ONE_PASS: usize = if BLOCK < FEW * BLOB { BLOCK } else { FEW * BLOB };
/// The bytes that are written over again and again to measure. They are too few for a short value,
/// so that all values are counted instead.
pub(super) const MEASURE: usize = SHORT + FIELD - 1;
