//! Which oneofs have a variant that is far larger than the others.

use crate::model::{MapContainer, Member, MessageRef, Model, Oneof, Presence, Scalar, Shape, Storage, Value, WellKnown};

/// From how many bytes on clippy speaks of a large difference, and we of a large variant.
const LARGE: usize = 200;

/// How many messages one within the other are looked into: messages can hold each other by the thousands.
const DEEPEST: usize = 32;

/// Bytes of `String`, `Vec` and `BTreeMap`.
const THREE_WORDS: usize = 24;

/// Whether clippy may find the variants of very different size. Sizes are estimated from above, up to the limit.
pub(super) fn has_large_variant(model: &Model, oneof: &Oneof) -> bool {
    let large = |member: &Member| stored(model, &member.value, member.storage, LARGE, DEEPEST) >= LARGE;
    oneof.members.len() > 1 && oneof.members.iter().any(large)
}

/// A value where it is stored. Looking no further than `limit` bounds the work: every field counts for at least a byte. What
/// is more than `depth` messages further in counts as large.
fn stored(model: &Model, value: &Value, storage: Storage, limit: usize, depth: usize) -> usize {
    match storage {
        Storage::Boxed => 8,
        Storage::Inline => match value {
            Value::Scalar(scalar) => self::scalar(*scalar),
            Value::String(_) => THREE_WORDS,
            Value::Bytes(_) => 32,
            Value::Enum(_) => 4,
            Value::Message(message, _) => self::message(model, message, limit, depth),
        },
    }
}

fn scalar(scalar: Scalar) -> usize {
    match scalar {
        Scalar::Bool => 1,
        Scalar::Int32 | Scalar::Uint32 | Scalar::Sint32 | Scalar::Fixed32 | Scalar::Sfixed32 | Scalar::Float => 4,
        Scalar::Int64 | Scalar::Uint64 | Scalar::Sint64 | Scalar::Fixed64 | Scalar::Sfixed64 | Scalar::Double => 8,
    }
}

fn message(model: &Model, message: &MessageRef, limit: usize, depth: usize) -> usize {
    match message {
        MessageRef::Local(_) if depth == 0 => limit,
        MessageRef::Local(id) => fields(model, model.message(*id), limit, depth - 1),
        MessageRef::WellKnown(well_known) => match well_known {
            WellKnown::Empty => 0,
            WellKnown::Scalar(scalar) => self::scalar(*scalar),
            WellKnown::String | WellKnown::Bytes => THREE_WORDS,
            // Nothing of google.protobuf that is used as a member is large, but its descriptors are.
            WellKnown::Type(path) => match path.last().is_some_and(|name| SMALL.iter().any(|small| *name == **small)) {
                true => 2 * THREE_WORDS,
                false => limit,
            },
        },
        MessageRef::Extern(_) => limit,
    }
}

/// The types of prost-types that are known to be small.
const SMALL: &[&str] = &["Any", "Duration", "FieldMask", "ListValue", "SourceContext", "Struct", "Timestamp", "Value"];

fn fields(model: &Model, message: &crate::model::Message, limit: usize, depth: usize) -> usize {
    let mut total = message.unknown_fields.iter().count() * THREE_WORDS;
    for field in &message.fields {
        if total >= limit {
            return limit;
        }
        let size = match &field.shape {
            Shape::Singular { value, presence, storage, default: _ } => {
                let size = stored(model, value, *storage, limit - total, depth);
                match presence {
                    // Room for a tag, as wide as the widest alignment.
                    Presence::Explicit => size + 8,
                    Presence::Implicit | Presence::Required => size,
                }
            }
            Shape::Repeated { .. } => THREE_WORDS,
            Shape::Map { key: _, value: _, container } => match container {
                MapContainer::HashMap => 2 * THREE_WORDS,
                MapContainer::BTreeMap => THREE_WORDS,
            },
        };
        total += size.max(1).next_multiple_of(4);
    }
    for oneof in &message.oneofs {
        if total >= limit {
            return limit;
        }
        let largest = oneof.members.iter().map(|member| stored(model, &member.value, member.storage, limit - total, depth)).max();
        total += largest.unwrap_or_default() + 8;
    }
    total.min(limit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::descriptor::{DescriptorProto, FieldDescriptorProto, FileDescriptorProto, OneofDescriptorProto};
    use crate::{Options, Request};

    #[test]
    fn a_chain_of_thousands_is_large() {
        let message =
            |index: usize| DescriptorProto { name: Some(format!("M{index}")), field: vec![field("f", index + 1)], ..Default::default() };
        let mut messages: Vec<DescriptorProto> = (1..3000).map(message).collect();
        messages.push(DescriptorProto { name: Some("M3000".into()), ..Default::default() });
        let in_oneof = |name: &str, number| FieldDescriptorProto { oneof_index: Some(0), ..field(name, number) };
        messages.push(DescriptorProto {
            name: Some("M".into()),
            field: vec![in_oneof("a", 1), FieldDescriptorProto { number: Some(2), ..in_oneof("b", 3000) }],
            oneof_decl: vec![OneofDescriptorProto { name: Some("o".into()), ..Default::default() }],
            ..Default::default()
        });
        let file = FileDescriptorProto { name: Some("t.proto".into()), message_type: messages, ..Default::default() };
        let request = Request::of_file(file);
        let model = crate::model::lower(&request, &Options::default()).unwrap().0;
        let last = model.messages.last().unwrap();
        assert!(has_large_variant(&model, &last.oneofs[0]));
    }

    fn field(name: &str, message: usize) -> FieldDescriptorProto {
        FieldDescriptorProto { name: Some(name.into()), number: Some(1), type_name: Some(format!(".M{message}")), ..Default::default() }
    }
}
