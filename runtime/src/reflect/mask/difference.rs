//! The fields in which two messages differ.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::tree::inner;
use crate::reflect::{DynamicMessage, Value};

/// Returns the paths of the fields in which two messages of one type differ.
pub(super) fn paths(left: &DynamicMessage, right: &DynamicMessage) -> Vec<String> {
    let mut found = Vec::new();
    add(left, right, &mut String::new(), &mut found);
    found
}

fn add(left: &DynamicMessage, right: &DynamicMessage, path: &mut String, found: &mut Vec<String>) {
    for field in left.descriptor().fields() {
        let [left, right] = [left, right].map(|it| it.stored_of(&field).filter(|_| it.has(&field)));
        let is_same = match (left, right) {
            (None, None) => true,
            (Some(left), Some(right)) => left.is_same(right),
            _ => false,
        };
        if is_same {
            continue;
        }
        let length = path.len();
        if !path.is_empty() {
            path.push('.');
        }
        path.push_str(field.name());
        let before = found.len();
        if let (Some(Value::Message(left)), Some(Value::Message(right)), Some(_)) =
            (left, right, inner(&field))
        {
            add(left, right, path, found);
        }
        if found.len() == before {
            found.push(path.to_string());
        }
        path.truncate(length);
    }
}
