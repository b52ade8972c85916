//! Repeated fields.

use serde::de::SeqAccess;

use super::build::Build;
use super::path::{Path, Step};
use super::place::{Place, Slot};
use super::single::Single;
use super::visitor::Value;
use crate::schema::{Cardinality, Field, Type};

/// Reads the list of a repeated field.
pub(super) fn list<'de, A: SeqAccess<'de>>(
    build: &mut Build<'_>,
    path: &Path<'_>,
    ty: Type<'_>,
    field: &Field,
    seq: A,
) -> Result<(), A::Error> {
    let is_packed = matches!(field.cardinality, Cardinality::Repeated { is_packed: true });
    match is_packed && field.kind.is_packable() {
        true => packed(build, path, ty, field, seq),
        false => expanded(build, path, ty, field, seq),
    }
}

fn packed<'de, A: SeqAccess<'de>>(
    build: &mut Build<'_>,
    path: &Path<'_>,
    ty: Type<'_>,
    field: &Field,
    mut seq: A,
) -> Result<(), A::Error> {
    let start = build.out.len();
    let begun = build.out.begin(field.number);
    let place = Place::Packed(ty, &field.kind);
    let mut index = 0;
    loop {
        let path = &path.then(Step::Element(index));
        let element = Value { build: &mut *build, path, place, is_nullable: false };
        if seq.next_element_seed(element)?.is_none() {
            break;
        }
        index += 1;
    }
    match index {
        0 => build.out.truncate(start),
        _ => build.out.end(begun),
    }
    Ok(())
}

fn expanded<'de, A: SeqAccess<'de>>(
    build: &mut Build<'_>,
    path: &Path<'_>,
    ty: Type<'_>,
    field: &Field,
    mut seq: A,
) -> Result<(), A::Error> {
    let slot = Slot::explicit(field.number, &field.kind);
    let mut index = 0;
    loop {
        let path = &path.then(Step::Element(index));
        let element = Single { build: &mut *build, path, ty, slot, is_nullable: false };
        if seq.next_element_seed(element)?.is_none() {
            return Ok(());
        }
        index += 1;
    }
}
