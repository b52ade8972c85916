//! Cancellation. Dropping a call on one side stops it on the other side.
//!
//!     cancellation server ADDRESS
//!     cancellation client ADDRESS

use std::time::Duration;

use promises::echo_client::EchoClient;
use promises::echo_server::EchoServer;
use promises::{Counting, Failure, RepeatRequest, Role, Text, expect, listen, role};
use rust_grpc::layers::CancelLayer;
use tonic::transport::{Endpoint, Server};
use tower::Layer;

#[tokio::main]
async fn main() -> Result<(), Failure> {
    match role()? {
        Role::Server(addr, _) => {
            let server = Server::builder().add_service(EchoServer::new(Counting::default()));
            Ok(server.serve_with_incoming(listen(&addr).await?).await?)
        }
        Role::Client(addr, _) => {
            // Without the layer, dropping the responses does not cancel a call whose requests are
            // still open.
            let channel = CancelLayer
                .layer(Endpoint::from_shared(format!("http://{addr}"))?.connect().await?);
            let mut client = EchoClient::new(channel);

            let mut endless = client
                .repeat(RepeatRequest { text: "on".into(), times: 0, interval_ms: 10 })
                .await?
                .into_inner();
            endless.message().await?;
            let (requests, open) = tokio::sync::mpsc::channel(1);
            requests.send(Text { text: "hello?".into() }).await?;
            let mut talk =
                client.talk(tokio_stream::wrappers::ReceiverStream::new(open)).await?.into_inner();
            talk.message().await?;
            expect("running", running(&mut client).await?, 2)?;

            drop(endless);
            drop(talk);
            for _ in 0..100 {
                if running(&mut client).await? == 0 {
                    println!("both calls have stopped");
                    return Ok(());
                }
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
            Err("the server still works for a cancelled call".into())
        }
    }
}

async fn running<S>(client: &mut EchoClient<S>) -> Result<u32, Failure>
where
    S: tonic::client::GrpcService<tonic::body::Body, ResponseBody = tonic::body::Body>,
    S::Error: Into<Failure>,
{
    Ok(client.say(Text::default()).await?.into_inner().text.parse()?)
}
