//! When a singular field is on the wire.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Name, Presence, Scalar, Value};

/// `then` for the field `ident` of `self`, if it is there; `then` gets the expression of what to write.
pub(super) fn when_present(ident: &Name, value: &Value, presence: Presence, then: impl FnOnce(TokenStream) -> TokenStream) -> TokenStream {
    match presence {
        Presence::Explicit => {
            let borrow = borrow(value);
            let then = then(quote!(value));
            quote! {
                if let ::core::option::Option::Some(value) = #borrow self.#ident {
                    #then
                }
            }
        }
        Presence::Implicit => {
            let then = then(operand(ident, value));
            match is_set(ident, value) {
                Some(condition) => quote!(if #condition { #then }),
                None => then,
            }
        }
        Presence::Required => then(operand(ident, value)),
    }
}

/// The field as an argument: scalars are passed by value.
fn operand(ident: &Name, value: &Value) -> TokenStream {
    let borrow = borrow(value);
    quote!(#borrow self.#ident)
}

/// `&`, unless it is a scalar.
pub(super) fn borrow(value: &Value) -> Option<TokenStream> {
    match value {
        Value::Scalar(_) | Value::Enum(_) => None,
        Value::String(_) | Value::Bytes(_) | Value::Message(..) => Some(quote!(&)),
    }
}

/// Whether a field differs from its type's zero. -0.0 does, as protobuf has it (and prost has not).
fn is_set(ident: &Name, value: &Value) -> Option<TokenStream> {
    match value {
        Value::Scalar(scalar) => Some(match scalar {
            Scalar::Bool => quote!(self.#ident),
            Scalar::Float | Scalar::Double => quote!(self.#ident.to_bits() != 0),
            Scalar::Int32
            | Scalar::Int64
            | Scalar::Uint32
            | Scalar::Uint64
            | Scalar::Sint32
            | Scalar::Sint64
            | Scalar::Fixed32
            | Scalar::Fixed64
            | Scalar::Sfixed32
            | Scalar::Sfixed64 => quote!(self.#ident != 0),
        }),
        Value::Enum(_) => Some(quote!(self.#ident != 0)),
        Value::String(_) | Value::Bytes(_) => Some(quote!(!self.#ident.is_empty())),
        // Messages always have presence of their own.
        Value::Message(..) => None,
    }
}
