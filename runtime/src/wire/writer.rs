//! The writer that generated code writes fields with.

use alloc::string::String;
use alloc::vec::Vec;

use bytes::Bytes;

use super::kind::{self, Bits, Kind, Width};
use super::map::{self, Map};
use super::room::Back;
use super::{Late, MessageCodec, OneofCodec};
use crate::unknown::UnknownFields;

mod enums;

/// Writes the fields of a message **backwards**: the last field first, each value before its key,
/// the elements of a repeated field from the last to the first.
///
/// All methods take the writer by value and return it, so that it stays in registers. `tag` is a
/// field's key, `number << 3 | wire type`. For each kind of value there is a method that writes
/// it, and one for each way to leave it out: `nonzero_` and `nonempty_` for fields without
/// presence, `some_` for fields with presence, `each_` for repeated ones. So a field is one call,
/// which is what keeps generated code cheap to compile.
pub struct Writer<'w>(pub(crate) Back<'w, 'w>);

macro_rules! scalars {
    ($($name:ident $nonzero:ident $some:ident $kind:ident $value:ty;)*) => {$(
        #[doc = concat!("Writes a `", stringify!($name), "`.")]
        #[inline]
        pub fn $name(self, tag: u32, value: $value) -> Self {
            self.scalar::<kind::$kind>(tag, value)
        }

        #[doc = concat!("Writes a `", stringify!($name), "` with any bit set.")]
        #[inline]
        pub fn $nonzero(self, tag: u32, value: $value) -> Self {
            if kind::$kind::to_bits(value) == 0 { self } else { self.scalar::<kind::$kind>(tag, value) }
        }

        #[doc = concat!("Writes a `", stringify!($name), "` that is there.")]
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
    ($($name:ident $nonempty:ident $some:ident $each:ident $container:ty, $value:ty, |$v:ident| $bytes:expr;)*) => {$(
        #[doc = concat!("Writes a `", stringify!($container), "`.")]
        #[inline]
        pub fn $name(mut self, tag: u32, $v: &'w $value) -> Self {
            self.0.delimited(tag, $bytes);
            self
        }

        #[doc = concat!("Writes a `", stringify!($container), "` that is not empty.")]
        #[inline]
        pub fn $nonempty(self, tag: u32, value: &'w $value) -> Self {
            if value.is_empty() { self } else { self.$name(tag, value) }
        }

        #[doc = concat!("Writes a `", stringify!($container), "` that is there.")]
        #[inline]
        pub fn $some(self, tag: u32, value: &'w Option<$container>) -> Self {
            match value {
                None => self,
                Some(value) => self.$name(tag, value),
            }
        }

        #[doc = concat!("Writes every `", stringify!($container), "`.")]
        pub fn $each(mut self, tag: u32, values: &'w [$container]) -> Self {
            for $v in values.iter().rev() {
                self.0.delimited(tag, $bytes);
            }
            self
        }
    )*};
}

/// The same for messages, by the bound on their types.
macro_rules! messages {
    ($($name:ident $some:ident $each:ident $bound:path, $what:literal;)*) => {$(
        #[doc = concat!("Writes a ", $what, " that is there.")]
        #[inline]
        pub fn $some<M: $bound>(self, tag: u32, message: &'w Option<M>) -> Self {
            match message {
                None => self,
                Some(message) => self.$name(tag, message),
            }
        }

        #[doc = concat!("Writes every ", $what, ".")]
        #[inline]
        pub fn $each<M: $bound>(mut self, tag: u32, messages: &'w [M]) -> Self {
            // An iterator would have to be compiled for every type.
            let mut index = messages.len();
            while index > 0 {
                index -= 1;
                self = self.$name(tag, &messages[index]);
            }
            self
        }
    )*};
}

impl<'w> Writer<'w> {
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
        string nonempty_string some_string each_string String, str, |value| value.as_bytes();
        bytes nonempty_bytes some_bytes each_bytes Vec<u8>, [u8], |value| value;
        bytes_shared nonempty_bytes_shared some_bytes_shared each_bytes_shared Bytes, Bytes, |value| value;
    }

    messages! {
        message some_message each_message MessageCodec, "message";
        group some_group each_group MessageCodec, "group";
        foreign_message some_foreign_message each_foreign_message prost::Message, "message of which only `prost::Message` is known";
        foreign_group some_foreign_group each_foreign_group prost::Message, "group of which only `prost::Message` is known";
    }

    /// Writes a scalar of any kind.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn scalar<K: Bits>(mut self, tag: u32, value: K::Value) -> Self {
        let bits = K::to_bits(value);
        match K::WIDTH {
            Width::Varint => self.0.varint(tag, bits),
            Width::Four => self.0.array(tag, (bits as u32).to_le_bytes()),
            Width::Eight => self.0.array(tag, bits.to_le_bytes()),
        }
        self
    }

    /// Writes a packed field: nothing if it is empty.
    #[inline]
    pub fn packed<K: Bits>(mut self, tag: u32, values: &'w [K::Value]) -> Self {
        if !values.is_empty() {
            self.0.packed::<K>(tag, values);
        }
        self
    }

    /// Writes a repeated field of scalars that is not packed.
    #[inline]
    pub fn expanded<K: Bits>(mut self, tag: u32, values: &[K::Value]) -> Self {
        for value in values.iter().rev() {
            self = self.scalar::<K>(tag, *value);
        }
        self
    }

    /// Writes a message.
    #[inline]
    pub fn message<M: MessageCodec>(mut self, tag: u32, message: &'w M) -> Self {
        if !self.enter() {
            return self;
        }
        let before = self.written();
        self = message.write::<Late>(self);
        self.leave();
        self.head(tag, before);
        self
    }

    /// Writes a message that does not encode to nothing.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn nonempty_message<M: MessageCodec>(mut self, tag: u32, message: &'w M) -> Self {
        if !self.enter() {
            return self;
        }
        let before = self.written();
        self = message.write::<Late>(self);
        self.leave();
        if self.written() > before {
            self.head(tag, before);
        }
        self
    }

    /// Writes a group. `tag` is its start-group key; the end-group key is the one that follows.
    #[inline]
    pub fn group<M: MessageCodec>(mut self, tag: u32, message: &'w M) -> Self {
        if !self.enter() {
            return self;
        }
        self.bare((tag + 1).into());
        self = message.write::<Late>(self);
        self.leave();
        self.bare(tag.into());
        self
    }

    /// Writes a message of which only `prost::Message` is known.
    ///
    /// # Panics
    /// If the message does not write as much as its `encoded_len` says.
    #[inline]
    pub fn foreign_message<M: prost::Message>(mut self, tag: u32, message: &M) -> Self {
        let before = self.written();
        if self.foreign(message) {
            self.head(tag, before);
        }
        self
    }

    /// Writes such a message if it does not encode to nothing.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn nonempty_foreign_message<M: prost::Message>(
        mut self,
        tag: u32,
        message: &M,
    ) -> Self {
        let before = self.written();
        if self.foreign(message) && self.written() > before {
            self.head(tag, before);
        }
        self
    }

    /// Writes such a message, framed as a group. `tag` is its start-group key.
    ///
    /// # Panics
    /// If the message does not write as much as its `encoded_len` says.
    #[inline]
    pub fn foreign_group<M: prost::Message>(mut self, tag: u32, message: &M) -> Self {
        self.bare((tag + 1).into());
        if self.foreign(message) {
            self.bare(tag.into());
        }
        self
    }

    /// Writes a oneof that is set.
    #[inline]
    pub fn oneof<O: OneofCodec>(self, oneof: &'w Option<O>) -> Self {
        match oneof {
            None => self,
            Some(oneof) => oneof.write::<Late>(self),
        }
    }

    /// Writes a map field, in the order of a `BTreeMap`; in any order of a `HashMap`, unless the
    /// keys are to be sorted.
    #[inline]
    pub fn map<K, V, C>(self, tag: u32, map: &'w C) -> Self
    where
        K: Kind<Value: 'w>,
        V: Kind<Value: 'w>,
        C: Map<Key = K::Value, Value = V::Value>,
    {
        map::write::<K, V, C>(self, tag, map)
    }

    /// Writes the fields that the message does not declare, as they were read.
    #[inline]
    pub fn unknown_fields(mut self, unknown: &'w UnknownFields) -> Self {
        self.0.raw(unknown.as_bytes());
        self
    }

    /// Bytes written so far, by this message and those around it.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn written(&self) -> usize {
        self.0.written()
    }

    /// Writes key and length of what has been written since there were `before` bytes.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn head(&mut self, tag: u32, before: usize) {
        self.0.varint(tag, (self.0.written() - before) as u64);
    }

    /// Writes a key that no value follows: that of the start or the end of a group.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn bare(&mut self, key: u64) {
        self.0.bare_varint(key);
    }

    /// Writes a message of which only `prost::Message` is known, without key and length. `false` if
    /// it is too deep.
    pub(crate) fn foreign<M: prost::Message>(&mut self, message: &M) -> bool {
        if !self.enter() {
            return false;
        }
        self.0.message(message);
        self.leave();
        true
    }

    /// Begins a message, a group or an entry of a map, within one another. `false` if there may be
    /// no more: then it is left out.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn enter(&mut self) -> bool {
        self.0.enter()
    }

    /// Ends it.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn leave(&mut self) {
        self.0.leave();
    }
}
