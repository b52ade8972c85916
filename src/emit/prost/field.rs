//! `#[prost(...)]` of a field: type, label, packing, box, number, default, in this order.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::literal;
use crate::emit::surface::Spelling;
use crate::emit::{item_path, types};
use crate::model::{
    BytesContainer, Field, Framing, MapContainer, Name, Packing, Presence, Scalar, Shape, Storage,
    Value,
};

/// Returns the attribute of a field. Its message is in the module `scope`.
pub(crate) fn field(spelling: &Spelling<'_>, scope: &[Name], field: &Field) -> TokenStream {
    let tag = field.number.to_string();
    match &field.shape {
        Shape::Singular { value, presence, storage, default } => {
            let ty = annotated(spelling, scope, value);
            let label = match presence {
                Presence::Explicit => Some(quote!(, optional)),
                Presence::Implicit => None,
                Presence::Required => Some(quote!(, required)),
            };
            let boxed = match storage {
                Storage::Inline => None,
                Storage::Boxed => Some(quote!(, boxed)),
            };
            let default = default.as_ref().map(|default| {
                let text = literal::text(default);
                quote!(, default = #text)
            });
            quote!(#[prost(#ty #label #boxed, tag = #tag #default)])
        }
        Shape::Repeated { value, packing } => {
            let ty = annotated(spelling, scope, value);
            let packed = match packing {
                Packing::Packed => None,
                Packing::Expanded => match value {
                    Value::Scalar(_) | Value::Enum(..) => Some(quote!(, packed = "false")),
                    Value::String(_) | Value::Bytes(_) | Value::Message(..) => None,
                },
            };
            quote!(#[prost(#ty, repeated #packed, tag = #tag)])
        }
        Shape::Map { key, value, container } => {
            let value = match field.ident.to_string().starts_with("r#") {
                // prost's derive panics over the accessors that it would name `get_r#type`. A
                // number has the same encoding.
                true => number_in_map(spelling, scope, value),
                false => in_map(spelling, scope, value),
            };
            let types = format!("{}, {value}", in_map(spelling, scope, key));
            match container {
                MapContainer::HashMap => quote!(#[prost(map = #types, tag = #tag)]),
                MapContainer::BTreeMap => quote!(#[prost(btree_map = #types, tag = #tag)]),
            }
        }
    }
}

/// Returns the type of a value, without the Rust type of `bytes`. Oneof members do not have that.
pub(super) fn bare(spelling: &Spelling<'_>, scope: &[Name], value: &Value) -> TokenStream {
    match value {
        Value::Scalar(scalar) => self::scalar(*scalar),
        Value::String(_) => quote!(string),
        Value::Bytes(_) => quote!(bytes),
        Value::Enum(enumeration, _) => {
            let path = item_path::spelled(&types::enumeration(spelling, scope, enumeration));
            quote!(enumeration = #path)
        }
        Value::Message(_, Framing::LengthPrefixed) => quote!(message),
        Value::Message(_, Framing::Delimited) => quote!(group),
    }
}

fn annotated(spelling: &Spelling<'_>, scope: &[Name], value: &Value) -> TokenStream {
    match value {
        Value::Bytes(BytesContainer::Vec) => quote!(bytes = "vec"),
        Value::Bytes(BytesContainer::Bytes) => quote!(bytes = "bytes"),
        Value::Scalar(_) | Value::String(_) | Value::Enum(..) | Value::Message(..) => {
            bare(spelling, scope, value)
        }
    }
}

fn in_map(spelling: &Spelling<'_>, scope: &[Name], value: &Value) -> String {
    match value {
        Value::Enum(enumeration, _) => {
            let path = item_path::spelled(&types::enumeration(spelling, scope, enumeration));
            format!("enumeration({path})")
        }
        Value::Scalar(_) | Value::String(_) | Value::Bytes(_) | Value::Message(..) => {
            bare(spelling, scope, value).to_string()
        }
    }
}

fn number_in_map(spelling: &Spelling<'_>, scope: &[Name], value: &Value) -> String {
    match value {
        Value::Enum(..) => "int32".to_owned(),
        Value::Scalar(_) | Value::String(_) | Value::Bytes(_) | Value::Message(..) => {
            in_map(spelling, scope, value)
        }
    }
}

fn scalar(scalar: Scalar) -> TokenStream {
    let name = Ident::new(scalar.proto_name(), Span::call_site());
    quote!(#name)
}
