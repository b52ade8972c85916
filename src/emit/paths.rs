//! The crates that generated code names. They stand here and nowhere else, as absolute paths.
//!
//! With `codec=prost` everything comes from prost and its re-exports; with `codec=inline` from the one module that the
//! runtime keeps for generated code. `core` and `std` need no such choice, so emitters spell them where they use them:
//! always absolutely (`::core::option::Option`), because a schema may well have a message called `Option`.
//!
//! Primitive types (`i32`, `bool`, `str`) stand bare: types of a schema are in UpperCamelCase, and where a *module* has a
//! primitive's name (`message Bool` with something nested), a path of one segment still means the primitive.

pub(crate) mod tonic;

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::Codec;

/// What the runtime keeps for generated code, inside of [`with_runtime`].
pub(crate) fn runtime() -> TokenStream {
    quote!(__rt)
}

/// Implementations in which the runtime has a short name: most of the text would be its path otherwise. Nothing of a
/// schema can be called so, because converted names do not begin with two underscores and go on.
pub(crate) fn with_runtime(implementations: &[TokenStream]) -> TokenStream {
    quote! {
        const _: () = {
            use ::rust_grpc::__private::v1 as __rt;

            #(#implementations)*
        };
    }
}

/// The type of the field that keeps unknown fields: public, because users touch it.
pub(crate) fn unknown_fields() -> TokenStream {
    quote!(::rust_grpc::UnknownFields)
}

/// The crate prost.
pub(crate) fn prost(codec: Codec) -> TokenStream {
    match codec {
        Codec::Prost => quote!(::prost),
        Codec::Inline => quote!(::rust_grpc::__private::v1::prost),
    }
}

/// The crate prost-types, for the types of `google.protobuf`.
pub(crate) fn prost_types(codec: Codec) -> TokenStream {
    match codec {
        Codec::Prost => quote!(::prost_types),
        Codec::Inline => quote!(::rust_grpc::__private::v1::prost_types),
    }
}

/// `String`.
pub(crate) fn string(codec: Codec) -> TokenStream {
    match codec {
        Codec::Prost => quote!(::prost::alloc::string::String),
        Codec::Inline => quote!(::rust_grpc::__private::v1::String),
    }
}

/// `Vec`.
pub(crate) fn vec(codec: Codec) -> TokenStream {
    match codec {
        Codec::Prost => quote!(::prost::alloc::vec::Vec),
        Codec::Inline => quote!(::rust_grpc::__private::v1::Vec),
    }
}

/// `Box`.
pub(crate) fn boxed(codec: Codec) -> TokenStream {
    match codec {
        Codec::Prost => quote!(::prost::alloc::boxed::Box),
        Codec::Inline => quote!(::rust_grpc::__private::v1::Box),
    }
}

/// `BTreeMap`.
pub(crate) fn btree_map(codec: Codec) -> TokenStream {
    match codec {
        Codec::Prost => quote!(::prost::alloc::collections::BTreeMap),
        Codec::Inline => quote!(::rust_grpc::__private::v1::BTreeMap),
    }
}

/// `HashMap`, which only `std` has.
pub(crate) fn hash_map() -> TokenStream {
    quote!(::std::collections::HashMap)
}

/// `bytes::Bytes`.
pub(crate) fn bytes(codec: Codec) -> TokenStream {
    match codec {
        Codec::Prost => quote!(::prost::bytes::Bytes),
        Codec::Inline => quote!(::rust_grpc::__private::v1::Bytes),
    }
}
