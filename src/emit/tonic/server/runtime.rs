//! The inside of a server over the runtime, which has the code of a call once for each kind.

use proc_macro2::TokenStream;
use quote::quote;

use super::Inside;
use crate::emit::tonic::TonicSpelling;
use crate::emit::tonic::codec;
use crate::emit::tonic::paths::stub_server;
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
    }
}

fn arm(stubs: &TonicSpelling<'_>, service: &Service, method: &Method) -> TokenStream {
    let trait_ident = &service.ident;
    let Method { server_ident, path, arc_self, .. } = method;
    let function = quote!(<T as self::#trait_ident>::#server_ident);
    if method.kind == MethodKind::Unary && method.codec.is_none() {
        let answer = if *arc_self { quote!(answer_shared) } else { quote!(answer) };
        return quote!(#path => self.settings.unary(&self.inner, request, #path, |call| call.#answer(#function)),);
    }
    let kind = match method.kind {
        MethodKind::Unary => quote!(unary_with),
        MethodKind::ClientStreaming => quote!(client_streaming),
        MethodKind::ServerStreaming => quote!(server_streaming),
        MethodKind::BidiStreaming => quote!(streaming),
    };
    let codec = codec(stubs, method);
    let function = match arc_self {
        true => function,
        false => quote!(|inner, request| async move { #function(&inner, request).await }),
    };
    quote!(#path => self.settings.#kind(#codec, &self.inner, request, #path, #function),)
}
