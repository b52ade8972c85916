//! Services: a module with the client stub, and one with the service trait and the server.
//!
//! Their public API is that of tonic-build 0.14, with the same names and bounds. Only the code
//! inside differs. A schema may have a service called `Body`, `Into`, `Option` or `T`, so names are
//! never ambiguous:
//!
//! * The code imports nothing but the runtime.
//! * Foreign items have absolute paths, or paths through the runtime's alias.
//! * Own items are `self::X` if `X` could be a type parameter.
//! * Methods of traits are called through their trait.

mod attributes;
mod client;
mod constants;
mod messages;
mod paths;
mod server;
mod service_trait;

use std::ops::Deref;

use proc_macro2::TokenStream;
use quote::quote;

use super::surface::{Spelling, StubSurface, Stubs};
use crate::model::{Method, ReservedNames, Service};
use messages::{Messages, deeper, received};

/// The surface of stubs with tonic's API.
pub(crate) struct Tonic {
    flavour: Flavour,
}

/// The code inside a stub. The API of the stub is the same for both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Flavour {
    /// Code over tonic alone: each method contains all code of a call.
    Tonic,
    /// Code over our runtime, which has the code of each kind of call once.
    Runtime,
}

impl Tonic {
    /// Creates the surface of stubs that name tonic and tonic-prost alone.
    pub fn alone() -> Self {
        Self { flavour: Flavour::Tonic }
    }

    /// Creates the surface of stubs over the crate `rust-grpc`.
    pub fn over_runtime() -> Self {
        Self { flavour: Flavour::Runtime }
    }
}

/// The names that every stub has. Changing these may change generated names.
const RESERVED: ReservedNames = ReservedNames {
    client_methods: &[
        "new",
        "with_origin",
        "with_interceptor",
        "send_compressed",
        "accept_compressed",
        "max_decoding_message_size",
        "max_encoding_message_size",
    ],
    transport_methods: &["connect"],
    json_methods: &["send_json"],
    blocking_methods: &["new", "connect", "from_async", "with_driver"],
    constants: &["ALL"],
};

impl StubSurface for Tonic {
    fn reserved(&self) -> ReservedNames {
        RESERVED
    }

    fn items(&self, spelling: &Spelling<'_>, service: &Service) -> Vec<TokenStream> {
        modules(&TonicSpelling { spelling, flavour: self.flavour }, service)
    }

    fn dependencies(&self, stubs: Stubs) -> String {
        match (self.flavour, stubs) {
            (Flavour::Runtime, _) | (Flavour::Tonic, Stubs::None) => String::new(),
            (Flavour::Tonic, Stubs::WithoutTransport) => {
                "tonic = { version = \"0.14\", default-features = false, \
                 features = [\"codegen\"] }\n\
                 tonic-prost = \"0.14\"\n"
                    .into()
            }
            (Flavour::Tonic, Stubs::WithTransport) => {
                "tonic = \"0.14\"\ntonic-prost = \"0.14\"\n".into()
            }
        }
    }
}

/// A spelling, and the surface of stubs.
#[derive(Clone, Copy)]
struct TonicSpelling<'a> {
    spelling: &'a Spelling<'a>,
    flavour: Flavour,
}

impl<'a> Deref for TonicSpelling<'a> {
    type Target = Spelling<'a>;

    fn deref(&self) -> &Spelling<'a> {
        self.spelling
    }
}

impl TonicSpelling<'_> {
    fn flavour(&self) -> Flavour {
        self.flavour
    }

    /// Returns the path of the crate tonic.
    fn tonic(&self) -> TokenStream {
        paths::tonic(self.flavour)
    }
}

/// Returns the modules of a service's stubs.
fn modules(stubs: &TonicSpelling<'_>, service: &Service) -> Vec<TokenStream> {
    let client = service.client.iter().map(|stub| client::module(stubs, service, stub));
    let server = service.server.iter().map(|stub| server::module(stubs, service, stub));
    client.chain(server).collect()
}

/// Returns the methods of a stub that limit the lengths of messages, with these bodies.
fn limits(
    max_decoding_message_size: &TokenStream,
    max_encoding_message_size: &TokenStream,
) -> TokenStream {
    quote! {
        /// Limits the maximum size of a decoded message.
        ///
        /// Default: `4MB`
        #[must_use]
        pub fn max_decoding_message_size(mut self, limit: usize) -> Self {
            #max_decoding_message_size
            self
        }

        /// Limits the maximum size of an encoded message.
        ///
        /// Default: `usize::MAX`
        #[must_use]
        pub fn max_encoding_message_size(mut self, limit: usize) -> Self {
            #max_encoding_message_size
            self
        }
    }
}

/// Returns the expression that creates the codec of a method.
fn codec(stubs: &TonicSpelling<'_>, method: &Method) -> TokenStream {
    if method.has_views() {
        let calls = paths::view_calls();
        return quote!(<#calls::ViewCodec<_, _> as ::core::default::Default>::default());
    }
    plain_codec(stubs, method)
}

/// Returns the expression that creates the codec of a method for messages without views.
fn plain_codec(stubs: &TonicSpelling<'_>, method: &Method) -> TokenStream {
    match &method.codec {
        Some(path) => quote!(#path::default()),
        None => {
            let codec = paths::message_codec(stubs.flavour());
            quote!(<#codec<_, _> as ::core::default::Default>::default())
        }
    }
}

/// Returns the expression that creates the codec of a method for a call in `format`.
fn codec_in(method: &Method, format: &TokenStream) -> TokenStream {
    let calls = paths::calls();
    if method.has_views() {
        return quote!(#calls::view_codec(#format));
    }
    match &method.codec {
        Some(path) => quote!(#calls::codec_with(#format, #path::default())),
        None => quote!(#calls::codec(#format)),
    }
}

/// Returns the condition of items that exist only with a feature.
fn only_with(feature: Option<&str>) -> Option<TokenStream> {
    feature.map(|feature| quote!(#[cfg(feature = #feature)]))
}

#[cfg(test)]
mod tests;
