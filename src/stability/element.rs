//! The elements of a schema, as two versions are compared.

use crate::diagnostics::Location;

mod facts;
mod read;

pub(crate) use facts::{FieldFacts, MethodFacts};
pub(super) use read::read;

/// An element of a schema, with the elements in it.
#[derive(Debug, Clone)]
pub(crate) struct Element {
    /// The full name, e.g. `acme.v1.Forecast.day`.
    pub full_name: String,
    /// The place of the declaration.
    pub place: Option<Location>,
    /// The path of the Rust item that stands for the element, e.g. `acme::v1::Forecast::day`. It
    /// has no raw identifiers. It is `None` if the element has no item, e.g. a method without
    /// stubs.
    pub rust: Option<String>,
    /// The paths of further items of the element, e.g. `acme::v1::forecast`. The items inside of
    /// them belong to the element too, if no other element has them.
    pub more: Vec<String>,
    /// The properties that are compared.
    pub facts: Facts,
    /// Whether the schema has `deprecated = true`.
    pub deprecated: bool,
    /// The elements in it: of a package, the messages, enums, services and extensions. Of a
    /// message, the fields, oneofs, messages, enums and extensions. Of an enum, the values. Of a
    /// service, the methods.
    pub parts: Vec<Element>,
}

/// The properties of an element that are compared.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Facts {
    Package,
    Message {
        is_message_set: bool,
        reserved: ReservedFacts,
        extension_ranges: Vec<(i32, i32)>,
    },
    Field(Box<FieldFacts>),
    Extension {
        extendee: String,
        field: Box<FieldFacts>,
    },
    /// A real oneof.
    Oneof,
    Enum {
        is_closed: bool,
        reserved: ReservedFacts,
        /// The number of the first value, which is the default.
        default: i32,
    },
    /// A value or an alias.
    Value {
        number: i32,
        is_alias: bool,
    },
    Service,
    Method(Box<MethodFacts>),
}

/// The numbers and names that an element reserves.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct ReservedFacts {
    /// The ranges. The last number is included.
    pub numbers: Vec<(i32, i32)>,
    pub names: Vec<String>,
}

impl ReservedFacts {
    /// Whether a number is reserved.
    pub fn has_number(&self, number: i32) -> bool {
        self.numbers.iter().any(|(first, last)| (*first..=*last).contains(&number))
    }

    /// Whether a name is reserved.
    pub fn has_name(&self, name: &str) -> bool {
        self.names.iter().any(|known| known == name)
    }
}

impl Element {
    /// Returns the last part of the full name.
    pub fn name(&self) -> &str {
        match self.facts {
            // Extensions of different scopes are in one list.
            Facts::Package | Facts::Extension { .. } => &self.full_name,
            _ => self.full_name.rsplit('.').next().unwrap_or_default(),
        }
    }

    /// Calls a function for the place of the element and of each element in it.
    pub fn each_place(&mut self, call: &mut impl FnMut(&mut Location)) {
        self.place.iter_mut().for_each(&mut *call);
        self.parts.iter_mut().for_each(|part| part.each_place(call));
    }

    /// Returns the kind in words, e.g. `oneof member`.
    pub fn kind(&self) -> &'static str {
        match &self.facts {
            Facts::Package => "package",
            Facts::Message { .. } => "message",
            Facts::Field(field) if field.oneof.is_some() => "oneof member",
            Facts::Field(_) => "field",
            Facts::Extension { .. } => "extension",
            Facts::Oneof => "oneof",
            Facts::Enum { .. } => "enum",
            Facts::Value { .. } => "enum value",
            Facts::Service => "service",
            Facts::Method(_) => "method",
        }
    }

    /// Returns the element in words, e.g. "field `acme.v1.Forecast.day`".
    pub fn words(&self) -> String {
        match self.full_name.is_empty() {
            true => "the unnamed package".to_owned(),
            false => format!("{} `{}`", self.kind(), self.full_name),
        }
    }
}
