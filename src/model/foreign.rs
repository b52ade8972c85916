//! Types and services whose Rust items are not of this tree: those of another crate, and
//! well-known types.

use super::{Declaration, EnumRef, FileId, MessageRef, Openness, RuleId};

/// An element of another crate or of `google.protobuf`.
#[derive(Debug)]
pub(crate) struct Foreign<Item> {
    /// e.g. `google.protobuf.Timestamp`.
    pub full_name: Box<str>,
    /// The file that declares it.
    pub file: FileId,
    /// Its declaration.
    pub declaration: Declaration,
    /// The place of its Rust item, if it is known. A type of `google.protobuf` that its
    /// crate lacks has none where no generated code refers to it.
    pub item: Option<Item>,
    /// The `extern_path` rule that gives the place. A well-known type has none.
    pub rule: Option<RuleId>,
}

/// A message type of another crate or of `google.protobuf`.
pub(crate) type ForeignMessage = Foreign<MessageRef>;

/// A service of another crate. The place of its stubs is not known: an extern path is for types.
pub(crate) type ForeignService = Foreign<()>;

/// An enum type of another crate or of `google.protobuf`.
#[derive(Debug)]
pub(crate) struct ForeignEnum {
    pub foreign: Foreign<EnumRef>,
    /// Whether fields of it may hold other numbers.
    pub openness: Openness,
    /// The number of the first value, which is the default.
    pub first_number: i32,
    /// The proto name of the first value, e.g. `NULL_VALUE`.
    pub first_name: Box<str>,
}
