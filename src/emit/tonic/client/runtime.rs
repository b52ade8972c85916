//! The inside of a client stub over the runtime, which has the code of each kind of call once.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Inside, Messages, into_request, method};
use crate::emit::tonic::TonicSpelling;
use crate::emit::tonic::paths::{self, stub_client};
use crate::emit::tonic::{codec, codec_in};
use crate::model::{Method, MethodKind, Service, Stub};

pub(super) fn inside(stubs: &TonicSpelling<'_>, service: &Service, stub: &Stub) -> Inside {
    let methods = service.methods.iter().filter(|method| method.in_client);
    Inside {
        client: stub_client(),
        set: |call| quote!(self.inner.#call;),
        methods: methods
            .map(|method| {
                let body = body(stubs, service, stub, method);
                self::method(stubs, service, stub, method, &body)
            })
            .collect(),
        helper: None,
    }
}

fn body(stubs: &TonicSpelling<'_>, service: &Service, stub: &Stub, method: &Method) -> TokenStream {
    if method.has_views() {
        return body_with_views(stubs, service, stub, method);
    }
    let tonic = stubs.tonic();
    let path = &method.path;
    let speaks_json = service.grpc_json.is_some();
    let codec = match speaks_json {
        true => codec_in(method, &quote!(self.inner.format())),
        false => codec(stubs, method),
    };
    let call = match (method.kind, &method.codec) {
        (MethodKind::Unary, None) if speaks_json => {
            let calls = paths::calls();
            let request = quote!(#tonic::IntoRequest::into_request(request));
            return quote!(#calls::unary(&mut self.inner, #request, #path).await);
        }
        (MethodKind::Unary, None) => {
            quote!(unary(#tonic::IntoRequest::into_request(request), #path))
        }
        (MethodKind::Unary, Some(_)) => {
            quote!(unary_with(#tonic::IntoRequest::into_request(request), #path, #codec))
        }
        (MethodKind::ServerStreaming, _) => {
            quote!(server_streaming(#tonic::IntoRequest::into_request(request), #path, #codec))
        }
        (MethodKind::ClientStreaming, _) => quote!(client_streaming(request, #path, #codec)),
        (MethodKind::BidiStreaming, _) => quote!(streaming(request, #path, #codec)),
    };
    quote!(self.inner.#call.await)
}

fn body_with_views(
    stubs: &TonicSpelling<'_>,
    service: &Service,
    stub: &Stub,
    method: &Method,
) -> TokenStream {
    let messages = Messages::new(stubs, service, stub, method);
    let (request, path) = (into_request(stubs, method, &messages), &method.path);
    let codec = match service.grpc_json {
        Some(_) => codec_in(method, &quote!(self.inner.format())),
        None => codec(stubs, method),
    };
    let call = match method.kind {
        MethodKind::Unary => {
            let call = match service.grpc_json {
                Some(_) => {
                    let calls = paths::calls();
                    quote!(#calls::view_unary)
                }
                None => {
                    let calls = paths::view_calls();
                    quote!(#calls::unary)
                }
            };
            return quote!(#call(&mut self.inner, #request, #path).await);
        }
        MethodKind::ServerStreaming => quote!(server_streaming),
        MethodKind::ClientStreaming => quote!(client_streaming),
        MethodKind::BidiStreaming => quote!(streaming),
    };
    quote!(self.inner.#call(#request, #path, #codec).await)
}
