//! Which Rust item a comment means by `acme.v1.Forecast.days`, as the target of a link in docs.
//!
//! A link must not break where files are mounted differently, nor depend on what else is in the run. So it leads only to where
//! the code leads anyway: into the package itself, and into packages whose types the file uses.

use std::collections::BTreeSet;

use super::case;
use super::declare::Declarations;
use super::link::{Schema, TypeIndex};
use super::names::Names;
use super::resolve::{Cardinality, FieldDecl, Kind};

/// Finds the targets of links.
pub(super) struct Links<'a, 'r> {
    schema: &'a Schema<'r>,
    declared: &'a Declarations,
    names: &'a Names,
    fields: &'a [Vec<FieldDecl>],
    /// For each file the packages that links may lead into.
    packages: Vec<BTreeSet<&'r str>>,
}

impl<'a, 'r> Links<'a, 'r> {
    pub fn new(schema: &'a Schema<'r>, declared: &'a Declarations, names: &'a Names, fields: &'a [Vec<FieldDecl>]) -> Self {
        let package = |file: usize| schema.files[file].proto.package();
        let mut packages: Vec<BTreeSet<&str>> = (0..schema.files.len()).map(|file| BTreeSet::from([package(file)])).collect();
        let file_of = |index| match index {
            TypeIndex::Message(index) => schema.messages[index].at.file,
            TypeIndex::Enum(index) => schema.enums[index].at.file,
        };
        for (message, fields) in schema.messages.iter().zip(fields) {
            for field in fields.iter().filter(|field| !matches!(field.cardinality, Cardinality::Map(_))) {
                let target = match field.kind {
                    Kind::Message(index, _) => TypeIndex::Message(index),
                    Kind::Enum(index) => TypeIndex::Enum(index),
                    Kind::Scalar(_) | Kind::String(_) | Kind::Bytes => continue,
                };
                packages[message.at.file].insert(package(file_of(target)));
            }
        }
        for service in &schema.services {
            let types = service.proto.method.iter().flat_map(|method| [method.input_type(), method.output_type()]);
            packages[service.at.file].extend(types.filter_map(|name| schema.find(name)).map(|index| package(file_of(index))));
        }
        Self { schema, declared, names, fields, packages }
    }

    /// What a link in the docs of a file's element, which stand in the module `scope`, has for a target, e.g.
    /// `struct@super::Forecast`. The kind in front tells rustdoc which of several things of this name is meant.
    pub fn target(&self, file: usize, scope: &[String], full_name: &str) -> Option<String> {
        let (kind, path) = match self.schema.find(full_name) {
            Some(index) => self.of_type(file, index)?,
            None => {
                let (parent, part) = full_name.rsplit_once('.')?;
                match self.schema.find(parent)? {
                    TypeIndex::Message(message) => self.of_part(file, message, part)?,
                    TypeIndex::Enum(index) => self.of_value(file, index, part)?,
                }
            }
        };
        // In links names are as they are read: a `#` would begin a fragment.
        let common = scope.iter().zip(&path).take_while(|(here, there)| here == there).count();
        let segments = std::iter::repeat_n("super", scope.len() - common).chain(path[common..].iter().map(|name| case::bare(name)));
        Some(format!("{kind}@{}", segments.collect::<Vec<_>>().join("::")))
    }

    fn may_lead_to(&self, file: usize, other: usize) -> bool {
        self.packages[file].contains(self.schema.files[other].proto.package())
    }

    fn of_type(&self, file: usize, index: TypeIndex) -> Option<(&'static str, Vec<String>)> {
        let (kind, there, generated, scope, ident) = match index {
            TypeIndex::Message(index) => {
                let names = &self.names.messages[index];
                ("struct", self.schema.messages[index].at.file, self.declared.generated_message(index), &names.scope, &names.ident.name)
            }
            TypeIndex::Enum(index) => {
                let names = &self.names.enums[index];
                ("enum", self.schema.enums[index].at.file, self.declared.generated_enum(index), &names.scope, &names.ident.name)
            }
        };
        (generated && self.may_lead_to(file, there)).then(|| (kind, scope.iter().chain([ident]).cloned().collect()))
    }

    /// A field, a oneof, or a member of one.
    fn of_part(&self, file: usize, message: usize, part: &str) -> Option<(&'static str, Vec<String>)> {
        let (_, mut path) = self.of_type(file, TypeIndex::Message(message))?;
        let (proto, names) = (self.schema.messages[message].proto, &self.names.messages[message]);
        if let Some(nth) = proto.field.iter().position(|field| field.name() == part) {
            let name = names.fields[nth].name.clone();
            let Some(oneof) = self.fields[message][nth].oneof else {
                path.push(name);
                return Some(("field", path));
            };
            path.pop();
            path.extend([names.module.name.clone(), names.oneofs[oneof].1.name.clone(), name]);
            return Some(("variant", path));
        }
        let oneof = proto.oneof_decl.iter().position(|oneof| oneof.name() == part)?;
        let name = &names.oneofs[oneof].0.name;
        path.push(name.clone());
        // The oneof of an `optional` field is none.
        (!name.is_empty()).then_some(("field", path))
    }

    fn of_value(&self, file: usize, index: usize, part: &str) -> Option<(&'static str, Vec<String>)> {
        let (_, mut path) = self.of_type(file, TypeIndex::Enum(index))?;
        let nth = self.schema.enums[index].proto.value.iter().position(|value| value.name() == part)?;
        // A second name for a number has no variant.
        path.push(self.names.enums[index].values[nth].as_ref()?.name.clone());
        Some(("variant", path))
    }
}
