//! A format in which the fields of a message are written.

use alloc::string::String;
use alloc::vec::Vec;

use bytes::Bytes;

use super::MessageCodec;
use super::kind::{Bits, Kind};
use super::map::Map;
use crate::unknown::UnknownFields;

macro_rules! required_lengths {
    ($($name:ident $each:ident $container:ty, $value:ty;)*) => {$(
        #[doc = concat!("Writes a `", stringify!($container), "`.")]
        fn $name(self, tag: u32, value: &'w $value) -> Self;

        #[doc = concat!("Writes every `", stringify!($container), "`.")]
        fn $each(self, tag: u32, values: &'w [$container]) -> Self;
    )*};
}

macro_rules! required_messages {
    ($($name:ident $each:ident $bound:path, $what:literal;)*) => {$(
        #[doc = concat!("Writes a ", $what, ".")]
        fn $name<M: $bound>(self, tag: u32, message: &'w M) -> Self;

        #[doc = concat!("Writes each ", $what, ".")]
        fn $each<M: $bound>(self, tag: u32, messages: &'w [M]) -> Self;
    )*};
}

/// A format, and the place in the text or bytes that are written. The binary encoding is one, and
/// JSON is another. Fields are written **backwards**, as [`Writer`](super::writer::Writer) says.
///
/// # Panics
/// The functions for messages of which only `prost::Message` is known panic if such a message does
/// not write as much as its `encoded_len` says.
pub trait WriteFields<'w>: Sized {
    /// Writes a scalar or an enum.
    fn scalar<K: Bits>(self, tag: u32, value: K::Value) -> Self;

    /// Writes a packed field: nothing if it is empty.
    fn packed<K: Bits>(self, tag: u32, values: &'w [K::Value]) -> Self;

    /// Writes a repeated field of scalars or enums that is not packed.
    fn expanded<K: Bits>(self, tag: u32, values: &'w [K::Value]) -> Self;

    /// Writes a map field, in the order of a `BTreeMap`; in any order of a `HashMap`, unless the
    /// keys are to be sorted.
    fn map<K, V, C>(self, tag: u32, map: &'w C) -> Self
    where
        K: Kind<Value: 'w>,
        V: Kind<Value: 'w>,
        C: Map<Key = K::Value, Value = V::Value>;

    /// Writes the fields that the message does not declare, as they were read.
    fn unknown_fields(self, unknown: &'w UnknownFields) -> Self;

    required_lengths! {
        string each_string String, str;
        bytes each_bytes Vec<u8>, [u8];
        bytes_shared each_bytes_shared Bytes, Bytes;
    }

    required_messages! {
        message each_message MessageCodec, "message";
        group each_group MessageCodec, "group";
        foreign_message each_foreign_message prost::Message,
            "message of which only `prost::Message` is known";
        foreign_group each_foreign_group prost::Message,
            "message of which only `prost::Message` is known, framed as a group";
    }
}
