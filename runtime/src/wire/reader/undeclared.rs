//! Fields that a message does not declare, and declared fields with another wire type.

use super::Reader;
use crate::table::Table;
use crate::wire::cursor::Cursor;
use crate::wire::error::Error;
use crate::wire::scope::{OpenGroup, Scope};
use crate::wire::skip::{self, END_GROUP};
use crate::wire::unknown_fields::UnknownFields;

/// The treatment of a field whose number is declared and whose wire type is another one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum OtherWireType {
    /// The message does not keep unknown fields: the field is an error, as with prost.
    Refused,
    /// The message keeps unknown fields: the field is one of them, as in C++, Java, Go and Python.
    Unknown,
}

impl Reader<'_> {
    /// Skips a field that no arm of the message's `match` took.
    ///
    /// The field is an error in three cases:
    ///
    /// * Its key is invalid.
    /// * Its number is declared, and its wire type is not the declared one.
    /// * It ends a group that is not open.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn skip(&mut self, table: &Table) {
        self.cursor = skip_field(self.cursor, self.key, self.depth, self.scope, table);
    }

    /// Appends a field that no arm of the message's `match` took to `unknown`.
    ///
    /// The field is an error in two cases: its key is invalid, or it ends a group that is not open.
    /// A declared number with another wire type is an unknown field like any other.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn preserve(&mut self, unknown: &mut UnknownFields, table: &Table) {
        self.cursor = preserve_field(self.cursor, self.key, self.depth, self.scope, unknown, table);
    }
}

// The functions below are not inlined. They take parts of the reader by value: a reference would
// force the reader out of the registers of the loop that calls them.

#[cold]
#[inline(never)]
fn skip_field<'a>(
    value: Cursor<'a>,
    key: u32,
    depth: u32,
    scope: &Scope<'_>,
    table: &Table,
) -> Cursor<'a> {
    let refused = OtherWireType::Refused;
    field(value, key, depth, scope, table, refused).unwrap_or_else(|error| {
        scope.fail_outside(value, error);
        value.at_end()
    })
}

#[inline(never)]
fn preserve_field<'a>(
    value: Cursor<'a>,
    key: u32,
    depth: u32,
    scope: &Scope<'_>,
    unknown: &mut UnknownFields,
    table: &Table,
) -> Cursor<'a> {
    let after = match field(value, key, depth, scope, table, OtherWireType::Unknown) {
        Ok(after) => after,
        Err(error) => {
            scope.fail_outside(value, error);
            return value.at_end();
        }
    };
    if key & 7 != skip::END_GROUP && !scope.has_failed() {
        let bytes = value.rest();
        let record = &bytes[..bytes.len() - after.remaining()];
        if scope.is_limited() && !scope.charge(value, unknown.growth(record)) {
            return value.at_end();
        }
        unknown.push_record(key, record);
    }
    after
}

/// Skips the field whose key was `key`, or ends the group that the message is in. `table` is that
/// of the message, and `depth` its depth.
fn field<'a>(
    cursor: Cursor<'a>,
    key: u32,
    depth: u32,
    scope: &Scope<'_>,
    table: &Table,
    other: OtherWireType,
) -> Result<Cursor<'a>, Error> {
    skip::check(key)?;
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
            None => return skip::payload(cursor, key, depth),
        },
        OtherWireType::Unknown => skip::payload(cursor, key, depth),
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
