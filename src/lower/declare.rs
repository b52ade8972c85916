//! The elements that are generated, and those that are external.

use std::collections::HashMap;

mod unreferenced;

use super::calls::Call;
use super::extensions::ResolvedExtension;
use super::extern_paths::{ExternPaths, External};
use super::link::Schema;
use super::resolve::Fields;
use crate::index::Column;
use crate::model::{EnumId, ExtensionId, FileId, MessageId, MethodId, ServiceId};

/// The origin of each element: this tree, or another crate.
#[derive(Debug)]
pub(super) struct Declarations {
    /// The Rust items of external messages.
    pub external_messages: Column<MessageId, Option<External>>,
    /// The Rust items of external enums.
    pub external_enums: Column<EnumId, Option<External>>,
    /// The services whose stubs another crate has.
    pub external_services: Column<ServiceId, Option<External>>,
    /// Whether a message has a Rust type in this tree. This run or another run generates it.
    pub messages: Column<MessageId, bool>,
    /// Whether an external message has a module in this tree, because an item nested in it is
    /// generated.
    pub holders: Column<MessageId, bool>,
    /// Whether an enum has a Rust type in this tree. This run or another run generates it.
    pub enums: Column<EnumId, bool>,
    /// Whether stubs are generated for a service.
    pub services: Column<ServiceId, bool>,
    /// Whether an extension is declared in a package of this tree. This run or another run
    /// generates the package.
    pub extensions: Column<ExtensionId, bool>,
    /// Whether an extension has a constant in this run.
    pub constants: Column<ExtensionId, bool>,
    /// Whether a message has a module, because an item is nested in it.
    pub modules: Column<MessageId, bool>,
    /// Whether prost-types has some type of a file.
    pub shared: Column<FileId, bool>,
}

/// Finds the origin of every type and service.
pub(super) fn declare(
    schema: &Schema<'_>,
    fields: &Fields,
    calls: &Column<MethodId, Call>,
    externs: &ExternPaths<'_>,
    extensions: &Column<ExtensionId, ResolvedExtension>,
    constants: Column<ExtensionId, bool>,
) -> Declarations {
    let package = |file: FileId| schema.files[file].proto.package();
    let mut external_messages = schema
        .messages
        .map(|(_, message)| externs.resolve(&message.at.full_name, package(message.at.file)));
    let mut external_enums =
        schema.enums.map(|(_, decl)| externs.resolve(&decl.at.full_name, package(decl.at.file)));
    let shared =
        unreferenced::files_shared_with_prost_types(schema, &external_messages, &external_enums);
    unreferenced::leave_out_unreferenced(
        schema,
        fields,
        calls,
        (extensions, &constants),
        &shared,
        &mut external_messages,
        &mut external_enums,
    );
    let messages = schema
        .messages
        .map(|(id, message)| external_messages[id].is_none() && !message.is_map_entry());
    let enums = external_enums.map(|(_, external)| external.is_none());
    // A listed service gets stubs even if its messages are external: a user may have an extern path
    // just to generate stubs for the messages of another crate. The stubs of other services are
    // left to the crate that has their messages.
    let external_services = schema.services.map(|(_, service)| {
        let file = &schema.files[service.at.file];
        let external = || externs.resolve(&service.at.full_name, file.proto.package());
        if file.listed { None } else { external() }
    });
    let services = external_services.map(|(_, external)| external.is_none());
    let declared_extensions = schema.extensions.map(|(_, extension)| {
        externs.resolve(&extension.at.full_name, package(extension.at.file)).is_none()
    });
    let mut has_constants = Column::filled(false, schema.messages.len());
    for (_, extension) in schema.extensions.iter().filter(|(id, _)| constants[*id]) {
        extension.at.parent.iter().for_each(|parent| has_constants[*parent] = true);
    }
    let mut holders = Column::filled(false, schema.messages.len());
    let mut modules = Column::filled(false, schema.messages.len());
    // A message comes before its nested messages.
    for (id, message) in schema.messages.iter().rev() {
        let holds = message.messages.iter().any(|nested| messages[*nested] || holders[*nested])
            || message.enums.iter().any(|nested| enums[*nested])
            || has_constants[id];
        holders[id] = holds && external_messages[id].is_some();
        modules[id] = holds || schema.real_oneofs(id).next().is_some();
    }
    Declarations {
        external_messages,
        external_enums,
        external_services,
        messages,
        holders,
        enums,
        services,
        extensions: declared_extensions,
        constants,
        modules,
        shared,
    }
}

impl Declarations {
    /// Returns the extensions that have a constant, by the message that declares them.
    pub fn constants_in(&self, schema: &Schema<'_>) -> HashMap<MessageId, Vec<ExtensionId>> {
        let mut constants: HashMap<MessageId, Vec<ExtensionId>> = HashMap::new();
        for (id, extension) in schema.extensions.iter().filter(|(id, _)| self.constants[*id]) {
            if let Some(parent) = extension.at.parent {
                constants.entry(parent).or_default().push(id);
            }
        }
        constants
    }

    /// Whether this tree has an item for a message: its type and module, or the module alone.
    pub fn has_items(&self, message: MessageId) -> bool {
        self.messages[message] || self.holders[message]
    }
}
