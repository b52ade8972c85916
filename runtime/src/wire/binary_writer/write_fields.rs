//! The binary encoding as a format.

use alloc::string::String;
use alloc::vec::Vec;

use bytes::Bytes;

use super::BinaryWriter;
use crate::wire::buffer::Position;
use crate::wire::buffer::encode::Source;
use crate::wire::entry;
use crate::wire::foreign::Foreign;
use crate::wire::map::Map;
use crate::wire::traits::{Bits, Kind, MessageCodec, Width, WriteFields};
use crate::wire::unknown_fields::UnknownFields;
use crate::wire::writer::Writer;

impl<M: MessageCodec> Source for M {
    fn write<'w>(&'w self, position: Position<'w, 'w>) -> Position<'w, 'w> {
        MessageCodec::write(self, Writer::new(BinaryWriter(position))).into_inner().0
    }
}

macro_rules! lengths {
    ($($name:ident $each:ident $container:ty, $value:ty, |$v:ident| $bytes:expr;)*) => {$(
        #[inline]
        fn $name(mut self, tag: u32, $v: &'w $value) -> Self {
            self.0.delimited(tag, $bytes);
            self
        }

        fn $each(mut self, tag: u32, values: &'w [$container]) -> Self {
            for $v in values.iter().rev() {
                self.0.delimited(tag, $bytes);
            }
            self
        }
    )*};
}

macro_rules! each_message {
    ($($name:ident $each:ident $bound:path;)*) => {$(
        #[inline]
        fn $each<M: $bound>(mut self, tag: u32, messages: &'w [M]) -> Self {
            // An index needs no iterator, which would be compiled for every type.
            let mut index = messages.len();
            while index > 0 {
                index -= 1;
                self = self.$name(tag, &messages[index]);
            }
            self
        }
    )*};
}

impl<'w> WriteFields<'w> for BinaryWriter<'w> {
    lengths! {
        string each_string String, str, |value| value.as_bytes();
        bytes each_bytes Vec<u8>, [u8], |value| value;
        bytes_shared each_bytes_shared Bytes, Bytes, |value| value;
    }

    each_message! {
        message each_message MessageCodec;
        group each_group MessageCodec;
        foreign_message each_foreign_message Foreign;
        foreign_group each_foreign_group Foreign;
    }

    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn scalar<K: Bits>(mut self, tag: u32, value: K::Value) -> Self {
        let bits = K::to_bits(value);
        match K::WIDTH {
            Width::Varint => self.0.varint(tag, bits),
            Width::Four => self.0.array(tag, (bits as u32).to_le_bytes()),
            Width::Eight => self.0.array(tag, bits.to_le_bytes()),
        }
        self
    }

    #[inline]
    fn packed<K: Bits>(mut self, tag: u32, values: &'w [K::Value]) -> Self {
        if !values.is_empty() {
            self.0.packed::<K>(tag, values);
        }
        self
    }

    #[inline]
    fn expanded<K: Bits>(mut self, tag: u32, values: &[K::Value]) -> Self {
        for value in values.iter().rev() {
            self = self.scalar::<K>(tag, *value);
        }
        self
    }

    #[inline]
    fn message<M: MessageCodec>(mut self, tag: u32, message: &'w M) -> Self {
        if !self.enter() {
            return self;
        }
        let before = self.written();
        self = message.write(Writer::new(self)).into_inner();
        self.leave();
        self.head(tag, before);
        self
    }

    #[inline]
    fn group<M: MessageCodec>(mut self, tag: u32, message: &'w M) -> Self {
        if !self.enter() {
            return self;
        }
        self.bare((tag + 1).into());
        self = message.write(Writer::new(self)).into_inner();
        self.leave();
        self.bare(tag.into());
        self
    }

    #[inline]
    fn foreign_message<M: Foreign>(mut self, tag: u32, message: &'w M) -> Self {
        let before = self.written();
        if self.foreign(message) {
            self.head(tag, before);
        }
        self
    }

    #[inline]
    fn foreign_group<M: Foreign>(mut self, tag: u32, message: &'w M) -> Self {
        self.bare((tag + 1).into());
        if self.foreign(message) {
            self.bare(tag.into());
        }
        self
    }

    #[inline]
    fn map<K, V, C>(self, tag: u32, map: &'w C) -> Self
    where
        K: Kind<Value: 'w>,
        V: Kind<Value: 'w>,
        C: Map<Key = K::Value, Value = V::Value>,
    {
        entry::write::<K, V, C>(self, tag, map)
    }

    #[inline]
    fn unknown_fields(mut self, unknown: &'w UnknownFields) -> Self {
        self.0.raw(unknown.as_bytes());
        self
    }
}

impl<'w> BinaryWriter<'w> {
    /// Writes a message unless it encodes to nothing.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn nonempty_message<M: MessageCodec>(mut self, tag: u32, message: &'w M) -> Self {
        if !self.enter() {
            return self;
        }
        let before = self.written();
        self = message.write(Writer::new(self)).into_inner();
        self.leave();
        if self.written() > before {
            self.head(tag, before);
        }
        self
    }

    /// Writes a foreign message unless it encodes to nothing.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn nonempty_foreign_message<M: Foreign>(mut self, tag: u32, message: &M) -> Self {
        let before = self.written();
        if self.foreign(message) && self.written() > before {
            self.head(tag, before);
        }
        self
    }

    /// Writes a foreign message without key and length. Returns `false` if it is too deep.
    fn foreign<M: Foreign>(&mut self, message: &M) -> bool {
        if !self.enter() {
            return false;
        }
        self.0.foreign(message);
        self.leave();
        true
    }
}
