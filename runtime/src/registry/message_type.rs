//! A message type as a value.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use core::any::{self, Any, TypeId};
use core::fmt;

use prost::{DecodeError, Name};

use super::DynMessage;
use crate::DecodeOptions;
use crate::any::type_url;
#[cfg(feature = "table")]
use crate::table::{Table, Tabled};
#[cfg(feature = "table")]
use crate::wire::Late;
use crate::wire::MessageCodec;

/// A message of any type.
pub(super) type Value = Box<dyn Any + Send + Sync>;

/// A message type, for a [`Registry`](super::Registry).
///
/// ```
/// use rust_grpc::DecodeOptions;
/// use rust_grpc::prost_types::Timestamp;
/// use rust_grpc::registry::MessageType;
///
/// const STAMP: MessageType = MessageType::of::<Timestamp>();
/// assert_eq!(STAMP.full_name(), "google.protobuf.Timestamp");
/// assert!(STAMP.decode(&[8, 1], &DecodeOptions::new())?.is::<Timestamp>());
/// # Ok::<(), rust_grpc::prost::DecodeError>(())
/// ```
#[derive(Clone, Copy)]
pub struct MessageType {
    // A release build compiles each of these functions for each registered message, so there are as
    // few of them as possible.
    describe: fn() -> Description,
    decode: fn(&[u8], &DecodeOptions) -> Result<Value, DecodeError>,
    encode: fn(&dyn Any) -> Vec<u8>,
    #[cfg(feature = "table")]
    table: Option<fn() -> &'static Table>,
}

/// The names of a message type, in the protobuf schema and in Rust.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Description {
    pub full_name: String,
    pub type_url: String,
    pub id: TypeId,
    pub rust_type: &'static str,
}

impl MessageType {
    /// Returns the type `M` as a value.
    pub const fn of<M: Name + Default + 'static>() -> Self {
        Self {
            describe: describe::<M>,
            decode: decode::<M>,
            encode: encode::<M>,
            #[cfg(feature = "table")]
            table: None,
        }
    }

    /// Returns the type `M` as a value with the field table of `M`. JSON and text format use the
    /// table to print an `Any` with such a message.
    ///
    /// ```
    /// use rust_grpc::Registry;
    /// use rust_grpc::prost_types::Timestamp;
    /// use rust_grpc::registry::MessageType;
    ///
    /// let mut registry = Registry::new();
    /// registry.add_all(&[MessageType::tabled::<Timestamp>()])?;
    /// # Ok::<(), rust_grpc::registry::RegistryError>(())
    /// ```
    #[cfg(feature = "table")]
    pub const fn tabled<M: Name + Default + Tabled + 'static>() -> Self {
        Self { table: Some(M::table::<Late>), ..Self::of::<M>() }
    }

    /// Returns the generated type `M` as a value. Generated code calls it.
    ///
    /// It compiles to less code than [`MessageType::of`], which also serves messages with another
    /// codec. A release build of a program that registers the 848 messages of Dialogflow's v2 and
    /// cx.v3 takes 36 s of CPU with this function, and 59 s with `of`.
    pub(crate) const fn generated<M: MessageCodec + Name + 'static>() -> Self {
        Self {
            describe: describe::<M>,
            decode: decode_generated::<M>,
            encode: encode::<M>,
            #[cfg(feature = "table")]
            table: None,
        }
    }

    /// Returns the generated type `M` as a value with its field table. Generated code calls it.
    #[cfg(feature = "table")]
    pub(crate) const fn generated_with_table<M>() -> Self
    where
        M: MessageCodec + Name + Tabled + 'static,
    {
        Self { table: Some(<M as Tabled>::table::<Late>), ..Self::generated::<M>() }
    }

    /// Returns the field table, if the value has one.
    #[cfg(feature = "table")]
    pub(super) fn table(&self) -> Option<&'static Table> {
        self.table.map(|table| table())
    }

    /// Returns the full name, e.g. `acme.v1.Forecast`.
    pub fn full_name(&self) -> String {
        self.describe().full_name
    }

    /// Returns the type URL that [`AnyMessage::pack`](crate::AnyMessage::pack) gives such a
    /// message, e.g. `type.googleapis.com/acme.v1.Forecast`.
    pub fn type_url(&self) -> String {
        self.describe().type_url
    }

    /// Returns the path of the Rust type, e.g. `shop::acme::v1::Forecast`. It is for people to
    /// read, because [`type_name`](core::any::type_name) may change it.
    pub fn rust_type(&self) -> &'static str {
        self.describe().rust_type
    }

    /// Decodes a message of the type from all of `bytes`.
    ///
    /// # Errors
    /// Returns an error if the bytes are malformed or exceed a limit.
    pub fn decode(&self, bytes: &[u8], options: &DecodeOptions) -> Result<DynMessage, DecodeError> {
        Ok(DynMessage::new(*self, (self.decode)(bytes, options)?))
    }

    /// Whether `other` is of the same Rust type and has a field table, and this value has none.
    pub(super) fn lacks_table_of(&self, other: &Self) -> bool {
        #[cfg(feature = "table")]
        return self.table.is_none() && other.table.is_some();
        #[cfg(not(feature = "table"))]
        {
            let _ = other;
            false
        }
    }

    pub(super) fn describe(&self) -> Description {
        (self.describe)()
    }

    /// Encodes a value that [`MessageType::decode`] has created.
    pub(super) fn encode(&self, value: &Value) -> Vec<u8> {
        (self.encode)(&**value)
    }
}

impl fmt::Debug for MessageType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Description { full_name, rust_type, .. } = self.describe();
        write!(f, "MessageType({full_name} is {rust_type})")
    }
}

fn describe<M: Name + 'static>() -> Description {
    Description {
        full_name: M::full_name(),
        type_url: type_url::<M>(),
        id: TypeId::of::<M>(),
        rust_type: any::type_name::<M>(),
    }
}

fn decode<M: Name + Default + 'static>(
    bytes: &[u8],
    options: &DecodeOptions,
) -> Result<Value, DecodeError> {
    let mut message = Box::<M>::default();
    options.merge_slice(&mut *message, bytes)?;
    Ok(message)
}

fn decode_generated<M: MessageCodec + Name + 'static>(
    bytes: &[u8],
    options: &DecodeOptions,
) -> Result<Value, DecodeError> {
    let mut message = Box::<M>::default();
    options.merge_generated(&mut *message, bytes)?;
    Ok(message)
}

fn encode<M: Name + 'static>(value: &dyn Any) -> Vec<u8> {
    let message = value.downcast_ref::<M>().expect("`DynMessage` keeps the type with the value");
    message.encode_to_vec()
}
