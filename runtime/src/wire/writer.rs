//! What generated code writes fields with.

use bytes::Bytes;

use super::MessageCodec;
use super::kind::{self, Kind, Scalar, Width};
use super::map::{self, Map};
use super::room::Back;
use crate::unknown::UnknownFields;

/// Writes the fields of a message **backwards**: the last field first, each value before its key,
/// the elements of a repeated field from the last to the first.
///
/// Methods that call the code of another message take the writer by value and return it, so that it
/// stays in registers on both sides. `tag` is a field's key, `number << 3 | wire type`.
pub struct Writer<'w>(pub(crate) Back<'w, 'w>);

macro_rules! scalars {
    ($($name:ident $kind:ident $value:ty;)*) => {$(
        #[doc = concat!("Writes a `", stringify!($name), "` field.")]
        #[inline(always)]
        pub fn $name(&mut self, tag: u32, value: $value) {
            self.scalar::<kind::$kind>(tag, value);
        }
    )*};
}

impl<'w> Writer<'w> {
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

    /// Writes a scalar of any kind.
    #[inline(always)]
    pub(crate) fn scalar<K: Scalar>(&mut self, tag: u32, value: K::Value) {
        let bits = K::to_bits(value);
        match K::WIDTH {
            Width::Varint => self.0.varint(tag, bits),
            Width::Four => self.0.array(tag, (bits as u32).to_le_bytes()),
            Width::Eight => self.0.array(tag, bits.to_le_bytes()),
        }
    }

    /// Writes a `string` field.
    #[inline(always)]
    pub fn string(&mut self, tag: u32, value: &str) {
        self.0.delimited(tag, value.as_bytes());
    }

    /// Writes a `bytes` field.
    #[inline(always)]
    pub fn bytes(&mut self, tag: u32, value: &[u8]) {
        self.0.delimited(tag, value);
    }

    /// Writes a `bytes` field that is a `Bytes`.
    #[inline(always)]
    pub fn bytes_shared(&mut self, tag: u32, value: &Bytes) {
        self.0.delimited(tag, value);
    }

    /// Writes a packed field: nothing if it is empty.
    #[inline(always)]
    pub fn packed<K: Scalar>(&mut self, tag: u32, values: &[K::Value]) {
        if !values.is_empty() {
            self.0.packed::<K>(tag, values);
        }
    }

    /// Writes a field that holds a message.
    #[inline(always)]
    pub fn message<M: MessageCodec>(self, tag: u32, message: &M) -> Self {
        let before = self.written();
        let mut writer = message.write(self);
        writer.head(tag, before);
        writer
    }

    /// Writes a group. `tag` is its start-group key; the end-group key is the one that follows.
    #[inline(always)]
    pub fn group<M: MessageCodec>(mut self, tag: u32, message: &M) -> Self {
        self.0.bare_varint((tag + 1).into());
        let mut writer = message.write(self);
        writer.0.bare_varint(tag.into());
        writer
    }

    /// Writes a field that holds a message of which only `prost::Message` is known.
    ///
    /// # Panics
    /// If the message does not write as much as its `encoded_len` says.
    #[inline]
    pub fn foreign_message<M: prost::Message>(&mut self, tag: u32, message: &M) {
        let before = self.written();
        self.foreign(message);
        self.head(tag, before);
    }

    /// Writes such a message, framed as a group. `tag` is its start-group key.
    ///
    /// # Panics
    /// If the message does not write as much as its `encoded_len` says.
    #[inline]
    pub fn foreign_group<M: prost::Message>(&mut self, tag: u32, message: &M) {
        self.0.bare_varint((tag + 1).into());
        self.foreign(message);
        self.0.bare_varint(tag.into());
    }

    /// Writes a map field, in the order of a `BTreeMap`, in any order of a `HashMap`.
    #[inline]
    pub fn map<K, V, C>(self, tag: u32, map: &C) -> Self
    where
        K: Kind,
        V: Kind,
        C: Map<Key = K::Value, Value = V::Value>,
    {
        map::write::<K, V, C>(self, tag, map, V::write_unless_default)
    }

    /// Writes a map field, leaving values out that equal `default`.
    #[inline]
    pub fn map_with_default<K, V, C>(self, tag: u32, map: &C, default: V::Value) -> Self
    where
        K: Kind,
        V: Kind<Value: PartialEq>,
        C: Map<Key = K::Value, Value = V::Value>,
    {
        map::write::<K, V, C>(self, tag, map, |writer, tag, value| if *value == default { writer } else { V::write(writer, tag, value) })
    }

    /// Writes the fields that the message does not declare, as they were read.
    #[inline]
    pub fn unknown_fields(&mut self, unknown: &UnknownFields) {
        self.0.raw(unknown.as_bytes());
    }

    /// Bytes written so far, by this message and those around it.
    #[inline(always)]
    pub(crate) fn written(&self) -> usize {
        self.0.written()
    }

    /// Writes key and length of what has been written since there were `before` bytes.
    #[inline(always)]
    pub(crate) fn head(&mut self, tag: u32, before: usize) {
        self.0.varint(tag, (self.0.written() - before) as u64);
    }

    /// Writes the length of everything written so far.
    pub(crate) fn length(&mut self) {
        self.0.bare_varint(self.0.written() as u64);
    }

    /// Writes a message of which only `prost::Message` is known, without key and length.
    pub(crate) fn foreign<M: prost::Message>(&mut self, message: &M) {
        self.0.forwards(message.encoded_len(), |mut free| {
            message.encode_raw(&mut free);
            free.len()
        });
    }
}
