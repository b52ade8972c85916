//! The Rust types of fields and oneof members.

use proc_macro2::TokenStream;
use quote::quote;

use super::{paths, place};
use crate::model::{BytesContainer, EnumRef, MapContainer, MessageRef, Model, Name, Presence, Scalar, Shape, Storage, Value, WellKnown};

/// The type of a struct's field, for code in the module `scope`.
pub(crate) fn field(model: &Model, scope: &[Name], shape: &Shape) -> TokenStream {
    match shape {
        Shape::Singular { value, presence, storage, default: _ } => {
            let inner = stored(model, scope, value, *storage);
            match presence {
                Presence::Explicit => quote!(::core::option::Option<#inner>),
                Presence::Implicit | Presence::Required => inner,
            }
        }
        Shape::Repeated { value, packing: _ } => {
            let vec = paths::vec(model);
            let inner = self::value(model, scope, value);
            quote!(#vec<#inner>)
        }
        Shape::Map { key, value, container } => {
            let map = match container {
                MapContainer::HashMap => paths::hash_map(),
                MapContainer::BTreeMap => paths::btree_map(model),
            };
            let key = self::value(model, scope, key);
            let value = self::value(model, scope, value);
            quote!(#map<#key, #value>)
        }
    }
}

/// The type of a value where it is stored.
pub(crate) fn stored(model: &Model, scope: &[Name], value: &Value, storage: Storage) -> TokenStream {
    let inner = self::value(model, scope, value);
    match storage {
        Storage::Inline => inner,
        Storage::Boxed => {
            let boxed = paths::boxed(model);
            quote!(#boxed<#inner>)
        }
    }
}

/// The type of a value.
pub(crate) fn value(model: &Model, scope: &[Name], value: &Value) -> TokenStream {
    match value {
        Value::Scalar(scalar) => self::scalar(*scalar),
        Value::String(_) => paths::string(model),
        Value::Bytes(container) => bytes(model, *container),
        Value::Enum(_) => quote!(i32),
        Value::Message(message, _) => self::message(model, scope, message),
    }
}

/// The type of a message, for code in the module `scope`.
pub(crate) fn message(model: &Model, scope: &[Name], message: &MessageRef) -> TokenStream {
    match message {
        MessageRef::Local(id) => {
            let message = model.message(*id);
            place::relative(scope, &message.scope, &message.ident)
        }
        MessageRef::WellKnown(well_known) => match well_known {
            WellKnown::Empty => quote!(()),
            WellKnown::Scalar(scalar) => self::scalar(*scalar),
            WellKnown::String => paths::string(model),
            WellKnown::Bytes => bytes(model, BytesContainer::Vec),
            WellKnown::Type(path) => in_prost_types(model, path),
        },
        MessageRef::Extern(path) => quote!(#path),
    }
}

/// The type of an enum, for code in the module `scope`.
pub(crate) fn enumeration(model: &Model, scope: &[Name], enumeration: &EnumRef) -> TokenStream {
    match enumeration {
        EnumRef::Local(id) => {
            let enumeration = model.enumeration(*id);
            place::relative(scope, &enumeration.scope, &enumeration.ident)
        }
        EnumRef::WellKnown(path) => in_prost_types(model, path),
        EnumRef::Extern(path) => quote!(#path),
    }
}

/// The type of a number or bool.
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

fn bytes(model: &Model, container: BytesContainer) -> TokenStream {
    match container {
        BytesContainer::Vec => {
            let vec = paths::vec(model);
            quote!(#vec<u8>)
        }
        BytesContainer::Bytes => paths::bytes(model),
    }
}

fn in_prost_types(model: &Model, path: &[Name]) -> TokenStream {
    let prost_types = paths::prost_types(model);
    quote!(#prost_types #(::#path)*)
}
