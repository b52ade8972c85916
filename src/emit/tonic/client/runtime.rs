//! The inside of a client stub over the runtime, which has the code of each kind of call once.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Inside, method};
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
            .map(|method| self::method(stubs, service, stub, method, &body(stubs, service, method)))
            .collect(),
        helper: None,
    }
}

fn body(stubs: &TonicSpelling<'_>, service: &Service, method: &Method) -> TokenStream {
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
