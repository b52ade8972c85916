//! The oneofs with a variant that is much larger than the others.

use std::collections::HashMap;

use crate::index::Column;
use crate::model::{
    Lint, MapContainer, Message, MessageId, MessageRef, Oneof, Presence, Shape, Storage, Value,
    WellKnown,
};

/// The size in bytes from which a variant counts as large. It is the threshold of clippy's lint.
const LARGE: usize = 200;

/// The nesting depth down to which messages are measured. A schema can nest thousands of messages.
const DEEPEST: usize = 32;

/// The size of `String`, `Vec` and `BTreeMap` in bytes.
const THREE_WORDS: usize = 24;

/// The messages with a Rust type.
type Messages = Column<MessageId, Option<Box<Message>>>;

/// Marks the oneofs whose variants clippy may find very different in size. The estimated sizes are
/// upper bounds.
pub(super) fn mark(messages: &mut Messages) {
    let mut large: Vec<(MessageId, usize)> = Vec::new();
    // All oneofs share the known sizes, because every oneof can hold every message.
    let mut sizes = Sizes { messages, known: HashMap::new() };
    for (id, message) in messages.iter() {
        let oneofs = message.iter().flat_map(|message| message.oneofs.iter().enumerate());
        large.extend(oneofs.filter(|(_, oneof)| sizes.differ(oneof)).map(|(place, _)| (id, place)));
    }
    for (id, place) in large {
        if let Some(message) = &mut messages[id] {
            message.oneofs[place].lints.insert(Lint::LargeEnumVariant);
        }
    }
}

/// The sizes of messages, each at most [`LARGE`].
struct Sizes<'m> {
    messages: &'m Messages,
    /// The known sizes, by message and by the depth of the measurement. Without them, the time
    /// would double with each message in a chain of messages whose oneofs hold the next message
    /// twice.
    known: HashMap<(MessageId, usize), usize>,
}

impl Sizes<'_> {
    fn differ(&mut self, oneof: &Oneof) -> bool {
        oneof.members.len() > 1 && self.largest(oneof, DEEPEST) >= LARGE
    }

    /// Returns the size of the largest variant.
    fn largest(&mut self, oneof: &Oneof, depth: usize) -> usize {
        let mut largest = 0;
        for member in &oneof.members {
            largest = largest.max(self.stored(&member.value, member.storage, depth));
            if largest >= LARGE {
                break;
            }
        }
        largest
    }

    /// Returns the size of a value where it is stored. If it holds a message nested more than
    /// `depth` deep, it counts as large.
    fn stored(&mut self, value: &Value, storage: Storage, depth: usize) -> usize {
        match storage {
            Storage::Boxed => 8,
            Storage::Inline => match value {
                Value::Scalar(scalar) => scalar.size(),
                Value::String(_) => THREE_WORDS,
                Value::Bytes(_) => 32,
                Value::Enum(..) => 4,
                Value::Message(message, _) => self.message(message, depth),
            },
        }
    }

    fn message(&mut self, message: &MessageRef, depth: usize) -> usize {
        match message {
            MessageRef::Local(_) if depth == 0 => LARGE,
            MessageRef::Local(id) => {
                if let Some(size) = self.known.get(&(*id, depth)) {
                    return *size;
                }
                let messages = self.messages;
                let size = messages[*id]
                    .as_deref()
                    .map_or(LARGE, |message| self.fields(message, depth - 1));
                self.known.insert((*id, depth), size);
                size
            }
            MessageRef::WellKnown(well_known, _) => match well_known {
                WellKnown::Empty => 0,
                WellKnown::Scalar(scalar) => scalar.size(),
                WellKnown::String | WellKnown::Bytes => THREE_WORDS,
                // The types of google.protobuf are small, except the descriptors and `Type`.
                WellKnown::Type(name) => match SMALL.contains(&&**name) {
                    true => 2 * THREE_WORDS,
                    false => LARGE,
                },
            },
            MessageRef::Extern(..) => LARGE,
        }
    }

    /// Adds up the sizes of the fields until the sum is large. Each field counts for at least one
    /// byte, which bounds the work.
    fn fields(&mut self, message: &Message, depth: usize) -> usize {
        let mut total = message.unknown_fields.iter().count() * THREE_WORDS;
        for field in &message.fields {
            if total >= LARGE {
                return LARGE;
            }
            let size = match &field.shape {
                Shape::Singular { value, presence, storage, default: _ } => {
                    let size = self.stored(value, *storage, depth);
                    match presence {
                        // A tag, with the padding of the widest alignment.
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
            if total >= LARGE {
                return LARGE;
            }
            total += self.largest(oneof, depth) + 8;
        }
        total.min(LARGE)
    }
}

/// The names of small types of prost-types.
const SMALL: &[&str] =
    &["Any", "Duration", "FieldMask", "ListValue", "SourceContext", "Struct", "Timestamp", "Value"];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::descriptor::{
        DescriptorProto, FieldDescriptorProto, FileDescriptorProto, OneofDescriptorProto,
    };
    use crate::model::Model;
    use crate::{Options, Request};

    fn model(request: &Request) -> Model {
        let options = Options::default();
        let reserved = crate::emit::Surfaces::new(&options).reserved();
        crate::lower::lower(request, &options, &reserved).unwrap().0
    }

    #[test]
    fn a_chain_of_thousands_is_large() {
        let message = |index: usize| DescriptorProto {
            name: Some(format!("M{index}")),
            field: vec![field("f", index + 1)],
            ..Default::default()
        };
        let mut messages: Vec<DescriptorProto> = (1..3000).map(message).collect();
        messages.push(DescriptorProto { name: Some("M3000".into()), ..Default::default() });
        let in_oneof = |name: &str, number| FieldDescriptorProto {
            oneof_index: Some(0),
            ..field(name, number)
        };
        messages.push(DescriptorProto {
            name: Some("M".into()),
            field: vec![
                in_oneof("a", 1),
                FieldDescriptorProto { number: Some(2), ..in_oneof("b", 3000) },
            ],
            oneof_decl: vec![OneofDescriptorProto { name: Some("o".into()), ..Default::default() }],
            ..Default::default()
        });
        let file = FileDescriptorProto {
            name: Some("t.proto".into()),
            message_type: messages,
            ..Default::default()
        };
        let request = Request::of_file(file);
        let model = model(&request);
        let last = model.messages.values().flatten().last().unwrap();
        assert!(last.oneofs[0].lints.has(Lint::LargeEnumVariant));
    }

    /// Without [`Sizes::known`], the time doubles with each of up to 32 messages.
    #[test]
    fn oneofs_that_hold_the_next_message_twice_take_linear_time() {
        let in_oneof = |name: &str, number, next| FieldDescriptorProto {
            oneof_index: Some(0),
            number: Some(number),
            ..field(name, next)
        };
        let oneof = OneofDescriptorProto { name: Some("o".into()), ..Default::default() };
        let message = |index: usize| DescriptorProto {
            name: Some(format!("M{index}")),
            field: vec![in_oneof("a", 1, index + 1), in_oneof("b", 2, index + 1)],
            oneof_decl: vec![oneof.clone()],
            ..Default::default()
        };
        let mut messages: Vec<DescriptorProto> = (0..200).map(message).collect();
        messages.push(DescriptorProto { name: Some("M200".into()), ..Default::default() });
        let file = FileDescriptorProto {
            name: Some("t.proto".into()),
            message_type: messages,
            ..Default::default()
        };
        let model = model(&Request::of_file(file));
        let large = |index: usize| {
            use crate::index::Id as _;
            model.message(MessageId::new(index)).oneofs[0].lints.has(Lint::LargeEnumVariant)
        };
        assert!(large(0) && !large(190));
    }

    fn field(name: &str, message: usize) -> FieldDescriptorProto {
        FieldDescriptorProto {
            name: Some(name.into()),
            number: Some(1),
            type_name: Some(format!(".M{message}")),
            ..Default::default()
        }
    }
}
