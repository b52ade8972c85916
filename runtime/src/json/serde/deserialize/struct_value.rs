//! `google.protobuf.Struct`, `Value` and `ListValue`: any JSON.

use alloc::string::String;

use serde::de::{Error, MapAccess, SeqAccess};

use super::build::Build;
use super::map::Entry;
use super::number;
use super::path::{Path, Step};
use super::place::Place;
use super::token::{NUMBER_KEY, Token};
use super::visitor::Value;
use crate::json::parse::struct_value::{CONTENT, ENTRY_VALUE, LIST, STRUCT};
use crate::schema::MapKey;

/// Reads the list of a `ListValue`.
pub(super) fn list<'de, A: SeqAccess<'de>>(
    build: &mut Build<'_>,
    path: &Path<'_>,
    mut seq: A,
) -> Result<(), A::Error> {
    let mut index = 0;
    loop {
        let start = build.out.len();
        let begun = build.out.begin(CONTENT);
        build.enter();
        let path = &path.then(Step::Element(index));
        let element = Value { build: &mut *build, path, place: Place::Json, is_nullable: false };
        let element = seq.next_element_seed(element)?;
        build.leave();
        if element.is_none() {
            build.out.truncate(start);
            return Ok(());
        }
        build.out.end(begun);
        index += 1;
    }
}

/// Reads the list of a `Value`.
pub(super) fn list_in_value<'de, A: SeqAccess<'de>>(
    build: &mut Build<'_>,
    path: &Path<'_>,
    seq: A,
) -> Result<(), A::Error> {
    let begun = build.out.begin(LIST);
    build.enter();
    build.check_levels(path).map_err(A::Error::custom)?;
    list(build, path, seq)?;
    build.leave();
    build.out.end(begun);
    Ok(())
}

/// Reads the object of a `Struct`.
pub(super) fn object<'de, A: MapAccess<'de>>(
    build: &mut Build<'_>,
    path: &Path<'_>,
    map: A,
) -> Result<(), A::Error> {
    members(build, path, Place::JsonObject, map).map(drop)
}

/// Reads the object of a `Value`.
pub(super) fn object_in_value<'de, A: MapAccess<'de>>(
    build: &mut Build<'_>,
    path: &Path<'_>,
    map: A,
) -> Result<(), A::Error> {
    let start = build.out.len();
    let begun = build.out.begin(STRUCT);
    build.enter();
    build.check_levels(path).map_err(A::Error::custom)?;
    let number = members(build, path, Place::Json, map)?;
    build.leave();
    let Some(number) = number else {
        build.out.end(begun);
        return Ok(());
    };
    build.out.truncate(start);
    let put = build.put(Place::Json, number).map_err(|refusal| path.error(refusal));
    put.map(drop).map_err(A::Error::custom)
}

/// Reads the members of an object. If the object stands for a number and is a `Value`, returns the
/// number.
fn members<'de, A: MapAccess<'de>>(
    build: &mut Build<'_>,
    path: &Path<'_>,
    place: Place<'_>,
    mut map: A,
) -> Result<Option<Token<'static>>, A::Error> {
    build.enter();
    let keys = build.begin_keys(true);
    let first = build.out.len();
    let mut text = String::new();
    loop {
        let start = build.out.len();
        let key = Entry {
            build: &mut *build,
            path,
            number: CONTENT,
            key: MapKey::String,
            text: &mut text,
        };
        let Some(begun) = map.next_key_seed(key)? else { break };
        if start == first && text == NUMBER_KEY && matches!(place, Place::Json) {
            let number = number::value(&mut map)?;
            build.leave();
            build.end_keys(keys, path).map_err(A::Error::custom)?;
            return Ok(Some(number));
        }
        let path = &path.then(Step::Entry(&text));
        let value = build.out.begin(ENTRY_VALUE);
        build.enter();
        map.next_value_seed(Value {
            build: &mut *build,
            path,
            place: Place::Json,
            is_nullable: false,
        })?;
        build.leave();
        build.out.end(value);
        build.out.end(begun);
    }
    build.leave();
    build.end_keys(keys, path).map_err(A::Error::custom)?;
    Ok(None)
}
