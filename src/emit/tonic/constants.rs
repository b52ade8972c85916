//! Constants in the module of a stub that describe a service and its methods.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{Messages, TonicSpelling, deeper};
use crate::emit::tonic::paths::{described, method_messages};
use crate::model::{Idempotency, Method, MethodKind, Service, Stub};

/// Returns the constant with the service's full name.
pub(super) fn service_name(service: &Service) -> TokenStream {
    let name = &service.wire_name;
    quote! {
        /// Generated gRPC service name
        pub const SERVICE_NAME: &str = #name;
    }
}

/// Returns the module with the methods for which `is_in` is true, if the option is on.
pub(super) fn methods(
    stubs: &TonicSpelling<'_>,
    service: &Service,
    stub: &Stub,
    is_in: fn(&Method) -> bool,
) -> Option<TokenStream> {
    if !service.constants {
        return None;
    }
    let method = described("Method");
    let methods: Vec<&Method> = service.methods.iter().filter(|method| is_in(method)).collect();
    let constants = methods.iter().map(|method| constant(stubs, service, stub, method));
    let names = methods.iter().map(|method| &method.constant);
    Some(quote! {
        /// The methods: their paths, their kinds, and whether they are idempotent.
        pub mod method {
            #(#constants)*

            /// All methods of the service.
            pub const ALL: &[#method] = &[#(self::#names),*];
        }
    })
}

fn constant(
    stubs: &TonicSpelling<'_>,
    service: &Service,
    stub: &Stub,
    method: &Method,
) -> TokenStream {
    let (ty, kind_ty, idempotency_ty) =
        (described("Method"), described("MethodKind"), described("Idempotency"));
    let docs = format!(" `{}`", method.path);
    let Method { constant, path, .. } = method;
    let kind = match method.kind {
        MethodKind::Unary => quote!(Unary),
        MethodKind::ClientStreaming => quote!(ClientStreaming),
        MethodKind::ServerStreaming => quote!(ServerStreaming),
        MethodKind::BidiStreaming => quote!(BidiStreaming),
    };
    let idempotency = match method.idempotency {
        Idempotency::Unknown => quote!(Unknown),
        Idempotency::NoSideEffects => quote!(NoSideEffects),
        Idempotency::Idempotent => quote!(Idempotent),
    };
    let custom_options = (!method.custom_options.is_empty()).then(|| {
        let encoded = Literal::byte_string(&method.custom_options);
        quote!(.with_custom_options(#encoded))
    });
    // The messages of another codec may have no binary encoding.
    let messages = (method.typed_messages && method.codec.is_none()).then(|| {
        let Messages { request, response, .. } = Messages::new(stubs, service, stub, method);
        let (messages, request, response) = (method_messages(), deeper(request), deeper(response));
        quote!(.with_messages(#messages!(#request, #response)))
    });
    quote! {
        #[doc = #docs]
        pub const #constant: #ty = #ty::new(#path, #kind_ty::#kind, #idempotency_ty::#idempotency)
            #custom_options
            #messages;
    }
}
