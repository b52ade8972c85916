//! Compares two versions of a schema: which change breaks which Rust item, and which breaks peers.
//!
//! May import: `diagnostics`, `json`, `model`.
//!
//! Each side is a [`Version`]: the elements of a schema, and the public items of its generated
//! code. The elements say what changes in the schema, by the table in `rules.rs`. The items, which
//! are read from the generated code itself, say what changes in Rust. Each difference of an item
//! belongs to the change of the element that has the item. So no difference is lost, and reports
//! show no item that generated code lacks.

use std::collections::HashMap;

use crate::diagnostics::Location;
use crate::model::Model;

mod change;
mod compare;
mod element;
mod items;
mod rules;
mod verdict;

pub(crate) use change::Level;
pub(crate) use compare::compare;
pub(crate) use element::Element;
pub(crate) use items::{Items, read as read_items};
pub(crate) use rules::find as find_rule;
#[cfg(test)]
pub(crate) use rules::{Rule, SECTIONS, all as all_rules};
#[cfg(test)]
pub(crate) use verdict::Breaks;

/// A version of a schema.
#[derive(Debug)]
pub(crate) struct Version {
    /// The packages. It is `None` if only generated code is known.
    pub packages: Option<Vec<Element>>,
    /// The public items of the generated code.
    pub items: Items,
    /// The module path of each generated file, e.g. `[acme, v1]` for `acme.v1.rs`.
    pub modules: HashMap<String, Vec<String>>,
    /// The .proto files, with imports.
    pub files: Vec<ProtoFile>,
}

/// A .proto file of a version.
#[derive(Debug)]
pub(crate) struct ProtoFile {
    /// The name as protoc gives it, e.g. `acme/weather/v1/weather.proto`.
    pub name: String,
    /// The package, e.g. `acme.weather.v1`.
    pub package: String,
    /// Whether the elements of the file are compared. Those of an import are not.
    pub is_compared: bool,
}

impl Version {
    /// Calls a function for the place of each element.
    pub fn each_place(&mut self, call: &mut impl FnMut(&mut Location)) {
        let packages = self.packages.iter_mut().flatten();
        packages.for_each(|package| package.each_place(call));
    }
}

/// Returns the packages of a model, with the elements in them.
pub(crate) fn elements(model: &Model) -> Vec<Element> {
    element::read(model)
}
