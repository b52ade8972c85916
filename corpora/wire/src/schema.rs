//! The schema that random messages are made from.

use std::collections::{HashMap, HashSet};

use prost::Message as _;
use prost_types::field_descriptor_proto::Type;

use crate::descriptor::{
    Encoding, EnumDescriptor, FeatureSet, FieldDescriptor, FileDescriptorSet, Label,
    MessageDescriptor, Openness, Presence,
};

/// The messages, by full name without a leading dot.
#[derive(Debug, Default)]
pub(crate) struct Schema {
    messages: HashMap<String, Message>,
    /// The enums, by full name.
    enums: HashMap<String, Enum>,
    /// The full names of the messages that an `Any` can hold. The messages of descriptors are left
    /// out, because no generated code registers them.
    pub packable: Vec<String>,
}

#[derive(Debug)]
pub(crate) struct Enum {
    /// The numbers of the values.
    pub numbers: Vec<i32>,
    pub closed: bool,
}

#[derive(Debug)]
pub(crate) struct Message {
    /// The full name, e.g. `acme.v1.Forecast`.
    pub full_name: String,
    pub fields: Vec<Field>,
    /// The extensions of the message.
    pub extensions: Vec<Field>,
    pub is_entry: bool,
    /// Whether the message has the wire format of a MessageSet.
    pub is_set: bool,
}

#[derive(Debug)]
pub(crate) struct Field {
    pub number: u32,
    pub kind: Kind,
    pub repeated: bool,
    pub required: bool,
}

/// The kind of a field, as far as it decides the wire format.
#[derive(Debug)]
pub(crate) enum Kind {
    Bool,
    /// The full name of an enum.
    Enum(String),
    /// An integer type that is a varint, with or without zigzag.
    Varint,
    Fixed32,
    Fixed64,
    Float,
    Double,
    String,
    Bytes,
    /// The full name of a message.
    Message(String),
    Group(String),
}

impl Message {
    /// Whether the message is an entry of a map whose keys are `bool`.
    pub fn has_bool_key(&self) -> bool {
        self.is_entry && matches!(self.fields[0].kind, Kind::Bool)
    }
}

impl Schema {
    pub fn new(set: &[u8]) -> Self {
        let set = FileDescriptorSet::decode(set).expect("it is a descriptor set");
        let (mut schema, mut extensions) = (Self::default(), Vec::new());
        for file in &set.file {
            let package = Some(&file.package).filter(|name| !name.is_empty());
            let prefix = package.map(|name| format!("{name}.")).unwrap_or_default();
            let own = file.options.as_ref().and_then(|options| options.features);
            let mut features = FeatureSet::default().with(own);
            // protoc leaves out the syntax of proto2.
            if ["", "proto2"].contains(&&*file.syntax) {
                features.enum_type = Openness::Closed.into();
            }
            let packable = schema.packable.len();
            for message in &file.message_type {
                schema.add(&prefix, message, features, &mut extensions);
            }
            if file.name == "google/protobuf/descriptor.proto" {
                schema.packable.truncate(packable);
            }
            file.enum_type.iter().for_each(|declared| schema.add_enum(&prefix, declared, features));
            extensions.extend(file.extension.iter().map(|extension| (extension, features)));
        }
        for (extension, features) in extensions {
            let message = schema.messages.get_mut(&local(&extension.extendee));
            message
                .expect("an extended message is in the set")
                .extensions
                .push(field(extension, features));
        }
        schema.unite_maps();
        schema.end_cycles();
        schema
    }

    /// Makes required fields optional if they lead back to their message. Otherwise no message
    /// would be finite.
    fn end_cycles(&mut self) {
        let mut endless = Vec::new();
        for (name, message) in &self.messages {
            let fields = message.fields.iter().enumerate();
            let leads_back =
                fields.filter(|(_, field)| field.required && self.requires(field, name));
            endless.extend(leads_back.map(|(index, _)| (name.clone(), index)));
        }
        for (name, index) in endless {
            let message = self.messages.get_mut(&name).expect("it was found");
            message.fields[index].required = false;
        }
    }

    /// Whether the message of a field contains the named message through required fields.
    fn requires(&self, field: &Field, name: &str) -> bool {
        let (mut seen, mut open) = (HashSet::new(), vec![field]);
        while let Some(field) = open.pop() {
            if let Kind::Message(inner) | Kind::Group(inner) = &field.kind
                && seen.insert(inner)
            {
                if inner == name {
                    return true;
                }
                open.extend(self.message(inner).fields.iter().filter(|field| field.required));
            }
        }
        false
    }

    /// Makes delimited map fields length-prefixed: maps are never delimited.
    fn unite_maps(&mut self) {
        let entries = self.messages.iter().filter(|(_, message)| message.is_entry);
        let entries: HashSet<String> = entries.map(|(name, _)| name.clone()).collect();
        for field in self.messages.values_mut().flat_map(|message| &mut message.fields) {
            match &mut field.kind {
                Kind::Group(name) if entries.contains(name) => {
                    field.kind = Kind::Message(std::mem::take(name));
                }
                _ => {}
            }
        }
    }

    fn add<'a>(
        &mut self,
        prefix: &str,
        message: &'a MessageDescriptor,
        features: FeatureSet,
        extensions: &mut Vec<(&'a FieldDescriptor, FeatureSet)>,
    ) {
        let name = format!("{prefix}{}", message.name);
        let inner = format!("{name}.");
        let options = message.options.as_ref();
        let is_entry = options.is_some_and(|options| options.map_entry);
        let is_set = options.is_some_and(|options| options.message_set_wire_format);
        let mut features = features.with(options.and_then(|options| options.features));
        extensions.extend(message.extension.iter().map(|extension| (extension, features)));
        for nested in &message.nested_type {
            self.add(&inner, nested, features, extensions);
        }
        message.enum_type.iter().for_each(|declared| self.add_enum(&inner, declared, features));
        if is_entry {
            // The values of maps are not delimited either.
            features.message_encoding = Encoding::Unknown.into();
        }
        let fields = message.field.iter().map(|declared| field(declared, features)).collect();
        let full_name = name.clone();
        if !is_entry {
            self.packable.push(name.clone());
        }
        let message = Message { full_name, fields, extensions: Vec::new(), is_entry, is_set };
        self.messages.insert(name, message);
    }

    fn add_enum(&mut self, prefix: &str, declared: &EnumDescriptor, features: FeatureSet) {
        let own = declared.options.as_ref().and_then(|options| options.features);
        let numbers = declared.value.iter().map(|value| value.number).collect();
        let closed = features.with(own).enum_type() == Openness::Closed;
        self.enums.insert(format!("{prefix}{}", declared.name), Enum { numbers, closed });
    }

    pub fn message(&self, name: &str) -> &Message {
        self.messages.get(name).unwrap_or_else(|| panic!("{name} is not in the descriptor set"))
    }

    pub fn enumeration(&self, name: &str) -> &Enum {
        self.enums.get(name).unwrap_or_else(|| panic!("{name} is not in the descriptor set"))
    }

    /// Whether a message contains a map, at any depth.
    pub fn reaches_map(&self, name: &str) -> bool {
        let (mut seen, mut open) = (HashSet::new(), vec![name]);
        while let Some(name) = open.pop() {
            let message = self.message(name);
            if message.is_entry {
                return true;
            }
            for field in message.fields.iter().chain(&message.extensions) {
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

fn field(field: &FieldDescriptor, features: FeatureSet) -> Field {
    let own = field.options.as_ref().and_then(|options| options.features);
    let features = features.with(own);
    let kind = match field.r#type() {
        Type::Bool => Kind::Bool,
        Type::Enum => Kind::Enum(local(&field.type_name)),
        Type::Int32 | Type::Int64 | Type::Uint32 | Type::Uint64 | Type::Sint32 | Type::Sint64 => {
            Kind::Varint
        }
        Type::Fixed32 | Type::Sfixed32 => Kind::Fixed32,
        Type::Fixed64 | Type::Sfixed64 => Kind::Fixed64,
        Type::Float => Kind::Float,
        Type::Double => Kind::Double,
        Type::String => Kind::String,
        Type::Bytes => Kind::Bytes,
        Type::Message if features.message_encoding() != Encoding::Delimited => {
            Kind::Message(local(&field.type_name))
        }
        Type::Message | Type::Group => Kind::Group(local(&field.type_name)),
    };
    Field {
        number: field.number,
        kind,
        repeated: field.label() == Label::Repeated,
        required: field.label() == Label::Required
            || features.field_presence() == Presence::LegacyRequired,
    }
}

/// Returns a name without its leading dot.
fn local(name: &str) -> String {
    name.trim_start_matches('.').to_owned()
}
