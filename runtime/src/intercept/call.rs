//! A call, as interceptors see it.

use core::net::SocketAddr;
use core::time::Duration;
use std::time::Instant;

use http::request::Parts;
use http::{Extensions, HeaderValue, Uri};

use crate::layers::Expiry;
use crate::messages::MessageType;
use crate::options::CustomOption;
use crate::stub::Format;
use crate::{ExtensionError, Idempotency, Method, MethodKind, method};

/// The side of a call on which an interceptor runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// The side that makes the call.
    Client,
    /// The side that answers the call.
    Server,
}

/// A call: its method, its deadline, its peer, and what the interceptors keep about it.
#[derive(Debug)]
pub struct Call {
    side: Side,
    uri: Uri,
    method: Option<Method>,
    format: Format,
    deadline: Option<Expiry>,
    peer: Option<SocketAddr>,
    state: Extensions,
}

/// Returns the path of the method that is called.
///
/// The origin of a client can have a path, which comes first. A server has no such path: it serves
/// the method of the whole path, so interceptors must not take it for another method.
pub(super) fn path(side: Side, uri: &Uri) -> &str {
    match side {
        Side::Client => method::of_uri(uri.path()),
        Side::Server => uri.path(),
    }
}

impl Call {
    pub(super) fn new(side: Side, parts: &mut Parts, method: Option<Method>) -> Self {
        Self {
            side,
            uri: parts.uri.clone(),
            method,
            format: format(parts.headers.get(http::header::CONTENT_TYPE)),
            deadline: deadline(side, parts),
            peer: peer(&mut parts.extensions),
            state: Extensions::new(),
        }
    }

    /// Returns the side on which the interceptor runs.
    pub fn side(&self) -> Side {
        self.side
    }

    /// Returns the path of the method, e.g. `/acme.v1.Weather/GetForecast`.
    pub fn path(&self) -> &str {
        path(self.side, &self.uri)
    }

    /// Returns the full name of the service, e.g. `acme.v1.Weather`.
    pub fn service(&self) -> &str {
        self.parts().0
    }

    /// Returns the proto name of the method, e.g. `GetForecast`.
    pub fn name(&self) -> &str {
        self.parts().1
    }

    /// Returns the constant of the method. The interceptors know it if
    /// [`methods`](super::Interceptors::methods) has been called with it.
    pub fn method(&self) -> Option<&Method> {
        self.method.as_ref()
    }

    /// Returns the kind of the method, if its constant is known.
    pub fn kind(&self) -> Option<MethodKind> {
        self.method.map(|method| method.kind())
    }

    /// Returns the effect of repeating the call. It is unknown if the constant of the method is
    /// not known.
    pub fn idempotency(&self) -> Idempotency {
        self.method.map_or(Idempotency::Unknown, |method| method.idempotency())
    }

    /// Reads a custom option of the method, as [`Method::option`] does. The result is `None` if the
    /// constant of the method is not known.
    ///
    /// # Errors
    /// Returns the errors of [`Method::option`].
    pub fn option<C: CustomOption>(&self, option: C) -> Result<Option<C::Value>, ExtensionError> {
        self.method.map(|method| method.option(option)).transpose()
    }

    /// Returns the time until which the client waits, as the request says. A timeout that an
    /// interceptor or a layer below adds does not count.
    pub fn deadline(&self) -> Option<Instant> {
        self.deadline.map(|deadline| deadline.end().into_std())
    }

    /// Returns the time for which the client still waits. It is zero after the deadline.
    pub fn remaining(&self) -> Option<Duration> {
        self.deadline.map(|deadline| deadline.remaining())
    }

    /// Returns the address of the client, on a server of tonic's transport (feature `transport`).
    pub fn peer(&self) -> Option<SocketAddr> {
        self.peer
    }

    /// Returns the host and the port that the request names, e.g. `weather.example.com:443`.
    pub fn authority(&self) -> Option<&str> {
        self.uri.authority().map(http::uri::Authority::as_str)
    }

    /// Returns what [`Start::state_mut`](super::Start::state_mut) has been given. It lives as long
    /// as the call.
    pub fn state(&self) -> &Extensions {
        &self.state
    }

    pub(super) fn state_mut(&mut self) -> &mut Extensions {
        &mut self.state
    }

    pub(super) fn format(&self) -> Format {
        self.format
    }

    /// Returns the types of the request and the response, if they are known.
    pub(super) fn types(&self) -> Option<(MessageType, MessageType)> {
        self.method.and_then(|method| method.messages().types())
    }

    /// Whether the method is known to answer with one message.
    pub(super) fn has_one_response(&self) -> bool {
        matches!(self.kind(), Some(MethodKind::Unary | MethodKind::ClientStreaming))
    }

    /// Whether the method is known to take one message.
    pub(super) fn has_one_request(&self) -> bool {
        matches!(self.kind(), Some(MethodKind::Unary | MethodKind::ServerStreaming))
    }

    fn parts(&self) -> (&str, &str) {
        self.path().trim_start_matches('/').split_once('/').unwrap_or_default()
    }
}

/// Returns the time at which a call expires. On a server, a layer may have put it into the
/// extensions. On a client, the extensions can come from the call that the program answers, and
/// that has another deadline.
fn deadline(side: Side, parts: &Parts) -> Option<Expiry> {
    let known = match side {
        Side::Client => None,
        Side::Server => parts.extensions.get().copied(),
    };
    known.or_else(|| Expiry::of(&parts.headers))
}

#[cfg(feature = "json")]
fn format(content_type: Option<&HeaderValue>) -> Format {
    Format::of(content_type)
}

#[cfg(not(feature = "json"))]
fn format(_: Option<&HeaderValue>) -> Format {
    Format::default()
}

/// Returns the address that tonic's transport has added. A request has the function for it, which
/// knows the types of connections with and without TLS.
#[cfg(feature = "transport")]
fn peer(extensions: &mut Extensions) -> Option<SocketAddr> {
    let request = tonic::Request::from_parts(
        tonic::metadata::MetadataMap::new(),
        core::mem::take(extensions),
        (),
    );
    let peer = request.remote_addr();
    *extensions = request.into_parts().1;
    peer
}

#[cfg(not(feature = "transport"))]
fn peer(_: &mut Extensions) -> Option<SocketAddr> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_serves_the_whole_path() {
        let uri = Uri::from_static("/acme.Admin/Delete/acme.Public/Get");
        assert_eq!(path(Side::Client, &uri), "/acme.Public/Get");
        assert_eq!(path(Side::Server, &uri), "/acme.Admin/Delete/acme.Public/Get");
    }

    #[test]
    fn a_client_does_not_expire_with_the_call_that_its_program_answers() {
        let headers = http::HeaderMap::from_iter([(
            http::HeaderName::from_static("grpc-timeout"),
            HeaderValue::from_static("1H"),
        )]);
        let deadline = Expiry::of(&headers).unwrap();
        for (side, expected) in [(Side::Server, true), (Side::Client, false)] {
            let (mut parts, ()) = http::Request::new(()).into_parts();
            parts.extensions.insert(deadline);
            assert_eq!(Call::new(side, &mut parts, None).deadline().is_some(), expected);
        }
    }
}
