//! The inside of a server over tonic alone: each method contains all code of a call.

use proc_macro2::TokenStream;
use quote::quote;

use super::Inside;
use crate::emit::tonic::TonicSpelling;
use crate::emit::tonic::attributes::conditions;
use crate::emit::tonic::{Messages, codec, received};
use crate::model::{Method, MethodKind, Service, Stub};

pub(super) fn inside(stubs: &TonicSpelling<'_>, service: &Service, stub: &Stub) -> Inside {
    let tonic = stubs.tonic();
    let methods = service.methods.iter().filter(|method| method.in_server);
    let arms: Vec<TokenStream> = methods.map(|method| arm(stubs, service, stub, method)).collect();
    Inside {
        fields: quote! {
            accept_compression_encodings: #tonic::codegen::EnabledCompressionEncodings,
            send_compression_encodings: #tonic::codegen::EnabledCompressionEncodings,
            max_decoding_message_size: ::core::option::Option<usize>,
            max_encoding_message_size: ::core::option::Option<usize>,
        },
        defaults: quote! {
            accept_compression_encodings: ::core::default::Default::default(),
            send_compression_encodings: ::core::default::Default::default(),
            max_decoding_message_size: ::core::option::Option::None,
            max_encoding_message_size: ::core::option::Option::None,
        },
        copies: quote! {
            accept_compression_encodings: self.accept_compression_encodings,
            send_compression_encodings: self.send_compression_encodings,
            max_decoding_message_size: self.max_decoding_message_size,
            max_encoding_message_size: self.max_encoding_message_size,
        },
        accept_compressed: quote!(self.accept_compression_encodings.enable(encoding);),
        send_compressed: quote!(self.send_compression_encodings.enable(encoding);),
        max_decoding_message_size: quote! {
            self.max_decoding_message_size = ::core::option::Option::Some(limit);
        },
        max_encoding_message_size: quote! {
            self.max_encoding_message_size = ::core::option::Option::Some(limit);
        },
        helper: (!arms.is_empty()).then(|| grpc(stubs)),
        arms,
        unimplemented: quote! {
            ::std::boxed::Box::pin(::core::future::ready(::core::result::Result::Ok(
                #tonic::Status::unimplemented("").into_http(),
            )))
        },
        answer: |by_path| by_path,
    }
}

/// Returns a method that creates tonic's server with these settings, for one call. It is a method,
/// because no method of a server has the name of an rpc.
fn grpc(stubs: &TonicSpelling<'_>) -> TokenStream {
    let tonic = stubs.tonic();
    quote! {
        fn grpc<C>(&self, codec: C) -> #tonic::server::Grpc<C>
        where
            C: #tonic::codec::Codec,
        {
            #tonic::server::Grpc::new(codec)
                .apply_compression_config(
                    self.accept_compression_encodings, self.send_compression_encodings
                )
                .apply_max_message_size_config(
                    self.max_decoding_message_size, self.max_encoding_message_size
                )
        }
    }
}

/// Returns the arm of a method. Its type `Method` is local to the arm, so that each arm can have
/// one. This is safe, because all names in the arm have a path but `Method` and `T`.
fn arm(stubs: &TonicSpelling<'_>, service: &Service, stub: &Stub, method: &Method) -> TokenStream {
    let tonic = stubs.tonic();
    let codec = codec(stubs, method);
    let messages = Messages::new(stubs, service, stub, method);
    let received = received(stubs, &messages, method.kind);
    let Messages { request, response, .. } = &messages;
    let trait_ident = &service.ident;
    let Method { server_ident, path, proto_name, .. } = method;
    let service_name = &service.wire_name;
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
    let conditions = conditions(method);
    quote! {
        #(#conditions)*
        #path => {
            let mut request = request;
            request.extensions_mut().insert(#tonic::GrpcMethod::new(#service_name, #proto_name));

            struct Method<T>(::std::sync::Arc<T>);

            impl<T: self::#trait_ident> #tonic::server::#tonic_trait<#request> for Method<T> {
                type Response = #response;
                #stream
                type Future =
                    #tonic::codegen::BoxFuture<#tonic::Response<Self::#sent>, #tonic::Status>;

                fn call(&mut self, request: #received) -> Self::Future {
                    let inner = ::core::clone::Clone::clone(&self.0);
                    ::std::boxed::Box::pin(async move {
                        <T as self::#trait_ident>::#server_ident(#receiver, request).await
                    })
                }
            }

            let method = Method(::core::clone::Clone::clone(&self.inner));
            let mut grpc = self.grpc(#codec);
            ::std::boxed::Box::pin(async move {
                ::core::result::Result::Ok(grpc.#call(method, request).await)
            })
        }
    }
}
