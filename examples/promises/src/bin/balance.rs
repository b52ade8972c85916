//! Load balancing by the client over several servers, with retries. A server that dies makes no
//! call fail.
//!
//!     balance server ADDRESS
//!     balance client ADDRESS,ADDRESS,...
//!
//! The client prints the name of the server that answered, and ends after 200 calls.

use std::collections::BTreeMap;
use std::error::Error as _;
use std::time::Duration;

use backon::{ExponentialBuilder, Retryable};
use promises::echo_client::EchoClient;
use promises::echo_server::{Echo, EchoServer};
use promises::{Echoing, Failure, RepeatRequest, Role, Text, Texts, expect, listen, role};
use tonic::transport::{Channel, Endpoint, Server};
use tonic::{Code, Request, Response, Status, Streaming};

#[tokio::main]
async fn main() -> Result<(), Failure> {
    match role()? {
        Role::Server(addr, _) => {
            let incoming = listen(&addr).await?;
            let name = incoming.local_addr()?.to_string();
            Ok(Server::builder()
                .add_service(EchoServer::new(Named { name }))
                .serve_with_incoming(incoming)
                .await?)
        }
        Role::Client(addrs, _) => {
            let endpoints =
                addrs.split(',').map(|addr| Endpoint::from_shared(format!("http://{addr}")));
            let endpoints =
                endpoints.map(|endpoint| Ok(endpoint?.connect_timeout(Duration::from_secs(1))));
            // Each call goes to the less loaded of two servers that are chosen at random.
            let client = EchoClient::new(Channel::balance_list(
                endpoints.collect::<Result<Vec<_>, tonic::transport::Error>>()?.into_iter(),
            ));
            let mut answered = BTreeMap::<_, u32>::new();
            for _ in 0..200 {
                *answered.entry(ask(&client).await?.text).or_default() += 1;
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
            for (server, calls) in &answered {
                println!("{server} answered {calls}");
            }
            expect("more than one server answered", answered.len() > 1, true)
        }
    }
}

/// Retries a call if that can help. Only the author of a service knows whether a call may be made
/// twice. This one may.
async fn ask(client: &EchoClient<Channel>) -> Result<Text, Status> {
    let call = || async {
        let mut request = Request::new(Text { text: "who are you?".into() });
        request.set_timeout(Duration::from_secs(2));
        client.clone().say(request).await.map(Response::into_inner)
    };
    let waits = ExponentialBuilder::default()
        .with_min_delay(Duration::from_millis(10))
        .with_max_times(6)
        .with_jitter();
    call.retry(waits).when(can_be_retried).await
}

/// Whether the server was absent or disappeared during the call. If it was absent, tonic returns
/// UNAVAILABLE. If it disappeared, tonic may return UNKNOWN, with the transport's error as the
/// cause.
fn can_be_retried(status: &Status) -> bool {
    status.code() == Code::Unavailable
        || status.source().is_some_and(|cause| cause.is::<tonic::transport::Error>())
}

/// A service that returns its name.
struct Named {
    name: String,
}

#[tonic::async_trait]
impl Echo for Named {
    type RepeatStream = Texts;
    type TalkStream = Texts;

    async fn say(&self, _: Request<Text>) -> Result<Response<Text>, Status> {
        Ok(Response::new(Text { text: self.name.clone() }))
    }

    async fn repeat(&self, request: Request<RepeatRequest>) -> Result<Response<Texts>, Status> {
        Echoing.repeat(request).await
    }

    async fn talk(&self, request: Request<Streaming<Text>>) -> Result<Response<Texts>, Status> {
        Echoing.talk(request).await
    }
}
