//! The kinds and properties of elements, for the paths of rules.

use std::collections::BTreeSet;

use super::declare::Declarations;
use super::link::{ElementId, Schema};
use crate::descriptor::field_descriptor_proto::Label;
use crate::model::EnumId;
use crate::options::{ElementKind, Property, RuleId};

/// The element that a full name stands for.
#[derive(Debug)]
pub(super) struct Element {
    pub kind: ElementKind,
    pub properties: Vec<Property>,
    /// Whether it has a Rust item in this tree. This run or another run generates it.
    pub is_here: bool,
    /// The enum that is the type of its values, if the element is a field of an enum type.
    pub of_enum: Option<EnumId>,
    /// The `extern_path` rule that covers it, if its Rust item is external.
    pub extern_rule: Option<RuleId>,
}

impl Element {
    /// Creates an element of this tree without properties.
    pub fn new(kind: ElementKind) -> Self {
        Self { kind, properties: Vec::new(), is_here: true, of_enum: None, extern_rule: None }
    }
}

/// Describes an element.
pub(super) fn describe(
    schema: &Schema<'_>,
    declared: &Declarations,
    element: ElementId,
) -> Element {
    let mut of_enum = None;
    let (kind, properties, is_here) = match element {
        ElementId::Message(id) => {
            let deprecated = schema.messages[id].proto.is_deprecated();
            let properties =
                [(Property::Deprecated, deprecated), (Property::WithModule, declared.modules[id])];
            (ElementKind::Message, properties.to_vec(), declared.messages[id])
        }
        ElementId::Field(id) => {
            let field = &schema.fields[id];
            let entry = schema.map_entry(id);
            let kind = match (field.oneof, entry) {
                (Some(_), _) => ElementKind::Member,
                (None, Some(_)) => ElementKind::Map,
                (None, None) => ElementKind::Field,
            };
            let of_map = entry.and_then(|entry| schema.messages[entry].entry());
            let value = of_map.map_or(id, |[_, value]| value);
            of_enum = schema.enum_of(value);
            let properties = [
                (Property::Bytes, schema.is_bytes(value)),
                (Property::Enum, of_enum.is_some()),
                (Property::SingleMessage, schema.is_single_message(id)),
                (Property::Single, field.proto.label() != Label::Repeated),
                (Property::Deprecated, field.proto.is_deprecated()),
                (Property::Redacted, field.proto.is_redacted()),
            ];
            (kind, properties.to_vec(), declared.messages[field.message])
        }
        ElementId::Oneof(id) => {
            (ElementKind::Oneof, Vec::new(), declared.messages[schema.oneofs[id].message])
        }
        ElementId::Enum(id) => {
            let deprecated = schema.enums[id].proto.is_deprecated();
            let properties = vec![(Property::Deprecated, deprecated), (Property::Enum, true)];
            (ElementKind::Enum, properties, declared.enums[id])
        }
        ElementId::Value(id) => {
            let value = &schema.values[id];
            let kind = if value.is_alias { ElementKind::Alias } else { ElementKind::Value };
            (kind, Vec::new(), declared.enums[value.enumeration])
        }
        ElementId::Service(id) => {
            let mut methods = schema.services[id].methods.into_iter();
            let streams = methods.any(|method| schema.methods[method].proto.server_streaming());
            let properties = [(Property::WithModule, true), (Property::Streaming, streams)];
            (ElementKind::Service, properties.to_vec(), declared.services[id])
        }
        ElementId::Method(id) => {
            let method = &schema.methods[id];
            let properties = vec![(Property::Streaming, method.proto.server_streaming())];
            (ElementKind::Method, properties, declared.services[method.service])
        }
        ElementId::Extension(id) => (ElementKind::Extension, Vec::new(), declared.extensions[id]),
    };
    let properties = properties.into_iter().filter(|(_, has)| *has).map(|(property, _)| property);
    let external = match element {
        ElementId::Message(id) => declared.external_messages[id].as_ref(),
        ElementId::Enum(id) => declared.external_enums[id].as_ref(),
        ElementId::Service(id) => declared.external_services[id].as_ref(),
        ElementId::Field(_)
        | ElementId::Oneof(_)
        | ElementId::Value(_)
        | ElementId::Method(_)
        | ElementId::Extension(_) => None,
    };
    let extern_rule = external.and_then(|external| external.rule);
    let properties = properties.chain(extern_rule.map(|_| Property::External));
    Element { kind, properties: properties.collect(), is_here, of_enum, extern_rule }
}

/// Returns every element that a path can name.
pub(super) fn all(schema: &Schema<'_>) -> impl Iterator<Item = ElementId> {
    let messages = schema.messages.iter().filter(|(_, message)| !message.is_map_entry());
    let is_real =
        |id: &crate::model::FieldId| !schema.messages[schema.fields[*id].message].is_map_entry();
    let oneofs = schema.oneofs.iter().filter(|(_, oneof)| !oneof.members.is_empty());
    messages
        .map(|(id, _)| ElementId::Message(id))
        .chain(oneofs.map(|(id, _)| ElementId::Oneof(id)))
        .chain(schema.fields.ids().filter(is_real).map(ElementId::Field))
        .chain(schema.enums.ids().map(ElementId::Enum))
        .chain(schema.values.ids().map(ElementId::Value))
        .chain(schema.services.ids().map(ElementId::Service))
        .chain(schema.methods.ids().map(ElementId::Method))
        .chain(schema.extensions.ids().map(ElementId::Extension))
}

/// Returns the packages of all files, of imported ones too.
pub(super) fn packages<'r>(schema: &Schema<'r>) -> BTreeSet<&'r str> {
    schema.files.values().map(|file| file.proto.package()).collect()
}
