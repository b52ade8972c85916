//! The inside of a client stub over the runtime, which has the code of each kind of call once.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::call::{self, Call};
use super::{Body, Inside, Messages, into_request, method};
use crate::emit::tonic::attributes::built_in;
use crate::emit::tonic::paths::stub_client;
use crate::emit::tonic::{TonicSpelling, codec, codec_in};
use crate::model::{Method, Service, Stub};

pub(super) fn inside(stubs: &TonicSpelling<'_>, service: &Service, stub: &Stub) -> Inside {
    let methods = service.methods.iter().filter(|method| method.in_client);
    Inside {
        client: stub_client(),
        set: |call| quote!(self.inner.#call;),
        methods: methods
            .map(|method| {
                let body = body(stubs, service, stub, method);
                // An attribute of a rule can be a macro for asynchronous functions, e.g.
                // `#[tracing::instrument]`.
                let has_macros = built_in(method).count() < method.attributes.len();
                let body = match has_macros {
                    true => Body::Async(quote!(#body.await)),
                    false => Body::Future(body),
                };
                self::method(stubs, service, stub, method, &body)
            })
            .collect(),
        helper: None,
    }
}

fn body(stubs: &TonicSpelling<'_>, service: &Service, stub: &Stub, method: &Method) -> TokenStream {
    let messages = Messages::new(stubs, service, stub, method);
    let (request, path) = (into_request(stubs, method, &messages), &method.path);
    let codec = match service.grpc_json {
        Some(_) => codec_in(method, &quote!(self.inner.format())),
        None => codec(stubs, method),
    };
    let Call { module, name, takes_codec } = call::of(service, method);
    let name = format_ident!("{name}");
    match module {
        Some(module) => quote!(#module::#name(&mut self.inner, #request, #path)),
        None if takes_codec => quote!(self.inner.#name(#request, #path, #codec)),
        None => quote!(self.inner.#name(#request, #path)),
    }
}
