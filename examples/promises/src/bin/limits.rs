//! Limits: on the size of messages, on calls at a time, on idle connections (keepalive); and a stop that lets calls finish.
//!
//!     limits server ADDRESS
//!     limits client ADDRESS

use std::time::{Duration, Instant};

use promises::echo_client::EchoClient;
use promises::echo_server::EchoServer;
use promises::{Echoing, Failure, RepeatRequest, Role, Text, expect, listen, role};
use tokio::task::JoinSet;
use tonic::Code;
use tonic::transport::{Endpoint, Server};
use tower::limit::GlobalConcurrencyLimitLayer;

/// Larger than any sensible text, and far below the 4 MiB that gRPC takes by default.
const LARGEST: usize = 64 * 1024;
const AT_A_TIME: usize = 4;

#[tokio::main]
async fn main() -> Result<(), Failure> {
    match role()? {
        Role::Server(addr, _) => {
            let service = EchoServer::new(Echoing).max_decoding_message_size(LARGEST).max_encoding_message_size(LARGEST);
            let server = Server::builder()
                // A connection that does not answer a ping is given up, with its calls.
                .http2_keepalive_interval(Some(Duration::from_secs(10)))
                .http2_keepalive_timeout(Some(Duration::from_secs(5)))
                // For all connections together; those over the limit wait.
                .layer(GlobalConcurrencyLimitLayer::new(AT_A_TIME))
                .add_service(service);
            // No new calls from here on, and those that run are waited for.
            let stop = async {
                // Without signals it runs until it is killed.
                if tokio::signal::ctrl_c().await.is_err() {
                    std::future::pending::<()>().await;
                }
                println!("stopping");
            };
            server.serve_with_incoming_shutdown(listen(&addr).await?, stop).await?;
            println!("stopped");
            Ok(())
        }
        Role::Client(addr, _) => {
            let channel = Endpoint::from_shared(format!("http://{addr}"))?
                // Pings while calls run, and while none does: a balancer in between may forget a silent connection.
                .http2_keep_alive_interval(Duration::from_secs(10))
                .keep_alive_timeout(Duration::from_secs(5))
                .keep_alive_while_idle(true)
                .connect()
                .await?;
            let mut client = EchoClient::new(channel.clone());
            let refused = client.say(Text { text: "x".repeat(2 * LARGEST) }).await.expect_err("it is too long");
            println!("too long: {:?}", refused.code());
            // gRPC's own name for it is RESOURCE_EXHAUSTED; tonic says OUT_OF_RANGE.
            expect("code", matches!(refused.code(), Code::OutOfRange | Code::ResourceExhausted), true)?;
            let mut careful = EchoClient::new(channel.clone()).max_encoding_message_size(LARGEST);
            careful.say(Text { text: "x".repeat(2 * LARGEST) }).await.expect_err("not even sent");

            let start = Instant::now();
            let mut calls = JoinSet::new();
            for _ in 0..3 * AT_A_TIME {
                let mut client = EchoClient::new(channel.clone());
                calls.spawn(async move {
                    let mut texts = client.repeat(RepeatRequest { text: "x".into(), times: 1, interval_ms: 50 }).await?.into_inner();
                    texts.message().await
                });
            }
            let replies = calls.join_all().await;
            expect("all came through", replies.iter().all(|reply| matches!(reply, Ok(Some(_)))), true)?;
            println!("{} calls, {AT_A_TIME} at a time, in {:?}", replies.len(), start.elapsed());
            Ok(())
        }
    }
}
