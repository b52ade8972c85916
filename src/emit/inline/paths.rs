//! The runtime as generated code names it.

use proc_macro2::TokenStream;
use quote::quote;

/// Returns the path of the runtime's private module, for code inside of [`with_runtime`].
pub(crate) fn runtime() -> TokenStream {
    quote!(__rt)
}

/// Implementations in which the runtime has a short name: most of the text would be its path
/// otherwise. Nothing of a schema can be called so, because converted names do not begin with two
/// underscores and go on.
pub(crate) fn with_runtime(implementations: &[TokenStream]) -> TokenStream {
    quote! {
        const _: () = {
            use ::rust_grpc::__private::v1 as __rt;

            #(#implementations)*
        };
    }
}

/// The error of parsing the name of an enum value: users handle it, so it is no version of its own.
pub(crate) fn parse_enum_error() -> TokenStream {
    quote!(::rust_grpc::ParseEnumError)
}

/// Returns the path of the runtime's private module, for code in any place.
pub(crate) fn private() -> TokenStream {
    quote!(::rust_grpc::__private::v1)
}
