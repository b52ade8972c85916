//! `google.protobuf.Any`.

use super::JsonError;
use super::message::fields;
use super::node::{Value, Walk};
use super::sink::{Key, Object, Sink};
use crate::canonical::canonical;
use crate::records::Records;
use crate::schema::Form;
use crate::unknown::UnknownValue;

/// Prints an `Any`: the type URL and the fields of its message.
pub(super) fn any<S: Sink>(walk: Walk<'_>, records: &[u8], sink: S) -> Result<S::Ok, S::Error> {
    let (url, value) = parts(records)?;
    let mut object = sink.object()?;
    if url.is_empty() && value.is_empty() {
        return object.end();
    }
    object.entry(Key::Name("@type"), walk.node(Value::String(url)))?;
    let url = core::str::from_utf8(url).map_err(|_| JsonError::new("a type URL is not UTF-8"))?;
    let registry = walk.shared.registry;
    let ty = registry.get().schema(url);
    let ty = ty.ok_or_else(|| JsonError::new(registry.unresolved(url)))?;
    // Another program may have written the bytes in an `Any`, so they may not be canonical.
    let inner = Walk { is_canonical: false, ..walk.inner()? };
    match ty.message().form {
        // C++ does not parse a `value` in the `Any` of an `Empty`.
        Form::Plain | Form::Empty => {
            let value = canonical(ty, value, Some(walk.registry())).map_err(JsonError::from)?;
            fields(inner, ty, &value, &mut object)?;
        }
        _ => object.entry(Key::Name("value"), inner.node(Value::Message(ty, value)))?,
    }
    object.end()
}

/// Reads the type URL and the value.
fn parts(records: &[u8]) -> Result<(&[u8], &[u8]), JsonError> {
    let (mut url, mut value): (&[u8], &[u8]) = (&[], &[]);
    let mut records = Records::new(records);
    while let Some(record) = records.next()? {
        match record {
            (1, UnknownValue::LengthDelimited(text)) => url = text,
            (2, UnknownValue::LengthDelimited(bytes)) => value = bytes,
            _ => {}
        }
    }
    Ok((url, value))
}
