//! The service trait: what a server implements.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Messages, allow_names, received};
use crate::emit::docs::docs;
use crate::emit::paths::tonic::tonic;
use crate::model::{Method, MethodKind, Model, Service, Stub};

/// `pub trait Weather { .. }`
pub(super) fn item(model: &Model, service: &Service, stub: &Stub) -> TokenStream {
    let tonic = tonic(model.codec);
    let Service { ident, trait_attributes, .. } = service;
    let docs = docs(&service.docs);
    let purpose = format!(" Generated trait containing gRPC methods that should be implemented for use with [`{}`].", stub.ident);
    let declared = Declared::of(service);
    let attribute = match declared {
        Declared::Async => Some(quote!(#[#tonic::codegen::async_trait])),
        Declared::Boxed => None,
    };
    let allow_names = allow_names(service.methods.iter().map(|method| &method.server_ident));
    let methods = service.methods.iter().map(|method| self::method(model, service, stub, method, declared));
    quote! {
        #docs
        ///
        #[doc = #purpose]
        #allow_names
        #(#trait_attributes)*
        #attribute
        pub trait #ident: ::core::marker::Send + ::core::marker::Sync + 'static {
            #(#methods)*
        }
    }
}

/// How the trait's methods are declared. An implementor writes `#[async_trait]` in both cases.
#[derive(Clone, Copy)]
enum Declared {
    /// As `async fn`, with `#[async_trait]` on the trait.
    Async,
    /// As what `#[async_trait]` makes of it.
    Boxed,
}

impl Declared {
    /// `#[async_trait]` writes `Box` without a path, which inside a trait of that name's module is the trait.
    fn of(service: &Service) -> Self {
        if service.ident == *"Box" { Self::Boxed } else { Self::Async }
    }
}

fn method(model: &Model, service: &Service, stub: &Stub, method: &Method, declared: Declared) -> TokenStream {
    let tonic = tonic(model.codec);
    let docs = docs(&method.docs);
    let messages = Messages::new(model, service, stub, method);
    let received = received(model, &messages, method.kind);
    let response = &messages.response;
    let Method { server_ident, stream_ident, .. } = method;

    let (stream, sent) = match method.kind {
        MethodKind::Unary | MethodKind::ClientStreaming => (None, quote!(#response)),
        MethodKind::ServerStreaming | MethodKind::BidiStreaming => {
            let docs = format!(" Server streaming response type for the {} method.", method.proto_name);
            // It begins with the rpc's name as it is in the .proto file, whatever the style there.
            let name = stream_ident.to_string();
            let allow = (name.starts_with(char::is_lowercase) || name.contains('_')).then(|| quote!(#[allow(non_camel_case_types)]));
            let stream = quote! {
                #[doc = #docs]
                #allow
                type #stream_ident: #tonic::codegen::tokio_stream::Stream<
                        Item = ::core::result::Result<#response, #tonic::Status>,
                    > + ::core::marker::Send + 'static;
            };
            (Some(stream), quote!(Self::#stream_ident))
        }
    };
    let result = quote!(::core::result::Result<#tonic::Response<#sent>, #tonic::Status>);
    let declaration = match declared {
        Declared::Async => quote!(async fn #server_ident(&self, request: #received) -> #result;),
        Declared::Boxed => quote! {
            #[allow(clippy::type_complexity)]
            fn #server_ident<'life0, 'async_trait>(
                &'life0 self,
                request: #received,
            ) -> ::core::pin::Pin<
                ::std::boxed::Box<dyn ::core::future::Future<Output = #result> + ::core::marker::Send + 'async_trait>,
            >
            where
                'life0: 'async_trait,
                Self: 'async_trait;
        },
    };
    quote! {
        #stream
        #docs
        #declaration
    }
}
