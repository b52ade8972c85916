//! Schemas of messages and enums, as JSON, text format and dynamic messages read them.
//!
//! A schema is created from the [`Table`](crate::table::Table) of a generated message, or from a
//! descriptor. The interpreters work the same for both. This module imports nothing but `table`.

mod enumeration;
mod field;
mod json_names;
mod message;
mod name_index;

pub(crate) use enumeration::{Enum, EnumValue};
pub(crate) use field::{Cardinality, EnumLink, Field, Kind, MapKey, MessageLink, Presence};
pub(crate) use message::{Form, Message, Oneof};

/// The messages and enums of one set of descriptors.
#[derive(Debug, Default)]
pub(crate) struct Pool {
    /// The messages. A [`MessageLink::Pool`] is an index into this list.
    pub messages: alloc::vec::Vec<Message>,
    /// The enums. An [`EnumLink::Pool`] is an index into this list.
    pub enums: alloc::vec::Vec<Enum>,
}

/// A message type: its schema, and the pool that the links of its fields refer to.
#[derive(Clone, Copy)]
pub(crate) struct Type<'a> {
    message: &'a Message,
    pool: Option<&'a Pool>,
}

impl<'a> Type<'a> {
    /// Returns the type of a generated message.
    pub(crate) fn of_table(table: &'static crate::table::Table) -> Type<'static> {
        Type { message: table.schema(), pool: None }
    }

    /// Returns the type of a message in a pool.
    pub(crate) fn in_pool(pool: &'a Pool, index: usize) -> Self {
        Type { message: &pool.messages[index], pool: Some(pool) }
    }

    /// Returns the schema.
    pub(crate) fn message(self) -> &'a Message {
        self.message
    }

    /// Returns the type that a field of this message links to.
    #[inline]
    pub(crate) fn linked(self, link: &MessageLink) -> Type<'a> {
        match (link, self.pool) {
            (MessageLink::Table(table), _) => Type { message: table.schema(), pool: None },
            (MessageLink::Pool(index), Some(pool)) => Type::in_pool(pool, *index as usize),
            (MessageLink::Pool(_), None) => unreachable!("tables do not link to pools"),
        }
    }

    /// Returns the enum that a field of this message links to.
    #[inline]
    pub(crate) fn linked_enum(self, link: &EnumLink) -> &'a Enum {
        match (link, self.pool) {
            (EnumLink::Table(table), _) => table.schema(),
            (EnumLink::Pool(index), Some(pool)) => &pool.enums[*index as usize],
            (EnumLink::Pool(_), None) => unreachable!("tables do not link to pools"),
        }
    }

    /// Whether a field with this link holds the numbers of the enum's values only. Other numbers
    /// are unknown fields.
    ///
    /// The type of a generated field in Rust decides that. A message of a pool has no such fields,
    /// so the schema decides.
    #[inline]
    pub(crate) fn is_closed(self, link: &EnumLink) -> bool {
        match link {
            EnumLink::Table(table) => table.is_closed(),
            EnumLink::Pool(_) => self.linked_enum(link).is_closed,
        }
    }

    /// Whether a field with this link can hold a number.
    #[inline]
    pub(crate) fn holds(self, link: &EnumLink, number: i32) -> bool {
        !self.is_closed(link) || self.linked_enum(link).value(number).is_some()
    }
}
