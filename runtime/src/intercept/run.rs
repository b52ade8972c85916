//! A call through the interceptors.

use alloc::sync::Arc;
use core::future::poll_fn;
use core::pin::pin;
use core::sync::atomic::AtomicUsize;
use core::task::Poll;
use std::sync::OnceLock;

use http::{HeaderValue, Request, Response, header};
use tonic::body::Body;
use tonic::metadata::MetadataMap;
use tonic::{Code, Status};

use super::active::{Active, Guard};
use super::answer::{Answer, Verdict};
use super::interceptors::Interceptors;
use super::message::{Direction, Message};
use super::requests::Requests;
use super::responses::Responses;
use super::starting::Starting;
use super::{Call, Side, Start, end};
use crate::stub::frame::Once;

/// Makes a call. `inner` is the channel or the service below, and `to_status` is its error as
/// interceptors see it.
pub async fn run<F, E>(
    interceptors: Interceptors,
    side: Side,
    request: Request<Body>,
    inner: impl FnOnce(Request<Body>) -> F,
    to_status: impl FnOnce(&E) -> Status,
) -> Result<Response<Body>, E>
where
    F: Future<Output = Result<Response<Body>, E>>,
{
    let (mut parts, body) = request.into_parts();
    let method = interceptors.method(side, &parts.uri);
    let call = Call::new(side, &mut parts, method);
    let start = Start {
        call,
        metadata: MetadataMap::from_headers(parts.headers),
        extensions: parts.extensions,
        answer: None,
    };
    let chain = interceptors.chain();
    let (start, started, mut verdict) = Starting::new(&chain, start).run().await;
    let Start { call, metadata, extensions, .. } = start;
    parts.headers = metadata.into_headers();
    parts.extensions = extensions;
    let sees_messages = chain[..started].iter().any(|interceptor| interceptor.sees_messages(&call));
    if sees_messages {
        interceptors.limit_answers(&mut parts.headers);
    }
    if let (Side::Server, Some(method)) = (side, call.method()) {
        parts.extensions.insert(*method);
    }
    let active = Arc::new(Active {
        chain,
        started,
        sees_messages,
        limit: interceptors.limit(),
        request_encoding: interceptors.encoding(&parts.headers),
        response_encoding: OnceLock::new(),
        reads_format: interceptors.reads(side, call.format()),
        verdict: Default::default(),
        stop: Default::default(),
        unended: AtomicUsize::new(started),
        call,
    });
    let guard = Guard(Arc::clone(&active));
    let mut requests = Requests::new(Arc::clone(&active), body);
    if verdict.is_none() && sees_messages && active.call.has_one_request() {
        verdict = requests.read_first().await;
    }
    if let Some(verdict) = verdict {
        return Ok(conclude(guard, verdict).await);
    }
    let mut response = pin!(inner(Request::from_parts(parts, Body::new(requests))));
    let response = poll_fn(|cx| {
        if let Poll::Ready(verdict) = active.verdict.poll(cx) {
            return Poll::Ready(Err(verdict));
        }
        let polled = response.as_mut().poll(cx).map(Ok);
        // The request is often polled by the same task.
        active.verdict.take().map_or(polled, |verdict| Poll::Ready(Err(verdict)))
    });
    match response.await {
        Err(verdict) => Ok(conclude(guard, verdict).await),
        Ok(Err(error)) => match active.end(to_status(&error)).await.changed() {
            Some(status) => Ok(status_alone(&active, status)),
            None => Err(error),
        },
        Ok(Ok(response)) => Ok(respond(&interceptors, guard, response).await),
    }
}

/// Shows the beginning of a response to the interceptors.
async fn respond(
    interceptors: &Interceptors,
    guard: Guard,
    response: Response<Body>,
) -> Response<Body> {
    let active = Arc::clone(&guard.0);
    let (mut parts, body) = response.into_parts();
    let in_headers = Status::from_header_map(&parts.headers);
    if let Some(status) = &in_headers
        && status.code() != Code::Ok
    {
        return match active.end(status.clone()).await.changed() {
            Some(status) => status_alone(&active, status),
            None => Response::from_parts(parts, body),
        };
    }
    if let Some(encoding) = interceptors.encoding(&parts.headers) {
        let _ = active.response_encoding.set(encoding);
    }
    let mut metadata = MetadataMap::from_headers(parts.headers);
    if let Err(status) = active.headers(active.started, &mut metadata).await {
        active.stop.set();
        let status = active.end(status).await.into_status();
        return status_alone(&active, status);
    }
    parts.headers = metadata.into_headers();
    Response::from_parts(parts, Body::new(Responses::new(guard, body, in_headers)))
}

/// Returns the response of an interceptor.
async fn conclude(guard: Guard, verdict: Verdict) -> Response<Body> {
    let active = &guard.0;
    let status = match verdict {
        Verdict::Refused(status) => status,
        Verdict::Answered(answer, passed) => match answered(active, answer, passed).await {
            Ok(response) => return response,
            Err(status) => status,
        },
    };
    let status = active.end(status).await.into_status();
    status_alone(active, status)
}

/// Shows the answer of an interceptor to those that were added before it. Returns the response.
async fn answered(
    active: &Arc<Active>,
    answer: Answer,
    passed: usize,
) -> Result<Response<Body>, Status> {
    let Answer { mut metadata, extensions, frame } = answer;
    active.headers(passed, &mut metadata).await?;
    let mut message = Message::new(Arc::clone(active), Direction::Response, frame);
    active.response(passed, &mut message).await?;
    let frame = message.into_frame()?;
    let status = active.end(Status::ok("")).await.into_status();
    if status.code() != Code::Ok {
        return Ok(status_alone(active, status));
    }
    let body = Once::new(frame, Some(end::trailers(&status)));
    let mut response = Response::new(Body::new(body));
    *response.version_mut() = http::Version::HTTP_2;
    *response.headers_mut() = metadata.into_headers();
    response.headers_mut().insert(header::CONTENT_TYPE, content_type(active));
    *response.extensions_mut() = extensions;
    Ok(response)
}

fn status_alone(active: &Active, status: Status) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.headers_mut() = end::trailers(&status);
    response.headers_mut().insert(header::CONTENT_TYPE, content_type(active));
    response.extensions_mut().insert(status);
    response
}

fn content_type(active: &Active) -> HeaderValue {
    active.call.format().content_type()
}
