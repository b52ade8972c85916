//! Skipping values, e.g. of unknown fields.

use serde::de::{Error, IgnoredAny, MapAccess, SeqAccess};

use super::build::Build;
use super::path::Path;
use super::place::Place;
use super::visitor::Value;
use crate::json::error::JsonError;

fn inside(path: &Path<'_>, levels: u32) -> Result<Place<'static>, JsonError> {
    match levels.checked_sub(1) {
        Some(levels) => Ok(Place::Skip(levels)),
        None => Err(path.error("the value nests too deep")),
    }
}

/// Skips the elements of a list.
pub(super) fn list<'de, A: SeqAccess<'de>>(
    build: &mut Build<'_>,
    path: &Path<'_>,
    levels: u32,
    mut seq: A,
) -> Result<(), A::Error> {
    let place = inside(path, levels).map_err(A::Error::custom)?;
    loop {
        let element = Value { build: &mut *build, path, place, is_nullable: true };
        if seq.next_element_seed(element)?.is_none() {
            return Ok(());
        }
    }
}

/// Skips the members of an object.
pub(super) fn object<'de, A: MapAccess<'de>>(
    build: &mut Build<'_>,
    path: &Path<'_>,
    levels: u32,
    mut map: A,
) -> Result<(), A::Error> {
    let place = inside(path, levels).map_err(A::Error::custom)?;
    while map.next_key::<IgnoredAny>()?.is_some() {
        map.next_value_seed(Value { build: &mut *build, path, place, is_nullable: true })?;
    }
    Ok(())
}
