//! An `Any` whose message is printed with its fields.

use super::collect::Parts;
use super::{Printer, Step};
use crate::records::Records;
use crate::schema::{Form, Type};
use crate::text::bracketed::is_type_url;
use crate::text::known::Known;
use crate::unknown::UnknownValue;
use crate::wire::error::Error;

/// The field number of `Any.type_url`.
const TYPE_URL: u32 = 1;
/// The field number of `Any.value`.
const VALUE: u32 = 2;

/// Whether it is the field `Any.value`, whose bytes may contain secrets.
pub(super) fn is_value(ty: Type<'_>, known: Known<'_>) -> bool {
    ty.message().form == Form::Any && known.field.number == VALUE && !known.is_extension
}

/// An `Any` whose message is being printed with its fields. If the message is malformed, the
/// printer removes its text and prints the bytes of the `Any`.
pub(super) struct Expansion<'a> {
    /// The length of the text before the `Any`.
    pub start: usize,
    /// The number of braces that were open before the `Any`.
    pub depth: usize,
    /// The type of the `Any`.
    pub any: Type<'a>,
    /// The records of the `Any`.
    pub parts: Parts<'a>,
    type_url: &'a str,
    /// The type of the message in the `Any`.
    pub ty: Type<'a>,
    /// The records of the message in the `Any`.
    pub value: &'a [u8],
}

impl<'a> Printer<'a> {
    /// Returns the message in an `Any`. Returns `None` if `ty` is not `Any`, or if the registry
    /// does not have the type.
    pub(super) fn expansion(
        &self,
        any: Type<'a>,
        parts: &Parts<'a>,
    ) -> Result<Option<Expansion<'a>>, Error> {
        let Some(registry) = self.options.registry else { return Ok(None) };
        if any.message().form != Form::Any {
            return Ok(None);
        }
        let (mut type_url, mut value) = (&[][..], &[][..]);
        for part in parts.as_slice() {
            let mut records = Records::new(part);
            while let Some(record) = records.next()? {
                match record {
                    (TYPE_URL, UnknownValue::LengthDelimited(bytes)) => type_url = bytes,
                    (VALUE, UnknownValue::LengthDelimited(bytes)) => value = bytes,
                    _ => {}
                }
            }
        }
        // Any other text could contain a character that ends the brackets.
        let type_url = core::str::from_utf8(type_url).ok().filter(|url| is_type_url(url));
        let found = type_url.and_then(|url| Some((url, registry.schema(url)?)));
        Ok(found.map(|(type_url, ty)| {
            let (start, depth, parts) = (self.out.len(), self.depth, parts.clone());
            Expansion { start, depth, any, parts, type_url, ty, value }
        }))
    }

    /// Prints the type URL in brackets, and an opening brace.
    pub(super) fn open_in_brackets(&mut self, expansion: Expansion<'a>) -> Result<(), Error> {
        self.begin_line();
        self.out.extend(["[", expansion.type_url, "]"]);
        self.steps.push(Step::Expanded(expansion));
        self.expansions += 1;
        self.open()
    }
}
