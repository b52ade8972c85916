//! Descriptors: the view that a program has of a schema.
//!
//! A descriptor is a handle. It refers to the static table of a generated type, or to a pool and an
//! index.

mod enumeration;
mod field;
mod file;
mod message;
mod oneof;
mod service;

pub use enumeration::{EnumDescriptor, EnumValueDescriptor};
pub use field::{Cardinality, FieldDescriptor, Kind};
pub use file::FileDescriptor;
pub use message::MessageDescriptor;
pub use oneof::OneofDescriptor;
pub use service::{MethodDescriptor, ServiceDescriptor};

/// Returns the last part of a full name.
fn last_part(full_name: &str) -> &str {
    full_name.rsplit_once('.').map_or(full_name, |(_, name)| name)
}
