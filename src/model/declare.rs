//! Which elements are generated, and which come from elsewhere.

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
}

/// Decides for every type.
pub(super) fn declare(schema: &Schema<'_>, externs: &ExternPaths<'_>) -> Declarations {
    Declarations {
        external_messages: schema.messages.iter().map(|message| externs.resolve(&message.at.full_name)).collect(),
        external_enums: schema.enums.iter().map(|decl| externs.resolve(&decl.at.full_name)).collect(),
        map_entries: schema.messages.iter().map(|message| message.is_map_entry()).collect(),
        external_services: schema.services.iter().map(|service| is_external(schema, externs, service)).collect(),
    }
}

/// Whether the stubs of a service are left to those who have its messages: not if the user asks for its file, since stubs
/// for the messages of another crate are a reason to have an extern path.
fn is_external(schema: &Schema<'_>, externs: &ExternPaths<'_>, service: &ServiceDecl<'_>) -> bool {
    !schema.files[service.at.file].listed && externs.resolve(&service.at.full_name).is_some()
}

impl Declarations {
    /// Whether a message has a Rust type of this tree, in this run or another.
    pub fn generated_message(&self, index: usize) -> bool {
        self.external_messages[index].is_none() && !self.map_entries[index]
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
            || message.messages.iter().any(|&nested| self.generated_message(nested))
            || message.enums.iter().any(|&nested| self.generated_enum(nested))
    }
}
