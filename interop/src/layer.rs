//! The layers below the stubs: [`Peek`] around a channel or a server.

use std::error::Error;
use std::pin::Pin;
use std::task::{Context, Poll};

use http::{HeaderName, Request, Response};
use rust_grpc::layers::{CancelLayer, DeadlineLayer};
use tonic::body::Body;
use tower::util::BoxCloneService;
use tower::{Layer, Service, ServiceExt};

use crate::frames::{Frames, Plain};

/// The key of metadata that the server returns at once.
pub const INITIAL: &str = "x-grpc-test-echo-initial";
/// The key of metadata that the server returns at the end.
pub const TRAILING: &str = "x-grpc-test-echo-trailing-bin";

/// A channel, with or without the layers of `rust_grpc`.
pub type Channel = BoxCloneService<Request<Body>, Response<Body>, Box<dyn Error + Send + Sync>>;

/// Returns tonic's channel with the layers of our clients.
pub fn channel(inner: tonic::transport::Channel) -> Channel {
    BoxCloneService::new(CancelLayer.layer(DeadlineLayer.layer(inner)).map_err(Into::into))
}

/// Returns tonic's channel without layers.
pub fn plain_channel(inner: tonic::transport::Channel) -> Channel {
    BoxCloneService::new(inner.map_err(Into::into))
}

/// Records which received messages are compressed, as a [`Compressed`](crate::frames::Compressed)
/// in the extensions. Sends the messages uncompressed that a [`Plain`] in the extensions names.
#[derive(Debug, Clone)]
pub struct Peek<S> {
    inner: S,
    /// Whether the service is a server: then requests are received, and not sent.
    serving: bool,
}

impl<S> Peek<S> {
    /// Wraps a channel.
    pub fn client(inner: S) -> Self {
        Self { inner, serving: false }
    }

    /// Wraps a server. It also returns metadata, as interop's servers do.
    pub fn server(inner: S) -> Self {
        Self { inner, serving: true }
    }
}

impl<S: tonic::server::NamedService> tonic::server::NamedService for Peek<S> {
    const NAME: &'static str = S::NAME;
}

impl<S> Service<Request<Body>> for Peek<S>
where
    S: Service<Request<Body>, Response = Response<Body>>,
    S::Future: Send + 'static,
{
    type Response = Response<Body>;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Response<Body>, S::Error>> + Send>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        let serving = self.serving;
        let echo = |name: &'static str| {
            let value = request.headers().get(name).filter(|_| serving)?;
            Some((HeaderName::from_static(name), value.clone()))
        };
        let (initial, trailing) = (echo(INITIAL), echo(TRAILING));
        let (mut head, body) = request.into_parts();
        let body = if serving {
            let (body, seen) = Frames::observe(body);
            head.extensions.insert(seen);
            Body::new(body)
        } else {
            Body::new(Frames::sending(
                body,
                head.extensions.remove::<Plain>().unwrap_or_default(),
                None,
            ))
        };
        let response = self.inner.call(Request::from_parts(head, body));
        Box::pin(async move {
            let (mut head, body) = response.await?.into_parts();
            head.headers.extend(initial);
            let mut trailing = trailing;
            if http_body::Body::is_end_stream(&body) {
                head.headers.extend(trailing.take());
            }
            let body = if serving {
                Body::new(Frames::sending(
                    body,
                    head.extensions.remove::<Plain>().unwrap_or_default(),
                    trailing,
                ))
            } else {
                let (body, seen) = Frames::observe(body);
                head.extensions.insert(seen);
                Body::new(body)
            };
            Ok(Response::from_parts(head, body))
        })
    }
}
