//! Which elements are generated, and which are external.

mod wanted;

use super::extern_paths::{ExternPaths, External};
use super::link::{Schema, ServiceDecl};
use super::resolve::FieldDecl;

/// By index into the schema.
#[derive(Debug)]
pub(super) struct Declarations {
    /// Where messages come from, if not from here.
    pub external_messages: Vec<Option<External>>,
    /// Where enums come from, if not from here.
    pub external_enums: Vec<Option<External>>,
    map_entries: Vec<bool>,
    external_services: Vec<bool>,
    /// External messages with something nested in them that is generated.
    holders: Vec<bool>,
}

/// Decides for every type.
pub(super) fn declare(schema: &Schema<'_>, fields: &[Vec<FieldDecl>], externs: &ExternPaths<'_>) -> Declarations {
    let package = |file: usize| schema.files[file].proto.package();
    let messages = schema.messages.iter().map(|message| &message.at);
    let enums = schema.enums.iter().map(|decl| &decl.at);
    let mut declared = Declarations {
        external_messages: messages.map(|at| externs.resolve(&at.full_name, package(at.file))).collect(),
        external_enums: enums.map(|at| externs.resolve(&at.full_name, package(at.file))).collect(),
        map_entries: schema.messages.iter().map(|message| message.is_map_entry()).collect(),
        external_services: schema.services.iter().map(|service| is_external(schema, externs, service)).collect(),
        holders: vec![false; schema.messages.len()],
    };
    wanted::leave_out_unwanted(schema, fields, &mut declared);
    // A message stands before what is nested in it.
    for (index, message) in schema.messages.iter().enumerate().rev() {
        let holds = message.messages.iter().any(|&nested| declared.has_items(nested))
            || message.enums.iter().any(|&nested| declared.generated_enum(nested));
        declared.holders[index] = holds && declared.external_messages[index].is_some();
    }
    declared
}

/// Whether the stubs of a service are left to those who have its messages: not if the user asks for its file, since stubs
/// for the messages of another crate are a reason to have an extern path.
fn is_external(schema: &Schema<'_>, externs: &ExternPaths<'_>, service: &ServiceDecl<'_>) -> bool {
    let file = &schema.files[service.at.file];
    !file.listed && externs.resolve(&service.at.full_name, file.proto.package()).is_some()
}

impl Declarations {
    /// Whether a message has a Rust type of this tree, in this run or another.
    pub fn generated_message(&self, index: usize) -> bool {
        self.external_messages[index].is_none() && !self.map_entries[index]
    }

    /// Whether an external message has a module of this tree, because something nested in it is generated.
    pub fn is_holder(&self, index: usize) -> bool {
        self.holders[index]
    }

    /// Whether anything in this tree stands for a message: its type and module, or the module alone.
    pub fn has_items(&self, index: usize) -> bool {
        self.generated_message(index) || self.is_holder(index)
    }

    /// Whether an enum has a Rust type of this tree, in this run or another.
    pub fn generated_enum(&self, index: usize) -> bool {
        self.external_enums[index].is_none()
    }

    /// Whether stubs are generated for a service.
    pub fn generated_service(&self, index: usize) -> bool {
        !self.external_services[index]
    }

    /// Whether a message has a module: something is nested in it.
    pub fn has_module(&self, schema: &Schema<'_>, fields: &[Vec<FieldDecl>], index: usize) -> bool {
        let message = &schema.messages[index];
        fields[index].iter().any(|field| field.oneof.is_some())
            || message.messages.iter().any(|&nested| self.has_items(nested))
            || message.enums.iter().any(|&nested| self.generated_enum(nested))
    }
}
