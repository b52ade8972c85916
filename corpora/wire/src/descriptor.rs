//! The parts of descriptors that random messages need. prost-types has no features.

use prost::{Enumeration, Message};

#[derive(Clone, PartialEq, Message)]
pub(crate) struct FileDescriptorSet {
    #[prost(message, repeated, tag = 1)]
    pub file: Vec<FileDescriptor>,
}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct FileDescriptor {
    #[prost(string, tag = 1)]
    pub name: String,
    #[prost(string, tag = 2)]
    pub package: String,
    #[prost(message, repeated, tag = 4)]
    pub message_type: Vec<MessageDescriptor>,
    #[prost(message, repeated, tag = 5)]
    pub enum_type: Vec<EnumDescriptor>,
    #[prost(message, repeated, tag = 7)]
    pub extension: Vec<FieldDescriptor>,
    #[prost(message, tag = 8)]
    pub options: Option<FileOptions>,
    #[prost(string, tag = 12)]
    pub syntax: String,
}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct FileOptions {
    #[prost(message, tag = 50)]
    pub features: Option<FeatureSet>,
}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct MessageDescriptor {
    #[prost(string, tag = 1)]
    pub name: String,
    #[prost(message, repeated, tag = 2)]
    pub field: Vec<FieldDescriptor>,
    #[prost(message, repeated, tag = 3)]
    pub nested_type: Vec<MessageDescriptor>,
    #[prost(message, repeated, tag = 4)]
    pub enum_type: Vec<EnumDescriptor>,
    #[prost(message, repeated, tag = 6)]
    pub extension: Vec<FieldDescriptor>,
    #[prost(message, tag = 7)]
    pub options: Option<MessageOptions>,
}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct MessageOptions {
    #[prost(bool, tag = 1)]
    pub message_set_wire_format: bool,
    #[prost(bool, tag = 7)]
    pub map_entry: bool,
    #[prost(message, tag = 12)]
    pub features: Option<FeatureSet>,
}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct FieldDescriptor {
    #[prost(string, tag = 2)]
    pub extendee: String,
    #[prost(uint32, tag = 3)]
    pub number: u32,
    #[prost(enumeration = "Label", tag = 4)]
    pub label: i32,
    #[prost(enumeration = "prost_types::field_descriptor_proto::Type", tag = 5)]
    pub r#type: i32,
    #[prost(string, tag = 6)]
    pub type_name: String,
    #[prost(message, tag = 8)]
    pub options: Option<FieldOptions>,
}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct FieldOptions {
    #[prost(message, tag = 21)]
    pub features: Option<FeatureSet>,
}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct EnumDescriptor {
    #[prost(string, tag = 1)]
    pub name: String,
    #[prost(message, repeated, tag = 2)]
    pub value: Vec<EnumValueDescriptor>,
    #[prost(message, tag = 3)]
    pub options: Option<EnumOptions>,
}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct EnumOptions {
    #[prost(message, tag = 7)]
    pub features: Option<FeatureSet>,
}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct EnumValueDescriptor {
    #[prost(int32, tag = 2)]
    pub number: i32,
}

/// The features that decide the wire format of a message, and which fields it must or may have.
#[derive(Clone, Copy, PartialEq, Message)]
pub(crate) struct FeatureSet {
    #[prost(enumeration = "Presence", tag = 1)]
    pub field_presence: i32,
    #[prost(enumeration = "Openness", tag = 2)]
    pub enum_type: i32,
    #[prost(enumeration = "Encoding", tag = 5)]
    pub message_encoding: i32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Enumeration)]
#[repr(i32)]
pub(crate) enum Presence {
    Unknown = 0,
    LegacyRequired = 3,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Enumeration)]
#[repr(i32)]
pub(crate) enum Openness {
    Unknown = 0,
    Closed = 2,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Enumeration)]
#[repr(i32)]
pub(crate) enum Encoding {
    Unknown = 0,
    Delimited = 2,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Enumeration)]
#[repr(i32)]
pub(crate) enum Label {
    Unknown = 0,
    Required = 2,
    Repeated = 3,
}

impl FeatureSet {
    /// Returns these features, overridden by those that an element sets itself.
    pub fn with(mut self, own: Option<FeatureSet>) -> Self {
        let own = own.unwrap_or_default();
        if own.field_presence != 0 {
            self.field_presence = own.field_presence;
        }
        if own.enum_type != 0 {
            self.enum_type = own.enum_type;
        }
        if own.message_encoding != 0 {
            self.message_encoding = own.message_encoding;
        }
        self
    }
}
