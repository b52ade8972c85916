//! Collects the records of each field.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use super::entries::Entries;
use super::field::{Fields, is_value};
use crate::records::{RecordWriter, Records, leaves_unset};
use crate::schema::{Cardinality, Field, Kind, Type};
use crate::unknown::UnknownValue;
use crate::wire::error::Error;
use crate::wire::skip::DELIMITED;

/// The records of a field.
enum Collected<'a> {
    /// The last record of a singular field.
    Last(&'a [u8]),
    /// The fields of all pieces of a message. It is encoded as a group if `is_group`.
    Pieces { fields: Vec<u8>, is_group: bool },
    /// All records of a list.
    All(Vec<u8>),
    /// The entries of a map.
    Map(Entries<'a>),
}

/// Collects the records of each field, and writes them in order.
pub(super) fn collect(fields: &Fields<'_>, bytes: &[u8]) -> Result<Vec<u8>, Error> {
    let mut collected = BTreeMap::new();
    let mut unknown = Vec::new();
    // The oneof member that is set, by the index of the oneof.
    let mut members = BTreeMap::new();
    let mut records = Records::new(bytes);
    let mut rest = records.rest();
    while let Some((number, value)) = records.next()? {
        let record = &rest[..rest.len() - records.rest().len()];
        rest = records.rest();
        let field = fields.get(number).filter(|(field, ty)| is_value(field, *ty, value));
        let Some((field, ty)) = field else {
            unknown.extend_from_slice(record);
            continue;
        };
        // The members of a oneof have one position.
        let position = match field.oneof {
            Some(_) => fields.ty.message().position(field),
            None => number,
        };
        if let Some(oneof) = field.oneof
            && let Some(other) = members.insert(oneof, number)
            && other != number
        {
            collected.remove(&(position, other));
        }
        let entry = collected.entry((position, number)).or_insert_with(|| Collected::new(field));
        entry.add(field, ty, record, value, &mut unknown)?;
    }
    let mut writer = RecordWriter::default();
    for ((_, number), records) in collected {
        records.write(number, &mut writer);
    }
    writer.raw(&unknown);
    Ok(writer.into_bytes())
}

impl<'a> Collected<'a> {
    fn new(field: &Field) -> Self {
        match (field.cardinality, field.kind) {
            (Cardinality::Singular(_), Kind::Message(_)) => {
                Collected::Pieces { fields: Vec::new(), is_group: false }
            }
            (Cardinality::Singular(_), Kind::Group(_)) => {
                Collected::Pieces { fields: Vec::new(), is_group: true }
            }
            (Cardinality::Singular(_), _) => Collected::Last(&[]),
            (Cardinality::Repeated { .. }, _) => Collected::All(Vec::new()),
            (Cardinality::Map(_), _) => Collected::Map(Entries::default()),
        }
    }

    /// Adds a record. An entry of a map can be an unknown field, because of its value.
    fn add(
        &mut self,
        field: &Field,
        ty: Type<'_>,
        record: &'a [u8],
        value: UnknownValue<'a>,
        unknown: &mut Vec<u8>,
    ) -> Result<(), Error> {
        let record = if leaves_unset(field, value) { &[] } else { record };
        match (self, value) {
            (Collected::Last(last), _) => *last = record,
            (Collected::All(records), _) => records.extend_from_slice(record),
            (
                Collected::Pieces { fields, .. },
                UnknownValue::LengthDelimited(piece) | UnknownValue::Group(piece),
            ) => fields.extend_from_slice(piece),
            (Collected::Map(entries), UnknownValue::LengthDelimited(entry)) => {
                if !entries.add(field, ty, entry)? {
                    unknown.extend_from_slice(record);
                }
            }
            (Collected::Pieces { .. } | Collected::Map(_), _) => {
                unreachable!("`is_value` has checked the wire type")
            }
        }
        Ok(())
    }

    fn write(self, number: u32, writer: &mut RecordWriter) {
        match self {
            Collected::Last(record) => writer.raw(record),
            Collected::All(records) => writer.raw(&records),
            Collected::Pieces { fields, is_group: true } => {
                let group = writer.begin_group(number);
                writer.raw(&fields);
                writer.end(group);
            }
            Collected::Pieces { fields, is_group: false } => {
                writer.key(number, DELIMITED);
                writer.delimited(&fields);
            }
            Collected::Map(entries) => entries.write(number, writer),
        }
    }
}
