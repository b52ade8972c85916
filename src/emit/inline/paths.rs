//! The runtime as generated code names it.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::needs::Needs;
use crate::emit::deferred::in_braces;
use crate::emit::surface::Foreign;

/// Returns the path of the runtime's private module, for code inside of [`with_runtime`].
pub(crate) fn runtime() -> Ident {
    Ident::new("__rt", Span::call_site())
}

/// Returns a block of implementations in which the runtime has a short name. Otherwise, most of the
/// text would be its path. No element of a schema can have that name, because no converted name
/// begins with two underscores and a letter.
pub(super) fn with_runtime(
    needs: &Needs<'_>,
    implementations: impl IntoIterator<Item = TokenStream>,
) -> TokenStream {
    let block = in_braces([needs.import()].into_iter().chain(implementations));
    quote!(const _: () = #block;)
}

/// Returns the path of the error of parsing the name of an enum value.
pub(crate) fn parse_enum_error() -> TokenStream {
    quote!(::rust_grpc::ParseEnumError)
}

/// Returns the public path of a foreign item. Users see these paths in their own structs, in
/// rustdoc and in error messages. The paths do not belong to a version of the private module, so
/// the runtime keeps every function of these items that generated code uses.
pub(crate) fn public(foreign: Foreign) -> TokenStream {
    match foreign {
        Foreign::Prost => quote!(::rust_grpc::prost),
        Foreign::ProstTypes => quote!(::rust_grpc::prost_types),
        Foreign::String => quote!(::rust_grpc::alloc::string::String),
        Foreign::Vec => quote!(::rust_grpc::alloc::vec::Vec),
        Foreign::Box => quote!(::rust_grpc::alloc::boxed::Box),
        Foreign::BTreeMap => quote!(::rust_grpc::alloc::collections::BTreeMap),
        Foreign::Bytes => quote!(::rust_grpc::bytes::Bytes),
        Foreign::UnknownFields => quote!(::rust_grpc::UnknownFields),
        Foreign::OpenEnum => quote!(::rust_grpc::OpenEnum),
    }
}
