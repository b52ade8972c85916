//! `Default`: derived where every field's default is its type's zero, else spelled out.

use proc_macro2::TokenStream;
use quote::quote;

use super::literal;
use super::wire::{self, EnumDefault};
use crate::emit::docs::allow_deprecated;
use crate::model::{Field, Message, Model, Presence, Shape, Value};

/// What the struct derives.
pub(crate) fn derived(model: &Model, message: &Message) -> Option<TokenStream> {
    let zeros = message.fields.iter().all(|field| other_than_zero(model, message, field).is_none());
    zeros.then(|| quote!(Default))
}

/// The implementation, if it cannot be derived.
pub(super) fn explicit(model: &Model, message: &Message) -> Option<TokenStream> {
    if derived(model, message).is_some() {
        return None;
    }
    let ident = &message.ident;
    let allow = allow_deprecated(message.mentions_deprecated);
    let fields = message.fields.iter().map(|field| {
        let value = other_than_zero(model, message, field);
        (&field.ident, value.unwrap_or_else(|| quote!(::core::default::Default::default())))
    });
    let others = message.oneofs.iter().map(|oneof| &oneof.ident).chain(&message.unknown_fields);
    let others = others.map(|ident| (ident, quote!(::core::default::Default::default())));
    let fields = fields.chain(others).map(|(ident, value)| quote!(#ident: #value));
    Some(quote! {
        #allow
        impl ::core::default::Default for #ident {
            #[inline]
            fn default() -> Self {
                Self { #(#fields,)* }
            }
        }
    })
}

/// The default of a field that is always there, if it is not its type's zero.
fn other_than_zero(model: &Model, message: &Message, field: &Field) -> Option<TokenStream> {
    match &field.shape {
        Shape::Singular { value, presence, storage: _, default } => match presence {
            Presence::Explicit => None,
            Presence::Implicit | Presence::Required => match default {
                Some(default) => (!literal::is_zero(default)).then(|| literal::owned(value, default)),
                None => enum_default(model, message, value),
            },
        },
        Shape::Repeated { .. } | Shape::Map { .. } => None,
    }
}

fn enum_default(model: &Model, message: &Message, value: &Value) -> Option<TokenStream> {
    match value {
        Value::Enum(enumeration) => match wire::default_number(model, &message.scope, enumeration) {
            EnumDefault::Zero => None,
            EnumDefault::Other(number) => Some(number),
        },
        Value::Scalar(_) | Value::String(_) | Value::Bytes(_) | Value::Message(..) => None,
    }
}
