//! Map fields.

use alloc::vec::{self, Vec};
use core::array;
use core::cmp::Ordering;
use core::fmt;
use core::marker::PhantomData;

use super::element::Element;
use super::fields::Entry as FieldEntry;
use super::list::{List, ListIter, Records};
use super::pieces::skipped;
use super::source::Source;
use super::traits::MessageView;
use crate::wire::cursor::Cursor;
use crate::wire::kind::{self, Scalar};
use crate::wire::skip::DELIMITED;
use crate::wire::traits::sealed::Sealed;

/// An entry of a map with keys of the kind `K` and values of the kind `V`.
///
/// Invariant: the check by a table with `K` at 1 and `V` at 2 has accepted the body.
pub struct Entry<'a, K, V> {
    body: &'a [u8],
    /// The number of levels that the entry may nest deeper.
    depth: u32,
    kinds: PhantomData<fn() -> (K, V)>,
}

impl<K, V> Clone for Entry<'_, K, V> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<K, V> Copy for Entry<'_, K, V> {}

impl<'a, K: Element, V: Element> Entry<'a, K, V> {
    /// Returns the key.
    #[inline]
    fn key(self) -> Option<K::Value<'a>> {
        // SAFETY: by the invariant, the check has accepted the body by a table with `K` at 1.
        unsafe { K::of_entry(self.body, 1, self.depth) }
    }

    /// Returns the value. Returns `None` for a number without a name in a closed enum.
    #[inline]
    fn value(self) -> Option<V::Value<'a>> {
        // SAFETY: by the invariant, the check has accepted the body by a table with `V` at 2.
        unsafe { V::of_entry(self.body, 2, self.depth) }
    }

    /// Returns key and value.
    #[inline]
    fn read(self) -> Option<(K::Value<'a>, V::Value<'a>)> {
        match self.as_encoded() {
            Some(read) => Some(read),
            None => Some((self.key()?, self.value()?)),
        }
    }

    /// Reads the key of an entry as encoders write it: a key, a value and nothing else.
    #[inline]
    fn key_as_encoded(self) -> Option<K::Value<'a>> {
        let mut cursor = Cursor::new(self.body);
        if cursor.short_key()? != 1 << 3 | K::WIRE_TYPE {
            return None;
        }
        // SAFETY: by the invariant, the check has accepted the body by a table with `K` at 1. The
        // cursor is at the value of the first record, whose key says that it is one of `K`.
        let key = unsafe { K::read(&mut cursor, 1, self.depth) }?;
        if cursor.short_key()? != 2 << 3 | V::WIRE_TYPE {
            return None;
        }
        let behind = match V::WIRE_TYPE {
            DELIMITED => {
                cursor.delimited().ok()?;
                cursor
            }
            _ => skipped(cursor, 2 << 3 | V::WIRE_TYPE),
        };
        behind.is_empty().then_some(key)
    }

    /// Reads an entry as encoders write it: a key, a value and nothing else.
    #[inline]
    fn as_encoded(self) -> Option<(K::Value<'a>, V::Value<'a>)> {
        let mut cursor = Cursor::new(self.body);
        if cursor.short_key()? != 1 << 3 | K::WIRE_TYPE {
            return None;
        }
        // SAFETY: by the invariant, the check has accepted the body by a table with `K` at 1. The
        // cursor is at the value of the first record, whose key says that it is one of `K`.
        let key = unsafe { K::read(&mut cursor, 1, self.depth) }?;
        if cursor.short_key()? != 2 << 3 | V::WIRE_TYPE {
            return None;
        }
        // SAFETY: by the invariant, the check has accepted the body by a table with `V` at 2.
        // `K::read` has moved the cursor behind the first value. So the cursor is at the value of
        // the second record, whose key says that it is one of `V`.
        let value = unsafe { V::read(&mut cursor, 2, self.depth) }?;
        cursor.is_empty().then_some((key, value))
    }
}

impl<K, V> Sealed for Entry<'_, K, V> {}

impl<K: Element, V: Element> Element for Entry<'static, K, V> {
    type Value<'a> = Entry<'a, K, V>;
    type Packed<'a> = ();
    const WIRE_TYPE: u32 = DELIMITED;

    #[inline(always)]
    fn is(entry: FieldEntry) -> bool {
        match entry {
            FieldEntry::Message(fields) => {
                let fields = fields.get();
                K::is(fields.entry(1)) && V::is(fields.entry(2))
            }
            _ => false,
        }
    }

    #[inline(always)]
    unsafe fn read<'a>(cursor: &mut Cursor<'a>, _: u32, depth: u32) -> Option<Entry<'a, K, V>> {
        // The caller establishes the invariant: `is` is true for the entry of the field.
        let (body, depth) = (cursor.delimited().ok()?, depth.saturating_sub(1));
        Some(Entry { body, depth, kinds: PhantomData })
    }

    /// Values of maps are not maps.
    unsafe fn of_entry(_: &[u8], _: u32, _: u32) -> Option<Entry<'_, K, V>> {
        None
    }
}

/// A kind of key.
pub trait MapKey: Element {
    /// Compares two keys.
    #[doc(hidden)]
    fn compare(one: &Self::Value<'_>, other: &Self::Value<'_>) -> Ordering;

    /// Returns a number that is equal for equal keys, and differs for most other keys.
    #[doc(hidden)]
    fn fingerprint(key: &Self::Value<'_>) -> u64;
}

impl<K: Scalar<Value: Ord>> MapKey for K {
    #[inline]
    fn compare(one: &K::Value, other: &K::Value) -> Ordering {
        one.cmp(other)
    }

    #[inline]
    fn fingerprint(key: &K::Value) -> u64 {
        K::to_bits(*key)
    }
}

impl MapKey for kind::String {
    #[inline]
    fn compare(one: &&str, other: &&str) -> Ordering {
        one.cmp(other)
    }

    /// Most keys differ in their length, or in one of their first or last eight bytes.
    #[inline]
    fn fingerprint(key: &&str) -> u64 {
        let bytes = key.as_bytes();
        let (first, last) = match (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
            (Some(first), Some(last)) => (u64::from_le_bytes(*first), u64::from_le_bytes(*last)),
            _ => (Cursor::new(bytes).up_to_eight(), 0),
        };
        first ^ last.rotate_left(23) ^ (bytes.len() as u64).rotate_left(56)
    }
}

/// The entries of a map field, e.g. `MapView<'a, kind::String, kind::Int32>`.
///
/// The encoding can have several entries of a key. The last one counts.
pub struct MapView<'a, K, V> {
    entries: List<'a, Entry<'static, K, V>>,
}

impl<K, V> Clone for MapView<'_, K, V> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<K, V> Copy for MapView<'_, K, V> {}

impl<'a, W: MessageView, const NUMBER: u32> Records<'a, W, NUMBER> {
    /// Returns the entries of a map. `source` is that of the view.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn map<K: Element, V: Element>(self, source: Source<'a>) -> MapView<'a, K, V> {
        MapView { entries: self.list(source) }
    }
}

impl<'a, K: MapKey, V: Element> MapView<'a, K, V> {
    /// Returns the value of a key. The function reads the keys of all entries.
    pub fn get(&self, key: K::Value<'_>) -> Option<V::Value<'a>> {
        let is_key = |entry: &Entry<'a, K, V>| {
            entry.key().is_some_and(|other| K::compare(&other, &key).is_eq())
        };
        if !V::IS_OPTIONAL {
            return self.entries.iter().filter(is_key).last()?.value();
        }
        // An entry with a number without a name does not replace the one before it.
        self.entries.iter().filter(is_key).filter_map(Entry::value).last()
    }

    /// Whether the map has an entry with this key.
    pub fn contains_key(&self, key: K::Value<'_>) -> bool {
        self.get(key).is_some()
    }

    /// Whether the map has no entries.
    pub fn is_empty(&self) -> bool {
        self.entries().next().is_none()
    }

    /// Returns the number of keys. The function reads all keys.
    pub fn len(&self) -> usize {
        self.iter().count()
    }

    /// Returns the entries as they are encoded, in order. A key can occur several times. Then its
    /// last entry counts.
    #[inline]
    pub fn entries(&self) -> MapEntries<'a, K, V> {
        MapEntries { entries: self.entries.iter() }
    }

    /// Returns each key once, with the value that counts. The order has no meaning.
    ///
    /// The function compares the keys of a small map with one another. For more than
    /// 16 entries, it allocates a vector and sorts it.
    #[inline]
    pub fn iter(&self) -> MapIter<'a, K, V> {
        match self.has_distinct_keys() {
            true => MapIter(Entries::All(self.entries())),
            false => self.last_entries(),
        }
    }

    /// Returns whether the keys are known to be distinct, without comparing long keys. Encoders
    /// write distinct keys.
    #[inline]
    fn has_distinct_keys(&self) -> bool {
        let count = self.entries.len();
        if count < 2 {
            return true;
        }
        if count > SMALL {
            return false;
        }
        let mut seen = [0; SMALL];
        for (index, entry) in self.entries.iter().take(SMALL).enumerate() {
            let Some(key) = entry.key_as_encoded() else { return false };
            let fingerprint = K::fingerprint(&key);
            if seen[..index].contains(&fingerprint) {
                return false;
            }
            seen[index] = fingerprint;
        }
        true
    }

    /// Returns the last entry of each key.
    #[cold]
    fn last_entries(&self) -> MapIter<'a, K, V> {
        let mut all = self.entries.iter();
        if self.entries.len() <= SMALL {
            let mut entries = core::array::from_fn(|_| {
                let entry = all.next()?;
                let counts = !V::IS_OPTIONAL || entry.value().is_some();
                Some((entry.key().filter(|_| counts)?, entry))
            });
            for index in 1..SMALL {
                let (earlier, later) = entries.split_at_mut(index);
                let Some((key, _)) = &later[0] else { continue };
                for entry in earlier {
                    if entry.as_ref().is_some_and(|(other, _)| K::compare(key, other).is_eq()) {
                        *entry = None;
                    }
                }
            }
            return MapIter(Entries::Few(entries.into_iter()));
        }
        let mut entries: Vec<_> = all
            .filter(|entry| !V::IS_OPTIONAL || entry.value().is_some())
            .filter_map(|entry| Some((entry.key()?, entry)))
            .collect();
        // The sort is stable. In reverse order, the entry that counts is the first one of its key.
        entries.reverse();
        entries.sort_by(|(one, _), (other, _)| K::compare(one, other));
        entries.dedup_by(|(later, _), (earlier, _)| K::compare(later, earlier).is_eq());
        MapIter(Entries::Many(entries.into_iter()))
    }
}

impl<'a, K: MapKey, V: Element> IntoIterator for MapView<'a, K, V> {
    type Item = (K::Value<'a>, V::Value<'a>);
    type IntoIter = MapIter<'a, K, V>;

    fn into_iter(self) -> MapIter<'a, K, V> {
        self.iter()
    }
}

impl<'a, K: MapKey, V: Element> fmt::Debug for MapView<'a, K, V>
where
    K::Value<'a>: fmt::Debug,
    V::Value<'a>: fmt::Debug,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

/// The entries of a [`MapView`] as they are encoded.
pub struct MapEntries<'a, K: Element, V: Element> {
    entries: ListIter<'a, Entry<'static, K, V>>,
}

impl<'a, K: Element, V: Element> Iterator for MapEntries<'a, K, V> {
    type Item = (K::Value<'a>, V::Value<'a>);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.entries.next()?.read() {
                None if V::IS_OPTIONAL => {}
                read => return read,
            }
        }
    }
}

/// The number of entries whose keys are compared with one another.
const SMALL: usize = 16;

/// The keys and values of a [`MapView`].
pub struct MapIter<'a, K: Element, V: Element>(Entries<'a, K, V>);

/// An entry that counts, with its key.
type Keyed<'a, K, V> = (<K as Element>::Value<'a>, Entry<'a, K, V>);

/// The entries that count.
enum Entries<'a, K: Element, V: Element> {
    /// All entries count.
    All(MapEntries<'a, K, V>),
    Few(array::IntoIter<Option<Keyed<'a, K, V>>, SMALL>),
    Many(vec::IntoIter<Keyed<'a, K, V>>),
}

impl<'a, K: MapKey, V: Element> Iterator for MapIter<'a, K, V> {
    type Item = (K::Value<'a>, V::Value<'a>);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let (key, entry) = match &mut self.0 {
            Entries::All(entries) => return entries.next(),
            Entries::Few(entries) => entries.find_map(|entry| entry)?,
            Entries::Many(entries) => entries.next()?,
        };
        match entry.as_encoded() {
            Some(read) => Some(read),
            None => Some((key, entry.value()?)),
        }
    }
}
