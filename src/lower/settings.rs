//! Turns the rules of all options by path into one plain [`Settings`] per element.
//!
//! No later stage reads a rule. The table also knows which rules match an element, and so which
//! rules match nothing.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::declare::Declarations;
use super::element_kinds::{self, Element};
use super::link::{ElementId, Schema, join};
use crate::index::Column;
use crate::model::{
    EnumId, ExtensionId, FieldId, MessageId, MethodId, OneofId, ServiceId, Settings, SettingsId,
    UnknownFields, ValueId,
};
use crate::options::{ElementKind, Match, Options, Rule, RuleId};

mod early;
mod matcher;

pub(super) use early::constants;
use matcher::Matcher;

/// The settings of all elements.
#[derive(Debug)]
pub(super) struct SettingsTable {
    /// The settings, by id.
    pub all: Column<SettingsId, Settings>,
    pub packages: BTreeMap<String, SettingsId>,
    pub messages: Column<MessageId, SettingsId>,
    pub fields: Column<FieldId, SettingsId>,
    pub oneofs: Column<OneofId, SettingsId>,
    pub enums: Column<EnumId, SettingsId>,
    pub values: Column<ValueId, SettingsId>,
    pub services: Column<ServiceId, SettingsId>,
    pub methods: Column<MethodId, SettingsId>,
    pub extensions: Column<ExtensionId, SettingsId>,
    /// The settings of the struct fields that keep unknown fields, if a rule matches the field.
    pub unknown_fields: HashMap<MessageId, SettingsId>,
    /// Whether a rule matches an element.
    pub matched: Column<RuleId, bool>,
}

impl SettingsTable {
    /// Returns the settings of a package.
    pub fn package(&self, name: &str) -> &Settings {
        &self.all[self.packages[name]]
    }

    /// Returns the settings of a message.
    pub fn message(&self, id: MessageId) -> &Settings {
        &self.all[self.messages[id]]
    }

    /// Returns the settings of a field or member.
    pub fn field(&self, id: FieldId) -> &Settings {
        &self.all[self.fields[id]]
    }

    /// Returns the settings of a oneof.
    pub fn oneof(&self, id: OneofId) -> &Settings {
        &self.all[self.oneofs[id]]
    }

    /// Returns the settings of an enum.
    pub fn enumeration(&self, id: EnumId) -> &Settings {
        &self.all[self.enums[id]]
    }

    /// Returns the settings of a value of an enum.
    pub fn value(&self, id: ValueId) -> &Settings {
        &self.all[self.values[id]]
    }

    /// Returns the settings of a service.
    pub fn service(&self, id: ServiceId) -> &Settings {
        &self.all[self.services[id]]
    }

    /// Returns the settings of a method.
    pub fn method(&self, id: MethodId) -> &Settings {
        &self.all[self.methods[id]]
    }

    /// Returns the settings of an extension.
    pub fn extension(&self, id: ExtensionId) -> &Settings {
        &self.all[self.extensions[id]]
    }

    /// Whether a message can hold extensions.
    pub fn holds_extensions(&self, schema: &Schema<'_>, id: MessageId) -> bool {
        self.message(id).extensions.value && !schema.messages[id].proto.extension_range.is_empty()
    }

    /// Whether a message keeps unknown fields. Its extensions are among them.
    pub fn keeps_unknown_fields(&self, schema: &Schema<'_>, id: MessageId) -> bool {
        self.message(id).unknown_fields.value == UnknownFields::Preserve
            || self.holds_extensions(schema, id)
    }
}

/// The state of this stage.
pub(super) struct Stage<'a, 'r> {
    schema: &'a Schema<'r>,
    declared: &'a Declarations,
    options: &'a Options,
    matcher: Matcher<'a>,
    /// The settings of an element that no rule matches.
    unmatched: SettingsId,
    /// The known settings, by the rules and their matches.
    known: HashMap<Vec<(RuleId, Match)>, SettingsId>,
    table: SettingsTable,
}

/// Applies all rules.
pub(super) fn settings<'a, 'r>(
    schema: &'a Schema<'r>,
    declared: &'a Declarations,
    options: &'a Options,
) -> Stage<'a, 'r> {
    let mut all = Column::new();
    let unmatched = all.push(Settings::unmatched(options));
    let mut stage = Stage {
        schema,
        declared,
        options,
        matcher: Matcher::new(options),
        unmatched,
        known: HashMap::from([(Vec::new(), unmatched)]),
        table: SettingsTable {
            all,
            packages: BTreeMap::new(),
            messages: Column::filled(unmatched, schema.messages.len()),
            fields: Column::filled(unmatched, schema.fields.len()),
            oneofs: Column::filled(unmatched, schema.oneofs.len()),
            enums: Column::filled(unmatched, schema.enums.len()),
            values: Column::filled(unmatched, schema.values.len()),
            services: Column::filled(unmatched, schema.services.len()),
            methods: Column::filled(unmatched, schema.methods.len()),
            extensions: Column::filled(unmatched, schema.extensions.len()),
            unknown_fields: HashMap::new(),
            matched: Column::filled(false, options.rules.len()),
        },
    };
    stage.packages();
    if !options.rules.is_empty() {
        stage.apply();
    }
    stage
}

impl Stage<'_, '_> {
    /// Returns the finished table. `unknown_fields` are the struct fields that keep unknown fields.
    /// They get their names in the stage `name`, and rules can give them attributes.
    pub fn finish(mut self, unknown_fields: &Column<MessageId, Option<String>>) -> SettingsTable {
        if self.options.rules.is_empty() {
            return self.table;
        }
        for (message, name) in unknown_fields.iter() {
            let Some(name) = name else { continue };
            let full_name = join(&self.schema.messages[message].at.full_name, name);
            let element = Element::new(ElementKind::Field);
            let id = self.element(&element, &[&full_name], None, |_, _| true);
            self.table.unknown_fields.insert(message, id);
        }
        self.table
    }

    /// Returns the table without the struct fields that keep unknown fields.
    pub fn table(&self) -> &SettingsTable {
        &self.table
    }

    fn packages(&mut self) {
        let emitted = self.schema.files.values().filter(|file| file.emitted);
        let emitted: HashSet<&str> = emitted.map(|file| file.proto.package()).collect();
        for file in self.schema.files.values() {
            let package = file.proto.package();
            if self.table.packages.contains_key(package) {
                continue;
            }
            let is_here = emitted.contains(package);
            let element = Element { is_here, ..Element::new(ElementKind::Package) };
            let id = match self.options.rules.is_empty() {
                true => self.unmatched,
                false => self.element(&element, &[package], None, |_, _| true),
            };
            self.table.packages.insert(package.to_owned(), id);
        }
    }

    fn apply(&mut self) {
        let (schema, declared) = (self.schema, self.declared);
        let describe = |id| element_kinds::describe(schema, declared, id);
        let met = |settings: &Settings, key: &str| settings.switch(key).unwrap_or(true);
        for (id, message) in schema.messages.iter().filter(|(_, message)| !message.is_map_entry()) {
            let element = describe(ElementId::Message(id));
            self.table.messages[id] = self.element(&element, &[&message.at.full_name], None, met);
        }
        for (id, field) in schema.fields.iter() {
            if schema.messages[field.message].is_map_entry() {
                continue;
            }
            let element = describe(ElementId::Field(id));
            let full_name = schema.full_name(ElementId::Field(id));
            let by_oneof = schema.name_by_oneof(id);
            let names: Vec<&str> =
                [full_name.as_str()].into_iter().chain(by_oneof.as_deref()).collect();
            self.table.fields[id] = self.element(&element, &names, None, met);
        }
        for (id, oneof) in schema.oneofs.iter().filter(|(_, oneof)| !oneof.members.is_empty()) {
            let element = describe(ElementId::Oneof(id));
            let full_name = join(&schema.messages[oneof.message].at.full_name, oneof.proto.name());
            self.table.oneofs[id] = self.element(&element, &[&full_name], None, met);
        }
        for (id, decl) in schema.enums.iter() {
            let element = describe(ElementId::Enum(id));
            self.table.enums[id] = self.element(&element, &[&decl.at.full_name], None, met);
        }
        for (id, value) in schema.values.iter().filter(|(_, value)| !value.is_alias) {
            let element = describe(ElementId::Value(id));
            let full_name = join(&schema.enums[value.enumeration].at.full_name, value.proto.name());
            self.table.values[id] = self.element(&element, &[&full_name], None, met);
        }
        for (id, method) in schema.methods.iter() {
            let element = describe(ElementId::Method(id));
            let service = &schema.services[method.service].at.full_name;
            let full_name = join(service, method.proto.name());
            self.table.methods[id] = self.element(&element, &[&full_name], Some(service), met);
        }
        for (id, extension) in schema.extensions.iter() {
            let element = describe(ElementId::Extension(id));
            let full_name = &extension.at.full_name;
            self.table.extensions[id] = self.element(&element, &[full_name], None, met);
        }
        for (id, service) in schema.services.iter() {
            let element = describe(ElementId::Service(id));
            // A path may turn on the stub for some methods of the service only.
            let methods: Vec<SettingsId> =
                service.methods.into_iter().map(|method| self.table.methods[method]).collect();
            let is_on = |key: &str| {
                let is_on = |id: &SettingsId| self.table.all[*id].switch(key) == Some(true);
                methods.iter().any(is_on)
            };
            let on: Vec<&str> =
                ["client", "server", "transport"].into_iter().filter(|key| is_on(key)).collect();
            let met = |settings: &Settings, key: &str| met(settings, key) || on.contains(&key);
            self.table.services[id] = self.element(&element, &[&service.at.full_name], None, met);
        }
    }

    /// Returns the settings of an element. `names` are its names, and `around` is the full name of
    /// the service around a method. A rule counts as matching only if the switches that it needs
    /// are on for the element. `is_on` tells whether a switch is on.
    fn element(
        &mut self,
        element: &Element,
        names: &[&str],
        around: Option<&str>,
        is_on: impl Fn(&Settings, &str) -> bool,
    ) -> SettingsId {
        let of_type = element.of_enum.map(|id| self.schema.enums[id].at.full_name.as_str());
        let matches = self.matcher.matches(element, names, around, of_type);
        if matches.is_empty() {
            return self.unmatched;
        }
        let id = match self.known.get(&matches) {
            Some(id) => *id,
            None => {
                let id = self.table.all.push(Settings::combine(
                    self.options,
                    &matches,
                    &self.table.all[self.unmatched],
                ));
                self.known.insert(matches.clone(), id);
                id
            }
        };
        let settings = &self.table.all[id];
        for (rule, _) in matches {
            let option = self.options.rule(rule).option;
            let counts = element.is_here || is_anywhere(self.options.rule(rule));
            let mut needs = option.needs.iter().filter_map(|need| need.switch());
            if counts && needs.all(|key| is_on(settings, key)) {
                self.table.matched[rule] = true;
            }
        }
        id
    }
}

fn is_anywhere(rule: &Rule) -> bool {
    rule.elements().is_some_and(|elements| elements.anywhere)
}
