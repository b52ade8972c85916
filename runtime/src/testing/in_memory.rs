//! Connections between a client and a server in the same process.

use core::future::{Ready, ready};
use core::pin::Pin;
use core::task::{Context, Poll};
use std::io;

use http::{Request, Response, Uri};
use hyper_util::rt::TokioIo;
use tokio::io::DuplexStream;
use tokio::runtime::Handle;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tonic::body::Body;
use tonic::codegen::tokio_stream::Stream;
use tonic::codegen::{Body as HttpBody, Bytes, StdError};
use tonic::service::Routes;
use tonic::transport::server::Router;
use tonic::transport::{Channel, Endpoint};
use tower_layer::Layer;
use tower_service::Service;

/// The bytes that a connection holds in each direction. HTTP/2's own windows are larger, so a
/// peer that does not read blocks the other one, as over a socket.
const CAPACITY: usize = 64 * 1024;

/// Serves `router` in the background, and returns a channel to it.
///
/// The server ends after the last copy of the channel is dropped. A channel with settings, e.g. a
/// timeout, takes an [`InMemory`] of its own.
///
/// # Panics
/// Panics outside of a tokio runtime.
///
/// ```no_run
/// # async fn example() {
/// let router = tonic::transport::Server::builder().add_routes(Default::default());
/// let channel = rust_grpc::testing::channel(router);
/// // let client = WeatherClient::new(channel);
/// # }
/// ```
#[track_caller]
pub fn channel<L, B>(router: Router<L>) -> Channel
where
    L: Layer<Routes> + Send + 'static,
    L::Service: Service<Request<Body>, Response = Response<B>> + Clone + Send + 'static,
    <L::Service as Service<Request<Body>>>::Future: Send,
    <L::Service as Service<Request<Body>>>::Error: Into<StdError> + Send,
    B: HttpBody<Data = Bytes> + Send + 'static,
    B::Error: Into<StdError>,
{
    Endpoint::from_static("http://in-memory").connect_with_connector_lazy(InMemory::new(router))
}

/// A connector of tonic's [`Endpoint`] to a server in the same process:
///
/// ```no_run
/// # async fn example() {
/// use rust_grpc::testing::InMemory;
/// use std::time::Duration;
/// use tonic::transport::{Endpoint, Server};
///
/// let server = InMemory::new(Server::builder().add_routes(Default::default()));
/// let endpoint = Endpoint::from_static("http://weather").timeout(Duration::from_secs(1));
/// let channel = endpoint.connect_with_connector_lazy(server.clone());
/// # }
/// ```
///
/// Each channel of a copy has a connection of its own to the same server.
#[derive(Debug, Clone)]
pub struct InMemory {
    connections: UnboundedSender<DuplexStream>,
}

impl InMemory {
    /// Serves `router` in the background, until all copies of the connector are dropped.
    ///
    /// # Panics
    /// Panics outside of a tokio runtime.
    #[track_caller]
    pub fn new<L, B>(router: Router<L>) -> Self
    where
        L: Layer<Routes> + Send + 'static,
        L::Service: Service<Request<Body>, Response = Response<B>> + Clone + Send + 'static,
        <L::Service as Service<Request<Body>>>::Future: Send,
        <L::Service as Service<Request<Body>>>::Error: Into<StdError> + Send,
        B: HttpBody<Data = Bytes> + Send + 'static,
        B::Error: Into<StdError>,
    {
        let Ok(runtime) = Handle::try_current() else {
            panic!(
                "a server in memory needs a tokio runtime: create it in an async function of \
                 `#[tokio::test]`, or by `driver.block_on(async {{ .. }})` of a blocking client"
            );
        };
        let (connections, accepted) = unbounded_channel();
        runtime.spawn(router.serve_with_incoming(Incoming(accepted)));
        Self { connections }
    }
}

impl Service<Uri> for InMemory {
    type Response = TokioIo<DuplexStream>;
    type Error = io::Error;
    type Future = Ready<io::Result<TokioIo<DuplexStream>>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, _: Uri) -> Self::Future {
        let (client, server) = tokio::io::duplex(CAPACITY);
        let accepted = self.connections.send(server);
        ready(match accepted {
            Ok(()) => Ok(TokioIo::new(client)),
            Err(_) => Err(io::Error::new(io::ErrorKind::ConnectionRefused, "the server has ended")),
        })
    }
}

/// The connections that the server accepts.
struct Incoming(UnboundedReceiver<DuplexStream>);

impl Stream for Incoming {
    type Item = io::Result<DuplexStream>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_recv(cx).map(|connection| connection.map(Ok))
    }
}
