//! Repeated fields.

use alloc::boxed::Box;
use alloc::vec::{self, Vec};
use core::fmt;
use core::marker::PhantomData;

use super::check::{Extent, check};
use super::element::Element;
use super::fields::FieldsRef;
use super::pieces::{pieces, skipped};
use super::reader::long_key;
use super::source::Source;
use super::traits::MessageView;
use crate::wire::cursor::Cursor;
use crate::wire::input::MAX_RECURSION_LIMIT;
use crate::wire::reader::END;
use crate::wire::skip::DELIMITED;

/// A repeated field or a map of a view `V`, with the number `NUMBER`.
///
/// Invariant: the check by the table of `V` has accepted the first `count` records with elements,
/// and all records before the last of them. `Records::read` establishes it. If the view has been
/// returned by `decode_view`, the check has accepted all of `records`, as `reader` argues.
pub struct Records<'a, V, const NUMBER: u32> {
    /// The body of the message from the first record with elements on.
    records: &'a [u8],
    /// The number of records with elements.
    count: usize,
    view: PhantomData<fn() -> V>,
}

impl<V, const NUMBER: u32> Clone for Records<'_, V, NUMBER> {
    #[inline(always)]
    fn clone(&self) -> Self {
        *self
    }
}

impl<V, const NUMBER: u32> Copy for Records<'_, V, NUMBER> {}

impl<V, const NUMBER: u32> Default for Records<'_, V, NUMBER> {
    #[inline(always)]
    fn default() -> Self {
        Records { records: &[], count: 0, view: PhantomData }
    }
}

impl<'a, V: MessageView, const NUMBER: u32> Records<'a, V, NUMBER> {
    /// Adds the record at `start`, which is a record of the field in a body that the check has
    /// accepted by the table of `V`.
    #[inline(always)]
    pub(super) fn add(&mut self, start: Cursor<'a>) {
        if self.count == 0 {
            self.records = start.rest();
        }
        self.count += 1;
    }

    /// Returns the elements. `source` is that of the view.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn list<E: Element>(self, source: Source<'a>) -> List<'a, E> {
        // The compiler knows the result.
        if !E::is(const { V::FIELDS.get().entry(NUMBER) }) {
            return List::default();
        }
        let pieces = match source.is_whole() {
            true => None,
            false => Some((source, const { V::FIELDS })),
        };
        let Records { records, count, view: _ } = self;
        List { records, count, number: NUMBER, depth: source.depth, pieces, element: PhantomData }
    }
}

/// The elements of a repeated field, e.g. `List<'a, kind::String>`.
///
/// A list is read from the encoded message each time it is iterated.
pub struct List<'a, E> {
    /// Records that the check has accepted by a table that declares `E` at `number`.
    records: &'a [u8],
    /// The number of records with elements.
    count: usize,
    number: u32,
    /// The number of levels that the view may nest deeper.
    depth: u32,
    /// The source and the table of a message that comes in pieces. Then all elements are in the
    /// pieces, and `records` has no meaning.
    pieces: Option<(Source<'a>, FieldsRef)>,
    element: PhantomData<fn() -> E>,
}

impl<E> Clone for List<'_, E> {
    #[inline(always)]
    fn clone(&self) -> Self {
        *self
    }
}

impl<E> Copy for List<'_, E> {}

/// An empty list.
impl<E> Default for List<'_, E> {
    fn default() -> Self {
        List { records: &[], count: 0, number: 0, depth: 0, pieces: None, element: PhantomData }
    }
}

impl<'a, E: Element> List<'a, E> {
    /// Returns an iterator over the elements.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn iter(&self) -> ListIter<'a, E> {
        let (records, left, rest) = match self.pieces {
            None => (Cursor::new(self.records), self.count, None),
            Some((source, fields)) => (Cursor::new(&[]), 0, Some(Rest::of(source, fields))),
        };
        let (packed, number, depth) = (Default::default(), self.number, self.depth);
        ListIter { records, left, packed, number, depth, rest, element: PhantomData }
    }

    /// Whether the list has no elements.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }

    /// Returns the number of elements. The function counts packed elements. For other elements, it
    /// returns a number that the view has.
    pub fn len(&self) -> usize {
        if !E::IS_PACKABLE && !E::IS_OPTIONAL && self.pieces.is_none() {
            return self.count;
        }
        let mut iter = self.iter();
        if E::IS_OPTIONAL {
            return iter.count();
        }
        let mut len = 0;
        while let Some(record) = iter.next_record() {
            len += match record {
                Record::One => match iter.read_one() {
                    Some(_) => 1,
                    None => 0,
                },
                Record::Packed(bytes) => E::packed_len(&E::packed(bytes)),
            };
        }
        len
    }

    /// Returns the element at `index`. The function reads all elements before it.
    pub fn get(&self, index: usize) -> Option<E::Value<'a>> {
        self.iter().nth(index)
    }

    /// Returns the first element.
    #[inline]
    pub fn first(&self) -> Option<E::Value<'a>> {
        self.iter().next()
    }

    /// Returns the elements as a vector.
    pub fn to_vec(&self) -> Vec<E::Value<'a>> {
        let mut values = Vec::with_capacity(self.len());
        values.extend(self.iter());
        values
    }

    /// Returns the bytes of the elements, if all elements are in one packed record.
    ///
    /// Numbers with a fixed width lie there one after the other, in little-endian order. So
    /// `list.packed_bytes()?.as_chunks::<4>()` are the elements of a `repeated float`.
    pub fn packed_bytes(&self) -> Option<&'a [u8]> {
        let mut iter = self.iter();
        match (iter.next_record(), iter.next_record()) {
            (Some(Record::Packed(bytes)), None) => Some(bytes),
            _ => None,
        }
    }
}

impl<'a, E: Element> IntoIterator for List<'a, E> {
    type Item = E::Value<'a>;
    type IntoIter = ListIter<'a, E>;

    #[inline(always)]
    fn into_iter(self) -> ListIter<'a, E> {
        self.iter()
    }
}

impl<'a, E: Element> IntoIterator for &List<'a, E> {
    type Item = E::Value<'a>;
    type IntoIter = ListIter<'a, E>;

    #[inline(always)]
    fn into_iter(self) -> ListIter<'a, E> {
        self.iter()
    }
}

impl<'a, E: Element<Value<'a>: fmt::Debug>> fmt::Debug for List<'a, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

/// The elements of a [`List`].
pub struct ListIter<'a, E: Element> {
    /// Records that the check has accepted by a table that declares `E` at `number`.
    records: Cursor<'a>,
    /// The number of records with elements that are left.
    left: usize,
    /// The rest of a packed record.
    packed: E::Packed<'a>,
    number: u32,
    depth: u32,
    /// The pieces that are left, if the message comes in pieces.
    rest: Option<Box<Rest<'a>>>,
    element: PhantomData<fn() -> E>,
}

/// A record with elements.
enum Record<'a> {
    /// One element, which has not been read.
    One,
    /// The bytes of a packed record.
    Packed(&'a [u8]),
}

/// The pieces of a message that have not been read.
#[derive(Clone)]
struct Rest<'a> {
    pieces: vec::IntoIter<&'a [u8]>,
    fields: FieldsRef,
}

impl<'a> Rest<'a> {
    #[cold]
    #[inline(never)]
    fn of(source: Source<'a>, fields: FieldsRef) -> Box<Self> {
        Box::new(Rest { pieces: pieces(source).into_iter(), fields })
    }

    /// Returns the next piece. It is checked again, so that a list depends on no other check.
    #[cold]
    #[inline(never)]
    fn next(&mut self) -> Option<Cursor<'a>> {
        let fields = self.fields.get();
        let is_valid = |piece: &&[u8]| {
            check(fields, Cursor::new(piece), MAX_RECURSION_LIMIT, 0, Extent::Lazy).is_some()
        };
        self.pieces.find(is_valid).map(Cursor::new)
    }
}

impl<'a, E: Element> ListIter<'a, E> {
    /// Moves to the next record with elements.
    #[inline(always)]
    fn next_record(&mut self) -> Option<Record<'a>> {
        loop {
            if self.left == 0 {
                self.records = self.rest.as_mut()?.next()?;
                self.left = usize::MAX;
            }
            let key = match self.records.short_key() {
                Some(key) => key,
                None => {
                    let key;
                    (key, self.records) = long_key(self.records);
                    if key == END {
                        // A piece ends.
                        self.left = 0;
                        continue;
                    }
                    key
                }
            };
            if key == self.number << 3 | E::WIRE_TYPE {
                self.left -= 1;
                return Some(Record::One);
            }
            if E::IS_PACKABLE && key == self.number << 3 | DELIMITED {
                self.left -= 1;
                return self.records.delimited().ok().map(Record::Packed);
            }
            self.records = skipped(self.records, key);
        }
    }

    /// Reads the element of [`Record::One`], which [`next_record`](ListIter::next_record) has just
    /// returned.
    #[inline(always)]
    fn read_one(&mut self) -> Option<E::Value<'a>> {
        // SAFETY: by the invariant of `records`, the check has accepted the record as one of `E`.
        // `next_record` has read its key, and compared it with that of the field.
        unsafe { E::read(&mut self.records, self.number, self.depth) }
    }
}

impl<'a, E: Element> Iterator for ListIter<'a, E> {
    type Item = E::Value<'a>;

    #[inline(always)]
    fn next(&mut self) -> Option<E::Value<'a>> {
        loop {
            if E::IS_PACKABLE
                && let Some(value) = E::next_packed(&mut self.packed)
            {
                return Some(value);
            }
            match self.next_record()? {
                Record::One => match self.read_one() {
                    None if E::IS_OPTIONAL => {}
                    value => return value,
                },
                Record::Packed(bytes) => self.packed = E::packed(bytes),
            }
        }
    }

    #[inline(always)]
    fn fold<B, F: FnMut(B, E::Value<'a>) -> B>(mut self, start: B, mut fold: F) -> B {
        let mut result = start;
        if E::IS_PACKABLE {
            while let Some(value) = E::next_packed(&mut self.packed) {
                result = fold(result, value);
            }
        }
        while let Some(record) = self.next_record() {
            match record {
                Record::One => {
                    if let Some(value) = self.read_one() {
                        result = fold(result, value);
                    }
                }
                Record::Packed(bytes) => result = E::fold_packed(bytes, result, &mut fold),
            }
        }
        result
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        match E::IS_PACKABLE || E::IS_OPTIONAL || self.rest.is_some() {
            true => (0, None),
            false => (self.left, Some(self.left)),
        }
    }
}

impl<E: Element> Clone for ListIter<'_, E> {
    fn clone(&self) -> Self {
        let ListIter { records, left, number, depth, element, .. } = *self;
        let (packed, rest) = (self.packed.clone(), self.rest.clone());
        ListIter { records, left, packed, number, depth, rest, element }
    }
}
