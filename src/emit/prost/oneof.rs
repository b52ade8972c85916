//! `#[prost(...)]` of a oneof's field and members.

use proc_macro2::TokenStream;
use quote::quote;

use super::field::bare;
use crate::emit::item_path;
use crate::emit::surface::Spelling;
use crate::model::{Member, Name, Oneof};

/// Returns the attribute of the struct's field. `path` is the path of the enum.
pub(crate) fn oneof_field(path: &TokenStream, oneof: &Oneof) -> TokenStream {
    let path = item_path::spelled(path);
    let tags: Vec<String> = oneof.members.iter().map(|member| member.number.to_string()).collect();
    let tags = tags.join(", ");
    quote!(#[prost(oneof = #path, tags = #tags)])
}

/// Returns the attribute of a variant. Its enum is in the module `scope`.
pub(crate) fn member(spelling: &Spelling<'_>, scope: &[Name], member: &Member) -> TokenStream {
    let ty = bare(spelling, scope, &member.value);
    let tag = member.number.to_string();
    quote!(#[prost(#ty, tag = #tag)])
}
