//! JSON of messages from other crates that have no field table, but implement serde's traits.
//!
//! The traits write and read a `google.protobuf.Value`, which the printer and the parsers of JSON
//! support. The numbers of a `Value` are `double`s, so an integer of more than 53 bits is an error.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use prost::Message;
use serde::Serialize;
use serde::de::DeserializeOwned;

mod error;
mod from_value;
mod to_value;

use error::ValueError;
use from_value::FromValue;
use to_value::ToValue;

/// serde's traits of a message type.
#[derive(Clone, Copy)]
pub struct SerdeType {
    to_value: fn(&[u8]) -> Result<Vec<u8>, ValueError>,
    from_value: fn(&[u8]) -> Result<Vec<u8>, ValueError>,
}

impl SerdeType {
    /// Returns the traits of `T`.
    pub const fn of<T: Message + Default + Serialize + DeserializeOwned>() -> Self {
        Self { to_value: to_value::<T>, from_value: from_value::<T> }
    }

    /// Turns an encoded message into an encoded `google.protobuf.Value`.
    pub(crate) fn value_of(self, message: &[u8]) -> Result<Vec<u8>, String> {
        (self.to_value)(message).map_err(|ValueError(error)| error)
    }

    /// Turns an encoded `google.protobuf.Value` into an encoded message.
    pub(crate) fn message_of(self, value: &[u8]) -> Result<Vec<u8>, String> {
        (self.from_value)(value).map_err(|ValueError(error)| error)
    }
}

fn to_value<T: Message + Default + Serialize>(message: &[u8]) -> Result<Vec<u8>, ValueError> {
    let message = T::decode(message).map_err(ValueError::new)?;
    Ok(message.serialize(ToValue)?.encode_to_vec())
}

fn from_value<T: Message + DeserializeOwned>(value: &[u8]) -> Result<Vec<u8>, ValueError> {
    let value = prost_types::Value::decode(value).map_err(ValueError::new)?;
    Ok(T::deserialize(FromValue(value))?.encode_to_vec())
}

/// Two values are equal if they have equal function pointers. The compiler may merge functions of
/// different types, or duplicate the functions of one type.
impl PartialEq for SerdeType {
    fn eq(&self, other: &Self) -> bool {
        core::ptr::fn_addr_eq(self.to_value, other.to_value)
    }
}

impl Eq for SerdeType {}

impl fmt::Debug for SerdeType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SerdeType")
    }
}
