//! Field tables: data of generated code about the fields of a message and the values of an enum.
//!
//! Each message has one table, in one of two forms. The short form has the keys and names that
//! errors need. With one of the options `json`, `text` and `reflect`, the table has its long form:
//! keys and a text.
//!
//! A text needs no relocation, costs the compiler nothing, and is readable. The first use of a
//! table in its long form creates a schema from it. Errors read names from the text itself, so they
//! need no feature of this crate.

#[cfg(feature = "table")]
use crate::schema::{Enum, Message};

#[cfg(feature = "table")]
mod cache;
mod declared;
#[cfg(feature = "table")]
mod extension;
#[cfg(feature = "table")]
mod link;
#[cfg(feature = "table")]
mod parse;
#[cfg(feature = "table")]
mod paths;
#[cfg(feature = "table")]
mod tabled;
#[cfg(all(test, feature = "table"))]
mod tests;
#[cfg(feature = "table")]
mod well_known;

#[cfg(feature = "table")]
use cache::Cache;
#[cfg(feature = "table")]
pub use extension::ExtensionTable;
#[cfg(feature = "table")]
use link::Openness;
#[cfg(feature = "table")]
pub(crate) use link::{EnumSlot, MessageSlot};
#[cfg(feature = "table")]
pub use paths::Paths;
#[cfg(feature = "table")]
pub use tabled::{TableSource, Tabled, TabledEnum};
#[cfg(feature = "table")]
pub(crate) use well_known::well_known;

/// The table of a message. Generated code constructs the variants itself, because a call takes
/// longer to check. So this version of the private module can get no further variants or fields.
pub enum Table {
    /// The keys and names that errors need.
    Short {
        /// The name of the struct, e.g. `Forecast`.
        message: &'static str,
        /// The keys of the fields, ascending by number, including members of oneofs. A list of
        /// scalars has the key of its elements in the expanded encoding.
        keys: &'static [u32],
        /// The names of the struct's fields, one for each key, with spaces between them. A member
        /// of a oneof has the name of the oneof.
        names: &'static str,
    },
    /// The form for the options `json`, `text` and `reflect`.
    Long {
        /// The full name of the message, e.g. `acme.v1.Forecast`.
        full_name: &'static str,
        /// The keys of the fields, like those of the short form. The table of a message with
        /// another codec has no keys.
        keys: &'static [u32],
        /// The fields, ascending by number, e.g.
        /// `1 string station; 2 ?message0 day; 5 uint64 number @either`.
        fields: &'static str,
        /// The types that the fields refer to by index.
        types: &'static [TableRef],
    },
}

/// A type that fields of a message refer to.
#[derive(Clone, Copy)]
pub enum TableRef {
    /// A message.
    Message(fn() -> &'static Table),
    /// An enum. The schema of the enum decides which numbers are values of the field.
    Enum(fn() -> &'static EnumTable),
    /// The enum of a field that holds every number, e.g. of an `i32`.
    OpenEnum(fn() -> &'static EnumTable),
    /// The enum of a field that holds only the numbers of its values. Other numbers are unknown
    /// fields.
    ClosedEnum(fn() -> &'static EnumTable),
    /// The message has no fields in its table. serde's traits write and read its JSON.
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

#[cfg(feature = "table")]
static MESSAGES: Cache<Message> = Cache::new();
#[cfg(feature = "table")]
static ENUMS: Cache<Enum> = Cache::new();

impl Table {
    /// The table of a message that declares no fields.
    pub(crate) const NONE: &'static Self = &Table::Short { message: "", keys: &[], names: "" };

    /// Creates the table of a message with another codec, for a `static`.
    pub const fn new(
        full_name: &'static str,
        fields: &'static str,
        types: &'static [TableRef],
    ) -> Self {
        Table::Long { full_name, keys: &[], fields, types }
    }
}

#[cfg(feature = "table")]
impl Table {
    /// Returns the full name of the message.
    ///
    /// # Panics
    /// Panics if the table has its short form. The table of a [`Tabled`] message has its long form.
    pub(crate) fn full_name(&self) -> &'static str {
        self.long().0
    }

    /// Returns the schema. The first call creates it.
    ///
    /// # Panics
    /// Panics if the table has its short form.
    pub(crate) fn schema(&'static self) -> &'static Message {
        MESSAGES.get(self, || {
            let (full_name, fields, types) = self.long();
            parse::message(full_name, fields, types)
        })
    }

    fn long(&self) -> (&'static str, &'static str, &'static [TableRef]) {
        match *self {
            Table::Long { full_name, fields, types, .. } => (full_name, fields, types),
            Table::Short { message, .. } => panic!("`{message}` has no field table"),
        }
    }
}

#[cfg(feature = "table")]
impl EnumTable {
    /// Creates the table of an enum, for a `static`.
    pub const fn new(full_name: &'static str, values: &'static str) -> Self {
        EnumTable { full_name, values }
    }

    /// Returns the schema. The first call creates it.
    pub(crate) fn schema(&'static self) -> &'static Enum {
        ENUMS.get(self, || parse::enumeration(self.full_name, self.values))
    }
}
