//! Messages without generated code, and the descriptors of generated ones.
//!
//! A [`DescriptorPool`] is made of an encoded `google.protobuf.FileDescriptorSet`, e.g. what
//! `protoc --descriptor_set_out` writes. Its descriptors name the messages, fields, enums and
//! services of the set.

mod descriptor;
pub mod diff;
mod dynamic;
mod error;
mod load;
pub mod mask;
mod path;
mod pool;
mod proto;
#[cfg(test)]
mod samples;
mod typed;
mod value;

pub use descriptor::{
    Cardinality, EnumDescriptor, EnumValueDescriptor, FieldDescriptor, FileDescriptor, Kind,
    MessageDescriptor, MethodDescriptor, OneofDescriptor, ServiceDescriptor,
};
pub use diff::diff;
pub use dynamic::{DynamicMessage, FieldError, FieldKey};
pub use error::DescriptorError;
pub use path::PathError;
pub use pool::{DescriptorPool, PoolOptions};
pub use typed::{Reflect, descriptor, from_dynamic, get, set, to_dynamic};
pub use value::{MapKey, Value};
