//! The memory that a decode may allocate.

use crate::wire::error::Error;
use crate::wire::scope::NO_LIMIT;

/// The number of bytes that may still be allocated.
pub(super) struct Heap(usize);

impl Heap {
    /// Returns the budget for decoding `length` bytes. All strings and `bytes` together take at
    /// most `length` bytes.
    pub(super) fn new(max_heap: usize, length: usize) -> Result<Self, Error> {
        if max_heap == NO_LIMIT {
            return Ok(Heap(NO_LIMIT));
        }
        Ok(Heap(max_heap.checked_sub(length).ok_or_else(Error::heap)?))
    }

    /// Returns the bytes that are left.
    pub(super) fn left(&self) -> usize {
        self.0
    }

    /// Charges bytes that are about to be allocated.
    pub(super) fn charge(&mut self, bytes: usize) -> Result<(), Error> {
        if self.0 != NO_LIMIT {
            self.0 = self.0.checked_sub(bytes).ok_or_else(Error::heap)?;
        }
        Ok(())
    }

    /// Charges the bytes that a vector allocates for one more element.
    pub(super) fn charge_push<T>(&mut self, vector: &alloc::vec::Vec<T>) -> Result<(), Error> {
        if vector.len() < vector.capacity() {
            return Ok(());
        }
        self.charge((2 * vector.capacity()).max(4) * size_of::<T>())
    }

    /// Charges the bytes that a map allocates for one more entry. A node of the map holds 11
    /// entries. Every node except the first one is at least half full.
    pub(super) fn charge_insert<K, V>(&mut self, length: usize) -> Result<(), Error> {
        let entries = if length == 0 { 12 } else { 3 };
        self.charge(entries * (size_of::<K>() + size_of::<V>() + 8))
    }
}
