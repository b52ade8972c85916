//! Lists and maps.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use super::{Limits, map, value};
use crate::canonical::is_single_value;
use crate::reflect::{DynamicMessage, MapKey, MessageDescriptor, Value};
use crate::schema::{Field, Kind};
use crate::unknown::UnknownValue;
use crate::wire::cursor::Cursor;
use crate::wire::error::Error;

impl DynamicMessage {
    /// Merges one or more values of a list. Returns `false` if the values are an unknown field.
    pub(super) fn merge_list(
        &mut self,
        descriptor: &MessageDescriptor,
        field: &Field,
        value: UnknownValue<'_>,
        limits: &mut Limits<'_>,
    ) -> Result<bool, Error> {
        if let UnknownValue::LengthDelimited(packed) = value
            && field.kind.is_packable()
        {
            let mut cursor = Cursor::new(packed);
            while !cursor.is_empty() {
                let value = value::packed(field.kind, &mut cursor)?;
                if is_single_value(field.kind, descriptor.ty(), value) {
                    self.push_element(descriptor, field, value, limits)?;
                } else {
                    // A number that a closed field does not hold becomes an unknown field.
                    limits.heap.charge(self.unknown.growth(&[0; 10]))?;
                    self.unknown.append(field.number, value);
                }
            }
            return Ok(true);
        }
        if !is_single_value(field.kind, descriptor.ty(), value) {
            return Ok(false);
        }
        self.push_element(descriptor, field, value, limits)?;
        Ok(true)
    }

    fn push_element(
        &mut self,
        descriptor: &MessageDescriptor,
        field: &Field,
        value: UnknownValue<'_>,
        limits: &mut Limits<'_>,
    ) -> Result<(), Error> {
        let value = value::decode(descriptor, field.kind, value, limits)?;
        let list = self.slot(field.number, limits.heap, || Value::List(Vec::new()))?;
        if let Value::List(values) = list {
            limits.heap.charge_push(values)?;
            values.push(value);
        }
        Ok(())
    }

    /// Merges an entry of a map. Returns `false` if the entry is an unknown field.
    pub(super) fn merge_entry(
        &mut self,
        descriptor: &MessageDescriptor,
        field: &Field,
        key: Kind,
        entry: &[u8],
        limits: &mut Limits<'_>,
    ) -> Result<bool, Error> {
        let Some((key, value)) = map::entry(descriptor, field.kind, key, entry, limits)? else {
            return Ok(false);
        };
        let map = self.slot(field.number, limits.heap, || Value::Map(BTreeMap::new()))?;
        if let Value::Map(entries) = map {
            limits.heap.charge_insert::<MapKey, Value>(entries.len())?;
            entries.insert(key, value);
        }
        Ok(true)
    }
}
