//! The inside of a client stub over tonic alone: each method contains all code of a call.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Body, Inside, method};
use crate::emit::tonic::TonicSpelling;
use crate::emit::tonic::codec;
use crate::model::{Method, MethodKind, Service, Stub};

pub(super) fn inside(stubs: &TonicSpelling<'_>, service: &Service, stub: &Stub) -> Inside {
    let tonic = stubs.tonic();
    let methods = service.methods.iter().filter(|method| method.in_client);
    let methods: Vec<TokenStream> = methods
        .map(|method| {
            let body = Body::Async(body(stubs, service, method));
            self::method(stubs, service, stub, method, &body)
        })
        .collect();
    Inside {
        client: quote!(#tonic::client::Grpc),
        set: |call| quote!(self.inner = self.inner.#call;),
        helper: (!methods.is_empty()).then(|| ready(stubs)),
        methods,
    }
}

fn body(stubs: &TonicSpelling<'_>, service: &Service, method: &Method) -> TokenStream {
    let tonic = stubs.tonic();
    let codec = codec(stubs, method);
    let service_name = &service.wire_name;
    let Method { proto_name, path, .. } = method;
    let into_request = match method.kind {
        MethodKind::Unary | MethodKind::ServerStreaming => {
            quote!(#tonic::IntoRequest::into_request)
        }
        MethodKind::ClientStreaming | MethodKind::BidiStreaming => {
            quote!(#tonic::IntoStreamingRequest::into_streaming_request)
        }
    };
    let call = match method.kind {
        MethodKind::Unary => quote!(unary),
        MethodKind::ClientStreaming => quote!(client_streaming),
        MethodKind::ServerStreaming => quote!(server_streaming),
        MethodKind::BidiStreaming => quote!(streaming),
    };
    quote! {
        self::ready(&mut self.inner).await?;
        let path = #tonic::codegen::http::uri::PathAndQuery::from_static(#path);
        let mut request = #into_request(request);
        request.extensions_mut().insert(#tonic::GrpcMethod::new(#service_name, #proto_name));
        self.inner.#call(request, path, #codec).await
    }
}

/// Returns a function that waits for the service below. It is not a method, because an rpc could
/// have the same name.
fn ready(stubs: &TonicSpelling<'_>) -> TokenStream {
    let tonic = stubs.tonic();
    quote! {
        async fn ready<T>(
            inner: &mut #tonic::client::Grpc<T>
        ) -> ::core::result::Result<(), #tonic::Status>
        where
            T: #tonic::client::GrpcService<#tonic::body::Body>,
            T::Error: ::core::convert::Into<#tonic::codegen::StdError>,
        {
            inner.ready().await.map_err(|error| {
                let error: #tonic::codegen::StdError = ::core::convert::Into::into(error);
                #tonic::Status::unknown(::std::format!("Service was not ready: {error}"))
            })
        }
    }
}
