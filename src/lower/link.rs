//! Which elements are there: an index of all elements, with parents, files and source locations.
//! Nothing is interpreted here.

use std::collections::{HashMap, HashSet};

use crate::Request;
use crate::descriptor::{
    DescriptorProto, EnumDescriptorProto, EnumValueDescriptorProto, FieldDescriptorProto,
    FileDescriptorProto, MethodDescriptorProto, OneofDescriptorProto, ServiceDescriptorProto,
};
use crate::diagnostics::{
    Diagnostics, Location, broken_element, duplicate_type, import_not_described, nested_too_deep,
};
use crate::index::{Column, Id as _, Span};
use crate::model::{EnumId, FieldId, FileId, MessageId, MethodId, OneofId, ServiceId, ValueId};
use crate::request::{Place, Places};

mod schema;
mod well_formed;

/// The depth at which protoc's own parser stops. A descriptor that protoc did not make must not
/// exhaust the stack.
const MAX_NESTING: usize = 32;

/// Field numbers in descriptor.proto: the steps of a path in `SourceCodeInfo`.
pub(super) mod step {
    pub const FILE_MESSAGE: i32 = 4;
    pub const FILE_ENUM: i32 = 5;
    pub const FILE_SERVICE: i32 = 6;
    pub const MESSAGE_FIELD: i32 = 2;
    pub const ENUM_VALUE: i32 = 2;
    pub const SERVICE_METHOD: i32 = 2;
    pub const FILE_PACKAGE: i32 = 2;
    pub const FILE_DEPENDENCY: i32 = 3;
    pub const MESSAGE_MESSAGE: i32 = 3;
    pub const MESSAGE_ENUM: i32 = 4;
    pub const MESSAGE_ONEOF: i32 = 8;
    pub const FILE_SYNTAX: i32 = 12;
}

/// The index.
#[derive(Debug, Default)]
pub(super) struct Schema<'r> {
    /// In the request's order.
    pub files: Column<FileId, File<'r>>,
    /// All messages, map entries too.
    pub messages: Column<MessageId, MessageDecl<'r>>,
    /// All fields, those of map entries too.
    pub fields: Column<FieldId, FieldDecl<'r>>,
    pub oneofs: Column<OneofId, OneofDecl<'r>>,
    pub enums: Column<EnumId, EnumDecl<'r>>,
    pub values: Column<ValueId, ValueDecl<'r>>,
    pub services: Column<ServiceId, ServiceDecl<'r>>,
    pub methods: Column<MethodId, MethodDecl<'r>>,
    /// By full name without leading dot.
    types: HashMap<String, TypeId>,
}

/// A message or an enum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TypeId {
    Message(MessageId),
    Enum(EnumId),
}

/// Any element with a full name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum ElementId {
    Message(MessageId),
    Field(FieldId),
    Oneof(OneofId),
    Enum(EnumId),
    Value(ValueId),
    Service(ServiceId),
    Method(MethodId),
}

/// A .proto file.
#[derive(Debug)]
pub(super) struct File<'r> {
    pub proto: &'r FileDescriptorProto,
    /// Whether its elements are to be emitted: it is listed, or imported by one that is.
    pub emitted: bool,
    /// Whether the user asks for it.
    pub listed: bool,
    /// Whether the user asks for it by name; in a set of files of which none is named, whether no
    /// other file imports it.
    pub asked: bool,
    places: &'r Places,
}

/// The properties that messages, enums and services have in common.
#[derive(Debug, Clone)]
pub(super) struct Declared {
    /// Without leading dot, e.g. `acme.v1.Forecast.Day`.
    pub full_name: String,
    pub file: FileId,
    /// The path in the file's `SourceCodeInfo`, e.g. `[4, 0, 3, 1]`.
    pub path: Vec<i32>,
    /// The message it is nested in.
    pub parent: Option<MessageId>,
}

/// A message.
#[derive(Debug)]
pub(super) struct MessageDecl<'r> {
    pub at: Declared,
    pub proto: &'r DescriptorProto,
    pub fields: Span<FieldId>,
    pub oneofs: Span<OneofId>,
    /// Nested messages, map entries too.
    pub messages: Vec<MessageId>,
    /// Nested enums.
    pub enums: Vec<EnumId>,
}

/// A field or a member of a oneof.
#[derive(Debug)]
pub(super) struct FieldDecl<'r> {
    pub proto: &'r FieldDescriptorProto,
    pub message: MessageId,
    /// The real oneof that it belongs to. A synthetic one only carries the presence of a proto3
    /// `optional` field.
    pub oneof: Option<OneofId>,
}

/// A oneof.
#[derive(Debug)]
pub(super) struct OneofDecl<'r> {
    pub proto: &'r OneofDescriptorProto,
    pub message: MessageId,
    /// Its members, in declaration order; a synthetic oneof has none.
    pub members: Vec<FieldId>,
}

/// An enum.
#[derive(Debug)]
pub(super) struct EnumDecl<'r> {
    pub at: Declared,
    pub proto: &'r EnumDescriptorProto,
    pub values: Span<ValueId>,
}

/// A value of an enum.
#[derive(Debug)]
pub(super) struct ValueDecl<'r> {
    pub proto: &'r EnumValueDescriptorProto,
    pub enumeration: EnumId,
    /// Whether an earlier value of the enum has the same number: then it has no variant in Rust.
    pub is_alias: bool,
}

/// A service.
#[derive(Debug)]
pub(super) struct ServiceDecl<'r> {
    pub at: Declared,
    pub proto: &'r ServiceDescriptorProto,
    pub methods: Span<MethodId>,
}

/// A method.
#[derive(Debug)]
pub(super) struct MethodDecl<'r> {
    pub proto: &'r MethodDescriptorProto,
    pub service: ServiceId,
}

impl MessageDecl<'_> {
    /// Whether protoc made it for a `map` field.
    pub fn is_map_entry(&self) -> bool {
        self.proto.is_map_entry()
    }

    /// The key and the value of a map entry, if it is well-formed.
    pub fn entry(&self) -> Option<[FieldId; 2]> {
        Some([self.fields.get(0)?, self.fields.get(1)?])
    }
}

impl File<'_> {
    /// The position of the element at a path, or of the nearest enclosing one that has a position.
    pub fn location(&self, path: &[i32]) -> Location {
        let enclosing = |up| self.places.get(&path[..path.len() - 2 * up]);
        let place = (0..=path.len() / 2).find_map(enclosing);
        let position = place.and_then(Place::position);
        Location { file: self.proto.name().to_owned(), position }
    }
}

/// Builds the index.
pub(super) fn link<'r>(
    request: &'r Request,
    include_imports: bool,
    found: &mut Diagnostics,
) -> Schema<'r> {
    let emitted = emitted_files(request, include_imports, found);
    let listed: HashSet<&str> = request.listed.iter().map(String::as_str).collect();
    let asked = request.asked();
    let mut schema = Schema::default();
    for ((proto, places), emitted) in request.files.iter().zip(&request.places).zip(emitted) {
        let (listed, asked) = (listed.contains(proto.name()), asked.contains(proto.name()));
        let file = schema.files.push(File { proto, emitted, listed, asked, places });
        schema.add_file(file, found);
    }
    well_formed::check(request, &schema, found);
    schema
}

/// Which files are listed or, where that is wanted, imported by one that is.
fn emitted_files(request: &Request, include_imports: bool, found: &mut Diagnostics) -> Vec<bool> {
    let by_name: HashMap<&str, usize> =
        request.files.iter().enumerate().map(|(index, file)| (file.name(), index)).collect();
    for (proto, places) in request.files.iter().zip(&request.places) {
        let missing = |(_, import): &(usize, &String)| !by_name.contains_key(import.as_str());
        if !proto.dependency.iter().enumerate().any(|import| missing(&import)) {
            continue;
        }
        let file = File { proto, emitted: false, listed: false, asked: false, places };
        for (nth, import) in proto.dependency.iter().enumerate().filter(missing) {
            let path = [step::FILE_DEPENDENCY, path_index(nth)];
            found.push(import_not_described(file.location(&path), import));
        }
    }
    let index = |name: &String| by_name.get(name.as_str()).copied();
    let mut emitted = vec![false; request.files.len()];
    let mut pending: Vec<usize> = request.listed.iter().filter_map(index).collect();
    let with_imports = request.imports_too && include_imports;
    while let Some(file) = pending.pop() {
        if !std::mem::replace(&mut emitted[file], true) && with_imports {
            pending.extend(request.files[file].dependency.iter().filter_map(index));
        }
    }
    emitted
}

impl<'r> Schema<'r> {
    fn add_file(&mut self, file: FileId, found: &mut Diagnostics) {
        let proto = self.files[file].proto;
        let package = proto.package();
        well_formed::check_package(&self.files[file], found);
        if !package.is_empty() && !package.split('.').all(is_identifier) {
            let location = self.files[file].location(&[step::FILE_PACKAGE]);
            found.push(broken_element(location, package, "this package is no name"));
        }
        let at = |path| Declared { full_name: package.into(), file, path, parent: None };
        for (message, path) in proto.message_type.iter().zip(paths(&[], step::FILE_MESSAGE)) {
            self.add_message(message, at(path), 0, found);
        }
        for (enumeration, path) in proto.enum_type.iter().zip(paths(&[], step::FILE_ENUM)) {
            self.add_enum(enumeration, at(path), found);
        }
        for (service, path) in proto.service.iter().zip(paths(&[], step::FILE_SERVICE)) {
            self.add_service(service, at(path), found);
        }
    }

    /// `at.full_name` is the enclosing scope's; the element's own name is appended here.
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
        // Map entries have no name in Rust, and not always one in the schema: that of a field `_1`
        // is `1Entry`.
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
        Some(id)
    }

    /// The fields and oneofs of a message.
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
            found.push(broken_element(location, &at.full_name, "an enum needs a value"));
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

    /// Every element that becomes a Rust item must have a valid protobuf identifier.
    fn check_name(&self, element: ElementId, name: &str, found: &mut Diagnostics) {
        if !is_identifier(name) {
            let full_name = self.full_name(element);
            let why = "its name is no identifier";
            found.push(broken_element(self.location(element), &full_name, why));
        }
    }
}

/// Whether protoc's grammar allows a name. A descriptor that protoc did not make may have any.
fn is_identifier(name: &str) -> bool {
    let starts_well = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    starts_well && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// The paths of a list's elements.
fn paths(parent: &[i32], step: i32) -> impl Iterator<Item = Vec<i32>> + use<> {
    let parent = parent.to_vec();
    (0..).map(move |index| [&parent[..], &[step, index]].concat())
}

/// An index as a step of a path in `SourceCodeInfo`.
fn path_index(index: usize) -> i32 {
    i32::try_from(index).unwrap_or(i32::MAX)
}

/// A full name from a scope and a name.
pub(super) fn join(scope: &str, name: &str) -> String {
    if scope.is_empty() { name.to_owned() } else { format!("{scope}.{name}") }
}
