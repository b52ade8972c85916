//! What stubs need of tonic, and the codec they hand to it.
//!
//! Everything else stubs name (`http`, `async_trait`, `tokio_stream`, ...) is re-exported by `tonic::codegen`, so a crate
//! of stubs depends on tonic and its codec's crate only.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::Codec;

/// The crate tonic.
pub(crate) fn tonic(codec: Codec) -> TokenStream {
    match codec {
        Codec::Prost => quote!(::tonic),
        Codec::Inline => quote!(::rust_grpc::__private::v1::tonic),
    }
}

/// The `tonic::codec::Codec` for messages: a type with two parameters, what is encoded and what is decoded, and `Default`.
pub(crate) fn message_codec(codec: Codec) -> TokenStream {
    match codec {
        Codec::Prost => quote!(::tonic_prost::ProstCodec),
        Codec::Inline => quote!(::rust_grpc::__private::v1::ProtoCodec),
    }
}

/// What is inside of a client stub where there is a runtime.
pub(crate) fn stub_client() -> TokenStream {
    quote!(::rust_grpc::__private::v1::Client)
}

/// The settings of a server where there is a runtime.
pub(crate) fn stub_server() -> TokenStream {
    quote!(::rust_grpc::__private::v1::Server)
}

/// A type of the runtime that describes methods: public, because users touch it.
pub(crate) fn described(name: &str) -> TokenStream {
    let name = quote::format_ident!("{name}");
    quote!(::rust_grpc::#name)
}
