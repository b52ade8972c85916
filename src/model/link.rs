//! Which elements are there: an index of every message, enum and service by full name, with parents, files and
//! source locations. Nothing is interpreted here.

use std::collections::{HashMap, HashSet};

use crate::Request;
use crate::descriptor::{DescriptorProto, EnumDescriptorProto, FileDescriptorProto, ServiceDescriptorProto};
use crate::diagnostics::{Diagnostics, Location, broken_element, duplicate_type, import_not_described, nested_too_deep};
use crate::request::{Place, Places};

mod well_formed;

/// Where protoc's own parser stops, too; a descriptor from elsewhere must not exhaust the stack.
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
#[derive(Debug)]
pub(super) struct Schema<'r> {
    /// In the request's order.
    pub files: Vec<File<'r>>,
    /// All messages, map entries too: files in order, a message before what is nested in it.
    pub messages: Vec<MessageDecl<'r>>,
    /// All enums.
    pub enums: Vec<EnumDecl<'r>>,
    /// All services.
    pub services: Vec<ServiceDecl<'r>>,
    /// By full name without leading dot.
    types: HashMap<String, TypeIndex>,
}

/// Index into [`Schema::messages`] or [`Schema::enums`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TypeIndex {
    Message(usize),
    Enum(usize),
}

/// A .proto file.
#[derive(Debug)]
pub(super) struct File<'r> {
    pub proto: &'r FileDescriptorProto,
    /// Whether its elements are to be emitted: it is listed, or imported by one that is.
    pub emitted: bool,
    /// Whether the user asks for it.
    pub listed: bool,
    /// Whether the user asks for it by name: in a set of files of which none is named, whether no other file imports it.
    pub asked: bool,
    places: &'r Places,
}

/// What every declared element has.
#[derive(Debug, Clone)]
pub(super) struct Declared {
    /// Without leading dot, e.g. `acme.v1.Forecast.Day`.
    pub full_name: String,
    /// Index into [`Schema::files`].
    pub file: usize,
    /// The path in the file's `SourceCodeInfo`, e.g. `[4, 0, 3, 1]`.
    pub path: Vec<i32>,
    /// The message it is nested in.
    pub parent: Option<usize>,
}

/// A message.
#[derive(Debug)]
pub(super) struct MessageDecl<'r> {
    pub at: Declared,
    pub proto: &'r DescriptorProto,
    /// Indices of nested messages, map entries too.
    pub messages: Vec<usize>,
    /// Indices of nested enums.
    pub enums: Vec<usize>,
}

/// An enum.
#[derive(Debug)]
pub(super) struct EnumDecl<'r> {
    pub at: Declared,
    pub proto: &'r EnumDescriptorProto,
}

/// A service.
#[derive(Debug)]
pub(super) struct ServiceDecl<'r> {
    pub at: Declared,
    pub proto: &'r ServiceDescriptorProto,
}

impl MessageDecl<'_> {
    /// Whether protoc made it for a `map` field.
    pub fn is_map_entry(&self) -> bool {
        self.proto.is_map_entry()
    }
}

impl Declared {
    /// The path of a part of the element, e.g. a field's.
    pub fn part(&self, steps: &[i32]) -> Vec<i32> {
        [&self.path, steps].concat()
    }
}

impl<'r> Schema<'r> {
    /// Finds a type by the name a descriptor gives, e.g. `.acme.v1.Forecast`.
    pub fn find(&self, type_name: &str) -> Option<TypeIndex> {
        self.types.get(type_name.strip_prefix('.').unwrap_or(type_name)).copied()
    }

    /// Where an element stands.
    pub fn location(&self, file: usize, path: &[i32]) -> Location {
        self.files[file].location(path)
    }

    /// The comments before and behind an element.
    pub fn comments(&self, file: usize, path: &[i32]) -> [Option<&'r str>; 2] {
        self.files[file].places.comments(path)
    }
}

impl File<'_> {
    /// Where an element stands: the nearest enclosing one that has a place.
    pub fn location(&self, path: &[i32]) -> Location {
        let place = (0..=path.len() / 2).find_map(|up| self.places.get(&path[..path.len() - 2 * up]));
        Location { file: self.proto.name().to_owned(), position: place.and_then(Place::position) }
    }
}

/// Builds the index.
pub(super) fn link<'r>(request: &'r Request, include_imports: bool, found: &mut Diagnostics) -> Schema<'r> {
    let emitted = emitted_files(request, include_imports, found);
    let listed: HashSet<&str> = request.listed.iter().map(String::as_str).collect();
    let asked = request.asked();
    let mut schema = Schema { files: Vec::new(), messages: Vec::new(), enums: Vec::new(), services: Vec::new(), types: HashMap::new() };
    for (index, (proto, emitted)) in request.files.iter().zip(emitted).enumerate() {
        let (listed, asked) = (listed.contains(proto.name()), asked.contains(proto.name()));
        schema.files.push(File { proto, emitted, listed, asked, places: &request.places[index] });
        schema.add_file(index, found);
    }
    well_formed::check(request, &schema, found);
    schema
}

/// Which files are listed or, where that is wanted, imported by one that is.
fn emitted_files(request: &Request, include_imports: bool, found: &mut Diagnostics) -> Vec<bool> {
    let by_name: HashMap<&str, usize> = request.files.iter().enumerate().map(|(index, file)| (file.name(), index)).collect();
    for (file, places) in request.files.iter().zip(&request.places) {
        let missing = |(_, import): &(usize, &String)| !by_name.contains_key(import.as_str());
        if !file.dependency.iter().enumerate().any(|import| missing(&import)) {
            continue;
        }
        let place = File { proto: file, emitted: false, listed: false, asked: false, places };
        for (nth, import) in file.dependency.iter().enumerate().filter(missing) {
            let path = [step::FILE_DEPENDENCY, i32::try_from(nth).unwrap_or(i32::MAX)];
            found.push(import_not_described(place.location(&path), import));
        }
    }
    let mut emitted = vec![false; request.files.len()];
    let mut pending: Vec<usize> = request.listed.iter().filter_map(|name| by_name.get(name.as_str()).copied()).collect();
    while let Some(index) = pending.pop() {
        if std::mem::replace(&mut emitted[index], true) || !(request.imports_too && include_imports) {
            continue;
        }
        pending.extend(request.files[index].dependency.iter().filter_map(|name| by_name.get(name.as_str()).copied()));
    }
    emitted
}

impl<'r> Schema<'r> {
    fn add_file(&mut self, file: usize, found: &mut Diagnostics) {
        let proto = self.files[file].proto;
        well_formed::check_package(&self.files[file], found);
        if !proto.package().is_empty() && !proto.package().split('.').all(is_identifier) {
            found.push(broken_element(self.location(file, &[step::FILE_PACKAGE]), proto.package(), "this package is no name"));
        }
        for (message, path) in proto.message_type.iter().zip(paths(&[], step::FILE_MESSAGE)) {
            self.add_message(message, Declared { full_name: proto.package().into(), file, path, parent: None }, 0, found);
        }
        for (value, path) in proto.enum_type.iter().zip(paths(&[], step::FILE_ENUM)) {
            self.add_enum(value, Declared { full_name: proto.package().into(), file, path, parent: None }, found);
        }
        for (service, path) in proto.service.iter().zip(paths(&[], step::FILE_SERVICE)) {
            let at = Declared { full_name: join(proto.package(), service.name()), file, path, parent: None };
            self.check_name(&at, service.name(), found);
            self.check_parts(&at, step::SERVICE_METHOD, service.method.iter().map(|method| method.name()), found);
            self.services.push(ServiceDecl { at, proto: service });
        }
    }

    /// `at.full_name` is the enclosing scope's; the element's own name is appended here.
    fn add_message(&mut self, proto: &'r DescriptorProto, mut at: Declared, depth: usize, found: &mut Diagnostics) -> Option<usize> {
        at.full_name = join(&at.full_name, proto.name());
        if depth >= MAX_NESTING {
            found.push(nested_too_deep(self.location(at.file, &at.path), &at.full_name, MAX_NESTING));
            return None;
        }
        let index = self.messages.len();
        let decl = MessageDecl { at: at.clone(), proto, messages: Vec::new(), enums: Vec::new() };
        // Map entries have no name in Rust, and not always one in the schema: that of a field `_1` is called `1Entry`.
        if !decl.is_map_entry() {
            self.check_name(&at, proto.name(), found);
        }
        self.declare(&at, TypeIndex::Message(index), found);
        self.check_parts(&at, step::MESSAGE_FIELD, proto.field.iter().map(|field| field.name()), found);
        self.check_parts(&at, step::MESSAGE_ONEOF, proto.oneof_decl.iter().map(|oneof| oneof.name()), found);
        self.messages.push(decl);
        let nested = |path| Declared { full_name: at.full_name.clone(), file: at.file, path, parent: Some(index) };
        for (message, path) in proto.nested_type.iter().zip(paths(&at.path, step::MESSAGE_MESSAGE)) {
            if let Some(child) = self.add_message(message, nested(path), depth + 1, found) {
                self.messages[index].messages.push(child);
            }
        }
        for (value, path) in proto.enum_type.iter().zip(paths(&at.path, step::MESSAGE_ENUM)) {
            let child = self.add_enum(value, nested(path), found);
            self.messages[index].enums.push(child);
        }
        Some(index)
    }

    fn add_enum(&mut self, proto: &'r EnumDescriptorProto, mut at: Declared, found: &mut Diagnostics) -> usize {
        at.full_name = join(&at.full_name, proto.name());
        let index = self.enums.len();
        self.check_name(&at, proto.name(), found);
        self.declare(&at, TypeIndex::Enum(index), found);
        self.check_parts(&at, step::ENUM_VALUE, proto.value.iter().map(|value| value.name()), found);
        if proto.value.is_empty() {
            found.push(broken_element(self.location(at.file, &at.path), &at.full_name, "an enum needs a value"));
        }
        self.enums.push(EnumDecl { at, proto });
        index
    }

    fn declare(&mut self, at: &Declared, index: TypeIndex, found: &mut Diagnostics) {
        if let Some(first) = self.types.insert(at.full_name.clone(), index) {
            let first = match first {
                TypeIndex::Message(index) => &self.messages[index].at,
                TypeIndex::Enum(index) => &self.enums[index].at,
            };
            let first = self.location(first.file, &first.path).to_string();
            found.push(duplicate_type(self.location(at.file, &at.path), &at.full_name, &first));
        }
    }

    /// Whatever has a name in Rust needs one in the schema: what is no identifier here is none there.
    fn check_name(&self, at: &Declared, name: &str, found: &mut Diagnostics) {
        if !is_identifier(name) {
            found.push(broken_element(self.location(at.file, &at.path), &at.full_name, "its name is no identifier"));
        }
    }

    /// The same for a list of an element's parts, e.g. its fields.
    fn check_parts<'n>(&self, at: &Declared, step: i32, names: impl Iterator<Item = &'n str>, found: &mut Diagnostics) {
        for (name, path) in names.zip(paths(&at.path, step)).filter(|(name, _)| !is_identifier(name)) {
            found.push(broken_element(self.location(at.file, &path), &join(&at.full_name, name), "its name is no identifier"));
        }
    }
}

/// Whether protoc's grammar allows it as a name; descriptors from elsewhere may say anything.
fn is_identifier(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// The paths of a list's elements.
pub(super) fn paths(parent: &[i32], step: i32) -> impl Iterator<Item = Vec<i32>> {
    let parent = parent.to_vec();
    (0..).map(move |index| [&parent[..], &[step, index]].concat())
}

/// A full name from a scope and a name.
pub(super) fn join(scope: &str, name: &str) -> String {
    if scope.is_empty() { name.to_owned() } else { format!("{scope}.{name}") }
}
