//! Types as text, for code at the root of the module tree.

use proc_macro2::TokenStream;

use super::surface::Spelling;
use super::{item_path, types};
use crate::model::{EnumRef, MessageRef, Name, Shape, Storage, Value};

/// The module of code at the root of the tree.
const ROOT: &[Name] = &[];

/// Returns the type of a struct's field, e.g. `::core::option::Option<acme::v1::Day>`.
pub(crate) fn field(spelling: &Spelling<'_>, shape: &Shape) -> String {
    text(&types::field(spelling, ROOT, shape))
}

/// Returns the type of a value where it is stored.
pub(crate) fn stored(spelling: &Spelling<'_>, value: &Value, storage: Storage) -> String {
    text(&types::stored(spelling, ROOT, value, storage))
}

/// Returns the type of a message, e.g. `::prost_types::Timestamp`.
pub(crate) fn message(spelling: &Spelling<'_>, message: &MessageRef) -> String {
    text(&types::message(spelling, ROOT, message))
}

/// Returns the type of an enum.
pub(crate) fn enumeration(spelling: &Spelling<'_>, enumeration: &EnumRef) -> String {
    text(&types::enumeration(spelling, ROOT, enumeration))
}

/// Returns the path of an item in a module, e.g. `acme::v1::Forecast`.
pub(crate) fn path(scope: &[Name], ident: &Name) -> String {
    text(&item_path::relative(ROOT, scope, ident))
}

/// Returns the path of an item in the module of another item, e.g. `acme::v1::forecast::Payload`.
pub(crate) fn path_inside(scope: &[Name], module: &Name, ident: &Name) -> String {
    path(&item_path::inside(scope, module), ident)
}

fn text(path: &TokenStream) -> String {
    item_path::spelled(path).replace(',', ", ")
}
