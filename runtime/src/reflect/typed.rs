//! Generated messages as dynamic ones.

use super::MessageDescriptor;
use crate::table::Tabled;

/// Returns the descriptor of a generated message.
///
/// ```
/// use rust_grpc::prost_types::Timestamp;
/// use rust_grpc::reflect;
///
/// let descriptor = reflect::descriptor::<Timestamp>();
/// assert_eq!(descriptor.full_name(), "google.protobuf.Timestamp");
/// assert_eq!(descriptor.field(2).unwrap().name(), "nanos");
/// ```
pub fn descriptor<M: Tabled>() -> MessageDescriptor {
    MessageDescriptor::of_table(M::table())
}
