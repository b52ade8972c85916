//! The containers of map fields.

use alloc::collections::{BTreeMap, btree_map};
use alloc::vec::Vec;
use core::cmp::Ordering;

#[cfg(feature = "std")]
use std::collections::{HashMap, hash_map};
#[cfg(feature = "std")]
use std::hash::{BuildHasher, Hash};

mod sealed {
    pub trait Sealed {}
}
use sealed::Sealed;

/// A container that entries are read into.
pub trait Insert {
    /// The type of the keys.
    type Key;
    /// The type of the values that are read. It is `i32` for a closed enum.
    type Value;

    /// Whether the next entry would make the container allocate, and [`reserve`](Insert::reserve)
    /// would save later allocations.
    fn is_full(&self) -> bool;
    /// Returns the bytes that [`reserve`](Insert::reserve) allocates at most.
    fn growth(&self, additional: usize) -> usize;
    /// Returns the bytes that [`insert`](Insert::insert) allocates at most for an entry for which
    /// no memory has been reserved.
    fn growth_of_entry(&self) -> usize;
    /// Reserves memory for `additional` entries.
    fn reserve(&mut self, additional: usize);
    /// Adds an entry, or replaces the value of an entry with the same key.
    fn insert(&mut self, key: Self::Key, value: Self::Value);
}

/// A container that a map field can have: `BTreeMap`, and `HashMap` with the feature `std`.
pub trait Map: Insert<Key: Ord> + Sealed {
    /// The iterator over the entries, the last one first, because they are written backwards.
    type Entries<'a>: Iterator<Item = (&'a Self::Key, &'a Self::Value)>
    where
        Self: 'a;
    /// Whether the iterator follows the order of the keys.
    const SORTED: bool;

    /// Returns the entries, the last one first.
    fn entries(&self) -> Self::Entries<'_>;
}

impl<K, V> Sealed for BTreeMap<K, V> {}

/// Returns the bytes that a `BTreeMap` allocates at most for another entry of `size` bytes.
///
/// A node has capacity for eleven entries, and every node but the first holds at least five. There
/// are fewer inner nodes than leaves, and an inner node has twelve pointers more.
pub(crate) fn tree_entry(size: usize, is_first: bool) -> usize {
    let node = 11 * size + 16;
    if is_first { node } else { node / 5 + (node + 12 * size_of::<usize>()) / 25 + 1 }
}

impl<K: Ord, V> Insert for BTreeMap<K, V> {
    type Key = K;
    type Value = V;

    #[inline]
    fn is_full(&self) -> bool {
        false
    }

    fn growth(&self, _: usize) -> usize {
        0
    }

    fn growth_of_entry(&self) -> usize {
        tree_entry(size_of::<(K, V)>(), self.is_empty())
    }

    #[inline]
    fn reserve(&mut self, _: usize) {}

    #[inline]
    fn insert(&mut self, key: K, value: V) {
        self.insert(key, value);
    }
}

impl<K: Ord, V> Map for BTreeMap<K, V> {
    type Entries<'a>
        = core::iter::Rev<btree_map::Iter<'a, K, V>>
    where
        Self: 'a;
    const SORTED: bool = true;

    #[inline]
    fn entries(&self) -> Self::Entries<'_> {
        self.iter().rev()
    }
}

#[cfg(feature = "std")]
impl<K, V, S> Sealed for HashMap<K, V, S> {}

#[cfg(feature = "std")]
impl<K: Ord + Hash, V, S: BuildHasher> Insert for HashMap<K, V, S> {
    type Key = K;
    type Value = V;

    #[inline]
    fn is_full(&self) -> bool {
        self.len() == self.capacity()
    }

    /// Returns the size of the new table. A table has a power of two of buckets, and a byte more
    /// for each bucket. One bucket in eight stays free.
    fn growth(&self, additional: usize) -> usize {
        // A product that overflows exceeds every limit.
        let entries = self.len().saturating_add(additional).saturating_mul(8) / 7;
        let buckets = (entries + 1).checked_next_power_of_two().unwrap_or(usize::MAX).max(4);
        buckets.saturating_mul(size_of::<(K, V)>() + 1).saturating_add(32)
    }

    fn growth_of_entry(&self) -> usize {
        0
    }

    #[inline]
    fn reserve(&mut self, additional: usize) {
        self.reserve(additional);
    }

    #[inline]
    fn insert(&mut self, key: K, value: V) {
        self.insert(key, value);
    }
}

#[cfg(feature = "std")]
impl<K: Ord + Hash, V, S: BuildHasher> Map for HashMap<K, V, S> {
    type Entries<'a>
        = hash_map::Iter<'a, K, V>
    where
        Self: 'a;
    const SORTED: bool = false;

    #[inline]
    fn entries(&self) -> Self::Entries<'_> {
        self.iter()
    }
}

/// The entries of a map, the last one first.
pub(crate) struct Entries<'w, C: Map + 'w> {
    entries: C::Entries<'w>,
    sorted: Option<Vec<(&'w C::Key, &'w C::Value)>>,
}

impl<'w, C: Map + 'w> Entries<'w, C> {
    /// Returns the entries of `map`, in the order of their keys if `is_sorted`.
    #[inline]
    pub(crate) fn of(map: &'w C, is_sorted: bool) -> Self {
        let entries = map.entries();
        let in_any_order = !C::SORTED && is_sorted && entries.size_hint().0 > 1;
        Entries { entries, sorted: in_any_order.then(|| sort(map)) }
    }

    /// Returns the next entry.
    #[inline]
    pub(crate) fn next(&mut self) -> Option<(&'w C::Key, &'w C::Value)> {
        match &mut self.sorted {
            None => self.entries.next(),
            Some(sorted) => sorted.pop(),
        }
    }
}

/// Returns all entries, the first key first.
#[cold]
#[inline(never)]
fn sort<C: Map>(map: &C) -> Vec<(&C::Key, &C::Value)> {
    let entries: Vec<_> = map.entries().collect();
    let mut order: Vec<usize> = (0..entries.len()).collect();
    sort_by(&mut order, &|a, b| entries[a].0.cmp(entries[b].0));
    order.into_iter().map(|index| entries[index]).collect()
}

/// Sorts indexes. The function is not generic, because sorting is much code that would be compiled
/// for every type of map.
fn sort_by(order: &mut [usize], compare: &dyn Fn(usize, usize) -> Ordering) {
    order.sort_unstable_by(|a, b| compare(*a, *b));
}
