//! A oneof: an enum with one variant per member, in the module of its message.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{deprecated, docs};
use super::{derive, derives, inline, lints, place, types};
use crate::model::{Codec, Member, Message, Model, Oneof};

/// The enum's path for code beside the message.
pub(crate) fn path(message: &Message, oneof: &Oneof) -> TokenStream {
    place::relative(&message.scope, &place::inside(&message.scope, &message.module), &oneof.type_ident)
}

/// The items of a oneof.
pub(crate) fn items(model: &Model, message: &Message, oneof: &Oneof) -> Vec<TokenStream> {
    let mut items = vec![enumeration(model, message, oneof)];
    items.extend(derives::marker(model.codec, oneof.derives, &oneof.skipped, &oneof.type_ident));
    match model.codec {
        Codec::Prost => items.extend(derive::oneof_debug(model, message, oneof)),
        Codec::Inline => items.extend(inline::oneof(model, message, oneof)),
    }
    items
}

fn enumeration(model: &Model, message: &Message, oneof: &Oneof) -> TokenStream {
    let Oneof { type_ident, type_attributes, .. } = oneof;
    let docs = docs(&oneof.docs);
    let last = match model.codec {
        Codec::Prost => Some(derive::oneof(model)),
        Codec::Inline => None,
    };
    let derive = derives::derive(model.codec, oneof.derives, &oneof.skipped, last);
    let (prost_path, skip_debug) = match model.codec {
        Codec::Prost => (derive::prost_path(model), derive::skip_debug(message, oneof.redacts())),
        Codec::Inline => (None, None),
    };
    let allow = lints::oneof(oneof);
    let members = oneof.members.iter().map(|member| self::member(model, message, member));
    quote! {
        #docs
        #(#type_attributes)*
        #allow
        #derive
        #prost_path
        #skip_debug
        pub enum #type_ident {
            #(#members,)*
        }
    }
}

fn member(model: &Model, message: &Message, member: &Member) -> TokenStream {
    let Member { ident, attributes, .. } = member;
    let docs = docs(&member.docs);
    let deprecated = deprecated(member.deprecated);
    let prost = match model.codec {
        Codec::Prost => Some(derive::member(model, &place::inside(&message.scope, &message.module), member)),
        Codec::Inline => None,
    };
    let ty = types::stored(model, &place::inside(&message.scope, &message.module), &member.value, member.storage);
    quote! {
        #docs
        #deprecated
        #prost
        #(#attributes)*
        #ident(#ty)
    }
}
