//! Attempts that have failed before a response was committed.

use alloc::string::ToString;
use core::error::Error;
use core::time::Duration;

use http::{HeaderMap, Response, StatusCode};
use tonic::body::Body;
use tonic::codegen::StdError;
use tonic::{Code, ConnectError, Status};

/// An attempt that has failed.
pub struct Failure {
    pub code: Code,
    pub pushback: Option<Pushback>,
    /// The result of the call if no other attempt follows.
    pub result: Result<Response<Body>, StdError>,
}

/// The server's request about further attempts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pushback {
    /// The next attempt may come after this time.
    After(Duration),
    /// There may be no other attempt.
    Stop,
}

impl Failure {
    /// Returns an attempt whose request had an error, e.g. a message that is too long.
    pub fn of_request(status: Status) -> Self {
        Self { code: status.code(), pushback: None, result: Err(status.into()) }
    }

    pub fn of_error(error: StdError) -> Self {
        let (code, error) = match Status::try_from_error(error) {
            Ok(status) => {
                let status = of_response(status);
                (status.code(), status.into())
            }
            Err(error) if is_broken(&*error) => (Code::Unavailable, unavailable(error).into()),
            // An error without a status of its own stays as it is.
            Err(error) => (Code::Unknown, error),
        };
        Self { code, pushback: None, result: Err(error) }
    }
}

/// Returns the error of a response, with gRPC's status if the connection broke. tonic's status of
/// such an error can be `UNKNOWN` or `CANCELLED`.
pub fn of_response(status: Status) -> Status {
    match status.code() {
        Code::Unknown | Code::Cancelled if is_broken(&status) => unavailable(status.into()),
        _ => status,
    }
}

fn unavailable(error: StdError) -> Status {
    let mut status = Status::unavailable(error.to_string());
    status.set_source(error.into());
    status
}

/// Returns the status of a response that has one in its headers, or that is not gRPC's. `None` is a
/// response whose status comes at its end, or one that is a success.
pub fn code_of(response: &Response<Body>) -> Option<Code> {
    match code_in(response.headers()) {
        Some(Code::Ok) => None,
        Some(code) => Some(code),
        None => code_of_http(response.status()),
    }
}

/// Returns the status in headers or trailers.
pub fn code_in(headers: &HeaderMap) -> Option<Code> {
    Some(Code::from_bytes(headers.get(Status::GRPC_STATUS)?.as_bytes()))
}

/// Returns the status of a response of a proxy or of another server, as gRPC's document
/// `http-grpc-status-mapping.md` says.
fn code_of_http(status: StatusCode) -> Option<Code> {
    Some(match status {
        StatusCode::OK => return None,
        StatusCode::BAD_REQUEST => Code::Internal,
        StatusCode::UNAUTHORIZED => Code::Unauthenticated,
        StatusCode::FORBIDDEN => Code::PermissionDenied,
        StatusCode::NOT_FOUND => Code::Unimplemented,
        StatusCode::TOO_MANY_REQUESTS
        | StatusCode::BAD_GATEWAY
        | StatusCode::SERVICE_UNAVAILABLE
        | StatusCode::GATEWAY_TIMEOUT => Code::Unavailable,
        _ => Code::Unknown,
    })
}

/// Returns what the server says about further attempts. As A6 says, a value that is negative or
/// malformed asks for none.
pub fn pushback(headers: &HeaderMap) -> Option<Pushback> {
    let value = headers.get("grpc-retry-pushback-ms")?;
    let milliseconds = value.to_str().ok().and_then(|text| text.parse::<i32>().ok());
    Some(match milliseconds.and_then(|milliseconds| u64::try_from(milliseconds).ok()) {
        Some(milliseconds) => Pushback::After(Duration::from_millis(milliseconds)),
        None => Pushback::Stop,
    })
}

/// Whether there was no connection.
pub fn is_not_connected(error: &(dyn Error + 'static)) -> bool {
    sources(error).any(|source| source.is::<ConnectError>())
}

/// Whether the server has received the request, and has certainly not begun to serve it.
pub fn is_refused(error: &(dyn Error + 'static)) -> bool {
    let refused = |error: &h2::Error| {
        // After GOAWAY, a server serves only the streams that it has begun to serve. The others end
        // with the reason of the frame.
        let reason = error.reason();
        error.is_remote()
            && (error.is_reset() && reason == Some(h2::Reason::REFUSED_STREAM)
                || error.is_go_away() && reason == Some(h2::Reason::NO_ERROR))
    };
    sources(error).any(|source| source.downcast_ref().is_some_and(refused))
}

/// Whether the connection ended before the request was sent. This hyper error has no other cause
/// in a client.
#[cfg(feature = "transport")]
pub fn is_unsent(error: &(dyn Error + 'static)) -> bool {
    sources(error).any(|source| source.downcast_ref().is_some_and(hyper::Error::is_canceled))
}

#[cfg(not(feature = "transport"))]
pub fn is_unsent(_: &(dyn Error + 'static)) -> bool {
    false
}

/// Whether the connection broke, or the server did not want the request.
fn is_broken(error: &(dyn Error + 'static)) -> bool {
    let is_io = |source: &(dyn Error + 'static)| {
        source.is::<std::io::Error>()
            || source.downcast_ref::<h2::Error>().is_some_and(h2::Error::is_io)
    };
    is_refused(error) || is_unsent(error) || sources(error).any(is_io)
}

fn sources<'a>(
    error: &'a (dyn Error + 'static),
) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    core::iter::successors(Some(error), |error: &&'a (dyn Error + 'static)| (*error).source())
}

#[cfg(test)]
mod tests {
    use alloc::boxed::Box;
    use alloc::sync::Arc;

    use super::*;

    #[test]
    fn pushback_is_a_number_of_milliseconds() {
        for (text, expected) in [
            ("0", Pushback::After(Duration::ZERO)),
            ("25", Pushback::After(Duration::from_millis(25))),
            ("-1", Pushback::Stop),
            ("2147483648", Pushback::Stop),
            ("1.5", Pushback::Stop),
            ("", Pushback::Stop),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert("grpc-retry-pushback-ms", text.parse().unwrap());
            assert_eq!(pushback(&headers), Some(expected), "{text:?}");
        }
        assert_eq!(pushback(&HeaderMap::new()), None);
    }

    #[test]
    fn a_response_of_a_proxy_has_a_status() {
        for (http, grpc, expected) in [
            (200, None, None),
            (200, Some("0"), None),
            (200, Some("5"), Some(Code::NotFound)),
            (503, None, Some(Code::Unavailable)),
            (404, None, Some(Code::Unimplemented)),
            (418, None, Some(Code::Unknown)),
        ] {
            let mut response = Response::new(Body::empty());
            *response.status_mut() = StatusCode::from_u16(http).unwrap();
            if let Some(status) = grpc {
                response.headers_mut().insert("grpc-status", status.parse().unwrap());
            }
            assert_eq!(code_of(&response), expected, "{http} {grpc:?}");
        }
    }

    #[test]
    fn errors_have_codes_and_keep_their_causes() {
        let refused: StdError = Box::new(h2::Error::from(h2::Reason::REFUSED_STREAM));
        // This error does not come from a server.
        assert!(!is_refused(&*refused));
        let failure = Failure::of_error(Box::new(ConnectError("no route".into())));
        assert_eq!(failure.code, Code::Unavailable);
        assert!(is_not_connected(&*failure.result.err().unwrap()));
        assert_eq!(Failure::of_error("a text".into()).code, Code::Unknown);
        let broken = || std::io::Error::from(std::io::ErrorKind::BrokenPipe);
        assert_eq!(Failure::of_error(broken().into()).code, Code::Unavailable);
        let mut status = Status::data_loss("");
        status.set_source(Arc::new(broken()));
        assert_eq!(Failure::of_error(status.into()).code, Code::DataLoss);
    }
}
