//! The inside of a server over the runtime, which has the code of each kind of call once.

use proc_macro2::TokenStream;
use quote::quote;

use super::Inside;
use crate::emit::tonic::TonicSpelling;
use crate::emit::tonic::attributes::conditions;
use crate::emit::tonic::paths::{self, stub_server};
use crate::emit::tonic::{codec, codec_in};
use crate::model::{Method, MethodKind, Service};

pub(super) fn inside(stubs: &TonicSpelling<'_>, service: &Service) -> Inside {
    let server = stub_server();
    Inside {
        fields: quote!(settings: #server,),
        defaults: quote!(settings: ::core::default::Default::default(),),
        copies: quote!(settings: self.settings,),
        accept_compressed: quote!(self.settings.accept_compressed(encoding);),
        send_compressed: quote!(self.settings.send_compressed(encoding);),
        max_decoding_message_size: quote!(self.settings.max_decoding_message_size(limit);),
        max_encoding_message_size: quote!(self.settings.max_encoding_message_size(limit);),
        helper: None,
        arms: service
            .methods
            .iter()
            .filter(|method| method.in_server)
            .map(|method| arm(stubs, service, method))
            .collect(),
        unimplemented: quote!(#server::unimplemented()),
        answer: match service.grpc_json {
            Some(_) => answer_in_format,
            None => |by_path| by_path,
        },
    }
}

/// Returns the code that answers a call in the format of its messages.
fn answer_in_format(by_path: TokenStream) -> TokenStream {
    let calls = paths::calls();
    quote!(#calls::answer(self.settings, request, |settings, request| #by_path))
}

fn arm(stubs: &TonicSpelling<'_>, service: &Service, method: &Method) -> TokenStream {
    let trait_ident = &service.ident;
    let Method { server_ident, path, arc_self, .. } = method;
    let conditions: Vec<_> = conditions(method).collect();
    let function = quote!(<T as self::#trait_ident>::#server_ident);
    let calls = paths::calls();
    let speaks_json = service.grpc_json.is_some();
    let settings = if speaks_json { quote!(settings) } else { quote!(self.settings) };
    if method.kind == MethodKind::Unary && method.codec.is_none() {
        let view_calls = paths::view_calls();
        let answer = match (speaks_json, arc_self) {
            (false, false) if method.has_views() => {
                quote!(#view_calls::answer_unary(call, #function))
            }
            (false, true) if method.has_views() => {
                quote!(#view_calls::answer_unary_shared(call, #function))
            }
            (true, false) if method.has_views() => quote!(#calls::answer_view(call, #function)),
            (true, true) if method.has_views() => {
                quote!(#calls::answer_view_shared(call, #function))
            }
            (false, false) => quote!(call.answer(#function)),
            (false, true) => quote!(call.answer_shared(#function)),
            (true, false) => quote!(#calls::answer_unary(call, #function)),
            (true, true) => quote!(#calls::answer_unary_shared(call, #function)),
        };
        return quote! {
            #(#conditions)*
            #path => #settings.unary(&self.inner, request, #path, |call| #answer),
        };
    }
    let kind = match method.kind {
        MethodKind::Unary => quote!(unary_with),
        MethodKind::ClientStreaming => quote!(client_streaming),
        MethodKind::ServerStreaming => quote!(server_streaming),
        MethodKind::BidiStreaming => quote!(streaming),
    };
    let codec = match speaks_json {
        true => codec_in(method, &quote!(settings.format())),
        false => codec(stubs, method),
    };
    let function = match arc_self {
        true => function,
        false => quote!(|inner, request| async move { #function(&inner, request).await }),
    };
    quote! {
        #(#conditions)*
        #path => #settings.#kind(#codec, &self.inner, request, #path, #function),
    }
}
