//! `#[prost(...)]` of a oneof's field and members.

use proc_macro2::TokenStream;
use quote::quote;

use super::field::bare;
use crate::emit::item_path;
use crate::emit::surface::Spelling;
use crate::model::{Member, Name, Oneof};

/// The attribute of the struct's field; `path` leads to the enum.
pub(crate) fn oneof_field(path: &TokenStream, oneof: &Oneof) -> TokenStream {
    let path = item_path::spelled(path);
    let tags: Vec<String> = oneof.members.iter().map(|member| member.number.to_string()).collect();
    let tags = tags.join(", ");
    quote!(#[prost(oneof = #path, tags = #tags)])
}

/// The attribute of a variant of an enum that stands in `scope`.
pub(crate) fn member(spelling: &Spelling<'_>, scope: &[Name], member: &Member) -> TokenStream {
    let ty = bare(spelling, scope, &member.value);
    let tag = member.number.to_string();
    quote!(#[prost(#ty, tag = #tag)])
}
