use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::convert::Infallible;
use core::future::{Ready, ready};
use core::pin::{Pin, pin};
use core::task::{Context, Poll, Waker};
use std::sync::Mutex;

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Request, Response};
use http_body::{Body as _, Frame};
use prost::Message as _;
use prost_types::Timestamp;
use tonic::body::Body;
use tonic::{Code, Status};
use tower_service::Service;

use super::*;
use crate::__private::v1::messages::messages;
use crate::{Idempotency, Method, MethodKind};

const PATH: &str = "/acme.v1.Clock/Set";
const SET: Method = Method::new(PATH, MethodKind::Unary, Idempotency::Unknown)
    .with_messages(messages!(Timestamp, Timestamp));

/// A body of data frames and of trailers.
struct Frames(Vec<Frame<Bytes>>);

impl http_body::Body for Frames {
    type Data = Bytes;
    type Error = Status;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Status>>> {
        Poll::Ready((!self.0.is_empty()).then(|| Ok(self.0.remove(0))))
    }
}

/// Answers each call with these pieces and trailers, and keeps its request.
#[derive(Clone)]
struct Canned {
    pieces: Vec<Bytes>,
    trailers: Option<HeaderMap>,
    seen: Arc<Mutex<Vec<Request<Vec<u8>>>>>,
}

impl Service<Request<Body>> for Canned {
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = Ready<Result<Response<Body>, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        let (parts, body) = request.into_parts();
        if let Ok((data, _)) = collect(body) {
            self.seen.lock().unwrap().push(Request::from_parts(parts, data));
        }
        let data = self.pieces.iter().cloned().map(Frame::data);
        let frames = data.chain(self.trailers.clone().map(Frame::trailers)).collect();
        ready(Ok(Response::new(Body::new(Frames(frames)))))
    }
}

/// Returns the output of a future that need not wait.
fn now<F: Future>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("it waits"),
    }
}

/// Returns the data of a body, and its trailers.
fn collect(mut body: Body) -> Result<(Vec<u8>, Option<HeaderMap>), Status> {
    let mut data = Vec::new();
    loop {
        match now(core::future::poll_fn(|cx| Pin::new(&mut body).poll_frame(cx))) {
            None => return Ok((data, None)),
            Some(frame) => match frame?.into_data() {
                Ok(piece) => data.extend_from_slice(&piece),
                Err(frame) => return Ok((data, frame.into_trailers().ok())),
            },
        }
    }
}

fn frame(message: &[u8]) -> Vec<u8> {
    let length = u32::try_from(message.len()).unwrap().to_be_bytes();
    [&[0], &length[..], message].concat()
}

fn stamp(seconds: i64) -> Vec<u8> {
    frame(&Timestamp { seconds, nanos: 0 }.encode_to_vec())
}

/// Calls a service with these interceptors.
fn call(
    interceptors: &Interceptors,
    canned: &Canned,
    request: Vec<u8>,
    headers: &[(&'static str, &'static str)],
) -> (Response<()>, Vec<u8>, Status) {
    let mut http = Request::new(Body::new(Frames([Frame::data(request.into())].into())));
    *http.uri_mut() = PATH.parse().unwrap();
    for (name, value) in headers {
        http.headers_mut().insert(*name, HeaderValue::from_static(value));
    }
    let response = now(interceptors.service(canned.clone()).call(http)).unwrap();
    let (parts, body) = response.into_parts();
    let (data, trailers) = collect(body).unwrap();
    let status = Status::from_header_map(&trailers.unwrap_or_else(|| parts.headers.clone()));
    (Response::from_parts(parts, ()), data, status.unwrap_or_else(|| Status::unknown("none")))
}

fn canned(data: Vec<u8>) -> Canned {
    let trailers = HeaderMap::from_iter([(Status::GRPC_STATUS, HeaderValue::from_static("0"))]);
    Canned { pieces: [data.into()].into(), trailers: Some(trailers), seen: Arc::default() }
}

/// Runs functions for messages, and keeps the code at the end.
#[derive(Clone)]
struct Does {
    request: fn(&mut Message) -> Result<(), Status>,
    response: fn(&mut Message) -> Result<(), Status>,
    ended: Arc<Mutex<Vec<Code>>>,
}

impl Does {
    fn to_both(does: fn(&mut Message) -> Result<(), Status>) -> Self {
        Self { request: does, response: does, ended: Arc::default() }
    }
}

impl Interceptor for Does {
    async fn request(&self, _: &Call, message: &mut Message) -> Result<(), Status> {
        (self.request)(message)
    }

    async fn response(&self, _: &Call, message: &mut Message) -> Result<(), Status> {
        (self.response)(message)
    }

    async fn end(&self, _: &Call, end: &mut End) {
        self.ended.lock().unwrap().push(end.code());
    }
}

fn with(does: &Does) -> Interceptors {
    Interceptors::new().methods(&[SET]).with(does.clone())
}

fn next_second(message: &mut Message) -> Result<(), Status> {
    let stamp = message.downcast_mut::<Timestamp>().ok_or_else(|| Status::internal("none"))?;
    stamp.seconds += 1;
    Ok(())
}

#[test]
fn messages_in_pieces_are_joined() {
    let does = Does::to_both(next_second);
    let mut canned = canned(Vec::new());
    canned.pieces = stamp(5).into_iter().map(|byte| Bytes::copy_from_slice(&[byte])).collect();
    let (_, data, status) = call(&with(&does), &canned, stamp(1), &[]);
    assert_eq!((status.code(), data), (Code::Ok, stamp(6)));
    let seen = canned.seen.lock().unwrap();
    assert_eq!(seen[0].body()[..], stamp(2));
    // The implementation finds the constant.
    assert_eq!(seen[0].extensions().get::<Method>(), Some(&SET));
    assert_eq!(*does.ended.lock().unwrap(), [Code::Ok]);
}

#[cfg(feature = "json")]
#[test]
fn json_is_decoded_and_encoded() {
    let does = Does::to_both(|message| {
        assert!(message.decode::<Timestamp>().is_err());
        next_second(message)
    });
    let canned = canned(frame(b"\"1970-01-01T00:00:05Z\""));
    let request = frame(b"\"1970-01-01T00:00:01Z\"");
    let json = [("content-type", "application/grpc+json")];
    // A service without JSON would read the message as binary.
    let (_, _, status) = call(&with(&does), &canned, request.clone(), &json);
    assert_eq!(status.code(), Code::Unimplemented);
    assert!(canned.seen.lock().unwrap().is_empty());
    let accepts = with(&does).accept_json();
    let (_, data, status) = call(&accepts, &canned, request, &json);
    assert_eq!(status.code(), Code::Ok);
    assert_eq!(data, frame(b"\"1970-01-01T00:00:06Z\""));
    assert_eq!(canned.seen.lock().unwrap()[0].body()[..], frame(b"\"1970-01-01T00:00:02Z\""));
    let (_, _, status) = call(&accepts, &canned, frame(b"5"), &json);
    assert_eq!(status.code(), Code::Internal);
}

#[cfg(feature = "reflect")]
#[test]
fn messages_have_fields_by_name() {
    let does = Does::to_both(|message| {
        let Some(mut stamp) = message.to_dynamic()? else { return Err(Status::internal("none")) };
        stamp.set("nanos", 7).map_err(|error| Status::internal(alloc::format!("{error}")))?;
        assert!(message.assign_dynamic(&stamp)?);
        let other = crate::reflect::to_dynamic(&prost_types::Duration::default()).unwrap();
        assert!(!message.assign_dynamic(&other)?);
        Ok(())
    });
    let (_, data, status) = call(&with(&does), &canned(stamp(5)), stamp(1), &[]);
    assert_eq!(status.code(), Code::Ok);
    assert_eq!(data, frame(&Timestamp { seconds: 5, nanos: 7 }.encode_to_vec()));
    let unknown = Interceptors::new().with(does);
    assert_eq!(call(&unknown, &canned(stamp(5)), stamp(1), &[]).2.message(), "none");
}

#[test]
fn a_malformed_message_ends_the_call_if_an_interceptor_looks() {
    let looks = Does::to_both(|message| {
        assert!(message.downcast_ref::<Timestamp>().is_none());
        Ok(())
    });
    let answers = canned(stamp(5));
    let malformed = frame(&[0xff]);
    let (_, _, status) = call(&with(&looks), &answers, malformed.clone(), &[]);
    assert_eq!(status.code(), Code::Internal);
    assert!(answers.seen.lock().unwrap().is_empty());
    // No interceptor has looked.
    let blind = Does::to_both(|_| Ok(()));
    let (_, data, status) = call(&with(&blind), &answers, malformed.clone(), &[]);
    assert_eq!((status.code(), data), (Code::Ok, stamp(5)));
    assert_eq!(answers.seen.lock().unwrap()[0].body()[..], malformed);
    // Debug does not look into it, either.
    let prints = Does::to_both(|message| Err(Status::internal(alloc::format!("{message:?}"))));
    let (_, _, status) = call(&with(&prints), &answers, malformed, &[]);
    assert_eq!(status.message(), "Message { encoded_len: 1 }");
}

#[test]
fn a_message_with_another_compression_is_refused() {
    let blind = Does::to_both(|_| Ok(()));
    let mut compressed = stamp(1);
    compressed[0] = 1;
    let answers = canned(stamp(5));
    let headers = [("grpc-encoding", "gzip"), ("grpc-accept-encoding", "gzip,identity")];
    let (_, _, status) = call(&with(&blind), &answers, compressed.clone(), &headers);
    assert_eq!(status.code(), Code::Unimplemented);
    let (_, _, status) = call(&with(&blind), &answers, stamp(1), &headers);
    assert_eq!(status.code(), Code::Ok);
    let headers = answers.seen.lock().unwrap()[0].headers().clone();
    assert_eq!(headers.get("grpc-accept-encoding").unwrap(), "identity");

    /// Sees no messages.
    struct Blind;

    impl Interceptor for Blind {
        fn sees_messages(&self, _: &Call) -> bool {
            false
        }
    }

    // The messages pass as they are.
    let blind = Interceptors::new().with(Blind);
    let headers = [("grpc-encoding", "gzip"), ("grpc-accept-encoding", "gzip")];
    let (_, _, status) = call(&blind, &answers, compressed.clone(), &headers);
    assert_eq!(status.code(), Code::Ok);
    let seen = answers.seen.lock().unwrap();
    assert_eq!(seen[1].body()[..], compressed);
    assert_eq!(seen[1].headers().get("grpc-accept-encoding").unwrap(), "gzip");
}

#[test]
fn bytes_that_are_no_message_pass() {
    let does = Does::to_both(next_second);
    let mut data = stamp(5);
    data.extend_from_slice(&[0, 0, 0]);
    let (_, data, status) = call(&with(&does), &canned(data), stamp(1), &[]);
    assert_eq!((status.code(), data), (Code::Ok, [&stamp(6)[..], &[0, 0, 0]].concat()));
}

#[test]
fn a_response_without_a_status_ends_as_unknown() {
    let does = Does::to_both(|_| Ok(()));
    let mut answers = canned(stamp(5));
    answers.trailers = None;
    let (_, data, _) = call(&with(&does), &answers, stamp(1), &[]);
    assert_eq!(data, stamp(5));
    assert_eq!(*does.ended.lock().unwrap(), [Code::Unknown]);
}

#[test]
fn an_answer_to_a_response_is_an_error() {
    let does = Does {
        request: |_| Ok(()),
        response: |message| message.answer(tonic::Response::new(Timestamp::default())),
        ended: Arc::default(),
    };
    let (response, data, status) = call(&with(&does), &canned(stamp(5)), stamp(1), &[]);
    assert_eq!((status.code(), data), (Code::Internal, Vec::new()));
    assert_eq!(status.message(), "an interceptor has answered a response");
    assert!(response.headers().get("grpc-status").is_none());
    assert_eq!(*does.ended.lock().unwrap(), [Code::Internal]);
}

#[test]
fn types_are_printed_and_do_not_count() {
    let untyped = Method::new(PATH, MethodKind::Unary, Idempotency::Unknown);
    assert_eq!(untyped, SET);
    let printed: String = alloc::format!("{SET:?}");
    assert!(printed.contains("Timestamp"), "{printed}");
}
