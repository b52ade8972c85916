//! The blocking client: the client stub, and functions that let the runtime call a copy of it.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::Messages;
use super::call::{self, Call};
use crate::emit::allow_lints;
use crate::emit::doc_attributes::{allow_deprecated, deprecated, docs};
use crate::emit::tonic::{TonicSpelling, codec, codec_in, only_with, paths};
use crate::model::{Blocking, Method, MethodKind, Name, Service, Stub, Transport};

/// Returns the blocking client, if the option is on.
pub(super) fn items(
    stubs: &TonicSpelling<'_>,
    service: &Service,
    stub: &Stub,
) -> Option<TokenStream> {
    let Blocking { ident, lints } = service.blocking.as_ref()?;
    let (import, blocking) = (paths::import_blocking(), paths::blocking());
    let client = &stub.ident;
    let allow_names = allow_lints::allow(*lints);
    let service_docs = docs(&service.docs);
    let deprecated = deprecated(service.deprecated);
    let purpose =
        format!(" A [`{client}`] with plain functions, for code that is not asynchronous.");
    let from_async = format!(" Creates a client with the settings of a [`{client}`].");
    let with_driver = format!(
        " Creates a client with the settings of a [`{client}`], whose calls `driver` runs."
    );
    let connect =
        service.transport.as_ref().map(|transport| connect(stubs, ident, stub, transport));
    let in_client = || service.methods.iter().filter(|method| method.in_client);
    let allow_deprecated = allow_deprecated(service.deprecated);
    let methods = in_client().map(|method| self::method(stubs, service, stub, method));
    Some(quote! {
        #import

        #service_docs
        ///
        #[doc = #purpose]
        #deprecated
        #[derive(Debug, Clone)]
        pub struct #ident<T> {
            client: #client<T>,
            driver: #blocking::Driver,
        }

        #connect

        #allow_names
        #allow_deprecated
        impl<T: __rt::SharedService + 'static> #ident<T> {
            /// Creates a client over a service that speaks HTTP, such as a channel.
            pub fn new(inner: T) -> Self {
                Self::from_async(#client::new(inner))
            }

            #[doc = #from_async]
            pub fn from_async(client: #client<T>) -> Self {
                Self::with_driver(client, #blocking::Driver::shared())
            }

            #[doc = #with_driver]
            pub fn with_driver(client: #client<T>, driver: #blocking::Driver) -> Self {
                Self { client, driver }
            }

            #(#methods)*
        }
    })
}

/// Returns `WeatherBlockingClient::connect`, for stubs with tonic's transport.
fn connect(
    stubs: &TonicSpelling<'_>,
    ident: &Name,
    stub: &Stub,
    transport: &Transport,
) -> TokenStream {
    let tonic = stubs.tonic();
    let blocking = paths::blocking();
    let only_with = only_with(transport.feature.as_deref());
    let client = &stub.ident;
    quote! {
        #only_with
        impl #ident<#tonic::transport::Channel> {
            /// Creates a client by connecting to a server.
            pub fn connect<D>(dst: D) -> ::core::result::Result<Self, #tonic::Status>
            where
                D: ::core::convert::TryInto<#tonic::transport::Endpoint>,
                D::Error: ::core::convert::Into<#tonic::codegen::StdError>,
            {
                let driver = #blocking::Driver::shared();
                let channel = #blocking::connect(&driver, dst)?;
                ::core::result::Result::Ok(Self::with_driver(#client::new(channel), driver))
            }
        }
    }
}

fn method(
    stubs: &TonicSpelling<'_>,
    service: &Service,
    stub: &Stub,
    method: &Method,
) -> TokenStream {
    let tonic = stubs.tonic();
    let blocking = paths::blocking();
    let Messages { request, given: sent, returned: response, .. } =
        Messages::new(stubs, service, stub, method);
    let Method { blocking_ident, path, attributes, .. } = method;
    let method_docs = docs(&method.client_docs);
    let further_docs = docs(&method.blocking_docs);
    let deprecated = deprecated(method.deprecated);
    let codec = match service.grpc_json {
        Some(_) => codec_in(method, &quote!(self.client.inner.format())),
        None => codec(stubs, method),
    };
    let Call { module, name, takes_codec } = call::of(service, method);
    // A blocking client has no functions for unary calls with JSON or views.
    let name = if module.is_some() { "unary_with" } else { name };
    let codec = (module.is_some() || takes_codec).then_some(codec);
    let call = format_ident!("{name}");
    let (generics, argument, given) = match method.kind {
        MethodKind::Unary | MethodKind::ServerStreaming if method.request_view => (
            None,
            quote!(request: impl __rt::IntoEncodedRequest<#request>),
            quote!(__rt::IntoEncodedRequest::into_encoded_request(request)),
        ),
        MethodKind::Unary | MethodKind::ServerStreaming => (
            None,
            quote!(request: impl #tonic::IntoRequest<#request>),
            quote!(#tonic::IntoRequest::into_request(request)),
        ),
        MethodKind::ClientStreaming => (
            Some(quote!(<Kind>)),
            quote!(requests: impl #blocking::IntoRequests<#sent, Kind>),
            quote!(requests),
        ),
        // A thread of its own runs the iterator.
        MethodKind::BidiStreaming => (
            Some(quote!(<Kind>)),
            quote!(requests: impl #blocking::SendRequests<#sent, Kind>),
            quote!(requests),
        ),
    };
    let returned = match method.kind {
        MethodKind::Unary | MethodKind::ClientStreaming => quote!(#tonic::Response<#response>),
        MethodKind::ServerStreaming => quote!(#tonic::Response<#blocking::Streaming<#response>>),
        // The function returns before the server has sent anything.
        MethodKind::BidiStreaming => quote!(#blocking::Streaming<#response>),
    };
    let arguments = [quote!(&self.driver), quote!(&self.client.inner), given, quote!(#path)];
    let arguments = arguments.into_iter().chain(codec);
    quote! {
        #method_docs
        #further_docs
        #(#attributes)*
        #deprecated
        pub fn #blocking_ident #generics(
            &self,
            #argument,
        ) -> ::core::result::Result<#returned, #tonic::Status> {
            #blocking::#call(#(#arguments),*)
        }
    }
}
