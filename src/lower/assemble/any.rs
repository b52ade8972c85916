//! Recognition of `google.protobuf.Any`.

use crate::model::{Field, Oneof, Presence, Shape, Value};

/// Whether a message is protobuf's `Any`, with a type URL and a value.
pub(super) fn is_any(full_name: &str, fields: &[Field], oneofs: &[Oneof]) -> bool {
    let [type_url, value] = fields else { return false };
    let plain = |field: &Field| match &field.shape {
        Shape::Singular { value, presence: Presence::Implicit, .. } => Some(value.clone()),
        Shape::Singular { .. } | Shape::Repeated { .. } | Shape::Map { .. } => None,
    };
    full_name == "google.protobuf.Any"
        && oneofs.is_empty()
        && (type_url.number, value.number) == (1, 2)
        && matches!(plain(type_url), Some(Value::String(_)))
        && matches!(plain(value), Some(Value::Bytes(_)))
}
