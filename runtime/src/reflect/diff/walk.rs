//! The walk over two messages.

use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt::Write as _;

use bytes::Bytes;

use super::Difference;
use crate::reflect::path::push_key;
use crate::reflect::{DynamicMessage, FieldDescriptor, Value};

/// The path in both messages, and the differences found so far.
#[derive(Default)]
pub(super) struct Walk {
    path: String,
    /// Whether the next differences are redacted.
    is_redacted: bool,
    pub(super) found: Vec<Difference>,
}

impl Walk {
    /// Compares two messages, whose types can differ.
    pub(super) fn whole(&mut self, left: &DynamicMessage, right: &DynamicMessage) {
        if left.descriptor() == right.descriptor() {
            self.message(left, right);
        } else {
            let values = (Value::Message(left.clone()), Value::Message(right.clone()));
            self.add(None, Some(&values.0), Some(&values.1));
        }
    }

    fn message(&mut self, left: &DynamicMessage, right: &DynamicMessage) {
        let numbers = left.set_fields().chain(right.set_fields()).map(|(number, _)| number);
        let mut numbers: Vec<u32> = numbers.collect();
        numbers.sort_unstable();
        numbers.dedup();
        for number in numbers {
            let Some(field) = left.descriptor().field_or_extension(number) else { continue };
            let values = [left, right]
                .map(|message| message.stored_of(&field).filter(|_| message.has(&field)));
            let length = self.path.len();
            self.push_name(&field);
            if field.is_redacted() {
                // The path of an element or entry would show the length of the list, or a key.
                self.is_redacted = true;
                self.single(&field, values[0], values[1]);
                self.is_redacted = false;
            } else {
                self.values(&field, values[0], values[1]);
            }
            self.path.truncate(length);
        }
        let hides_unknown = || left.hides_unknown() || right.hides_unknown();
        let [left, right] = [left, right].map(|message| message.unknown_fields().as_bytes());
        if left != right {
            self.is_redacted = hides_unknown();
            let length = self.path.len();
            self.push_segment("(unknown fields)");
            let [left, right] = [left, right].map(|bytes| {
                (!bytes.is_empty()).then(|| Value::Bytes(Bytes::copy_from_slice(bytes)))
            });
            self.add(None, left.as_ref(), right.as_ref());
            self.path.truncate(length);
            self.is_redacted = false;
        }
    }

    fn values(&mut self, field: &FieldDescriptor, left: Option<&Value>, right: Option<&Value>) {
        let length = self.path.len();
        match (left, right) {
            (Some(Value::Message(left)), Some(Value::Message(right))) => self.message(left, right),
            // If one list is longer, each of its extra elements is a difference.
            (Some(Value::List(left)), Some(Value::List(right))) => {
                self.lists(field, left, right);
            }
            (Some(Value::List(left)), None) => self.lists(field, left, &[]),
            (None, Some(Value::List(right))) => self.lists(field, &[], right),
            (Some(Value::Map(left)), Some(Value::Map(right))) => {
                let mut keys: Vec<_> = left.keys().chain(right.keys()).collect();
                keys.sort_unstable();
                keys.dedup();
                for key in keys {
                    push_key(&mut self.path, key);
                    self.values(field, left.get(key), right.get(key));
                    self.path.truncate(length);
                }
            }
            (left, right) => self.single(field, left, right),
        }
    }

    /// Compares two values as a whole.
    fn single(&mut self, field: &FieldDescriptor, left: Option<&Value>, right: Option<&Value>) {
        match (left, right) {
            (None, None) => {}
            (Some(left), Some(right)) if left.is_same(right) => {}
            (left, right) => self.add(Some(field), left, right),
        }
    }

    fn lists(&mut self, field: &FieldDescriptor, left: &[Value], right: &[Value]) {
        let length = self.path.len();
        for index in 0..left.len().max(right.len()) {
            // Writing into a `String` does not fail.
            let _ = write!(self.path, "[{index}]");
            self.values(field, left.get(index), right.get(index));
            self.path.truncate(length);
        }
    }

    fn push_name(&mut self, field: &FieldDescriptor) {
        if field.is_extension() {
            // The JSON name of an extension is the full name in brackets.
            self.push_segment(field.json_name());
        } else {
            self.push_segment(field.name());
        }
    }

    fn push_segment(&mut self, segment: &str) {
        if !self.path.is_empty() {
            self.path.push('.');
        }
        self.path.push_str(segment);
    }

    fn add(
        &mut self,
        field: Option<&FieldDescriptor>,
        left: Option<&Value>,
        right: Option<&Value>,
    ) {
        self.found.push(Difference {
            path: self.path.to_string(),
            field: field.cloned(),
            left: left.cloned(),
            right: right.cloned(),
            is_redacted: self.is_redacted,
        });
    }
}
