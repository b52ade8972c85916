//! Types whose Rust types are not of this tree: those of another crate, and well-known types.

/// A message type of another crate or of `google.protobuf`.
#[derive(Debug)]
pub(crate) struct ForeignMessage {
    /// e.g. `google.protobuf.Timestamp`.
    #[expect(dead_code, reason = "explain reads it")]
    pub full_name: Box<str>,
}

/// An enum type of another crate or of `google.protobuf`.
#[derive(Debug)]
pub(crate) struct ForeignEnum {
    /// e.g. `google.protobuf.NullValue`.
    #[expect(dead_code, reason = "explain reads it")]
    pub full_name: Box<str>,
    /// Whether fields of it may hold other numbers.
    #[expect(dead_code, reason = "explain reads it")]
    pub openness: super::Openness,
    /// The number of the first value, which is the default.
    #[expect(dead_code, reason = "explain reads it")]
    pub first_number: i32,
    /// The proto name of the first value, e.g. `NULL_VALUE`.
    #[expect(dead_code, reason = "explain reads it")]
    pub first_name: Box<str>,
}
