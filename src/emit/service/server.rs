//! The server: an HTTP service that takes requests to an implementation of the service trait.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Messages, received, service_trait};
use crate::emit::docs::docs;
use crate::emit::lints;
use crate::emit::paths::tonic::tonic;
use crate::model::{Method, MethodKind, Model, Service, Stub};

/// `pub mod weather_server { .. }`
pub(super) fn module(model: &Model, service: &Service, stub: &Stub) -> TokenStream {
    let tonic = tonic(model.codec);
    let Stub { module, ident, module_attributes, attributes, feature } = stub;
    let only_with = super::only_with(feature.as_deref());
    let allow = lints::stub(stub);
    let trait_ident = &service.ident;
    let name = &service.full_name;
    let service_trait = service_trait::item(model, service, stub);
    let docs = docs(&service.docs);
    let settings = settings(model);
    let grpc = service.methods.iter().any(|method| method.in_server).then(|| grpc(model));
    let call = call(model, service, stub);
    // A program seldom calls everything, and in a binary what is not called is dead code.
    quote! {
        /// Generated server implementations.
        #only_with
        #(#module_attributes)*
        #[allow(dead_code)]
        #allow
        pub mod #module {
            #service_trait

            #docs
            #(#attributes)*
            #[derive(Debug)]
            pub struct #ident<T> {
                inner: ::std::sync::Arc<T>,
                accept_compression_encodings: #tonic::codegen::EnabledCompressionEncodings,
                send_compression_encodings: #tonic::codegen::EnabledCompressionEncodings,
                max_decoding_message_size: ::core::option::Option<usize>,
                max_encoding_message_size: ::core::option::Option<usize>,
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
                        accept_compression_encodings: ::core::default::Default::default(),
                        send_compression_encodings: ::core::default::Default::default(),
                        max_decoding_message_size: ::core::option::Option::None,
                        max_encoding_message_size: ::core::option::Option::None,
                    }
                }

                /// Creates a server that shows each request to `interceptor` first.
                pub fn with_interceptor<F>(inner: T, interceptor: F) -> #tonic::codegen::InterceptedService<Self, F>
                where
                    F: #tonic::service::Interceptor,
                {
                    #tonic::codegen::InterceptedService::new(Self::new(inner), interceptor)
                }

                #settings

                #grpc
            }

            impl<T, B> #tonic::codegen::Service<#tonic::codegen::http::Request<B>> for #ident<T>
            where
                T: self::#trait_ident,
                B: #tonic::codegen::Body + ::core::marker::Send + 'static,
                B::Error: ::core::convert::Into<#tonic::codegen::StdError> + ::core::marker::Send + 'static,
            {
                type Response = #tonic::codegen::http::Response<#tonic::body::Body>;
                type Error = ::core::convert::Infallible;
                type Future = #tonic::codegen::BoxFuture<Self::Response, Self::Error>;

                fn poll_ready(
                    &mut self,
                    _cx: &mut ::core::task::Context<'_>,
                ) -> ::core::task::Poll<::core::result::Result<(), Self::Error>> {
                    ::core::task::Poll::Ready(::core::result::Result::Ok(()))
                }

                #call
            }

            impl<T> ::core::clone::Clone for #ident<T> {
                fn clone(&self) -> Self {
                    Self {
                        inner: ::std::sync::Arc::clone(&self.inner),
                        accept_compression_encodings: self.accept_compression_encodings,
                        send_compression_encodings: self.send_compression_encodings,
                        max_decoding_message_size: self.max_decoding_message_size,
                        max_encoding_message_size: self.max_encoding_message_size,
                    }
                }
            }

            /// Generated gRPC service name
            pub const SERVICE_NAME: &str = #name;

            impl<T> #tonic::server::NamedService for #ident<T> {
                const NAME: &'static str = self::SERVICE_NAME;
            }
        }
    }
}

/// Compression and message sizes.
fn settings(model: &Model) -> TokenStream {
    let tonic = tonic(model.codec);
    quote! {
        /// Enable decompressing requests with the given encoding.
        #[must_use]
        pub fn accept_compressed(mut self, encoding: #tonic::codegen::CompressionEncoding) -> Self {
            self.accept_compression_encodings.enable(encoding);
            self
        }

        /// Compress responses with the given encoding, if the client supports it.
        #[must_use]
        pub fn send_compressed(mut self, encoding: #tonic::codegen::CompressionEncoding) -> Self {
            self.send_compression_encodings.enable(encoding);
            self
        }

        /// Limits the maximum size of a decoded message.
        ///
        /// Default: `4MB`
        #[must_use]
        pub fn max_decoding_message_size(mut self, limit: usize) -> Self {
            self.max_decoding_message_size = ::core::option::Option::Some(limit);
            self
        }

        /// Limits the maximum size of an encoded message.
        ///
        /// Default: `usize::MAX`
        #[must_use]
        pub fn max_encoding_message_size(mut self, limit: usize) -> Self {
            self.max_encoding_message_size = ::core::option::Option::Some(limit);
            self
        }
    }
}

/// The settings as tonic wants them for each call. A method, since nothing in a server is named for an rpc.
fn grpc(model: &Model) -> TokenStream {
    let tonic = tonic(model.codec);
    quote! {
        fn grpc<C>(&self, codec: C) -> #tonic::server::Grpc<C>
        where
            C: #tonic::codec::Codec,
        {
            #tonic::server::Grpc::new(codec)
                .apply_compression_config(self.accept_compression_encodings, self.send_compression_encodings)
                .apply_max_message_size_config(self.max_decoding_message_size, self.max_encoding_message_size)
        }
    }
}

/// `tower::Service::call`: by the path of the request to the method.
fn call(model: &Model, service: &Service, stub: &Stub) -> TokenStream {
    let tonic = tonic(model.codec);
    let unimplemented = quote! {
        ::std::boxed::Box::pin(::core::future::ready(::core::result::Result::Ok(
            #tonic::Status::unimplemented("").into_http(),
        )))
    };
    if !service.methods.iter().any(|method| method.in_server) {
        return quote! {
            fn call(&mut self, _request: #tonic::codegen::http::Request<B>) -> Self::Future {
                #unimplemented
            }
        };
    }
    let arms = service.methods.iter().filter(|method| method.in_server).map(|method| arm(model, service, stub, method));
    quote! {
        fn call(&mut self, request: #tonic::codegen::http::Request<B>) -> Self::Future {
            match request.uri().path() {
                #(#arms)*
                _ => #unimplemented,
            }
        }
    }
}

/// The arm of a method. Its `Method` is local to the arm, and nothing in it is named without a path but `Method` and `T`,
/// so it can have the same name in every arm.
fn arm(model: &Model, service: &Service, stub: &Stub, method: &Method) -> TokenStream {
    let tonic = tonic(model.codec);
    let codec = super::codec(model, method);
    let messages = Messages::new(model, service, stub, method);
    let received = received(model, &messages, method.kind);
    let Messages { request, response } = &messages;
    let trait_ident = &service.ident;
    let Method { server_ident, path, .. } = method;
    let receiver = if method.arc_self { quote!(inner) } else { quote!(&inner) };

    let (tonic_trait, call) = match method.kind {
        MethodKind::Unary => (quote!(UnaryService), quote!(unary)),
        MethodKind::ClientStreaming => (quote!(ClientStreamingService), quote!(client_streaming)),
        MethodKind::ServerStreaming => (quote!(ServerStreamingService), quote!(server_streaming)),
        MethodKind::BidiStreaming => (quote!(StreamingService), quote!(streaming)),
    };
    let (stream, sent) = match method.kind {
        MethodKind::Unary | MethodKind::ClientStreaming => (None, quote!(Response)),
        MethodKind::ServerStreaming | MethodKind::BidiStreaming => {
            let stream = match &method.stream_ident {
                Some(ident) => quote!(<T as self::#trait_ident>::#ident),
                None => quote!(#tonic::codegen::BoxStream<#response>),
            };
            (Some(quote!(type ResponseStream = #stream;)), quote!(ResponseStream))
        }
    };
    quote! {
        #path => {
            struct Method<T>(::std::sync::Arc<T>);

            impl<T: self::#trait_ident> #tonic::server::#tonic_trait<#request> for Method<T> {
                type Response = #response;
                #stream
                type Future = #tonic::codegen::BoxFuture<#tonic::Response<Self::#sent>, #tonic::Status>;

                fn call(&mut self, request: #received) -> Self::Future {
                    let inner = ::std::sync::Arc::clone(&self.0);
                    ::std::boxed::Box::pin(async move {
                        <T as self::#trait_ident>::#server_ident(#receiver, request).await
                    })
                }
            }

            let method = Method(::std::sync::Arc::clone(&self.inner));
            let mut grpc = self.grpc(#codec);
            ::std::boxed::Box::pin(async move { ::core::result::Result::Ok(grpc.#call(method, request).await) })
        }
    }
}
