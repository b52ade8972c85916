//! The trait with the methods of a client stub, and its twin for trait objects.
//!
//! The trait has an implementation for the stub, and one for everything that dereferences to an
//! implementation or to a trait object: `&T`, `Arc<T>`, `Arc<dyn DynWeatherApi>`. Each further
//! implementation would cost compile time, because rustc compares every `impl Future` with that of
//! the trait. So references also call the twin, although it boxes its futures.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Messages, argument};
use crate::emit::allow_lints;
use crate::emit::doc_attributes::{allow_deprecated, deprecated, docs};
use crate::emit::tonic::TonicSpelling;
use crate::model::{ClientTrait, Code, Method, MethodKind, Name, Service, Stub};

/// Returns the traits and their implementations, if the option is on.
pub(super) fn items(
    stubs: &TonicSpelling<'_>,
    service: &Service,
    stub: &Stub,
) -> Option<TokenStream> {
    let ClientTrait { ident, object_ident, object_lints } = service.client_trait.as_ref()?;
    let client = &stub.ident;
    let deprecated = deprecated(service.deprecated);
    let allow_object_names = allow_lints::allow(*object_lints);
    let allow_names = allow_lints::allow(stub.method_lints);
    let in_client = || service.methods.iter().filter(|method| method.in_client);
    let allow_deprecated = allow_deprecated(in_client().any(|method| method.deprecated));
    let methods: Vec<Parts> =
        in_client().map(|method| Parts::new(stubs, service, stub, method)).collect();
    let in_impl = |body: &dyn Fn(&Parts<'_>) -> TokenStream| {
        let items = methods.iter().map(|method| method.implementation(&body(method)));
        quote!(#(#items)*)
    };
    let docs = docs(&service.docs);
    let purpose = format!(
        " The methods of [`{client}`], for code that takes any implementation of them. \
         References and smart pointers implement it, too."
    );
    let object_purpose = format!(
        " The trait of trait objects: `Arc<dyn {object_ident}>` implements [`{ident}`]. Every \
         implementation of [`{ident}`] implements it."
    );
    let declared = methods.iter().map(Parts::declaration);
    let declared_for_objects = methods.iter().map(Parts::object_declaration);
    let by_stub = in_impl(&|method| match (&service.grpc_json, &method.method.codec) {
        (None, None) => method.by_runtime(),
        (Some(_), _) | (None, Some(_)) => method.by_stub(),
    });
    let by_reference = in_impl(&|method| {
        let (name, request) = (&method.method.object_ident, method.boxed_request());
        quote!(<P::Target as self::#object_ident>::#name(&**self, #request))
    });
    let for_objects = methods.iter().map(|method| method.object_implementation(ident));
    Some(quote! {
        #docs
        ///
        #[doc = #purpose]
        #allow_names
        #deprecated
        pub trait #ident: ::core::marker::Send + ::core::marker::Sync {
            #(#declared)*
        }

        #allow_deprecated
        impl<T: __rt::SharedService> self::#ident for #client<T> {
            #by_stub
        }

        #allow_deprecated
        impl<P> self::#ident for P
        where
            P: ::core::ops::Deref + ::core::marker::Send + ::core::marker::Sync,
            P::Target: self::#object_ident,
        {
            #by_reference
        }

        #[doc = #object_purpose]
        #allow_object_names
        #deprecated
        pub trait #object_ident: ::core::marker::Send + ::core::marker::Sync {
            #(#declared_for_objects)*
        }

        #allow_deprecated
        impl<T: self::#ident> self::#object_ident for T {
            #(#for_objects)*
        }
    })
}

/// The parts of a method that its declarations and implementations share.
struct Parts<'a> {
    method: &'a Method,
    tonic: TokenStream,
    /// The type that the client sends, e.g. `super::Ask`.
    request: TokenStream,
    /// The expression that makes a `Request`.
    into_request: TokenStream,
    /// The bound of the parameter, e.g. `IntoRequest<super::Ask>`.
    argument: TokenStream,
    /// The content of the response, e.g. `Streaming<super::Answer>`.
    returned: TokenStream,
    /// The conditions under which the client stub has the method.
    conditions: Vec<&'a Code>,
}

impl<'a> Parts<'a> {
    fn new(stubs: &TonicSpelling<'_>, service: &Service, stub: &Stub, method: &'a Method) -> Self {
        let messages = Messages::new(stubs, service, stub, method);
        Self {
            method,
            tonic: stubs.tonic(),
            argument: argument(stubs, method, &messages),
            returned: super::returned(stubs, method, &messages),
            into_request: super::into_request(stubs, method, &messages),
            request: messages.given,
            conditions: super::conditions(method).collect(),
        }
    }

    fn has_one_request(&self) -> bool {
        match self.method.kind {
            MethodKind::Unary | MethodKind::ServerStreaming => true,
            MethodKind::ClientStreaming | MethodKind::BidiStreaming => false,
        }
    }

    /// Returns the signature without the name.
    fn signature(&self) -> TokenStream {
        let Self { tonic, argument, returned, .. } = self;
        quote! {
            (
                &self,
                request: impl #argument + ::core::marker::Send,
            ) -> impl ::core::future::Future<
                Output = ::core::result::Result<#tonic::Response<#returned>, #tonic::Status>,
            > + ::core::marker::Send
        }
    }

    /// Returns the signature of the twin without the name.
    fn object_signature(&self) -> TokenStream {
        let Self { tonic, request, returned, .. } = self;
        let received = match self.has_one_request() {
            true => quote!(#request),
            false => quote!(__rt::BoxMessages<#request>),
        };
        quote! {
            (&self, request: #tonic::Request<#received>) -> __rt::BoxCall<'_, #returned>
        }
    }

    /// Returns the method of the trait.
    fn declaration(&self) -> TokenStream {
        let Method { client_docs, attributes, client_ident, default_stub, .. } = self.method;
        let (docs, deprecated) = (docs(client_docs), deprecated(self.method.deprecated));
        let signature = self.signature();
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
            fn #client_ident #signature #body
        }
    }

    /// Returns the method of the twin.
    fn object_declaration(&self) -> TokenStream {
        let Method { client_ident, object_ident, .. } = self.method;
        let docs = format!(" Calls `{client_ident}`, and boxes its future.");
        let (signature, conditions) = (self.object_signature(), &self.conditions);
        let deprecated = deprecated(self.method.deprecated);
        quote! {
            #[doc = #docs]
            #(#conditions)*
            #deprecated
            fn #object_ident #signature;
        }
    }

    /// Returns the method in an implementation of the trait.
    fn implementation(&self, body: &TokenStream) -> TokenStream {
        let (signature, conditions) = (self.signature(), &self.conditions);
        let name = &self.method.client_ident;
        quote!(#(#conditions)* fn #name #signature { #body })
    }

    /// Returns the method in the implementation of the twin.
    fn object_implementation(&self, ident: &Name) -> TokenStream {
        let Method { client_ident, object_ident, .. } = self.method;
        let (signature, conditions) = (self.object_signature(), &self.conditions);
        quote! {
            #(#conditions)*
            fn #object_ident #signature {
                __rt::box_call(<Self as self::#ident>::#client_ident(self, request))
            }
        }
    }

    /// Returns the body that lets the runtime call a copy of the stub. The signature of the
    /// runtime's function says that its future can be sent to other threads. If rustc had to prove
    /// that for the future of the stub's method, the implementation would cost five times as much
    /// compile time.
    fn by_runtime(&self) -> TokenStream {
        let call = match self.method.kind {
            MethodKind::Unary => quote!(unary),
            MethodKind::ClientStreaming => quote!(client_streaming),
            MethodKind::ServerStreaming => quote!(server_streaming),
            MethodKind::BidiStreaming => quote!(streaming),
        };
        let (path, request) = (&self.method.path, &self.into_request);
        let calls = self.method.has_views().then(|| quote!(view_calls::));
        quote!(__rt::#calls shared::#call(&self.inner, #request, #path))
    }

    /// Returns the body that calls a copy of the stub, for codecs that the runtime's functions do
    /// not know. The path finds the stub's own method before that of the trait.
    fn by_stub(&self) -> TokenStream {
        let name = &self.method.client_ident;
        let request = &self.into_request;
        quote! {
            let mut client = ::core::clone::Clone::clone(self);
            let request = #request;
            async move { Self::#name(&mut client, request).await }
        }
    }

    /// Returns the expression that makes the `Request` of the twin.
    fn boxed_request(&self) -> TokenStream {
        let request = &self.into_request;
        match (self.has_one_request(), self.method.request_view) {
            (true, _) => request.clone(),
            (false, false) => quote!(__rt::box_messages(request)),
            (false, true) => quote!(__rt::box_messages(#request)),
        }
    }
}
