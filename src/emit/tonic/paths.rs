//! The paths of tonic, of the runtime's types for stubs, and of the codec that stubs hand to tonic.
//!
//! Everything else stubs name (`http`, `async_trait`, `tokio_stream`, ...) is re-exported by
//! `tonic::codegen`, so a crate of stubs depends on tonic and its codec's crate only.

use proc_macro2::TokenStream;
use quote::quote;

use super::Flavour;
use crate::model::Transport;

/// Returns the alias of the runtime that the module of a stub begins with: most of the text would be
/// the runtime's path otherwise. Nothing of a schema can be called so. Stubs over tonic alone have no
/// runtime.
///
/// The alias names a module that a feature of the runtime gates. Without the feature, a program has
/// one error for each stub. `transport` is there if the stub names tonic's transport.
pub(super) fn import_runtime(
    flavour: Flavour,
    transport: Option<&Transport>,
) -> Option<TokenStream> {
    let without = quote!(
        use ::rust_grpc::__private::v1::stubs as __rt;
    );
    let with = quote!(
        use ::rust_grpc::__private::v1::stubs_with_transport as __rt;
    );
    let imports = match transport.map(|transport| transport.feature.as_deref()) {
        None => without,
        Some(None) => with,
        Some(Some(feature)) => quote! {
            #[cfg(feature = #feature)]
            #with
            #[cfg(not(feature = #feature))]
            #without
        },
    };
    match flavour {
        Flavour::Tonic => None,
        Flavour::Runtime => Some(imports),
    }
}

/// The crate tonic.
pub(super) fn tonic(flavour: Flavour) -> TokenStream {
    match flavour {
        Flavour::Tonic => quote!(::tonic),
        Flavour::Runtime => quote!(__rt::tonic),
    }
}

/// The `tonic::codec::Codec` for messages: a type with two parameters, what is encoded and what is
/// decoded, and `Default`.
pub(super) fn message_codec(flavour: Flavour) -> TokenStream {
    match flavour {
        Flavour::Tonic => quote!(::tonic_prost::ProstCodec),
        Flavour::Runtime => quote!(__rt::ProtoCodec),
    }
}

/// Returns the path of the type that a client stub over the runtime wraps.
pub(super) fn stub_client() -> TokenStream {
    quote!(__rt::Client)
}

/// The settings of a server where there is a runtime.
pub(super) fn stub_server() -> TokenStream {
    quote!(__rt::Server)
}

/// Returns the import of what stubs that speak JSON name, given the condition under which they do.
/// Without the feature `json` of the runtime, a program has one error for each module with the
/// import. An import through the runtime's alias is no second error where the alias is one.
pub(super) fn import_calls(condition: Option<&TokenStream>) -> TokenStream {
    let with = quote!(
        use self::__rt::calls_with_json as __calls;
    );
    let without = quote!(
        use self::__rt::calls_without_json as __calls;
    );
    match condition {
        Some(condition) => quote! {
            #[cfg(#condition)]
            #with
            #[cfg(not(#condition))]
            #without
        },
        None => with,
    }
}

/// Returns the path of what stubs that speak JSON name, for code in a module with the import.
/// Nothing of a schema can be called so.
pub(super) fn calls() -> TokenStream {
    quote!(__calls)
}

/// A type of the runtime that describes methods: public, because users touch it.
pub(super) fn described(name: &str) -> TokenStream {
    let name = quote::format_ident!("{name}");
    quote!(::rust_grpc::#name)
}
