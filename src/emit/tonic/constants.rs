//! Constants in the module of a stub that describe a service and its methods.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::tonic::paths::described;
use crate::model::{Idempotency, Method, MethodKind, Service};

/// Returns the constant with the service's full name.
pub(super) fn service_name(service: &Service) -> TokenStream {
    let name = &service.wire_name;
    quote! {
        /// Generated gRPC service name
        pub const SERVICE_NAME: &str = #name;
    }
}

/// Returns the module with the methods for which `is_in` is true, if the option is on.
pub(super) fn methods(service: &Service, is_in: fn(&Method) -> bool) -> Option<TokenStream> {
    if !service.constants {
        return None;
    }
    let method = described("Method");
    let methods: Vec<&Method> = service.methods.iter().filter(|method| is_in(method)).collect();
    let constants = methods.iter().map(|method| constant(method));
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

fn constant(method: &Method) -> TokenStream {
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
    quote! {
        #[doc = #docs]
        pub const #constant: #ty = #ty::new(#path, #kind_ty::#kind, #idempotency_ty::#idempotency);
    }
}
