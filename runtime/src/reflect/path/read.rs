//! Reading the value at a path.

use alloc::borrow::Cow;

use super::{PathError, Step, Steps, element};
use crate::reflect::{DynamicMessage, Kind, Value};
use crate::schema::{Cardinality, MapKey as KeyKind};

impl DynamicMessage {
    /// Returns the value at a path, e.g. `days[3].wind.speed`. If a field on the path is unset,
    /// returns the default value.
    ///
    /// A path consists of proto names of fields. The position of an element is in brackets, and so
    /// is the key of an entry, e.g. `stations["north"]`. An extension is written as its full name
    /// in brackets, e.g. `day.[acme.v1.gusts]`.
    ///
    /// # Errors
    /// A message has no such field, or a list or map has no such element or entry.
    pub fn get_path(&self, path: &str) -> Result<Cow<'_, Value>, PathError> {
        let mut steps = Steps::new(path);
        let mut at: Option<(Cow<'_, Value>, Option<KeyKind>)> = None;
        while let Some(step) = steps.next()? {
            at = Some(match (at, step) {
                (None, Step::Field(name)) => field(self, name, path)?,
                (None, Step::Index(_)) => return Err(PathError::syntax(path)),
                (Some((Cow::Borrowed(value), key)), step) => next(value, key, step, path)?,
                (Some((Cow::Owned(value), key)), step) => {
                    let (value, key) = next(&value, key, step, path)?;
                    (Cow::Owned(value.into_owned()), key)
                }
            });
        }
        at.map(|(value, _)| value).ok_or_else(|| PathError::syntax(path))
    }

    /// Whether a path names a field that is set, or an existing element or entry.
    ///
    /// # Errors
    /// A message has no such field.
    pub fn has_path(&self, path: &str) -> Result<bool, PathError> {
        let mut steps = Steps::new(path);
        // The message for the next step, and its type. The type is known even if a field on the
        // path is unset.
        let mut message = Some(self);
        let mut ty = Some(self.descriptor().clone());
        let mut at: Option<(&Value, Option<KeyKind>)> = None;
        while let Some(step) = steps.next()? {
            match step {
                Step::Field(name) => {
                    let descriptor = ty.ok_or_else(|| PathError::no_message(path, name))?;
                    let no_field = || PathError::no_field(path, &descriptor, name);
                    let found = descriptor.find(name).ok_or_else(no_field)?;
                    if let Some((value, _)) = at.take() {
                        message = value.as_message();
                    }
                    at = message.take().filter(|message| message.has(&found)).and_then(|message| {
                        Some((message.stored_of(&found)?, key_kind(found.schema().cardinality)))
                    });
                    ty = match found.kind() {
                        Kind::Message(next) => Some(next),
                        _ => None,
                    };
                }
                Step::Index(index) => {
                    at = at.and_then(|(value, key)| Some((element(value, index, key)?, None)));
                }
            }
        }
        Ok(at.is_some())
    }
}

/// Takes one step from a value.
fn next<'v>(
    value: &'v Value,
    key: Option<KeyKind>,
    step: Step<'_>,
    path: &str,
) -> Result<(Cow<'v, Value>, Option<KeyKind>), PathError> {
    match (value, step) {
        (Value::Message(message), Step::Field(name)) => field(message, name, path),
        (_, Step::Field(name)) => Err(PathError::not_in_message(path, name, value.type_name())),
        (_, Step::Index(index)) => {
            let element = element(value, index, key).ok_or_else(|| match value {
                Value::List(_) | Value::Map(_) => PathError::no_element(path, index, key),
                _ => PathError::no_container(path, index),
            })?;
            Ok((Cow::Borrowed(element), None))
        }
    }
}

/// Returns the value of a field, and the type of the keys if it is a map.
fn field<'v>(
    message: &'v DynamicMessage,
    name: &str,
    path: &str,
) -> Result<(Cow<'v, Value>, Option<KeyKind>), PathError> {
    let descriptor = message.descriptor();
    let no_field = || PathError::no_field(path, descriptor, name);
    let field = descriptor.find(name).ok_or_else(no_field)?;
    let value = message.get(&field).ok_or_else(no_field)?;
    Ok((value, key_kind(field.schema().cardinality)))
}

/// Returns the type of the keys of a map.
pub(super) fn key_kind(cardinality: Cardinality) -> Option<KeyKind> {
    match cardinality {
        Cardinality::Map(key) => Some(key),
        Cardinality::Singular(_) | Cardinality::Repeated { .. } => None,
    }
}
