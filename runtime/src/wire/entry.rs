//! Map entries: messages of a key, numbered 1, and a value, numbered 2.

use core::marker::PhantomData;

use super::binary_writer::BinaryWriter;
use super::cursor::Cursor;
use super::input::{Input, Nesting};
use super::map::{Entries, Insert, Map};
use super::reader::{END, Reader};
use super::traits::Kind;
use crate::table::Table;

/// Reads an entry and adds it to `map`.
///
/// The key or the value can have another wire type than the declared one. With `STRICT`, that is an
/// error. Otherwise, the field is dropped, as unknown fields of entries are.
#[inline]
pub(super) fn read<K, V, C, const STRICT: bool>(
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
        && !nesting.scope.charge(start, map.growth_of_entry() + V::DEFAULT_HEAP)
    {
        return;
    }
    if !nesting.scope.has_failed() {
        map.insert(key, value);
    }
}

/// The table of an entry. Its fields have no names, because an error in them names the map.
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
pub(super) fn write<'w, K, V, C>(
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
