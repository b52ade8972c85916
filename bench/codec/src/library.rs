//! Decoding and encoding as each library's users do it.

use tonic::codec::{DecodeBuf, Decoder, EncodeBuf, Encoder};

use rust_grpc::codec::{ProtoDecoder, ProtoEncoder};

/// A library that can decode and encode `M`. All input is well-formed: a failure is the end of the
/// benchmark.
pub trait Library<M>: 'static {
    fn decode(bytes: &[u8]) -> M;
    fn encode(message: &M) -> Vec<u8>;
    fn decode_from(buf: &mut DecodeBuf<'_>) -> M;
    fn encode_into(message: &M, buf: &mut EncodeBuf<'_>);
}

pub struct Prost;

impl<M: prost::Message + Default> Library<M> for Prost {
    fn decode(bytes: &[u8]) -> M {
        M::decode(bytes).unwrap()
    }

    fn encode(message: &M) -> Vec<u8> {
        message.encode_to_vec()
    }

    // The two calls that tonic-prost's codec makes.

    fn decode_from(buf: &mut DecodeBuf<'_>) -> M {
        M::decode(buf).unwrap()
    }

    fn encode_into(message: &M, buf: &mut EncodeBuf<'_>) {
        message.encode(buf).unwrap();
    }
}

pub struct Ours;

impl<M: prost::Message + Default> Library<M> for Ours {
    fn decode(bytes: &[u8]) -> M {
        M::decode(bytes).unwrap()
    }

    fn encode(message: &M) -> Vec<u8> {
        message.encode_to_vec()
    }

    // The codec of our own that generated stubs use.

    fn decode_from(buf: &mut DecodeBuf<'_>) -> M {
        ProtoDecoder::default().decode(buf).unwrap().unwrap()
    }

    fn encode_into(message: &M, buf: &mut EncodeBuf<'_>) {
        ProtoEncoder::default().encode(Borrowed(message), buf).unwrap();
    }
}

pub struct Buffa;

impl<M: buffa::Message> Library<M> for Buffa {
    fn decode(bytes: &[u8]) -> M {
        M::decode_from_slice(bytes).unwrap()
    }

    fn encode(message: &M) -> Vec<u8> {
        message.encode_to_vec()
    }

    fn decode_from(buf: &mut DecodeBuf<'_>) -> M {
        M::decode(buf).unwrap()
    }

    fn encode_into(message: &M, buf: &mut EncodeBuf<'_>) {
        message.encode(buf);
    }
}

/// tonic's encoders take a message by value. This one can be had again and again without a copy.
#[derive(Debug)]
struct Borrowed<'m, M>(&'m M);

impl<M: prost::Message> prost::Message for Borrowed<'_, M> {
    fn encode_raw(&self, buf: &mut impl bytes::BufMut) {
        self.0.encode_raw(buf);
    }

    fn encode(&self, buf: &mut impl bytes::BufMut) -> Result<(), prost::EncodeError> {
        self.0.encode(buf)
    }

    fn encoded_len(&self) -> usize {
        self.0.encoded_len()
    }

    fn merge_field(
        &mut self,
        _: u32,
        _: prost::encoding::WireType,
        _: &mut impl bytes::Buf,
        _: prost::encoding::DecodeContext,
    ) -> Result<(), prost::DecodeError> {
        unreachable!("it is only encoded")
    }

    fn clear(&mut self) {}
}
