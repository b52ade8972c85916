//! `AnyMessage` for a generated `google.protobuf.Any`.

use proc_macro2::TokenStream;
use quote::quote;

use super::paths;
use crate::model::{BytesContainer, Field, Message, Shape, Value};

/// Returns the implementation, for code inside [`paths::with_runtime`].
pub(super) fn implementation(message: &Message) -> Option<TokenStream> {
    if !message.is_any {
        return None;
    }
    let rt = paths::runtime();
    let ident = &message.ident;
    let [Field { ident: type_url, .. }, Field { ident: value, shape, .. }] = &message.fields[..]
    else {
        return None;
    };
    let is_shared =
        matches!(shape, Shape::Singular { value: Value::Bytes(BytesContainer::Bytes), .. });
    let conversion = is_shared.then(|| quote!(: #value.into()));
    let rest = message
        .unknown_fields
        .as_ref()
        .map(|unknown_fields| quote!(#unknown_fields: ::core::default::Default::default(),));
    Some(quote! {
        impl ::rust_grpc::AnyMessage for #ident {
            fn from_parts(#type_url: #rt::String, #value: #rt::Vec<u8>) -> Self {
                #ident { #type_url, #value #conversion, #rest }
            }
            fn parts(&self) -> (&str, &[u8]) {
                (&self.#type_url, &self.#value)
            }
        }
    })
}
