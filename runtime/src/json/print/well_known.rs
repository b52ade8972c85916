//! Well-known types that have a JSON form of their own.

use alloc::string::String;
use alloc::vec::Vec;

use super::JsonError;
use super::message::{behind, value};
use super::node::{Value, Walk};
use super::sink::{List as _, Object as _, Scalar, Sink};
use super::time::{duration, timestamp};
use crate::records::Records;
use crate::schema::{Cardinality, Form, Type};
use crate::table::Tabled;
use crate::unknown::UnknownValue;
use crate::wire::Late;
use crate::wire::cursor::Cursor;

/// Prints a message of this form.
pub(super) fn well_known<S: Sink>(
    form: Form,
    walk: Walk<'_>,
    ty: Type<'_>,
    records: &[u8],
    sink: S,
) -> Result<S::Ok, S::Error> {
    match form {
        Form::Timestamp => {
            let (seconds, nanos) = seconds_and_nanos(records)?;
            sink.string(timestamp(seconds, nanos)?.as_bytes())
        }
        Form::Duration => {
            let (seconds, nanos) = seconds_and_nanos(records)?;
            sink.string(duration(seconds, nanos)?.as_bytes())
        }
        Form::FieldMask => sink.string(&field_mask(records)?),
        Form::Value => json_value(walk, ty, records, sink),
        Form::Struct | Form::ListValue | Form::Wrapper => only_field(walk, ty, records, sink),
        Form::Serde(traits) => {
            let value = traits.value_of(records).map_err(JsonError::new)?;
            let ty = Type::of_table(<prost_types::Value as Tabled>::table::<Late>());
            // prost wrote the records, so they may not be canonical.
            let walk = Walk { is_canonical: false, ..walk };
            walk.node(Value::Message(ty, &value)).print(sink)
        }
        Form::Plain | Form::Empty | Form::Any => unreachable!("the caller prints these"),
    }
}

/// Prints the value of the only field, in place of the message.
fn only_field<S: Sink>(
    walk: Walk<'_>,
    ty: Type<'_>,
    records: &[u8],
    sink: S,
) -> Result<S::Ok, S::Error> {
    let message = ty.message();
    let field = message
        .fields
        .first()
        .ok_or_else(|| JsonError::new(["`", &message.full_name, "` lacks its field"].concat()))?;
    let mut cursor = Cursor::new(records);
    while !cursor.is_empty() {
        let start = cursor;
        let key = cursor.key().map_err(JsonError::from)?;
        if key >> 3 == field.number
            && let Some(value) =
                value(walk, &mut cursor, start, key, ty, field).map_err(JsonError::from)?
        {
            return walk.node(value).print(sink);
        }
        cursor = behind(start).map_err(JsonError::from)?;
    }
    match field.cardinality {
        Cardinality::Repeated { .. } => sink.list()?.end(),
        Cardinality::Map(_) => sink.object()?.end(),
        Cardinality::Singular(_) => walk.node(Value::Default(ty, field.kind)).print(sink),
    }
}

fn json_value<S: Sink>(
    walk: Walk<'_>,
    ty: Type<'_>,
    records: &[u8],
    sink: S,
) -> Result<S::Ok, S::Error> {
    let mut cursor = Cursor::new(records);
    while !cursor.is_empty() {
        let start = cursor;
        let key = cursor.key().map_err(JsonError::from)?;
        let field = ty.message().field(key >> 3);
        let value = match field {
            Some(field) => {
                value(walk, &mut cursor, start, key, ty, field).map_err(JsonError::from)?
            }
            None => None,
        };
        match value {
            Some(Value::Scalar(Scalar::F64(value))) if !value.is_finite() => {
                return Err(JsonError::new("the number of a Value is not finite").into());
            }
            Some(Value::Scalar(Scalar::F64(value))) => return sink.scalar(number(value)),
            Some(Value::Message(ty, records)) => {
                return walk.inner()?.node(Value::Message(ty, records)).print(sink);
            }
            Some(value) => return walk.node(value).print(sink),
            None => {
                cursor = behind(start).map_err(JsonError::from)?;
            }
        }
    }
    // A `Value` without a kind is an error of the sender. Go and C++ refuse it, too.
    Err(JsonError::new("a Value has no kind").into())
}

/// Returns the scalar of a JSON number. An integer gets no point, so that readers accept it for
/// integer fields.
fn number(value: f64) -> Scalar<'static> {
    let integer = value as i32;
    match f64::from(integer).to_bits() == value.to_bits() {
        true => Scalar::I32(integer),
        false => Scalar::F64(value),
    }
}

/// Reads the fields of a `Timestamp` or `Duration`.
fn seconds_and_nanos(bytes: &[u8]) -> Result<(i64, i64), JsonError> {
    let (mut seconds, mut nanos) = (0, 0);
    let mut records = Records::new(bytes);
    while let Some(record) = records.next()? {
        match record {
            (1, UnknownValue::Varint(bits)) => seconds = bits as i64,
            (2, UnknownValue::Varint(bits)) => nanos = i64::from(bits as i32),
            _ => {}
        }
    }
    Ok((seconds, nanos))
}

/// Returns the paths of a `FieldMask` in one string, e.g. `wind.maxSpeed,rain`.
fn field_mask(bytes: &[u8]) -> Result<Vec<u8>, JsonError> {
    let mut text = Vec::new();
    let mut records = Records::new(bytes);
    while let Some((number, value)) = records.next()? {
        let (1, UnknownValue::LengthDelimited(path)) = (number, value) else { continue };
        if !text.is_empty() {
            text.push(b',');
        }
        push_camel(&mut text, path)?;
    }
    Ok(text)
}

/// Appends a path of a `FieldMask`, e.g. `wind.max_speed` as `wind.maxSpeed`.
fn push_camel(out: &mut Vec<u8>, path: &[u8]) -> Result<(), JsonError> {
    let failure = || {
        let path = String::from_utf8_lossy(path);
        JsonError::new(["the path `", &path, "` of a FieldMask has no form in JSON"].concat())
    };
    let mut letters = path.iter().copied();
    while let Some(letter) = letters.next() {
        match letter {
            // A parser would read these characters as another path.
            b'A'..=b'Z' | b',' => return Err(failure()),
            b'_' => match letters.next() {
                Some(next @ b'a'..=b'z') => out.push(next.to_ascii_uppercase()),
                _ => return Err(failure()),
            },
            _ => out.push(letter),
        }
    }
    Ok(())
}
