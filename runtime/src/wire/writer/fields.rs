//! The functions with which generated code writes the fields of a message, in any format.

use alloc::string::String;
use alloc::vec::Vec;

use bytes::Bytes;

use super::Writer;
use crate::wire::foreign::Foreign;
use crate::wire::kind;
use crate::wire::map::Map;
use crate::wire::traits::{Bits, Kind, MessageCodec, OneofCodec, WriteFields};
use crate::wire::unknown_fields::UnknownFields;

macro_rules! scalars {
    ($($name:ident $nonzero:ident $some:ident $kind:ident $value:ty;)*) => {$(
        #[doc = concat!("Writes a `", stringify!($name), "`.")]
        #[inline]
        pub fn $name(self, tag: u32, value: $value) -> Self {
            self.scalar::<kind::$kind>(tag, value)
        }

        #[doc = concat!("Writes a `", stringify!($name), "` unless no bit of it is set.")]
        #[inline]
        pub fn $nonzero(self, tag: u32, value: $value) -> Self {
            match kind::$kind::to_bits(value) {
                0 => self,
                _ => self.scalar::<kind::$kind>(tag, value),
            }
        }

        #[doc = concat!("Writes a `", stringify!($name), "` if it is present.")]
        #[inline]
        pub fn $some(self, tag: u32, value: Option<$value>) -> Self {
            match value {
                None => self,
                Some(value) => self.scalar::<kind::$kind>(tag, value),
            }
        }
    )*};
}

macro_rules! lengths {
    ($($name:ident $nonempty:ident $some:ident $container:ty, $value:ty;)*) => {$(
        #[doc = concat!("Writes a `", stringify!($container), "` unless it is empty.")]
        #[inline]
        pub fn $nonempty(self, tag: u32, value: &'w $value) -> Self {
            if value.is_empty() { self } else { self.$name(tag, value) }
        }

        #[doc = concat!("Writes a `", stringify!($container), "` if it is present.")]
        #[inline]
        pub fn $some(self, tag: u32, value: &'w Option<$container>) -> Self {
            match value {
                None => self,
                Some(value) => self.$name(tag, value),
            }
        }
    )*};
}

macro_rules! messages {
    ($($name:ident $some:ident $bound:path, $what:literal;)*) => {$(
        #[doc = concat!("Writes a ", $what, " if it is present.")]
        #[inline]
        pub fn $some<M: $bound>(self, tag: u32, message: &'w Option<M>) -> Self {
            match message {
                None => self,
                Some(message) => self.$name(tag, message),
            }
        }
    )*};
}

macro_rules! delegated_lengths {
    ($($name:ident $each:ident $container:ty, $value:ty;)*) => {$(
        #[doc = concat!("Writes a `", stringify!($container), "`.")]
        #[inline]
        pub fn $name(self, tag: u32, value: &'w $value) -> Self {
            Writer::new(self.into_inner().$name(tag, value))
        }

        #[doc = concat!("Writes every `", stringify!($container), "`.")]
        #[inline]
        pub fn $each(self, tag: u32, values: &'w [$container]) -> Self {
            Writer::new(self.into_inner().$each(tag, values))
        }
    )*};
}

macro_rules! delegated_messages {
    ($($name:ident $each:ident $bound:path, $what:literal;)*) => {$(
        #[doc = concat!("Writes a ", $what, ".")]
        #[inline]
        pub fn $name<M: $bound>(self, tag: u32, message: &'w M) -> Self {
            Writer::new(self.into_inner().$name(tag, message))
        }

        #[doc = concat!("Writes each ", $what, ".")]
        #[inline]
        pub fn $each<M: $bound>(self, tag: u32, messages: &'w [M]) -> Self {
            Writer::new(self.into_inner().$each(tag, messages))
        }
    )*};
}

impl<'w, W: WriteFields<'w>> Writer<W> {
    /// Writes a scalar or an enum.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn scalar<K: Bits>(self, tag: u32, value: K::Value) -> Self {
        Writer::new(self.into_inner().scalar::<K>(tag, value))
    }

    /// Writes a packed field. An empty field writes nothing.
    #[inline]
    pub fn packed<K: Bits>(self, tag: u32, values: &'w [K::Value]) -> Self {
        Writer::new(self.into_inner().packed::<K>(tag, values))
    }

    /// Writes a repeated field of scalars or enums that is not packed.
    #[inline]
    pub fn expanded<K: Bits>(self, tag: u32, values: &'w [K::Value]) -> Self {
        Writer::new(self.into_inner().expanded::<K>(tag, values))
    }

    /// Writes a map field.
    #[inline]
    pub fn map<K, V, C>(self, tag: u32, map: &'w C) -> Self
    where
        K: Kind<Value: 'w>,
        V: Kind<Value: 'w>,
        C: Map<Key = K::Value, Value = V::Value>,
    {
        Writer::new(self.into_inner().map::<K, V, C>(tag, map))
    }

    /// Writes the fields that the message does not declare, as they were read.
    #[inline]
    pub fn unknown_fields(self, unknown: &'w UnknownFields) -> Self {
        Writer::new(self.into_inner().unknown_fields(unknown))
    }

    delegated_lengths! {
        string each_string String, str;
        bytes each_bytes Vec<u8>, [u8];
        bytes_shared each_bytes_shared Bytes, Bytes;
    }

    delegated_messages! {
        message each_message MessageCodec, "message";
        group each_group MessageCodec, "group";
        foreign_message each_foreign_message Foreign, "foreign message";
        foreign_group each_foreign_group Foreign, "foreign message that is framed as a group";
    }

    scalars! {
        int32 nonzero_int32 some_int32 Int32 i32;
        int64 nonzero_int64 some_int64 Int64 i64;
        uint32 nonzero_uint32 some_uint32 Uint32 u32;
        uint64 nonzero_uint64 some_uint64 Uint64 u64;
        sint32 nonzero_sint32 some_sint32 Sint32 i32;
        sint64 nonzero_sint64 some_sint64 Sint64 i64;
        fixed32 nonzero_fixed32 some_fixed32 Fixed32 u32;
        fixed64 nonzero_fixed64 some_fixed64 Fixed64 u64;
        sfixed32 nonzero_sfixed32 some_sfixed32 Sfixed32 i32;
        sfixed64 nonzero_sfixed64 some_sfixed64 Sfixed64 i64;
        bool nonzero_bool some_bool Bool bool;
        float nonzero_float some_float Float f32;
        double nonzero_double some_double Double f64;
    }

    lengths! {
        string nonempty_string some_string String, str;
        bytes nonempty_bytes some_bytes Vec<u8>, [u8];
        bytes_shared nonempty_bytes_shared some_bytes_shared Bytes, Bytes;
    }

    messages! {
        message some_message MessageCodec, "message";
        group some_group MessageCodec, "group";
        foreign_message some_foreign_message Foreign, "foreign message";
        foreign_group some_foreign_group Foreign, "foreign message that is framed as a group,";
    }

    /// Writes an enum.
    #[inline]
    pub fn enumeration(self, tag: u32, value: impl Into<i32>) -> Self {
        self.int32(tag, value.into())
    }

    /// Writes an enum unless its number is 0.
    #[inline]
    pub fn nonzero_enumeration(self, tag: u32, value: impl Into<i32>) -> Self {
        self.nonzero_int32(tag, value.into())
    }

    /// Writes an enum if it is present.
    #[inline]
    pub fn some_enumeration(self, tag: u32, value: Option<impl Into<i32>>) -> Self {
        match value {
            None => self,
            Some(value) => self.enumeration(tag, value),
        }
    }

    /// Writes a oneof if it is set.
    #[inline]
    pub fn oneof<O: OneofCodec>(self, oneof: &'w Option<O>) -> Self {
        match oneof {
            None => self,
            Some(oneof) => oneof.write(self),
        }
    }
}
