//! The mock of a client stub: the stub over the runtime's mock channel, and a method for each rpc
//! that adds an expectation.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::Messages;
use super::call::{self, Call};
use crate::emit::allow_lints;
use crate::emit::tonic::attributes::conditions;
use crate::emit::tonic::{TonicSpelling, only_with, paths, plain_codec};
use crate::model::{Method, MethodKind, Mock, Service, Stub};

/// Returns the mock, if the option is on.
pub(super) fn items(
    stubs: &TonicSpelling<'_>,
    service: &Service,
    stub: &Stub,
) -> Option<TokenStream> {
    let Mock { ident, lints, feature } = service.mock.as_ref()?;
    let only_with = only_with(feature.as_deref());
    let (import, mocks) = (paths::import_mocks(), paths::mocks());
    let client = &stub.ident;
    let allow_names = allow_lints::allow(*lints);
    let docs = format!(
        " A mock of [`{client}`], which answers calls as a test expects them. It panics when it is \
         dropped if calls are missing or were not expected."
    );
    let methods = service.methods.iter().filter(|method| method.in_client);
    let methods = methods.map(|method| self::method(stubs, service, stub, method));
    Some(quote! {
        #only_with
        #import

        #[doc = #docs]
        #only_with
        #[derive(Debug)]
        pub struct #ident {
            mock: #mocks::Mock,
            client: #client<#mocks::MockChannel>,
        }

        #only_with
        #allow_names
        impl #ident {
            /// Creates a mock that expects no calls.
            #[must_use]
            pub fn new() -> Self {
                let mock = <#mocks::Mock as ::core::default::Default>::default();
                let client = #client::new(mock.channel());
                Self { mock, client }
            }

            /// Returns a client stub that the mock answers.
            #[must_use]
            pub fn client(&self) -> #client<#mocks::MockChannel> {
                ::core::clone::Clone::clone(&self.client)
            }

            /// Returns a channel that the mock answers, for a client stub with interceptors.
            #[must_use]
            pub fn channel(&self) -> #mocks::MockChannel {
                self.mock.channel()
            }

            /// Expects the calls in the order of their expectations.
            pub fn in_order(&self) {
                self.mock.in_order();
            }

            /// Panics if calls are missing or were not expected.
            #[track_caller]
            pub fn verify(&self) {
                self.mock.verify();
            }

            #(#methods)*
        }

        #only_with
        impl ::core::default::Default for #ident {
            fn default() -> Self {
                Self::new()
            }
        }

        #only_with
        impl ::core::ops::Deref for #ident {
            type Target = #client<#mocks::MockChannel>;

            fn deref(&self) -> &Self::Target {
                &self.client
            }
        }

        #only_with
        impl ::core::ops::DerefMut for #ident {
            fn deref_mut(&mut self) -> &mut Self::Target {
                &mut self.client
            }
        }
    })
}

/// Returns the method that adds an expectation.
fn method(
    stubs: &TonicSpelling<'_>,
    service: &Service,
    stub: &Stub,
    method: &Method,
) -> TokenStream {
    let mocks = paths::mocks();
    // The messages of expectations are plain, also if those of calls have views.
    let Messages { request, response, .. } = Messages::new(stubs, service, stub, method);
    let Method { client_ident, expect_ident, path, .. } = method;
    let docs = format!(" Expects a call of `{client_ident}`.");
    let conditions = conditions(method);
    let Call { name, takes_codec, .. } = call::plain(method);
    let function = format_ident!("{name}");
    let codec = takes_codec.then(|| {
        let codec = plain_codec(stubs, method);
        quote!(, || #codec)
    });
    let returned = match method.kind {
        MethodKind::Unary => quote!(#request, #response, #mocks::Message),
        MethodKind::ServerStreaming => quote!(#request, #response, #mocks::Stream),
        MethodKind::ClientStreaming => {
            quote!(::std::vec::Vec<#request>, #response, #mocks::Message)
        }
        MethodKind::BidiStreaming => quote!(#request, #response, #mocks::Dialog),
    };
    quote! {
        #[doc = #docs]
        #(#conditions)*
        #[track_caller]
        pub fn #expect_ident(&self) -> #mocks::Expect<'_, #returned> {
            self.mock.#function(#path #codec)
        }
    }
}
