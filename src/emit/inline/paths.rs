//! The runtime as generated code names it.

use proc_macro2::TokenStream;
use quote::quote;

use super::needs::Needs;
use crate::emit::surface::Foreign;

/// Returns the path of the runtime's private module, for code inside of [`with_runtime`].
pub(crate) fn runtime() -> TokenStream {
    quote!(__rt)
}

/// Implementations in which the runtime has a short name: most of the text would be its path
/// otherwise. Nothing of a schema can be called so, because converted names do not begin with two
/// underscores and go on.
pub(super) fn with_runtime(needs: &Needs<'_>, implementations: &[TokenStream]) -> TokenStream {
    let import = needs.import();
    quote! {
        const _: () = {
            #import

            #(#implementations)*
        };
    }
}

/// Returns the path of the error of parsing the name of an enum value.
pub(crate) fn parse_enum_error() -> TokenStream {
    quote!(::rust_grpc::ParseEnumError)
}

/// Returns the public path of a foreign item. Users see these paths in their own structs, in rustdoc
/// and in error messages. The paths are not part of a version of the private module, so that
/// everything that generated code uses of the items stays.
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
