//! Writing the value at a path.

use super::read::key_kind;
use super::{PathError, Step, Steps, key};
use crate::reflect::{DynamicMessage, FieldDescriptor, FieldError, Value};

/// A place to write to.
enum Place<'m> {
    /// A field.
    Field(&'m mut DynamicMessage, FieldDescriptor),
    /// An element of a list or an entry of a map. The descriptor is of the list or map.
    Element(&'m mut Value, FieldDescriptor, &'m str),
}

impl DynamicMessage {
    /// Sets the value at a path, with the syntax of [`DynamicMessage::get_path`]. Creates the
    /// messages on the path. The last step can be the position of an existing element, or any key
    /// of a map.
    ///
    /// # Errors
    /// A message has no such field, a list has no such element, or the field cannot hold the value.
    pub fn set_path(&mut self, path: &str, value: impl Into<Value>) -> Result<(), PathError> {
        match self.place(path)? {
            Place::Field(message, field) => {
                message.set(&field, value).map_err(|error| PathError::value(path, &error))
            }
            Place::Element(container, field, index) => {
                let value = field.converted(value.into());
                if !value.fits(field.message(), field.schema().kind) {
                    let error = FieldError::other_type(&field, &value);
                    return Err(PathError::value(path, &error));
                }
                *slot(container, &field, index, path, || Value::Bool(false))? = value;
                Ok(())
            }
        }
    }

    /// Unsets the value at a path, and returns it. Removing an element from a list moves the
    /// elements after it. Returns `None` if there was no value.
    ///
    /// # Errors
    /// A message has no such field, or a list on the path has no such element.
    pub fn clear_path(&mut self, path: &str) -> Result<Option<Value>, PathError> {
        if !self.has_path(path)? {
            return Ok(None);
        }
        Ok(match self.place(path)? {
            Place::Field(message, field) => message.clear_field(&field),
            Place::Element(Value::List(values), _, index) => {
                index.parse().ok().map(|index: usize| values.remove(index))
            }
            Place::Element(Value::Map(entries), field, index) => {
                key_kind(field.schema().cardinality)
                    .and_then(|kind| entries.remove(&key(index, kind)?))
            }
            Place::Element(..) => None,
        })
    }

    fn place<'m>(&'m mut self, path: &'m str) -> Result<Place<'m>, PathError> {
        let mut steps = Steps::new(path);
        let Some(Step::Field(name)) = steps.next()? else { return Err(PathError::syntax(path)) };
        let field = self.descriptor().find(name);
        let field = field.ok_or_else(|| PathError::no_field(path, self.descriptor(), name))?;
        let mut place = Place::Field(self, field);
        while let Some(step) = steps.next()? {
            place = place.next(step, path)?;
        }
        Ok(place)
    }
}

impl<'m> Place<'m> {
    fn next(self, step: Step<'m>, path: &str) -> Result<Self, PathError> {
        match (self, step) {
            (Place::Field(message, field), Step::Index(index)) => {
                if !field.schema().has_many() {
                    return Err(PathError::no_container(path, index));
                }
                let container = message.get_mut(&field);
                let container = container.ok_or_else(|| PathError::no_container(path, index))?;
                Ok(Place::Element(container, field, index))
            }
            (Place::Element(..), Step::Index(index)) => Err(PathError::no_container(path, index)),
            (Place::Field(message, field), Step::Field(name)) => {
                // A list or a scalar on the path is not changed.
                let is_message = !field.schema().has_many()
                    && matches!(field.kind(), crate::reflect::Kind::Message(_));
                let value = message.get_mut(&field).filter(|_| is_message);
                in_message(value, &field, name, path)
            }
            (Place::Element(container, field, index), Step::Field(name)) => {
                let default = || Value::default_of(field.message(), field.schema().kind);
                let value = slot(container, &field, index, path, default)?;
                in_message(Some(value), &field, name, path)
            }
        }
    }
}

/// Returns the place of a field. The message that has the field is a value of `field`.
fn in_message<'m>(
    value: Option<&'m mut Value>,
    field: &FieldDescriptor,
    name: &str,
    path: &str,
) -> Result<Place<'m>, PathError> {
    let message = value.and_then(Value::as_message_mut);
    let message = message.ok_or_else(|| PathError::no_message(path, field.name()))?;
    let found = message.descriptor().find(name);
    let found = found.ok_or_else(|| PathError::no_field(path, message.descriptor(), name))?;
    Ok(Place::Field(message, found))
}

/// Returns the element of a list, or the value of an entry. If there is no such entry, inserts the
/// value that `default` makes.
fn slot<'v>(
    container: &'v mut Value,
    field: &FieldDescriptor,
    index: &str,
    path: &str,
    default: impl FnOnce() -> Value,
) -> Result<&'v mut Value, PathError> {
    let kind = key_kind(field.schema().cardinality);
    let no_element = || PathError::no_element(path, index, kind);
    match container {
        Value::List(values) => {
            let index: usize = index.parse().map_err(|_| no_element())?;
            values.get_mut(index).ok_or_else(no_element)
        }
        Value::Map(entries) => {
            let key = kind.and_then(|kind| key(index, kind)).ok_or_else(no_element)?;
            Ok(entries.entry(key).or_insert_with(default))
        }
        _ => Err(PathError::no_container(path, index)),
    }
}
