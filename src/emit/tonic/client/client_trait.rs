//! The trait with the methods of a client stub, and the trait for trait objects.
//!
//! The trait has one implementation. It serves the stub and everything that dereferences to an
//! implementation or to a trait object, e.g. `&T`, `Arc<T>`, `Arc<dyn DynWeatherApi>`. rustc needs
//! most of its time for the signatures of implementations, so two things keep it low:
//!
//! * The implementation is for all types that implement a hidden trait, whose only function passes
//!   a call on. The futures of the implementation are boxed, because rustc compares each
//!   `impl Future` of an implementation with that of the trait.
//! * The trait for trait objects has one hidden function for all methods.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::call::{self, Call};
use super::{Messages, argument};
use crate::emit::allow_lints;
use crate::emit::doc_attributes::{allow_deprecated, deprecated, docs};
use crate::emit::tonic::attributes::{built_in, conditions};
use crate::emit::tonic::{TonicSpelling, codec, codec_in, paths};
use crate::model::{ClientTrait, Code, Method, MethodKind, Name, Service, Stub};

/// Returns the traits and their implementations, if the option is on.
pub(super) fn items(
    stubs: &TonicSpelling<'_>,
    service: &Service,
    stub: &Stub,
) -> Option<TokenStream> {
    let ClientTrait { ident, object_ident } = service.client_trait.as_ref()?;
    let client = &stub.ident;
    let deprecated = deprecated(service.deprecated);
    let allow_names = allow_lints::allow(stub.method_lints);
    let in_client = || service.methods.iter().filter(|method| method.in_client);
    let allow_deprecated = allow_deprecated(in_client().any(|method| method.deprecated));
    let methods: Vec<Parts> = in_client()
        .enumerate()
        .map(|(position, method)| Parts::new(stubs, service, stub, ident, position, method))
        .collect();
    let docs = docs(&service.docs);
    let purpose = format!(
        " The methods of [`{client}`], for code that takes any implementation of them. \
         References and smart pointers implement it, too."
    );
    let object_purpose = format!(
        " The trait of trait objects: `Arc<dyn {object_ident}>` implements [`{ident}`]. Every \
         implementation of [`{ident}`] implements it."
    );
    let advice = format!(
        "these types implement `{ident}`: `{client}` over a channel that is `Clone + Send + Sync`, \
         pointers to an implementation or to a `dyn {object_ident}`, and types that have an \
         implementation of their own"
    );
    let message = format!("`{{Self}}` does not implement `{ident}`");
    let route = route();
    let declared = methods.iter().map(Parts::declaration);
    let implemented = methods.iter().map(Parts::implementation);
    let answered = methods.iter().map(Parts::answer);
    let answered = match methods.is_empty() {
        true => quote!(call.no_method()),
        false => quote! {
            match call.method() {
                #(#answered)*
                _ => call.no_method(),
            }
        },
    };
    let pass_on = quote! {
        fn __call<K, Q, R>(&self, call: __rt::SharedCall<K, Q, R>) -> __rt::BoxCall<'_, R>
        where
            K: __rt::shared::CallKind<Q, R>,
            Q: 'static,
            R: 'static
    };
    Some(quote! {
        #docs
        ///
        #[doc = #purpose]
        #allow_names
        #deprecated
        #[diagnostic::on_unimplemented(message = #message, note = #advice)]
        pub trait #ident: ::core::marker::Send + ::core::marker::Sync {
            #(#declared)*
        }

        #[allow(refining_impl_trait)]
        impl<T: self::#route + ?::core::marker::Sized> self::#ident for T {
            #(#implemented)*
        }

        #[doc = #object_purpose]
        #deprecated
        #[diagnostic::on_unimplemented(message = #message, note = #advice)]
        pub trait #object_ident: ::core::marker::Send + ::core::marker::Sync {
            #[doc(hidden)]
            fn __call(&self, call: __rt::AnyCall) -> __rt::AnyReply<'_>;
        }

        #allow_deprecated
        impl<T: self::#ident> self::#object_ident for T {
            fn __call(&self, call: __rt::AnyCall) -> __rt::AnyReply<'_> {
                #answered
            }
        }

        /// Passes calls on.
        #[doc(hidden)]
        #[diagnostic::on_unimplemented(message = #message, note = #advice)]
        pub trait #route: ::core::marker::Send + ::core::marker::Sync {
            #pass_on;
        }

        impl<T: __rt::SharedService> self::#route for #client<T> {
            #pass_on {
                call.send(&self.inner)
            }
        }

        impl<P> self::#route for P
        where
            P: ::core::ops::Deref + ::core::marker::Send + ::core::marker::Sync,
            P::Target: self::#object_ident,
        {
            #pass_on {
                call.pass(&**self, <P::Target as self::#object_ident>::__call)
            }
        }

        impl self::#route for dyn self::#object_ident + '_ {
            #pass_on {
                call.pass(self, <Self as self::#object_ident>::__call)
            }
        }
    })
}

/// Returns the name of the hidden trait that passes the calls of a client trait on. No element of a
/// schema can have that name.
fn route() -> TokenStream {
    quote!(__Route)
}

/// The parts of a method that its declaration and its implementation share.
struct Parts<'a> {
    method: &'a Method,
    /// The trait, e.g. `WeatherApi`.
    ident: &'a Name,
    /// The position of the method among those of the client.
    position: Literal,
    tonic: TokenStream,
    /// The content of a request, e.g. `__rt::BoxMessages<super::Ask>`.
    content: TokenStream,
    /// The bound of the parameter, e.g. `IntoRequest<super::Ask>`.
    argument: TokenStream,
    /// The content of a response, e.g. `Streaming<super::Answer>`.
    returned: TokenStream,
    /// The expression that makes the call, e.g. `__rt::shared::unary(0, "/Weather/Get", ..)`.
    call: TokenStream,
    /// The conditions under which the client stub has the method.
    conditions: Vec<&'a Code>,
}

impl<'a> Parts<'a> {
    fn new(
        stubs: &TonicSpelling<'_>,
        service: &Service,
        stub: &Stub,
        ident: &'a Name,
        position: usize,
        method: &'a Method,
    ) -> Self {
        let messages = Messages::new(stubs, service, stub, method);
        let position = Literal::usize_unsuffixed(position);
        let sent = &messages.given;
        let content = match method.kind {
            MethodKind::Unary | MethodKind::ServerStreaming => sent.clone(),
            MethodKind::ClientStreaming | MethodKind::BidiStreaming => {
                quote!(__rt::BoxMessages<#sent>)
            }
        };
        let is_converted = match method.kind {
            MethodKind::ServerStreaming => true,
            MethodKind::Unary => method.request_view || method.codec.is_some(),
            MethodKind::ClientStreaming | MethodKind::BidiStreaming => method.request_view,
        };
        let request = match is_converted {
            true => super::into_request(stubs, method, &messages),
            false => quote!(request),
        };
        let (function, codec) = function(stubs, service, method);
        let path = &method.path;
        Self {
            call: quote!(#function(#position, #path, #request #codec)),
            argument: argument(stubs, method, &messages),
            returned: super::returned(stubs, method, &messages),
            tonic: stubs.tonic(),
            conditions: conditions(method).collect(),
            method,
            ident,
            position,
            content,
        }
    }

    /// Returns the method of the trait.
    fn declaration(&self) -> TokenStream {
        let Self { tonic, argument, returned, .. } = self;
        let Method { client_docs, client_ident, default_stub, .. } = self.method;
        let attributes = built_in(self.method);
        let (docs, deprecated) = (docs(client_docs), deprecated(self.method.deprecated));
        let body = match default_stub {
            true => quote!({
                let _ = request;
                __rt::not_implemented()
            }),
            false => quote!(;),
        };
        quote! {
            #docs
            #(#attributes)*
            #deprecated
            fn #client_ident(
                &self,
                request: impl #argument + ::core::marker::Send,
            ) -> impl ::core::future::Future<
                Output = ::core::result::Result<#tonic::Response<#returned>, #tonic::Status>,
            > + ::core::marker::Send
            #body
        }
    }

    /// Returns the method of the implementation.
    fn implementation(&self) -> TokenStream {
        let Self { argument, returned, call, conditions, .. } = self;
        let (name, route) = (&self.method.client_ident, route());
        quote! {
            #(#conditions)*
            fn #name(
                &self,
                request: impl #argument + ::core::marker::Send,
            ) -> __rt::BoxCall<'_, #returned> {
                self::#route::__call(self, #call)
            }
        }
    }

    /// Returns the arm that answers a call of a trait object.
    fn answer(&self) -> TokenStream {
        let Self { ident, position, content, conditions, .. } = self;
        let name = &self.method.client_ident;
        quote! {
            #(#conditions)*
            #position => __rt::shared::reply(
                <T as self::#ident>::#name(self, call.request::<#content>())
            ),
        }
    }
}

/// Returns the function that makes a call, and its last argument, which returns the codec.
fn function(
    stubs: &TonicSpelling<'_>,
    service: &Service,
    method: &Method,
) -> (TokenStream, Option<TokenStream>) {
    let Call { module, name, takes_codec } = call::of(service, method);
    if let Some(module) = module {
        let name = format_ident!("shared_{name}");
        return (quote!(#module::#name), None);
    }
    let name = format_ident!("{name}");
    let function = quote!(__rt::shared::#name);
    if !takes_codec {
        return (function, None);
    }
    let codec = match (&service.grpc_json, &method.codec) {
        (None, _) => {
            let codec = codec(stubs, method);
            quote!(|_| #codec)
        }
        (Some(_), Some(_)) => {
            let codec = codec_in(method, &quote!(format));
            quote!(|format| #codec)
        }
        (Some(_), None) => {
            let calls = paths::calls();
            let function = if method.has_views() { quote!(view_codec) } else { quote!(codec) };
            quote!(#calls::#function)
        }
    };
    (function, Some(quote!(, #codec)))
}
