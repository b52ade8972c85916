//! The inherent methods of a message, with prost's names, signatures and docs.

use proc_macro2::TokenStream;
use quote::quote;

mod enums;

use super::literal;
use crate::emit::doc_attributes::allow_deprecated;
use crate::emit::surface::Spelling;
use crate::emit::{allow_lints, types};
use crate::model::{Accessors, Field, Literal, Message, Name, Shape, Value};

/// Returns the methods of all fields, or `None` if there are none.
pub(super) fn accessors(spelling: &Spelling<'_>, message: &Message) -> Option<TokenStream> {
    let methods: TokenStream = message
        .fields
        .iter()
        .filter_map(|field| Some((field, field.accessors.as_ref()?)))
        .map(|(field, accessors)| methods(spelling, &message.scope, field, accessors))
        .collect();
    if methods.is_empty() {
        return None;
    }
    let ident = &message.ident;
    let deprecated = allow_deprecated(message.mentions_deprecated);
    let lints = allow_lints::allow(message.accessor_lints);
    Some(quote! {
        #deprecated
        #lints
        #[allow(dead_code)]
        impl #ident {
            #methods
        }
    })
}

fn methods(
    spelling: &Spelling<'_>,
    scope: &[Name],
    field: &Field,
    accessors: &Accessors,
) -> TokenStream {
    match &field.shape {
        Shape::Singular { value, presence, storage: _, default } => match value {
            Value::Enum(enumeration, enums) => {
                let ty = types::enumeration(spelling, scope, enumeration);
                let default = or_default(default.as_ref(), |default| {
                    let variant = literal::borrowed(default);
                    let allow = allow_deprecated(default.may_be_deprecated());
                    quote!(#allow #ty::#variant)
                });
                enums::singular(field, accessors, (&ty, *enums), *presence, &default)
            }
            Value::Scalar(_) | Value::String(_) | Value::Bytes(_) => {
                let default = or_default(
                    default.as_ref().filter(|default| !literal::is_zero(default)),
                    literal::borrowed,
                );
                optional(field, accessors, value, &default)
            }
            Value::Message(..) => TokenStream::new(),
        },
        Shape::Repeated { value, packing: _ } => match value {
            Value::Enum(enumeration, enums) => {
                let ty = types::enumeration(spelling, scope, enumeration);
                enums::repeated(field, accessors, (&ty, *enums))
            }
            Value::Scalar(_) | Value::String(_) | Value::Bytes(_) | Value::Message(..) => {
                TokenStream::new()
            }
        },
        Shape::Map { key, value, container: _ } => match value {
            Value::Enum(enumeration, enums) => {
                let key_type = types::value(spelling, scope, key);
                let ty = types::enumeration(spelling, scope, enumeration);
                enums::map(field, accessors, (key, &key_type), (&ty, *enums))
            }
            Value::Scalar(_) | Value::String(_) | Value::Bytes(_) | Value::Message(..) => {
                TokenStream::new()
            }
        },
    }
}

/// Returns `unwrap_or(default)`, or `unwrap_or_default()` if there is no explicit default.
fn or_default(
    default: Option<&Literal>,
    expression: impl FnOnce(&Literal) -> TokenStream,
) -> TokenStream {
    match default {
        None => quote!(unwrap_or_default()),
        Some(default) => {
            let default = expression(default);
            quote!(unwrap_or(#default))
        }
    }
}

fn optional(
    field: &Field,
    accessors: &Accessors,
    value: &Value,
    default: &TokenStream,
) -> TokenStream {
    let (ident, read, name) = (&field.ident, &accessors.read, field.ident.unraw());
    let (ty, borrow) = match value {
        Value::Scalar(scalar) => (types::scalar(*scalar), None),
        Value::String(_) => (quote!(&str), Some(quote!(.as_deref()))),
        Value::Bytes(_) => (quote!(&[u8]), Some(quote!(.as_deref()))),
        Value::Enum(..) | Value::Message(..) => return TokenStream::new(),
    };
    let doc = format!(" Returns the value of `{name}`, or the default value if `{name}` is unset.");
    quote! {
        #[doc = #doc]
        #[inline]
        pub fn #read(&self) -> #ty {
            self.#ident #borrow.#default
        }
    }
}
