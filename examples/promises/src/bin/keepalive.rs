//! Keepalive. Pings detect a peer that hangs or has disappeared, and its calls end.
//!
//!     keepalive server ADDRESS
//!     keepalive client ADDRESS    calls until the server falls silent

use std::time::Duration;

use promises::echo_client::EchoClient;
use promises::echo_server::EchoServer;
use promises::{Counting, Failure, RepeatRequest, Role, listen, role};
use tonic::transport::{Endpoint, Server};

/// The interval between pings. It is short for this demonstration: many servers treat pings as
/// abuse if they come more often than every few minutes.
const INTERVAL: Duration = Duration::from_millis(500);
const PATIENCE: Duration = Duration::from_secs(1);

#[tokio::main]
async fn main() -> Result<(), Failure> {
    match role()? {
        Role::Server(addr, _) => {
            let server = Server::builder()
                .http2_keepalive_interval(Some(INTERVAL))
                .http2_keepalive_timeout(Some(PATIENCE))
                .add_service(EchoServer::new(Counting::default()));
            Ok(server.serve_with_incoming(listen(&addr).await?).await?)
        }
        Role::Client(addr, _) => {
            let endpoint = Endpoint::from_shared(format!("http://{addr}"))?;
            // Pings are also sent while no call runs, because a load balancer may drop an idle
            // connection.
            let endpoint = endpoint
                .http2_keep_alive_interval(INTERVAL)
                .keep_alive_timeout(PATIENCE)
                .keep_alive_while_idle(true);
            let mut client = EchoClient::new(endpoint.connect().await?);
            let mut texts = client
                .repeat(RepeatRequest { text: "on".into(), times: 0, interval_ms: 10 })
                .await?
                .into_inner();
            texts.message().await?;
            println!("started");
            let status = loop {
                if let Err(status) = texts.message().await {
                    break status;
                }
            };
            println!("gave up: {status:?}");
            Ok(())
        }
    }
}
