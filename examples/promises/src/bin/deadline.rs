//! Deadlines. The client sets a deadline, a server passes it on to another server, and both sides
//! enforce it until the end of a stream.
//!
//!     deadline server ADDRESS [NEXT_SERVER]
//!     deadline client ADDRESS

use std::time::{Duration, Instant};

use promises::echo_client::EchoClient;
use promises::echo_server::{Echo, EchoServer};
use promises::{Echoing, Failure, RepeatRequest, Role, Text, Texts, expect, listen, role};
use rust_grpc::layers::{Deadline, DeadlineLayer, Expiry};
use tonic::transport::{Channel, Endpoint, Server};
use tonic::{Code, Request, Response, Status, Streaming};
use tower::Layer;

#[tokio::main]
async fn main() -> Result<(), Failure> {
    match role()? {
        Role::Server(addr, next) => {
            let next = match &next[..] {
                [next] => Some(EchoClient::new(channel(next)?)),
                _ => None,
            };
            let server = Server::builder()
                .layer(DeadlineLayer)
                .add_service(EchoServer::new(Passing { next }));
            Ok(server.serve_with_incoming(listen(&addr).await?).await?)
        }
        Role::Client(addr, _) => {
            let mut client = EchoClient::new(channel(&addr)?);
            let start = Instant::now();
            let mut request =
                Request::new(RepeatRequest { text: "tick".into(), times: 0, interval_ms: 50 });
            request.set_timeout(Duration::from_secs(1));
            // The first texts arrive in time. The stream itself never ends.
            let mut texts = client.repeat(request).await?.into_inner();
            let mut count = 0;
            let status = loop {
                match texts.message().await {
                    Ok(Some(_)) => count += 1,
                    Ok(None) => return Err("the stream ended".into()),
                    Err(status) => break status,
                }
            };
            expect("code", status.code(), Code::DeadlineExceeded)?;
            expect("some texts came", count > 0, true)?;
            expect("in time", start.elapsed() < Duration::from_secs(5), true)?;
            println!("{count} texts, then {:?}", status.code());
            Ok(())
        }
    }
}

fn channel(addr: &str) -> Result<Deadline<Channel>, Failure> {
    Ok(DeadlineLayer.layer(Endpoint::from_shared(format!("http://{addr}"))?.connect_lazy()))
}

/// A service that asks the next server, if there is one.
struct Passing {
    next: Option<EchoClient<Deadline<Channel>>>,
}

#[tonic::async_trait]
impl Echo for Passing {
    type RepeatStream = Texts;
    type TalkStream = Texts;

    async fn say(&self, request: Request<Text>) -> Result<Response<Text>, Status> {
        Echoing.say(request).await
    }

    async fn repeat(&self, request: Request<RepeatRequest>) -> Result<Response<Texts>, Status> {
        let Some(next) = &self.next else { return Echoing.repeat(request).await };
        let deadline = request.extensions().get::<Expiry>().copied();
        let mut passed_on = Request::new(request.into_inner());
        if let Some(deadline) = deadline {
            passed_on.set_timeout(deadline.remaining());
        }
        let texts = next.clone().repeat(passed_on).await?.into_inner();
        Ok(Response::new(Box::pin(texts)))
    }

    async fn talk(&self, request: Request<Streaming<Text>>) -> Result<Response<Texts>, Status> {
        Echoing.talk(request).await
    }
}
