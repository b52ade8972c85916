//! The external types and services. Their Rust items are in another crate, or they are well-known
//! types.

use super::{Declaration, EnumRef, FileId, MessageRef, Openness, RuleId};

/// An element of another crate or of `google.protobuf`.
#[derive(Debug)]
pub(crate) struct Foreign<Item> {
    /// The full name, e.g. `google.protobuf.Timestamp`.
    pub full_name: Box<str>,
    /// The file that declares it.
    pub file: FileId,
    /// The declaration of the element.
    pub declaration: Declaration,
    /// The Rust item, if it is known. It is `None` for a type of `google.protobuf` that no crate
    /// has, if no generated code refers to the type.
    pub item: Option<Item>,
    /// The `extern_path` rule that gives the item. A well-known type has none.
    pub rule: Option<RuleId>,
}

/// A message type of another crate or of `google.protobuf`.
pub(crate) type ForeignMessage = Foreign<MessageRef>;

/// A service of another crate. The path of its stubs is unknown, because an extern path is for
/// types.
pub(crate) type ForeignService = Foreign<()>;

/// An enum type of another crate or of `google.protobuf`.
#[derive(Debug)]
pub(crate) struct ForeignEnum {
    pub foreign: Foreign<EnumRef>,
    /// The numbers that fields of the enum may hold.
    pub openness: Openness,
    /// The number of the first value, which is the default.
    pub first_number: i32,
    /// The proto name of the first value, e.g. `NULL_VALUE`.
    pub first_name: Box<str>,
}
