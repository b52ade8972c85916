//! Default values of fields that have no record.

use alloc::vec::Vec;

use super::node::{Value, Walk, enumeration};
use super::sink::{Key, List as _, Object, Scalar, Sink};
use crate::canonical::is_value;
use crate::records::Records;
use crate::schema::{Cardinality, Field, Kind, Presence, Type};
use crate::wire::error::Error;

/// The fields that are printed with their default values.
pub(super) struct Absent {
    /// For each field, whether its default is printed.
    fields: Vec<bool>,
    /// The index of the first field that was not checked yet.
    next: usize,
}

impl Absent {
    /// Finds the fields without presence, lists and maps that have no record.
    pub(super) fn find(ty: Type<'_>, bytes: &[u8]) -> Result<Self, Error> {
        let has_default = |field: &Field| match field.cardinality {
            Cardinality::Singular(Presence::Implicit)
            | Cardinality::Repeated { .. }
            | Cardinality::Map(_) => true,
            Cardinality::Singular(Presence::Explicit | Presence::Required) => false,
        };
        let message = ty.message();
        let mut fields: Vec<bool> = message.fields.iter().map(has_default).collect();
        let mut records = Records::new(bytes);
        while let Some((number, value)) = records.next()? {
            if let Some(index) = message.index_of(number)
                && is_value(&message.fields[index], ty, value)
            {
                fields[index] = false;
            }
        }
        Ok(Absent { fields, next: 0 })
    }

    /// Prints the defaults of fields before the field with this index.
    pub(super) fn print_before<O: Object>(
        &mut self,
        walk: Walk<'_>,
        ty: Type<'_>,
        index: usize,
        object: &mut O,
    ) -> Result<(), O::Error> {
        for at in self.next..index {
            if self.fields[at] {
                let field = &ty.message().fields[at];
                object.entry(Key::Field(field), walk.node(Value::DefaultField(ty, field)))?;
            }
        }
        self.next = self.next.max(index);
        Ok(())
    }
}

/// Prints the default of a field: an empty list or map, or the default of its kind.
pub(super) fn default_field<S: Sink>(
    walk: Walk<'_>,
    ty: Type<'_>,
    field: &Field,
    sink: S,
) -> Result<S::Ok, S::Error> {
    match field.cardinality {
        Cardinality::Repeated { .. } => sink.list()?.end(),
        Cardinality::Map(_) => sink.object()?.end(),
        Cardinality::Singular(_) => default_value(walk, ty, field.kind, sink),
    }
}

/// Prints the default of a kind.
pub(super) fn default_value<S: Sink>(
    walk: Walk<'_>,
    ty: Type<'_>,
    kind: Kind,
    sink: S,
) -> Result<S::Ok, S::Error> {
    let scalar = match kind {
        Kind::String | Kind::Bytes => return sink.string(b""),
        // A field of a message type has presence, so its default is not printed.
        Kind::Message(_) | Kind::Group(_) => Scalar::Null,
        Kind::Enum(link) => {
            let decl = ty.linked_enum(&link);
            enumeration(decl, decl.default_number(), walk.options())
        }
        Kind::Bool => Scalar::Bool(false),
        Kind::Float => Scalar::F32(0.0),
        Kind::Double => Scalar::F64(0.0),
        Kind::Int64 | Kind::Sint64 | Kind::Sfixed64 | Kind::Uint64 | Kind::Fixed64 => {
            Scalar::U64(0)
        }
        Kind::Int32 | Kind::Sint32 | Kind::Sfixed32 | Kind::Uint32 | Kind::Fixed32 => {
            Scalar::U32(0)
        }
    };
    sink.scalar(scalar)
}
