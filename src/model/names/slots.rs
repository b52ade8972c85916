//! Where names go.

use super::super::declare::Declarations;
use super::super::link::{EnumDecl, MessageDecl, Schema, ServiceDecl};
use super::super::scope::Given;
use crate::diagnostics::Diagnostics;

/// All names, by index into the schema.
#[derive(Debug)]
pub(in super::super) struct Names {
    pub messages: Vec<MessageNames>,
    pub enums: Vec<EnumNames>,
    pub services: Vec<ServiceNames>,
}

/// Of a message; left at their defaults where the message is not generated.
#[derive(Debug, Clone, Default)]
pub(in super::super) struct MessageNames {
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
pub(in super::super) struct EnumNames {
    pub ident: Given,
    pub scope: Vec<String>,
    /// Of the values, by index; those whose number another value had before have none.
    pub values: Vec<Option<Given>>,
}

/// Of a service.
#[derive(Debug, Clone, Default)]
pub(in super::super) struct ServiceNames {
    pub ident: String,
    pub client_module: Given,
    pub server_module: Given,
    pub scope: Vec<String>,
    /// Client and server name of each method.
    pub methods: Vec<(Given, Given)>,
    /// The constant of each method.
    pub constants: Vec<Given>,
}

/// Where a name goes; indices into the schema.
#[derive(Clone, Copy)]
pub(super) enum Slot {
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

/// The names of a scope or several.
#[derive(Default)]
pub(super) struct Named {
    pub given: Vec<(Slot, Given)>,
    /// Where messages, enums and services stand, by index.
    pub message_scopes: Vec<(usize, Vec<String>)>,
    pub enum_scopes: Vec<(usize, Vec<String>)>,
    pub service_scopes: Vec<(usize, Vec<String>)>,
    pub service_idents: Vec<(usize, String)>,
    pub found: Diagnostics,
}

impl Names {
    /// With room for every name.
    pub fn blank(schema: &Schema<'_>, declared: &Declarations) -> Self {
        let message = |(index, message): (usize, &MessageDecl<'_>)| match declared.has_items(index) {
            true => MessageNames {
                fields: vec![Given::default(); message.proto.field.len()],
                oneofs: vec![Default::default(); message.proto.oneof_decl.len()],
                ..MessageNames::default()
            },
            false => MessageNames::default(),
        };
        let enumeration = |(index, decl): (usize, &EnumDecl<'_>)| match declared.generated_enum(index) {
            true => EnumNames { values: vec![None; decl.proto.value.len()], ..EnumNames::default() },
            false => EnumNames::default(),
        };
        let service = |service: &ServiceDecl<'_>| ServiceNames {
            methods: vec![Default::default(); service.proto.method.len()],
            constants: vec![Given::default(); service.proto.method.len()],
            ..ServiceNames::default()
        };
        Self {
            messages: schema.messages.iter().enumerate().map(message).collect(),
            enums: schema.enums.iter().enumerate().map(enumeration).collect(),
            services: schema.services.iter().map(service).collect(),
        }
    }

    pub(super) fn take(&mut self, named: Named) {
        for (slot, given) in named.given {
            *self.slot(slot) = given;
        }
        for (index, scope) in named.message_scopes {
            self.messages[index].scope = scope;
        }
        for (index, scope) in named.enum_scopes {
            self.enums[index].scope = scope;
        }
        for (index, scope) in named.service_scopes {
            self.services[index].scope = scope;
        }
        for (index, ident) in named.service_idents {
            self.services[index].ident = ident;
        }
    }

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
