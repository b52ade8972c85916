//! The fields that an object already has.

use alloc::vec::Vec;

use crate::schema::Message;

/// The fields of all open objects. The fields of an outer object come first.
#[derive(Default)]
pub(in crate::json) struct Seen {
    /// Bits of the fields from the 64th on.
    words: Vec<u64>,
    /// The numbers of extensions.
    extensions: Vec<u32>,
}

/// The fields and oneofs that one object already has.
pub(in crate::json) struct SeenFields {
    /// Bits of the first 64 fields and oneofs.
    first: u64,
    /// The start of the other bits in [`Seen::words`].
    words: usize,
    /// The start of the extensions in [`Seen::extensions`].
    extensions: usize,
}

impl Seen {
    /// Begins an object.
    #[inline]
    pub(in crate::json) fn begin(&mut self, message: &Message) -> SeenFields {
        let begun =
            SeenFields { first: 0, words: self.words.len(), extensions: self.extensions.len() };
        // The bits of the oneofs follow the bits of the fields.
        let bits = message.fields.len() + message.oneofs.len();
        if bits > 64 {
            self.words.resize(begun.words + (bits - 64).div_ceil(64), 0);
        }
        begun
    }

    /// Ends the innermost object.
    #[inline]
    pub(in crate::json) fn end(&mut self, begun: SeenFields) {
        self.words.truncate(begun.words);
        self.extensions.truncate(begun.extensions);
    }

    /// Marks a field or oneof. Returns whether it was not marked before.
    #[inline]
    pub(in crate::json) fn is_first(&mut self, fields: &mut SeenFields, index: usize) -> bool {
        let word = match index.checked_sub(64) {
            None => &mut fields.first,
            Some(rest) => &mut self.words[fields.words + rest / 64],
        };
        let bit = 1 << (index % 64);
        let is_first = *word & bit == 0;
        *word |= bit;
        is_first
    }

    /// Marks an extension. Returns whether this number was not marked before.
    pub(in crate::json) fn is_first_extension(&mut self, fields: &SeenFields, number: u32) -> bool {
        let is_first = !self.extensions[fields.extensions..].contains(&number);
        self.extensions.push(number);
        is_first
    }
}
