//! Messages and their fields.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use super::JsonError;
use super::any::any;
use super::defaults::Absent;
use super::extensions::extensions;
use super::node::{Node, Value, Walk, enumeration};
use super::sink::{Key, Object, PrintError as _, Scalar, Sink, Step};
use super::well_known::well_known;
use crate::canonical::{canonical, is_closed, is_value};
use crate::records::Records;
use crate::schema::{Cardinality, Field, Form, Kind, Type};
use crate::unknown::UnknownValue;
use crate::wire::cursor::Cursor;
use crate::wire::error::Error;
use crate::wire::skip::{DELIMITED, START_GROUP, payload};
use crate::wire::varint::{unzigzag32, unzigzag64};

/// Prints a message.
#[inline]
pub(super) fn message<S: Sink>(
    walk: Walk<'_>,
    ty: Type<'_>,
    records: &[u8],
    sink: S,
) -> Result<S::Ok, S::Error> {
    if walk.is_canonical {
        return of_form(walk, ty, records, sink);
    }
    match canonical(ty, records, Some(walk.registry())).map_err(JsonError::from)? {
        Cow::Borrowed(records) => of_form(walk, ty, records, sink),
        Cow::Owned(records) => of_form(walk, ty, &records, sink),
    }
}

/// Prints a message whose own records are canonical.
fn of_form<S: Sink>(
    walk: Walk<'_>,
    ty: Type<'_>,
    records: &[u8],
    sink: S,
) -> Result<S::Ok, S::Error> {
    match ty.message().form {
        Form::Plain | Form::Empty => {
            let mut object = sink.object()?;
            fields(walk, ty, records, &mut object)?;
            object.end()
        }
        Form::Any => any(walk, records, sink),
        form => well_known(form, walk, ty, records, sink),
    }
}

/// Prints the fields of a message as members of an object.
pub(super) fn fields<O: Object>(
    walk: Walk<'_>,
    ty: Type<'_>,
    bytes: &[u8],
    object: &mut O,
) -> Result<(), O::Error> {
    let message = ty.message();
    let mut absent = match walk.options().emit_defaults {
        true => Some(Absent::find(ty, bytes).map_err(JsonError::from)?),
        false => None,
    };
    let mut unknown = Vec::new();
    let mut cursor = Cursor::new(bytes);
    while !cursor.is_empty() {
        let start = cursor;
        let key = cursor.key().map_err(JsonError::from)?;
        let index = message.index_of(key >> 3);
        let field = index.map(|index| &message.fields[index]);
        // Most fields are scalars and strings, for which this branch is enough.
        if let (Some(field), None) = (field, &absent)
            && let Cardinality::Singular(_) = field.cardinality
            && key & 7 == field.wire_type
        {
            if let Some(scalar) = scalar(&mut cursor, field.kind).map_err(JsonError::from)? {
                object.scalar(field, scalar)?;
                continue;
            }
            if let Kind::String = field.kind {
                object.string(field, cursor.delimited().map_err(JsonError::from)?)?;
                continue;
            }
        }
        let value = match field {
            Some(field) => {
                value(walk, &mut cursor, start, key, ty, field).map_err(JsonError::from)?
            }
            None => None,
        };
        let (Some(index), Some(field), Some(value)) = (index, field, value) else {
            cursor = skip(start, &mut unknown).map_err(JsonError::from)?;
            continue;
        };
        if let Some(absent) = &mut absent {
            absent.print_before(walk, ty, index, object)?;
        }
        entry(object, Key::Field(field), field, walk.node(value))?;
    }
    if let Some(absent) = &mut absent {
        absent.print_before(walk, ty, message.fields.len(), object)?;
    }
    if !unknown.is_empty() {
        extensions(walk, ty, &unknown, object)?;
    }
    Ok(())
}

/// Prints a field.
#[cfg_attr(debug_assertions, inline)]
#[cfg_attr(not(debug_assertions), inline(always))]
pub(super) fn entry<O: Object>(
    object: &mut O,
    key: Key<'_>,
    field: &Field,
    node: Node<'_>,
) -> Result<(), O::Error> {
    // A message in this one is one level deeper. The elements of a list and the entries of a map
    // count as levels when they are printed.
    let node = match node.value {
        Value::Message(..) => Node { walk: node.walk.inner()?, ..node },
        _ => node,
    };
    object.entry(key, node).map_err(|error| error.inside(Step::Field(&field.json_name)))
}

/// Reads the value of a field. The value of a list or map is all adjacent records of the field.
/// `start` is before the first key, and the cursor after it. Returns `None` if the record is an
/// unknown field.
#[cfg_attr(debug_assertions, inline)]
#[cfg_attr(not(debug_assertions), inline(always))]
pub(super) fn value<'w>(
    walk: Walk<'_>,
    cursor: &mut Cursor<'w>,
    start: Cursor<'w>,
    key: u32,
    ty: Type<'w>,
    field: &'w Field,
) -> Result<Option<Value<'w>>, Error> {
    match field.cardinality {
        Cardinality::Singular(_) => single(walk, cursor, start, key & 7, ty, field.kind),
        Cardinality::Repeated { .. } => {
            let is_packed = key & 7 == DELIMITED && field.kind.is_packable();
            if !is_packed && key & 7 != field.kind.wire_type() || !is_known(start, ty, field)? {
                return Ok(None);
            }
            Ok(Some(Value::List(ty, field, run(cursor, start, key, field.number)?)))
        }
        Cardinality::Map(map_key) => {
            if key & 7 != DELIMITED || !is_known(start, ty, field)? {
                return Ok(None);
            }
            Ok(Some(Value::Map(ty, field, map_key, run(cursor, start, key, field.number)?)))
        }
    }
}

/// Whether the record at `start` has a value of the field. A number that a closed field does not
/// hold is an unknown field, and can be anywhere among the records.
#[inline]
fn is_known(start: Cursor<'_>, ty: Type<'_>, field: &Field) -> Result<bool, Error> {
    if !is_closed(field.kind, ty) {
        return Ok(true);
    }
    let record = Records::new(start.rest()).next()?;
    Ok(record.is_some_and(|(_, value)| is_value(field, ty, value)))
}

/// Reads a single value. Returns `None` if it has another wire type, or if a closed field does not
/// hold the number.
#[cfg_attr(debug_assertions, inline)]
#[cfg_attr(not(debug_assertions), inline(always))]
pub(super) fn single<'w>(
    walk: Walk<'_>,
    cursor: &mut Cursor<'w>,
    start: Cursor<'w>,
    wire_type: u32,
    ty: Type<'w>,
    kind: Kind,
) -> Result<Option<Value<'w>>, Error> {
    if wire_type != kind.wire_type() {
        return Ok(None);
    }
    if let Some(scalar) = scalar(cursor, kind)? {
        return Ok(Some(Value::Scalar(scalar)));
    }
    Ok(Some(match kind {
        Kind::Enum(link) => {
            let number = cursor.varint()? as i32;
            if !ty.holds(&link, number) {
                return Ok(None);
            }
            Value::Scalar(enumeration(ty.linked_enum(&link), number, walk.options()))
        }
        Kind::String => Value::String(cursor.delimited()?),
        Kind::Message(link) => Value::Message(ty.linked(&link), cursor.delimited()?),
        Kind::Group(link) => {
            let mut records = Records::new(start.rest());
            let Some((_, UnknownValue::Group(fields))) = records.next()? else { return Ok(None) };
            *cursor = Cursor::new(records.rest());
            Value::Message(ty.linked(&link), fields)
        }
        Kind::Bytes => Value::Bytes(cursor.delimited()?),
        Kind::Int32
        | Kind::Int64
        | Kind::Uint32
        | Kind::Uint64
        | Kind::Sint32
        | Kind::Sint64
        | Kind::Bool
        | Kind::Fixed32
        | Kind::Sfixed32
        | Kind::Float
        | Kind::Fixed64
        | Kind::Sfixed64
        | Kind::Double => unreachable!("scalars have been read"),
    }))
}

/// Reads a scalar. Returns `None` for enums and messages.
#[cfg_attr(debug_assertions, inline)]
#[cfg_attr(not(debug_assertions), inline(always))]
fn scalar(cursor: &mut Cursor<'_>, kind: Kind) -> Result<Option<Scalar<'static>>, Error> {
    let four = |cursor: &mut Cursor<'_>| cursor.array().map(u32::from_le_bytes);
    let eight = |cursor: &mut Cursor<'_>| cursor.array().map(u64::from_le_bytes);
    Ok(Some(match kind {
        Kind::Int32 => Scalar::I32(cursor.varint()? as i32),
        Kind::Int64 => Scalar::I64(cursor.varint()? as i64),
        Kind::Uint32 => Scalar::U32(cursor.varint()? as u32),
        Kind::Uint64 => Scalar::U64(cursor.varint()?),
        Kind::Sint32 => Scalar::I32(unzigzag32(cursor.varint()? as u32)),
        Kind::Sint64 => Scalar::I64(unzigzag64(cursor.varint()?)),
        Kind::Bool => Scalar::Bool(cursor.varint()? != 0),
        Kind::Fixed32 => Scalar::U32(four(cursor)?),
        Kind::Sfixed32 => Scalar::I32(four(cursor)? as i32),
        Kind::Float => Scalar::F32(f32::from_bits(four(cursor)?)),
        Kind::Fixed64 => Scalar::U64(eight(cursor)?),
        Kind::Sfixed64 => Scalar::I64(eight(cursor)? as i64),
        Kind::Double => Scalar::F64(f64::from_bits(eight(cursor)?)),
        Kind::Enum(_) | Kind::String | Kind::Bytes | Kind::Message(_) | Kind::Group(_) => {
            return Ok(None);
        }
    }))
}

/// Returns the adjacent records of a field, and moves the cursor after them. At the call, the
/// cursor is after the first key.
#[inline]
fn run<'w>(
    cursor: &mut Cursor<'w>,
    start: Cursor<'w>,
    mut key: u32,
    number: u32,
) -> Result<&'w [u8], Error> {
    let mut record = start;
    loop {
        match key & 7 {
            DELIMITED => drop(cursor.delimited()?),
            // The levels in a group are counted when the group is printed.
            START_GROUP => *cursor = behind(record)?,
            _ => *cursor = payload(*cursor, key, 1)?,
        }
        if cursor.is_empty() {
            break;
        }
        let mut next = *cursor;
        key = next.key()?;
        if key >> 3 != number {
            break;
        }
        record = *cursor;
        *cursor = next;
    }
    let length = start.remaining() - cursor.remaining();
    Ok(&start.rest()[..length])
}

/// Returns the position after the record at `start`.
pub(super) fn behind(start: Cursor<'_>) -> Result<Cursor<'_>, Error> {
    let mut records = Records::new(start.rest());
    records.next()?;
    Ok(Cursor::new(records.rest()))
}

/// Appends the record at `start` to `unknown`, and returns the position after the record.
#[cold]
fn skip<'w>(start: Cursor<'w>, unknown: &mut Vec<u8>) -> Result<Cursor<'w>, Error> {
    let behind = behind(start)?;
    let length = start.remaining() - behind.remaining();
    unknown.extend_from_slice(&start.rest()[..length]);
    Ok(behind)
}
