//! Field tables: the data that JSON, text format and reflection have about a message or an enum.

use super::{EnumRef, MessageRef};

/// The table of a message.
#[derive(Debug)]
pub(crate) struct Table {
    /// The fields, ascending by number, e.g. `1 string station; 2 ?message0 day @either`. The
    /// runtime's `Table` documents the grammar.
    pub text: Box<str>,
    /// The types that the text refers to by their index, e.g. `acme.v1.Day` for `message0`.
    pub types: Vec<TableType>,
    /// For each of the types, whether a path of a constant can continue in it: whether a field
    /// holds it alone and without a box. Trailing `false`s are left out. `None` without the option
    /// `reflect`.
    pub paths: Option<Vec<bool>>,
    /// The features of the user's crate that the table is for.
    pub features: TableFeatures,
    /// The format that the table is for.
    pub purpose: TablePurpose,
}

/// The table of an enum.
#[derive(Debug)]
pub(crate) struct EnumTable {
    /// The values in the order of declaration, e.g. `0 SKY_UNSPECIFIED; 1 SKY_CLEAR`. The runtime's
    /// `EnumTable` documents the grammar.
    pub text: Box<str>,
    /// The features of the user's crate that the table is for.
    pub features: TableFeatures,
    /// The format that the table is for.
    pub purpose: TablePurpose,
}

/// What a field table is for. Of several purposes it is the first.
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
    Enum(EnumRef),
    /// A message of another crate without a table, and its full name. serde's traits write and read
    /// its JSON.
    SerdeMessage(MessageRef, Box<str>),
    /// An enum of another crate without a table, by its full name. JSON has the numbers of its
    /// values.
    Numbers(Box<str>),
}

/// The features of the user's crate of which any has a table, e.g. `json`, in order. Without
/// features the table is always there.
pub(crate) type TableFeatures = Box<[Box<str>]>;
