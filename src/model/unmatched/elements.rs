//! Everything that a path can name.

use std::collections::{BTreeMap, BTreeSet};

use super::about::{About, Property};
use crate::descriptor::FieldDescriptorProto;
use crate::model::declare::Declarations;
use crate::model::link::{Schema, join};
use crate::model::recursion::edge;
use crate::model::resolve::{self, Cardinality, FieldDecl, real_oneofs};

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
pub(super) fn elements(schema: &Schema<'_>, declared: &Declarations, fields: &[Vec<FieldDecl>]) -> Elements {
    let mut all = BTreeMap::new();
    let mut add = |full_name: String, kind: Kind, properties: Vec<Property>, is_here: bool| {
        all.insert(full_name, Element { kind, properties, is_here });
    };
    let packages: BTreeSet<String> = schema.files.iter().map(|file| file.proto.package().to_owned()).collect();
    let beginnings = packages.iter().flat_map(|package| package.match_indices('.').map(|(dot, _)| &package[..dot]));
    beginnings.for_each(|beginning| add(beginning.to_owned(), Kind::Beginning, Vec::new(), true));
    packages.iter().filter(|package| !package.is_empty()).for_each(|package| add(package.clone(), Kind::Package, Vec::new(), true));
    for (index, message) in schema.messages.iter().enumerate().filter(|(_, message)| !message.is_map_entry()) {
        let (full_name, is_here) = (&message.at.full_name, declared.generated_message(index));
        let has_module = declared.has_module(schema, fields, index);
        let properties = [if_so(Property::Deprecated, message.proto.is_deprecated()), if_so(Property::WithModule, has_module)];
        add(full_name.clone(), Kind::Message, properties.into_iter().flatten().collect(), is_here);
        for &nth in real_oneofs(&fields[index]).keys() {
            add(join(full_name, message.proto.oneof_decl[nth].name()), Kind::Oneof, Vec::new(), is_here);
        }
        for (decl, field) in fields[index].iter().zip(&message.proto.field) {
            let (kind, properties) = meaning_of_field(fields, decl, field);
            add(join(full_name, field.name()), kind, properties, is_here);
        }
    }
    for (index, decl) in schema.enums.iter().enumerate() {
        let (full_name, is_here) = (&decl.at.full_name, declared.generated_enum(index));
        add(full_name.clone(), Kind::Enum, if_so(Property::Deprecated, decl.proto.is_deprecated()).into_iter().collect(), is_here);
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

/// `fields` are those of all messages, `decl` and `proto` one of them.
fn meaning_of_field(fields: &[Vec<FieldDecl>], decl: &FieldDecl, proto: &FieldDescriptorProto) -> (Kind, Vec<Property>) {
    let kind = match (decl.oneof, decl.cardinality) {
        (Some(_), _) => Kind::Member,
        (None, Cardinality::Map(_)) => Kind::Map,
        (None, Cardinality::Singular(_) | Cardinality::Repeated(_)) => Kind::Field,
    };
    let properties = [
        if_so(Property::Bytes, decl.value_kind(fields) == resolve::Kind::Bytes),
        if_so(Property::SingleMessage, edge(decl).is_some()),
        if_so(Property::Deprecated, proto.is_deprecated()),
        if_so(Property::Redacted, proto.is_redacted()),
    ];
    (kind, properties.into_iter().flatten().collect())
}

fn if_so(wanted: Property, so: bool) -> Option<Property> {
    so.then_some(wanted)
}
