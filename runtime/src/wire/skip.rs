//! Skipping of values, and the wire types.

use super::cursor::Cursor;
use super::error::Error;

pub(crate) const VARINT: u32 = 0;
pub(crate) const FIXED64: u32 = 1;
pub(crate) const DELIMITED: u32 = 2;
pub(crate) const START_GROUP: u32 = 3;
pub(crate) const END_GROUP: u32 = 4;
pub(crate) const FIXED32: u32 = 5;

/// Checks the wire type and the field number of a key, as prost does.
pub(crate) fn check(key: u32) -> Result<(), Error> {
    if key & 7 > FIXED32 {
        return Err(Error::no_such_wire_type(key));
    }
    if key >> 3 == 0 {
        return Err(Error::number_zero());
    }
    Ok(())
}

/// Skips all of `bytes`, which must be whole fields.
pub(crate) fn all(bytes: &[u8], depth: u32) -> Result<(), Error> {
    let mut cursor = Cursor::new(bytes);
    while !cursor.is_empty() {
        let key = next_key::<false>(&mut cursor)?;
        cursor = payload(cursor, key, depth)?;
    }
    Ok(())
}

/// Skips the value after `key`. The value of a group ends after its end-group key.
///
/// Like prost, the function refuses even a scalar if no level is left.
pub(crate) fn payload(cursor: Cursor<'_>, key: u32, depth: u32) -> Result<Cursor<'_>, Error> {
    value::<false>(cursor, key, depth)
}

/// Skips a value like [`payload`]. Keys may be as long as prost allows: the value may be a group
/// that prost decodes.
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

/// Skips the fields of a group with this number, which may nest `depth` levels deeper, and its
/// end-group key.
///
/// Groups nest. So this function and [`value`] leave to other functions whatever takes a large
/// frame in a debug build.
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

/// Reads and checks a key.
fn next_key<const LONG_KEYS: bool>(cursor: &mut Cursor<'_>) -> Result<u32, Error> {
    let key = if LONG_KEYS { cursor.any_key()? } else { cursor.key()? };
    check(key)?;
    Ok(key)
}

/// Skips a value that is not a group.
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
