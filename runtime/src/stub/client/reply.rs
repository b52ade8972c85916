//! The response to a unary call.

use alloc::boxed::Box;

use bytes::Bytes;
use tonic::body::Body;
use tonic::codegen::http::{self, HeaderMap};
use tonic::metadata::{MetadataMap, MetadataValue};
use tonic::{Code, Response, Status, Streaming};

use crate::stub::incoming::{self, Incoming};
use crate::stub::raw::Raw;

/// Reads a response: its one message, and the status at its end.
pub async fn read(
    response: http::Response<Body>,
    limit: Option<usize>,
) -> Result<Response<Bytes>, Status> {
    let (parts, body) = response.into_parts();
    check_encoding(&parts.headers)?;
    // If the headers have a status, no trailers follow.
    let in_headers = Status::from_header_map(&parts.headers);
    let ended = match in_headers {
        Some(status) if status.code() != Code::Ok => return Err(status),
        Some(_) => true,
        None => false,
    };
    let mut headers = parts.headers;
    let message = match incoming::read(body, limit).await {
        Incoming::One(message, Some(trailers)) if ended || is_ok(&trailers) => {
            headers.extend(trailers);
            message
        }
        Incoming::One(message, None) if ended => message,
        Incoming::One(message, trailers) => {
            let stream = incoming::again(message, trailers);
            Box::pin(read_by_tonic(stream, parts.status, ended, limit, &mut headers)).await?
        }
        Incoming::Other(body) => {
            Box::pin(read_by_tonic(body, parts.status, ended, limit, &mut headers)).await?
        }
    };
    Ok(Response::from_parts(MetadataMap::from_headers(headers), message, parts.extensions))
}

/// Lets tonic read a response that is not ordinary. Returns its message or tonic's error.
async fn read_by_tonic(
    body: Body,
    status: http::StatusCode,
    ended: bool,
    limit: Option<usize>,
    headers: &mut HeaderMap,
) -> Result<Bytes, Status> {
    let mut stream = match ended {
        true => Streaming::new_empty(Raw, body),
        false => Streaming::new_response(Raw, body, status, None, limit),
    };
    let message = stream.message().await.map_err(|mut status| {
        let mut metadata = core::mem::take(status.metadata_mut()).into_headers();
        metadata.extend(headers.clone());
        *status.metadata_mut() = MetadataMap::from_headers(metadata);
        status
    })?;
    let message = message.ok_or_else(|| Status::internal("Missing response message."))?;
    headers.extend(stream.trailers().await?.unwrap_or_default().into_headers());
    Ok(message)
}

fn is_ok(trailers: &HeaderMap) -> bool {
    trailers.get(Status::GRPC_STATUS).is_some_and(|status| status == "0")
}

/// Refuses a compressed response, because this call accepts no compression.
fn check_encoding(headers: &HeaderMap) -> Result<(), Status> {
    if !super::is_compressed(headers) {
        return Ok(());
    }
    let encoding = headers
        .get(super::GRPC_ENCODING)
        .map(|value| alloc::string::String::from_utf8_lossy(value.as_bytes()))
        .unwrap_or_default();
    let mut status = Status::unimplemented(alloc::format!(
        "Content is compressed with `{encoding}` which isn't supported"
    ));
    status.metadata_mut().insert("grpc-accept-encoding", MetadataValue::from_static("identity"));
    Err(status)
}
