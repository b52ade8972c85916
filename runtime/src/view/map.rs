//! Map fields.

use alloc::vec::{self, Vec};
use core::cmp::Ordering;
use core::fmt;
use core::marker::PhantomData;

use super::element::Element;
use super::fields::Entry as FieldEntry;
use super::list::{List, ListIter, Records};
use super::source::Source;
use super::traits::MessageView;
use crate::wire::cursor::Cursor;
use crate::wire::kind::{self, Scalar};
use crate::wire::skip::DELIMITED;

/// An entry of a map with keys of the kind `K` and values of the kind `V`.
///
/// Invariant: the check by a table with `K` at 1 and `V` at 2 has accepted the body.
pub struct Entry<'a, K, V> {
    body: &'a [u8],
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
        unsafe { K::of_entry(self.body, 1) }
    }

    /// Returns the value. Returns `None` for a number without a name in a closed enum.
    #[inline]
    fn value(self) -> Option<V::Value<'a>> {
        // SAFETY: by the invariant, the check has accepted the body by a table with `V` at 2.
        unsafe { V::of_entry(self.body, 2) }
    }

    /// Returns key and value.
    #[inline]
    fn read(self) -> Option<(K::Value<'a>, V::Value<'a>)> {
        Some((self.key()?, self.value()?))
    }
}

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
    unsafe fn read<'a>(cursor: &mut Cursor<'a>, _: u32) -> Option<Entry<'a, K, V>> {
        // The caller establishes the invariant: `is` is true for the entry of the field.
        Some(Entry { body: cursor.delimited().ok()?, kinds: PhantomData })
    }

    /// Values of maps are not maps.
    unsafe fn of_entry(_: &[u8], _: u32) -> Option<Entry<'_, K, V>> {
        None
    }
}

/// A kind of key.
pub trait MapKey: Element {
    /// Compares two keys.
    #[doc(hidden)]
    fn compare(one: &Self::Value<'_>, other: &Self::Value<'_>) -> Ordering;
}

impl<K: Scalar<Value: Ord>> MapKey for K {
    #[inline]
    fn compare(one: &K::Value, other: &K::Value) -> Ordering {
        one.cmp(other)
    }
}

impl MapKey for kind::String {
    #[inline]
    fn compare(one: &&str, other: &&str) -> Ordering {
        one.cmp(other)
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
    pub fn iter(&self) -> MapIter<'a, K, V> {
        const SMALL: usize = 16;
        if self.entries.len() <= SMALL {
            return MapIter(Entries::Few(self.entries.iter()));
        }
        let mut entries: Vec<_> = self
            .entries
            .iter()
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

/// The keys and values of a [`MapView`].
pub struct MapIter<'a, K: Element, V: Element>(Entries<'a, K, V>);

enum Entries<'a, K: Element, V: Element> {
    /// The entries that have not been read.
    Few(ListIter<'a, Entry<'static, K, V>>),
    /// The entries that count.
    Many(vec::IntoIter<(K::Value<'a>, Entry<'a, K, V>)>),
}

impl<'a, K: MapKey, V: Element> Iterator for MapIter<'a, K, V> {
    type Item = (K::Value<'a>, V::Value<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = match &mut self.0 {
            Entries::Few(rest) => rest,
            Entries::Many(entries) => {
                let (key, entry) = entries.next()?;
                return Some((key, entry.value()?));
            }
        };
        while let Some(entry) = rest.next() {
            let Some((key, value)) = entry.read() else { continue };
            let replaces = |later: Entry<'a, K, V>| {
                later.key().is_some_and(|other| K::compare(&key, &other).is_eq())
                    && (!V::IS_OPTIONAL || later.value().is_some())
            };
            if !rest.clone().any(replaces) {
                return Some((key, value));
            }
        }
        None
    }
}
