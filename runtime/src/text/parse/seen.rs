//! The fields of a message that the text has already set.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use crate::schema::{Cardinality, Message};
use crate::text::known::Known;

/// The singular fields that are set.
#[derive(Default)]
pub(super) struct Seen {
    /// A bit for each field of the message, by its index.
    fields: Vec<u64>,
    /// The numbers of extensions.
    extensions: BTreeSet<u32>,
}

/// The reason why a field cannot be set.
pub(super) enum Conflict<'a> {
    /// The field is already set.
    Field,
    /// Another member of the field's oneof is set.
    Member {
        /// The proto name of the oneof.
        oneof: &'a str,
        /// The proto name of the member.
        other: &'a str,
    },
}

impl Seen {
    /// Marks the field with this index as set.
    pub(super) fn set<'a>(
        &mut self,
        message: &'a Message,
        index: usize,
    ) -> Result<(), Conflict<'a>> {
        let field = &message.fields[index];
        if field.has_many() {
            return Ok(());
        }
        if self.has(index) {
            return Err(Conflict::Field);
        }
        if let Some(oneof) = field.oneof {
            let is_member = |other: &usize| message.fields[*other].oneof == Some(oneof);
            let mut members = self.indexes().filter(is_member);
            if let Some(other) = members.next() {
                let oneof = &message.oneofs[oneof as usize].name;
                return Err(Conflict::Member { oneof, other: &message.fields[other].name });
            }
        }
        if self.fields.len() <= index / 64 {
            self.fields.resize(index / 64 + 1, 0);
        }
        self.fields[index / 64] |= 1 << (index % 64);
        Ok(())
    }

    /// Marks an extension as set. Returns `false` if it was already set.
    pub(super) fn set_extension(&mut self, known: Known<'_>) -> bool {
        !matches!(known.field.cardinality, Cardinality::Singular(_))
            || self.extensions.insert(known.field.number)
    }

    /// Whether the field with this index is set.
    pub(super) fn has(&self, index: usize) -> bool {
        self.fields.get(index / 64).is_some_and(|bits| bits >> (index % 64) & 1 == 1)
    }

    /// Returns the indexes of the fields that are set.
    fn indexes(&self) -> impl Iterator<Item = usize> {
        let set = |(at, bits): (usize, &u64)| {
            let bits = *bits;
            (0..64).filter(move |bit| bits >> bit & 1 == 1).map(move |bit| at * 64 + bit)
        };
        self.fields.iter().enumerate().flat_map(set)
    }
}
