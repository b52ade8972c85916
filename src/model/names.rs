//! What everything is called in Rust. A name is decided here and nowhere else.

use std::collections::{BTreeMap, BTreeSet};

use super::Presence;
use super::case;
use super::declare::Declarations;
use super::link::{EnumDecl, MessageDecl, Schema, join, step};
use super::resolve::{Cardinality, FieldDecl, Kind};
use super::rules::{Rules, Tracked};
use super::scope::{self, Given, Style, Taker, Want};
use crate::diagnostics::{Diagnostics, methods_clash, name_is_reserved, name_rules_clash};
use crate::options::{Options, Rule};

mod services;

/// All names, by index into the schema.
#[derive(Debug)]
pub(super) struct Names {
    pub messages: Vec<MessageNames>,
    pub enums: Vec<EnumNames>,
    pub services: Vec<ServiceNames>,
}

/// Of a message; left at their defaults where the message is not generated.
#[derive(Debug, Clone, Default)]
pub(super) struct MessageNames {
    pub ident: Given,
    pub module: Given,
    /// The module it stands in, from the root.
    pub scope: Vec<String>,
    /// Fields in the struct, and members of oneofs as variants, by index.
    pub fields: Vec<Given>,
    /// The field and the type of each oneof.
    pub oneofs: Vec<(Given, Given)>,
    pub unknown_fields: Option<Given>,
}

/// Of an enum.
#[derive(Debug, Clone, Default)]
pub(super) struct EnumNames {
    pub ident: Given,
    pub scope: Vec<String>,
    /// Of the values, by index; those whose number another value had before have none.
    pub values: Vec<Option<Given>>,
}

/// Of a service.
#[derive(Debug, Clone, Default)]
pub(super) struct ServiceNames {
    pub ident: String,
    pub client_module: Given,
    pub server_module: Given,
    pub scope: Vec<String>,
    /// Client and server name of each method.
    pub methods: Vec<(Given, Given)>,
    /// The constant of each method.
    pub constants: Vec<Given>,
}

/// The module of a package, from the root.
pub(super) fn package_scope(package: &str) -> Vec<String> {
    package.split('.').filter(|segment| !segment.is_empty()).map(case::snake).collect()
}

/// Names everything that is generated.
pub(super) fn name(
    schema: &Schema<'_>,
    declared: &Declarations,
    fields: &[Vec<FieldDecl>],
    keeps_unknown: &[bool],
    options: &Options,
    rules: &Rules,
    found: &mut Diagnostics,
) -> Names {
    let mut namer = Namer { schema, declared, fields, keeps_unknown, options, rules, found, names: Names::blank(schema) };
    namer.name_packages();
    for index in 0..schema.messages.len() {
        if declared.generated_message(index) {
            namer.name_message(index, &schema.messages[index]);
        }
    }
    for (index, decl) in schema.enums.iter().enumerate() {
        if declared.generated_enum(index) {
            namer.name_values(index, decl);
        }
    }
    for (index, service) in schema.services.iter().enumerate() {
        namer.name_methods(index, service);
    }
    namer.names
}

impl Names {
    fn blank(schema: &Schema<'_>) -> Self {
        Self {
            messages: vec![MessageNames::default(); schema.messages.len()],
            enums: vec![EnumNames::default(); schema.enums.len()],
            services: vec![ServiceNames::default(); schema.services.len()],
        }
    }
}

/// Gives names scope by scope.
struct Namer<'a, 'r> {
    schema: &'a Schema<'r>,
    declared: &'a Declarations,
    fields: &'a [Vec<FieldDecl>],
    keeps_unknown: &'a [bool],
    options: &'a Options,
    rules: &'a Rules,
    found: &'a mut Diagnostics,
    names: Names,
}

/// An element that wants a name, and where the name goes.
struct Element<'a> {
    want: Want,
    /// Its file and path: what that is in words is seldom asked.
    location: (usize, Vec<i32>),
    /// The rules it may be named by, and the selector that named it.
    rules: &'a Tracked<Rule>,
    selector: String,
    slot: Slot,
}

/// Where a name goes; indices into the schema.
#[derive(Clone, Copy)]
enum Slot {
    Message(usize),
    Module(usize),
    Enum(usize),
    OneofType(usize, usize),
    ClientModule(usize),
    ServerModule(usize),
    Field(usize, usize),
    OneofField(usize, usize),
    UnknownFields(usize),
    Value(usize, usize),
    ClientMethod(usize, usize),
    ServerMethod(usize, usize),
    MethodConstant(usize, usize),
}

impl<'a> Element<'a> {
    fn new(names: &[&str], natural: String, style: Style, rules: &'a Tracked<Rule>, location: (usize, Vec<i32>), slot: Slot) -> Self {
        let rule = rules.name_of(names);
        let proto_name = names[0].rsplit('.').next().unwrap_or_default().to_owned();
        Self {
            want: Want { proto_name, full_name: names[0].to_owned(), natural, explicit: rule.map(|rule| rule.value.clone()), style },
            location,
            rules,
            selector: rule.map(|rule| rule.selector.to_string()).unwrap_or_default(),
            slot,
        }
    }

    /// What a rule calls it.
    fn explicit_name(&self) -> &str {
        self.want.explicit.as_deref().unwrap_or_default()
    }

    /// Its full name, and the selector of the rule.
    fn named_by(&self) -> (&str, &str) {
        (&self.want.full_name, &self.selector)
    }
}

impl<'a> Namer<'a, '_> {
    /// Names the elements of one scope. `reserved` names are there for `whom`, e.g. "a package".
    fn assign<'s>(&mut self, elements: Vec<Element<'a>>, reserved: impl IntoIterator<Item = &'s str>, whom: &'static str) {
        let wants: Vec<Want> = elements.iter().map(|element| element.want.clone()).collect();
        let (mut given, clashes) = scope::assign(&wants, reserved);
        for renamed in given.iter_mut().filter_map(|given| given.renamed.as_mut()).filter(|renamed| renamed.by == Taker::Reserved) {
            renamed.by = Taker::ReservedFor(whom);
        }
        for clash in clashes {
            let second = &elements[clash.second];
            let (location, key) = (self.schema.location(second.location.0, &second.location.1), second.rules.key());
            let name = second.explicit_name();
            self.found.push(match clash.first.map(|first| &elements[first]) {
                None => name_is_reserved(location, key, second.named_by(), name),
                Some(first) if case::bare(first.explicit_name()) == case::bare(name) => {
                    name_rules_clash(location, key, first.named_by(), second.named_by(), name)
                }
                Some(first) => methods_clash(location, key, first.named_by(), second.named_by(), (first.explicit_name(), name)),
            });
        }
        for (element, given) in elements.iter().zip(given) {
            *self.names.slot(element.slot) = given;
        }
    }

    /// Types and modules of every package: they share a namespace.
    fn name_packages(&mut self) {
        let mut scopes: BTreeMap<Vec<String>, Vec<Element<'a>>> = BTreeMap::new();
        let schema = self.schema;
        let package = |file: usize| package_scope(schema.files[file].proto.package());
        for (index, message) in schema.messages.iter().enumerate() {
            if message.at.parent.is_none() && self.declared.generated_message(index) {
                let scope = package(message.at.file);
                self.names.messages[index].scope.clone_from(&scope);
                scopes.entry(scope).or_default().extend(self.message_elements(index, message));
            }
        }
        for (index, decl) in schema.enums.iter().enumerate() {
            if decl.at.parent.is_none() && self.declared.generated_enum(index) {
                let scope = package(decl.at.file);
                self.names.enums[index].scope.clone_from(&scope);
                scopes.entry(scope).or_default().push(self.enum_element(index, decl));
            }
        }
        for (index, service) in schema.services.iter().enumerate() {
            let scope = package(service.at.file);
            let elements = self.service_elements(index, service);
            self.names.services[index].scope.clone_from(&scope);
            scopes.entry(scope).or_default().extend(elements);
        }
        // A package's module cannot step aside for a message's.
        let paths: BTreeSet<Vec<String>> = scopes.keys().flat_map(|scope| (1..=scope.len()).map(|len| scope[..len].to_vec())).collect();
        for (scope, elements) in scopes {
            let below = paths.iter().filter(|path| path.len() == scope.len() + 1 && path.starts_with(&scope));
            let reserved: Vec<&str> = below.filter_map(|path| path.last()).map(|name| case::bare(name)).collect();
            self.assign(elements, reserved, "a package");
        }
    }

    /// What is nested in a message, and its fields.
    fn name_message(&mut self, index: usize, message: &MessageDecl<'_>) {
        let mut scope = self.names.messages[index].scope.clone();
        scope.push(self.names.messages[index].module.name.clone());
        let mut elements = Vec::new();
        for &nested in &message.messages {
            if self.declared.generated_message(nested) {
                self.names.messages[nested].scope.clone_from(&scope);
                elements.extend(self.message_elements(nested, &self.schema.messages[nested]));
            }
        }
        for &nested in &message.enums {
            if self.declared.generated_enum(nested) {
                self.names.enums[nested].scope.clone_from(&scope);
                elements.push(self.enum_element(nested, &self.schema.enums[nested]));
            }
        }
        let nested_types = || {
            let messages = message.proto.nested_type.iter().map(|nested| nested.name());
            messages.chain(message.proto.enum_type.iter().map(|nested| nested.name()))
        };
        let real: BTreeSet<usize> = self.fields[index].iter().filter_map(|field| field.oneof).collect();
        self.names.messages[index].oneofs = vec![Default::default(); message.proto.oneof_decl.len()];
        self.names.messages[index].fields = vec![Given::default(); message.proto.field.len()];
        let mut struct_fields = Vec::new();
        for &nth in &real {
            let name = message.proto.oneof_decl[nth].name();
            let full_name = join(&message.at.full_name, name);
            let location = (message.at.file, message.at.part(&[step::MESSAGE_ONEOF, path_index(nth)]));
            let camel = case::upper_camel(name);
            let natural = if nested_types().any(|nested| case::upper_camel(nested) == camel) { camel + "OneOf" } else { camel };
            let slot = Slot::OneofType(index, nth);
            elements.push(Element::new(&[&full_name], natural, Style::Camel, &self.rules.names.type_name, location.clone(), slot));
            let slot = Slot::OneofField(index, nth);
            struct_fields.push(Element::new(&[&full_name], case::snake(name), Style::Snake, &self.rules.names.field_name, location, slot));
        }
        self.assign(elements, [], "");
        self.name_fields(index, message, struct_fields);
        for nth in real {
            self.name_members(index, message, nth);
        }
    }

    fn name_fields(&mut self, index: usize, message: &MessageDecl<'_>, mut elements: Vec<Element<'a>>) {
        for (nth, field) in message.proto.field.iter().enumerate().filter(|(nth, _)| self.fields[index][*nth].oneof.is_none()) {
            let location = (message.at.file, message.at.part(&[step::MESSAGE_FIELD, path_index(nth)]));
            let full_name = join(&message.at.full_name, field.name());
            let style = self.accessor_style(self.fields[index][nth]);
            let slot = Slot::Field(index, nth);
            elements.push(Element::new(&[&full_name], case::snake(field.name()), style, &self.rules.names.field_name, location, slot));
        }
        if self.keeps_unknown[index] {
            // `~` sorts behind every proto name, so a field of the schema keeps its name.
            let (proto_name, natural) = ("~".into(), "unknown_fields".into());
            let want = Want { proto_name, full_name: message.at.full_name.clone(), natural, explicit: None, style: Style::Snake };
            let location = (message.at.file, message.at.path.clone());
            let rules = &self.rules.names.field_name;
            elements.push(Element { want, location, rules, selector: String::new(), slot: Slot::UnknownFields(index) });
        }
        self.assign(elements, [], "");
    }

    fn name_members(&mut self, index: usize, message: &MessageDecl<'_>, oneof: usize) {
        let members = message.proto.field.iter().enumerate().filter(|(nth, _)| self.fields[index][*nth].oneof == Some(oneof));
        let elements = members.map(|(nth, field)| {
            let location = (message.at.file, message.at.part(&[step::MESSAGE_FIELD, path_index(nth)]));
            let [full_name, by_oneof] = member_names(message, oneof, field.name());
            let natural = case::upper_camel(field.name());
            Element::new(&[&full_name, &by_oneof], natural, Style::Camel, &self.rules.names.field_name, location, Slot::Field(index, nth))
        });
        let elements = elements.collect();
        self.assign(elements, [], "");
    }

    fn name_values(&mut self, index: usize, decl: &EnumDecl<'_>) {
        let enum_name = case::upper_camel(decl.proto.name());
        let mut numbers = BTreeSet::new();
        let mut elements = Vec::new();
        self.names.enums[index].values = vec![None; decl.proto.value.len()];
        for (nth, value) in decl.proto.value.iter().enumerate() {
            if !numbers.insert(value.number()) {
                continue;
            }
            let location = (decl.at.file, decl.at.part(&[step::ENUM_VALUE, path_index(nth)]));
            let full_name = join(&decl.at.full_name, value.name());
            let camel = case::upper_camel(value.name());
            let natural = if self.options.retain_enum_prefix { camel } else { case::without_enum_prefix(&enum_name, camel) };
            elements.push(Element::new(
                &[&full_name],
                natural,
                Style::Camel,
                &self.rules.names.field_name,
                location,
                Slot::Value(index, nth),
            ));
        }
        self.assign(elements, [], "");
    }

    /// A message's type and, where something is nested in it, its module.
    fn message_elements(&mut self, index: usize, message: &MessageDecl<'_>) -> Vec<Element<'a>> {
        let location = (message.at.file, message.at.path.clone());
        let (name, full_name) = (message.proto.name(), message.at.full_name.as_str());
        let module = Given { name: case::snake(name), renamed: None };
        self.names.messages[index].module = module.clone();
        let natural = case::upper_camel(name);
        let slot = Slot::Message(index);
        let mut elements = vec![Element::new(&[full_name], natural, Style::Camel, &self.rules.names.type_name, location.clone(), slot)];
        if self.declared.has_module(self.schema, self.fields, index) {
            let slot = Slot::Module(index);
            elements.push(Element::new(&[full_name], module.name, Style::Snake, &self.rules.names.module_name, location, slot));
        }
        elements
    }

    fn enum_element(&self, index: usize, decl: &EnumDecl<'_>) -> Element<'a> {
        let location = (decl.at.file, decl.at.path.clone());
        let natural = case::upper_camel(decl.proto.name());
        Element::new(&[&decl.at.full_name], natural, Style::Camel, &self.rules.names.type_name, location, Slot::Enum(index))
    }

    /// The inherent methods that come with a field.
    fn accessor_style(&self, field: FieldDecl) -> Style {
        match (field.kind, field.cardinality) {
            (_, Cardinality::Map(entry)) => match self.fields[entry].get(1).map(|value| value.kind) {
                Some(Kind::Enum(_)) => Style::PrefixedPair("get_", "insert_"),
                _ => Style::Snake,
            },
            (Kind::Enum(_), Cardinality::Repeated(_)) => Style::AccessorPair("push_"),
            (Kind::Enum(_), Cardinality::Singular(_)) => Style::AccessorPair("set_"),
            (Kind::Scalar(_) | Kind::String(_) | Kind::Bytes, Cardinality::Singular(Presence::Explicit)) => Style::Accessor,
            (Kind::Scalar(_) | Kind::String(_) | Kind::Bytes | Kind::Message(..), _) => Style::Snake,
        }
    }
}

/// The full names a member of a oneof goes by: protobuf's, and prost's with the oneof in between.
pub(super) fn member_names(message: &MessageDecl<'_>, oneof: usize, field: &str) -> [String; 2] {
    let by_oneof = join(&message.at.full_name, message.proto.oneof_decl[oneof].name());
    [join(&message.at.full_name, field), join(&by_oneof, field)]
}

/// An index as a step of a path in `SourceCodeInfo`.
pub(super) fn path_index(index: usize) -> i32 {
    i32::try_from(index).unwrap_or(i32::MAX)
}

impl Names {
    fn slot(&mut self, slot: Slot) -> &mut Given {
        match slot {
            Slot::Message(message) => &mut self.messages[message].ident,
            Slot::Module(message) => &mut self.messages[message].module,
            Slot::Enum(index) => &mut self.enums[index].ident,
            Slot::OneofType(message, oneof) => &mut self.messages[message].oneofs[oneof].1,
            Slot::ClientModule(service) => &mut self.services[service].client_module,
            Slot::ServerModule(service) => &mut self.services[service].server_module,
            Slot::Field(message, field) => &mut self.messages[message].fields[field],
            Slot::OneofField(message, oneof) => &mut self.messages[message].oneofs[oneof].0,
            Slot::UnknownFields(message) => self.messages[message].unknown_fields.get_or_insert_default(),
            Slot::Value(index, value) => self.enums[index].values[value].get_or_insert_default(),
            Slot::ClientMethod(service, method) => &mut self.services[service].methods[method].0,
            Slot::ServerMethod(service, method) => &mut self.services[service].methods[method].1,
            Slot::MethodConstant(service, method) => &mut self.services[service].constants[method],
        }
    }
}
