//! Fields by name: descriptors, dynamic messages, field masks and differences.
//!
//! * [`descriptor`](descriptor()) describes a generated message. [`get`] and [`set`] read and write
//!   the value at a path, e.g. `days[3].wind`.
//! * [`mask`] applies and makes field masks, and [`diff`](diff()) lists the paths in which two
//!   messages differ.
//! * A [`DescriptorPool`] is made from an encoded `google.protobuf.FileDescriptorSet`, e.g. from
//!   the output of `protoc --descriptor_set_out`. Its descriptors describe the messages, fields,
//!   enums and services of the set.
//! * A [`DynamicMessage`] is a message without generated code.
//!
//! A message is read and written through its binary encoding. So reflection needs no generated code
//! besides the field tables.

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
