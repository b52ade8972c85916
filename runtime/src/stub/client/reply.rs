//! The response to a unary call.

use alloc::boxed::Box;
use core::future::Future;
use core::mem;
use core::pin::Pin;

use bytes::Bytes;
use tonic::body::Body;
use tonic::codegen::http::{self, HeaderMap, HeaderValue};
use tonic::metadata::{MetadataMap, MetadataValue};
use tonic::{Code, Response, Status, Streaming};

use super::spare_headers;
use crate::stub::incoming::{self, Incoming};
use crate::stub::raw::Raw;
use crate::stub::reserved::Reserved;

/// Reads a response: its one message, and the status at its end.
#[expect(clippy::manual_async_fn, reason = "an `async fn` has its arguments twice")]
pub fn read(
    mut response: http::Response<Body>,
    limit: Option<usize>,
) -> impl Future<Output = Result<Response<Bytes>, Status>> {
    async move {
        let reserved = Reserved::of(response.headers());
        if reserved.is_compressed() {
            return Err(compressed(reserved.encoding));
        }
        // If the headers have a status, no trailers follow.
        let ended = match reserved.status {
            None => false,
            Some(_) => match Status::from_header_map(response.headers()) {
                Some(status) if status.code() != Code::Ok => return Err(status),
                status => status.is_some(),
            },
        };
        let body = mem::take(response.body_mut());
        let message = match incoming::read(body, limit).await {
            Incoming::One(message, Some(mut trailers)) if ended || is_ok(&trailers) => {
                merge(response.headers_mut(), &mut trailers);
                spare_headers::put(trailers);
                message
            }
            Incoming::One(message, None) if ended => message,
            Incoming::One(message, trailers) => {
                let stream = incoming::again(message, trailers);
                read_by_tonic(stream, &mut response, ended, limit).await?
            }
            Incoming::Other(body) => read_by_tonic(body, &mut response, ended, limit).await?,
        };
        let headers = mem::take(response.headers_mut());
        let extensions = mem::take(response.extensions_mut());
        Ok(Response::from_parts(MetadataMap::from_headers(headers), message, extensions))
    }
}

/// Lets tonic read a response that is not ordinary. Returns its message or tonic's error.
fn read_by_tonic(
    body: Body,
    response: &mut http::Response<Body>,
    ended: bool,
    limit: Option<usize>,
) -> Pin<Box<dyn Future<Output = Result<Bytes, Status>> + Send + '_>> {
    let mut stream = match ended {
        true => Streaming::new_empty(Raw, body),
        false => Streaming::new_response(Raw, body, response.status(), None, limit),
    };
    let headers = response.headers_mut();
    // The future of the rare response is boxed, so that other calls move a small future.
    Box::pin(async move {
        let message = stream.message().await.map_err(|mut status| {
            let mut metadata = core::mem::take(status.metadata_mut()).into_headers();
            metadata.extend(headers.clone());
            *status.metadata_mut() = MetadataMap::from_headers(metadata);
            status
        })?;
        let message = message.ok_or_else(|| Status::internal("Missing response message."))?;
        headers.extend(stream.trailers().await?.unwrap_or_default().into_headers());
        Ok(message)
    })
}

fn is_ok(trailers: &HeaderMap) -> bool {
    Reserved::of(trailers).status.is_some_and(|status| status == "0")
}

/// Moves the trailers to the headers. Trailers replace headers with the same names.
fn merge(headers: &mut HeaderMap, trailers: &mut HeaderMap) {
    let is_one = trailers.len() == 1;
    let mut trailers = trailers.drain();
    // Most often there is only the status. `insert` takes less time than `extend`.
    match trailers.next() {
        Some((Some(name), value)) if is_one => drop(headers.insert(name, value)),
        first => headers.extend(first.into_iter().chain(trailers)),
    }
}

/// Returns the error of a compressed response, because this call accepts no compression.
fn compressed(encoding: Option<&HeaderValue>) -> Status {
    let encoding = encoding.map(HeaderValue::as_bytes).unwrap_or_default();
    let mut status = Status::unimplemented(alloc::format!(
        "Content is compressed with `{}` which isn't supported",
        alloc::string::String::from_utf8_lossy(encoding)
    ));
    status.metadata_mut().insert("grpc-accept-encoding", MetadataValue::from_static("identity"));
    status
}
