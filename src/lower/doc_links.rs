//! The targets of links in docs, e.g. the Rust item for `acme.v1.Forecast.days`.
//!
//! Two rules keep links stable:
//!
//! * A link leads only to elements of the .proto file itself, of its imports, and of the files that
//!   these import publicly. So the other files of the run do not matter.
//! * A link leads only into the file's own package and into packages whose types the file uses. The
//!   code refers to these packages too, so a link works wherever the user mounts the files.

use std::collections::{BTreeSet, HashMap};
use std::sync::OnceLock;

use super::calls::Call;
use super::declare::Declarations;
use super::link::{ElementId, Schema, TypeId};
use super::name::{Names, TypeNames};
use super::resolve::{Cardinality, Fields, Kind};
use super::visible_files::Visible;
use crate::code::bare;
use crate::index::Column;
use crate::model::{EnumId, FileId, MessageId, MethodId};

/// Finds the targets of links.
pub(super) struct DocLinks<'a, 'r> {
    schema: &'a Schema<'r>,
    declared: &'a Declarations,
    names: &'a Names,
    /// For each file, the packages that its links may lead into.
    packages: Column<FileId, BTreeSet<&'r str>>,
    visible: Visible<'a, 'r>,
    /// The fields and oneofs of each message that a link has led into.
    parts: Column<MessageId, OnceLock<Box<Parts<'r>>>>,
    /// The values of each enum that a link has led into.
    values: Column<EnumId, OnceLock<Box<Parts<'r>>>>,
}

/// The parts of a type, by name. Comments can hold as many links as a type has parts, and a search
/// for each would take quadratic time.
type Parts<'r> = HashMap<&'r str, ElementId>;

/// The kind of an item as rustdoc names it, and its path from the root.
type Item = (&'static str, Vec<String>);

impl<'a, 'r> DocLinks<'a, 'r> {
    /// Finds the packages that the links of each file may lead into.
    pub fn new(
        schema: &'a Schema<'r>,
        declared: &'a Declarations,
        names: &'a Names,
        fields: &Fields,
        calls: &Column<MethodId, Call>,
    ) -> Self {
        let package = |file: FileId| schema.files[file].proto.package();
        let mut packages: Column<FileId, BTreeSet<&str>> =
            schema.files.map(|(file, _)| BTreeSet::from([package(file)]));
        for (id, field) in schema.fields.iter() {
            // The type of a map field is its entry, which has no item in Rust. The loop also visits
            // the field `value` of the entry, which has the type of the map's values.
            if matches!(fields[id].cardinality, Cardinality::Map(..)) {
                continue;
            }
            // An external type is not in the module of its package.
            let target = match fields[id].kind {
                Kind::Message(id, _) if declared.messages[id] => ElementId::Message(id),
                Kind::Enum(id) if declared.enums[id] => ElementId::Enum(id),
                Kind::Message(..) | Kind::Enum(_) => continue,
                Kind::Scalar(_) | Kind::String(_) | Kind::Bytes => continue,
            };
            let file = schema.messages[field.message].at.file;
            packages[file].insert(package(schema.declared(target).file));
        }
        for (method, call) in calls.iter() {
            let file = schema.declared(ElementId::Method(method)).file;
            let messages = [call.request, call.response].into_iter();
            let messages = messages.filter(|id| declared.messages[*id]);
            packages[file].extend(messages.map(|id| package(schema.messages[id].at.file)));
        }
        let parts = schema.messages.map(|_| OnceLock::new());
        let values = schema.enums.map(|_| OnceLock::new());
        let visible = Visible::new(schema);
        Self { schema, declared, names, packages, visible, parts, values }
    }

    /// Returns the target of a link, e.g. `struct@super::Forecast`. `file` is the file of the
    /// element with the docs, and `scope` the module of the docs. The kind `struct@` tells rustdoc
    /// which of several items with one name is meant.
    pub fn target(&self, file: FileId, scope: &[String], full_name: &str) -> Option<String> {
        let (kind, path) = match self.schema.find(full_name) {
            Some(id) => self.of_type(file, id)?,
            None => {
                let (parent, part) = full_name.rsplit_once('.')?;
                match self.schema.find(parent)? {
                    TypeId::Message(message) => self.of_part(file, message, part)?,
                    TypeId::Enum(id) => self.of_value(file, id, part)?,
                }
            }
        };
        // rustdoc wants names without `r#` in links: a `#` begins a fragment.
        let common = scope.iter().zip(&path).take_while(|(here, there)| here == there).count();
        let up = std::iter::repeat_n("super", scope.len() - common);
        let segments: Vec<&str> = up.chain(path[common..].iter().map(|name| bare(name))).collect();
        Some(format!("{kind}@{}", segments.join("::")))
    }

    /// Returns the item of a message or an enum. Returns `None` if links of the file may not lead
    /// to it.
    fn of_type(&self, file: FileId, id: TypeId) -> Option<Item> {
        let (kind, at, is_generated, names) = match id {
            TypeId::Message(id) => {
                let at = &self.schema.messages[id].at;
                ("struct", at, self.declared.messages[id], &self.names.messages[id])
            }
            TypeId::Enum(id) => {
                let at = &self.schema.enums[id].at;
                ("enum", at, self.declared.enums[id], &self.names.enums[id])
            }
        };
        let package = self.schema.files[at.file].proto.package();
        // If prost-types has some types of a file, the other types of the file are generated only
        // if a file of the run refers to them. A link to such a type would depend on the files of
        // the run.
        let is_certain = is_generated && !self.declared.shared[at.file];
        let may_lead_there = is_certain && self.packages[file].contains(package);
        let TypeNames { ident, scope, module: _, presence: _, view: _ } = names;
        let path = || scope.iter().chain([&ident.name]).cloned().collect();
        (may_lead_there && self.visible.sees(file, at.file)).then(|| (kind, path()))
    }

    /// Returns the item of a field, a oneof, or a oneof member.
    fn of_part(&self, file: FileId, message: MessageId, part: &str) -> Option<Item> {
        let (_, mut path) = self.of_type(file, TypeId::Message(message))?;
        match *self.parts(message).get(part)? {
            ElementId::Field(id) => {
                let name = self.names.fields[id].ident.name.clone();
                let Some(oneof) = self.schema.fields[id].oneof else {
                    path.push(name);
                    return Some(("field", path));
                };
                path.pop();
                let module = self.names.messages[message].module.name.clone();
                path.extend([module, self.names.oneofs[oneof].enumeration.name.clone(), name]);
                Some(("variant", path))
            }
            ElementId::Oneof(id) => {
                path.push(self.names.oneofs[id].field.name.clone());
                Some(("field", path))
            }
            _ => None,
        }
    }

    /// Returns the fields and real oneofs of a message by name. If a field and a oneof have one
    /// name, the name stands for the field.
    fn parts(&self, message: MessageId) -> &Parts<'r> {
        self.parts[message].get_or_init(|| {
            let fields = self.schema.messages[message].fields.into_iter();
            let fields =
                fields.map(|id| (self.schema.fields[id].proto.name(), ElementId::Field(id)));
            let oneofs = self.schema.real_oneofs(message);
            let oneofs =
                oneofs.map(|id| (self.schema.oneofs[id].proto.name(), ElementId::Oneof(id)));
            first_by_name(fields.chain(oneofs))
        })
    }

    /// Returns the values of an enum by name.
    fn values(&self, id: EnumId) -> &Parts<'r> {
        self.values[id].get_or_init(|| {
            let values = self.schema.enums[id].values.into_iter();
            first_by_name(
                values.map(|id| (self.schema.values[id].proto.name(), ElementId::Value(id))),
            )
        })
    }

    /// Returns the variant of an enum value.
    fn of_value(&self, file: FileId, id: EnumId, part: &str) -> Option<Item> {
        let (_, mut path) = self.of_type(file, TypeId::Enum(id))?;
        let ElementId::Value(value) = *self.values(id).get(part)? else { return None };
        // An alias has no variant.
        path.push(self.names.values[value].as_ref()?.name.clone());
        Some(("variant", path))
    }
}

/// Returns elements by name. Of elements with one name, the first is returned.
fn first_by_name<'r>(elements: impl Iterator<Item = (&'r str, ElementId)>) -> Box<Parts<'r>> {
    let mut by_name = Parts::new();
    for (name, element) in elements {
        by_name.entry(name).or_insert(element);
    }
    Box::new(by_name)
}
