//! Objects that are messages.

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess};

use super::build::Build;
use super::key::{FieldName, MemberKey};
use super::path::{Path, Step};
use super::place::{Place, Slot};
use super::put::Outcome;
use super::single::Single;
use super::visitor::Value;
use crate::json::error::JsonError;
use crate::json::parse::any::TYPE_KEY;
use crate::json::parse::extension::{MESSAGE_SET_MESSAGE, begin_item, find};
use crate::json::parse::object::{
    Inside, TWICE, has_null, in_brackets, second_of_oneof, unknown_field,
};
use crate::json::parse::seen::SeenFields;
use crate::registry::RegisteredExtension;
use crate::schema::{Cardinality, Field, Type};

/// Reads the fields of a message.
pub(super) fn object<'de, A: MapAccess<'de>>(
    build: &mut Build<'_>,
    path: &Path<'_>,
    ty: Type<'_>,
    inside: Inside,
    mut map: A,
) -> Result<(), A::Error> {
    let mut seen = build.seen.begin(ty.message());
    let mut expected = 0;
    while let Some(key) = map.next_key_seed(FieldName { path, ty, expected })? {
        match key {
            MemberKey::Field(index) => {
                expected = index + 1;
                let field = &ty.message().fields[index];
                if !build.seen.is_first(&mut seen, index) {
                    return Err(A::Error::custom(path.error(TWICE)));
                }
                let inner = &path.then(Step::Field(&field.json_name));
                let member = Member { build: &mut *build, path: inner, ty, field };
                let outcome = map.next_value_seed(member)?;
                if outcome != Outcome::Absent {
                    build.mark_oneof(ty, field, &mut seen, path).map_err(A::Error::custom)?;
                }
            }
            MemberKey::Other(name) => match build.undeclared(path, ty, inside, &name, &seen) {
                Ok(Some(found)) => extension(build, path, ty, found, &mut map)?,
                Ok(None) => ignore(build, path, &mut map)?,
                Err(error) => return Err(A::Error::custom(error)),
            },
        }
    }
    build.seen.end(seen);
    Ok(())
}

impl<'o> Build<'o> {
    /// Marks the oneof of a field that has a value.
    fn mark_oneof(
        &mut self,
        ty: Type<'_>,
        field: &Field,
        seen: &mut SeenFields,
        path: &Path<'_>,
    ) -> Result<(), JsonError> {
        let Some(oneof) = field.oneof else { return Ok(()) };
        match self.seen.is_first(seen, ty.message().fields.len() + oneof as usize) {
            true => Ok(()),
            false => Err(path.error(second_of_oneof(ty, oneof))),
        }
    }

    /// Returns the extension that a key names. Returns `None` if the member is ignored.
    fn undeclared(
        &mut self,
        path: &Path<'_>,
        ty: Type<'_>,
        inside: Inside,
        name: &str,
        seen: &SeenFields,
    ) -> Result<Option<RegisteredExtension<'o>>, JsonError> {
        if inside == Inside::Any && name == TYPE_KEY {
            // The caller read the first type URL before the other members.
            return Err(path.error(TWICE));
        }
        let found = in_brackets(name).and_then(|name| find(self.registry, ty, name));
        match found {
            Some(found) if !self.seen.is_first_extension(seen, found.field.number) => {
                Err(path.error(TWICE))
            }
            Some(found) => Ok(Some(found)),
            None => self.check_ignored(path, ty, name).map(|()| None),
        }
    }

    /// Returns an error for an unknown field, unless the options ignore unknown fields.
    pub(super) fn check_ignored(
        &self,
        path: &Path<'_>,
        ty: Type<'_>,
        name: &str,
    ) -> Result<(), JsonError> {
        match self.ignores_unknown {
            true => Ok(()),
            false => Err(path.error(unknown_field(ty, name))),
        }
    }
}

/// Skips the value of an unknown field.
pub(super) fn ignore<'de, A: MapAccess<'de>>(
    build: &mut Build<'_>,
    path: &Path<'_>,
    map: &mut A,
) -> Result<(), A::Error> {
    let place = Place::Skip(build.levels().max(0) as u32);
    map.next_value_seed(Value { build, path, place, is_nullable: true }).map(drop)
}

/// Reads the value of an extension.
fn extension<'de, A: MapAccess<'de>>(
    build: &mut Build<'_>,
    path: &Path<'_>,
    ty: Type<'_>,
    found: RegisteredExtension<'_>,
    map: &mut A,
) -> Result<(), A::Error> {
    let RegisteredExtension { field, scope: ty_of_links, .. } = found;
    let path = &path.then(Step::Field(&field.json_name));
    if !ty.message().is_message_set {
        return map.next_value_seed(Member { build, path, ty: ty_of_links, field }).map(drop);
    }
    let start = build.out.len();
    let begun = begin_item(&mut build.out, field);
    let slot = Slot::explicit(MESSAGE_SET_MESSAGE, &field.kind);
    let is_nullable = !has_null(ty_of_links, field);
    let single = Single { build: &mut *build, path, ty: ty_of_links, slot, is_nullable };
    match map.next_value_seed(single)? {
        Outcome::Written => build.out.end(begun),
        Outcome::Absent | Outcome::Ignored => build.out.truncate(start),
    }
    Ok(())
}

/// The seed of a field's value.
struct Member<'b, 'p, 'o> {
    build: &'b mut Build<'o>,
    path: &'p Path<'p>,
    ty: Type<'p>,
    field: &'p Field,
}

impl<'de> DeserializeSeed<'de> for Member<'_, '_, '_> {
    type Value = Outcome;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Outcome, D::Error> {
        let Member { build, path, ty, field } = self;
        let is_nullable = !has_null(ty, field);
        let place = match field.cardinality {
            Cardinality::Singular(_) => {
                let single = Single { build, path, ty, slot: Slot::of(field), is_nullable };
                return single.deserialize(deserializer);
            }
            Cardinality::Repeated { .. } => Place::List(ty, field),
            Cardinality::Map(key) => Place::Map(ty, field, key),
        };
        deserializer.deserialize_any(Value { build, path, place, is_nullable })
    }
}
