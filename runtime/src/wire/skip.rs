//! Fields that a message does not declare, and declared fields with another wire type.

use super::cursor::Cursor;
use super::error::Error;
use super::input::OpenGroup;
use super::scope::Scope;
use crate::table::Table;

pub(crate) const VARINT: u32 = 0;
pub(crate) const FIXED64: u32 = 1;
pub(crate) const DELIMITED: u32 = 2;
pub(crate) const START_GROUP: u32 = 3;
pub(crate) const END_GROUP: u32 = 4;
pub(crate) const FIXED32: u32 = 5;

/// The treatment of a field whose number is declared and whose wire type is another one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum OtherWireType {
    /// The message does not keep unknown fields: the field is an error, as with prost.
    Refused,
    /// The message keeps unknown fields: the field is one of them, as in C++, Java, Go and Python.
    Unknown,
}

/// Reads over the field whose key was `key`, or ends the group that the message is in.
/// `table` is that of the message, at `depth`.
pub(crate) fn field<'a>(
    cursor: Cursor<'a>,
    key: u32,
    depth: u32,
    scope: &Scope<'_>,
    table: &Table,
    other: OtherWireType,
) -> Result<Cursor<'a>, Error> {
    check(key)?;
    if key & 7 == END_GROUP
        && let Some(group) = scope.group.get()
        && group.depth == depth
    {
        if group.number != key >> 3 {
            return Err(Error::end_group());
        }
        scope.group.set(Some(OpenGroup { left: Some(cursor.remaining()), ..group }));
        return Ok(cursor.at_end());
    }
    let result = match other {
        OtherWireType::Refused => match table.key(key >> 3) {
            Some(expected) => Err(Error::wire_type(key, expected)),
            None => return payload(cursor, key, depth),
        },
        OtherWireType::Unknown => payload(cursor, key, depth),
    };
    match result {
        // The error names the declared field.
        Err(error) if table.key(key >> 3).is_some() => {
            scope.fail_with(cursor, error);
            Ok(cursor.at_end())
        }
        result => result,
    }
}

/// Checks the wire type and the number of a key, as prost does.
fn check(key: u32) -> Result<(), Error> {
    if key & 7 > FIXED32 {
        return Err(Error::no_such_wire_type(key));
    }
    if key >> 3 == 0 {
        return Err(Error::number_zero());
    }
    Ok(())
}

/// Reads over all of `bytes`, which must be whole fields.
pub(crate) fn all(bytes: &[u8], depth: u32) -> Result<(), Error> {
    let mut cursor = Cursor::new(bytes);
    while !cursor.is_empty() {
        let key = next_key::<false>(&mut cursor)?;
        cursor = payload(cursor, key, depth)?;
    }
    Ok(())
}

/// Reads over the value behind `key`; of a group, to behind its end-group key.
///
/// Like prost, it refuses even a scalar when no level is left.
pub(crate) fn payload(cursor: Cursor<'_>, key: u32, depth: u32) -> Result<Cursor<'_>, Error> {
    value::<false>(cursor, key, depth)
}

/// Reads over a value like [`payload`]. Keys may be as long as prost allows: the value may be a
/// group that prost decodes.
pub(crate) fn as_prost(cursor: Cursor<'_>, key: u32, depth: u32) -> Result<Cursor<'_>, Error> {
    value::<true>(cursor, key, depth)
}

fn value<const LONG_KEYS: bool>(
    cursor: Cursor<'_>,
    key: u32,
    depth: u32,
) -> Result<Cursor<'_>, Error> {
    match (depth, key & 7) {
        (0, _) => Err(Error::recursion()),
        (_, START_GROUP) => group::<LONG_KEYS>(cursor, key >> 3, depth - 1),
        _ => ungrouped(cursor, key),
    }
}

/// Reads over the fields of a group of this number, which may go `depth` levels deeper, and over
/// its end-group key.
///
/// Groups nest, so this function and [`value`] leave to others what takes a large frame in a debug
/// build.
fn group<const LONG_KEYS: bool>(
    mut cursor: Cursor<'_>,
    number: u32,
    depth: u32,
) -> Result<Cursor<'_>, Error> {
    loop {
        let key = next_key::<LONG_KEYS>(&mut cursor)?;
        if key & 7 == END_GROUP {
            return if key >> 3 == number { Ok(cursor) } else { Err(Error::end_group()) };
        }
        cursor = value::<LONG_KEYS>(cursor, key, depth)?;
    }
}

/// Reads a key, and checks it.
fn next_key<const LONG_KEYS: bool>(cursor: &mut Cursor<'_>) -> Result<u32, Error> {
    let key = if LONG_KEYS { cursor.any_key()? } else { cursor.key()? };
    check(key)?;
    Ok(key)
}

/// Reads over a value that is no group.
fn ungrouped(mut cursor: Cursor<'_>, key: u32) -> Result<Cursor<'_>, Error> {
    match key & 7 {
        VARINT => drop(cursor.varint()?),
        FIXED64 => drop(cursor.take(8)?),
        DELIMITED => drop(cursor.delimited()?),
        FIXED32 => drop(cursor.take(4)?),
        _ => return Err(Error::end_group()),
    }
    Ok(cursor)
}
