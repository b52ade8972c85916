//! Encoding that depends on nothing but the value.

use alloc::vec::Vec;

use prost::Message;

use crate::wire::foreign::Foreign;

/// Encodes a message with the entries of its maps in the order of their keys, so that equal values
/// become equal bytes: to sign them, to hash them, to compare them with bytes that are kept
/// somewhere.
///
/// `BTreeMap`s are written in this order anyway; the entries of `HashMap`s are sorted, in all
/// messages that have the codec of this crate, wherever they are in `message`. Messages of prost's
/// derive write `HashMap`s in any order. Unknown fields are written as they came. The bytes may
/// differ between versions of the schema, and from what other languages write.
///
/// ```
/// # let message = rust_grpc::prost_types::Timestamp { seconds: 1, nanos: 2 };
/// let bytes: Vec<u8> = rust_grpc::encode_deterministic(&message);
/// assert_eq!(bytes, [8, 1, 16, 2]);
/// ```
pub fn encode_deterministic<M: Message>(message: &M) -> Vec<u8> {
    message.to_sorted_vec()
}
