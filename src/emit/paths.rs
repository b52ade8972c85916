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

use crate::model::{Codec, Model};

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

/// The type of the field that keeps unknown fields: named as users name it, who see it in their messages. So it is no version of
/// its own, as what stands in `__private` has, and what generated code asks of it (`Default`, `Clone`, `PartialEq`, `Debug`) stays.
pub(crate) fn unknown_fields() -> TokenStream {
    quote!(::rust_grpc::UnknownFields)
}

/// The error of parsing the name of an enum value: users handle it, so it is no version of its own.
pub(crate) fn parse_enum_error() -> TokenStream {
    quote!(::rust_grpc::ParseEnumError)
}

/// What the runtime keeps for generated code, from anywhere.
pub(crate) fn private() -> TokenStream {
    quote!(::rust_grpc::__private::v1)
}

/// The crate prost.
pub(crate) fn prost(model: &Model) -> TokenStream {
    match model.codec {
        Codec::Prost => model.crates.prost.as_ref().map_or_else(|| quote!(::prost), |path| quote!(#path)),
        Codec::Inline => {
            let private = private();
            quote!(#private::prost)
        }
    }
}

/// The crate prost-types, for the types of `google.protobuf`.
pub(crate) fn prost_types(model: &Model) -> TokenStream {
    match model.codec {
        Codec::Prost => model.crates.prost_types.as_ref().map_or_else(|| quote!(::prost_types), |path| quote!(#path)),
        Codec::Inline => {
            let private = private();
            quote!(#private::prost_types)
        }
    }
}

/// `String`.
pub(crate) fn string(model: &Model) -> TokenStream {
    owned(model, quote!(alloc::string::String), quote!(String))
}

/// `Vec`.
pub(crate) fn vec(model: &Model) -> TokenStream {
    owned(model, quote!(alloc::vec::Vec), quote!(Vec))
}

/// `Box`.
pub(crate) fn boxed(model: &Model) -> TokenStream {
    owned(model, quote!(alloc::boxed::Box), quote!(Box))
}

/// `BTreeMap`.
pub(crate) fn btree_map(model: &Model) -> TokenStream {
    owned(model, quote!(alloc::collections::BTreeMap), quote!(BTreeMap))
}

/// `bytes::Bytes`.
pub(crate) fn bytes(model: &Model) -> TokenStream {
    owned(model, quote!(bytes::Bytes), quote!(Bytes))
}

/// What prost re-exports by one path, and the runtime by another.
fn owned(model: &Model, in_prost: TokenStream, in_runtime: TokenStream) -> TokenStream {
    match model.codec {
        Codec::Prost => {
            let prost = prost(model);
            quote!(#prost::#in_prost)
        }
        Codec::Inline => {
            let private = private();
            quote!(#private::#in_runtime)
        }
    }
}

/// `HashMap`, which only `std` has.
pub(crate) fn hash_map() -> TokenStream {
    quote!(::std::collections::HashMap)
}
