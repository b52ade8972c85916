//! The server: an HTTP service that passes requests to an implementation of the service trait.

use proc_macro2::TokenStream;
use quote::quote;

use super::{constants, service_trait};
use crate::emit::doc_attributes::{allow_deprecated, deprecated, docs};
use crate::emit::tonic::{Flavour, TonicSpelling, paths};
use crate::emit::{allow_lints, cfg};
use crate::model::{Service, Stub};

mod runtime;
mod simple;
mod tonics;

/// The inside of a server. It depends on the codec, because `codec=prost` has no runtime of ours.
struct Inside {
    /// The fields in addition to the implementation.
    fields: TokenStream,
    /// The initial values of the fields.
    defaults: TokenStream,
    /// The copies of the fields, for `Clone`.
    copies: TokenStream,
    /// The bodies of the methods that change settings.
    accept_compressed: TokenStream,
    send_compressed: TokenStream,
    max_decoding_message_size: TokenStream,
    max_encoding_message_size: TokenStream,
    /// A method that the arms call.
    helper: Option<TokenStream>,
    /// One arm for each method: the path of a request, and the answer.
    arms: Vec<TokenStream>,
    /// The answer to all other paths.
    unimplemented: TokenStream,
    /// Returns the answer of the server, given the answer to `request`.
    answer: fn(TokenStream) -> TokenStream,
}

/// Returns `pub mod weather_server { .. }`.
pub(super) fn module(stubs: &TonicSpelling<'_>, service: &Service, stub: &Stub) -> TokenStream {
    let tonic = stubs.tonic();
    let Stub { module, ident, module_attributes, attributes, feature, .. } = stub;
    let only_with = super::only_with(feature.as_deref());
    let allow = allow_lints::allow(stub.lints);
    let trait_ident = &service.ident;
    let service_trait = service_trait::item(stubs, service, stub);
    let docs = docs(&service.docs);
    let module_docs = format!(
        " The service trait of `service {}`, and the server over an implementation of it.",
        service.full_name
    );
    let inside = match stubs.flavour() {
        Flavour::Tonic => tonics::inside(stubs, service, stub),
        Flavour::Runtime => runtime::inside(stubs, service),
    };
    let Inside { fields, defaults, copies, .. } = &inside;
    let settings = settings(stubs, &inside);
    let call = call(stubs, service, &inside);
    let simple = simple::items(stubs, service, stub);
    let future = future(&tonic);
    let import_runtime = paths::import_runtime(stubs.flavour(), None);
    let json = service.grpc_json.as_deref().filter(|_| !inside.arms.is_empty());
    let import_calls = json.map(|sets| paths::import_calls(cfg::any_of_each(sets).as_ref()));
    let service_name = constants::service_name(service);
    let constants = constants::methods(stubs, service, stub, |method| method.in_server);
    let deprecated = deprecated(service.deprecated);
    let allow_deprecated = allow_deprecated(service.mentions_deprecated);
    // A program seldom uses every method, and an unused method of a binary is dead code.
    quote! {
        #[doc = #module_docs]
        #only_with
        #(#module_attributes)*
        #[allow(dead_code)]
        #allow
        #allow_deprecated
        pub mod #module {
            #import_runtime
            #import_calls

            #service_trait

            #docs
            #(#attributes)*
            #deprecated
            #[derive(Debug)]
            pub struct #ident<T> {
                inner: ::std::sync::Arc<T>,
                #fields
            }

            impl<T> #ident<T> {
                /// Creates a server for an implementation of the service.
                pub fn new(inner: T) -> Self {
                    Self::from_arc(::std::sync::Arc::new(inner))
                }

                /// Creates a server for an implementation that is shared.
                pub fn from_arc(inner: ::std::sync::Arc<T>) -> Self {
                    Self {
                        inner,
                        #defaults
                    }
                }

                /// Creates a server that shows each request to `interceptor` first.
                pub fn with_interceptor<F>(
                    inner: T,
                    interceptor: F
                ) -> #tonic::codegen::InterceptedService<Self, F>
                where
                    F: #tonic::service::Interceptor,
                {
                    #tonic::codegen::InterceptedService::new(Self::new(inner), interceptor)
                }

                #settings
            }

            impl<T, B> #tonic::codegen::Service<#tonic::codegen::http::Request<B>> for #ident<T>
            where
                T: self::#trait_ident,
                B: #tonic::codegen::Body + ::core::marker::Send + 'static,
                B::Error: ::core::convert::Into<#tonic::codegen::StdError>
                    + ::core::marker::Send + 'static,
            {
                type Response = #tonic::codegen::http::Response<#tonic::body::Body>;
                type Error = ::core::convert::Infallible;
                type Future = #future;

                fn poll_ready(
                    &mut self,
                    _cx: &mut ::core::task::Context<'_>,
                ) -> ::core::task::Poll<::core::result::Result<(), ::core::convert::Infallible>> {
                    ::core::task::Poll::Ready(::core::result::Result::Ok(()))
                }

                #call
            }

            #simple

            impl<T> ::core::clone::Clone for #ident<T> {
                fn clone(&self) -> Self {
                    Self {
                        inner: ::core::clone::Clone::clone(&self.inner),
                        #copies
                    }
                }
            }

            #service_name

            #constants

            impl<T> #tonic::server::NamedService for #ident<T> {
                const NAME: &'static str = self::SERVICE_NAME;
            }
        }
    }
}

/// Returns the type of the server's answers. Functions name it instead of the associated type of
/// `Service`. If the runtime's alias is an error, there is no trait `Service`, and each use of its
/// associated types would be an error, too.
fn future(tonic: &TokenStream) -> TokenStream {
    quote! {
        #tonic::codegen::BoxFuture<
            #tonic::codegen::http::Response<#tonic::body::Body>,
            ::core::convert::Infallible,
        >
    }
}

/// Returns the methods for compression and lengths of messages.
fn settings(stubs: &TonicSpelling<'_>, inside: &Inside) -> TokenStream {
    let tonic = stubs.tonic();
    let Inside {
        accept_compressed,
        send_compressed,
        max_decoding_message_size,
        max_encoding_message_size,
        helper,
        ..
    } = inside;
    let limits = super::limits(max_decoding_message_size, max_encoding_message_size);
    quote! {
        /// Enable decompressing requests with the given encoding.
        #[must_use]
        pub fn accept_compressed(mut self, encoding: #tonic::codegen::CompressionEncoding) -> Self {
            #accept_compressed
            self
        }

        /// Compress responses with the given encoding, if the client supports it.
        #[must_use]
        pub fn send_compressed(mut self, encoding: #tonic::codegen::CompressionEncoding) -> Self {
            #send_compressed
            self
        }

        #limits

        #helper
    }
}

/// Returns `tower::Service::call`, which selects the method by the path of the request.
fn call(stubs: &TonicSpelling<'_>, service: &Service, inside: &Inside) -> TokenStream {
    let tonic = stubs.tonic();
    let Inside { arms, unimplemented, answer, .. } = inside;
    let future = future(&tonic);
    if arms.is_empty() {
        return quote! {
            fn call(&mut self, _request: #tonic::codegen::http::Request<B>) -> #future {
                #unimplemented
            }
        };
    }
    let answer = answer(quote! {
        match request.uri().path() {
            #(#arms)*
            _ => #unimplemented,
        }
    });
    let answer = match service.simple {
        Some(_) => quote!(__rt::simple::with_trailers(#answer)),
        None => answer,
    };
    quote! {
        fn call(&mut self, request: #tonic::codegen::http::Request<B>) -> #future {
            #answer
        }
    }
}
