//! The client stub.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Messages, allow_names};
use crate::emit::docs::{deprecated, docs};
use crate::emit::lints;
use crate::emit::paths::tonic::tonic;
use crate::model::{Connect, Method, MethodKind, Model, Service, Stub};

/// `pub mod weather_client { .. }`
pub(super) fn module(model: &Model, service: &Service, stub: &Stub) -> TokenStream {
    let tonic = tonic(model.codec);
    let Stub { module, ident, module_attributes, attributes, feature } = stub;
    let only_with = super::only_with(feature.as_deref());
    let allow = lints::stub(stub);
    let docs = docs(&service.docs);
    let connect = service.connect.as_ref().map(|connect| self::connect(model, stub, connect));
    let settings = settings(model);
    let methods = || service.methods.iter().filter(|method| method.in_client);
    let allow_names = allow_names(methods().map(|method| &method.client_ident));
    let ready = methods().next().map(|_| ready(model));
    let methods = methods().map(|method| self::method(model, service, stub, method));
    // A program seldom calls everything, and in a binary what is not called is dead code.
    quote! {
        /// Generated client implementations.
        #only_with
        #(#module_attributes)*
        #[allow(dead_code)]
        #allow
        pub mod #module {
            #docs
            #(#attributes)*
            #[derive(Debug, Clone)]
            pub struct #ident<T> {
                inner: #tonic::client::Grpc<T>,
            }

            #connect

            #allow_names
            impl<T> #ident<T>
            where
                T: #tonic::client::GrpcService<#tonic::body::Body>,
                T::Error: ::core::convert::Into<#tonic::codegen::StdError>,
                T::ResponseBody: #tonic::codegen::Body<Data = #tonic::codegen::Bytes> + ::core::marker::Send + 'static,
                <T::ResponseBody as #tonic::codegen::Body>::Error:
                    ::core::convert::Into<#tonic::codegen::StdError> + ::core::marker::Send,
            {
                /// Creates a client over a service that speaks HTTP, such as a channel.
                pub fn new(inner: T) -> Self {
                    Self { inner: #tonic::client::Grpc::new(inner) }
                }

                /// Creates a client whose requests go to `origin`: its scheme and authority become part of their URI.
                pub fn with_origin(inner: T, origin: #tonic::codegen::http::Uri) -> Self {
                    Self { inner: #tonic::client::Grpc::with_origin(inner, origin) }
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
                    <T as #tonic::codegen::Service<#tonic::codegen::http::Request<#tonic::body::Body>>>::Error:
                        ::core::convert::Into<#tonic::codegen::StdError> + ::core::marker::Send + ::core::marker::Sync,
                {
                    #ident::new(#tonic::codegen::InterceptedService::new(inner, interceptor))
                }

                #settings

                #(#methods)*
            }

            #ready
        }
    }
}

/// `WeatherClient::connect`, where tonic's transport is to be used.
fn connect(model: &Model, stub: &Stub, connect: &Connect) -> TokenStream {
    let tonic = tonic(model.codec);
    let only_with = super::only_with(connect.feature.as_deref());
    let ident = &stub.ident;
    quote! {
        #only_with
        impl #ident<#tonic::transport::Channel> {
            /// Attempt to create a new client by connecting to a given endpoint.
            pub async fn connect<D>(dst: D) -> ::core::result::Result<Self, #tonic::transport::Error>
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

/// Compression and message sizes.
fn settings(model: &Model) -> TokenStream {
    let tonic = tonic(model.codec);
    quote! {
        /// Compress requests with the given encoding.
        ///
        /// This requires the server to support it otherwise it might respond with an
        /// error.
        #[must_use]
        pub fn send_compressed(mut self, encoding: #tonic::codegen::CompressionEncoding) -> Self {
            self.inner = self.inner.send_compressed(encoding);
            self
        }

        /// Enable decompressing responses.
        #[must_use]
        pub fn accept_compressed(mut self, encoding: #tonic::codegen::CompressionEncoding) -> Self {
            self.inner = self.inner.accept_compressed(encoding);
            self
        }

        /// Limits the maximum size of a decoded message.
        ///
        /// Default: `4MB`
        #[must_use]
        pub fn max_decoding_message_size(mut self, limit: usize) -> Self {
            self.inner = self.inner.max_decoding_message_size(limit);
            self
        }

        /// Limits the maximum size of an encoded message.
        ///
        /// Default: `usize::MAX`
        #[must_use]
        pub fn max_encoding_message_size(mut self, limit: usize) -> Self {
            self.inner = self.inner.max_encoding_message_size(limit);
            self
        }
    }
}

fn method(model: &Model, service: &Service, stub: &Stub, method: &Method) -> TokenStream {
    let tonic = tonic(model.codec);
    let codec = super::codec(model, method);
    let docs = docs(&method.docs);
    let deprecated = deprecated(method.deprecated);
    let Messages { request, response } = Messages::new(model, service, stub, method);
    let service_name = &service.full_name;
    let Method { client_ident, proto_name, path, .. } = method;

    let (argument, into_request) = match method.kind {
        MethodKind::Unary | MethodKind::ServerStreaming => {
            (quote!(#tonic::IntoRequest<#request>), quote!(#tonic::IntoRequest::into_request))
        }
        MethodKind::ClientStreaming | MethodKind::BidiStreaming => {
            (quote!(#tonic::IntoStreamingRequest<Message = #request>), quote!(#tonic::IntoStreamingRequest::into_streaming_request))
        }
    };
    let (returned, call) = match method.kind {
        MethodKind::Unary => (response, quote!(unary)),
        MethodKind::ClientStreaming => (response, quote!(client_streaming)),
        MethodKind::ServerStreaming => (quote!(#tonic::Streaming<#response>), quote!(server_streaming)),
        MethodKind::BidiStreaming => (quote!(#tonic::Streaming<#response>), quote!(streaming)),
    };
    quote! {
        #docs
        #deprecated
        pub async fn #client_ident(
            &mut self,
            request: impl #argument,
        ) -> ::core::result::Result<#tonic::Response<#returned>, #tonic::Status> {
            self::ready(&mut self.inner).await?;
            let path = #tonic::codegen::http::uri::PathAndQuery::from_static(#path);
            let mut request = #into_request(request);
            request.extensions_mut().insert(#tonic::GrpcMethod::new(#service_name, #proto_name));
            self.inner.#call(request, path, #codec).await
        }
    }
}

/// Waits for the service below. A function, not a method: a method could have the name of an rpc.
fn ready(model: &Model) -> TokenStream {
    let tonic = tonic(model.codec);
    quote! {
        async fn ready<T>(inner: &mut #tonic::client::Grpc<T>) -> ::core::result::Result<(), #tonic::Status>
        where
            T: #tonic::client::GrpcService<#tonic::body::Body>,
            T::Error: ::core::convert::Into<#tonic::codegen::StdError>,
        {
            inner.ready().await.map_err(|error| {
                let error: #tonic::codegen::StdError = ::core::convert::Into::into(error);
                #tonic::Status::unknown(::std::format!("Service was not ready: {error}"))
            })
        }
    }
}
