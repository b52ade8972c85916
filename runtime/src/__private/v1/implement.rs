//! Implementations that differ between generated types in the name of the type alone.
//!
//! Each macro takes a name and nothing else, so that there is no grammar to keep compatible.

/// Implements [`prost::Message`](crate::prost::Message) for a message that has a
/// [`MessageCodec`](super::MessageCodec).
///
/// The implementation overrides two kinds of provided functions: those that would go field by
/// field, and those common ones that would measure the message first. The other provided functions
/// call these. Each override costs `cargo check` about 2 % of a crate of messages. `#[inline]`
/// keeps the bodies of unused messages out of the library.
#[doc(hidden)]
#[macro_export]
macro_rules! __impl_message_v1 {
    ($message:ident) => {
        impl $crate::__private::v1::prost::Message for $message {
            #[inline]
            fn encode_raw(&self, buf: &mut impl $crate::__private::v1::bytes::BufMut) {
                $crate::__private::v1::encode_raw(self, buf)
            }
            #[inline]
            fn encode(
                &self,
                buf: &mut impl $crate::__private::v1::bytes::BufMut,
            ) -> ::core::result::Result<(), $crate::__private::v1::prost::EncodeError> {
                $crate::__private::v1::encode(self, buf)
            }
            #[inline]
            fn encode_to_vec(&self) -> $crate::__private::v1::Vec<u8> {
                $crate::__private::v1::encode_to_vec(self)
            }
            #[inline]
            fn encoded_len(&self) -> usize {
                $crate::__private::v1::encoded_len(self)
            }
            #[inline]
            fn merge_field(
                &mut self,
                tag: u32,
                wire_type: $crate::__private::v1::prost::encoding::WireType,
                buf: &mut impl $crate::__private::v1::bytes::Buf,
                ctx: $crate::__private::v1::prost::encoding::DecodeContext,
            ) -> ::core::result::Result<(), $crate::__private::v1::prost::DecodeError> {
                $crate::__private::v1::merge_field(self, tag, wire_type, buf, ctx)
            }
            #[inline]
            fn decode(
                buf: impl $crate::__private::v1::bytes::Buf,
            ) -> ::core::result::Result<Self, $crate::__private::v1::prost::DecodeError> {
                $crate::__private::v1::decode(buf)
            }
            #[inline]
            fn merge(
                &mut self,
                buf: impl $crate::__private::v1::bytes::Buf,
            ) -> ::core::result::Result<(), $crate::__private::v1::prost::DecodeError> {
                $crate::__private::v1::merge(self, buf)
            }
            #[inline]
            fn merge_length_delimited(
                &mut self,
                buf: impl $crate::__private::v1::bytes::Buf,
            ) -> ::core::result::Result<(), $crate::__private::v1::prost::DecodeError> {
                $crate::__private::v1::merge_length_delimited(self, buf)
            }
            #[inline]
            fn clear(&mut self) {
                *self = ::core::default::Default::default();
            }
        }
    };
}

/// Implements the inherent functions of a oneof's enum, with prost's names, signatures and docs.
#[doc(hidden)]
#[macro_export]
macro_rules! __impl_oneof_v1 {
    ($oneof:ident) => {
        #[allow(dead_code)]
        impl $oneof {
            /// Encodes the message to a buffer.
            #[inline]
            pub fn encode(&self, buf: &mut impl $crate::__private::v1::bytes::BufMut) {
                $crate::__private::v1::oneof_encode(self, buf)
            }
            /// Decodes an instance of the message from a buffer, and merges it into self.
            #[inline]
            pub fn merge(
                field: &mut ::core::option::Option<Self>,
                tag: u32,
                wire_type: $crate::__private::v1::prost::encoding::WireType,
                buf: &mut impl $crate::__private::v1::bytes::Buf,
                ctx: $crate::__private::v1::prost::encoding::DecodeContext,
            ) -> ::core::result::Result<(), $crate::__private::v1::prost::DecodeError> {
                $crate::__private::v1::oneof_merge(field, tag, wire_type, buf, ctx)
            }
            /// Returns the encoded length of the message without a length delimiter.
            #[inline]
            pub fn encoded_len(&self) -> usize {
                $crate::__private::v1::oneof_encoded_len(self)
            }
        }
    };
}

pub use crate::{__impl_message_v1 as impl_message, __impl_oneof_v1 as impl_oneof};
