//! The inside of a client stub over the runtime, which has the code of a call once for each kind.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Inside, method};
use crate::emit::paths::tonic::{stub_client, tonic};
use crate::emit::service::codec;
use crate::model::{Method, MethodKind, Model, Service, Stub};

pub(super) fn inside(model: &Model, service: &Service, stub: &Stub) -> Inside {
    let methods = service.methods.iter().filter(|method| method.in_client);
    Inside {
        client: stub_client(),
        set: |call| quote!(self.inner.#call;),
        methods: methods.map(|method| self::method(model, service, stub, method, &body(model, method))).collect(),
        helper: None,
    }
}

fn body(model: &Model, method: &Method) -> TokenStream {
    let tonic = tonic(model.codec);
    let path = &method.path;
    let codec = codec(model, method);
    let call = match (method.kind, &method.codec) {
        (MethodKind::Unary, None) => quote!(unary(#tonic::IntoRequest::into_request(request), #path)),
        (MethodKind::Unary, Some(_)) => quote!(unary_with(#tonic::IntoRequest::into_request(request), #path, #codec)),
        (MethodKind::ServerStreaming, _) => quote!(server_streaming(#tonic::IntoRequest::into_request(request), #path, #codec)),
        (MethodKind::ClientStreaming, _) => quote!(client_streaming(request, #path, #codec)),
        (MethodKind::BidiStreaming, _) => quote!(streaming(request, #path, #codec)),
    };
    quote!(self.inner.#call.await)
}
