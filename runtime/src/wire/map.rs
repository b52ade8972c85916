//! Map fields: a repeated message of a key, numbered 1, and a value, numbered 2.

use alloc::collections::{BTreeMap, btree_map};
use alloc::vec::Vec;
use core::cmp::Ordering;
use core::marker::PhantomData;
#[cfg(feature = "std")]
use std::collections::{HashMap, hash_map};
#[cfg(feature = "std")]
use std::hash::{BuildHasher, Hash};

use super::binary_writer::BinaryWriter;
use super::cursor::Cursor;
use super::input::{Input, Nesting};
use super::kind::Kind;
use super::reader::{END, Reader};
use crate::table::Table;

mod sealed {
    pub trait Sealed {}
}
use sealed::Sealed;

/// A container that entries are read into.
pub trait Insert {
    /// The type of the keys.
    type Key;
    /// The type of the values, as they are read.
    type Value;

    /// Whether the next entry would make the container allocate, and
    /// [`reserve`](Insert::reserve) can spare it doing so in steps.
    fn is_full(&self) -> bool;
    /// Bytes that are allocated at most when there is room made for so many more entries.
    fn room(&self, additional: usize) -> usize;
    /// Bytes that are allocated at most when an entry is added for which no room has been made.
    fn room_of_entry(&self) -> usize;
    /// Makes room for so many more entries.
    fn reserve(&mut self, additional: usize);
    /// Adds an entry, or replaces the value of one.
    fn insert(&mut self, key: Self::Key, value: Self::Value);
}

/// A container that a map field can have: `BTreeMap`, and `HashMap` under feature `std`.
pub trait Map: Insert<Key: Ord> + Sealed {
    /// Entries, last first: they are written backwards.
    type Entries<'a>: Iterator<Item = (&'a Self::Key, &'a Self::Value)>
    where
        Self: 'a;
    /// Whether they come in the order of their keys.
    const SORTED: bool;

    /// All entries, last first.
    fn entries(&self) -> Self::Entries<'_>;
}

impl<K, V> Sealed for BTreeMap<K, V> {}

/// Returns the bytes that a `BTreeMap` allocates at most for another entry of `size` bytes.
///
/// A node has eleven places, of which at least five are taken in every node but the first. There
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

    fn room(&self, _: usize) -> usize {
        0
    }

    fn room_of_entry(&self) -> usize {
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

    /// A table has a power of two places, one in eight of which stays free, and a byte for each
    /// besides.
    fn room(&self, additional: usize) -> usize {
        // Saturating, for a product that 32 bits do not hold is too much for any limit.
        let entries = self.len().saturating_add(additional).saturating_mul(8) / 7;
        let places = (entries + 1).checked_next_power_of_two().unwrap_or(usize::MAX).max(4);
        places.saturating_mul(size_of::<(K, V)>() + 1).saturating_add(32)
    }

    fn room_of_entry(&self) -> usize {
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

/// Reads an entry and adds it to `map`.
///
/// A field of the entry with another wire type than the declared one is an error if the entry is
/// `STRICT`, and is dropped like other unknown fields of entries if it is not.
#[inline]
pub(crate) fn read_entry<K, V, C, const STRICT: bool>(
    // The position of the entry's length.
    start: Cursor<'_>,
    input: Input<'_>,
    nesting: Nesting<'_>,
    map: &mut C,
) where
    K: Kind,
    V: Kind,
    C: Insert<Key = K::Value, Value = V::Value>,
{
    let (mut key, mut value) = (K::Value::default(), V::Value::default());
    let mut entry = Reader::new(input, nesting);
    loop {
        let tag = entry.tag();
        if tag == key_tag::<K>() {
            K::merge(&mut key, &mut entry);
        } else if tag == value_tag::<V>() {
            V::merge(&mut value, &mut entry);
        } else if tag == END {
            break;
        } else {
            entry.skip(if STRICT { Entry::<K, V>::FIELDS } else { Table::NONE });
        }
    }
    if nesting.scope.is_limited()
        && !nesting.scope.charge(start, map.room_of_entry() + V::DEFAULT_HEAP)
    {
        return;
    }
    if !nesting.scope.has_failed() {
        map.insert(key, value);
    }
}

/// The fields of an entry. They have no names: an error in them names the map.
struct Entry<K, V>(PhantomData<(K, V)>);

impl<K: Kind, V: Kind> Entry<K, V> {
    const KEYS: &[u32] = &[key_tag::<K>(), value_tag::<V>()];
    const FIELDS: &Table = &Table::Short { message: "", keys: Self::KEYS, names: "" };
}

const fn key_tag<K: Kind>() -> u32 {
    1 << 3 | K::WIRE_TYPE
}

const fn value_tag<V: Kind>() -> u32 {
    2 << 3 | V::WIRE_TYPE
}

/// Writes a whole map field.
#[inline]
pub(crate) fn write<'w, K, V, C>(
    mut writer: BinaryWriter<'w>,
    tag: u32,
    map: &'w C,
) -> BinaryWriter<'w>
where
    K: Kind<Value: 'w>,
    V: Kind<Value: 'w>,
    C: Map<Key = K::Value, Value = V::Value>,
{
    let mut entries = Entries::of(map, writer.0.is_sorted());
    while let Some((key, value)) = entries.next() {
        if !writer.enter() {
            break;
        }
        let before = writer.written();
        writer = V::write_unless_default(writer, value_tag::<V>(), value);
        writer = K::write_unless_default(writer, key_tag::<K>(), key);
        writer.leave();
        writer.head(tag, before);
    }
    writer
}

/// The entries of a map, the last one first.
pub(crate) struct Entries<'w, C: Map + 'w> {
    entries: C::Entries<'w>,
    sorted: Option<Vec<(&'w C::Key, &'w C::Value)>>,
}

impl<'w, C: Map + 'w> Entries<'w, C> {
    /// Returns the entries. `is_sorted` says that they come in the order of their keys.
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

/// All entries, the first key first.
#[cold]
#[inline(never)]
fn sort<C: Map>(map: &C) -> Vec<(&C::Key, &C::Value)> {
    let entries: Vec<_> = map.entries().collect();
    let mut order: Vec<usize> = (0..entries.len()).collect();
    sort_by(&mut order, &|a, b| entries[a].0.cmp(entries[b].0));
    order.into_iter().map(|index| entries[index]).collect()
}

/// Not generic: sorting is much code, and would be compiled for every type of map.
fn sort_by(order: &mut [usize], compare: &dyn Fn(usize, usize) -> Ordering) {
    order.sort_unstable_by(|a, b| compare(*a, *b));
}
