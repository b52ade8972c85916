//! What everything is called in Rust. A name is decided here and nowhere else.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::Presence;
use super::case;
use super::declare::Declarations;
use super::link::{EnumDecl, MessageDecl, Schema, join, step};
use super::resolve::{Cardinality, FieldDecl, Kind, real_oneofs};
use super::rules::{Rules, Tracked};
use super::scope::{self, Given, Style, Taker, Want};
use crate::diagnostics::{Diagnostics, methods_clash, name_is_reserved, name_rules_clash};
use crate::options::{Options, Rule};
use crate::parallel;

mod services;
mod slots;

pub(super) use slots::Names;
use slots::{Named, Slot};

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
    let mut namer = Namer { schema, declared, fields, keeps_unknown, options, rules, names: Names::blank(schema, declared) };
    namer.name_packages(found);
    // What is nested stands in the module of what it is nested in, which has its name by then.
    let mut messages: Vec<usize> = (0..schema.messages.len()).filter(|&index| schema.messages[index].at.parent.is_none()).collect();
    while !messages.is_empty() {
        messages.retain(|&index| declared.has_items(index));
        namer.name_all(&messages, |namer, index, named| namer.name_message(index, &schema.messages[index], named), found);
        messages = messages.iter().flat_map(|&index| schema.messages[index].messages.iter().copied()).collect();
    }
    let enums: Vec<usize> = (0..schema.enums.len()).filter(|&index| declared.generated_enum(index)).collect();
    namer.name_all(&enums, |namer, index, named| namer.name_values(index, &schema.enums[index], named), found);
    let services: Vec<usize> = (0..schema.services.len()).collect();
    namer.name_all(&services, |namer, index, named| namer.name_methods(index, &schema.services[index], named), found);
    namer.names
}

/// Gives names scope by scope.
struct Namer<'a, 'r> {
    schema: &'a Schema<'r>,
    declared: &'a Declarations,
    fields: &'a [Vec<FieldDecl>],
    keeps_unknown: &'a [bool],
    options: &'a Options,
    rules: &'a Rules,
    /// Those of the scopes around.
    names: Names,
}

/// What stands at the top of a package: indices into the schema.
#[derive(Default)]
struct Top {
    messages: Vec<usize>,
    enums: Vec<usize>,
    services: Vec<usize>,
}

/// An element that wants a name, and where the name goes.
struct Element<'a> {
    want: Want,
    /// Its file and path: what that is in words is seldom asked.
    location: (usize, Vec<i32>),
    /// The rules it may be named by, and the one that named it.
    rules: &'a Tracked<Rule>,
    rule: String,
    slot: Slot,
}

impl<'a> Element<'a> {
    fn new(names: &[&str], natural: String, style: Style, rules: &'a Tracked<Rule>, location: (usize, Vec<i32>), slot: Slot) -> Self {
        let rule = rules.name_of(names);
        let proto_name = names[0].rsplit('.').next().unwrap_or_default().to_owned();
        Self {
            want: Want { proto_name, full_name: names[0].to_owned(), natural, explicit: rule.map(|rule| rule.value.clone()), style },
            location,
            rules,
            rule: rule.map(ToString::to_string).unwrap_or_default(),
            slot,
        }
    }

    /// What a rule calls it.
    fn explicit_name(&self) -> &str {
        self.want.explicit.as_deref().unwrap_or_default()
    }

    /// Its full name, and the rule as it was given.
    fn named_by(&self) -> (&str, &str) {
        (&self.want.full_name, &self.rule)
    }
}

impl<'a> Namer<'a, '_> {
    /// Names what is in some elements, on all cores: whatever one is called inside says nothing about the others.
    fn name_all(&mut self, elements: &[usize], name: impl Fn(&Self, usize, &mut Named) + Sync, found: &mut Diagnostics) {
        let namer = &*self;
        let chunks: Vec<&[usize]> = elements.chunks(64).collect();
        let named = parallel::map(&chunks, |indices| {
            let mut named = Named::default();
            indices.iter().for_each(|&index| name(namer, index, &mut named));
            named
        });
        self.take(named, found);
    }

    fn take(&mut self, named: Vec<Named>, found: &mut Diagnostics) {
        for mut named in named {
            found.extend(std::mem::take(&mut named.found));
            self.names.take(named);
        }
    }

    /// Names the elements of one scope. `reserved` names are there for `whom`, e.g. "a package".
    fn assign<'s>(&self, elements: Vec<Element<'a>>, reserved: impl IntoIterator<Item = &'s str>, whom: &'static str, named: &mut Named) {
        let wants: Vec<&Want> = elements.iter().map(|element| &element.want).collect();
        let (mut given, clashes) = scope::assign(&wants, reserved);
        for renamed in given.iter_mut().filter_map(|given| given.renamed.as_mut()).filter(|renamed| renamed.by == Taker::Reserved) {
            renamed.by = Taker::ReservedFor(whom);
        }
        let is_server = |index: usize| matches!(elements[index].slot, Slot::ServerModule(_));
        // Two servers clash where their clients do, by the same rules. What else a server clashes with, no client does.
        for clash in clashes.into_iter().filter(|clash| !(is_server(clash.second) && clash.first.is_some_and(is_server))) {
            let second = &elements[clash.second];
            let (location, key) = (self.schema.location(second.location.0, &second.location.1), second.rules.key());
            let name = second.explicit_name();
            named.found.push(match clash.first.map(|first| &elements[first]) {
                None => name_is_reserved(location, key, second.named_by(), name),
                Some(first) if case::bare(first.explicit_name()) == case::bare(name) => {
                    name_rules_clash(location, key, first.named_by(), second.named_by(), name)
                }
                Some(first) => methods_clash(location, key, first.named_by(), second.named_by()),
            });
        }
        named.given.extend(elements.iter().map(|element| element.slot).zip(given));
    }

    /// Types and modules of every package: they share a namespace.
    fn name_packages(&mut self, found: &mut Diagnostics) {
        let schema = self.schema;
        let of_files: Vec<Vec<String>> = schema.files.iter().map(|file| package_scope(file.proto.package())).collect();
        let mut scopes: BTreeMap<&[String], Top> = BTreeMap::new();
        let generated = |(index, message): &(usize, &MessageDecl<'_>)| message.at.parent.is_none() && self.declared.has_items(*index);
        for (index, message) in schema.messages.iter().enumerate().filter(generated) {
            scopes.entry(&of_files[message.at.file]).or_default().messages.push(index);
        }
        let generated = |(index, decl): &(usize, &EnumDecl<'_>)| decl.at.parent.is_none() && self.declared.generated_enum(*index);
        for (index, decl) in schema.enums.iter().enumerate().filter(generated) {
            scopes.entry(&of_files[decl.at.file]).or_default().enums.push(index);
        }
        for (index, service) in schema.services.iter().enumerate() {
            scopes.entry(&of_files[service.at.file]).or_default().services.push(index);
        }
        // A package's module cannot step aside for a message's.
        let paths: BTreeSet<&[String]> = scopes.keys().flat_map(|scope| (1..=scope.len()).map(|len| &scope[..len])).collect();
        let scopes: Vec<(&[String], Top)> = scopes.into_iter().collect();
        let named = parallel::map(&scopes, |(scope, top)| {
            let mut named = Named::default();
            let inside = paths.range(*scope..).take_while(|path| path.starts_with(scope));
            let below = inside.filter(|path| path.len() == scope.len() + 1);
            let reserved: Vec<&str> = below.filter_map(|path| path.last()).map(|name| case::bare(name)).collect();
            self.name_top(scope, top, reserved, &mut named);
            named
        });
        self.take(named, found);
    }

    /// What stands at the top of a package.
    fn name_top(&self, scope: &[String], top: &Top, reserved: Vec<&str>, named: &mut Named) {
        let mut elements = Vec::new();
        for &index in &top.messages {
            named.message_scopes.push((index, scope.to_vec()));
            elements.extend(self.message_elements(index, &self.schema.messages[index], named));
        }
        for &index in &top.enums {
            named.enum_scopes.push((index, scope.to_vec()));
            elements.push(self.enum_element(index, &self.schema.enums[index]));
        }
        for &index in &top.services {
            named.service_scopes.push((index, scope.to_vec()));
            elements.extend(self.service_elements(index, &self.schema.services[index], named));
        }
        self.assign(elements, reserved, "a package", named);
    }

    /// What is nested in a message, and its fields.
    fn name_message(&self, index: usize, message: &MessageDecl<'_>, named: &mut Named) {
        let mut scope = self.names.messages[index].scope.clone();
        scope.push(self.names.messages[index].module.name.clone());
        let mut elements = Vec::new();
        for &nested in &message.messages {
            if self.declared.has_items(nested) {
                named.message_scopes.push((nested, scope.clone()));
                elements.extend(self.message_elements(nested, &self.schema.messages[nested], named));
            }
        }
        for &nested in &message.enums {
            if self.declared.generated_enum(nested) {
                named.enum_scopes.push((nested, scope.clone()));
                elements.push(self.enum_element(nested, &self.schema.enums[nested]));
            }
        }
        let nested_messages = message.proto.nested_type.iter().map(|nested| nested.name());
        let nested_enums = message.proto.enum_type.iter().map(|nested| nested.name());
        let real = real_oneofs(&self.fields[index]);
        // Only the names of oneofs depend on the types that are nested beside them.
        let nested_types: HashSet<String> = match real.is_empty() {
            true => HashSet::new(),
            false => nested_messages.chain(nested_enums).map(case::upper_camel).collect(),
        };
        let mut struct_fields = Vec::new();
        for &nth in real.keys() {
            let name = message.proto.oneof_decl[nth].name();
            let full_name = join(&message.at.full_name, name);
            let location = (message.at.file, message.at.part(&[step::MESSAGE_ONEOF, path_index(nth)]));
            let camel = case::upper_camel(name);
            let natural = if nested_types.contains(&camel) { camel + "OneOf" } else { camel };
            let slot = Slot::OneofType(index, nth);
            elements.push(Element::new(&[&full_name], natural, Style::Camel, &self.rules.names.type_name, location.clone(), slot));
            let slot = Slot::OneofField(index, nth);
            struct_fields.push(Element::new(&[&full_name], case::snake(name), Style::Snake, &self.rules.names.field_name, location, slot));
        }
        self.assign(elements, [], "", named);
        self.name_fields(index, message, struct_fields, named);
        for (nth, members) in real {
            self.name_members(index, message, nth, &members, named);
        }
    }

    fn name_fields(&self, index: usize, message: &MessageDecl<'_>, mut elements: Vec<Element<'a>>, named: &mut Named) {
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
            elements.push(Element { want, location, rules, rule: String::new(), slot: Slot::UnknownFields(index) });
        }
        self.assign(elements, [], "", named);
    }

    fn name_members(&self, index: usize, message: &MessageDecl<'_>, oneof: usize, members: &[usize], named: &mut Named) {
        let elements = members.iter().map(|&nth| {
            let field = &message.proto.field[nth];
            let location = (message.at.file, message.at.part(&[step::MESSAGE_FIELD, path_index(nth)]));
            let [full_name, by_oneof] = member_names(message, oneof, field.name());
            let natural = case::upper_camel(field.name());
            Element::new(&[&full_name, &by_oneof], natural, Style::Camel, &self.rules.names.field_name, location, Slot::Field(index, nth))
        });
        let elements = elements.collect();
        self.assign(elements, [], "", named);
    }

    fn name_values(&self, index: usize, decl: &EnumDecl<'_>, named: &mut Named) {
        let enum_name = case::upper_camel(decl.proto.name());
        let mut numbers = BTreeSet::new();
        let mut elements = Vec::new();
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
        self.assign(elements, [], "", named);
    }

    /// A message's type and, where something is nested in it, its module.
    fn message_elements(&self, index: usize, message: &MessageDecl<'_>, named: &mut Named) -> Vec<Element<'a>> {
        let location = (message.at.file, message.at.path.clone());
        let (name, full_name) = (message.proto.name(), message.at.full_name.as_str());
        let module = Given { name: case::snake(name), renamed: None };
        named.given.push((Slot::Module(index), module.clone()));
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
        match (field.value_kind(self.fields), field.cardinality) {
            (Kind::Enum(_), Cardinality::Map(_)) => Style::PrefixedPair("get_", "insert_"),
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
