//! Field tables: the schemas of generated messages and enums, as generated code has them.
//!
//! A table is text, because a text needs no relocation, costs the compiler nothing, and can be
//! read by people. The first use of a table makes a [`schema`](crate::schema) of it.

use crate::schema::{Enum, Message};

mod cache;
mod extension;
mod link;
mod parse;
mod paths;
mod tabled;
#[cfg(test)]
mod tests;
mod well_known;

use cache::Cache;
pub use extension::ExtensionTable;
pub(crate) use link::{EnumSlot, MessageSlot};
pub use paths::Paths;
pub use tabled::{Tabled, TabledEnum};
pub(crate) use well_known::well_known;

/// The field table of a message.
pub struct Table {
    /// The full name of the message, e.g. `acme.v1.Forecast`.
    pub full_name: &'static str,
    /// The fields, ascending by number, e.g.
    /// `1 string station; 2 ?message0 day; 5 uint64 number @either`.
    pub fields: &'static str,
    /// The types that the fields refer to by index.
    pub types: &'static [TableRef],
}

/// A type that fields of a message refer to.
#[derive(Clone, Copy)]
pub enum TableRef {
    /// A message.
    Message(fn() -> &'static Table),
    /// An enum.
    Enum(fn() -> &'static EnumTable),
    /// The message whose table this is has no fields, and serde's traits write and read its JSON.
    #[cfg(feature = "json")]
    Serde(crate::json::SerdeType),
}

/// The table of an enum.
pub struct EnumTable {
    /// The full name of the enum, e.g. `acme.v1.Sky`.
    pub full_name: &'static str,
    /// The values in declaration order, e.g. `0 SKY_UNSPECIFIED; 1 SKY_CLEAR`.
    pub values: &'static str,
}

static MESSAGES: Cache<Message> = Cache::new();
static ENUMS: Cache<Enum> = Cache::new();

impl Table {
    /// Returns the table of a message, for a `static`.
    pub const fn new(
        full_name: &'static str,
        fields: &'static str,
        types: &'static [TableRef],
    ) -> Self {
        Table { full_name, fields, types }
    }

    /// Returns the schema. The first call makes it.
    pub(crate) fn schema(&'static self) -> &'static Message {
        MESSAGES.get(self, || parse::message(self.full_name, self.fields, self.types))
    }
}

impl EnumTable {
    /// Returns the table of an enum, for a `static`.
    pub const fn new(full_name: &'static str, values: &'static str) -> Self {
        EnumTable { full_name, values }
    }

    /// Returns the schema. The first call makes it.
    pub(crate) fn schema(&'static self) -> &'static Enum {
        ENUMS.get(self, || parse::enumeration(self.full_name, self.values))
    }
}
