//! The queries of a schema: names, positions and properties of its elements.

use super::{Declared, ElementId, Schema, TypeId, join, path_index, step};
use crate::descriptor::field_descriptor_proto::{Label, Type};
use crate::diagnostics::Location;
use crate::model::{EnumId, FieldId, MessageId, OneofId};

impl<'r> Schema<'r> {
    /// Finds a type by its name in a descriptor, e.g. `.acme.v1.Forecast`.
    pub fn find(&self, type_name: &str) -> Option<TypeId> {
        self.types.get(type_name.strip_prefix('.').unwrap_or(type_name)).copied()
    }

    /// Returns the full name of an element, e.g. `acme.v1.Forecast.day`.
    pub fn full_name(&self, element: ElementId) -> String {
        match element {
            ElementId::Message(id) => self.messages[id].at.full_name.clone(),
            ElementId::Enum(id) => self.enums[id].at.full_name.clone(),
            ElementId::Service(id) => self.services[id].at.full_name.clone(),
            ElementId::Field(id) => {
                let field = &self.fields[id];
                join(&self.messages[field.message].at.full_name, field.proto.name())
            }
            ElementId::Oneof(id) => {
                let oneof = &self.oneofs[id];
                join(&self.messages[oneof.message].at.full_name, oneof.proto.name())
            }
            ElementId::Value(id) => {
                let value = &self.values[id];
                join(&self.enums[value.enumeration].at.full_name, value.proto.name())
            }
            ElementId::Method(id) => {
                let method = &self.methods[id];
                join(&self.services[method.service].at.full_name, method.proto.name())
            }
            ElementId::Extension(id) => self.extensions[id].at.full_name.clone(),
        }
    }

    /// Returns prost's name of a oneof member: the name of the oneof, a dot, and the name of the
    /// field.
    pub fn name_by_oneof(&self, field: FieldId) -> Option<String> {
        let oneof = self.full_name(ElementId::Oneof(self.fields[field].oneof?));
        Some(join(&oneof, self.fields[field].proto.name()))
    }

    /// Returns the declaration of a message, enum, service or extension. For any other element, it
    /// is the declaration of the element around it.
    pub fn declared(&self, element: ElementId) -> &Declared {
        match element {
            ElementId::Message(id) => &self.messages[id].at,
            ElementId::Field(id) => &self.messages[self.fields[id].message].at,
            ElementId::Oneof(id) => &self.messages[self.oneofs[id].message].at,
            ElementId::Enum(id) => &self.enums[id].at,
            ElementId::Value(id) => &self.enums[self.values[id].enumeration].at,
            ElementId::Service(id) => &self.services[id].at,
            ElementId::Method(id) => &self.services[self.methods[id].service].at,
            ElementId::Extension(id) => &self.extensions[id].at,
        }
    }

    /// Returns the path of an element in the `SourceCodeInfo` of its file.
    fn path(&self, element: ElementId) -> Vec<i32> {
        let (step, place) = match element {
            ElementId::Message(_)
            | ElementId::Enum(_)
            | ElementId::Service(_)
            | ElementId::Extension(_) => {
                return self.declared(element).path.clone();
            }
            ElementId::Field(id) => {
                let fields = self.messages[self.fields[id].message].fields;
                (step::MESSAGE_FIELD, fields.position_of(id))
            }
            ElementId::Oneof(id) => {
                let oneofs = self.messages[self.oneofs[id].message].oneofs;
                (step::MESSAGE_ONEOF, oneofs.position_of(id))
            }
            ElementId::Value(id) => {
                let values = self.enums[self.values[id].enumeration].values;
                (step::ENUM_VALUE, values.position_of(id))
            }
            ElementId::Method(id) => {
                let methods = self.services[self.methods[id].service].methods;
                (step::SERVICE_METHOD, methods.position_of(id))
            }
        };
        [&self.declared(element).path[..], &[step, path_index(place)]].concat()
    }

    /// Returns the line and column of an element, counted from 1.
    pub fn position(&self, element: ElementId) -> Option<(u32, u32)> {
        self.files[self.declared(element).file].position(&self.path(element))
    }

    /// Returns the line and column of the nth extension range of a message, counted from 1.
    pub fn extension_range_position(&self, id: MessageId, nth: usize) -> Option<(u32, u32)> {
        let at = &self.messages[id].at;
        let step = [step::MESSAGE_EXTENSION_RANGE, path_index(nth)];
        self.files[at.file].position(&[&at.path[..], &step].concat())
    }

    /// Returns the location of an element.
    pub fn location(&self, element: ElementId) -> Location {
        self.files[self.declared(element).file].location(&self.path(element))
    }

    /// Returns the leading and the trailing comment of an element.
    pub fn comments(&self, element: ElementId) -> [Option<&'r str>; 2] {
        self.files[self.declared(element).file].source_info.comments(&self.path(element))
    }

    /// Returns the map entry that a field holds, if it is a map.
    pub fn map_entry(&self, field: FieldId) -> Option<MessageId> {
        let proto = self.fields[field].proto;
        match self.find(proto.type_name()) {
            Some(TypeId::Message(id))
                if proto.label() == Label::Repeated && self.messages[id].is_map_entry() =>
            {
                Some(id)
            }
            _ => None,
        }
    }

    /// Whether a field's values are `bytes`.
    pub fn is_bytes(&self, field: FieldId) -> bool {
        self.fields[field].proto.r#type.is_some_and(|number| number == Type::Bytes as i32)
    }

    /// Returns the enum that is the type of a field's values.
    pub fn enum_of(&self, field: FieldId) -> Option<EnumId> {
        match self.find(self.fields[field].proto.type_name()) {
            Some(TypeId::Enum(id)) => Some(id),
            Some(TypeId::Message(_)) | None => None,
        }
    }

    /// Whether a field holds at most one message.
    pub fn is_single_message(&self, field: FieldId) -> bool {
        let proto = self.fields[field].proto;
        proto.label() != Label::Repeated
            && matches!(self.find(proto.type_name()), Some(TypeId::Message(_)))
    }

    /// Returns the real oneofs of a message, in declaration order.
    pub fn real_oneofs(&self, message: MessageId) -> impl Iterator<Item = OneofId> {
        let oneofs = self.messages[message].oneofs.into_iter();
        oneofs.filter(|oneof| !self.oneofs[*oneof].members.is_empty())
    }

    /// Returns the fields of a message that are in no real oneof, in declaration order.
    pub fn plain_fields(&self, message: MessageId) -> impl Iterator<Item = FieldId> {
        let fields = self.messages[message].fields.into_iter();
        fields.filter(|field| self.fields[*field].oneof.is_none())
    }
}
