//! Adds the elements of a file to the index.

use std::collections::HashSet;

use super::{
    Declared, ElementId, EnumDecl, ExtensionDecl, FieldDecl, MAX_NESTING, MessageDecl, MethodDecl,
    OneofDecl, Schema, ServiceDecl, TypeId, ValueDecl, join, step, well_formed,
};
use crate::descriptor::{
    DescriptorProto, EnumDescriptorProto, FieldDescriptorProto, ServiceDescriptorProto,
};
use crate::diagnostics::{Diagnostics, broken_element, duplicate_type, nested_too_deep};
use crate::index::{Id as _, Span};
use crate::model::{EnumId, FileId, MessageId, ServiceId};

impl<'r> Schema<'r> {
    /// Adds the elements of a file.
    pub(super) fn add_file(&mut self, file: FileId, found: &mut Diagnostics) {
        let proto = self.files[file].proto;
        let package = proto.package();
        well_formed::check_package(&self.files[file], found);
        if !package.is_empty() && !package.split('.').all(is_identifier) {
            let location = self.files[file].location(&[step::FILE_PACKAGE]);
            found.push(broken_element(location, package, "a package name consists of identifiers"));
        }
        let at = |path| Declared { full_name: package.into(), file, path, parent: None };
        for (message, path) in proto.message_type.iter().zip(paths(&[], step::FILE_MESSAGE)) {
            self.add_message(message, at(path), 0, found);
        }
        for (enumeration, path) in proto.enum_type.iter().zip(paths(&[], step::FILE_ENUM)) {
            self.add_enum(enumeration, at(path), found);
        }
        for (extension, path) in proto.extension.iter().zip(paths(&[], step::FILE_EXTENSION)) {
            self.add_extension(extension, at(path), found);
        }
        for (service, path) in proto.service.iter().zip(paths(&[], step::FILE_SERVICE)) {
            self.add_service(service, at(path), found);
        }
    }

    /// Adds a message and the elements in it. `at.full_name` is the full name of the scope around
    /// it; this function appends the message's own name.
    fn add_message(
        &mut self,
        proto: &'r DescriptorProto,
        mut at: Declared,
        depth: usize,
        found: &mut Diagnostics,
    ) -> Option<MessageId> {
        at.full_name = join(&at.full_name, proto.name());
        if depth >= MAX_NESTING {
            let location = self.files[at.file].location(&at.path);
            found.push(nested_too_deep(location, &at.full_name, MAX_NESTING));
            return None;
        }
        let id = self.messages.push(MessageDecl {
            at: at.clone(),
            proto,
            fields: Span::default(),
            oneofs: Span::default(),
            messages: Vec::new(),
            enums: Vec::new(),
        });
        self.declare(&at, TypeId::Message(id), found);
        // A map entry has no name in Rust. Its name need not be an identifier: the entry of a field
        // `_1` is `1Entry`.
        if !self.messages[id].is_map_entry() {
            self.check_name(ElementId::Message(id), proto.name(), found);
        }
        self.add_parts(id, found);
        let nested = |path| Declared {
            full_name: at.full_name.clone(),
            file: at.file,
            path,
            parent: Some(id),
        };
        for (message, path) in proto.nested_type.iter().zip(paths(&at.path, step::MESSAGE_MESSAGE))
        {
            if let Some(child) = self.add_message(message, nested(path), depth + 1, found) {
                self.messages[id].messages.push(child);
            }
        }
        for (enumeration, path) in proto.enum_type.iter().zip(paths(&at.path, step::MESSAGE_ENUM)) {
            let child = self.add_enum(enumeration, nested(path), found);
            self.messages[id].enums.push(child);
        }
        let paths = paths(&at.path, step::MESSAGE_EXTENSION);
        for (extension, path) in proto.extension.iter().zip(paths) {
            self.add_extension(extension, nested(path), found);
        }
        Some(id)
    }

    fn add_extension(
        &mut self,
        proto: &'r FieldDescriptorProto,
        mut at: Declared,
        found: &mut Diagnostics,
    ) {
        at.full_name = join(&at.full_name, proto.name());
        if !is_identifier(proto.name()) {
            let location = self.files[at.file].location(&at.path);
            found.push(broken_element(location, &at.full_name, "its name is not an identifier"));
        }
        self.extensions.push(ExtensionDecl { at, proto });
    }

    /// Adds the fields and oneofs of a message.
    fn add_parts(&mut self, message: MessageId, found: &mut Diagnostics) {
        let proto = self.messages[message].proto;
        let start = self.oneofs.len();
        for oneof in &proto.oneof_decl {
            self.oneofs.push(OneofDecl { proto: oneof, message, members: Vec::new() });
        }
        let oneofs = self.oneofs.span_from(start);
        let start = self.fields.len();
        for field in &proto.field {
            let place = field.oneof_index.filter(|_| !field.proto3_optional());
            let oneof = place.and_then(|place| oneofs.get(usize::try_from(place).ok()?));
            let id = self.fields.push(FieldDecl { proto: field, message, oneof });
            if let Some(oneof) = oneof {
                self.oneofs[oneof].members.push(id);
            }
        }
        let fields = self.fields.span_from(start);
        let decl = &mut self.messages[message];
        (decl.fields, decl.oneofs) = (fields, oneofs);
        for field in fields {
            self.check_name(ElementId::Field(field), self.fields[field].proto.name(), found);
        }
        for oneof in oneofs {
            self.check_name(ElementId::Oneof(oneof), self.oneofs[oneof].proto.name(), found);
        }
    }

    fn add_enum(
        &mut self,
        proto: &'r EnumDescriptorProto,
        mut at: Declared,
        found: &mut Diagnostics,
    ) -> EnumId {
        at.full_name = join(&at.full_name, proto.name());
        let start = self.values.len();
        let enumeration = EnumId::new(self.enums.len());
        let mut numbers = HashSet::new();
        for value in &proto.value {
            let is_alias = !numbers.insert(value.number());
            self.values.push(ValueDecl { proto: value, enumeration, is_alias });
        }
        let values = self.values.span_from(start);
        let id = self.enums.push(EnumDecl { at: at.clone(), proto, values });
        self.check_name(ElementId::Enum(id), proto.name(), found);
        self.declare(&at, TypeId::Enum(id), found);
        for value in values {
            self.check_name(ElementId::Value(value), self.values[value].proto.name(), found);
        }
        if proto.value.is_empty() {
            let location = self.location(ElementId::Enum(id));
            found.push(broken_element(location, &at.full_name, "an enum must have a value"));
        }
        id
    }

    fn add_service(
        &mut self,
        proto: &'r ServiceDescriptorProto,
        mut at: Declared,
        found: &mut Diagnostics,
    ) {
        at.full_name = join(&at.full_name, proto.name());
        let start = self.methods.len();
        let service = ServiceId::new(self.services.len());
        for method in &proto.method {
            self.methods.push(MethodDecl { proto: method, service });
        }
        let methods = self.methods.span_from(start);
        let id = self.services.push(ServiceDecl { at, proto, methods });
        self.check_name(ElementId::Service(id), proto.name(), found);
        for method in methods {
            self.check_name(ElementId::Method(method), self.methods[method].proto.name(), found);
        }
    }

    fn declare(&mut self, at: &Declared, id: TypeId, found: &mut Diagnostics) {
        if let Some(first) = self.types.insert(at.full_name.clone(), id) {
            let element = |id| match id {
                TypeId::Message(id) => ElementId::Message(id),
                TypeId::Enum(id) => ElementId::Enum(id),
            };
            let first = self.location(element(first)).to_string();
            found.push(duplicate_type(self.location(element(id)), &at.full_name, &first));
        }
    }

    /// Checks the name of an element. Every element that becomes a Rust item must have a valid
    /// protobuf identifier.
    fn check_name(&self, element: ElementId, name: &str, found: &mut Diagnostics) {
        if !is_identifier(name) {
            let full_name = self.full_name(element);
            let why = "its name is not an identifier";
            found.push(broken_element(self.location(element), &full_name, why));
        }
    }
}

/// Whether protoc's grammar allows a name. A descriptor that protoc did not make may have any name.
fn is_identifier(name: &str) -> bool {
    let starts_well = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    starts_well && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// Returns the paths of the elements in a list.
fn paths(parent: &[i32], step: i32) -> impl Iterator<Item = Vec<i32>> + use<> {
    let parent = parent.to_vec();
    (0..).map(move |index| [&parent[..], &[step, index]].concat())
}
