//! The runtime's function that makes the calls of a method. Client stubs, client traits, blocking
//! clients and mocks have functions of the same names.

use proc_macro2::TokenStream;

use crate::emit::tonic::paths;
use crate::model::{Method, MethodKind, Service};

/// The runtime's function that makes the calls of a method.
pub(super) struct Call {
    /// The module of the function for unary calls with JSON or views, e.g. `__calls`.
    pub module: Option<TokenStream>,
    /// The name of the function, e.g. `server_streaming`.
    pub name: &'static str,
    /// Tells whether the codec is an argument of the function.
    pub takes_codec: bool,
}

/// Returns the function for calls of a method.
pub(super) fn of(service: &Service, method: &Method) -> Call {
    let plain = plain(method);
    if plain.takes_codec {
        return plain;
    }
    match (service.grpc_json.is_some(), method.has_views()) {
        (false, false) => plain,
        (false, true) => Call { module: Some(paths::view_calls()), ..plain },
        (true, false) => Call { module: Some(paths::calls()), ..plain },
        (true, true) => Call { module: Some(paths::calls()), name: "view_unary", ..plain },
    }
}

/// Returns the function for calls of a method whose messages are binary, and no views.
pub(super) fn plain(method: &Method) -> Call {
    let (name, takes_codec) = match (method.kind, &method.codec) {
        (MethodKind::Unary, None) => ("unary", false),
        (MethodKind::Unary, Some(_)) => ("unary_with", true),
        (MethodKind::ServerStreaming, _) => ("server_streaming", true),
        (MethodKind::ClientStreaming, _) => ("client_streaming", true),
        (MethodKind::BidiStreaming, _) => ("streaming", true),
    };
    Call { module: None, name, takes_codec }
}
