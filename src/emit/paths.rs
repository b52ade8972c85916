//! The paths of other crates in shared emitters. They are absolute, and the surface of messages
//! chooses them.
//!
//! `core` and `std` need no such choice, so emitters spell them where they use them: always
//! absolutely (`::core::option::Option`), because a schema may well have a message called `Option`.
//!
//! Primitive types (`i32`, `bool`, `str`) stand bare: types of a schema are in UpperCamelCase, and
//! where a *module* has a primitive's name (`message Bool` with something nested), a path of one
//! segment still means the primitive.

use proc_macro2::TokenStream;
use quote::quote;

use super::surface::{Foreign, Spelling};

/// The crate prost-types, for the types of `google.protobuf`.
pub(crate) fn prost_types(spelling: &Spelling<'_>) -> TokenStream {
    spelling.messages.path(Foreign::ProstTypes)
}

/// `String`.
pub(crate) fn string(spelling: &Spelling<'_>) -> TokenStream {
    spelling.messages.path(Foreign::String)
}

/// `Vec`.
pub(crate) fn vec(spelling: &Spelling<'_>) -> TokenStream {
    spelling.messages.path(Foreign::Vec)
}

/// `Box`.
pub(crate) fn boxed(spelling: &Spelling<'_>) -> TokenStream {
    spelling.messages.path(Foreign::Box)
}

/// `BTreeMap`.
pub(crate) fn btree_map(spelling: &Spelling<'_>) -> TokenStream {
    spelling.messages.path(Foreign::BTreeMap)
}

/// `bytes::Bytes`.
pub(crate) fn bytes(spelling: &Spelling<'_>) -> TokenStream {
    spelling.messages.path(Foreign::Bytes)
}

/// The type of the field that keeps unknown fields.
pub(crate) fn unknown_fields(spelling: &Spelling<'_>) -> TokenStream {
    spelling.messages.path(Foreign::UnknownFields)
}

/// The type of enum fields that keep every number.
pub(crate) fn open_enum(spelling: &Spelling<'_>) -> TokenStream {
    spelling.messages.path(Foreign::OpenEnum)
}

/// `HashMap`, which only `std` has.
pub(crate) fn hash_map() -> TokenStream {
    quote!(::std::collections::HashMap)
}
