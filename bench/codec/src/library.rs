//! Decoding and encoding with the calls that users of each library make.

use tonic::codec::{DecodeBuf, Decoder, EncodeBuf, Encoder};

use rust_grpc::codec::{ProtoDecoder, ProtoEncoder};

/// A library that decodes and encodes `M`. All input is valid: an error ends the benchmark.
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

    // tonic-prost's codec makes these two calls.

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

    // Generated stubs use this codec of ours.

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

/// A message by reference. tonic's encoders take a message by value, and a clone would cost time.
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
