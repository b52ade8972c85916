//! An `Any` whose message is written with its fields.

use alloc::vec::Vec;

use super::Parser;
use super::seen::Seen;
use crate::Registry;
use crate::records::Records;
use crate::registry::{NO_TABLE, NoSchema};
use crate::schema::{Form, Type};
use crate::text::TextError;
use crate::text::error::shortened;
use crate::wire::skip::DELIMITED;

/// The field number of `Any.type_url`.
const TYPE_URL: u32 = 1;
/// The field number of `Any.value`.
const VALUE: u32 = 2;

impl Parser<'_, '_> {
    /// Reads the message that follows its type URL in brackets.
    pub(super) fn any(
        &mut self,
        ty: Type<'_>,
        type_url: &str,
        start: usize,
        seen: &mut Seen,
    ) -> Result<(), TextError> {
        let message = ty.message();
        if message.form != Form::Any {
            let full_name = &message.full_name;
            return Err(
                self.error_at(start, format_args!("`{full_name}` is not a `google.protobuf.Any`"))
            );
        }
        for number in [TYPE_URL, VALUE] {
            let index = message.index_of(number);
            if index.is_some_and(|index| seen.set(message, index).is_err()) {
                return Err(self.error_at(start, format_args!("the `Any` is set twice")));
            }
        }
        let url = shortened(type_url);
        // Every registry, even an empty one, has the well-known types.
        let empty = Registry::default();
        let Some(linked) = self.registry.unwrap_or(&empty).schema(type_url) else {
            return Err(match self.registry {
                Some(registry) if registry.why_no_schema(type_url) == NoSchema::NoTable => {
                    self.error_at(start, format_args!("the type of `{url}` {NO_TABLE}"))
                }
                Some(_) => {
                    self.error_at(start, format_args!("the registry has no type for `{url}`"))
                }
                None => self.error_at(
                    start,
                    format_args!("no registry is set, so the type of `{url}` is unknown"),
                ),
            });
        };
        self.take(':')?;
        self.writer.key(TYPE_URL, DELIMITED);
        self.writer.delimited(type_url.as_bytes());
        let before = self.writer.len();
        self.open_any += 1;
        let result = self.message(VALUE, linked);
        self.open_any -= 1;
        result.map_err(|error| error.within(&["[", &url, "]"].concat()))?;
        if self.writer.len() == before + 2 {
            // Encoders write no record for empty bytes.
            self.writer.truncate(before);
        }
        Ok(())
    }

    /// Sorts the records after `start` by their numbers if they are in an `Any`. So an `Any` has
    /// equal bytes for equal fields. Other records need no order, because the message decodes them.
    pub(super) fn sort_in_any(&mut self, start: usize) {
        if self.open_any == 0 {
            return;
        }
        let bytes = &self.writer.as_bytes()[start..];
        let mut records = Records::new(bytes);
        let mut places = Vec::new();
        let mut from = 0;
        while let Ok(Some((number, _))) = records.next() {
            let to = bytes.len() - records.rest().len();
            places.push((number, from..to));
            from = to;
        }
        if places.is_sorted_by_key(|(number, _)| *number) {
            return;
        }
        places.sort_by_key(|(number, _)| *number);
        let mut sorted = Vec::with_capacity(bytes.len());
        for (_, place) in places {
            sorted.extend_from_slice(&bytes[place]);
        }
        self.writer.truncate(start);
        self.writer.raw(&sorted);
    }
}
