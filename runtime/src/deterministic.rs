//! Encoding in which equal messages have equal bytes.

use alloc::vec::Vec;

use prost::Message;

use crate::wire::foreign::Foreign;

/// Encodes a message with the entries of its maps in the order of their keys. Equal messages have
/// equal bytes, e.g. for a signature, a hash, or a comparison with stored bytes.
///
/// The entries of a `BTreeMap` are in this order in any case. The entries of a `HashMap` are sorted
/// in all messages with the codec of this crate, at every depth of `message`. Messages of prost's
/// derive write a `HashMap` in any order. Unknown fields are written as they were received. The
/// bytes may differ between versions of the schema, and from those of other languages.
///
/// ```
/// # let message = rust_grpc::prost_types::Timestamp { seconds: 1, nanos: 2 };
/// let bytes: Vec<u8> = rust_grpc::encode_deterministic(&message);
/// assert_eq!(bytes, [8, 1, 16, 2]);
/// ```
pub fn encode_deterministic<M: Message>(message: &M) -> Vec<u8> {
    message.to_sorted_vec()
}
