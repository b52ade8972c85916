//! Field tables: the schemas of generated messages and enums, as generated code has them.
//!
//! A table is text, because a text needs no relocation, costs the compiler nothing, and can be
//! read by people. The first use of a table makes a [`schema`](crate::schema) of it.

use alloc::boxed::Box;

use once_cell::race::OnceBox;

use crate::schema::{Enum, Message};

mod extension;
mod parse;
mod tabled;
#[cfg(test)]
mod tests;
mod well_known;

pub use extension::ExtensionTable;
pub use tabled::{Tabled, TabledEnum};
pub(crate) use well_known::well_known;

/// The field table of a message.
pub struct Table {
    full_name: &'static str,
    fields: &'static str,
    types: &'static [TableRef],
    schema: OnceBox<Message>,
}

/// A type that fields of a message refer to.
#[derive(Clone, Copy)]
pub enum TableRef {
    /// A message.
    Message(fn() -> &'static Table),
    /// An enum.
    Enum(fn() -> &'static EnumTable),
}

/// The table of an enum.
pub struct EnumTable {
    full_name: &'static str,
    values: &'static str,
    schema: OnceBox<Enum>,
}

impl Table {
    /// Returns the table of a message.
    ///
    /// `fields` has the fields, ascending by number, e.g.
    /// `1 string station; 2 ?message0 day; 5 uint64 number @either`. `types` are those that it
    /// refers to by index.
    pub const fn new(
        full_name: &'static str,
        fields: &'static str,
        types: &'static [TableRef],
    ) -> Self {
        Table { full_name, fields, types, schema: OnceBox::new() }
    }

    /// Returns the full name of the message, e.g. `acme.v1.Forecast`.
    pub fn full_name(&self) -> &'static str {
        self.full_name
    }

    /// Returns the schema. The first call makes it.
    #[inline]
    pub(crate) fn schema(&'static self) -> &'static Message {
        self.schema
            .get_or_init(|| Box::new(parse::message(self.full_name, self.fields, self.types)))
    }
}

impl EnumTable {
    /// Returns the table of an enum.
    ///
    /// `values` has the values in declaration order, e.g. `0 SKY_UNSPECIFIED; 1 SKY_CLEAR`.
    pub const fn new(full_name: &'static str, values: &'static str) -> Self {
        EnumTable { full_name, values, schema: OnceBox::new() }
    }

    /// Returns the full name of the enum, e.g. `acme.v1.Sky`.
    pub fn full_name(&self) -> &'static str {
        self.full_name
    }

    /// Returns the schema. The first call makes it.
    #[inline]
    pub(crate) fn schema(&'static self) -> &'static Enum {
        self.schema.get_or_init(|| Box::new(parse::enumeration(self.full_name, self.values)))
    }
}
