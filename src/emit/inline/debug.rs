//! `Debug`, with prost's output: fields in the order of declaration, enums by their names.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::docs::allow_deprecated;
use crate::emit::{paths, place, types};
use crate::model::{EnumRef, Message, Model, Name, Oneof, Shape, Value};

/// For a message.
pub(super) fn message(model: &Model, message: &Message) -> TokenStream {
    let rt = paths::runtime();
    let ident = &message.ident;
    let allow = allow_deprecated(message.mentions_deprecated);
    let fields = message.fields.iter().map(|field| {
        let ident = &field.ident;
        let value = match shown_enum(&field.shape) {
            None => quote!(&self.#ident),
            Some(enumeration) => {
                let ty = types::enumeration(model, &message.scope, enumeration);
                quote!(&#rt::debug_enum::<#ty>(&self.#ident))
            }
        };
        (ident, value)
    });
    let others = message.oneofs.iter().map(|oneof| &oneof.ident).chain(&message.unknown_fields);
    let fields = fields.chain(others.map(|ident| (ident, quote!(&self.#ident))));
    let fields = fields.map(|(ident, value)| {
        let name = ident.to_string();
        quote!(.field(#name, #value))
    });
    let name = ident.to_string();
    implement(ident, allow, quote!(#rt::debug_struct(f, #name)#(#fields)*.finish()))
}

/// For the enum of a oneof.
pub(super) fn oneof(model: &Model, message: &Message, oneof: &Oneof, allow: Option<TokenStream>) -> TokenStream {
    let rt = paths::runtime();
    let arms = oneof.members.iter().map(|member| {
        let ident = &member.ident;
        let name = ident.to_string();
        let value = match enum_of(&member.value) {
            None => quote!(value),
            Some(enumeration) => {
                let ty = types::enumeration(model, &place::inside(&message.scope, &message.module), enumeration);
                quote!(&#rt::debug_enum::<#ty>(value))
            }
        };
        quote!(Self::#ident(value) => #rt::debug_variant(f, #name, #value))
    });
    implement(&oneof.type_ident, allow, quote!(match self { #(#arms,)* }))
}

fn implement(ident: &Name, allow: Option<TokenStream>, body: TokenStream) -> TokenStream {
    quote! {
        #allow
        impl ::core::fmt::Debug for #ident {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                #body
            }
        }
    }
}

/// The enum whose names are to be shown, in a field or a map's values.
fn shown_enum(shape: &Shape) -> Option<&EnumRef> {
    match shape {
        Shape::Singular { value, .. } | Shape::Repeated { value, .. } | Shape::Map { value, .. } => enum_of(value),
    }
}

fn enum_of(value: &Value) -> Option<&EnumRef> {
    match value {
        Value::Enum(enumeration) => Some(enumeration),
        Value::Scalar(_) | Value::String(_) | Value::Bytes(_) | Value::Message(..) => None,
    }
}
