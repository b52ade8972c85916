//! The attributes that options give to the methods of a service. Stubs, client traits, service
//! traits and servers differ in which of them they can have.

use quote::quote;

use crate::model::{Code, Method};

/// Attributes of the language. Other attributes can be macros, and most macros need a function with
/// a body.
const BUILT_IN: &[&str] = &[
    "allow",
    "cfg",
    "cfg_attr",
    "cold",
    "deny",
    "deprecated",
    "doc",
    "expect",
    "forbid",
    "inline",
    "must_use",
    "track_caller",
    "warn",
];

/// Returns the attributes of a method that are no macros.
pub(super) fn built_in(method: &Method) -> impl Iterator<Item = &Code> {
    method.attributes.iter().filter(|attribute| BUILT_IN.contains(&&*name_of(attribute)))
}

/// Returns the attributes of a method that are conditions, `#[cfg(..)]`.
pub(super) fn conditions(method: &Method) -> impl Iterator<Item = &Code> {
    method.attributes.iter().filter(|attribute| name_of(attribute) == "cfg")
}

/// Returns the first name of an attribute, e.g. `tracing` of `#[tracing::instrument]`.
fn name_of(attribute: &Code) -> String {
    let is_part = |c: &char| c.is_alphanumeric() || *c == '_';
    let text = quote!(#attribute).to_string();
    text.chars().skip_while(|c| !is_part(c)).take_while(is_part).collect()
}
