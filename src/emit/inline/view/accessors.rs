//! The methods of a view.

use proc_macro2::TokenStream;
use quote::quote;

use super::stored::{allow_of_default, kind, map_kinds};
use super::{allow_of_methods, is_lazy, oneof, path};
use crate::emit::doc_attributes::{allow_deprecated, deprecated, docs};
use crate::emit::inline::{literal, paths};
use crate::emit::surface::Spelling;
use crate::emit::types;
use crate::model::{Enums, Field, Message, MessageRef, Name, Presence, Shape, Value};

/// Returns the methods of all fields and oneofs.
pub(super) fn methods(spelling: &Spelling<'_>, message: &Message, view: &Name) -> TokenStream {
    let of_fields = message.fields.iter().map(|field| of_field(spelling, message, field));
    let oneofs = message.oneofs.iter().map(|one| oneof::method(spelling, message, one));
    let methods: Vec<TokenStream> = of_fields.chain(oneofs).collect();
    if methods.is_empty() {
        return TokenStream::new();
    }
    let borrows = message.fields.iter().any(borrows) || message.oneofs.iter().any(oneof::borrows);
    let lifetime = if borrows { quote!('a) } else { quote!('_) };
    let generics = borrows.then(|| quote!(<'a>));
    let allow = allow_deprecated(message.mentions_deprecated);
    let lints = allow_of_methods(message);
    quote! {
        #allow
        #lints
        #[allow(dead_code)]
        impl #generics #view<#lifetime> {
            #(#methods)*
        }
    }
}

/// Whether the type that a field's method returns has a lifetime.
fn borrows(field: &Field) -> bool {
    match &field.shape {
        Shape::Singular { value, .. } => value_borrows(value),
        Shape::Repeated { .. } | Shape::Map { .. } => true,
    }
}

/// Whether the type of a value in a view has a lifetime.
pub(super) fn value_borrows(value: &Value) -> bool {
    match value {
        Value::String(_) | Value::Bytes(_) | Value::Message(MessageRef::Local(_), _) => true,
        Value::Message(MessageRef::WellKnown(..) | MessageRef::Extern(..), _)
        | Value::Scalar(_)
        | Value::Enum(..) => false,
    }
}

/// Returns the type of a value in a view, for code in the module `scope`.
pub(super) fn ty(spelling: &Spelling<'_>, scope: &[Name], value: &Value) -> TokenStream {
    match value {
        Value::String(_) => quote!(&'a str),
        Value::Bytes(_) => quote!(&'a [u8]),
        Value::Message(MessageRef::Local(id), _) => {
            let view = path(spelling, scope, *id);
            quote!(#view<'a>)
        }
        Value::Message(MessageRef::WellKnown(..) | MessageRef::Extern(..), _)
        | Value::Scalar(_)
        | Value::Enum(..) => types::value(spelling, scope, value),
    }
}

fn of_field(spelling: &Spelling<'_>, message: &Message, field: &Field) -> TokenStream {
    let rt = paths::runtime();
    let scope = &message.scope;
    let ident = &field.ident;
    let (ty, body) = match &field.shape {
        Shape::Singular { value, presence, .. } => {
            let inner = ty(spelling, scope, value);
            let ty = match presence {
                Presence::Explicit => quote!(::core::option::Option<#inner>),
                Presence::Implicit | Presence::Required => inner,
            };
            let ty = match is_lazy(message, value) {
                true => quote!(::core::result::Result<#ty, #rt::DecodeError>),
                false => ty,
            };
            (ty, singular(spelling, scope, ident, value, *presence))
        }
        Shape::Repeated { value, packing: _ } => {
            let kind = kind(spelling, message, value);
            (quote!(#rt::List<'a, #kind>), quote!(self.#ident.list(self.__source)))
        }
        Shape::Map { key, value, container: _ } => {
            let kinds = map_kinds(spelling, message, key, value);
            (quote!(#rt::MapView<'a, #kinds>), quote!(self.#ident.map(self.__source)))
        }
    };
    let docs = docs(&field.docs);
    let deprecated = deprecated(field.deprecated);
    let or_default = or_default(spelling, message, field);
    quote! {
        #docs
        #deprecated
        #[inline]
        pub fn #ident(&self) -> #ty {
            #body
        }
        #or_default
    }
}

/// Returns the value of a singular field.
fn singular(
    spelling: &Spelling<'_>,
    scope: &[Name],
    ident: &Name,
    value: &Value,
    presence: Presence,
) -> TokenStream {
    let rt = paths::runtime();
    let is_optional = presence == Presence::Explicit;
    match value {
        Value::Scalar(_) | Value::String(_) | Value::Bytes(_) | Value::Enum(_, Enums::I32) => {
            quote!(self.#ident)
        }
        Value::Enum(_, Enums::Open) if is_optional => {
            quote!(self.#ident.map(#rt::OpenEnum::new))
        }
        Value::Enum(_, Enums::Open) => quote!(#rt::OpenEnum::new(self.#ident)),
        Value::Enum(enumeration, Enums::Closed) => {
            let ty = types::enumeration(spelling, scope, enumeration);
            let converted = quote!(<#ty as ::core::convert::TryFrom<i32>>::try_from);
            match is_optional {
                true => quote!(self.#ident.and_then(|number| #converted(number).ok())),
                false => quote!(#converted(self.#ident).unwrap_or_default()),
            }
        }
        Value::Message(..) if is_optional => quote!(self.#ident.get(self.__source)),
        Value::Message(..) => quote!(self.#ident.get_or_default(self.__source)),
    }
}

/// Returns the method that returns the value or its default, if the field has one.
fn or_default(spelling: &Spelling<'_>, message: &Message, field: &Field) -> Option<TokenStream> {
    let method = field.view_default.as_ref()?;
    let (value, presence, default) = match &field.shape {
        Shape::Singular { value, presence, default, storage: _ } => (value, *presence, default),
        Shape::Repeated { .. } | Shape::Map { .. } => return None,
    };
    let (ident, scope) = (&field.ident, &message.scope);
    let is_optional = presence == Presence::Explicit;
    let (ty, body) = match value {
        Value::Enum(enumeration, enums) => {
            let ty = types::enumeration(spelling, scope, enumeration);
            let default = match default {
                Some(default) => {
                    let (variant, allow) = (literal::borrowed(default), allow_of_default(default));
                    quote!(.unwrap_or(#allow #ty::#variant))
                }
                None => quote!(.unwrap_or_default()),
            };
            let converted = quote!(<#ty as ::core::convert::TryFrom<i32>>::try_from);
            let body = match (is_optional, enums) {
                (false, Enums::Closed) => return None,
                (false, Enums::I32 | Enums::Open) => quote!(#converted(self.#ident) #default),
                (true, _) => {
                    quote!(self.#ident.and_then(|number| #converted(number).ok()) #default)
                }
            };
            (ty, body)
        }
        Value::Scalar(_) | Value::String(_) | Value::Bytes(_) => {
            let default = match default.as_ref().filter(|default| !literal::is_zero(default)) {
                Some(default) => {
                    let default = literal::borrowed(default);
                    quote!(.unwrap_or(#default))
                }
                None => quote!(.unwrap_or_default()),
            };
            (self::ty(spelling, scope, value), quote!(self.#ident #default))
        }
        Value::Message(..) => return None,
    };
    let name = field.ident.unraw();
    let when = match value {
        Value::Enum(_, Enums::I32 | Enums::Open) => {
            "unset or set to a number without a name in the enum"
        }
        Value::Enum(_, Enums::Closed)
        | Value::Scalar(_)
        | Value::String(_)
        | Value::Bytes(_)
        | Value::Message(..) => "unset",
    };
    let docs = format!(" Returns the value of `{name}`, or the default if `{name}` is {when}.");
    let deprecated = deprecated(field.deprecated);
    Some(quote! {
        #[doc = #docs]
        #deprecated
        #[inline]
        pub fn #method(&self) -> #ty {
            #body
        }
    })
}
