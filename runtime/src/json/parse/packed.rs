//! Packed lists.

use super::scanner::Scanner;
use super::value::bits;
use super::value::integer::Integer;
use super::{Parsed, Parser};
use crate::schema::{Enum, Field, Kind, Type};

impl<'t> Parser<'t, '_> {
    /// Parses the values of a packed list, after the opening bracket.
    pub(super) fn packed(&mut self, ty: Type<'_>, field: &Field) -> Parsed<()> {
        let kind = &field.kind;
        let begun = self.out.begin(field.number);
        match kind {
            Kind::Enum(link) => self.packed_enums(ty.linked_enum(link))?,
            Kind::Bool => self.packed_run(kind, Scanner::boolean)?,
            Kind::Double => self.packed_run(kind, |scan| scan.float(&Kind::Double))?,
            Kind::Float => self.packed_run(kind, |scan| scan.float(&Kind::Float))?,
            _ => self.packed_integers(kind)?,
        }
        self.out.end(begun);
        Ok(())
    }

    /// Parses values with a function that needs nothing but the text. So the position stays in a
    /// register.
    #[inline(always)]
    fn packed_run(
        &mut self,
        kind: &Kind,
        value: impl Fn(&mut Scanner<'t>) -> Parsed<u64>,
    ) -> Parsed<()> {
        let wire_type = kind.wire_type();
        let mut scan = self.scan;
        let mut index = 0;
        loop {
            let bits = value(&mut scan).map_err(|error| error.in_element(index))?;
            self.out.bits(wire_type, bits);
            if !scan.more(b']').map_err(|error| error.in_element(index))? {
                break;
            }
            index += 1;
            self.reserve(0)?;
        }
        self.scan.at = scan.at;
        Ok(())
    }

    /// Parses integers. An integer of few digits is read together with the comma after it.
    fn packed_integers(&mut self, kind: &Kind) -> Parsed<()> {
        let wire_type = kind.wire_type();
        let mut scan = self.scan;
        let mut index = 0;
        loop {
            let has_more = match scan.few_digits() {
                Some((magnitude, length, next @ (b',' | b']'))) => {
                    let integer = Integer { is_negative: false, magnitude };
                    // Every kind can hold a number of so few digits, so there is no error to
                    // report.
                    self.out.bits(wire_type, bits::of_integer(kind, integer).unwrap_or_default());
                    scan.at += length + 1;
                    next == b','
                }
                _ => {
                    scan.space();
                    let bits = scan.any_integer(kind).map_err(|error| error.in_element(index))?;
                    self.out.bits(wire_type, bits);
                    scan.more(b']').map_err(|error| error.in_element(index))?
                }
            };
            if !has_more {
                break;
            }
            index += 1;
            self.reserve(0)?;
        }
        self.scan.at = scan.at;
        Ok(())
    }

    fn packed_enums(&mut self, enumeration: &Enum) -> Parsed<()> {
        let mut index = 0;
        loop {
            let bits = self.enumeration(enumeration).map_err(|error| error.in_element(index))?;
            if let Some(bits) = bits {
                self.out.varint(bits);
            }
            self.reserve(0)?;
            if !self.scan.more(b']').map_err(|error| error.in_element(index))? {
                return Ok(());
            }
            index += 1;
        }
    }
}
