//! A message: its struct, what is implemented for it, and the module of what is nested in it.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{deprecated, docs};
use super::{derive, derives, enumeration, inline, lints, oneof, paths, types};
use crate::model::{Codec, Field, Message, Model, Oneof, TypeName};

/// The items of a message.
pub(crate) fn items(model: &Model, message: &Message) -> Vec<TokenStream> {
    if message.is_external {
        return nested(model, message).into_iter().collect();
    }
    let mut items = vec![structure(model, message)];
    items.extend(derives::marker(model.codec, message.derives, &message.skipped, &message.ident));
    match model.codec {
        Codec::Prost => items.extend(derive::message_debug(model, message)),
        Codec::Inline => items.extend(inline::message(model, message)),
    }
    items.extend(nested(model, message));
    items.extend(message.type_name.as_ref().map(|type_name| named(model, message, type_name)));
    items
}

/// `prost::Name`.
fn named(model: &Model, message: &Message, type_name: &TypeName) -> TokenStream {
    let (prost, string) = (paths::prost(model), paths::string(model));
    let (ident, full_name) = (&message.ident, &message.full_name);
    let TypeName { name, package, url } = type_name;
    quote! {
        impl #prost::Name for #ident {
            const NAME: &'static str = #name;
            const PACKAGE: &'static str = #package;
            fn full_name() -> #string {
                #full_name.into()
            }
            fn type_url() -> #string {
                #url.into()
            }
        }
    }
}

fn structure(model: &Model, message: &Message) -> TokenStream {
    let Message { ident, attributes, .. } = message;
    let docs = docs(&message.docs);
    let deprecated = deprecated(message.deprecated);
    let last = match model.codec {
        Codec::Prost => Some(derive::message(model)),
        Codec::Inline => inline::derived_default(model, message),
    };
    let derive = derives::derive(model.codec, message.derives, &message.skipped, last);
    let (prost_path, skip_debug) = match model.codec {
        Codec::Prost => (derive::prost_path(model), derive::skip_debug(message, message.redacts_fields())),
        Codec::Inline => (None, None),
    };
    let fields = message.fields.iter().map(|field| self::field(model, message, field));
    let oneofs = message.oneofs.iter().map(|oneof| oneof_field(model, message, oneof));
    let unknown_fields = message.unknown_fields.as_ref().map(|ident| {
        let unknown_fields = paths::unknown_fields();
        let attributes = &message.unknown_fields_attributes;
        quote! {
            /// What was parsed but is not in the schema; it is written back.
            #(#attributes)*
            pub #ident: #unknown_fields,
        }
    });
    let allow = lints::structure(model, message);
    quote! {
        #docs
        #deprecated
        #(#attributes)*
        #allow
        #derive
        #prost_path
        #skip_debug
        pub struct #ident {
            #(#fields,)*
            #(#oneofs,)*
            #unknown_fields
        }
    }
}

fn field(model: &Model, message: &Message, field: &Field) -> TokenStream {
    let Field { ident, attributes, .. } = field;
    let docs = docs(&field.docs);
    let deprecated = deprecated(field.deprecated);
    let prost = match model.codec {
        Codec::Prost => Some(derive::field(model, &message.scope, field)),
        Codec::Inline => None,
    };
    let ty = types::field(model, &message.scope, &field.shape);
    quote! {
        #docs
        #deprecated
        #prost
        #(#attributes)*
        pub #ident: #ty
    }
}

fn oneof_field(model: &Model, message: &Message, oneof: &Oneof) -> TokenStream {
    let Oneof { ident, attributes, .. } = oneof;
    let docs = docs(&oneof.docs);
    let ty = oneof::path(message, oneof);
    let prost = match model.codec {
        Codec::Prost => Some(derive::oneof_field(&ty, oneof)),
        Codec::Inline => None,
    };
    quote! {
        #docs
        #prost
        #(#attributes)*
        pub #ident: ::core::option::Option<#ty>
    }
}

/// The module beside the struct, if anything is nested.
fn nested(model: &Model, message: &Message) -> Option<TokenStream> {
    if message.messages.is_empty() && message.enums.is_empty() && message.oneofs.is_empty() {
        return None;
    }
    let Message { module, module_attributes, .. } = message;
    let docs = docs(&message.module_docs);
    let allow = lints::module(&message.scope, module);
    let messages = message.messages.iter().flat_map(|id| items(model, model.message(*id)));
    let enums = message.enums.iter().flat_map(|id| enumeration::items(model, model.enumeration(*id)));
    let oneofs = message.oneofs.iter().flat_map(|oneof| oneof::items(model, message, oneof));
    Some(quote! {
        #docs
        #(#module_attributes)*
        #allow
        pub mod #module {
            #(#messages)*
            #(#enums)*
            #(#oneofs)*
        }
    })
}
