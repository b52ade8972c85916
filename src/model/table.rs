//! Field tables: the data of JSON, text format and reflection about a message or an enum.

use super::{EnumRef, MessageRef, Openness};

/// The table of a message.
#[derive(Debug)]
pub(crate) struct Table {
    /// The fields in ascending order of their numbers, e.g. `1 string station; 2 ?message0 day
    /// @either`. The runtime's `Table` documents the grammar.
    pub text: Box<str>,
    /// The types that the text refers to by index, e.g. `acme.v1.Day` for `message0`.
    pub types: Vec<TableType>,
    /// Whether a constant field path can continue in a type, for each of the types. It can if a
    /// field holds a single value of the type without a box. Trailing `false`s are left out. It is
    /// `None` without the option `reflect`.
    pub paths: Option<Vec<bool>>,
    /// The Cargo features that the table depends on.
    pub features: TableFeatures,
    /// The format that the table is for.
    pub purpose: TablePurpose,
}

impl Table {
    /// Whether the table refers to a type that only serde's traits write and read. Such a table
    /// needs JSON, whatever its purpose is.
    pub fn has_serde(&self) -> bool {
        self.types.iter().any(|ty| matches!(ty, TableType::SerdeMessage(..)))
    }

    /// Adds the flag of a message that has an extension with `debug_redact`. So the runtime shows
    /// no unknown field of the message, among which the extension is.
    pub fn hide_unknown_fields(&mut self) {
        let separator = if self.text.is_empty() { "" } else { "; " };
        // The names of the struct and of a message set end in a separator.
        let text = self.text.trim_end_matches("; ");
        self.text = format!("{text}{separator}#redact_unknown").into();
    }
}

/// The table of an enum.
#[derive(Debug)]
pub(crate) struct EnumTable {
    /// The values in declaration order, e.g. `0 SKY_UNSPECIFIED; 1 SKY_CLEAR`. The runtime's
    /// `EnumTable` documents the grammar.
    pub text: Box<str>,
    /// The Cargo features that the table depends on.
    pub features: TableFeatures,
    /// The format that the table is for.
    pub purpose: TablePurpose,
}

/// The purpose of a field table. A table with several purposes has the first of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum TablePurpose {
    Json,
    Text,
    Reflection,
}

/// A type that a table refers to.
#[derive(Debug)]
pub(crate) enum TableType {
    Message(MessageRef),
    /// An enum, and the numbers that the fields hold. `None` stands for what the schema of the enum
    /// says.
    Enum(EnumRef, Option<Openness>),
    /// A message of another crate without a table, and its full name. serde's traits write and read
    /// its JSON.
    SerdeMessage(MessageRef, Box<str>),
    /// An enum of another crate without a table, by its full name. JSON has the numbers of its
    /// values.
    Numbers(Box<str>),
}

/// The Cargo features of the user's crate that an item depends on, in order, e.g. `json`. The item
/// exists if any of them is on. Without features it always exists.
pub(crate) type TableFeatures = Box<[Box<str>]>;
