//! The enum of a oneof in a view.

use proc_macro2::{Literal as Token, TokenStream};
use quote::quote;

use super::accessors::{ty, value_borrows};
use super::is_lazy;
use crate::emit::debug::redacted;
use crate::emit::doc_attributes::{allow_deprecated, deprecated, docs};
use crate::emit::inline::{paths, wire};
use crate::emit::surface::Spelling;
use crate::emit::{allow_lints, item_path, types};
use crate::model::{Enums, Lint, Member, Message, MessageRef, Name, Oneof, Value};

/// Whether the enum has a lifetime.
pub(super) fn borrows(oneof: &Oneof) -> bool {
    oneof.members.iter().any(|member| value_borrows(&member.value))
}

/// Returns the items of the enum, which are in the module of the message.
pub(in crate::emit::inline) fn enumeration(
    spelling: &Spelling<'_>,
    message: &Message,
    oneof: &Oneof,
) -> Vec<TokenStream> {
    let Some(ident) = &oneof.view else { return Vec::new() };
    let scope = item_path::inside(&message.scope, &message.module);
    let members = oneof.members.iter().map(|member| {
        let (variant, docs) = (&member.ident, docs(&member.docs));
        let deprecated = deprecated(member.deprecated);
        let ty = ty(spelling, &scope, &member.value);
        quote! {
            #docs
            #deprecated
            #variant(#ty)
        }
    });
    let docs = docs(&oneof.docs);
    // The sizes of views differ from those of messages.
    let mut lints = oneof.lints;
    if oneof.members.iter().any(|member| matches!(member.value, Value::Message(..))) {
        lints.insert(Lint::LargeEnumVariant);
    }
    let lints = allow_lints::allow(lints);
    let lifetime = borrows(oneof).then(|| quote!(<'a>));
    let enumeration = quote! {
        #docs
        #lints
        pub enum #ident #lifetime {
            #(#members,)*
        }
    };
    let mut items = vec![enumeration];
    items.extend(message.debug.then(|| debug(oneof, ident)));
    items
}

/// Returns the implementation of `Debug`.
fn debug(oneof: &Oneof, ident: &Name) -> TokenStream {
    let lifetime = borrows(oneof).then(|| quote!(<'_>));
    let allow = allow_deprecated(oneof.mentions_deprecated);
    let arms = oneof.members.iter().map(|member| {
        let (variant, name) = (&member.ident, member.ident.to_string());
        let (pattern, value) = match member.redacted {
            true => (quote!(_), redacted()),
            false => (quote!(value), quote!(value)),
        };
        quote!(Self::#variant(#pattern) => f.debug_tuple(#name).field(#value).finish(),)
    });
    quote! {
        #allow
        impl ::core::fmt::Debug for #ident #lifetime {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                match self {
                    #(#arms)*
                }
            }
        }
    }
}

/// Returns the method of the view that returns the member that is set.
pub(super) fn method(spelling: &Spelling<'_>, message: &Message, oneof: &Oneof) -> TokenStream {
    let ident = &oneof.ident;
    let inside = item_path::inside(&message.scope, &message.module);
    let name = oneof.view.as_ref().unwrap_or(&oneof.type_ident);
    let path = item_path::relative(&message.scope, &inside, name);
    let lifetime = borrows(oneof).then(|| quote!(<'a>));
    let rt = paths::runtime();
    let returns_result = oneof.members.iter().any(|member| is_lazy(message, &member.value));
    let option = quote!(::core::option::Option<#path #lifetime>);
    let (ty, none) = match returns_result {
        true => (
            quote!(::core::result::Result<#option, #rt::DecodeError>),
            quote!(::core::result::Result::Ok(::core::option::Option::None)),
        ),
        false => (option, quote!(::core::option::Option::None)),
    };
    let arms = oneof.members.iter().map(|member| {
        let key = Token::u32_unsuffixed(wire::key(member.number, &member.value));
        let (variant, value) = (&member.ident, value(spelling, message, member, &key));
        let read = match &member.value {
            // The value can be `()`, which clippy rejects as an argument.
            Value::Message(..) if is_lazy(message, &member.value) => {
                return quote! {
                    #key => #value.map(#path::#variant).map(::core::option::Option::Some),
                };
            }
            Value::Message(MessageRef::WellKnown(..) | MessageRef::Extern(..), _) => {
                quote!(#value.map(#path::#variant))
            }
            Value::Message(MessageRef::Local(_), _)
            | Value::Scalar(_)
            | Value::String(_)
            | Value::Bytes(_)
            | Value::Enum(..) => {
                quote!(::core::option::Option::Some(#path::#variant(#value)))
            }
        };
        match returns_result {
            true => quote!(#key => ::core::result::Result::Ok(#read),),
            false => quote!(#key => #read,),
        }
    });
    let docs = docs(&oneof.docs);
    quote! {
        #docs
        #[inline]
        pub fn #ident(&self) -> #ty {
            let member = self.#ident;
            match member.key() {
                #(#arms)*
                _ => #none,
            }
        }
    }
}

/// Returns the value of a member.
fn value(spelling: &Spelling<'_>, message: &Message, member: &Member, key: &Token) -> TokenStream {
    let rt = paths::runtime();
    let number = quote!(member.scalar::<#rt::kind::Enum>());
    match &member.value {
        Value::Scalar(scalar) => {
            let kind = wire::scalar_kind(*scalar);
            quote!(member.scalar::<#rt::kind::#kind>())
        }
        Value::String(_) => quote!(member.string::<#key>()),
        Value::Bytes(_) => quote!(member.bytes()),
        Value::Enum(_, Enums::I32) => number,
        Value::Enum(_, Enums::Open) => quote!(#rt::OpenEnum::new(#number)),
        Value::Enum(enumeration, Enums::Closed) => {
            let ty = types::enumeration(spelling, &message.scope, enumeration);
            quote! {
                <#ty as ::core::convert::TryFrom<i32>>::try_from(#number).unwrap_or_default()
            }
        }
        Value::Message(MessageRef::Local(id), _) => {
            let view = super::path(spelling, &message.scope, *id);
            match is_lazy(message, &member.value) {
                true => quote!(member.lazy_message::<#view<'static>>(self.__source)),
                false => quote!(member.message::<#key, #view<'static>>(self.__source)),
            }
        }
        Value::Message(reference, _) => {
            let ty = types::message(spelling, &message.scope, reference);
            match is_lazy(message, &member.value) {
                true => quote!(member.lazy_foreign::<#ty>(self.__source)),
                false => quote!(member.foreign::<#ty>(self.__source)),
            }
        }
    }
}
