//! The form in which a difference prints its values.

use core::fmt::{self, Display, Formatter};

use crate::reflect::{DynamicMessage, FieldDescriptor, Kind, MapKey, Value};

/// A value to be printed. It belongs to a field, or to an element or entry of the field.
pub(super) struct Shown<'a> {
    pub value: Option<&'a Value>,
    pub field: Option<&'a FieldDescriptor>,
    pub is_hidden: bool,
}

impl Display for Shown<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.value {
            None => f.write_str("unset"),
            Some(_) if self.is_hidden => f.write_str("[REDACTED]"),
            Some(value) => write_value(f, self.field, value),
        }
    }
}

fn write_value(
    f: &mut Formatter<'_>,
    field: Option<&FieldDescriptor>,
    value: &Value,
) -> fmt::Result {
    match value {
        Value::Bool(value) => write!(f, "{value}"),
        Value::I32(value) => write!(f, "{value}"),
        Value::I64(value) => write!(f, "{value}"),
        Value::U32(value) => write!(f, "{value}"),
        Value::U64(value) => write!(f, "{value}"),
        Value::F32(value) => write!(f, "{value}"),
        Value::F64(value) => write!(f, "{value}"),
        Value::String(value) => write!(f, "{value:?}"),
        Value::Bytes(value) => write!(f, "b\"{}\"", value.escape_ascii()),
        Value::EnumNumber(number) => match field.map(FieldDescriptor::kind) {
            Some(Kind::Enum(enumeration)) if enumeration.value(*number).is_some() => {
                enumeration.value(*number).map_or(Ok(()), |value| f.write_str(value.name()))
            }
            _ => write!(f, "{number}"),
        },
        Value::Message(message) => write_message(f, message),
        Value::List(values) => {
            f.write_str("[")?;
            for (index, value) in values.iter().enumerate() {
                f.write_str(if index == 0 { "" } else { ", " })?;
                write_value(f, field, value)?;
            }
            f.write_str("]")
        }
        Value::Map(entries) => {
            f.write_str("{")?;
            for (index, (key, value)) in entries.iter().enumerate() {
                f.write_str(if index == 0 { "" } else { ", " })?;
                write_key(f, key)?;
                f.write_str(": ")?;
                write_value(f, field, value)?;
            }
            f.write_str("}")
        }
    }
}

fn write_message(f: &mut Formatter<'_>, message: &DynamicMessage) -> fmt::Result {
    f.write_str("{")?;
    for (index, (field, value)) in message.fields().enumerate() {
        f.write_str(if index == 0 { "" } else { ", " })?;
        let shown =
            Shown { value: Some(value), field: Some(&field), is_hidden: field.is_redacted() };
        write!(f, "{}: {shown}", field.name())?;
    }
    f.write_str("}")
}

fn write_key(f: &mut Formatter<'_>, key: &MapKey) -> fmt::Result {
    match key {
        MapKey::Bool(key) => write!(f, "{key}"),
        MapKey::I32(key) => write!(f, "{key}"),
        MapKey::I64(key) => write!(f, "{key}"),
        MapKey::U32(key) => write!(f, "{key}"),
        MapKey::U64(key) => write!(f, "{key}"),
        MapKey::String(key) => write!(f, "{key:?}"),
    }
}
