//! Everything that a path can name.

use std::collections::{BTreeMap, BTreeSet};

use super::about::{About, Property};
use crate::descriptor::FieldDescriptorProto;
use crate::descriptor::field_descriptor_proto::{Label, Type};
use crate::model::declare::Declarations;
use crate::model::link::{MessageDecl, Schema, join};

/// What a full name can be of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Package,
    /// What is in front of packages, and none itself.
    Beginning,
    Message,
    Field,
    Map,
    Member,
    Oneof,
    Enum,
    Value,
    /// A value whose number another one before it has.
    Alias,
    Service,
    Method,
}

impl Kind {
    /// With its article.
    pub fn text(self) -> &'static str {
        match self {
            Self::Package => "a package",
            Self::Beginning => "what packages begin with",
            Self::Message => "a message",
            Self::Field => "a field",
            Self::Map => "a map",
            Self::Member => "a member of a oneof",
            Self::Oneof => "a oneof",
            Self::Enum => "an enum",
            Self::Value => "a value of an enum",
            Self::Alias => "an alias, for which nothing is generated",
            Self::Service => "a service",
            Self::Method => "a method",
        }
    }
}

/// What a full name stands for.
pub(super) struct Element {
    pub kind: Kind,
    pub properties: Vec<Property>,
    /// Whether it has Rust of this tree, in this run or another.
    pub is_here: bool,
}

/// All that has a name.
pub(super) struct Elements {
    /// By full name.
    pub all: BTreeMap<String, Element>,
    /// The packages of all files, of those that are imported, too.
    pub packages: BTreeSet<String>,
}

/// What an option could be about.
pub(super) struct Reached<'a> {
    /// The elements that it is for.
    pub elements: BTreeSet<&'a str>,
    /// What they are in.
    pub around: BTreeSet<&'a str>,
}

impl Reached<'_> {
    /// Whether a package is one of them, or holds some.
    pub fn holds(&self, package: &str) -> bool {
        self.elements.contains(package) || self.around.contains(package)
    }
}

impl Elements {
    /// By the full names of elements.
    pub fn reached(&self, about: &About) -> Reached<'_> {
        let is_reached = |element: &Element| (element.is_here || about.anywhere) && about.is_for(element);
        let elements: BTreeSet<&str> =
            self.all.iter().filter(|(_, element)| is_reached(element)).map(|(full_name, _)| full_name.as_str()).collect();
        let around = elements.iter().flat_map(|full_name| full_name.match_indices('.').map(|(dot, _)| &full_name[..dot])).collect();
        Reached { elements, around }
    }
}

/// Those of a schema.
pub(super) fn elements(schema: &Schema<'_>, declared: &Declarations) -> Elements {
    let mut all = BTreeMap::new();
    let mut add = |full_name: String, kind: Kind, properties: Vec<Property>, is_here: bool| {
        all.insert(full_name, Element { kind, properties, is_here });
    };
    let packages: BTreeSet<String> = schema.files.iter().map(|file| file.proto.package().to_owned()).collect();
    let beginnings = packages.iter().flat_map(|package| package.match_indices('.').map(|(dot, _)| &package[..dot]));
    beginnings.for_each(|beginning| add(beginning.to_owned(), Kind::Beginning, Vec::new(), true));
    packages.iter().filter(|package| !package.is_empty()).for_each(|package| add(package.clone(), Kind::Package, Vec::new(), true));
    let if_so = |wanted: Property, so: bool| so.then_some(wanted);
    for (index, message) in schema.messages.iter().enumerate().filter(|(_, message)| !message.is_map_entry()) {
        let (full_name, is_here) = (&message.at.full_name, declared.generated_message(index));
        let deprecated = message.proto.options.as_ref().is_some_and(|options| options.deprecated());
        let oneofs: BTreeSet<usize> = message.proto.field.iter().filter_map(real_oneof).collect();
        let nested = |index: &usize| declared.generated_message(*index);
        let has_module = !oneofs.is_empty()
            || message.messages.iter().any(nested)
            || message.enums.iter().any(|&nested| declared.generated_enum(nested));
        let properties = [if_so(Property::Deprecated, deprecated), if_so(Property::WithModule, has_module)];
        add(full_name.clone(), Kind::Message, properties.into_iter().flatten().collect(), is_here);
        let oneofs = oneofs.iter().filter_map(|&nth| message.proto.oneof_decl.get(nth));
        oneofs.for_each(|oneof| add(join(full_name, oneof.name()), Kind::Oneof, Vec::new(), is_here));
        for field in &message.proto.field {
            let (kind, properties) = meaning_of_field(message, field);
            add(join(full_name, field.name()), kind, properties, is_here);
        }
    }
    for (index, decl) in schema.enums.iter().enumerate() {
        let (full_name, is_here) = (&decl.at.full_name, declared.generated_enum(index));
        let deprecated = decl.proto.options.as_ref().is_some_and(|options| options.deprecated());
        add(full_name.clone(), Kind::Enum, if_so(Property::Deprecated, deprecated).into_iter().collect(), is_here);
        let mut numbers = BTreeSet::new();
        for value in &decl.proto.value {
            let kind = if numbers.insert(value.number()) { Kind::Value } else { Kind::Alias };
            add(join(full_name, value.name()), kind, Vec::new(), is_here);
        }
    }
    for (index, service) in schema.services.iter().enumerate() {
        let (full_name, is_here) = (&service.at.full_name, declared.generated_service(index));
        let streams = service.proto.method.iter().any(|method| method.server_streaming());
        let properties = [Some(Property::WithModule), if_so(Property::Streaming, streams)];
        add(full_name.clone(), Kind::Service, properties.into_iter().flatten().collect(), is_here);
        for method in &service.proto.method {
            let properties = if_so(Property::Streaming, method.server_streaming());
            add(join(full_name, method.name()), Kind::Method, properties.into_iter().collect(), is_here);
        }
    }
    Elements { all, packages }
}

/// The oneof a field is in, unless protoc has made that for a field with presence.
fn real_oneof(field: &FieldDescriptorProto) -> Option<usize> {
    field.oneof_index.filter(|_| !field.proto3_optional()).and_then(|index| usize::try_from(index).ok())
}

fn meaning_of_field(message: &MessageDecl<'_>, field: &FieldDescriptorProto) -> (Kind, Vec<Property>) {
    let is_named = |name: &str| field.type_name().strip_suffix(name).is_some_and(|rest| rest.ends_with('.'));
    let entry = message.proto.nested_type.iter().find(|entry| {
        let is_entry = entry.options.as_ref().is_some_and(|options| options.map_entry());
        is_entry && is_named(entry.name())
    });
    let kind = match real_oneof(field) {
        Some(_) => Kind::Member,
        None if entry.is_some() => Kind::Map,
        None => Kind::Field,
    };
    let value = entry.and_then(|entry| entry.field.iter().find(|field| field.number() == 2)).unwrap_or(field);
    let mut properties = Vec::new();
    if value.r#type() == Type::Bytes {
        properties.push(Property::Bytes);
    }
    if matches!(field.r#type(), Type::Message | Type::Group) && field.label() != Label::Repeated {
        properties.push(Property::SingleMessage);
    }
    if field.options.as_ref().is_some_and(|options| options.deprecated()) {
        properties.push(Property::Deprecated);
    }
    (kind, properties)
}
