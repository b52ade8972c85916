//! Explains an element: its file, type and name in Rust, and the reasons for them.
//!
//! May import: `case`, `diagnostics`, `emit`, `json`, `model`, `options`.
//!
//! The answers come from the finished model, in the spelling of the surfaces. This module reads no
//! rule and no descriptor.

use std::collections::HashMap;

use crate::diagnostics::{Diagnostic, unknown_element};
use crate::emit::Spelling;
use crate::model::FileId;

mod cycle;
mod declaration;
mod enumeration;
mod extension;
mod field;
mod find;
mod foreign;
mod json;
mod message;
mod missing_traits;
mod package;
mod record;
mod rules;
mod rust_name;
mod service;
mod shape;
mod traits;

use find::Found;
pub(crate) use record::Explanation;

/// A model whose elements can be explained.
pub(crate) struct Reader<'m> {
    pub spelling: Spelling<'m>,
    /// The generated file with the items of each .proto file, e.g. `acme.weather.v1.rs`. A file of
    /// another run has no entry.
    pub outputs: HashMap<FileId, String>,
}

impl<'m> Reader<'m> {
    /// Explains the elements that a path names. `.` names all elements. A path that begins with a
    /// dot names one element. Any other path names every element whose full name equals it or ends
    /// with it.
    ///
    /// # Errors
    /// Returns an error if no element has this name.
    pub fn explain(&self, path: &str) -> Result<Vec<Explanation>, Diagnostic> {
        let elements = find::elements(self.spelling.model);
        let found: Vec<Explanation> = elements
            .iter()
            .filter(|element| element.is_named(path))
            .map(|element| self.of(&element.full_name, &element.found))
            .collect();
        if found.is_empty() {
            let similar = find::similar(&elements, path);
            return Err(unknown_element(path, &similar));
        }
        Ok(found)
    }

    fn of(&self, full_name: &str, found: &Found<'m>) -> Explanation {
        match *found {
            Found::File(id) => self.file(id),
            Found::Package(package) => self.package(package),
            Found::Message(message) => self.message(message),
            Found::Field(message, field) => self.field(full_name, message, field),
            Found::Oneof(message, oneof) => self.oneof(full_name, message, oneof),
            Found::Member(message, oneof, member) => self.member(full_name, message, oneof, member),
            Found::Enum(enumeration) => self.enumeration(enumeration),
            Found::Value(enumeration, value) => self.value(full_name, enumeration, value),
            Found::Alias(enumeration, alias) => self.alias(full_name, enumeration, alias),
            Found::Service(service) => self.service(service),
            Found::Method(service, method) => self.method(full_name, service, method),
            Found::Extension(extension) => self.extension(extension),
            Found::ForeignMessage(foreign) => self.foreign_message(foreign),
            Found::ForeignEnum(foreign) => self.foreign_enum(foreign),
            Found::ForeignService(foreign) => self.foreign_service(foreign),
        }
    }
}
