//! Generated messages, read and written in the way of dynamic messages.

use prost::{DecodeError, Message};

use super::{DynamicMessage, MessageDescriptor, PathError, Value};
use crate::readable::{self, ReadBy, Readable, Reads, UnknownReads};
use crate::table::Tabled;

/// A message that is generated with a field table, or a [`DynamicMessage`].
///
/// Every type with a [`prost::Message`], a [`Default`] and a field table implements the trait.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no field table",
    note = "generate the message with one of the options `json`, `text` and `reflect`"
)]
pub trait Reflect {
    /// Returns the message as a dynamic message.
    ///
    /// The message is encoded and decoded again, which takes time and memory.
    ///
    /// # Errors
    /// Messages nest more than 100 levels deep.
    fn to_dynamic(&self) -> Result<DynamicMessage, DecodeError>;

    /// Replaces the message with a dynamic one.
    ///
    /// # Errors
    /// The dynamic message has another type, or nests too deep. Then the message is unchanged.
    fn assign(&mut self, message: &DynamicMessage) -> Result<(), DecodeError>;
}

impl<M: Message + Default + Tabled> Reflect for M {
    fn to_dynamic(&self) -> Result<DynamicMessage, DecodeError> {
        to_dynamic(self)
    }

    fn assign(&mut self, message: &DynamicMessage) -> Result<(), DecodeError> {
        *self = from_dynamic(message)?;
        Ok(())
    }
}

impl Reflect for DynamicMessage {
    fn to_dynamic(&self) -> Result<DynamicMessage, DecodeError> {
        Ok(self.clone())
    }

    fn assign(&mut self, message: &DynamicMessage) -> Result<(), DecodeError> {
        *self = message.clone();
        Ok(())
    }
}

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
    MessageDescriptor::of_table(M::table::<crate::wire::Late>())
}

/// Returns a generated message or a view as a dynamic message.
///
/// A message is encoded and decoded again, and a view is decoded. An extension is among the unknown
/// fields of the dynamic message, because a generated type does not know its extensions.
///
/// # Errors
/// Messages nest more than 100 levels deep. Or the message is a lazy view of malformed bytes.
pub fn to_dynamic<M: Readable>(message: &M) -> Result<DynamicMessage, DecodeError> {
    let reads = Reads { unknown: UnknownReads::All, has_json_fields: false };
    let descriptor = MessageDescriptor::of_table(readable::table_of::<M>());
    M::By::read(message, &reads, |read| DynamicMessage::decode(descriptor, read.bytes))?
}

/// Returns a dynamic message as a generated one. The type of the dynamic message can be the
/// generated type, or a message of a pool with the same full name.
///
/// # Errors
/// The dynamic message has another full name, or the message nests too deep.
///
/// ```
/// use rust_grpc::prost_types::Timestamp;
/// use rust_grpc::reflect;
///
/// let stamp = Timestamp { seconds: 7, nanos: 5 };
/// let mut dynamic = reflect::to_dynamic(&stamp)?;
/// dynamic.set("nanos", 6)?;
/// let stamp: Timestamp = reflect::from_dynamic(&dynamic)?;
/// assert_eq!(stamp.nanos, 6);
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
pub fn from_dynamic<M: Message + Default + Tabled>(
    message: &DynamicMessage,
) -> Result<M, DecodeError> {
    if message.descriptor().full_name() != M::table::<crate::wire::Late>().full_name() {
        // prost has no constructor for other errors.
        #[allow(deprecated)]
        return Err(DecodeError::new("the message is of another type"));
    }
    M::decode(&message.encode_to_vec()[..])
}

/// Returns the value at a path in a message, with the syntax of [`DynamicMessage::get_path`].
///
/// ```
/// use rust_grpc::prost_types::{FileDescriptorProto, DescriptorProto};
/// use rust_grpc::reflect;
///
/// let message = DescriptorProto { name: Some("Forecast".into()), ..Default::default() };
/// let file = FileDescriptorProto { message_type: vec![message], ..Default::default() };
/// let name = reflect::get(&file, "message_type[0].name")?;
/// assert_eq!(name.as_str(), Some("Forecast"));
/// # Ok::<(), reflect::PathError>(())
/// ```
///
/// Each call encodes and decodes the message. To read several values, make a dynamic message once,
/// with [`to_dynamic`].
///
/// # Errors
/// A message has no such field, a list or map has no such element or entry, or the message nests
/// too deep.
pub fn get(message: &impl Reflect, path: &str) -> Result<Value, PathError> {
    let dynamic = message.to_dynamic().map_err(|error| PathError::of_message(path, &error))?;
    Ok(dynamic.get_path(path)?.into_owned())
}

/// Sets the value at a path in a message, with the syntax of [`DynamicMessage::set_path`].
///
/// ```
/// use rust_grpc::prost_types::Timestamp;
/// use rust_grpc::reflect;
///
/// let mut stamp = Timestamp::default();
/// reflect::set(&mut stamp, "seconds", 7_i64)?;
/// assert_eq!(stamp.seconds, 7);
/// # Ok::<(), reflect::PathError>(())
/// ```
///
/// # Errors
/// A message has no such field, a list has no such element, the field cannot hold the value, or the
/// message nests too deep.
pub fn set(
    message: &mut impl Reflect,
    path: &str,
    value: impl Into<Value>,
) -> Result<(), PathError> {
    let of_message = |error| PathError::of_message(path, &error);
    let mut dynamic = message.to_dynamic().map_err(of_message)?;
    dynamic.set_path(path, value)?;
    message.assign(&dynamic).map_err(of_message)
}
