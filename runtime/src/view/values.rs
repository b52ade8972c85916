//! Reads the values of fields. `reader` has the argument why reading them is sound.

use super::element::Element;
use super::fields::Entry as FieldEntry;
use super::foreign::ForeignField;
use super::list::Records;
use super::map::Entry;
use super::member::Member;
use super::nested::Nested;
use super::pieces::{group, skipped};
use super::reader::{NONE, ViewReader};
use super::single::scalar;
use super::text;
use super::traits::MessageView;
use crate::wire::cursor::Cursor;
use crate::wire::kind::{self, Kind, Scalar};
use crate::wire::skip::{DELIMITED, START_GROUP, VARINT};

impl<'a, V: MessageView> ViewReader<'a, V> {
    /// Reads a scalar.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn scalar<K: Scalar>(&mut self) -> K::Value {
        if self.key & 7 == <K as Kind>::WIRE_TYPE {
            self.key = NONE;
            let value = match <K as Kind>::WIRE_TYPE {
                // The guess that a varint has one byte is right for most fields.
                VARINT => self.cursor.varint().ok().map(K::from_bits),
                _ => scalar::<K>(&mut self.cursor),
            };
            if let Some(value) = value {
                return value;
            }
        }
        self.end();
        K::from_bits(0)
    }

    /// Reads the number of a closed enum. Returns `None` for a number without a name.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn closed_enum<E: TryFrom<i32>>(&mut self) -> Option<i32> {
        let number = self.scalar::<kind::Enum>();
        E::try_from(number).is_ok().then_some(number)
    }

    /// Reads a string.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn string<const KEY: u32>(&mut self) -> &'a str {
        const {
            assert!(matches!(V::FIELDS.get().entry(KEY >> 3), FieldEntry::String));
            assert!(KEY & 7 == DELIMITED);
        }
        if self.key != KEY {
            self.end();
            return "";
        }
        let bytes = self.delimited();
        // SAFETY: the reader is at the value of a record with the key `KEY`, in bytes that the
        // check has accepted by the table of `V`. By the assertions, the table declares a string
        // with this key. So the value is UTF-8. At the end, `bytes` is empty.
        unsafe { text::trusted(bytes) }
    }

    /// Reads bytes.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn bytes(&mut self) -> &'a [u8] {
        self.delimited()
    }

    /// Adds a message to a singular field.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn message<const KEY: u32>(&mut self, nested: &mut Nested<'a, impl MessageView>) {
        self.message_of::<KEY, _>(nested);
    }

    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn message_of<const KEY: u32, M: MessageView>(&mut self, nested: &mut Nested<'a, M>) {
        let declared = const {
            match V::FIELDS.get().entry(KEY >> 3) {
                FieldEntry::Message(fields) if KEY & 7 == DELIMITED => fields,
                FieldEntry::Group(fields) if KEY & 7 == START_GROUP => fields,
                _ => panic!("the field is not a message"),
            }
        };
        if self.key != KEY || !declared.is(const { M::FIELDS }) {
            return self.end();
        }
        let outer = self.source.outer;
        nested.add(self.body(), outer);
    }

    /// Adds a message or a group that has another codec to a singular field.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn foreign<M>(&mut self, field: &mut ForeignField<'a, M>) {
        let outer = self.source.outer;
        field.bytes.add(self.body(), outer);
    }

    /// Sets a oneof to a member that is not a message.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn member(&mut self, member: &mut Member<'a, V>) {
        let key = self.key;
        let value = self.value();
        member.set(key, value);
    }

    /// Sets a oneof to a member that is a closed enum, unless the number has no name.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn closed_enum_member<E: TryFrom<i32>>(&mut self, member: &mut Member<'a, V>) {
        let (key, value) = (self.key, self.value());
        let number = scalar::<kind::Enum>(&mut Cursor::new(value));
        if number.is_some_and(|number| E::try_from(number).is_ok()) {
            member.set(key, value);
        }
    }

    /// Sets a oneof to a member that is a message or a group, or merges the message into it.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn message_member(&mut self, member: &mut Member<'a, V>) {
        let (key, outer) = (self.key, self.source.outer);
        let body = self.body();
        member.merge(key, body, outer);
    }

    /// Reads the value of any record. The value of a record with a length prefix is what follows
    /// the length.
    #[inline(always)]
    fn value(&mut self) -> &'a [u8] {
        if self.key & 7 == DELIMITED {
            return self.delimited();
        }
        let start = self.cursor.rest();
        self.cursor = skipped(self.cursor, self.key);
        self.key = NONE;
        &start[..start.len() - self.cursor.remaining()]
    }

    /// Reads the body of a message or of a group.
    #[inline(always)]
    fn body(&mut self) -> &'a [u8] {
        if self.key & 7 != START_GROUP {
            return self.delimited();
        }
        let number = self.key >> 3;
        self.key = NONE;
        let mut cursor = self.cursor;
        let body = group(&mut cursor, number);
        self.cursor = cursor;
        body
    }

    /// Reads a value with a length prefix. The reader ends at another value.
    #[inline(always)]
    fn delimited(&mut self) -> &'a [u8] {
        if self.key & 7 == DELIMITED {
            self.key = NONE;
            if let Ok(bytes) = self.cursor.delimited() {
                return bytes;
            }
        }
        self.end();
        &[]
    }
}

impl<'a, V: MessageView, const NUMBER: u32> Records<'a, V, NUMBER> {
    /// Adds the next entry of a map.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn read_map<K: Element, W: Element>(&mut self, reader: &mut ViewReader<'a, V>) {
        self.read::<Entry<'static, K, W>>(reader);
    }

    /// Adds the next record of `reader`.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn read<E: Element>(&mut self, reader: &mut ViewReader<'a, V>) {
        let wire_type = reader.key & 7;
        let is_element = wire_type == E::WIRE_TYPE || E::IS_PACKABLE && wire_type == DELIMITED;
        let declared = const { V::FIELDS.get().entry(NUMBER) };
        if reader.key >> 3 != NUMBER || !is_element || !E::is(declared) {
            return reader.end();
        }
        self.add(reader.record);
        match wire_type {
            DELIMITED => drop(reader.delimited()),
            _ => reader.skip(),
        }
    }
}
