//! Reads scalars, strings and `bytes`.

use alloc::string::String;
use alloc::vec::Vec;

use bytes::Bytes;

use super::Reader;
use crate::wire::kind;
use crate::wire::traits::{Scalar, Width};
use crate::wire::{blob, capacity, packed, text};

/// Defines a method for each scalar type, named as in .proto files.
macro_rules! scalars {
    ($($name:ident $kind:ident $value:ty;)*) => {$(
        #[doc = concat!("Reads the value of a `", stringify!($name), "` field.")]
        #[cfg_attr(debug_assertions, inline)]
        #[cfg_attr(not(debug_assertions), inline(always))]
        pub fn $name(&mut self) -> $value {
            self.scalar::<kind::$kind>()
        }
    )*};
}

impl Reader<'_> {
    scalars! {
        int32 Int32 i32;
        int64 Int64 i64;
        uint32 Uint32 u32;
        uint64 Uint64 u64;
        sint32 Sint32 i32;
        sint64 Sint64 i64;
        fixed32 Fixed32 u32;
        fixed64 Fixed64 u64;
        sfixed32 Sfixed32 i32;
        sfixed64 Sfixed64 i64;
        bool Bool bool;
        float Float f32;
        double Double f64;
    }

    /// Reads a scalar of any kind.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn scalar<K: Scalar>(&mut self) -> K::Value {
        let bits = match K::WIDTH {
            // Numbers of 32 bits have one byte so often that guessing it pays.
            Width::Varint if size_of::<K::Value>() == 8 => {
                self.cursor.wide_varint_or_end(self.scope)
            }
            Width::Varint => self.cursor.varint_or_end(self.scope),
            Width::Four => u32::from_le_bytes(self.cursor.array_or_end(self.scope)).into(),
            Width::Eight => u64::from_le_bytes(self.cursor.array_or_end(self.scope)),
        };
        K::from_bits(bits)
    }

    /// Replaces `value` by the next string. A string that is not UTF-8 is an error.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn string(&mut self, value: &mut String) {
        self.cursor = text::read(self.cursor, value, self.scope);
    }

    /// Replaces `value` by the next bytes.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn bytes(&mut self, value: &mut Vec<u8>) {
        self.cursor = blob::read(self.cursor, value, self.scope);
    }

    /// Replaces `value` by the next bytes: a slice of the input if that is a `Bytes` (see
    /// [`SHARES_BYTES`](crate::wire::traits::MessageCodec::SHARES_BYTES)), else a copy.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn bytes_shared(&mut self, value: &mut Bytes) {
        self.cursor = blob::read_shared(self.cursor, value, self.scope);
    }

    /// Appends the single element of a field in the expanded encoding.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn expanded<K: Scalar>(&mut self, values: &mut Vec<K::Value>) {
        let start = self.cursor;
        let value = self.scalar::<K>();
        match capacity::push_default(values, start, self.key, self.scope) {
            Some(last) => *last = value,
            None => self.cursor = self.cursor.at_end(),
        }
    }

    /// Appends the elements of a packed field.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn packed<K: Scalar>(&mut self, values: &mut Vec<K::Value>) {
        self.cursor = packed::read::<K>(self.cursor, values, self.scope);
    }
}
