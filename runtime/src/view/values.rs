//! Reads the values of fields. `reader` has the argument why reading them is sound.

use super::check::{Extent, check_inner};
use super::element::Element;
use super::fields::Entry as FieldEntry;
use super::foreign::ForeignField;
use super::lazy::{LazyForeignField, LazyNested};
use super::list::Records;
use super::map::Entry;
use super::member::Member;
use super::nested::Nested;
use super::reader::{Mode, NONE, ViewReader};
use super::single::scalar;
use super::text;
use super::traits::MessageView;
use crate::wire::cursor::Cursor;
use crate::wire::kind::{self, Kind, Scalar};
use crate::wire::skip::{DELIMITED, START_GROUP, VARINT};

mod record;

impl<'a, V: MessageView, C: Mode> ViewReader<'a, V, C> {
    /// Reads a scalar.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn scalar<K: Scalar>(&mut self) -> K::Value {
        if self.key & 7 == <K as Kind>::WIRE_TYPE {
            self.key = NONE;
            let value = match <K as Kind>::WIRE_TYPE {
                // The guess that a varint has one byte is right for most fields.
                VARINT => self.cursor.varint_by_call().map(K::from_bits),
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
        if Self::CHECKS && !text::is_utf8(bytes) {
            self.end();
            return "";
        }
        // SAFETY: if the reader is checking, the lines above establish that the bytes are UTF-8.
        // Otherwise the reader is at the value of a record with the key `KEY`, in bytes that the
        // check has accepted by the table of `V`. By the assertions, the table declares a string
        // with this key. So the value is UTF-8. At the end, `bytes` is empty.
        unsafe { text::trusted(bytes) }
    }

    /// Reads bytes.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn bytes<const KEY: u32>(&mut self) -> &'a [u8] {
        const {
            assert!(matches!(V::FIELDS.get().entry(KEY >> 3), FieldEntry::Bytes));
            assert!(KEY & 7 == DELIMITED);
        }
        if self.key != KEY {
            self.end();
            return &[];
        }
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
        if Self::CHECKS && KEY & 7 == DELIMITED {
            let (depth, body) = (self.source.depth, self.delimited());
            return match check_inner(declared.get(), Cursor::new(body), depth, Extent::Deep) {
                Some(()) => nested.add(body, outer),
                None => self.end(),
            };
        }
        if let Some(body) = self.body() {
            nested.add(body, outer);
        }
    }

    /// Adds a message that has not been checked to a singular field.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn lazy_message<const KEY: u32>(&mut self, nested: &mut LazyNested<'a, impl MessageView>) {
        const {
            assert!(matches!(V::FIELDS.get().entry(KEY >> 3), FieldEntry::LazyMessage(_)));
            assert!(KEY & 7 == DELIMITED);
        }
        if self.key != KEY {
            return self.end();
        }
        let outer = self.source.outer;
        nested.bytes.add(self.delimited(), outer);
    }

    /// Adds a message that has another codec, and that has not been checked, to a singular field.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn lazy_foreign<M>(&mut self, field: &mut LazyForeignField<'a, M>) {
        let outer = self.source.outer;
        if let Some(body) = self.body() {
            field.bytes.add(body, outer);
        }
    }

    /// Adds a message or a group that has another codec to a singular field.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn foreign<M>(&mut self, field: &mut ForeignField<'a, M>) {
        let outer = self.source.outer;
        if let Some(body) = self.body() {
            field.bytes.add(body, outer);
        }
    }

    /// Sets a oneof to a member that is not a message.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn member(&mut self, member: &mut Member<'a, V>) {
        let key = self.key;
        if let Some(value) = self.value() {
            self.replace(member, key);
            member.set(key, value);
        }
    }

    /// Sets a oneof to a member that is a closed enum, unless the number has no name.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn closed_enum_member<E: TryFrom<i32>>(&mut self, member: &mut Member<'a, V>) {
        let key = self.key;
        let Some(value) = self.value() else { return };
        let number = scalar::<kind::Enum>(&mut Cursor::new(value));
        if number.is_some_and(|number| E::try_from(number).is_ok()) {
            self.replace(member, key);
            member.set(key, value);
        }
    }

    /// Sets a oneof to a member that is a message or a group, or merges the message into it.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn message_member(&mut self, member: &mut Member<'a, V>) {
        let (key, outer) = (self.key, self.source.outer);
        if let Some(body) = self.body() {
            self.replace(member, key);
            member.merge(key, body, outer);
        }
    }
}

impl<'a, V: MessageView, const NUMBER: u32> Records<'a, V, NUMBER> {
    /// Adds the next entry of a map.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn read_map<K: Element, W: Element>(&mut self, reader: &mut ViewReader<'a, V, impl Mode>) {
        self.read::<Entry<'static, K, W>>(reader);
    }

    /// Adds the next record of `reader`.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn read<E: Element>(&mut self, reader: &mut ViewReader<'a, V, impl Mode>) {
        let wire_type = reader.key & 7;
        let is_element = wire_type == E::WIRE_TYPE || E::IS_PACKABLE && wire_type == DELIMITED;
        let declared = const { V::FIELDS.get().entry(NUMBER) };
        if reader.key >> 3 != NUMBER || !is_element || !E::is(declared) {
            return reader.end();
        }
        let record = reader.record;
        match wire_type {
            DELIMITED => reader.move_over(declared),
            _ => reader.skip(),
        }
        if !reader.has_failed() {
            self.add(record);
        }
    }
}
