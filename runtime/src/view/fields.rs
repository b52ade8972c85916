//! The table of a message's fields.

use crate::wire::skip::{DELIMITED, FIXED32, FIXED64, VARINT};

/// The field numbers below this one have keys of one byte.
const SHORT: usize = 16;
/// The greatest value of [`Fields::short`] for a scalar: eight bytes, and the key.
pub(super) const LONGEST_SCALAR: u8 = 9;
/// The value of [`Fields::short`] for a string.
pub(super) const SHORT_STRING: u8 = 16;
/// The value of [`Fields::short`] for a message whose bytes are checked.
pub(super) const SHORT_MESSAGE: u8 = 17;
/// The value of [`Fields::short`] for packed varints.
pub(super) const SHORT_VARINTS: u8 = 18;
/// The value of [`Fields::short`] for bytes.
pub(super) const SHORT_BYTES: u8 = 19;

/// The fields of a message, for the check of its bytes.
pub struct Fields {
    dense: &'static [Entry],
    sparse: &'static [(u32, Entry)],
    preserves_unknown: bool,
    is_map_entry: bool,
    /// The keys of one byte that [`Fields::short`] knows, by the upper five bits of the byte. The
    /// low byte is the key, and the high byte is the value for it.
    short: [u16; 2 * SHORT],
}

/// A reference to the fields of a message, which can be recursive.
///
/// A constant with a `&'static Fields` makes the compiler evaluate the static that it refers to. So
/// the statics of recursive messages would need each other. A pointer is not followed.
#[derive(Clone, Copy)]
pub struct FieldsRef(*const Fields);

// SAFETY: a `FieldsRef` is a `&'static Fields`, which is `Send` and `Sync`.
unsafe impl Send for FieldsRef {}
// SAFETY: a `FieldsRef` is a `&'static Fields`, which is `Send` and `Sync`.
unsafe impl Sync for FieldsRef {}

impl FieldsRef {
    /// Creates a reference.
    pub const fn new(fields: &'static Fields) -> Self {
        FieldsRef(fields)
    }

    /// Returns the fields.
    #[inline(always)]
    pub const fn get(self) -> &'static Fields {
        // SAFETY: `new`, the only constructor, was given a `&'static Fields`.
        unsafe { &*self.0 }
    }

    /// Whether both refer to the same static.
    #[inline(always)]
    pub(super) fn is(self, other: Self) -> bool {
        core::ptr::eq(self.0, other.0)
    }
}

/// The values that a field accepts.
#[derive(Clone, Copy)]
pub enum Entry {
    /// No field has the number.
    Undeclared,
    /// A varint.
    Varint,
    /// Four bytes.
    Fixed32,
    /// Eight bytes.
    Fixed64,
    /// UTF-8 with a length prefix.
    String,
    /// Bytes with a length prefix.
    Bytes,
    /// A varint that is the number of a closed enum. The function tells whether the number has a
    /// name.
    ClosedEnum(fn(i32) -> bool),
    /// Varints, packed or expanded.
    Varints,
    /// Numbers of a closed enum, packed or expanded.
    ClosedEnums(fn(i32) -> bool),
    /// Values of four bytes, packed or expanded.
    Fixed32s,
    /// Values of eight bytes, packed or expanded.
    Fixed64s,
    /// A message with a length prefix, or an entry of a map.
    Message(FieldsRef),
    /// A message with a length prefix, in a lazy message. The check of the message around it skips
    /// the body.
    LazyMessage(FieldsRef),
    /// A group. A group has no length, so finding its end is checking it.
    Group(FieldsRef),
    /// A message with a length prefix that has another codec. The function checks its bytes, which
    /// may nest this deep.
    Foreign(fn(&[u8], u32) -> bool),
    /// A message with a length prefix that has another codec, in a lazy message. The check of the
    /// message around it skips the body.
    LazyForeign(fn(&[u8], u32) -> bool),
    /// A group that has another codec. The function checks the group after its start-group key, and
    /// moves the bytes to the position after its end-group key. The message around the group may
    /// nest this deep.
    ForeignGroup(fn(u32, &mut &[u8], u32) -> bool),
}

impl Entry {
    /// Whether the field accepts a varint.
    #[inline(always)]
    pub(super) const fn is_varint(self) -> bool {
        matches!(
            self,
            Entry::Varint | Entry::Varints | Entry::ClosedEnum(_) | Entry::ClosedEnums(_)
        )
    }
}

/// Whether a number has a name in a closed enum.
pub fn is_known<E: TryFrom<i32>>(number: i32) -> bool {
    E::try_from(number).is_ok()
}

impl Fields {
    /// Creates a table.
    ///
    /// * `dense` has the entries of the fields with small numbers, by number. Numbers without a
    ///   field have [`Entry::Undeclared`].
    /// * `sparse` has the numbers and entries of the other fields, ascending.
    /// * `preserves_unknown` tells whether the message keeps unknown fields. Then a declared number
    ///   with another wire type is an unknown field, and otherwise it is an error.
    /// * `is_map_entry` tells whether the message is the entry of a map.
    pub const fn new(
        dense: &'static [Entry],
        sparse: &'static [(u32, Entry)],
        preserves_unknown: bool,
        is_map_entry: bool,
    ) -> Self {
        let mut short = [0; 2 * SHORT];
        let mut number = 0;
        while number < short.len() {
            let entry = if number < dense.len() { dense[number] } else { Entry::Undeclared };
            let (wire_type, value) = match entry {
                _ if number >= SHORT => (0, 0),
                Entry::Varint | Entry::ClosedEnum(_) => (VARINT, 2),
                Entry::Fixed32 => (FIXED32, 5),
                Entry::Fixed64 => (FIXED64, 9),
                // Packed records are more frequent than expanded ones.
                Entry::Varints | Entry::ClosedEnums(_) => (DELIMITED, SHORT_VARINTS),
                Entry::Bytes => (DELIMITED, SHORT_BYTES),
                Entry::String => (DELIMITED, SHORT_STRING),
                Entry::Message(_) => (DELIMITED, SHORT_MESSAGE),
                _ => (0, 0),
            };
            short[number] = match value {
                // A key of another number, so that no byte finds it.
                0 => ((number << 3) ^ 8) as u16,
                value => (number << 3) as u16 | wire_type as u16 | (value as u16) << 8,
            };
            number += 1;
        }
        Fields { dense, sparse, preserves_unknown, is_map_entry, short }
    }

    /// Whether the message keeps unknown fields.
    #[inline(always)]
    pub(super) const fn preserves_unknown(&self) -> bool {
        self.preserves_unknown
    }

    /// Whether the message is the entry of a map.
    #[inline(always)]
    pub(super) const fn is_map_entry(&self) -> bool {
        self.is_map_entry
    }

    /// Returns the kind of the record whose first byte is `first`, if this byte is the key of a
    /// frequent kind. A kind is one of the constants `SHORT_…`. For a singular scalar, it is the
    /// length of the shortest record, with the key.
    #[inline(always)]
    pub(super) fn short(&self, first: u8) -> Option<u8> {
        let short = self.short[usize::from(first >> 3)];
        if short as u8 != first {
            return None;
        }
        Some((short >> 8) as u8)
    }

    /// Returns the entry of the field with this number.
    #[inline(always)]
    pub const fn entry(&self, number: u32) -> Entry {
        if (number as usize) < self.dense.len() {
            return self.dense[number as usize];
        }
        self.sparse_entry(number)
    }

    const fn sparse_entry(&self, number: u32) -> Entry {
        let (mut low, mut high) = (0, self.sparse.len());
        while low < high {
            let middle = (low + high) / 2;
            let (found, entry) = self.sparse[middle];
            if found == number {
                return entry;
            }
            if found < number {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        Entry::Undeclared
    }
}
