//! Equality in which a NaN equals a NaN.

use super::Value;
use crate::reflect::DynamicMessage;

impl Value {
    /// Whether two values are equal. Unlike with `==`, a NaN equals a NaN.
    pub(in crate::reflect) fn is_same(&self, other: &Value) -> bool {
        match (self, other) {
            (Value::F32(a), Value::F32(b)) => a == b || (a.is_nan() && b.is_nan()),
            (Value::F64(a), Value::F64(b)) => a == b || (a.is_nan() && b.is_nan()),
            (Value::Message(a), Value::Message(b)) => a.is_same(b),
            (Value::List(a), Value::List(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.is_same(b))
            }
            (Value::Map(a), Value::Map(b)) => {
                a.len() == b.len()
                    && a.iter()
                        .zip(b)
                        .all(|((key_a, a), (key_b, b))| key_a == key_b && a.is_same(b))
            }
            _ => self == other,
        }
    }
}

impl DynamicMessage {
    /// Whether two messages are equal. Unlike with `==`, a NaN equals a NaN.
    pub(in crate::reflect) fn is_same(&self, other: &DynamicMessage) -> bool {
        let (mut a, mut b) = (self.set_fields(), other.set_fields());
        let are_fields_same = loop {
            match (a.next(), b.next()) {
                (None, None) => break true,
                (Some((number_a, a)), Some((number_b, b))) => {
                    if number_a != number_b || !a.is_same(b) {
                        break false;
                    }
                }
                _ => break false,
            }
        };
        are_fields_same
            && self.descriptor() == other.descriptor()
            && self.unknown_fields() == other.unknown_fields()
    }
}
