//! The service trait, which a server implements.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Messages, received};
use crate::emit::allow_lints;
use crate::emit::deferred::deferred;
use crate::emit::doc_attributes::{deprecated, docs};
use crate::emit::tonic::TonicSpelling;
use crate::emit::tonic::attributes::conditions;
use crate::model::{Asynchronous, Method, MethodKind, Name, Service, Stub};

/// Returns `pub trait Weather { .. }`.
pub(super) fn item(stubs: &TonicSpelling<'_>, service: &Service, stub: &Stub) -> TokenStream {
    let tonic = stubs.tonic();
    let Service { ident, trait_attributes, .. } = service;
    let docs = docs(&service.docs);
    let deprecated = deprecated(service.deprecated);
    let purpose = format!(
        " Generated trait containing gRPC methods that should be implemented for use with [`{}`].",
        stub.ident
    );
    let declared = Declared::of(service);
    let attribute = match declared {
        Declared::Async => Some(quote!(#[#tonic::codegen::async_trait])),
        Declared::Boxed | Declared::Native => None,
    };
    let methods = service.methods.iter().filter(|method| method.in_server);
    let allow_names = allow_lints::allow(stub.method_lints);
    let methods = methods
        .map(|method| deferred(move || self::method(stubs, service, stub, method, declared)));
    quote! {
        #docs
        ///
        #[doc = #purpose]
        #allow_names
        #deprecated
        #(#trait_attributes)*
        #attribute
        pub trait #ident: ::core::marker::Send + ::core::marker::Sync + 'static {
            #(#methods)*
        }
    }
}

/// The form in which the trait declares its methods. Implementations have `async fn` in all cases,
/// and `#[async_trait]` for `Async` and `Boxed`.
#[derive(Clone, Copy)]
enum Declared {
    /// `async fn`, with `#[async_trait]` on the trait.
    Async,
    /// The boxed futures that `#[async_trait]` would write.
    Boxed,
    /// `impl Future + Send`, which `async fn` implements. A future can be sent to other threads.
    Native,
}

impl Declared {
    /// Returns the form for a service. `#[async_trait]` writes `Box` without a path. In the module
    /// of a trait called `Box`, that is the trait, so `Boxed` avoids the attribute.
    fn of(service: &Service) -> Self {
        match service.asynchronous {
            Asynchronous::Native => Self::Native,
            Asynchronous::Macro if service.ident == *"Box" => Self::Boxed,
            Asynchronous::Macro => Self::Async,
        }
    }
}

fn method(
    stubs: &TonicSpelling<'_>,
    service: &Service,
    stub: &Stub,
    method: &Method,
    declared: Declared,
) -> TokenStream {
    let tonic = stubs.tonic();
    let docs = docs(&method.server_docs);
    let deprecated = deprecated(method.deprecated_in_trait);
    let messages = Messages::new(stubs, service, stub, method);
    let received = received(stubs, &messages, method.kind);
    let response = &messages.sent;
    let Method { server_ident, .. } = method;

    let (stream, sent) = match (method.kind, &method.stream_ident) {
        (MethodKind::Unary | MethodKind::ClientStreaming, _) => (None, quote!(#response)),
        (MethodKind::ServerStreaming | MethodKind::BidiStreaming, None) => {
            (None, quote!(#tonic::codegen::BoxStream<#response>))
        }
        (MethodKind::ServerStreaming | MethodKind::BidiStreaming, Some(ident)) => {
            (Some(stream_type(stubs, method, ident, response)), quote!(Self::#ident))
        }
    };
    let result = quote!(::core::result::Result<#tonic::Response<#sent>, #tonic::Status>);
    let unimplemented =
        quote!(::core::result::Result::Err(#tonic::Status::unimplemented("Not yet implemented")));
    let body = |code: TokenStream| match method.default_stub {
        true => quote!({ let _ = request; #code }),
        false => quote!(;),
    };
    let receiver =
        if method.arc_self { quote!(self: ::std::sync::Arc<Self>) } else { quote!(&self) };
    let declaration = match declared {
        Declared::Async => {
            let body = body(unimplemented);
            quote!(async fn #server_ident(#receiver, request: #received) -> #result #body)
        }
        Declared::Boxed => {
            let body = body(quote!(::std::boxed::Box::pin(::core::future::ready(#unimplemented))));
            let signature = boxed(method, &received, &result);
            quote! {
                #[allow(clippy::type_complexity)]
                #signature #body
            }
        }
        Declared::Native => {
            let body = body(quote!(::core::future::ready(#unimplemented)));
            quote! {
                fn #server_ident(
                    #receiver,
                    request: #received,
                ) -> impl ::core::future::Future<Output = #result> + ::core::marker::Send #body
            }
        }
    };
    let attributes = &method.attributes;
    let conditions = conditions(method);
    let stream = stream.map(|stream| quote!(#(#conditions)* #stream));
    let mut tokens = quote! {
        #stream
        #docs
        #(#attributes)*
        #deprecated
    };
    tokens.extend(declaration);
    tokens
}

/// Returns the signature of a method that returns a boxed future, as `#[async_trait]` writes it.
pub(super) fn boxed(method: &Method, received: &TokenStream, result: &TokenStream) -> TokenStream {
    let server_ident = &method.server_ident;
    let (lifetimes, receiver, outlives) = match method.arc_self {
        true => (quote!('async_trait), quote!(self: ::std::sync::Arc<Self>), None),
        false => (
            quote!('life0, 'async_trait),
            quote!(&'life0 self),
            Some(quote!('life0: 'async_trait,)),
        ),
    };
    quote! {
        fn #server_ident<#lifetimes>(
            #receiver,
            request: #received,
        ) -> ::core::pin::Pin<
            ::std::boxed::Box<
                dyn ::core::future::Future<Output = #result>
                    + ::core::marker::Send + 'async_trait
            >,
        >
        where
            #outlives
            Self: 'async_trait
    }
}

/// Returns `type WatchStream: Stream<..>;`.
fn stream_type(
    stubs: &TonicSpelling<'_>,
    method: &Method,
    ident: &Name,
    response: &TokenStream,
) -> TokenStream {
    let tonic = stubs.tonic();
    let docs = format!(" Server streaming response type for the {} method.", method.proto_name);
    let allow = allow_lints::allow(method.stream_lints);
    quote! {
        #[doc = #docs]
        #allow
        type #ident: #tonic::codegen::tokio_stream::Stream<
                Item = ::core::result::Result<#response, #tonic::Status>,
            > + ::core::marker::Send + 'static;
    }
}
