//! The types and modules of every package. They share a namespace.

use std::collections::{BTreeMap, BTreeSet};

use super::scope::{Owner, Reserved, Style, Want};
use super::wanted::{Assigned, WantId, Wanted};
use super::{ModulePath, Namer, ServiceNames, TypeNames};
use crate::case;
use crate::code::bare;
use crate::diagnostics::Diagnostics;
use crate::lower::link::ElementId;
use crate::model::{EnumId, MessageId, ServiceId};
use crate::parallel;

/// Returns the module of a package, from the root of the tree.
pub(crate) fn package_scope(package: &str) -> ModulePath {
    package.split('.').filter(|segment| !segment.is_empty()).map(case::snake).collect()
}

/// The names of the elements at the top level of a package.
pub(super) struct PackageNames {
    pub messages: Vec<(MessageId, TypeNames)>,
    pub enums: Vec<(EnumId, TypeNames)>,
    pub services: Vec<(ServiceId, ServiceNames)>,
}

/// The elements at the top level of the packages of one module.
#[derive(Default)]
struct Top {
    messages: Vec<MessageId>,
    enums: Vec<EnumId>,
    services: Vec<ServiceId>,
}

/// A type that needs a name.
pub(super) struct WantedType<Id> {
    id: Id,
    ident: WantId,
    /// The module. If the type needs no module, it is the name that the module would have.
    module: Result<WantId, String>,
    /// The trait of a message's presence methods.
    presence: Option<WantId>,
    /// The view of a message.
    view: Option<WantId>,
}

impl<Id> WantedType<Id> {
    /// Returns the names that the type got, in the module `scope`.
    pub fn named(self, names: &mut Assigned, scope: &ModulePath) -> (Id, TypeNames) {
        let ident = names.take(self.ident);
        let module = match self.module {
            Ok(want_id) => names.take(want_id),
            Err(name) => super::Identifier { name, renamed: None },
        };
        let presence = self.presence.map(|want_id| names.take(want_id).name);
        let view = self.view.map(|want_id| names.take(want_id).name);
        (self.id, TypeNames { ident, module, scope: scope.clone(), presence, view })
    }
}

impl<'a, 'r> Namer<'a, 'r> {
    /// Names the elements at the top level of each package.
    pub(super) fn packages(&self, found: &mut Diagnostics) -> Vec<PackageNames> {
        let schema = self.schema;
        let of_files = schema.files.map(|(_, file)| package_scope(file.proto.package()));
        let mut scopes: BTreeMap<&ModulePath, Top> = BTreeMap::new();
        for (id, message) in schema.messages.iter() {
            if message.at.parent.is_none() && self.declared.has_items(id) {
                scopes.entry(&of_files[message.at.file]).or_default().messages.push(id);
            }
        }
        for (id, decl) in schema.enums.iter() {
            if decl.at.parent.is_none() && self.declared.enums[id] {
                scopes.entry(&of_files[decl.at.file]).or_default().enums.push(id);
            }
        }
        let services = schema.services.iter().filter(|(id, _)| self.declared.services[*id]);
        for (id, service) in services {
            scopes.entry(&of_files[service.at.file]).or_default().services.push(id);
        }
        // A message's module gives way to the module of a package.
        let prefixes = scopes.keys().flat_map(|scope| (1..=scope.len()).map(|len| &scope[..len]));
        let mut below: BTreeMap<&[String], Vec<&str>> = BTreeMap::new();
        for prefix in prefixes.collect::<BTreeSet<&[String]>>() {
            if let [parent @ .., last] = prefix {
                below.entry(parent).or_default().push(bare(last));
            }
        }
        let scopes: Vec<(&ModulePath, Top)> = scopes.into_iter().collect();
        let name = |(scope, top): &(&ModulePath, Top), found: &mut Diagnostics| {
            let names = below.get(scope.as_slice()).cloned().unwrap_or_default();
            self.package(scope, top, &Reserved { names, owner: Owner::Package }, found)
        };
        let named = parallel::map(&scopes, |scope| {
            let mut found = Diagnostics::default();
            (name(scope, &mut found), found)
        });
        let take = |(names, problems)| {
            found.extend(problems);
            names
        };
        named.into_iter().map(take).collect()
    }

    fn package(
        &self,
        scope: &ModulePath,
        top: &Top,
        reserved: &Reserved<'_>,
        found: &mut Diagnostics,
    ) -> PackageNames {
        let mut wanted = Wanted::new(self);
        let messages: Vec<_> =
            top.messages.iter().map(|id| self.want_message(*id, &mut wanted)).collect();
        let enums: Vec<_> = top.enums.iter().map(|id| self.want_enum(*id, &mut wanted)).collect();
        let services: Vec<_> =
            top.services.iter().map(|id| self.want_service(*id, &mut wanted)).collect();
        let mut names = wanted.assign(reserved, found);
        PackageNames {
            messages: messages.into_iter().map(|one| one.named(&mut names, scope)).collect(),
            enums: enums.into_iter().map(|one| one.named(&mut names, scope)).collect(),
            services: services.into_iter().map(|one| one.named(&mut names, scope)).collect(),
        }
    }

    /// Adds a message. It wants a name for its type and, if an item is nested in it, for a module.
    pub(super) fn want_message(
        &self,
        id: MessageId,
        wanted: &mut Wanted<'a, 'r>,
    ) -> WantedType<MessageId> {
        let name = self.schema.messages[id].proto.name();
        let settings = self.settings.message(id);
        let element = ElementId::Message(id);
        let natural = case::upper_camel(name);
        let ident = wanted.element(element, natural, Style::Camel, &settings.type_name);
        let module = case::snake(name);
        let module = match self.declared.modules[id] {
            true => Ok(wanted.element(element, module, Style::Snake, &settings.module_name)),
            false => Err(module),
        };
        let presence = self.want_presence(id, wanted);
        WantedType { id, ident, module, presence, view: self.want_view(id, wanted) }
    }

    /// Adds the trait for the presence methods of a message, if the option `presence` is on for it.
    fn want_presence(&self, id: MessageId, wanted: &mut Wanted<'a, 'r>) -> Option<WantId> {
        let message = &self.schema.messages[id];
        let has_methods = || message.fields.into_iter().any(|id| self.fields[id].is_optional());
        let is_on = self.settings.message(id).presence.value;
        if !is_on || !self.declared.messages[id] || !has_methods() {
            return None;
        }
        Some(self.want_beside(id, "Presence", wanted))
    }

    /// Adds the view of a message, if it has one.
    fn want_view(&self, id: MessageId, wanted: &mut Wanted<'a, 'r>) -> Option<WantId> {
        self.viewed[id].then(|| self.want_beside(id, "View", wanted))
    }

    /// Adds an item beside a message, whose name is that of the message and a suffix.
    fn want_beside(&self, id: MessageId, suffix: &str, wanted: &mut Wanted<'a, 'r>) -> WantId {
        let message = &self.schema.messages[id];
        let name = self.settings.message(id).type_name.value.as_deref().map(str::to_owned);
        let name = name.unwrap_or_else(|| case::upper_camel(message.proto.name()));
        let want = Want {
            // `~` sorts after every proto name, so a type of the schema keeps its name.
            proto_name: format!("~{}", message.proto.name()),
            full_name: message.at.full_name.clone(),
            // This removes the underscore of a keyword, e.g. of `Self_`.
            natural: format!("{}{suffix}", name.trim_end_matches('_')),
            explicit: None,
            style: Style::Camel,
        };
        wanted.want(ElementId::Message(id), want, None)
    }

    /// Adds an enum. It wants a name for its type.
    pub(super) fn want_enum(&self, id: EnumId, wanted: &mut Wanted<'a, 'r>) -> WantedType<EnumId> {
        let natural = case::upper_camel(self.schema.enums[id].proto.name());
        let named = &self.settings.enumeration(id).type_name;
        let ident = wanted.element(ElementId::Enum(id), natural, Style::Camel, named);
        WantedType { id, ident, module: Err(String::new()), presence: None, view: None }
    }
}
