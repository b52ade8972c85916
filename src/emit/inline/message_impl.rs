//! `prost::Message`: how tonic, prost-types and derived messages use ours. One call per function.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::paths;
use crate::model::Message;

/// The implementation. Of the provided functions those are overridden that would go field by field, and those of the
/// common ones that would measure the message first; the rest calls these. `#[inline]` keeps the bodies of unused messages
/// out of the library.
pub(super) fn message_impl(message: &Message) -> TokenStream {
    let rt = paths::runtime();
    let prost = quote!(#rt::prost);
    let ident = &message.ident;
    quote! {
        impl #prost::Message for #ident {
            #[inline]
            fn encode_raw(&self, buf: &mut impl #rt::bytes::BufMut) {
                #rt::encode_raw(self, buf)
            }
            #[inline]
            fn encode(&self, buf: &mut impl #rt::bytes::BufMut) -> ::core::result::Result<(), #prost::EncodeError> {
                #rt::encode(self, buf)
            }
            #[inline]
            fn encode_to_vec(&self) -> #rt::Vec<u8> {
                #rt::encode_to_vec(self)
            }
            #[inline]
            fn encode_length_delimited_to_vec(&self) -> #rt::Vec<u8> {
                #rt::encode_length_delimited_to_vec(self)
            }
            #[inline]
            fn encoded_len(&self) -> usize {
                #rt::MessageCodec::size(self)
            }
            #[inline]
            fn merge_field(
                &mut self,
                tag: u32,
                wire_type: #prost::encoding::WireType,
                buf: &mut impl #rt::bytes::Buf,
                ctx: #prost::encoding::DecodeContext,
            ) -> ::core::result::Result<(), #prost::DecodeError> {
                #rt::merge_field(self, tag, wire_type, buf, ctx)
            }
            #[inline]
            fn decode(buf: impl #rt::bytes::Buf) -> ::core::result::Result<Self, #prost::DecodeError> {
                #rt::decode(buf)
            }
            #[inline]
            fn merge(&mut self, buf: impl #rt::bytes::Buf) -> ::core::result::Result<(), #prost::DecodeError> {
                #rt::merge(self, buf)
            }
            #[inline]
            fn merge_length_delimited(&mut self, buf: impl #rt::bytes::Buf) -> ::core::result::Result<(), #prost::DecodeError> {
                #rt::merge_length_delimited(self, buf)
            }
            #[inline]
            fn clear(&mut self) {
                *self = ::core::default::Default::default();
            }
        }
    }
}
