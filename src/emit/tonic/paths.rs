//! The paths of tonic, of the runtime's types for stubs, and of the codec that stubs pass to tonic.
//!
//! `tonic::codegen` re-exports all other crates that stubs name (`http`, `async_trait`,
//! `tokio_stream`, ...). So a crate of stubs depends on tonic and the crate of its codec only.

use proc_macro2::TokenStream;
use quote::quote;

use super::Flavour;
use crate::model::Transport;

/// Returns the alias of the runtime, at the beginning of a stub's module. Without it, most of the
/// text would be the path of the runtime. No element of a schema can have that name. Stubs over
/// tonic alone have no alias.
///
/// The alias names a module of the runtime that a feature gates. Without the feature, rustc reports
/// one error for each stub. `transport` is `Some` if the stub names tonic's transport.
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

/// Returns the path of the crate tonic.
pub(super) fn tonic(flavour: Flavour) -> TokenStream {
    match flavour {
        Flavour::Tonic => quote!(::tonic),
        Flavour::Runtime => quote!(__rt::tonic),
    }
}

/// Returns the `tonic::codec::Codec` of messages: a type with `Default` and two parameters, the
/// encoded and the decoded message.
pub(super) fn message_codec(flavour: Flavour) -> TokenStream {
    match flavour {
        Flavour::Tonic => quote!(::tonic_prost::ProstCodec),
        Flavour::Runtime => quote!(__rt::ProtoCodec),
    }
}

/// Returns the path of the type of messages that are sent as views.
pub(super) fn encoded() -> TokenStream {
    quote!(__rt::Encoded)
}

/// Returns the path of the type of messages that are received as views.
pub(super) fn owned_view() -> TokenStream {
    quote!(__rt::OwnedView)
}

/// Returns the path of the functions for methods with views.
pub(super) fn view_calls() -> TokenStream {
    quote!(__rt::view_calls)
}

/// Returns the path of the type that a client stub over the runtime wraps.
pub(super) fn stub_client() -> TokenStream {
    quote!(__rt::Client)
}

/// Returns the path of the type with the settings of a server over the runtime.
pub(super) fn stub_server() -> TokenStream {
    quote!(__rt::Server)
}

/// Returns the import of the functions for stubs that speak JSON. `condition` is the condition
/// under which they do. Without the runtime's feature `json`, rustc reports one error for each
/// module with the import. If the runtime's alias is an error, an import through it is not reported
/// as a second one.
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

/// Returns the path of the functions for stubs that speak JSON, for code in a module with the
/// import. No element of a schema can have that name.
pub(super) fn calls() -> TokenStream {
    quote!(__calls)
}

/// Returns the import of the parts of mocks. Without the runtime's feature `testing`, rustc reports
/// one error for each module with the import.
pub(super) fn import_mocks() -> TokenStream {
    quote!(
        use ::rust_grpc::__private::v1::mocks as __mocks;
    )
}

/// Returns the path of the parts of mocks, for code in a module with the import. No element of a
/// schema can have that name.
pub(super) fn mocks() -> TokenStream {
    quote!(__mocks)
}

/// Returns the path of the macro that returns the types of a method's messages.
pub(super) fn method_messages() -> TokenStream {
    quote!(::rust_grpc::__private::v1::messages::messages)
}

/// Returns the import of the parts of blocking clients. Without the runtime's feature `blocking`,
/// rustc reports one error for each module with the import.
pub(super) fn import_blocking() -> TokenStream {
    quote!(
        use ::rust_grpc::__private::v1::blocking as __blocking;
    )
}

/// Returns the path of the parts of blocking clients, for code in a module with the import. No
/// element of a schema can have that name.
pub(super) fn blocking() -> TokenStream {
    quote!(__blocking)
}

/// Returns the path of a type that describes methods. It is public, because users see it.
pub(super) fn described(name: &str) -> TokenStream {
    let name = quote::format_ident!("{name}");
    quote!(::rust_grpc::#name)
}
