//! The trait of plain functions, and the service trait for its implementations.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::allow_lints;
use crate::emit::doc_attributes::{allow_deprecated, deprecated, docs};
use crate::emit::tonic::attributes::conditions;
use crate::emit::tonic::{Messages, TonicSpelling, received, service_trait};
use crate::model::{Asynchronous, Method, MethodKind, Name, Service, Stub};

/// Returns the trait, its adapter, and the function of the server, if the option is on.
pub(super) fn items(
    stubs: &TonicSpelling<'_>,
    service: &Service,
    stub: &Stub,
) -> Option<TokenStream> {
    let ident = service.simple.as_ref()?;
    let tonic = stubs.tonic();
    let (trait_ident, server) = (&service.ident, &stub.ident);
    let docs = docs(&service.docs);
    let purpose = format!(
        " The methods of [`{trait_ident}`] as plain functions of messages. [`{server}::simple`] \
         serves them."
    );
    let simple_docs = format!(" Creates a server for an implementation of [`{ident}`].");
    let allow_names = allow_lints::allow(stub.method_lints);
    let deprecated = deprecated(service.deprecated);
    let allow_deprecated = allow_deprecated(service.mentions_deprecated);
    let in_server = || service.methods.iter().filter(|method| method.in_server);
    let from_status = in_server()
        .any(|method| method.default_stub)
        .then(|| quote!(::core::convert::From<#tonic::Status> +));
    let methods = in_server().map(|method| declaration(stubs, service, stub, method));
    let adapted = in_server().map(|method| adapted(stubs, service, stub, ident, method));
    Some(quote! {
        #docs
        ///
        #[doc = #purpose]
        #allow_names
        #deprecated
        pub trait #ident: ::core::marker::Send + ::core::marker::Sync + 'static {
            /// The error of all methods.
            type Error: #from_status ::core::convert::Into<#tonic::Status>
                + ::core::marker::Send + 'static;

            #(#methods)*
        }

        #allow_deprecated
        impl<T: self::#ident> self::#trait_ident for __rt::simple::Simple<T> {
            #(#adapted)*
        }

        #allow_deprecated
        impl<T: self::#ident> #server<__rt::simple::Simple<T>> {
            #[doc = #simple_docs]
            pub fn simple(inner: T) -> Self {
                Self::new(__rt::simple::Simple::new(inner))
            }
        }
    })
}

/// Returns the method of the trait.
fn declaration(
    stubs: &TonicSpelling<'_>,
    service: &Service,
    stub: &Stub,
    method: &Method,
) -> TokenStream {
    let tonic = stubs.tonic();
    let docs = docs(&method.server_docs);
    let deprecated = deprecated(method.deprecated_in_trait);
    let Messages { received: request, sent: response, .. } =
        Messages::new(stubs, service, stub, method);
    let Method { server_ident, attributes, .. } = method;
    let argument = match method.kind {
        MethodKind::Unary | MethodKind::ServerStreaming => quote!(request: #request),
        MethodKind::ClientStreaming | MethodKind::BidiStreaming => {
            quote!(requests: #tonic::Streaming<#request>)
        }
    };
    let returned = match method.kind {
        MethodKind::Unary | MethodKind::ClientStreaming => response,
        MethodKind::ServerStreaming | MethodKind::BidiStreaming => {
            quote!(__rt::simple::Responses<#response, Self::Error>)
        }
    };
    let name = argument.clone().into_iter().next();
    let body = match method.default_stub {
        true => quote!({
            let _ = (#name, context);
            ::core::future::ready(::core::result::Result::Err(::core::convert::From::from(
                #tonic::Status::unimplemented("Not yet implemented"),
            )))
        }),
        false => quote!(;),
    };
    quote! {
        #docs
        #(#attributes)*
        #deprecated
        fn #server_ident(
            &self,
            #argument,
            context: __rt::simple::Context,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<#returned, Self::Error>,
        > + ::core::marker::Send #body
    }
}

/// Returns the method of the service trait, and its type of a stream.
fn adapted(
    stubs: &TonicSpelling<'_>,
    service: &Service,
    stub: &Stub,
    ident: &Name,
    method: &Method,
) -> TokenStream {
    let tonic = stubs.tonic();
    let messages = Messages::new(stubs, service, stub, method);
    let received = received(stubs, &messages, method.kind);
    let response = &messages.sent;
    let server_ident = &method.server_ident;
    let conditions: Vec<_> = conditions(method).collect();
    let call = |function: TokenStream| {
        quote! {
            __rt::simple::#function(request, |request, context| {
                <T as self::#ident>::#server_ident(self.get_ref(), request, context)
            })
            .await
        }
    };
    let answers = quote!(__rt::simple::Answers<#response, <T as self::#ident>::Error>);
    let (stream, sent, code) = match (method.kind, &method.stream_ident) {
        (MethodKind::Unary | MethodKind::ClientStreaming, _) => {
            (None, quote!(#response), call(quote!(unary)))
        }
        (MethodKind::ServerStreaming | MethodKind::BidiStreaming, Some(stream)) => {
            (Some(quote!(type #stream = #answers;)), quote!(Self::#stream), call(quote!(streaming)))
        }
        (MethodKind::ServerStreaming | MethodKind::BidiStreaming, None) => {
            (None, quote!(#tonic::codegen::BoxStream<#response>), call(quote!(boxed_streaming)))
        }
    };
    let result = quote!(::core::result::Result<#tonic::Response<#sent>, #tonic::Status>);
    let function = match service.asynchronous {
        Asynchronous::Macro => {
            let signature = service_trait::boxed(method, &received, &result);
            quote!(#signature { ::std::boxed::Box::pin(async move { #code }) })
        }
        Asynchronous::Native => {
            let receiver = match method.arc_self {
                true => quote!(self: ::std::sync::Arc<Self>),
                false => quote!(&self),
            };
            quote!(async fn #server_ident(#receiver, request: #received) -> #result { #code })
        }
    };
    let stream = stream.map(|stream| quote!(#(#conditions)* #stream));
    quote! {
        #stream

        #(#conditions)*
        #function
    }
}
