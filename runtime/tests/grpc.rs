//! The codec that stubs give to tonic encodes and decodes through tonic's own framing.

#![cfg(all(feature = "tonic", not(miri)))]
#![forbid(unsafe_code)]

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use prost::Message;
use rust_grpc::codec::{ProtoCodec, ProtoDecoder, ProtoEncoder};
use rust_grpc::tonic::codec::{BufferSettings, Codec, EncodeBody, Streaming};
use rust_grpc::tonic::codegen::tokio_stream;
use rust_grpc::tonic::{Code, Status};

#[derive(Clone, PartialEq, Message)]
struct Blob {
    #[prost(bytes = "vec", tag = "1")]
    bytes: Vec<u8>,
}

/// Returns the output of a future that never waits.
fn ready<F: Future>(future: F) -> F::Output {
    let mut context = Context::from_waker(Waker::noop());
    let mut future = pin!(future);
    for _ in 0..1000 {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
    }
    panic!("still pending");
}

fn through_tonic(messages: Vec<Blob>, mut codec: ProtoCodec<Blob, Blob>) -> Streaming<Blob> {
    let source = tokio_stream::iter(messages.into_iter().map(Ok::<_, Status>));
    let body = EncodeBody::new_client(codec.encoder(), source, None, None);
    Streaming::new_request(codec.decoder(), body, None, None)
}

#[test]
fn messages_of_all_sizes() {
    // Sizes around that of tonic's buffer, from which on the buffer is enlarged beforehand.
    let sizes = [0, 1, 100, 8180, 8187, 8188, 8189, 8192, 8193, 40_000, 3_000_000];
    let messages: Vec<_> = sizes.map(|size| Blob { bytes: vec![7; size] }).into();
    let mut received = through_tonic(messages.clone(), ProtoCodec::default());
    for message in messages {
        let next = ready(received.message()).expect("a message");
        assert!(next == Some(message));
    }
    assert!(ready(received.message()).expect("the end").is_none());
}

#[test]
fn a_malformed_message_is_internal() {
    let body = EncodeBody::new_client(
        ProtoEncoder::<prost_types::Timestamp>::default(),
        tokio_stream::iter([Ok(prost_types::Timestamp { seconds: 1, nanos: 0 })]),
        None,
        None,
    );
    let decoder = ProtoDecoder::<Blob>::new(BufferSettings::default());
    let mut received = Streaming::new_request(decoder, body, None, None);
    let status = ready(received.message()).expect_err("an integer where bytes belong");
    assert_eq!(status.code(), Code::Internal);
    assert!(status.message().contains("invalid wire type: Varint (expected LengthDelimited)"));
}
