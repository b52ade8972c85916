//! A single value with its key: a singular field, an element of a list, or the value of an entry.

use serde::de::{DeserializeSeed, Deserializer, Error as _};

use super::build::Build;
use super::path::Path;
use super::place::{Place, Slot};
use super::put::Outcome;
use super::visitor::Value;
use crate::schema::{Form, Kind, Type};

/// The seed of a single value.
pub(super) struct Single<'b, 'p, 'o> {
    pub build: &'b mut Build<'o>,
    pub path: &'p Path<'p>,
    /// The type that resolves the link of the kind.
    pub ty: Type<'p>,
    pub slot: Slot<'p>,
    /// Whether `null` means no value.
    pub is_nullable: bool,
}

impl<'de> DeserializeSeed<'de> for Single<'_, '_, '_> {
    type Value = Outcome;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Outcome, D::Error> {
        let Single { build, path, ty, slot, is_nullable } = self;
        let start = build.out.len();
        let (begun, link) = match slot.kind {
            Kind::Message(link) => (build.out.begin(slot.number), link),
            Kind::Group(link) => (build.out.begin_group(slot.number), link),
            _ => {
                let place = Place::Scalar(ty, slot);
                return deserializer.deserialize_any(Value { build, path, place, is_nullable });
            }
        };
        let body = build.out.len();
        build.enter();
        let place = Place::of(ty.linked(link));
        let value = Value { build: &mut *build, path, place, is_nullable };
        let outcome = deserializer.deserialize_any(value)?;
        build.leave();
        match outcome {
            Outcome::Written => {
                if let Form::Serde(traits) = ty.linked(link).message().form {
                    let message = traits.message_of(&build.out.as_bytes()[body..]);
                    let message = message.map_err(|error| D::Error::custom(path.error(error)))?;
                    build.out.truncate(body);
                    build.out.bytes_mut().extend_from_slice(&message);
                }
                build.out.end(begun);
            }
            Outcome::Absent | Outcome::Ignored => build.out.truncate(start),
        }
        Ok(outcome)
    }
}
