//! The sizes of structs, estimated for 64 bits.

use std::collections::HashMap;

use crate::model::{
    BytesContainer, MapContainer, Member, Message, MessageId, MessageRef, Model, Presence, Shape,
    Storage, Value, WellKnown,
};

/// The size of `String`, `Vec` and `BTreeMap`.
const THREE_WORDS: usize = 24;

/// The size of types of other crates, which are unknown.
const FOREIGN: usize = 48;

/// The nesting depth down to which messages are measured.
const DEEPEST: usize = 200;

/// The sizes of the messages of a model.
pub(super) struct Sizes<'m> {
    model: &'m Model,
    known: HashMap<MessageId, usize>,
}

impl<'m> Sizes<'m> {
    pub fn new(model: &'m Model) -> Self {
        Self { model, known: HashMap::new() }
    }

    /// Returns the size of a message.
    pub fn of(&mut self, message: &Message) -> usize {
        self.fields(message, 0)
    }

    /// Returns the size of a oneof member's value.
    pub fn of_member(&mut self, member: &Member) -> usize {
        self.stored(&member.value, member.storage, 0)
    }

    fn fields(&mut self, message: &Message, depth: usize) -> usize {
        let mut total = message.unknown_fields.iter().count() * THREE_WORDS;
        for field in &message.fields {
            total += match &field.shape {
                Shape::Singular { value, presence, storage, default: _ } => {
                    let size = self.stored(value, *storage, depth);
                    match presence {
                        Presence::Explicit => size + tag(value, *storage),
                        Presence::Implicit | Presence::Required => size,
                    }
                }
                Shape::Repeated { .. } => THREE_WORDS,
                Shape::Map { key: _, value: _, container } => match container {
                    MapContainer::HashMap => 2 * THREE_WORDS,
                    MapContainer::BTreeMap => THREE_WORDS,
                },
            };
        }
        for oneof in &message.oneofs {
            let members = oneof.members.iter();
            let sizes = members.map(|member| self.stored(&member.value, member.storage, depth));
            total += sizes.max().unwrap_or_default().next_multiple_of(8) + 8;
        }
        total.next_multiple_of(8)
    }

    fn stored(&mut self, value: &Value, storage: Storage, depth: usize) -> usize {
        match (storage, value) {
            (Storage::Boxed, _) => 8,
            (_, Value::Scalar(scalar)) => scalar.size(),
            (_, Value::String(_)) => THREE_WORDS,
            (_, Value::Bytes(BytesContainer::Vec)) => THREE_WORDS,
            (_, Value::Bytes(BytesContainer::Bytes)) => 32,
            (_, Value::Enum(..)) => 4,
            (_, Value::Message(message, _)) => self.message(message, depth),
        }
    }

    fn message(&mut self, message: &MessageRef, depth: usize) -> usize {
        match message {
            MessageRef::Local(_) if depth == DEEPEST => 0,
            MessageRef::Local(id) => {
                if let Some(size) = self.known.get(id) {
                    return *size;
                }
                let model = self.model;
                let message = model.messages[*id].as_deref();
                let size = message.map_or(FOREIGN, |message| self.fields(message, depth + 1));
                self.known.insert(*id, size);
                size
            }
            MessageRef::WellKnown(well_known, _) => match well_known {
                WellKnown::Empty => 0,
                WellKnown::Scalar(scalar) => scalar.size(),
                WellKnown::String | WellKnown::Bytes => THREE_WORDS,
                WellKnown::Type(_) => FOREIGN,
            },
            MessageRef::Extern(..) => FOREIGN,
        }
    }
}

/// Returns the size that `Option` adds to a value. Pointers are never null, and `Option` uses that.
fn tag(value: &Value, storage: Storage) -> usize {
    match (storage, value) {
        (Storage::Boxed, _) | (_, Value::String(_) | Value::Bytes(_) | Value::Message(..)) => 0,
        (_, Value::Scalar(scalar)) => scalar.size(),
        (_, Value::Enum(..)) => 4,
    }
}
