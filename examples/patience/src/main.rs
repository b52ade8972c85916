//! `patience server ADDRESS` fails on purpose, and `patience client ADDRESS` has patience.

use std::time::Duration;

use patience::flaky_client::{FlakyClient, method};
use patience::flaky_server::FlakyServer;
use patience::{Ask, CONFIG, FailsOnPurpose, SeenRequest, Step};
use rust_grpc::CallOptions;
use rust_grpc::layers::Layer;
use rust_grpc::service_config::{ServiceConfig, ServiceConfigLayer};
use tokio::net::TcpListener;
use tokio_stream::wrappers::TcpListenerStream;
use tonic::Code;
use tonic::transport::{Endpoint, Server};

type Failure = Box<dyn std::error::Error>;

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["server", address] => server(address).await,
        ["client", address] => client(address).await,
        _ => Err("usage: patience server ADDRESS | patience client ADDRESS".into()),
    }
}

async fn server(address: &str) -> Result<(), Failure> {
    let listener = TcpListener::bind(address).await?;
    println!("listening on {}", listener.local_addr()?);
    Server::builder()
        .add_service(FlakyServer::new(FailsOnPurpose::default()))
        .serve_with_incoming(TcpListenerStream::new(listener))
        .await?;
    Ok(())
}

async fn client(address: &str) -> Result<(), Failure> {
    let channel = Endpoint::from_shared(format!("http://{address}"))?.connect_lazy();
    let layer = ServiceConfigLayer::new(ServiceConfig::from_json(CONFIG)?)
        // The calls wait for the server, which may start later than the client.
        .defaults(CallOptions::new().wait_for_ready(true))
        .connect_backoff(Duration::from_millis(50), Duration::from_secs(1))
        // `Find` is hedged, so its idempotency must be known.
        .methods(method::ALL)?;
    let mut client = FlakyClient::new(layer.layer(channel));

    // A retry: two attempts fail.
    let unavailable = Step { code: Code::Unavailable as i32, ..Default::default() };
    let call = format!("retry {}", std::process::id());
    let ask = Ask { call: call.clone(), steps: vec![unavailable; 2], ..Default::default() };
    let answer = client.get(ask).await?.into_inner();
    let seen = client.seen(SeenRequest { call }).await?.into_inner();
    println!("attempt {} of {} has answered", answer.attempt, seen.attempts);

    // A hedge: the first attempt is slow.
    let slow = Step { delay_ms: 2000, ..Default::default() };
    let call = format!("hedge {}", std::process::id());
    let ask = Ask { call, steps: vec![slow], ..Default::default() };
    let answer = client.find(ask).await?.into_inner();
    println!("attempt {} was faster", answer.attempt);

    // A deadline: the call has less time than the config gives it.
    let slow = Step { delay_ms: 2000, ..Default::default() };
    let call = format!("deadline {}", std::process::id());
    let ask = Ask { call, steps: vec![slow], ..Default::default() };
    let options = CallOptions::new().timeout(Duration::from_millis(100));
    let status = client.get(options.request(ask)).await.err();
    println!("{:?}", status.ok_or("the call has outlived its deadline")?.code());
    Ok(())
}
