//! Messages without generated code, and the descriptors of generated ones.
//!
//! A [`DescriptorPool`] is made of an encoded `google.protobuf.FileDescriptorSet`, e.g. what
//! `protoc --descriptor_set_out` writes. Its descriptors name the messages, fields, enums and
//! services of the set.

mod descriptor;
mod dynamic;
mod error;
mod load;
mod pool;
mod proto;
mod typed;
mod value;

pub use descriptor::{
    Cardinality, EnumDescriptor, EnumValueDescriptor, FieldDescriptor, FileDescriptor, Kind,
    MessageDescriptor, MethodDescriptor, OneofDescriptor, ServiceDescriptor,
};
pub use dynamic::{DynamicMessage, FieldError, FieldKey};
pub use error::DescriptorError;
pub use pool::{DescriptorPool, PoolOptions};
pub use typed::descriptor;
pub use value::{MapKey, Value};
