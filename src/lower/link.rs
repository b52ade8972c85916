//! The index of all elements, with parents, files and positions. It does not interpret the
//! elements.

use std::collections::{HashMap, HashSet};

use crate::Request;
use crate::descriptor::{
    DescriptorProto, EnumDescriptorProto, EnumValueDescriptorProto, FieldDescriptorProto,
    FileDescriptorProto, MethodDescriptorProto, OneofDescriptorProto, ServiceDescriptorProto,
};
use crate::diagnostics::{Diagnostics, Location};
use crate::index::{Column, Span};
use crate::model::{
    EnumId, ExtensionId, FieldId, FileId, MessageId, MethodId, OneofId, ServiceId, ValueId,
};
use crate::request::{ElementInfo, SourceInfo};

mod add;
mod emitted;
mod schema;
mod well_formed;

/// The nesting depth at which protoc's own parser stops. A descriptor of another origin must not
/// exhaust the stack.
const MAX_NESTING: usize = 32;

/// The field numbers in descriptor.proto that are the steps of a path in `SourceCodeInfo`.
pub(super) mod step {
    pub const FILE_MESSAGE: i32 = 4;
    pub const FILE_ENUM: i32 = 5;
    pub const FILE_SERVICE: i32 = 6;
    pub const FILE_EXTENSION: i32 = 7;
    pub const MESSAGE_FIELD: i32 = 2;
    pub const ENUM_VALUE: i32 = 2;
    pub const SERVICE_METHOD: i32 = 2;
    pub const FILE_PACKAGE: i32 = 2;
    pub const FILE_DEPENDENCY: i32 = 3;
    pub const MESSAGE_MESSAGE: i32 = 3;
    pub const MESSAGE_ENUM: i32 = 4;
    pub const MESSAGE_EXTENSION_RANGE: i32 = 5;
    pub const MESSAGE_EXTENSION: i32 = 6;
    pub const MESSAGE_ONEOF: i32 = 8;
    pub const FILE_SYNTAX: i32 = 12;
}

/// The index of a request.
#[derive(Debug, Default)]
pub(super) struct Schema<'r> {
    /// The files, in the request's order.
    pub files: Column<FileId, File<'r>>,
    /// All messages, including map entries.
    pub messages: Column<MessageId, MessageDecl<'r>>,
    /// All fields, including those of map entries.
    pub fields: Column<FieldId, FieldDecl<'r>>,
    pub oneofs: Column<OneofId, OneofDecl<'r>>,
    pub extensions: Column<ExtensionId, ExtensionDecl<'r>>,
    pub enums: Column<EnumId, EnumDecl<'r>>,
    pub values: Column<ValueId, ValueDecl<'r>>,
    pub services: Column<ServiceId, ServiceDecl<'r>>,
    pub methods: Column<MethodId, MethodDecl<'r>>,
    /// The types, by full name without leading dot.
    types: HashMap<String, TypeId>,
}

/// A message or an enum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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
    Extension(ExtensionId),
}

/// A .proto file.
#[derive(Debug)]
pub(super) struct File<'r> {
    pub proto: &'r FileDescriptorProto,
    /// Whether the generator emits its elements. The file is listed, or a listed file imports it.
    pub emitted: bool,
    /// Whether the user asks for it.
    pub listed: bool,
    /// Whether the user asks for the file by name. If the user names no file of a descriptor set,
    /// it is whether no other file of the set imports this one.
    pub asked: bool,
    source_info: &'r SourceInfo,
}

/// The properties that messages, enums, services and extensions have in common.
#[derive(Debug, Clone)]
pub(super) struct Declared {
    /// The full name without leading dot, e.g. `acme.v1.Forecast.Day`.
    pub full_name: String,
    pub file: FileId,
    /// The path in the file's `SourceCodeInfo`, e.g. `[4, 0, 3, 1]`.
    pub path: Vec<i32>,
    /// The message that the element is nested in.
    pub parent: Option<MessageId>,
}

/// A message.
#[derive(Debug)]
pub(super) struct MessageDecl<'r> {
    pub at: Declared,
    pub proto: &'r DescriptorProto,
    pub fields: Span<FieldId>,
    pub oneofs: Span<OneofId>,
    /// The nested messages, including map entries.
    pub messages: Vec<MessageId>,
    /// The nested enums.
    pub enums: Vec<EnumId>,
}

/// A field or a member of a oneof.
#[derive(Debug)]
pub(super) struct FieldDecl<'r> {
    pub proto: &'r FieldDescriptorProto,
    pub message: MessageId,
    /// The real oneof of the field. A synthetic oneof only represents the presence of a proto3
    /// `optional` field.
    pub oneof: Option<OneofId>,
}

/// An extension.
#[derive(Debug)]
pub(super) struct ExtensionDecl<'r> {
    /// The parent is the message that declares the extension, not the extendee.
    pub at: Declared,
    pub proto: &'r FieldDescriptorProto,
}

/// A oneof.
#[derive(Debug)]
pub(super) struct OneofDecl<'r> {
    pub proto: &'r OneofDescriptorProto,
    pub message: MessageId,
    /// The members, in declaration order. A synthetic oneof has none here.
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
    /// Whether an earlier value of the enum has the same number. An alias has no variant in Rust.
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
    /// Whether it is the message that protoc generates for a `map` field.
    pub fn is_map_entry(&self) -> bool {
        self.proto.is_map_entry()
    }

    /// Returns the key and the value of a map entry, if it is well-formed.
    pub fn entry(&self) -> Option<[FieldId; 2]> {
        Some([self.fields.get(0)?, self.fields.get(1)?])
    }
}

impl File<'_> {
    /// Returns the line and column of the element at a path, or of the nearest enclosing element
    /// with a position. Both are counted from 1.
    pub fn position(&self, path: &[i32]) -> Option<(u32, u32)> {
        let enclosing = |up| self.source_info.get(&path[..path.len() - 2 * up]);
        (0..=path.len() / 2).find_map(enclosing).and_then(ElementInfo::position)
    }

    /// Returns the location of the element at a path.
    pub fn location(&self, path: &[i32]) -> Location {
        Location { file: self.proto.name().to_owned(), position: self.position(path) }
    }
}

/// Builds the index.
pub(super) fn link<'r>(
    request: &'r Request,
    include_imports: bool,
    found: &mut Diagnostics,
) -> Schema<'r> {
    let emitted = emitted::emitted(request, include_imports, found);
    let listed: HashSet<&str> = request.listed.iter().map(String::as_str).collect();
    let asked = request.asked();
    let mut schema = Schema::default();
    for ((proto, source_info), emitted) in
        request.files.iter().zip(&request.source_info).zip(emitted)
    {
        let (listed, asked) = (listed.contains(proto.name()), asked.contains(proto.name()));
        let file = schema.files.push(File { proto, emitted, listed, asked, source_info });
        schema.add_file(file, found);
    }
    well_formed::check(request, &schema, found);
    schema
}

/// Returns an index as a step of a path in `SourceCodeInfo`.
fn path_index(index: usize) -> i32 {
    i32::try_from(index).unwrap_or(i32::MAX)
}

/// Returns a full name from a scope and a name.
pub(super) fn join(scope: &str, name: &str) -> String {
    if scope.is_empty() { name.to_owned() } else { format!("{scope}.{name}") }
}
