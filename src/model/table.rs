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
}

/// A type that a table refers to.
#[derive(Debug)]
pub(crate) enum TableType {
    Message(MessageRef),
    Enum(EnumRef),
}
