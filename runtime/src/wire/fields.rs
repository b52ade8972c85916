//! The fields of a message, as far as mistakes in the input concern them.

/// The keys and names of a message's fields. Generated code writes it as it is, since that costs
/// less to check than a call: so this version can have no other fields.
pub struct Fields {
    /// The name of the struct.
    pub message: &'static str,
    /// Ascending by number; of repeated scalars the expanded one. Members of oneofs stand among
    /// them.
    pub keys: &'static [u32],
    /// As many names in the struct, with spaces between them. A oneof's stands for each of its
    /// members.
    pub names: &'static str,
}

impl Fields {
    /// The fields of a message that declares none.
    pub(crate) const NONE: &'static Fields = &Fields { message: "", keys: &[], names: "" };

    /// The key that the field of this number should have.
    pub(crate) fn key(&self, number: u32) -> Option<u32> {
        Some(self.keys[self.index(number)?])
    }

    /// The name of the field that has this key, or should have it.
    pub(crate) fn name(&self, key: u32) -> Option<&'static str> {
        self.names.split(' ').nth(self.index(key >> 3)?)
    }

    fn index(&self, number: u32) -> Option<usize> {
        self.keys.binary_search_by_key(&number, |key| key >> 3).ok()
    }
}
