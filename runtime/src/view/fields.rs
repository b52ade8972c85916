//! The table of a message's fields.

/// The fields of a message, for the check of its bytes.
pub struct Fields {
    /// The entries of the fields with small numbers, by number. Numbers without a field have
    /// [`Entry::Undeclared`].
    pub dense: &'static [Entry],
    /// The numbers and entries of the other fields, ascending.
    pub sparse: &'static [(u32, Entry)],
    /// Whether the message keeps unknown fields. Then a declared number with another wire type is
    /// an unknown field, and otherwise it is an error.
    pub preserves_unknown: bool,
    /// Whether the message is the entry of a map.
    pub is_map_entry: bool,
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

/// Whether a number has a name in a closed enum.
pub fn is_known<E: TryFrom<i32>>(number: i32) -> bool {
    E::try_from(number).is_ok()
}

impl Fields {
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
