//! Servers, and channels to servers.

use std::convert::Infallible;
use std::error::Error;

use hyper_util::rt::TokioIo;
use tokio::io::DuplexStream;
use tokio::net::TcpListener;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;
use tonic::body::Body;
use tonic::codegen::{Service, http};
use tonic::server::NamedService;
use tonic::transport::server::TcpIncoming;
use tonic::transport::{Channel, Endpoint, Server};

/// The connection between client and server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Over {
    /// TCP.
    Loopback,
    /// HTTP/2 in memory.
    Memory,
}

/// Starts a server, and connects to it.
///
/// # Errors
/// Returns an error if there is no port or no connection.
pub async fn connect<S>(service: S, over: Over) -> Result<Channel, Box<dyn Error>>
where
    S: Service<http::Request<Body>, Response = http::Response<Body>, Error = Infallible>
        + NamedService
        + Clone
        + Send
        + Sync
        + 'static,
    S::Future: Send,
{
    match over {
        Over::Loopback => channel(serve(service).await?).await,
        Over::Memory => {
            let mut server = Server::builder();
            let (pipes, accept) = mpsc::channel::<Result<DuplexStream, Infallible>>(1);
            tokio::spawn(async move {
                server.add_service(service).serve_with_incoming(ReceiverStream::new(accept)).await
            });
            let connector = tower::service_fn(move |_| {
                let pipes = pipes.clone();
                async move {
                    let (ours, theirs) = tokio::io::duplex(256 * 1024);
                    pipes.send(Ok(theirs)).await.map_err(std::io::Error::other)?;
                    Ok::<_, std::io::Error>(TokioIo::new(ours))
                }
            });
            Ok(Endpoint::from_static("http://memory").connect_with_connector(connector).await?)
        }
    }
}

/// Starts a server and returns its port.
///
/// # Errors
/// Returns an error if there is no port.
pub async fn serve<S>(service: S) -> Result<u16, Box<dyn Error>>
where
    S: Service<http::Request<Body>, Response = http::Response<Body>, Error = Infallible>
        + NamedService
        + Clone
        + Send
        + Sync
        + 'static,
    S::Future: Send,
{
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let port = listener.local_addr()?.port();
    let accept = TcpIncoming::from(listener).with_nodelay(Some(true));
    tokio::spawn(async move {
        Server::builder().add_service(service).serve_with_incoming(accept).await
    });
    Ok(port)
}

/// Connects to a server.
///
/// # Errors
/// Returns an error if there is no server.
pub async fn channel(port: u16) -> Result<Channel, Box<dyn Error>> {
    Ok(Endpoint::from_shared(format!("http://127.0.0.1:{port}"))?
        .tcp_nodelay(true)
        .connect()
        .await?)
}
