//! What random messages are made from.

use std::collections::{HashMap, HashSet};

use prost::Message as _;
use prost_types::field_descriptor_proto::{Label, Type};
use prost_types::{DescriptorProto, FieldDescriptorProto, FileDescriptorSet};

/// Messages by full name, without a leading dot.
#[derive(Debug)]
pub(crate) struct Schema {
    messages: HashMap<String, Message>,
}

#[derive(Debug)]
pub(crate) struct Message {
    pub fields: Vec<Field>,
    is_entry: bool,
}

#[derive(Debug)]
pub(crate) struct Field {
    pub number: u32,
    pub kind: Kind,
    pub repeated: bool,
}

/// How a field looks on the wire.
#[derive(Debug)]
pub(crate) enum Kind {
    Bool,
    /// Small numbers mostly, as enums have them.
    Enum,
    /// Zigzag or not: a varint.
    Varint,
    Fixed32,
    Fixed64,
    /// As `Fixed32`, but never the negative zero, which prost forgets.
    Float,
    Double,
    String,
    Bytes,
    /// The full name.
    Message(String),
    Group(String),
}

impl Schema {
    pub fn new(set: &[u8]) -> Self {
        let set = FileDescriptorSet::decode(set).expect("it is a descriptor set");
        let mut schema = Self { messages: HashMap::new() };
        for file in &set.file {
            let prefix = Some(file.package())
                .filter(|name| !name.is_empty())
                .map(|name| format!("{name}."))
                .unwrap_or_default();
            file.message_type.iter().for_each(|message| schema.add(&prefix, message));
        }
        schema
    }

    fn add(&mut self, prefix: &str, message: &DescriptorProto) {
        let name = format!("{prefix}{}", message.name());
        message.nested_type.iter().for_each(|nested| self.add(&format!("{name}."), nested));
        let is_entry = message.options.as_ref().is_some_and(|options| options.map_entry());
        self.messages
            .insert(name, Message { fields: message.field.iter().map(field).collect(), is_entry });
    }

    pub fn message(&self, name: &str) -> &Message {
        self.messages.get(name).unwrap_or_else(|| panic!("{name} is not in the descriptor set"))
    }

    /// Whether there is a map in a message or in what it contains.
    pub fn reaches_map(&self, name: &str) -> bool {
        let (mut seen, mut open) = (HashSet::new(), vec![name]);
        while let Some(name) = open.pop() {
            if self.message(name).is_entry {
                return true;
            }
            for field in &self.message(name).fields {
                if let Kind::Message(name) | Kind::Group(name) = &field.kind
                    && seen.insert(name)
                {
                    open.push(name);
                }
            }
        }
        false
    }
}

fn field(field: &FieldDescriptorProto) -> Field {
    let name = || field.type_name().trim_start_matches('.').to_owned();
    let kind = match field.r#type() {
        Type::Bool => Kind::Bool,
        Type::Enum => Kind::Enum,
        Type::Int32 | Type::Int64 | Type::Uint32 | Type::Uint64 | Type::Sint32 | Type::Sint64 => {
            Kind::Varint
        }
        Type::Fixed32 | Type::Sfixed32 => Kind::Fixed32,
        Type::Fixed64 | Type::Sfixed64 => Kind::Fixed64,
        Type::Float => Kind::Float,
        Type::Double => Kind::Double,
        Type::String => Kind::String,
        Type::Bytes => Kind::Bytes,
        Type::Message => Kind::Message(name()),
        Type::Group => Kind::Group(name()),
    };
    Field {
        number: u32::try_from(field.number()).expect("numbers are positive"),
        kind,
        repeated: field.label() == Label::Repeated,
    }
}
