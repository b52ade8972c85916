//! The Rust names of all elements. No other module decides a name.
//!
//! Elements are named scope by scope. The function for a scope returns the names of the elements in
//! it.

use std::collections::BTreeMap;

use super::declare::Declarations;
use super::link::Schema;
use super::resolve::Fields;
use super::settings::SettingsTable;
use crate::case;
use crate::diagnostics::Diagnostics;
use crate::index::Column;
use crate::model::{
    EnumId, ExtensionId, FieldId, MessageId, MethodId, OneofId, ReservedNames, ServiceId, ValueId,
};
use crate::options::Options;
use crate::parallel;

mod enums;
mod extensions;
mod functions;
mod messages;
mod packages;
mod scope;
mod services;
mod wanted;

pub(crate) use packages::package_scope;
pub(super) use scope::{Identifier, Owner, Renamed};

/// The path of a module from the root of the tree, e.g. `[acme, r#type, v1]`.
pub(super) type ModulePath = Vec<String>;

/// The names of all elements. An element that is not generated has an empty name. The values of an
/// enum always have names, because defaults refer to them.
#[derive(Debug)]
pub(super) struct Names {
    pub messages: Column<MessageId, TypeNames>,
    /// The struct field that keeps unknown fields, for each message that has one.
    pub unknown_fields: Column<MessageId, Option<Identifier>>,
    pub fields: Column<FieldId, FieldNames>,
    pub oneofs: Column<OneofId, OneofNames>,
    pub enums: Column<EnumId, TypeNames>,
    /// The variants of enum values. An alias has none.
    pub values: Column<ValueId, Option<Identifier>>,
    pub services: Column<ServiceId, ServiceNames>,
    pub methods: Column<MethodId, MethodNames>,
    /// The constants of extensions. An extension without a constant has an empty name.
    pub extensions: Column<ExtensionId, ExtensionNames>,
    /// The functions of packages, by module. Most packages have none.
    pub functions: BTreeMap<ModulePath, FunctionNames>,
}

/// The names of the functions of a package.
#[derive(Debug, Clone)]
pub(super) struct FunctionNames {
    /// The function that returns the messages, e.g. `message_types`.
    pub list: String,
    /// The function that registers them, e.g. `register_types`.
    pub register: String,
    /// The function that returns the extensions, e.g. `extension_tables`.
    pub list_extensions: String,
}

/// The names of a message or enum.
#[derive(Debug, Clone, Default)]
pub(super) struct TypeNames {
    /// The type, e.g. `Forecast`.
    pub ident: Identifier,
    /// The module of the types nested in it, e.g. `forecast`.
    pub module: Identifier,
    /// The module with its items.
    pub scope: ModulePath,
    /// The trait of a message's presence methods, e.g. `ForecastPresence`.
    pub presence: Option<String>,
    /// The view of a message, e.g. `ForecastView`.
    pub view: Option<String>,
}

/// The names of an extension.
#[derive(Debug, Clone, Default)]
pub(super) struct ExtensionNames {
    /// The constant, e.g. `WIND_SPEED`.
    pub ident: Identifier,
    /// The module with the constant.
    pub scope: ModulePath,
}

/// The names of a field of a struct, or of a variant of a oneof.
#[derive(Debug, Clone, Default)]
pub(super) struct FieldNames {
    /// The field, e.g. `wind_speed`, or the variant of a oneof, e.g. `WindSpeed`.
    pub ident: Identifier,
    /// The inherent methods of the field: the getter, and the setter of an enum field.
    pub accessors: Option<(String, Option<String>)>,
    /// The part of the name after `has_` and the other prefixes of presence methods. It is `None`
    /// if the field has no such methods.
    pub presence: Option<String>,
    /// The method of the message's view that returns the value or its default, e.g.
    /// `day_or_default`.
    pub view_default: Option<String>,
    /// The constant of the message's view that is the field, e.g. `DAYS`, if the field holds
    /// messages with views.
    pub view_constant: Option<String>,
}

/// The names of a real oneof.
#[derive(Debug, Clone, Default)]
pub(super) struct OneofNames {
    /// The field in the struct, e.g. `payload`.
    pub field: Identifier,
    /// The enum, e.g. `Payload`.
    pub enumeration: Identifier,
    /// The enum in a view of the message, e.g. `PayloadView`.
    pub view: Option<String>,
}

/// The names of a service.
#[derive(Debug, Clone, Default)]
pub(super) struct ServiceNames {
    /// The service trait, e.g. `Weather`.
    pub ident: String,
    /// The client stub, e.g. `WeatherClient`.
    pub client: String,
    /// The trait of the client stub, e.g. `WeatherApi`.
    pub client_trait: String,
    /// The trait of the client stub for trait objects, e.g. `DynWeatherApi`.
    pub client_object: String,
    /// The mock of the client stub, e.g. `WeatherMock`.
    pub mock: String,
    /// The blocking client, e.g. `WeatherBlockingClient`.
    pub blocking: String,
    /// The server, e.g. `WeatherServer`.
    pub server: String,
    /// The trait of plain functions, e.g. `SimpleWeather`.
    pub simple: String,
    /// The module of the client stub, e.g. `weather_client`.
    pub client_module: Identifier,
    /// The module of the server, e.g. `weather_server`.
    pub server_module: Identifier,
    /// The module of its package.
    pub scope: ModulePath,
}

/// The names of a method.
#[derive(Debug, Clone, Default)]
pub(super) struct MethodNames {
    /// The method of the client stub, e.g. `get_forecast`.
    pub client: Identifier,
    /// The method of the mock, e.g. `expect_get_forecast`.
    pub expect: String,
    /// The method of the blocking client, e.g. `get_forecast`.
    pub blocking: Identifier,
    /// The method of the service trait, e.g. `get_forecast`.
    pub server: Identifier,
    /// The constant that describes the method, e.g. `GET_FORECAST`.
    pub constant: Identifier,
    /// The associated type for its stream of responses, e.g. `GetForecastStream`.
    pub stream: String,
}

/// The results of other stages, and the options, that names depend on.
#[derive(Clone, Copy)]
struct Namer<'a, 'r> {
    schema: &'a Schema<'r>,
    declared: &'a Declarations,
    fields: &'a Fields,
    settings: &'a SettingsTable,
    /// Whether a message has a view.
    viewed: &'a Column<MessageId, bool>,
    options: &'a Options,
    reserved: &'a ReservedNames,
}

/// The elements to name.
#[derive(Clone, Copy)]
pub(super) struct Named<'a, 'r> {
    pub schema: &'a Schema<'r>,
    pub declared: &'a Declarations,
    pub fields: &'a Fields,
}

/// Decides the names of all generated elements.
pub(super) fn name(
    Named { schema, declared, fields }: Named<'_, '_>,
    settings: &SettingsTable,
    viewed: &Column<MessageId, bool>,
    options: &Options,
    reserved: &ReservedNames,
    found: &mut Diagnostics,
) -> Names {
    let namer = Namer { schema, declared, fields, settings, viewed, options, reserved };
    let mut names = Names {
        messages: Column::filled(TypeNames::default(), schema.messages.len()),
        unknown_fields: Column::filled(None, schema.messages.len()),
        fields: Column::filled(FieldNames::default(), schema.fields.len()),
        oneofs: Column::filled(OneofNames::default(), schema.oneofs.len()),
        enums: Column::filled(TypeNames::default(), schema.enums.len()),
        values: Column::new(),
        services: Column::filled(ServiceNames::default(), schema.services.len()),
        methods: Column::filled(MethodNames::default(), schema.methods.len()),
        extensions: Column::filled(ExtensionNames::default(), schema.extensions.len()),
        functions: namer.functions(),
    };
    for package in namer.packages(found) {
        names.put_types(package.messages, package.enums);
        for (service, service_names) in package.services {
            names.services[service] = service_names;
        }
    }
    // The module of a message has its name before the items in it are named.
    let is_outer = |id: &MessageId| schema.messages[*id].at.parent.is_none();
    let mut messages: Vec<MessageId> = schema.messages.ids().filter(is_outer).collect();
    while !messages.is_empty() {
        messages.retain(|message| declared.has_items(*message));
        let scopes: Vec<(MessageId, ModulePath)> =
            messages.iter().map(|message| (*message, names.inside(*message))).collect();
        let named = parallel::each(
            &scopes,
            |(message, scope), found| namer.message(*message, scope, found),
            found,
        );
        for (message, scope) in messages.iter().zip(named) {
            names.put_types(scope.messages, scope.enums);
            names.unknown_fields[*message] = scope.unknown_fields;
            for (oneof, oneof_names) in scope.oneofs {
                names.oneofs[oneof] = oneof_names;
            }
            for (field, field_names) in scope.fields {
                names.fields[field] = field_names;
            }
        }
        let nested = messages.iter().flat_map(|message| &schema.messages[*message].messages);
        messages = nested.copied().collect();
    }
    let enums: Vec<EnumId> = schema.enums.ids().collect();
    let values = parallel::each(&enums, |id, found| namer.values(*id, found), found);
    names.values = values.into_iter().flatten().collect();
    let services: Vec<ServiceId> = schema.services.ids().collect();
    let methods = parallel::each(&services, |id, found| namer.methods(*id, found), found);
    names.methods = methods.into_iter().flatten().collect();
    for (id, extension) in namer.extensions(&names, found) {
        names.extensions[id] = extension;
    }
    names
}

impl Names {
    /// Returns the module of the types nested in a message.
    pub fn inside(&self, message: MessageId) -> ModulePath {
        let TypeNames { scope, module, ident: _, presence: _, view: _ } = &self.messages[message];
        scope.iter().chain([&module.name]).cloned().collect()
    }

    fn put_types(
        &mut self,
        messages: Vec<(MessageId, TypeNames)>,
        enums: Vec<(EnumId, TypeNames)>,
    ) {
        for (message, names) in messages {
            self.messages[message] = names;
        }
        for (enumeration, names) in enums {
            self.enums[enumeration] = names;
        }
    }
}

impl Namer<'_, '_> {
    /// Returns the variant of an enum value, if no other name collides with it.
    fn natural_value(&self, id: ValueId) -> String {
        let value = &self.schema.values[id];
        let camel = case::upper_camel(value.proto.name());
        if self.options.retain_enum_prefix {
            return camel;
        }
        let enum_name = case::upper_camel(self.schema.enums[value.enumeration].proto.name());
        case::without_enum_prefix(&enum_name, camel)
    }
}
