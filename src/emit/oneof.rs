//! A oneof: an enum with one variant for each member, in the module of its message.

use proc_macro2::TokenStream;
use quote::quote;

use super::deferred::deferred;
use super::doc_attributes::{deprecated, docs};
use super::surface::{Spelling, Type};
use super::{allow_lints, derive_attribute, item_path, types};
use crate::model::{Member, Message, Oneof};

/// Returns the path of the enum for code beside the message.
pub(crate) fn path(message: &Message, oneof: &Oneof) -> TokenStream {
    item_path::relative(
        &message.scope,
        &item_path::inside(&message.scope, &message.module),
        &oneof.type_ident,
    )
}

/// Returns the items of a oneof.
pub(crate) fn items(spelling: &Spelling<'_>, message: &Message, oneof: &Oneof) -> Vec<TokenStream> {
    let mut items = vec![enumeration(spelling, message, oneof)];
    items.extend(derive_attribute::marker(spelling, oneof.derives, &oneof.type_ident));
    items.extend(spelling.messages.items(spelling, Type::Oneof(message, oneof)));
    items
}

fn enumeration(spelling: &Spelling<'_>, message: &Message, oneof: &Oneof) -> TokenStream {
    let Oneof { type_ident, type_attributes, .. } = oneof;
    let docs = docs(&oneof.docs);
    let ty = Type::Oneof(message, oneof);
    let last = spelling.messages.last_derive(spelling, ty);
    let derive = derive_attribute::derive(spelling, oneof.derives, last);
    let of_surface = spelling.messages.type_attributes(ty);
    let allow = allow_lints::allow(oneof.lints);
    let members = oneof.members.iter();
    let members = members.map(|member| deferred(move || self::member(spelling, message, member)));
    quote! {
        #docs
        #(#type_attributes)*
        #allow
        #derive
        #of_surface
        pub enum #type_ident {
            #(#members,)*
        }
    }
}

fn member(spelling: &Spelling<'_>, message: &Message, member: &Member) -> TokenStream {
    let Member { ident, attributes, .. } = member;
    let docs = docs(&member.docs);
    let deprecated = deprecated(member.deprecated);
    let scope = item_path::inside(&message.scope, &message.module);
    let of_surface = spelling.messages.member_attribute(spelling, &scope, member);
    let ty = deferred(|| types::stored(spelling, &scope, &member.value, member.storage));
    quote! {
        #docs
        #deprecated
        #of_surface
        #(#attributes)*
        #ident(#ty)
    }
}
