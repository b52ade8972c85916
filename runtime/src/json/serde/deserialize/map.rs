//! Map fields.

use alloc::string::String;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess};

use super::build::Build;
use super::key::EntryKey;
use super::path::{Path, Step};
use super::place::Slot;
use super::put::Outcome;
use super::single::Single;
use crate::records::Begun;
use crate::schema::{Field, MapKey, Type};

/// The field number of the value in an entry.
const ENTRY_VALUE: u32 = 2;

/// Reads the object of a map.
pub(super) fn map<'de, A: MapAccess<'de>>(
    build: &mut Build<'_>,
    path: &Path<'_>,
    ty: Type<'_>,
    field: &Field,
    key: MapKey,
    mut map: A,
) -> Result<(), A::Error> {
    build.enter();
    let keys = build.begin_keys(key == MapKey::String);
    let slot = Slot::explicit(ENTRY_VALUE, &field.kind);
    let mut text = String::new();
    loop {
        let start = build.out.len();
        let number = field.number;
        let entry = Entry { build: &mut *build, path, number, key, text: &mut text };
        let Some(begun) = map.next_key_seed(entry)? else { break };
        let path = &path.then(Step::Entry(&text));
        let value = Single { build: &mut *build, path, ty, slot, is_nullable: false };
        match map.next_value_seed(value)? {
            Outcome::Written => build.out.end(begun),
            Outcome::Absent | Outcome::Ignored => build.out.truncate(start),
        }
    }
    build.leave();
    build.end_keys(keys, path).map_err(A::Error::custom)
}

/// The seed of an entry's key. If the map has no entry left, no record is begun.
pub(super) struct Entry<'b, 'p, 'o> {
    pub build: &'b mut Build<'o>,
    pub path: &'p Path<'p>,
    pub number: u32,
    pub key: MapKey,
    /// Receives the text of the key, for errors in the value.
    pub text: &'b mut String,
}

impl<'de> DeserializeSeed<'de> for Entry<'_, '_, '_> {
    type Value = Begun;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Begun, D::Error> {
        let Entry { build, path, number, key, text } = self;
        let begun = build.out.begin(number);
        EntryKey { build, path, key, text }.deserialize(deserializer)?;
        Ok(begun)
    }
}
