//! The inside of a client stub over the runtime, which has the code of a call once for each kind.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Inside, method};
use crate::emit::tonic::TonicSpelling;
use crate::emit::tonic::codec;
use crate::emit::tonic::paths::stub_client;
use crate::model::{Method, MethodKind, Service, Stub};

pub(super) fn inside(stubs: &TonicSpelling<'_>, service: &Service, stub: &Stub) -> Inside {
    let methods = service.methods.iter().filter(|method| method.in_client);
    Inside {
        client: stub_client(),
        set: |call| quote!(self.inner.#call;),
        methods: methods
            .map(|method| self::method(stubs, service, stub, method, &body(stubs, method)))
            .collect(),
        helper: None,
    }
}

fn body(stubs: &TonicSpelling<'_>, method: &Method) -> TokenStream {
    let tonic = stubs.tonic();
    let path = &method.path;
    let codec = codec(stubs, method);
    let call = match (method.kind, &method.codec) {
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
