//! Decoding and encoding in tonic's own buffers.
//!
//! Only tonic can make a `DecodeBuf` or an `EncodeBuf`. So messages go through its `Streaming` and
//! `EncodeBody`, without a network. A codec that does nothing measures the time of these types, and
//! the table subtracts it.

use std::convert::Infallible;
use std::hint::black_box;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use bytes::{Buf, BufMut, Bytes, BytesMut};
use http_body::{Body, Frame};
use tonic::codec::{DecodeBuf, Decoder, EncodeBody, EncodeBuf, Encoder, Streaming};
use tonic::codegen::tokio_stream::{self, Stream};
use tonic::{Code, Status};

use crate::library::Library;

/// A library with a codec that does nothing.
pub struct Nothing;

impl Library<()> for Nothing {
    fn decode(_: &[u8]) {}

    fn encode(_: &()) -> Vec<u8> {
        Vec::new()
    }

    fn decode_from(buf: &mut DecodeBuf<'_>) {
        buf.advance(buf.remaining());
    }

    fn encode_into(_: &(), _: &mut EncodeBuf<'_>) {}
}

/// The body of a call with these messages, in pieces of the size that HTTP/2 makes.
#[derive(Clone)]
pub struct Call(Bytes);

const PIECE: usize = 16 * 1024;

impl Call {
    pub fn new(messages: &[Vec<u8>]) -> Self {
        let mut body = BytesMut::new();
        for message in messages {
            body.put_u8(0);
            body.put_u32(message.len() as u32);
            body.put_slice(message);
        }
        Call(body.freeze())
    }

    /// Decodes all messages, one by one.
    pub fn decode<L: Library<M>, M: 'static>(&self) {
        let mut messages = Streaming::new_request(
            Codec::<L, M>(PhantomData),
            self.clone(),
            None,
            Some(usize::MAX),
        );
        let mut context = Context::from_waker(Waker::noop());
        let mut end = false;
        while !end {
            match Pin::new(&mut messages).poll_next(&mut context) {
                Poll::Ready(Some(message)) => drop(black_box(message.unwrap())),
                Poll::Ready(None) => end = true,
                Poll::Pending => unreachable!("all of the body is there"),
            }
        }
    }
}

impl Body for Call {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let length = PIECE.min(self.0.len());
        Poll::Ready((length > 0).then(|| Ok(Frame::data(self.0.split_to(length)))))
    }
}

struct Codec<L, M>(PhantomData<fn() -> (L, M)>);

impl<L: Library<M>, M> Decoder for Codec<L, M> {
    type Item = M;
    type Error = Status;

    fn decode(&mut self, buf: &mut DecodeBuf<'_>) -> Result<Option<M>, Status> {
        Ok(Some(L::decode_from(buf)))
    }
}

/// Encodes all messages, one by one.
pub fn encode<L: Library<M>, M: 'static>(messages: &Arc<[M]>) {
    let numbers = tokio_stream::iter((0..messages.len()).map(Ok::<_, Status>));
    let encoder = Numbered::<L, M>(messages.clone(), PhantomData);
    let mut body = std::pin::pin!(EncodeBody::new_client(encoder, numbers, None, Some(usize::MAX)));
    let mut context = Context::from_waker(Waker::noop());
    while let Poll::Ready(Some(frame)) = body.as_mut().poll_frame(&mut context) {
        assert!(black_box(frame.map_err(|status| status.code() == Code::Ok)).is_ok());
    }
}

/// Encodes the message of a number. tonic takes its items by value, and a number costs no clone.
struct Numbered<L, M>(Arc<[M]>, PhantomData<fn() -> L>);

impl<L: Library<M>, M> Encoder for Numbered<L, M> {
    type Item = usize;
    type Error = Status;

    fn encode(&mut self, number: usize, buf: &mut EncodeBuf<'_>) -> Result<(), Status> {
        L::encode_into(black_box(&self.0[number]), buf);
        Ok(())
    }
}
