//! The messages of a method, as types for code in the module of a stub.

use proc_macro2::TokenStream;
use quote::quote;

use super::{TonicSpelling, paths};
use crate::emit::{item_path, types};
use crate::model::{MessageRef, Method, MethodKind, Name, Service, Stub};

/// The messages of a method, as types for code in the module of a stub.
pub(super) struct Messages {
    /// The message that clients send, e.g. `super::Ask`.
    pub request: TokenStream,
    /// The message that servers send, e.g. `super::Answer`.
    pub response: TokenStream,
    /// The type that a client sends: the message, or e.g. `__rt::Encoded<super::Ask>`.
    pub given: TokenStream,
    /// The type that a server receives: the message, or e.g. `__rt::OwnedView<super::Ask>`.
    pub received: TokenStream,
    /// The type that a server sends: the message, or e.g. `__rt::Encoded<super::Answer>`.
    pub sent: TokenStream,
    /// The type that a client receives: the message, or e.g. `__rt::OwnedView<super::Answer>`.
    pub returned: TokenStream,
}

impl Messages {
    pub fn new(stubs: &TonicSpelling<'_>, service: &Service, stub: &Stub, method: &Method) -> Self {
        let request = message(stubs, service, stub, &method.request);
        let response = message(stubs, service, stub, &method.response);
        let (given, received) = forms(&request, method.request_view);
        let (sent, returned) = forms(&response, method.response_view);
        Self { given, received, sent, returned, request, response }
    }
}

/// Returns what the side that sends a message sends, and what the other side receives.
fn forms(message: &TokenStream, is_view: bool) -> (TokenStream, TokenStream) {
    if !is_view {
        return (message.clone(), message.clone());
    }
    let (encoded, owned) = (paths::encoded(), paths::owned_view());
    (quote!(#encoded<#message>), quote!(#owned<#message>))
}

/// Returns the type of a message.
fn message(
    stubs: &TonicSpelling<'_>,
    service: &Service,
    stub: &Stub,
    message: &MessageRef,
) -> TokenStream {
    match (message, &service.messages) {
        (MessageRef::Extern(path, _), None) => deeper(quote!(#path)),
        (MessageRef::Local(_), Some(base)) => {
            let path = types::message(stubs, &service.scope, message);
            quote!(#base::#path)
        }
        (MessageRef::Extern(..) | MessageRef::WellKnown(..), _) | (MessageRef::Local(_), None) => {
            let scope: Vec<Name> = item_path::inside(&service.scope, &stub.module);
            types::message(stubs, &scope, message)
        }
    }
}

/// Returns a path for code in a module that is one level deeper: a path of a rule for code in the
/// module of a stub, or a path in that module for code in its module `method`.
pub(super) fn deeper(path: TokenStream) -> TokenStream {
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

/// Returns the type of the request that the server receives: a message, or a stream of messages.
pub(super) fn received(
    stubs: &TonicSpelling<'_>,
    messages: &Messages,
    kind: MethodKind,
) -> TokenStream {
    let tonic = stubs.tonic();
    let received = &messages.received;
    match kind {
        MethodKind::Unary | MethodKind::ServerStreaming => quote!(#tonic::Request<#received>),
        MethodKind::ClientStreaming | MethodKind::BidiStreaming => {
            quote!(#tonic::Request<#tonic::Streaming<#received>>)
        }
    }
}
