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

/// Metadata that the server returns at once.
pub const INITIAL: &str = "x-grpc-test-echo-initial";
/// Metadata that the server returns when it is done.
pub const TRAILING: &str = "x-grpc-test-echo-trailing-bin";

/// A channel with or without the layers of `rust_grpc`.
pub type Channel = BoxCloneService<Request<Body>, Response<Body>, Box<dyn Error + Send + Sync>>;

/// What a client of ours puts around tonic's channel.
pub fn channel(inner: tonic::transport::Channel) -> Channel {
    BoxCloneService::new(CancelLayer.layer(DeadlineLayer.layer(inner)).map_err(Into::into))
}

/// tonic's channel as it is.
pub fn plain_channel(inner: tonic::transport::Channel) -> Channel {
    BoxCloneService::new(inner.map_err(Into::into))
}

/// Notes which messages come in compressed ([`Compressed`](crate::frames::Compressed) in the
/// extensions), and sends plain what [`Plain`] in the extensions asks for.
#[derive(Debug, Clone)]
pub struct Peek<S> {
    inner: S,
    /// Whether requests come in here, rather than going out.
    serving: bool,
}

impl<S> Peek<S> {
    /// Around a channel.
    pub fn client(inner: S) -> Self {
        Self { inner, serving: false }
    }

    /// Around a server, which then also returns metadata as interop's servers do.
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
