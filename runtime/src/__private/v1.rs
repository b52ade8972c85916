//! Version 1 of the names that generated code uses. A runtime keeps every version that a generator
//! of its major version emits code for. So code of an older generator still compiles.

use core::iter::{Cloned, FilterMap};
use core::slice;

#[cfg(feature = "blocking")]
pub mod blocking;
#[cfg(feature = "tonic")]
#[cfg(feature = "json")]
pub mod calls_with_json;
#[cfg(feature = "tonic")]
pub mod calls_without_json;
mod implement;
pub mod messages;
#[cfg(feature = "testing")]
pub mod mocks;
mod revision;
#[cfg(feature = "tonic")]
pub mod simple;
#[cfg(feature = "tonic")]
pub mod stubs;
#[cfg(feature = "transport")]
pub mod stubs_with_transport;
#[cfg(feature = "tonic")]
pub mod view_calls;
pub mod views;
#[cfg(feature = "json")]
pub mod with_json;
#[cfg(feature = "reflect")]
pub mod with_reflect;
#[cfg(all(feature = "table", not(all(feature = "reflect", feature = "text"))))]
mod with_table;
#[cfg(feature = "text")]
pub mod with_text;

pub use alloc::boxed::Box;
pub use alloc::collections::BTreeMap;
pub use alloc::string::String;
pub use alloc::vec::Vec;

pub use bytes::{self, Bytes};
pub use prost;
pub use prost_types;

pub use crate::debug::{DebugStruct, EnumField, debug_enum, debug_struct, debug_variant};
pub use crate::extension::Extendable;
pub use crate::interop::decode::{decode, merge, merge_length_delimited};
pub use crate::interop::encode::{encode, encode_raw, encode_to_vec, encoded_len};
pub use crate::interop::field::merge_field;
pub use crate::interop::oneof::{oneof_encode, oneof_encoded_len, oneof_merge};
pub use crate::open_enum::OpenEnum;
pub use crate::options::Described;
pub use crate::required::{Missing, RequiredFields};
pub use crate::table::Table;
pub use crate::unknown::UnknownFields;
pub use crate::wire::input::{Input, Nesting};
pub use crate::wire::member::set_default;
pub use crate::wire::reader::{END, Reader};
pub use crate::wire::traits::WriteFields;
pub use crate::wire::writer::Writer;
pub use crate::wire::{Late, MessageCodec, OneofCodec, kind};

pub use implement::{impl_message, impl_oneof};
pub use revision::{REVISION, require};
#[cfg(all(feature = "table", not(all(feature = "reflect", feature = "text"))))]
pub use with_table::*;

#[cfg(feature = "json")]
pub use crate::json::{
    JsonDefaults, SerdeType, json_deserialize, json_deserialize_enum, json_serialize,
    json_serialize_enum, json_serialize_enum_value,
};
#[cfg(feature = "table")]
pub use crate::table::{
    EnumTable, ExtensionTable, Paths, TableRef, TableSource, Tabled, TabledEnum,
};
#[cfg(feature = "json")]
pub use ::serde;

#[cfg(feature = "tonic")]
pub use crate::codec::ProtoCodec;
#[cfg(feature = "tonic")]
pub use crate::stub::shared::{
    self, AnyCall, AnyReply, BoxCall, BoxMessages, SharedCall, SharedService, not_implemented,
};
#[cfg(feature = "tonic")]
pub use crate::stub::{Answer, Call, Client, Server};
#[cfg(feature = "tonic")]
pub use crate::view::{Encoded, IntoEncodedRequest, IntoEncodedStream, OwnedView};
#[cfg(feature = "tonic")]
pub use tonic::{
    self,
    codegen::{async_trait, http, tokio_stream},
};

/// Returns a generated message as an entry of a registry.
pub const fn message_type<M>() -> crate::registry::MessageType
where
    M: MessageCodec + prost::Name + 'static,
{
    crate::registry::MessageType::generated::<M>()
}

/// Returns a generated message with a field table as an entry of a registry.
#[cfg(feature = "table")]
pub const fn tabled_message_type<M>() -> crate::registry::MessageType
where
    M: MessageCodec + prost::Name + Tabled + 'static,
{
    crate::registry::MessageType::generated_with_table::<M>()
}

/// The iterator that the accessor of a repeated enum returns. It omits the elements that are
/// not values of `E`.
pub type EnumIter<'a, E> = FilterMap<Cloned<slice::Iter<'a, i32>>, fn(i32) -> Option<E>>;

/// Returns the elements of `numbers` that are values of `E`, and omits all others.
#[inline]
pub fn enum_iter<E: TryFrom<i32>>(numbers: &[i32]) -> EnumIter<'_, E> {
    numbers.iter().cloned().filter_map(|number| E::try_from(number).ok())
}

/// Returns the elements of `values` that are values of `E`, and omits all others.
#[inline]
pub fn open_enum_iter<E: TryFrom<i32>>(values: &[OpenEnum<E>]) -> OpenEnumIter<'_, E> {
    values.iter().cloned().filter_map(OpenEnum::known)
}

/// The iterator that the accessor of a repeated open enum returns.
pub type OpenEnumIter<'a, E> =
    FilterMap<Cloned<slice::Iter<'a, OpenEnum<E>>>, fn(OpenEnum<E>) -> Option<E>>;
