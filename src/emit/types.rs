//! The Rust types of fields and oneof members.

use proc_macro2::TokenStream;
use quote::quote;

use super::deferred::deferred;
use super::surface::Spelling;
use super::{item_path, paths};
use crate::case;
use crate::model::{
    BytesContainer, EnumRef, Enums, MapContainer, MessageRef, Name, Presence, Scalar, Shape,
    Storage, Value, WellKnown,
};

/// Returns the type of a struct's field, for code in the module `scope`.
pub(crate) fn field(spelling: &Spelling<'_>, scope: &[Name], shape: &Shape) -> TokenStream {
    match shape {
        Shape::Singular { value, presence, storage, default: _ } => {
            let inner = || stored(spelling, scope, value, *storage);
            match presence {
                Presence::Explicit => {
                    let inner = deferred(inner);
                    quote!(::core::option::Option<#inner>)
                }
                Presence::Implicit | Presence::Required => inner(),
            }
        }
        Shape::Repeated { value, packing: _ } => {
            let vec = deferred(|| paths::vec(spelling));
            let inner = deferred(|| self::value(spelling, scope, value));
            quote!(#vec<#inner>)
        }
        Shape::Map { key, value, container } => {
            let map = match container {
                MapContainer::HashMap => paths::hash_map(),
                MapContainer::BTreeMap => paths::btree_map(spelling),
            };
            let key = self::value(spelling, scope, key);
            let value = self::value(spelling, scope, value);
            quote!(#map<#key, #value>)
        }
    }
}

/// Returns the type of a value where it is stored.
pub(crate) fn stored(
    spelling: &Spelling<'_>,
    scope: &[Name],
    value: &Value,
    storage: Storage,
) -> TokenStream {
    let inner = self::value(spelling, scope, value);
    match storage {
        Storage::Inline => inner,
        Storage::Boxed => {
            let boxed = paths::boxed(spelling);
            quote!(#boxed<#inner>)
        }
    }
}

/// Returns the type of a value.
pub(crate) fn value(spelling: &Spelling<'_>, scope: &[Name], value: &Value) -> TokenStream {
    match value {
        Value::Scalar(scalar) => self::scalar(*scalar),
        Value::String(_) => paths::string(spelling),
        Value::Bytes(container) => bytes(spelling, *container),
        Value::Enum(_, Enums::I32) => quote!(i32),
        Value::Enum(enumeration, Enums::Open) => {
            let open_enum = paths::open_enum(spelling);
            let ty = self::enumeration(spelling, scope, enumeration);
            quote!(#open_enum<#ty>)
        }
        Value::Enum(enumeration, Enums::Closed) => self::enumeration(spelling, scope, enumeration),
        Value::Message(message, _) => self::message(spelling, scope, message),
    }
}

/// Returns the type of a message, for code in the module `scope`.
pub(crate) fn message(
    spelling: &Spelling<'_>,
    scope: &[Name],
    message: &MessageRef,
) -> TokenStream {
    match message {
        MessageRef::Local(id) => {
            let message = spelling.message(*id);
            item_path::relative(scope, &message.scope, &message.ident)
        }
        MessageRef::WellKnown(well_known, _) => match well_known {
            WellKnown::Empty => quote!(()),
            WellKnown::Scalar(scalar) => self::scalar(*scalar),
            WellKnown::String => paths::string(spelling),
            WellKnown::Bytes => bytes(spelling, BytesContainer::Vec),
            WellKnown::Type(path) => in_prost_types(spelling, path),
        },
        MessageRef::Extern(path, _) => quote!(#path),
    }
}

/// Returns the type of an enum, for code in the module `scope`.
pub(crate) fn enumeration(
    spelling: &Spelling<'_>,
    scope: &[Name],
    enumeration: &EnumRef,
) -> TokenStream {
    match enumeration {
        EnumRef::Local(id) => {
            let enumeration = spelling.enumeration(*id);
            item_path::relative(scope, &enumeration.scope, &enumeration.ident)
        }
        EnumRef::WellKnown(path, _) => in_prost_types(spelling, path),
        EnumRef::Extern(path, _) => quote!(#path),
    }
}

/// Returns the type of a number or bool.
pub(crate) fn scalar(scalar: Scalar) -> TokenStream {
    match scalar {
        Scalar::Int32 | Scalar::Sint32 | Scalar::Sfixed32 => quote!(i32),
        Scalar::Int64 | Scalar::Sint64 | Scalar::Sfixed64 => quote!(i64),
        Scalar::Uint32 | Scalar::Fixed32 => quote!(u32),
        Scalar::Uint64 | Scalar::Fixed64 => quote!(u64),
        Scalar::Bool => quote!(bool),
        Scalar::Float => quote!(f32),
        Scalar::Double => quote!(f64),
    }
}

fn bytes(spelling: &Spelling<'_>, container: BytesContainer) -> TokenStream {
    match container {
        BytesContainer::Vec => {
            let vec = paths::vec(spelling);
            quote!(#vec<u8>)
        }
        BytesContainer::Bytes => paths::bytes(spelling),
    }
}

/// Returns the path of a type in prost-types, e.g. `::prost_types::field::Kind` for `Field.Kind`.
fn in_prost_types(spelling: &Spelling<'_>, name: &str) -> TokenStream {
    let prost_types = paths::prost_types(spelling);
    let (modules, name) =
        name.rsplit_once('.').map_or((None, name), |(modules, name)| (Some(modules), name));
    let modules = modules
        .iter()
        .flat_map(|modules| modules.split('.'))
        .map(|module| Name::new(&case::snake(module)));
    let ident = Name::new(&case::upper_camel(name));
    quote!(#prost_types #(::#modules)* ::#ident)
}
