//! Limits on the size of messages and on the number of concurrent calls, and a stop that lets calls
//! finish.
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

/// The largest message. It is larger than any sensible text, and far below gRPC's default of 4 MiB.
const LARGEST: usize = 64 * 1024;
const AT_A_TIME: usize = 4;

#[tokio::main]
async fn main() -> Result<(), Failure> {
    match role()? {
        Role::Server(addr, _) => {
            let service = EchoServer::new(Echoing)
                .max_decoding_message_size(LARGEST)
                .max_encoding_message_size(LARGEST);
            let server = Server::builder()
                // The limit of each connection. It counts streams until they end, and the client
                // holds back calls over the limit.
                .max_concurrent_streams(u32::try_from(AT_A_TIME)?)
                // The limit of all connections together. It counts calls until a handler has
                // answered. Calls over the limit wait.
                .layer(GlobalConcurrencyLimitLayer::new(AT_A_TIME))
                .add_service(service);
            // The server accepts no new calls from here on, and waits for those that run.
            let stop = async {
                // If signals are not available, the server runs until it is killed.
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
            let channel = Endpoint::from_shared(format!("http://{addr}"))?.connect().await?;
            let mut client = EchoClient::new(channel.clone());
            let refused = client
                .say(Text { text: "x".repeat(2 * LARGEST) })
                .await
                .expect_err("it is too long");
            println!("too long: {:?}", refused.code());
            // gRPC's code for this error is RESOURCE_EXHAUSTED. tonic returns OUT_OF_RANGE.
            expect(
                "code",
                matches!(refused.code(), Code::OutOfRange | Code::ResourceExhausted),
                true,
            )?;
            let mut careful = EchoClient::new(channel.clone()).max_encoding_message_size(LARGEST);
            careful.say(Text { text: "x".repeat(2 * LARGEST) }).await.expect_err("not even sent");

            let start = Instant::now();
            let mut calls = JoinSet::new();
            for _ in 0..3 * AT_A_TIME {
                let mut client = EchoClient::new(channel.clone());
                calls.spawn(async move {
                    let mut texts = client
                        .repeat(RepeatRequest { text: "x".into(), times: 1, interval_ms: 50 })
                        .await?
                        .into_inner();
                    texts.message().await
                });
            }
            let replies = calls.join_all().await;
            expect(
                "all came through",
                replies.iter().all(|reply| matches!(reply, Ok(Some(_)))),
                true,
            )?;
            println!("{} calls, {AT_A_TIME} at a time, in {:?}", replies.len(), start.elapsed());
            // The server of the tests in Python has ten threads and needs two rounds. This server
            // needs three.
            expect("some had to wait", start.elapsed() >= 2 * Duration::from_millis(50), true)
        }
    }
}
