//! Services: a module with the client stub, and one with the service trait and the server.
//!
//! Their public API is that of tonic-build 0.14, name by name and bound by bound. What differs is out of sight: nothing is
//! imported, foreign items stand as absolute paths, own items as `self::X` where a type parameter could be meant, and trait
//! methods are called through their trait, because a service may well be called `Body`, `Into`, `Option` or `T`.

mod client;
mod constants;
mod names;
mod server;
mod service_trait;

use proc_macro2::TokenStream;
use quote::quote;

pub(crate) use names::names;

use super::paths::tonic::{message_codec, tonic};
use super::{place, types};
use crate::model::{MessageRef, Method, MethodKind, Model, Name, Service, Stub};

/// The modules of a service, those that it is to have.
pub(crate) fn items(model: &Model, service: &Service) -> Vec<TokenStream> {
    let client = service.client.iter().map(|stub| client::module(model, service, stub));
    let server = service.server.iter().map(|stub| server::module(model, service, stub));
    client.chain(server).collect()
}

/// The messages of a method, for code in the module of a stub.
struct Messages {
    request: TokenStream,
    response: TokenStream,
}

impl Messages {
    fn new(model: &Model, service: &Service, stub: &Stub, method: &Method) -> Self {
        let scope: Vec<Name> = place::inside(&service.scope, &stub.module);
        let message = |message: &MessageRef| match (message, &service.messages) {
            (MessageRef::Extern(path), None) => from_stub(quote!(#path)),
            (MessageRef::Local(_), Some(base)) => {
                let path = types::message(model, &service.scope, message);
                quote!(#base::#path)
            }
            (MessageRef::Extern(_) | MessageRef::WellKnown(_), _) | (MessageRef::Local(_), None) => types::message(model, &scope, message),
        };
        Self { request: message(&method.request), response: message(&method.response) }
    }
}

/// A path that a rule gives, for code in the module of a stub: a relative one is meant for the module of the package.
fn from_stub(path: TokenStream) -> TokenStream {
    let first = path.clone().into_iter().next().map(|token| token.to_string());
    match first.as_deref() {
        Some("super") => quote!(super::#path),
        Some("self") => {
            let path = path.into_iter().skip(1);
            quote!(super #(#path)*)
        }
        _ => path,
    }
}

/// What the server gets: a message, or a stream of them.
fn received(model: &Model, messages: &Messages, kind: MethodKind) -> TokenStream {
    let tonic = tonic(model.codec);
    let request = &messages.request;
    match kind {
        MethodKind::Unary | MethodKind::ServerStreaming => quote!(#tonic::Request<#request>),
        MethodKind::ClientStreaming | MethodKind::BidiStreaming => quote!(#tonic::Request<#tonic::Streaming<#request>>),
    }
}

/// The codec of a method, made.
fn codec(model: &Model, method: &Method) -> TokenStream {
    match &method.codec {
        Some(path) => quote!(#path::default()),
        None => {
            let codec = message_codec(model.codec);
            quote!(<#codec<_, _> as ::core::default::Default>::default())
        }
    }
}

/// The condition of what is for a feature only.
fn only_with(feature: Option<&str>) -> Option<TokenStream> {
    feature.map(|feature| quote!(#[cfg(feature = #feature)]))
}

/// For clippy, which expects more of some names than an rpc can know, e.g. that `into_x` takes `self`.
fn allow_names<'a>(idents: impl IntoIterator<Item = &'a Name>) -> Option<TokenStream> {
    let meaningful = |name: String| name == "new" || ["as_", "from_", "into_", "is_", "to_"].iter().any(|p| name.starts_with(p));
    let any = idents.into_iter().any(|ident| meaningful(ident.to_string()));
    any.then(|| quote!(#[allow(clippy::new_ret_no_self, clippy::wrong_self_convention)]))
}

#[cfg(test)]
mod tests;
