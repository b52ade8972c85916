//! The writer with which generated code writes JSON.

use alloc::string::String;
use alloc::vec::Vec;

use bytes::Bytes;

use super::state::{MessageForm, State};
use crate::schema::Field;
use crate::unknown::UnknownFields;
use crate::wire::MessageCodec;
use crate::wire::foreign::Foreign;
use crate::wire::kind::{Bits, Kind};
use crate::wire::map::{Entries, Map};
use crate::wire::traits::WriteFields;
use crate::wire::writer::Writer;

/// The value is a field. Its key is before it.
const FIELD: u8 = 0;
/// The value is the value of a map's entry.
const ELEMENT: u8 = 1;
/// The value is the key of a map's entry.
const KEY: u8 = 2;

/// Writes the JSON form of a message backwards.
pub(super) struct JsonWriter<'a, 's, 'w, const PLACE: u8>(&'a mut State<'s, 'w>);

impl<'a, 's, 'w> JsonWriter<'a, 's, 'w, FIELD> {
    /// Returns a writer for the fields of a message.
    pub(super) fn new(state: &'a mut State<'s, 'w>) -> Self {
        JsonWriter(state)
    }
}

/// Writes a field that is a generated message.
fn generated<'w, M: MessageCodec>(state: &mut State<'_, 'w>, field: &Field, message: &'w M) {
    match state.form(field) {
        MessageForm::Object(ty) => {
            let outer = state.begin_object(ty);
            message.write(Writer::new(JsonWriter::new(state)));
            state.end_object(outer);
        }
        MessageForm::Records(ty) => state.encoded(ty, message),
        MessageForm::Failed => {}
    }
}

/// Writes a field that is a foreign message.
fn foreign<M: Foreign>(state: &mut State<'_, '_>, field: &Field, message: &M) {
    match state.form(field) {
        MessageForm::Object(ty) | MessageForm::Records(ty) => {
            state.records(ty, &message.to_sorted_vec())
        }
        MessageForm::Failed => {}
    }
}

macro_rules! messages {
    ($($name:ident $each:ident $bound:path, $write:ident;)*) => {$(
        fn $name<M: $bound>(self, tag: u32, message: &'w M) -> Self {
            let field = match PLACE {
                FIELD => self.0.field(tag),
                _ => self.0.map_field,
            };
            if let Some(field) = field {
                $write(self.0, field, message);
                if PLACE == FIELD {
                    self.0.key(field);
                }
            }
            self
        }

        fn $each<M: $bound>(self, tag: u32, messages: &'w [M]) -> Self {
            if !messages.is_empty() && let Some(field) = self.0.begin_list(tag) {
                for message in messages.iter().rev() {
                    $write(self.0, field, message);
                    self.0.out.byte(b',');
                }
                self.0.end_list(field);
            }
            self
        }
    )*};
}

macro_rules! bytes {
    ($($name:ident $each:ident $container:ty, $value:ty;)*) => {$(
        #[inline]
        fn $name(self, tag: u32, value: &'w $value) -> Self {
            match PLACE {
                FIELD => self.0.bytes_field(tag, value),
                _ => self.0.bytes_element(value),
            }
            self
        }

        #[inline]
        fn $each(self, tag: u32, values: &'w [$container]) -> Self {
            self.0.all_bytes(tag, values);
            self
        }
    )*};
}

impl<'w, const PLACE: u8> WriteFields<'w> for JsonWriter<'_, '_, 'w, PLACE> {
    messages! {
        message each_message MessageCodec, generated;
        group each_group MessageCodec, generated;
        foreign_message each_foreign_message Foreign, foreign;
        foreign_group each_foreign_group Foreign, foreign;
    }

    bytes! {
        bytes each_bytes Vec<u8>, [u8];
        bytes_shared each_bytes_shared Bytes, Bytes;
    }

    #[inline]
    fn scalar<K: Bits>(self, tag: u32, value: K::Value) -> Self {
        match PLACE {
            FIELD => self.0.scalar_field::<K>(tag, value),
            ELEMENT => self.0.scalar_element::<K>(value),
            _ => self.0.scalar_key::<K>(value),
        }
        self
    }

    #[inline]
    fn packed<K: Bits>(self, tag: u32, values: &'w [K::Value]) -> Self {
        self.0.scalars::<K>(tag, values);
        self
    }

    #[inline]
    fn expanded<K: Bits>(self, tag: u32, values: &'w [K::Value]) -> Self {
        self.0.scalars::<K>(tag, values);
        self
    }

    #[inline]
    fn string(self, tag: u32, value: &'w str) -> Self {
        match PLACE {
            FIELD => self.0.string_field(tag, value),
            ELEMENT => self.0.string_element(value),
            _ => self.0.string_key(value),
        }
        self
    }

    #[inline]
    fn each_string(self, tag: u32, values: &'w [String]) -> Self {
        self.0.strings(tag, values);
        self
    }

    fn map<K, V, C>(self, tag: u32, map: &'w C) -> Self
    where
        K: Kind<Value: 'w>,
        V: Kind<Value: 'w>,
        C: Map<Key = K::Value, Value = V::Value>,
    {
        let mut entries = Entries::of(map, true);
        let Some(mut entry) = entries.next() else { return self };
        let Some(field) = self.0.begin_map(tag) else { return self };
        let mut is_empty = true;
        loop {
            self.0.begin_entry(field);
            V::write(JsonWriter::<ELEMENT>(self.0), 0, entry.1);
            if !self.0.is_omitted {
                K::write(JsonWriter::<KEY>(self.0), 0, entry.0);
                is_empty = false;
            }
            match entries.next() {
                Some(next) => entry = next,
                None => break,
            }
        }
        self.0.end_map(field, is_empty);
        self
    }

    #[inline]
    fn unknown_fields(self, unknown: &'w UnknownFields) -> Self {
        if !unknown.is_empty() {
            self.0.unknown(unknown.as_bytes());
        }
        self
    }
}
