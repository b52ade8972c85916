//! The values of a field.

use super::{Parsed, Parser};
use crate::schema::{Cardinality, Field, Kind, Type};

impl Parser<'_, '_> {
    /// Parses a single value, a list or a map of a field. `ty` resolves the links of the field.
    pub(super) fn field(&mut self, ty: Type<'_>, field: &Field) -> Parsed<()> {
        match field.cardinality {
            Cardinality::Singular(_) => {
                self.single(ty, field.number, &field.kind, field.is_implicit()).map(drop)
            }
            Cardinality::Repeated { is_packed } => self.list(ty, field, is_packed),
            Cardinality::Map(key) => self.map(ty, field, key),
        }
    }

    /// Parses a value and writes its record. Writes no record for a default value if `is_implicit`.
    /// Returns `false` if the value is an unknown name of an enum value, and the options ignore
    /// unknown names.
    #[inline]
    pub(super) fn single(
        &mut self,
        ty: Type<'_>,
        number: u32,
        kind: &Kind,
        is_implicit: bool,
    ) -> Parsed<bool> {
        match kind {
            Kind::Message(link) => {
                let begun = self.out.begin(number);
                self.message(ty.linked(link))?;
                self.out.end(begun);
            }
            Kind::Group(link) => {
                let begun = self.out.begin_group(number);
                self.message(ty.linked(link))?;
                self.out.end(begun);
            }
            Kind::String => self.string(number, is_implicit)?,
            Kind::Bytes => self.bytes(number, is_implicit)?,
            Kind::Enum(link) => match self.enumeration(ty.linked_enum(link))? {
                Some(bits) => self.number(number, kind, bits, is_implicit),
                None => return Ok(false),
            },
            _ => {
                let bits = self.scalar(kind)?;
                self.number(number, kind, bits, is_implicit);
            }
        }
        self.reserve(0)?;
        Ok(true)
    }

    #[inline(always)]
    fn number(&mut self, number: u32, kind: &Kind, bits: u64, is_implicit: bool) {
        if bits != 0 || !is_implicit {
            let wire_type = kind.wire_type();
            self.out.key(number, wire_type);
            self.out.bits(wire_type, bits);
        }
    }
}
