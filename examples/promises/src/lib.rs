//! The parts that the programs in `src/bin` share: the generated code, an echo service, and the
//! parser of the command line.
//!
//! Each program has a server and a client that show one promise of gRPC. Run `cargo run -p promises
//! --bin deadline -- server 127.0.0.1:50051`, then `... -- client 127.0.0.1:50051`. A client ends
//! with an error if the promise is not kept.

use std::error::Error;
use std::pin::Pin;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio_stream::{Stream, StreamExt};
use tonic::transport::server::TcpIncoming;
use tonic::{Request, Response, Status, Streaming};

mod counting;

pub use counting::Counting;

rust_grpc::include_proto!("promises");

/// The code of the service of `examples/greeter`.
pub mod greeter {
    rust_grpc::include_proto!("example");
}

/// Any error.
pub type Failure = Box<dyn Error + Send + Sync>;

/// The role of a program, with the address and the arguments after it.
#[derive(Debug)]
pub enum Role {
    /// Serve at the address.
    Server(String, Vec<String>),
    /// Call the address.
    Client(String, Vec<String>),
}

/// Parses the command line `server ADDRESS ...` or `client ADDRESS ...`.
///
/// # Errors
/// Returns an error if the command line has another form.
pub fn role() -> Result<Role, Failure> {
    let mut words = std::env::args().skip(1);
    match (words.next().as_deref(), words.next()) {
        (Some("server"), Some(addr)) => Ok(Role::Server(addr, words.collect())),
        (Some("client"), Some(addr)) => Ok(Role::Client(addr, words.collect())),
        _ => Err("expected `server ADDRESS ...` or `client ADDRESS ...`".into()),
    }
}

/// Listens, and prints the address. If the port is 0, the system chooses one.
///
/// # Errors
/// Returns an error if the address cannot be used.
pub async fn listen(addr: &str) -> Result<TcpIncoming, Failure> {
    let listener = TcpListener::bind(addr).await?;
    println!("listening on {}", listener.local_addr()?);
    Ok(TcpIncoming::from(listener).with_nodelay(Some(true)))
}

/// Checks a value.
///
/// # Errors
/// Returns an error with the value if it is not the expected one.
pub fn expect<T: PartialEq + std::fmt::Debug>(
    what: &str,
    is: T,
    expected: T,
) -> Result<(), Failure> {
    if is == expected {
        Ok(())
    } else {
        Err(format!("{what}: is {is:?}, expected {expected:?}").into())
    }
}

/// Returns an error with its causes on one line. The message of tonic alone is "transport error".
pub fn with_causes(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text += &format!(": {error}");
        cause = error.source();
    }
    text
}

/// The echo service.
#[derive(Debug, Clone, Default)]
pub struct Echoing;

/// A stream of responses.
pub type Texts = Pin<Box<dyn Stream<Item = Result<Text, Status>> + Send>>;

#[tonic::async_trait]
impl echo_server::Echo for Echoing {
    type RepeatStream = Texts;
    type TalkStream = Texts;

    async fn say(&self, request: Request<Text>) -> Result<Response<Text>, Status> {
        Ok(Response::new(request.into_inner()))
    }

    async fn repeat(&self, request: Request<RepeatRequest>) -> Result<Response<Texts>, Status> {
        let RepeatRequest { text, times, interval_ms } = request.into_inner();
        let times = if times == 0 { usize::MAX } else { times as usize };
        let texts =
            tokio_stream::iter(std::iter::repeat_n(text, times)).then(move |text| async move {
                tokio::time::sleep(Duration::from_millis(interval_ms.into())).await;
                Ok(Text { text })
            });
        Ok(Response::new(Box::pin(texts)))
    }

    async fn talk(&self, request: Request<Streaming<Text>>) -> Result<Response<Texts>, Status> {
        Ok(Response::new(Box::pin(request.into_inner())))
    }
}
