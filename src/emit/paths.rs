//! The paths of other crates in shared emitters. They are absolute, and the surface of messages
//! chooses them.
//!
//! The surface does not choose the paths of `core` and `std`, so emitters write them directly. They
//! are absolute (`::core::option::Option`), because a schema may have a message called `Option`.
//!
//! Primitive types (`i32`, `bool`, `str`) have no path. The types of a schema are in
//! UpperCamelCase. A *module* can have the name of a primitive (`message Bool` with a nested item),
//! but a path of one segment still means the primitive.

use proc_macro2::TokenStream;
use quote::quote;

use super::surface::{Foreign, Spelling};

/// Returns the crate prost-types, for the types of `google.protobuf`.
pub(crate) fn prost_types(spelling: &Spelling<'_>) -> TokenStream {
    spelling.messages.path(Foreign::ProstTypes)
}

/// Returns the path of `String`.
pub(crate) fn string(spelling: &Spelling<'_>) -> TokenStream {
    spelling.messages.path(Foreign::String)
}

/// Returns the path of `Vec`.
pub(crate) fn vec(spelling: &Spelling<'_>) -> TokenStream {
    spelling.messages.path(Foreign::Vec)
}

/// Returns the path of `Box`.
pub(crate) fn boxed(spelling: &Spelling<'_>) -> TokenStream {
    spelling.messages.path(Foreign::Box)
}

/// Returns the path of `BTreeMap`.
pub(crate) fn btree_map(spelling: &Spelling<'_>) -> TokenStream {
    spelling.messages.path(Foreign::BTreeMap)
}

/// Returns the path of `bytes::Bytes`.
pub(crate) fn bytes(spelling: &Spelling<'_>) -> TokenStream {
    spelling.messages.path(Foreign::Bytes)
}

/// Returns the path of the type of a field that keeps unknown fields.
pub(crate) fn unknown_fields(spelling: &Spelling<'_>) -> TokenStream {
    spelling.messages.path(Foreign::UnknownFields)
}

/// Returns the path of the type of enum fields that keep every number.
pub(crate) fn open_enum(spelling: &Spelling<'_>) -> TokenStream {
    spelling.messages.path(Foreign::OpenEnum)
}

/// Returns the path of `HashMap`, which only `std` has.
pub(crate) fn hash_map() -> TokenStream {
    quote!(::std::collections::HashMap)
}
