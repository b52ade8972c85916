//! Encoding dynamic messages.

use alloc::vec::Vec;

use super::DynamicMessage;
use crate::extension::records::{ITEM, MESSAGE, TYPE_ID};
use crate::records::RecordWriter;
use crate::reflect::{MapKey, MessageDescriptor, Value};
use crate::schema::{Cardinality, Field, Kind};
use crate::wire::skip::{DELIMITED, VARINT};

impl DynamicMessage {
    /// Encodes the message: first the fields, ascending by number, then the unknown fields. Equal
    /// messages have equal bytes.
    pub fn encode_to_vec(&self) -> Vec<u8> {
        let mut writer = RecordWriter::default();
        self.write(&mut writer);
        writer.into_bytes()
    }

    pub(super) fn write(&self, writer: &mut RecordWriter) {
        let schema = self.descriptor.schema();
        for (number, value) in &self.fields {
            if let Some(field) = schema.field(*number) {
                write_field(&self.descriptor, field, value, writer);
            } else if let Some(extension) = self.descriptor.extension(*number) {
                match value {
                    Value::Message(message) if schema.is_message_set => {
                        write_item(*number, message, writer);
                    }
                    _ => write_field(&self.descriptor, extension.schema(), value, writer),
                }
            }
        }
        writer.raw(self.unknown.as_bytes());
    }
}

/// Writes an item of a message set.
fn write_item(type_id: u32, message: &DynamicMessage, writer: &mut RecordWriter) {
    let item = writer.begin_group(ITEM);
    writer.key(TYPE_ID, VARINT);
    writer.varint(type_id.into());
    let begun = writer.begin(MESSAGE);
    message.write(writer);
    writer.end(begun);
    writer.end(item);
}

fn write_field(
    descriptor: &MessageDescriptor,
    field: &Field,
    value: &Value,
    writer: &mut RecordWriter,
) {
    // A value can only be of a wrong type if `get_mut` was used to change it.
    if !value.fits_field(descriptor, field) {
        return;
    }
    match (field.cardinality, value) {
        (Cardinality::Map(key), Value::Map(entries)) => {
            for (entry_key, value) in entries {
                write_entry(field, key.kind(), (entry_key, value), writer);
            }
        }
        (Cardinality::Repeated { is_packed: true }, Value::List(values)) => {
            if !values.is_empty() {
                let begun = writer.begin(field.number);
                for value in values {
                    write_value(field.kind, value, writer);
                }
                writer.end(begun);
            }
        }
        (Cardinality::Repeated { is_packed: false }, Value::List(values)) => {
            for value in values {
                write_record(field.number, field.kind, value, writer);
            }
        }
        _ if field.is_implicit() && value.is_zero() => {}
        _ => write_record(field.number, field.kind, value, writer),
    }
}

/// Writes an entry of a map. As in prost, the entry omits a key or value that has its default.
fn write_entry(
    field: &Field,
    key_kind: Kind,
    (key, value): (&MapKey, &Value),
    writer: &mut RecordWriter,
) {
    let entry = writer.begin(field.number);
    let key = Value::from(key.clone());
    if !key.is_zero() {
        write_record(1, key_kind, &key, writer);
    }
    let is_default = match value {
        Value::Message(message) => message.is_default(),
        value => value.is_zero(),
    };
    if !is_default {
        write_record(2, field.kind, value, writer);
    }
    writer.end(entry);
}

impl DynamicMessage {
    /// Whether the encoding of the message is empty.
    fn is_default(&self) -> bool {
        self.unknown.is_empty() && self.fields().next().is_none()
    }
}

/// Writes a key and a value.
fn write_record(number: u32, kind: Kind, value: &Value, writer: &mut RecordWriter) {
    match (kind, value) {
        (Kind::Group(_), Value::Message(message)) => {
            let group = writer.begin_group(number);
            message.write(writer);
            writer.end(group);
        }
        (_, Value::Message(message)) => {
            let begun = writer.begin(number);
            message.write(writer);
            writer.end(begun);
        }
        (_, Value::String(text)) => {
            writer.key(number, DELIMITED);
            writer.delimited(text.as_bytes());
        }
        (_, Value::Bytes(bytes)) => {
            writer.key(number, DELIMITED);
            writer.delimited(bytes);
        }
        _ => {
            writer.key(number, kind.wire_type());
            write_value(kind, value, writer);
        }
    }
}

/// Writes a number or a `bool`.
fn write_value(kind: Kind, value: &Value, writer: &mut RecordWriter) {
    match (kind, value) {
        (Kind::Sint32, Value::I32(value)) => {
            writer.varint(u64::from((value << 1 ^ value >> 31) as u32));
        }
        (Kind::Sint64, Value::I64(value)) => writer.varint((value << 1 ^ value >> 63) as u64),
        (Kind::Sfixed32, Value::I32(value)) => writer.raw(&value.to_le_bytes()),
        (Kind::Sfixed64, Value::I64(value)) => writer.raw(&value.to_le_bytes()),
        (Kind::Fixed32, Value::U32(value)) => writer.raw(&value.to_le_bytes()),
        (Kind::Fixed64, Value::U64(value)) => writer.raw(&value.to_le_bytes()),
        (_, Value::F32(value)) => writer.raw(&value.to_le_bytes()),
        (_, Value::F64(value)) => writer.raw(&value.to_le_bytes()),
        // A negative number is sign-extended to 64 bits.
        (_, Value::I32(value) | Value::EnumNumber(value)) => {
            writer.varint(i64::from(*value) as u64);
        }
        (_, Value::I64(value)) => writer.varint(*value as u64),
        (_, Value::U32(value)) => writer.varint((*value).into()),
        (_, Value::U64(value)) => writer.varint(*value),
        (_, Value::Bool(value)) => writer.varint((*value).into()),
        (
            _,
            Value::String(_) | Value::Bytes(_) | Value::Message(_) | Value::List(_) | Value::Map(_),
        ) => {}
    }
}
