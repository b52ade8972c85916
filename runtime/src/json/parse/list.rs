//! Repeated fields.

use super::{Parsed, Parser};
use crate::schema::{Field, Kind, Type};

impl Parser<'_, '_> {
    /// Parses the list of a repeated field.
    pub(super) fn list(&mut self, ty: Type<'_>, field: &Field, is_packed: bool) -> Parsed<()> {
        if !self.scan.open(b'[', b']', "a list")? {
            return Ok(());
        }
        let mut index = 0;
        let result = match &field.kind {
            Kind::Message(link) => self.messages(ty.linked(link), field.number, &mut index),
            Kind::String => self.strings(field.number, &mut index),
            kind if is_packed && kind.is_packable() => return self.packed(ty, field),
            _ => self.expanded(ty, field, &mut index),
        };
        result.map_err(|error| error.in_element(index))
    }

    fn messages(&mut self, ty: Type<'_>, number: u32, index: &mut usize) -> Parsed<()> {
        loop {
            let begun = self.out.begin(number);
            self.message(ty)?;
            self.out.end(begun);
            self.reserve(0)?;
            if !self.scan.more(b']')? {
                return Ok(());
            }
            *index += 1;
        }
    }

    fn strings(&mut self, number: u32, index: &mut usize) -> Parsed<()> {
        loop {
            self.string(number, false)?;
            let mut scan = self.scan;
            let has_more = scan.more(b']')?;
            self.scan.at = scan.at;
            if !has_more {
                return Ok(());
            }
            *index += 1;
        }
    }

    fn expanded(&mut self, ty: Type<'_>, field: &Field, index: &mut usize) -> Parsed<()> {
        loop {
            self.single(ty, field.number, &field.kind, false)?;
            if !self.scan.more(b']')? {
                return Ok(());
            }
            *index += 1;
        }
    }
}
