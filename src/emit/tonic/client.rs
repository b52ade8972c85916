//! The client stub.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Messages, constants};
use crate::emit::doc_attributes::{allow_deprecated, deprecated, docs};
use crate::emit::tonic::{Flavour, TonicSpelling, paths};
use crate::emit::{allow_lints, cfg};
use crate::model::{Method, MethodKind, Service, Stub, Transport};

mod blocking;
mod call;
mod client_trait;
mod mock;
mod runtime;
mod tonics;

/// The inside of a client stub. It depends on the codec, because `codec=prost` has no runtime of
/// ours.
struct Inside {
    /// The type that makes calls, with the service below as a parameter.
    client: TokenStream,
    /// Returns the expression that calls a setter of the client.
    set: fn(TokenStream) -> TokenStream,
    methods: Vec<TokenStream>,
    /// A function that the methods call.
    helper: Option<TokenStream>,
}

/// Returns `pub mod weather_client { .. }`.
pub(super) fn module(stubs: &TonicSpelling<'_>, service: &Service, stub: &Stub) -> TokenStream {
    let tonic = stubs.tonic();
    let Stub { module, ident, module_attributes, attributes, feature, .. } = stub;
    let only_with = super::only_with(feature.as_deref());
    let allow = allow_lints::allow(stub.lints);
    let docs = docs(&service.docs);
    let module_docs = format!(" The client of `service {}`.", service.full_name);
    let origin_docs = " Creates a client whose requests go to `origin`: \
                       its scheme and authority become part of their URI.";
    let connect = service.transport.as_ref().map(|transport| self::connect(stubs, stub, transport));
    let inside = match stubs.flavour() {
        Flavour::Tonic => tonics::inside(stubs, service, stub),
        Flavour::Runtime => runtime::inside(stubs, service, stub),
    };
    let Inside { client, methods, helper, .. } = &inside;
    let settings = settings(stubs, &inside);
    let import_runtime = paths::import_runtime(stubs.flavour(), service.transport.as_ref());
    let json = service.grpc_json.as_deref().map(cfg::any_of_each);
    let import_calls = json.as_ref().map(|condition| paths::import_calls(condition.as_ref()));
    let send_json = json.as_ref().map(|condition| send_json(condition.as_ref()));
    // tonic's client has no such constant.
    let service_name = service.constants.then(|| constants::service_name(service));
    let constants = constants::methods(stubs, service, stub, |method| method.in_client);
    let mock = mock::items(stubs, service, stub);
    let client_trait = client_trait::items(stubs, service, stub);
    let blocking = blocking::items(stubs, service, stub);
    let (deprecated, allow_deprecated) =
        (deprecated(service.deprecated), allow_deprecated(service.deprecated));
    let allow_names = allow_lints::allow(stub.method_lints);
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

            #docs
            #(#attributes)*
            #deprecated
            #[derive(Debug, Clone)]
            pub struct #ident<T> {
                inner: #client<T>,
            }

            #connect

            #allow_names
            impl<T> #ident<T>
            where
                T: #tonic::client::GrpcService<#tonic::body::Body>,
                T::Error: ::core::convert::Into<#tonic::codegen::StdError>,
                T::ResponseBody: #tonic::codegen::Body<Data = #tonic::codegen::Bytes>
                    + ::core::marker::Send + 'static,
                <T::ResponseBody as #tonic::codegen::Body>::Error:
                    ::core::convert::Into<#tonic::codegen::StdError> + ::core::marker::Send,
            {
                /// Creates a client over a service that speaks HTTP, such as a channel.
                pub fn new(inner: T) -> Self {
                    Self { inner: #client::new(inner) }
                }

                #[doc = #origin_docs]
                pub fn with_origin(inner: T, origin: #tonic::codegen::http::Uri) -> Self {
                    Self { inner: #client::with_origin(inner, origin) }
                }

                /// Creates a client that shows each request to `interceptor` first.
                pub fn with_interceptor<F>(
                    inner: T,
                    interceptor: F,
                ) -> #ident<#tonic::codegen::InterceptedService<T, F>>
                where
                    F: #tonic::service::Interceptor,
                    T::ResponseBody: ::core::default::Default,
                    T: #tonic::codegen::Service<
                        #tonic::codegen::http::Request<#tonic::body::Body>,
                        Response = #tonic::codegen::http::Response<
                            <T as #tonic::client::GrpcService<#tonic::body::Body>>::ResponseBody,
                        >,
                    >,
                    <T as #tonic::codegen::Service<
                        #tonic::codegen::http::Request<#tonic::body::Body>
                    >>::Error: ::core::convert::Into<#tonic::codegen::StdError>
                        + ::core::marker::Send + ::core::marker::Sync,
                {
                    #ident::new(#tonic::codegen::InterceptedService::new(inner, interceptor))
                }

                #settings

                #send_json

                #(#methods)*
            }

            #helper

            #client_trait

            #mock

            #blocking

            #service_name

            #constants
        }
    }
}

/// Returns `WeatherClient::connect`, for stubs with tonic's transport.
fn connect(stubs: &TonicSpelling<'_>, stub: &Stub, transport: &Transport) -> TokenStream {
    let tonic = stubs.tonic();
    let only_with = super::only_with(transport.feature.as_deref());
    let ident = &stub.ident;
    quote! {
        #only_with
        impl #ident<#tonic::transport::Channel> {
            /// Attempt to create a new client by connecting to a given endpoint.
            pub async fn connect<D>(
                dst: D
            ) -> ::core::result::Result<Self, #tonic::transport::Error>
            where
                D: ::core::convert::TryInto<#tonic::transport::Endpoint>,
                D::Error: ::core::convert::Into<#tonic::codegen::StdError>,
            {
                let channel = #tonic::transport::Endpoint::new(dst)?.connect().await?;
                ::core::result::Result::Ok(Self::new(channel))
            }
        }
    }
}

/// Returns the methods for compression and lengths of messages.
fn settings(stubs: &TonicSpelling<'_>, inside: &Inside) -> TokenStream {
    let tonic = stubs.tonic();
    let Inside { set, .. } = inside;
    let accept_compressed = set(quote!(accept_compressed(encoding)));
    let send_compressed = set(quote!(send_compressed(encoding)));
    let limits = super::limits(
        &set(quote!(max_decoding_message_size(limit))),
        &set(quote!(max_encoding_message_size(limit))),
    );
    quote! {
        /// Compress requests with the given encoding.
        ///
        /// This requires the server to support it otherwise it might respond with an
        /// error.
        #[must_use]
        pub fn send_compressed(mut self, encoding: #tonic::codegen::CompressionEncoding) -> Self {
            #send_compressed
            self
        }

        /// Enable decompressing responses.
        #[must_use]
        pub fn accept_compressed(mut self, encoding: #tonic::codegen::CompressionEncoding) -> Self {
            #accept_compressed
            self
        }

        #limits
    }
}

/// Returns the method that sets the format of messages. `condition` is the condition under which it
/// exists.
fn send_json(condition: Option<&TokenStream>) -> TokenStream {
    let calls = paths::calls();
    let only_with = condition.map(|condition| quote!(#[cfg(#condition)]));
    quote! {
        /// Send requests as JSON and expect responses as JSON, with the content type
        /// `application/grpc+json`.
        ///
        /// This requires the server to support it otherwise it might respond with an
        /// error.
        #only_with
        #[must_use]
        pub fn send_json(mut self) -> Self {
            #calls::send(&mut self.inner);
            self
        }
    }
}

/// The code of a method, which uses `request`.
enum Body {
    /// A block that waits for the response.
    Async(TokenStream),
    /// An expression whose value is a future of the runtime. rustc analyses no future of the
    /// method's own, so that a check of client stubs takes half the time (`bench -- stubs`).
    Future(TokenStream),
}

/// Returns a method.
fn method(
    stubs: &TonicSpelling<'_>,
    service: &Service,
    stub: &Stub,
    method: &Method,
    body: &Body,
) -> TokenStream {
    let tonic = stubs.tonic();
    let docs = docs(&method.client_docs);
    let deprecated = deprecated(method.deprecated);
    let messages = Messages::new(stubs, service, stub, method);
    let Method { client_ident, attributes, .. } = method;
    let argument = argument(stubs, method, &messages);
    let returned = returned(stubs, method, &messages);
    let result = quote!(::core::result::Result<#tonic::Response<#returned>, #tonic::Status>);
    let (keyword, returned, body) = match body {
        Body::Async(body) => (Some(quote!(async)), result, body),
        Body::Future(body) => {
            (None, quote!(impl ::core::future::Future<Output = #result> + '_), body)
        }
    };
    quote! {
        #docs
        #(#attributes)*
        #deprecated
        pub #keyword fn #client_ident(&mut self, request: impl #argument) -> #returned {
            #body
        }
    }
}

/// Returns the bound of a method's parameter.
fn argument(stubs: &TonicSpelling<'_>, method: &Method, messages: &Messages) -> TokenStream {
    let tonic = stubs.tonic();
    let request = &messages.request;
    match method.kind {
        MethodKind::Unary | MethodKind::ServerStreaming if method.request_view => {
            quote!(__rt::IntoEncodedRequest<#request>)
        }
        MethodKind::ClientStreaming | MethodKind::BidiStreaming if method.request_view => {
            quote!(__rt::IntoEncodedStream<#request>)
        }
        MethodKind::Unary | MethodKind::ServerStreaming => quote!(#tonic::IntoRequest<#request>),
        MethodKind::ClientStreaming | MethodKind::BidiStreaming => {
            quote!(#tonic::IntoStreamingRequest<Message = #request>)
        }
    }
}

/// Returns the content of the response: a message, or a stream of messages.
fn returned(stubs: &TonicSpelling<'_>, method: &Method, messages: &Messages) -> TokenStream {
    let tonic = stubs.tonic();
    let response = &messages.returned;
    match method.kind {
        MethodKind::Unary | MethodKind::ClientStreaming => quote!(#response),
        MethodKind::ServerStreaming | MethodKind::BidiStreaming => {
            quote!(#tonic::Streaming<#response>)
        }
    }
}

/// Returns the expression that makes a request of the argument `request`.
fn into_request(stubs: &TonicSpelling<'_>, method: &Method, messages: &Messages) -> TokenStream {
    let (tonic, request) = (stubs.tonic(), &messages.request);
    match method.kind {
        MethodKind::Unary | MethodKind::ServerStreaming if method.request_view => {
            quote!(__rt::IntoEncodedRequest::into_encoded_request(request))
        }
        MethodKind::ClientStreaming | MethodKind::BidiStreaming if method.request_view => {
            quote!(__rt::IntoEncodedStream::<#request>::into_encoded_stream(request))
        }
        MethodKind::Unary | MethodKind::ServerStreaming => {
            quote!(#tonic::IntoRequest::into_request(request))
        }
        MethodKind::ClientStreaming | MethodKind::BidiStreaming => {
            quote!(#tonic::IntoStreamingRequest::into_streaming_request(request))
        }
    }
}
