//! A message: its struct, the implementations for it, and the module of its nested items.

use proc_macro2::TokenStream;
use quote::quote;

use super::deferred::{deferred, in_braces};
use super::doc_attributes::{deprecated, docs};
use super::surface::{Spelling, Type};
use super::{allow_lints, derive_attribute, enumeration, extension, oneof, paths, types};
use crate::model::{Field, Message, Oneof};

/// Returns the items of a message.
pub(crate) fn items(spelling: &Spelling<'_>, message: &Message) -> Vec<TokenStream> {
    if message.is_external {
        return nested(spelling, message).into_iter().collect();
    }
    let ty = Type::Message(message);
    let mut items = vec![structure(spelling, message)];
    items.extend(derive_attribute::marker(spelling, message.derives, &message.ident));
    items.extend(spelling.messages.items(spelling, ty));
    items.extend(nested(spelling, message));
    items.extend(spelling.messages.last_items(spelling, message));
    items
}

fn structure(spelling: &Spelling<'_>, message: &Message) -> TokenStream {
    let Message { ident, attributes, .. } = message;
    let docs = docs(&message.docs);
    let deprecated = deprecated(message.deprecated);
    let ty = Type::Message(message);
    let last = spelling.messages.last_derive(spelling, ty);
    let derive = derive_attribute::derive(spelling, message.derives, last);
    let of_surface = spelling.messages.type_attributes(ty);
    let fields = message.fields.iter();
    let fields = fields.map(|field| deferred(move || self::field(spelling, message, field)));
    let oneofs = message.oneofs.iter().map(|oneof| oneof_field(spelling, message, oneof));
    let unknown_fields = message.unknown_fields.as_ref().map(|ident| {
        let unknown_fields = paths::unknown_fields(spelling);
        let attributes = &message.unknown_fields_attributes;
        let docs = " Fields that decoding found and the schema does not declare. \
                    Encoding writes them back.";
        quote! {
            #[doc = #docs]
            #(#attributes)*
            pub #ident: #unknown_fields,
        }
    });
    let allow = allow_lints::structure(spelling, message);
    quote! {
        #docs
        #deprecated
        #(#attributes)*
        #allow
        #derive
        #of_surface
        pub struct #ident {
            #(#fields,)*
            #(#oneofs,)*
            #unknown_fields
        }
    }
}

fn field(spelling: &Spelling<'_>, message: &Message, field: &Field) -> TokenStream {
    let Field { ident, attributes, .. } = field;
    let docs = docs(&field.docs);
    let deprecated = deprecated(field.deprecated);
    let of_surface = spelling.messages.field_attribute(spelling, message, field);
    let ty = deferred(|| types::field(spelling, &message.scope, &field.shape));
    quote! {
        #docs
        #deprecated
        #of_surface
        #(#attributes)*
        pub #ident: #ty
    }
}

fn oneof_field(spelling: &Spelling<'_>, message: &Message, oneof: &Oneof) -> TokenStream {
    let Oneof { ident, attributes, .. } = oneof;
    let docs = docs(&oneof.docs);
    let ty = oneof::path(message, oneof);
    let of_surface = spelling.messages.oneof_attribute(&ty, oneof);
    quote! {
        #docs
        #of_surface
        #(#attributes)*
        pub #ident: ::core::option::Option<#ty>
    }
}

/// Returns the module beside the struct, if the message has nested items.
fn nested(spelling: &Spelling<'_>, message: &Message) -> Option<TokenStream> {
    if !message.has_module() {
        return None;
    }
    let Message { module, module_attributes, .. } = message;
    let docs = docs(&message.module_docs);
    let allow = allow_lints::allow(message.module_lints);
    let messages = message.messages.iter().flat_map(|id| items(spelling, spelling.message(*id)));
    let enums =
        message.enums.iter().flat_map(|id| enumeration::items(spelling, spelling.enumeration(*id)));
    let oneofs = message.oneofs.iter().flat_map(|oneof| oneof::items(spelling, message, oneof));
    let extensions = message
        .extensions
        .iter()
        .filter_map(|id| extension::item(spelling, &spelling.extensions[*id]));
    let items = in_braces(messages.chain(enums).chain(oneofs).chain(extensions));
    Some(quote! {
        #docs
        #(#module_attributes)*
        #allow
        pub mod #module #items
    })
}
