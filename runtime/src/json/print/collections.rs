//! Lists and maps.

use alloc::string::{String, ToString};

use super::JsonError;
use super::message::{behind, single};
use super::node::{Value, Walk, enumeration};
use super::sink::{Key, List, Object, PrintError as _, Scalar, Sink, Step};
use crate::canonical::{is_closed, is_known_entry};
use crate::schema::{Field, Kind, MapKey, Type};
use crate::wire::cursor::Cursor;
use crate::wire::error::Error;
use crate::wire::skip::DELIMITED;
use crate::wire::varint::{unzigzag32, unzigzag64};

/// Prints a list. `records` are the adjacent records of the field.
pub(super) fn list<S: Sink>(
    walk: Walk<'_>,
    ty: Type<'_>,
    field: &Field,
    records: &[u8],
    sink: S,
) -> Result<S::Ok, S::Error> {
    let mut list = sink.list()?;
    let mut cursor = Cursor::new(records);
    let mut nth = 0_usize;
    while !cursor.is_empty() {
        let start = cursor;
        let key = cursor.key().map_err(JsonError::from)?;
        if key & 7 == DELIMITED && field.kind.is_packable() {
            let values = cursor.delimited().map_err(JsonError::from)?;
            packed(walk, ty, field.kind, values, &mut list)?;
            continue;
        }
        let element = single(walk, &mut cursor, start, key & 7, ty, field.kind);
        match element.map_err(JsonError::from)? {
            Some(value) => {
                let inner = match value {
                    Value::Message(..) => walk.inner()?,
                    _ => walk,
                };
                let printed = list.element(inner.node(value));
                printed.map_err(|error| error.inside(Step::Element(nth)))?;
                nth += 1;
            }
            // A value of another wire type is an unknown field.
            None => cursor = behind(start).map_err(JsonError::from)?,
        }
    }
    list.end()
}

/// Prints the elements of a packed list.
fn packed<L: List>(
    walk: Walk<'_>,
    ty: Type<'_>,
    kind: Kind,
    values: &[u8],
    list: &mut L,
) -> Result<(), L::Error> {
    // Each kind has its own loop, so that no branch depends on the kind.
    macro_rules! each {
        ($read:ident, |$bits:ident| $scalar:expr) => {{
            let mut cursor = Cursor::new(values);
            while !cursor.is_empty() {
                let $bits = $read(&mut cursor).map_err(JsonError::from)?;
                list.scalar($scalar)?;
            }
            Ok(())
        }};
    }
    match kind {
        Kind::Int32 => each!(varint, |bits| Scalar::I32(bits as i32)),
        Kind::Uint32 => each!(varint, |bits| Scalar::U32(bits as u32)),
        Kind::Sint32 => each!(varint, |bits| Scalar::I32(unzigzag32(bits as u32))),
        Kind::Int64 => each!(varint, |bits| Scalar::I64(bits as i64)),
        Kind::Uint64 => each!(varint, |bits| Scalar::U64(bits)),
        Kind::Sint64 => each!(varint, |bits| Scalar::I64(unzigzag64(bits))),
        Kind::Bool => each!(varint, |bits| Scalar::Bool(bits != 0)),
        Kind::Float => each!(four, |bits| Scalar::F32(f32::from_bits(bits))),
        Kind::Double => each!(eight, |bits| Scalar::F64(f64::from_bits(bits))),
        Kind::Fixed32 => each!(four, |bits| Scalar::U32(bits)),
        Kind::Fixed64 => each!(eight, |bits| Scalar::U64(bits)),
        Kind::Sfixed32 => each!(four, |bits| Scalar::I32(bits as i32)),
        Kind::Sfixed64 => each!(eight, |bits| Scalar::I64(bits as i64)),
        Kind::Enum(link) => {
            let (decl, is_closed) = (ty.linked_enum(&link), ty.is_closed(&link));
            let mut cursor = Cursor::new(values);
            while !cursor.is_empty() {
                let number = varint(&mut cursor).map_err(JsonError::from)? as i32;
                if !is_closed || decl.value(number).is_some() {
                    list.scalar(enumeration(decl, number, walk.options()))?;
                }
            }
            Ok(())
        }
        Kind::String | Kind::Bytes | Kind::Message(_) | Kind::Group(_) => Ok(()),
    }
}

#[cfg_attr(debug_assertions, inline)]
#[cfg_attr(not(debug_assertions), inline(always))]
fn varint(cursor: &mut Cursor<'_>) -> Result<u64, Error> {
    cursor.varint_without_guess().ok_or_else(Error::varint)
}

#[cfg_attr(debug_assertions, inline)]
#[cfg_attr(not(debug_assertions), inline(always))]
fn four(cursor: &mut Cursor<'_>) -> Result<u32, Error> {
    cursor.array().map(u32::from_le_bytes)
}

#[cfg_attr(debug_assertions, inline)]
#[cfg_attr(not(debug_assertions), inline(always))]
fn eight(cursor: &mut Cursor<'_>) -> Result<u64, Error> {
    cursor.array().map(u64::from_le_bytes)
}

/// Prints a map. `records` are the adjacent records of the field.
pub(super) fn map<S: Sink>(
    walk: Walk<'_>,
    ty: Type<'_>,
    field: &Field,
    key: MapKey,
    records: &[u8],
    sink: S,
) -> Result<S::Ok, S::Error> {
    let mut object = sink.object()?;
    let is_closed = is_closed(field.kind, ty);
    let mut cursor = Cursor::new(records);
    while !cursor.is_empty() {
        let start = cursor;
        let wire_type = cursor.key().map_err(JsonError::from)? & 7;
        if wire_type != DELIMITED {
            cursor = behind(start).map_err(JsonError::from)?;
            continue;
        }
        let entry = cursor.delimited().map_err(JsonError::from)?;
        if is_closed && !is_known_entry(field.kind, ty, entry) {
            continue;
        }
        let (key, value) = self::entry(walk, entry, ty, field, key).map_err(JsonError::from)?;
        let walk = match value {
            Value::Message(..) => walk.inner()?.inner()?,
            _ => walk.inner()?,
        };
        let printed = object.entry(key, walk.node(value));
        printed.map_err(|error| error.inside(Step::Entry(&step(key))))?;
    }
    object.end()
}

/// Reads the key and the value of an entry.
#[inline]
fn entry<'w>(
    walk: Walk<'_>,
    entry: &'w [u8],
    ty: Type<'w>,
    field: &'w Field,
    key: MapKey,
) -> Result<(Key<'w>, Value<'w>), Error> {
    let (mut name, mut value) = (None, None);
    let mut cursor = Cursor::new(entry);
    while !cursor.is_empty() {
        let start = cursor;
        let record = cursor.key()?;
        let found = match record >> 3 {
            1 => {
                let found = single(walk, &mut cursor, start, record & 7, ty, key.kind())?;
                name = found.or(name);
                found.is_some()
            }
            2 => {
                let found = single(walk, &mut cursor, start, record & 7, ty, field.kind)?;
                value = found.or(value);
                found.is_some()
            }
            _ => false,
        };
        if !found {
            cursor = behind(start)?;
        }
    }
    let name = match (name, key) {
        (Some(Value::String(text)), _) => Key::Text(text),
        (Some(Value::Scalar(value)), _) => Key::Scalar(value),
        (_, MapKey::String) => Key::Text(&[]),
        (_, MapKey::Bool) => Key::Scalar(Scalar::Bool(false)),
        (_, _) => Key::Scalar(Scalar::I32(0)),
    };
    let value = value.unwrap_or(match field.kind {
        Kind::Message(link) | Kind::Group(link) => Value::Message(ty.linked(&link), &[]),
        kind => Value::Default(ty, kind),
    });
    Ok((name, value))
}

/// Returns the step of a path for the entry with this key.
#[cold]
fn step(key: Key<'_>) -> String {
    match key {
        Key::Text(text) => String::from_utf8_lossy(text).into_owned(),
        Key::Scalar(Scalar::Bool(key)) => key.to_string(),
        Key::Scalar(Scalar::I32(key)) => key.to_string(),
        Key::Scalar(Scalar::U32(key)) => key.to_string(),
        Key::Scalar(Scalar::I64(key)) => key.to_string(),
        Key::Scalar(Scalar::U64(key)) => key.to_string(),
        Key::Scalar(Scalar::Null | Scalar::F32(_) | Scalar::F64(_) | Scalar::Name(_))
        | Key::Field(_)
        | Key::Name(_) => String::new(),
    }
}
